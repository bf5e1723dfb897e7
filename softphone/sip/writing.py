"""Writing a 3xx: Contacts, Diversion, and the body of a 380, such that our own reader finds what was meant.

What a person typed into a form ends up in headers and XML here: nothing of it can begin a header of its own, end a
quoted string or open an element. Source: RFC 3261 sections 8.3, 20.10, 21.3; RFC 4826; RFC 2046 section 5.1; RFC 5806.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from zlib import crc32

from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_paragraphs, safe_text
from softphone.sip.uri import OtherUri, SipUri, dial_uri

REASONS: Final = {
    300: "Multiple Choices",
    301: "Moved Permanently",
    302: "Moved Temporarily",
    380: "Alternative Service",
}
LISTS: Final = "application/resource-lists+xml"
TEXT: Final = "text/plain"
# Two Ethernet frames, nearly. The 1300 bytes of RFC 3261 section 18.1.1 are for requests, which can go another way;
# four rows of a form, said as text and as a list, take more.
ROOM_UDP: Final = 2400
# pjsip sends and reads no message of more than 4000 bytes; our engine keeps 700 of them for what the library adds.
ROOM: Final = 3360
_TEXT_TYPE: Final = f"{TEXT};charset=UTF-8"
_LONGEST_LABEL: Final = 80
_LONGEST_TEXT: Final = 2000
_OWN_LINES: Final = 230  # status line, tag, Allow, the names of Content-Type and Content-Length
_CALLED: Final = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL})
# absoluteURI of RFC 3261 section 25.1 knows no fragment; older parsers drop the whole response for one.
_ABSOLUTE_URI: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'();/?:@&=+$,%"
)
# Two characters stand in no XML document, escaped or not (XML 1.0 section 2.2).
_TO_XML: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ufffe": "", "\uffff": ""}
)


@dataclass(frozen=True, slots=True)
class Row:
    """Where a caller is sent. `uri` is fit for the wire, `label` is one line."""

    uri: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Answer:
    """A 3xx to be sent. `left_out` names what there was no room for: a media type, or the address of a row."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content_type: str = ""
    body: str = ""
    left_out: tuple[str, ...] = ()

    def size(self) -> int:
        """Bytes of what is ours in the message."""
        head = sum(len(name) + len(value.encode()) + 4 for name, value in self.headers)
        return _OWN_LINES + head + len(self.content_type) + len(self.body.encode())


def row_of(uri: str, label: str) -> Row:
    """One address that callers may be sent to. Raises SipParseError for what no redirect may name."""
    admitted = admit(uri.strip())
    if admitted.kind is Kind.EMERGENCY:
        raise SipParseError("nobody is sent to an emergency service", 0)
    bare = admitted.bare
    if isinstance(bare, SipUri):
        written = str(dial_uri(bare))
    elif isinstance(bare, OtherUri):
        written = f"{bare.scheme}:{_escaped(bare.rest)}"
    else:
        written = str(bare)
    if not written.isascii():
        raise SipParseError("the address cannot be written in ASCII", 0)
    return Row(written, one_line(label), admitted.kind)


def one_line(label: str) -> str:
    """A label as it is written: nothing hidden, and no characters that no font knows."""
    return safe_text("".join(filter(str.isprintable, safe_text(label, _LONGEST_LABEL))), _LONGEST_LABEL)


def diversion_value(uri: str, reason: str) -> str:
    """The entry of whoever diverts now. Raises SipParseError if `uri` is no address."""
    return f"<{row_of(uri, '').uri}>;reason={reason};counter=1"


def write_redirect(
    status: int,
    rows: Sequence[Row],
    *,
    expires_s: int | None = None,
    text: str = "",
    headers: Sequence[tuple[str, str]] = (),
    room: int = ROOM_UDP,
    most: int = ROOM,
) -> Answer:
    """The 3xx for `rows`, the first preferred most. A 380 describes them in its body too, under `text`.

    `room` is how many bytes are wished for beside the echoed headers, `most` how many there are at all. The list part
    goes first when they do not suffice, then words of the text, then rows from the end, then the body.
    """
    words = safe_paragraphs(text, _LONGEST_TEXT) if status == 380 else ""
    shown = list(rows)
    left_out: list[str] = []

    def answer(*, lists: bool) -> Answer:
        return _answer(status, shown, expires_s, words, headers, lists=lists, left_out=left_out)

    best = answer(lists=True)
    if best.size() <= min(room, most):
        return best
    if best.content_type != _TEXT_TYPE and best.body:
        left_out.append(LISTS)
    best = answer(lists=False)
    while (excess := best.size() - most) > 0:
        if words:
            words = words.encode()[: max(0, len(words.encode()) - excess)].decode(errors="ignore").rstrip()
            left_out.extend([TEXT] if TEXT not in left_out else [])
        elif len(shown) > 1:
            left_out.append(shown.pop().uri)
        else:
            return replace(best, content_type="", body="", left_out=(*left_out, TEXT))
        best = answer(lists=False)
    return best


