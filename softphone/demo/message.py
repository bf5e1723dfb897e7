"""SIP messages as the exchange reads and writes them: enough of RFC 3261 section 7 to be a correct peer.

The phone's own reader (`softphone.sip`) is not used on purpose: a peer that shared its mistakes would hide them.
Text is UTF-8 with surrogate escapes, so every byte that came in can go out again.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from softphone.sip.errors import SipParseError

MAX_MESSAGE = 65_535
_MAX_HEADERS = 200
_COMPACT = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
    "k": "supported",
}
# token of RFC 3261 section 25.1
_TOKEN = r"[A-Za-z0-9\-.!%*_+`'~]+"  # noqa: S105 - a grammar rule, no secret
_REQUEST_LINE = re.compile(rf"({_TOKEN}) ([^\s]+) SIP/2\.0", re.ASCII)
_STATUS_LINE = re.compile(r"SIP/2\.0 ([1-6][0-9]{2}) (.*)", re.ASCII)
_CSEQ = re.compile(rf"([0-9]{{1,10}})[ \t]+({_TOKEN})", re.ASCII)
_VIA = re.compile(
    rf"SIP\s*/\s*2\.0\s*/\s*({_TOKEN})\s+(\[[0-9A-Fa-f:.]+\]|[^\s;:,\[\]]+)(?:\s*:\s*([0-9]{{1,5}}))?\s*",
    re.ASCII,
)
_USER = re.compile(
    r"sips?:(?:([^@;?>\s:]*)(?::[^@]*)?@)?(\[[0-9A-Fa-f:.]+\]|[^:;?>\s@]+)(?::([0-9]{1,5}))?", re.I
)
_QUOTED = re.compile(r'\s*"(?:[^"\\]|\\.)*"')
_TAG = re.compile(rf";\s*tag\s*=\s*({_TOKEN})", re.ASCII | re.I)
_EXPIRES = re.compile(r";\s*expires\s*=\s*([0-9]{1,10})\b", re.ASCII | re.I)
_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)

Headers = Sequence[tuple[str, str]]


def fresh_tag() -> str:
    """A From or To tag (RFC 3261 section 19.3 asks for 32 random bits; these are 64)."""
    return secrets.token_hex(8)


def fresh_branch() -> str:
    return "z9hG4bK" + secrets.token_hex(8)


@dataclass(slots=True)
class Message:
    """What requests and responses share. Header names are lower-case and never compact."""

    headers: list[tuple[str, str]]
    body: bytes = b""

    def get(self, name: str) -> str | None:
        """The first value of a header, None if there is none."""
        return next((value for key, value in self.headers if key == name), None)

    def values(self, name: str) -> list[str]:
        """All values of a header, comma lists taken apart (RFC 3261 section 7.3.1)."""
        return [part for key, value in self.headers if key == name for part in split_list(value)]

    def text(self, name: str) -> str:
        """The value of a header that every message must have; `parse_message` has made sure of it."""
        return self.get(name) or ""

    @property
    def cseq(self) -> tuple[int, str]:
        number, _, method = self.text("cseq").partition(" ")
        return int(number), method.strip()

    @property
    def from_tag(self) -> str:
        return tag_of(self.text("from"))

    @property
    def to_tag(self) -> str:
        return tag_of(self.text("to"))


@dataclass(slots=True)
class Request(Message):
    method: str = ""
    uri: str = ""
    via: "Via" = field(default_factory=lambda: Via("UDP", "", None, {}))


@dataclass(slots=True)
class Response(Message):
    status: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Via:
    """One Via value: transport upper-case, port None when it was left out."""

    transport: str
    host: str
    port: int | None
    params: dict[str, str | None]

    @property
    def branch(self) -> str:
        return self.params.get("branch") or ""


def parse_message(data: bytes) -> Request | Response:
    """One whole message. Raises SipParseError for anything that the exchange will not answer.

    Bytes past Content-Length are dropped, fewer than it says void the message (RFC 3261 section 18.3).
    """
    if len(data) > MAX_MESSAGE:
        raise SipParseError("too long")
    head, separator, rest = data.partition(b"\r\n\r\n")
    if not separator:
        raise SipParseError("no end of the headers")
    lines = head.decode("utf-8", "surrogateescape").replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n")
    if len(lines) > _MAX_HEADERS:
        raise SipParseError("too many headers")
    headers = [_header(line) for line in lines[1:]]
    body = _body(headers, rest)
    if match := _STATUS_LINE.fullmatch(lines[0]):
        message: Request | Response = Response(headers, body, int(match[1]), match[2])
    elif match := _REQUEST_LINE.fullmatch(lines[0]):
        message = Request(headers, body, match[1], match[2])
    else:
        raise SipParseError("neither a request nor a response")
    _check(message)
    return message


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    name = name.rstrip(" \t").lower()
    if not colon or not name or "\n" in value or "\r" in value or "\0" in value:
        raise SipParseError("not a header")
    return _COMPACT.get(name, name), value.strip(" \t")


def _body(headers: Headers, rest: bytes) -> bytes:
    length = next((value for name, value in headers if name == "content-length"), None)
    if length is None:
        return rest
    if not _NUMBER.fullmatch(length) or int(length) > len(rest):
        raise SipParseError("Content-Length does not fit")
    return rest[: int(length)]


def _check(message: Request | Response) -> None:
    if not (message.get("from") and message.get("to") and message.get("call-id")):
        raise SipParseError("a mandatory header is missing")
    cseq = _CSEQ.fullmatch(message.text("cseq"))
    if cseq is None or int(cseq[1]) >= 2**31:
        raise SipParseError("CSeq cannot be read")
    message.headers = [(n, f"{int(cseq[1])} {cseq[2]}" if n == "cseq" else v) for n, v in message.headers]
    vias = message.values("via")
    via = parse_via(vias[0] if vias else "")
    if isinstance(message, Request):
        if cseq[2] != message.method:
            raise SipParseError("CSeq names another method")
        message.via = via


def parse_via(value: str) -> Via:
    """One Via value. Raises SipParseError."""
    match = _VIA.match(value)
    if match is None:
        raise SipParseError("Via cannot be read")
    params: dict[str, str | None] = {}
    for part in value[match.end() :].split(";")[1:]:
        name, equals, content = part.partition("=")
        params[name.strip().lower()] = content.strip() if equals else None
    port = int(match[3]) if match[3] else None
    if port is not None and not 0 < port < 65_536:
        raise SipParseError("Via has an impossible port")
    return Via(match[1].upper(), match[2], port, params)


def split_list(value: str) -> list[str]:
    """The parts of a comma list; commas within quotes and angle brackets do not count."""
    if "," not in value:
        return [value]
    parts, start, quoted, angled, escaped = [], 0, False, False, False
    for index, char in enumerate(value):
        if escaped:
            escaped = False
        elif quoted:
            escaped, quoted = char == "\\", char != '"'
        elif char == '"':
            quoted = True
        elif char in "<>":
            angled = char == "<"
        elif char == "," and not angled:
            parts.append(value[start:index].strip())
            start = index + 1
    return [*parts, value[start:].strip()]


def split_address(value: str) -> tuple[str, str]:
    """The URI of a From, To, Contact or Route value, and its header parameters from the first ";" on.

    Without `<>` parameters belong to the header (section 20.10).
    """
    name = _QUOTED.match(value)
    opened = value.find("<", name.end() if name else 0)
    semicolon = value.find(";", name.end() if name else 0)
    if opened >= 0 and not 0 <= semicolon < opened:
        uri, _, rest = value[opened + 1 :].partition(">")
        return uri.strip(), rest
    uri, separator, rest = value.partition(";")
    return uri.strip(), separator + rest


def address_of(value: str) -> str:
    """The URI of a From, To, Contact or Route value."""
    return split_address(value)[0]


def user_of(uri: str) -> str:
    """The user part as written, "" if there is none."""
    match = _USER.match(uri)
    return (match[1] or "") if match else ""


def host_port_of(uri: str) -> tuple[str, int] | None:
    """Host and port of a SIP URI, the port 5060 (5061 for sips) when it is left out; None if it cannot be read."""
    match = _USER.match(uri)
    if match is None:
        return None
    port = int(match[3]) if match[3] else 5061 if uri[:5].lower() == "sips:" else 5060
    return (match[2].strip("[]").lower(), port) if 0 < port < 65_536 else None


def tag_of(value: str) -> str:
    """The tag of a From or To value, "" if it has none."""
    match = _TAG.search(split_address(value)[1])
    return match[1] if match else ""


def expires_of(value: str) -> int | None:
    """The expires parameter of a Contact value in seconds."""
    match = _EXPIRES.search(split_address(value)[1])
    return int(match[1]) if match else None


def render(start_line: str, headers: Headers, body: bytes = b"") -> bytes:
    """The bytes of a message; Content-Length is added here."""
    lines = [start_line, *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def reply(
    request: Request, status: int, reason: str, *, to_tag: str, headers: Headers = (), body: bytes = b""
) -> bytes:
    """A response to `request` (RFC 3261 section 8.2.6): its Via, From, To, Call-ID and CSeq come back."""
    to = request.text("to")
    if status > 100 and not request.to_tag:
        to = f"{to};tag={to_tag}"
    copied = [("Via", value) for name, value in request.headers if name == "via"]
    copied += [("Record-Route", value) for name, value in request.headers if name == "record-route"]
    copied += [("From", request.text("from")), ("To", to), ("Call-ID", request.text("call-id"))]
    copied += [("CSeq", request.text("cseq")), ("Server", "demo exchange")]
    return render(f"SIP/2.0 {status} {reason}", [*copied, *headers], body)
