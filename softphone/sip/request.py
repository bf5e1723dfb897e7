"""A SIP request cut into its parts, and who has sent it round before (RFC 5806, RFC 7044).

Below its first line a request is written like a response (RFC 3261 sections 7.1-7.4), and read by the same reader.
"""

import re
from dataclasses import dataclass
from typing import Final

from softphone.sip.errors import SipParseError
from softphone.sip.fields import parse_name_addr, split_list
from softphone.sip.response import Response, parse_response

# Request-Line = Method SP Request-URI SP SIP-Version CRLF
_REQUEST_LINE = re.compile(
    rb"([A-Za-z0-9\-.!%*_+`'~]+)[ \t]+([^\s]+)[ \t]+SIP/2\.0[ \t]*\r?\n", re.IGNORECASE
)
_OVER = re.compile(r"SIP\s*/\s*2\.0\s*/\s*([A-Za-z]+)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,3}")
_COUNTER = re.compile(r"[0-9]{1,2}")
_MOST_ENTRIES: Final = 50
_LONGEST_ENTRY: Final = 300


@dataclass(frozen=True, slots=True)
class Diverted:
    """One entry of a Diversion header. `uri` "" when it cannot be read; `count` 1-99 of the times it stands for.

    `written` is the entry as it came, "" when it is not fit to be repeated.
    """

    uri: str
    display_name: str | None = None
    count: int = 1
    written: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """`transport` is how it came: "udp", "tcp", "tls", …"""

    method: str
    request_uri: str
    transport: str
    _head: Response

    def all(self, name: str) -> list[str]:
        """Values of a header in order. `name` is the long form in lower case; compact forms are included."""
        return self._head.all(name)

    def first(self, name: str) -> str | None:
        return self._head.first(name)

    @property
    def max_forwards(self) -> int | None:
        """None when absent or unreadable."""
        value = (self.first("max-forwards") or "").strip()
        return int(value) if _DIGITS.fullmatch(value) else None

    def diversions(self) -> tuple[Diverted, ...]:
        """Who diverted the request, the newest first (RFC 5806: a new one is put on top)."""
        found: list[Diverted] = []
        for element in self._elements("diversion"):
            try:
                addr = parse_name_addr(element)
            except SipParseError:
                found.append(Diverted(""))
                continue
            counter = addr.params.get("counter", "")
            count = max(1, int(counter)) if _COUNTER.fullmatch(counter) else 1
            written = element if element.isprintable() and len(element) <= _LONGEST_ENTRY else ""
            found.append(Diverted(addr.uri, addr.display_name, count, written))
        return tuple(found)

    def history(self) -> tuple[str, ...]:
        """The addresses that the request went to, the first one first (RFC 7044); unreadable ones left out."""
        found: list[str] = []
        for element in self._elements("history-info"):
            try:
                found.append(parse_name_addr(element).uri)
            except SipParseError:
                continue
        return tuple(found)

    def echoed_bytes(self) -> int:
        """How much of the request a response repeats (RFC 3261 section 8.2.6.2)."""
        names = ("via", "record-route", "from", "to", "call-id", "cseq")
        return sum(len(name) + len(value.encode()) + 4 for name in names for value in self.all(name))

    def _elements(self, name: str) -> list[str]:
        found: list[str] = []
        for value in self.all(name):
            for element in split_list(value):
                if len(found) == _MOST_ENTRIES:
                    return found
                found.append(element)
        return found


def parse_request(raw: bytes) -> Request:
    """Read one request. Raises SipParseError for what is none."""
    raw = raw.lstrip(b"\r\n")
    match = _REQUEST_LINE.match(raw)
    if match is None:
        raise SipParseError("this is no SIP request", 0)
    head = parse_response(b"SIP/2.0 200 OK\r\n" + raw[match.end() :], transport="tcp")
    over = _OVER.match(head.first("via") or "")
    return Request(
        method=match.group(1).decode(),
        request_uri=match.group(2).decode("utf-8", "replace"),
        transport=over.group(1).lower() if over else "udp",
        _head=head,
    )
