"""What an instant message says (RFC 3428): its text, or what it holds instead."""

import re
from typing import Final

from softphone.sip.body.encoding import decode_transfer
from softphone.sip.body.multipart import parse_type, split_parts
from softphone.sip.body.part import BodyPart
from softphone.sip.errors import SipParseError
from softphone.sip.fields import parse_params
from softphone.sip.text import safe_paragraphs

_LONGEST: Final = 16_000
_PLAIN: Final = "text/plain"
_TYPE = re.compile(r"\s*([\w.+\-]+/[\w.+\-]+)\s*", re.ASCII)
# What phones tell each other behind the scenes: that somebody is typing (RFC 3994), that it was read (RFC 5438).
_NOT_FOR_PEOPLE: Final = frozenset({"application/im-iscomposing+xml", "message/imdn+xml"})


def read_message(content_type: bytes, body: bytes) -> str | None:
    """The text, safe to show; None when there is nothing for a person to read.

    Of several parts the first plain text is told (RFC 3428 section 7), of anything else only the type and the size:
    "[image/png, 2 kB]".
    """
    media_type, _ = parse_type(content_type.decode("utf-8", "replace"))
    found = _text_of_parts(content_type, body) if media_type.startswith("multipart/") else None
    return found or _read_one(content_type, body)


def _text_of_parts(content_type: bytes, body: bytes) -> str | None:
    media_type, params = parse_type(content_type.decode("utf-8", "replace"))
    try:
        parts = split_parts(BodyPart(media_type, params, body))
        plain = (part for part in parts if parse_type(part.headers.get("content-type", _PLAIN))[0] == _PLAIN)
        texts = (
            _read_one(
                part.headers.get("content-type", _PLAIN).encode("utf-8", "replace"),
                decode_transfer(part.data, part.headers.get("content-transfer-encoding", "")),
            )
            for part in plain
        )
        return next((text for text in texts if text), None)
    except SipParseError:
        return None


def _read_one(content_type: bytes, body: bytes) -> str | None:
    written = content_type.decode("utf-8", "replace")
    match = _TYPE.match(written)
    media_type = match.group(1).lower() if match else ""
    if media_type in _NOT_FOR_PEOPLE or not body.strip():
        return None
    if media_type not in {"", "text/plain"}:
        return f"[{media_type[:80]}, {-(-len(body) // 1024)} kB]"
    _, semicolon, tail = written.partition(";")
    text = BodyPart("text/plain", parse_params(semicolon + tail), body).text()
    return safe_paragraphs(text, _LONGEST) or None
