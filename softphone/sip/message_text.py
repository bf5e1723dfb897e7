"""What an instant message says (RFC 3428): its text, or what it holds instead."""

import re
from typing import Final

from softphone.sip.body.part import BodyPart
from softphone.sip.fields import parse_params
from softphone.sip.text import safe_paragraphs

_LONGEST: Final = 16_000
_TYPE = re.compile(r"\s*([\w.+\-]+/[\w.+\-]+)\s*", re.ASCII)
# What phones tell each other behind the scenes: that somebody is typing (RFC 3994), that it was read (RFC 5438).
_NOT_FOR_PEOPLE: Final = frozenset({"application/im-iscomposing+xml", "message/imdn+xml"})


def read_message(content_type: bytes, body: bytes) -> str | None:
    """The text, safe to show; None when there is nothing for a person to read.

    Of anything but plain text only the type and the size are told: "[image/png, 2 kB]".
    """
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