def _answer(
    status: int,
    rows: Sequence[Row],
    expires_s: int | None,
    words: str,
    headers: Sequence[tuple[str, str]],
    *,
    lists: bool,
    left_out: Sequence[str],
) -> Answer:
    in_contacts = [row for row in rows if _may_stand_in_contact(row, status)]
    values = [
        ("Contact", _contact(row, _q(index, len(in_contacts)), expires_s))
        for index, row in enumerate(in_contacts)
    ]
    content_type, body = "", ""
    if status == 380:
        content_type, body = _describe(rows, words, lists=lists)
    elif len(in_contacts) < len(rows):
        content_type, body = _TEXT_TYPE, _lines(rows, "")
    return Answer(
        status=status,
        reason=REASONS[status],
        headers=(*values, *headers),
        content_type=content_type,
        body=body,
        left_out=tuple(left_out),
    )


def _may_stand_in_contact(row: Row, status: int) -> bool:
    """A 380 names only what can be called: its other rows are what the body is for."""
    if status == 380 and row.kind not in _CALLED:
        return False
    return row.kind in _CALLED or _ABSOLUTE_URI.issuperset(row.uri)


def _contact(row: Row, q: str, expires_s: int | None) -> str:
    name = f"{_quoted(row.label)} " if row.label else ""
    tail = (f";q={q}" if q else "") + (f";expires={expires_s}" if expires_s is not None else "")
    return f"{name}<{row.uri}>{tail}"


def _q(index: int, count: int) -> str:
    """1.0, 0.9, … in steps that never reach zero, which would mean: not without asking. One Contact needs none."""
    if count < 2:
        return ""
    tens = -(-count // 10)
    value = f"{1 - index / (10 * tens):.3f}".rstrip("0")
    return value + "0" if value.endswith(".") else value


# quoted-string = SWS DQUOTE *(qdtext / quoted-pair ) DQUOTE
def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _describe(rows: Sequence[Row], words: str, *, lists: bool) -> tuple[str, str]:
    """Content-Type and body of a 380."""
    prose = _lines(rows, words)
    if not lists:
        return _TEXT_TYPE, prose
    listed = _resource_list(rows)
    boundary = _boundary(prose + listed)
    body = (
        f"--{boundary}\r\nContent-Type: {_TEXT_TYPE}\r\n\r\n{prose}\r\n"
        f"--{boundary}\r\nContent-Type: {LISTS}\r\n\r\n{listed}\r\n"
        f"--{boundary}--\r\n"
    )
    return f"multipart/mixed;boundary={boundary}", body


def _lines(rows: Sequence[Row], words: str) -> str:
    lines = [f"{row.label}: {row.uri}" if row.label else row.uri for row in rows]
    before = [*words.split("\n"), ""] if words else []
    return "\r\n".join([*before, *lines]) + "\r\n"


def _resource_list(rows: Sequence[Row]) -> str:
    entries = "".join(
        f'<entry uri="{_xml(row.uri)}">'
        + (f"<display-name>{_xml(row.label)}</display-name>" if row.label else "")
        + "</entry>"
        for row in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n'
        f'<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>{entries}</list></resource-lists>'
    )


def _xml(text: str) -> str:
    return text.translate(_TO_XML)


def _boundary(content: str) -> str:
    """A line that does not occur in `content`; the same for the same content, so that writing needs no chance."""
    seed = crc32(content.encode())
    while (boundary := f"part-{seed:08x}") in content:
        seed += 1
    return boundary


def _escaped(text: str) -> str:
    return "".join(char if char.isascii() else "".join(f"%{b:02X}" for b in char.encode()) for char in text)
