"""The body of a response: undo its encoding, find the reader for its type, collect what a person can use.

One line in `_READERS` for each type that is understood; multiparts are taken apart here.
Source: RFC 3261 sections 7.4, 20.11, 20.12, 20.15, 21.3.5; RFC 2046 section 5.1.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final

from softphone.sip.body.encoding import LARGEST_BODY, Budget, decode_transfer
from softphone.sip.body.found import join
from softphone.sip.body.multipart import RawPart, parse_type, split_parts
from softphone.sip.body.part import LONGEST_SOURCE, BodyPart, Reading
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Rejected, UnreadBody
from softphone.sip.response import Response
from softphone.sip.text import has_hidden, safe_paragraphs, safe_text
from softphone.sip.trust import Dialled

_NOT_UNDERSTOOD: Final = "this type of body is not understood"
_DEEPEST: Final = 6
_IMS: Final = "application/3gpp-ims+xml"
_SDP: Final = "application/sdp"

_Reader = Callable[[BodyPart, Dialled], Reading]
# A reader's module comes with the first body of its type: together they take longer to import than all the rest.
_READERS: Final = {
    "text/plain": "text.read_text",
    "text/html": "html.read_html",
    "application/xhtml+xml": "html.read_html",
    "text/uri-list": "uri_list.read_uri_list",
    "application/resource-lists+xml": "lists.read_resource_lists",
    "text/vcard": "vcard.read_vcard",
    "text/x-vcard": "vcard.read_vcard",
    "text/directory": "vcard.read_vcard",
    "application/vcard+json": "jcard.read_jcard",
    _IMS: "ims.read_ims",
}
# What these say in words is quoted whatever the status is; the others are lists and nothing else.
_PROSE: Final = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
# Dispositions whose body is not there to be read by a person (RFC 3261 section 20.11, RFC 3959, RFC 6086).
_NOT_FOR_PEOPLE: Final = frozenset(
    {"session", "early-session", "icon", "alert", "signal", "aib", "info-package"}
)


def read_body(response: Response, *, status: int, dialled: Dialled) -> Reading:
    """What the body says. Alternatives come from a 300 or 380 only; the text of others is there to be quoted."""
    if not response.body.strip():
        return Reading()
    headers = {"content-encoding": ",".join(response.all("content-encoding"))}
    for name in ("content-type", "content-transfer-encoding", "content-disposition"):
        value = response.first(name)
        if value is not None:
            headers[name] = value
    return _Body(status, dialled).read(RawPart(headers, response.body[:LARGEST_BODY]), depth=0)


class _Body:
    """Reads a body and its parts; knows what is common to all of them."""

    def __init__(self, status: int, dialled: Dialled) -> None:
        self._status = status
        self._dialled = dialled
        self._budget = Budget()

    def read(self, raw: RawPart, *, depth: int) -> Reading:
        written_type = raw.headers.get("content-type")
        named = "Content-Type" if written_type is None else written_type
        media_type, params = parse_type(written_type or "")
        try:
            data = decode_transfer(raw.data, raw.headers.get("content-transfer-encoding", ""))
            data = self._budget.decode(data, raw.headers.get("content-encoding", ""))
        except SipParseError as error:
            return _refuse(named, error.reason)
        disposition = raw.headers.get("content-disposition", "").partition(";")[0].strip().lower()
        if disposition in _NOT_FOR_PEOPLE and media_type != _IMS:
            return _refuse(
                named, f"its disposition is {disposition}", UnreadBody(safe_text(media_type), data)
            )
        if written_type is None and depth == 0 and not _is_utf8(data):
            return _refuse(named, "the body has no type and is no text", UnreadBody("", data))
        if written_type is None:
            media_type = "text/plain"  # RFC 2046 section 5.1; servers forget it outside of multiparts too
        part = BodyPart(media_type, params, data)
        if media_type.startswith("multipart/"):
            return self._read_multipart(part, depth)
        return self._read_part(part, named)

    def _read_multipart(self, part: BodyPart, depth: int) -> Reading:
        if depth >= _DEEPEST:
            return _refuse(part.media_type, "parts within parts within parts")
        try:
            parts = split_parts(part)
        except SipParseError as error:
            return _refuse(part.media_type, error.reason)
        readings = [self.read(one, depth=depth + 1) for one in parts if self._budget.take_part()]
        if part.media_type == "multipart/alternative":
            return _last_understood(readings)
        return join(readings)

    def _read_part(self, part: BodyPart, named: str) -> Reading:
        reader = _reader_of(part)
        describes = self._status == 380 or (self._status == 300 and part.media_type != _IMS)
        if reader is not None and describes:
            return reader(part, self._dialled)
        if reader is not None and part.media_type in _PROSE:
            return replace(reader(part, self._dialled), alternatives=(), rejected=())
        if part.media_type == _SDP:
            return _refuse(part.media_type, "a session description lists no alternatives")
        why = _NOT_UNDERSTOOD if reader is None else "it means nothing in this response"
        unread = UnreadBody(part.media_type, part.data) if reader is None else None
        refused = _refuse(part.media_type or named, why, unread)
        if part.media_type.startswith("text/") or (reader is None and _is_text(part.data)):
            text = part.text()
            return replace(refused, text=safe_paragraphs(text) or None, source=text[:LONGEST_SOURCE])
        return refused


def _reader_of(part: BodyPart) -> _Reader | None:
    if part.media_type == "text/directory" and part.params.get("profile", "vcard").lower() != "vcard":
        return None
    module, _, function = _READERS.get(part.media_type, "").partition(".")
    if not module:
        return None
    reader: _Reader = getattr(import_module(f"softphone.sip.body.{module}"), function)
    return reader


def _last_understood(readings: list[Reading]) -> Reading:
    """The choice of multipart/alternative (RFC 2046 section 5.1.4), with the words of another part if it has none.

    All parts say the same, so what is wrong with the ones before it is not worth a line.
    """
    if not readings:
        return Reading()
    chosen = next(
        (one for one in reversed(readings) if one.alternatives or (one.text and not one.unread)), None
    )
    if chosen is None:
        return join(readings)
    if chosen.text is None:
        other = next((one for one in reversed(readings) if one.text and not one.unread), Reading())
        chosen = replace(chosen, text=other.text, source=other.source)
    return chosen


def _refuse(what: str, why: str, unread: UnreadBody | None = None) -> Reading:
    return Reading(rejected=(Rejected(safe_text(what), why),), unread=(unread,) if unread else ())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_text(data: bytes) -> bool:
    """Whether a body of an unknown type can be read by a person all the same (JSON, XML, …)."""
    try:
        return not has_hidden(data.decode())
    except UnicodeDecodeError:
        return False
