"""The body of a response: undo its encoding, find the reader for its type, collect what a person can use.

One line in `_READERS` for each type that is understood. Source: RFC 3261 sections 7.4, 20.11, 20.12, 20.15, 21.3.5.
"""

import re
import zlib
from collections.abc import Callable
from typing import Final

from softphone.sip.body_ims import read_ims
from softphone.sip.body_part import LONGEST_SOURCE, BodyPart, Reading
from softphone.sip.body_text import read_text
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Rejected
from softphone.sip.fields import parse_params
from softphone.sip.response import Response
from softphone.sip.text import has_hidden, safe_paragraphs, safe_text
from softphone.sip.trust import Dialled

LARGEST_BODY: Final = 1024 * 1024
_MOST_ENCODINGS: Final = 3
_LONGEST_TYPE: Final = 2000
_NOT_UNDERSTOOD: Final = "this type of body is not understood"
_TYPE = re.compile(r"\s*([\w.+\-]+/[\w.+\-]+)\s*", re.ASCII)

_READERS: Final[dict[str, Callable[[BodyPart, Dialled], Reading]]] = {
    "text/plain": read_text,
    "application/3gpp-ims+xml": read_ims,
}
# The responses whose body describes alternatives (21.3.1, 21.3.5); the IMS document belongs to a 380 alone.
_DESCRIBING: Final = {"text/plain": frozenset({300, 380}), "application/3gpp-ims+xml": frozenset({380})}


def read_body(response: Response, *, status: int, dialled: Dialled) -> Reading:
    """What the body says. Alternatives come from a 300 or 380 only; the text of others is there to be quoted."""
    if not response.body.strip():
        return Reading()
    written_type = response.first("content-type")
    if written_type is None:
        return _read_untyped(response.body[:LARGEST_BODY], status, dialled)
    written_type = written_type[:_LONGEST_TYPE]
    match = _TYPE.match(written_type)
    media_type = match.group(1).lower() if match else ""
    try:
        data = _decode_content(response)
    except SipParseError as error:
        return _refuse(written_type, error.reason)
    _, semicolon, tail = written_type.partition(";")
    return _read_part(BodyPart(media_type, parse_params(semicolon + tail), data), status, dialled)


def _read_untyped(data: bytes, status: int, dialled: Dialled) -> Reading:
    """A body without Content-Type is text when it looks like text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return _refuse("Content-Type", "the body has no type and is no text")
    return _read_part(BodyPart("text/plain", {}, data), status, dialled)


def _read_part(part: BodyPart, status: int, dialled: Dialled) -> Reading:
    reader = _READERS.get(part.media_type)
    if reader is not None and status in _DESCRIBING[part.media_type]:
        return reader(part, dialled)
    if part.media_type.startswith("text/") or (
        reader is None and part.media_type != "application/sdp" and _is_text(part.data)
    ):
        text = part.text()
        refused = () if reader else _refuse(part.media_type, _NOT_UNDERSTOOD).rejected
        return Reading(text=safe_paragraphs(text) or None, source=text[:LONGEST_SOURCE], rejected=refused)
    if reader is not None:
        return _refuse(part.media_type, "it means nothing in this response")
    if part.media_type == "application/sdp":
        return _refuse(part.media_type, "a session description lists no alternatives")
    return _refuse(part.media_type or "Content-Type", _NOT_UNDERSTOOD)


def _is_text(data: bytes) -> bool:
    """Whether a body of an unknown type can be read by a person all the same (JSON, XML, …)."""
    try:
        return not has_hidden(data.decode())
    except UnicodeDecodeError:
        return False


def _refuse(what: str, why: str) -> Reading:
    return Reading(rejected=(Rejected(safe_text(what), why),))


def _decode_content(response: Response) -> bytes:
    """Undo Content-Encoding, at most LARGEST_BODY bytes out. Raises SipParseError."""
    data = response.body[:LARGEST_BODY]
    written = ",".join(response.all("content-encoding"))
    if not written:
        return data
    encodings = [name.strip().lower() for name in written[:200].split(",") if name.strip()]
    if len(encodings) > _MOST_ENCODINGS:
        raise SipParseError("it is encoded too many times")
    for encoding in reversed(encodings):
        if encoding == "identity":
            continue
        if encoding not in {"gzip", "x-gzip", "deflate"}:
            raise SipParseError("this Content-Encoding is not understood")
        data = _inflate(data, gzip=encoding != "deflate")
    return data


def _inflate(data: bytes, *, gzip: bool) -> bytes:
    # "deflate" means zlib's wrapper by the standard, and bare deflate by what some servers send.
    if gzip:
        wbits = 16 + zlib.MAX_WBITS
    else:
        wrapped = len(data) > 1 and data[0] & 15 == 8 and (data[0] * 256 + data[1]) % 31 == 0
        wbits = zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
    unpacker = zlib.decompressobj(wbits)
    try:
        result = unpacker.decompress(data, LARGEST_BODY + 1)
    except zlib.error:
        raise SipParseError("it cannot be unpacked") from None
    if len(result) > LARGEST_BODY:
        raise SipParseError("it is larger than 1 MiB when unpacked")
    if not unpacker.eof:
        raise SipParseError("it cannot be unpacked")
    return result
