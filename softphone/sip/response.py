"""A SIP response cut into its parts: status line, headers, body (RFC 3261 sections 7.2-7.4, 18.3)."""

import re
from typing import Final

from msgspec import Struct

from softphone.sip.errors import SipParseError

# Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF
_STATUS_LINE = re.compile(r"SIP/2\.0[ \t]+(\d{3})(?:[ \t]+(.*))?", re.IGNORECASE | re.ASCII)
_CONTENT_LENGTH = re.compile(r"\d{1,12}", re.ASCII)
_IN_BRACKETS = re.compile(r"<[^<>]*>")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_VIA_TRANSPORT = re.compile(r"SIP\s*/\s*2\.0\s*/\s*([A-Za-z]+)", re.IGNORECASE)
# Table 1 of RFC 3261 section 20 and the compact forms registered since that matter here.
_COMPACT: Final = {
    "c": "content-type",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "l": "content-length",
    "m": "contact",
    "s": "subject",
    "t": "to",
    "v": "via",
}


class Response(Struct, frozen=True):
    """`headers` are (name as written, unfolded value) in order; `transport` is "udp", "tcp", "tls", "ws", …

    `by_name` has the values of each header by its long name in lower case.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    transport: str
    by_name: dict[str, list[str]]

    def all(self, name: str) -> list[str]:
        """Values of a header in order. `name` is the long form in lower case; compact forms are included."""
        return self.by_name.get(name, [])

    def first(self, name: str) -> str | None:
        values = self.by_name.get(name)
        return values[0] if values else None


def parse_response(raw: bytes, *, transport: str | None) -> Response:
    """Read one response. `transport` is how it came; None means what the top Via says, else "udp".

    Over a datagram a body shorter than its Content-Length voids the response; over a stream the rest may still be
    on its way, so what is there counts. Raises SipParseError for everything that is no usable response.
    """
    raw = raw.lstrip(b"\r\n")
    head, body = _cut(raw)
    lines = _decode(head).split("\n")
    status, reason = _parse_status_line(lines[0].rstrip("\r"))
    headers = parse_headers(lines[1:])
    by_name: dict[str, list[str]] = {}
    for name, value in headers:
        by_name.setdefault(long_name(name), []).append(value)
    came_over = (transport or _via_transport(by_name.get("via")) or "udp").lower()
    length = _content_length(by_name.get("content-length"))
    if length is not None:
        if length > len(body) and came_over == "udp":
            raise SipParseError("the datagram ends before the body does", len(raw))
        body = body[:length]
    return Response(status, reason, tuple(headers), body, came_over, by_name)


def _cut(raw: bytes) -> tuple[bytes, bytes]:
    """Head and body, apart at the first empty line; line ends are CRLF or bare LF."""
    end = raw.find(b"\n\r\n")
    bare = raw.find(b"\n\n", 0, end if end >= 0 else len(raw))
    if bare >= 0:
        return raw[:bare], raw[bare + 2 :]
    return (raw, b"") if end < 0 else (raw[:end], raw[end + 3 :])


def _decode(head: bytes) -> str:
    try:
        return head.decode()
    except UnicodeDecodeError:
        # One old phone's Latin-1 name must not spoil the lines around it.
        return "\n".join(_decode_line(line) for line in head.split(b"\n"))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        # An address is not to be guessed: U+FFFD makes it unusable, while the name beside it is only shown.
        return _IN_BRACKETS.sub(_without_guesses, line.decode("latin-1"))


def _without_guesses(match: re.Match[str]) -> str:
    return _NOT_ASCII.sub("\ufffd", match.group())


def _parse_status_line(line: str) -> tuple[int, str]:
    match = _STATUS_LINE.fullmatch(line)
    if match is None:
        raise SipParseError("this is no SIP response", 0)
    status = int(match.group(1))
    if not 100 <= status <= 699:
        raise SipParseError("there is no such status code", match.start(1))
    return status, (match.group(2) or "").strip()


def long_name(name: str) -> str:
    """A header name in lower case, a compact form as the long one (7.3.3)."""
    lowered = name.lower()
    return _COMPACT.get(lowered, lowered)


def parse_headers(lines: list[str]) -> list[tuple[str, str]]:
    """Headers with folds made one space (7.3.1). A line that is no header is passed over."""
    headers: list[tuple[str, str]] = []
    folded: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"}:
            if headers:
                folded.append(line.strip())
            continue
        if folded:
            _unfold(headers, folded)
            folded = []
        name, colon, value = line.partition(":")
        if colon:
            headers.append((name.rstrip(), value.strip()))
        elif line.strip():
            # What folds under a line that is no header must not join the header above it.
            headers.append(("", line.strip()))
    if folded:
        _unfold(headers, folded)
    return headers


def _unfold(headers: list[tuple[str, str]], folded: list[str]) -> None:
    name, value = headers[-1]
    headers[-1] = (name, " ".join([value, *folded]).strip())


def _via_transport(vias: list[str] | None) -> str | None:
    match = _VIA_TRANSPORT.match(vias[0]) if vias else None
    return match.group(1) if match else None


def _content_length(values: list[str] | None) -> int | None:
    if not values:
        return None
    if _CONTENT_LENGTH.fullmatch(values[0]) is None:
        raise SipParseError("Content-Length is not a number", 0)
    if len(values) > 1 and any(value != values[0] for value in values):
        raise SipParseError("two values for Content-Length", 0)
    return int(values[0])
