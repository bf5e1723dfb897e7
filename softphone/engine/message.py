"""The few things that the engine itself reads out of raw SIP messages. Bytes in, never an exception.

Understanding responses is the business of `softphone.sip`; here is only what an event needs.
"""

import ipaddress
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

_STATUS_LINE = re.compile(rb"SIP/2\.0 ([1-6][0-9]{2})[ \t]?([^\r\n]*)")
# SIP-URI = "sip:" [ userinfo ] hostport uri-parameters [ headers ]  (RFC 3261 section 25.1)
_URI = re.compile(
    r"""sips?:
    (?:[A-Za-z0-9\-_.!~*'()&=+$,;?/:%]+@)?
    (?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9\-_.]+))
    (?::(?P<port>[0-9]{1,5}))?
    (?:[;?][A-Za-z0-9\-_.!~*'()&=+$,;?/:%\[\]@]*)?""",
    re.IGNORECASE | re.VERBOSE,
)
# RFC 5031 section 3: the service, and what kind of help, as labels
_EMERGENCY = re.compile(
    r"urn:service:sos(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,8}", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+")
_HEAD_END = re.compile(rb"\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# pjsip 2.15 keeps a URI in 256 bytes (PJSIP_MAX_URL_SIZE) wherever it prints one.
MAX_URI_LENGTH = 255


def status_of(raw: bytes) -> int | None:
    """The status code of a response, None if `raw` is no response."""
    match = _STATUS_LINE.match(raw)
    return int(match[1]) if match else None


def reason_of(raw: bytes) -> str:
    """The reason phrase of a response (RFC 3261 section 7.2), "" if there is none."""
    match = _STATUS_LINE.match(raw)
    return match[2].decode("utf-8", "replace").strip() if match else ""


def method_of(raw: bytes) -> bytes:
    """The method of a request, b"" if `raw` is no request."""
    method, space, _ = raw[:32].partition(b" ")
    return method if space and method.isalpha() else b""


def header_of(raw: bytes, *names: bytes) -> bytes:
    """The value of the first header with one of `names` (lower case), unfolded; b"" if there is none."""
    return next(headers_of(raw, *names), b"")


def headers_of(raw: bytes, *names: bytes) -> Iterator[bytes]:
    """The values of all headers with one of `names` (lower case), unfolded, line by line."""
    head = raw[: end.start()] if (end := _HEAD_END.search(raw)) else raw
    for match in _header_lines(names).finditer(head):
        value: bytes = match[1]
        yield _FOLD.sub(b" ", value).strip() if b"\n" in value else value.strip()


@cache
def _header_lines(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Lines after the first that begin with one of `names`, with their folded rest (RFC 3261 section 7.3.1)."""
    either = b"|".join(map(re.escape, names))
    return re.compile(rb"(?i)\n(?:" + either + rb")[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)")


def body_of(raw: bytes) -> bytes:
    """What follows the headers."""
    end = _HEAD_END.search(raw)
    return raw[end.end() :] if end else b""


def transport_of(raw: bytes) -> str:
    """The transport in the topmost Via, "udp", "tcp" or "tls"; "" if it cannot be told."""
    match = re.match(rb"SIP\s*/\s*2\.0\s*/\s*([A-Za-z]+)", header_of(raw, b"via", b"v"))
    name = match[1].decode().lower() if match else ""
    return name if name in ("udp", "tcp", "tls") else ""


def carries_sdp(raw: bytes) -> bool:
    """Whether the message has a session description."""
    return b"application/sdp" in header_of(raw, b"content-type", b"c").lower()


def name_addr_of(value: bytes) -> tuple[bytes, bytes]:
    """Display name and URI of a From or To value (RFC 3261 section 20.10), as far as they can be told."""
    quoted = re.match(rb'"((?:[^"\\]|\\.)*)"\s*', value, re.DOTALL)
    rest = value[quoted.end() :] if quoted else value
    plain, bracket, after = rest.partition(b"<")
    display = re.sub(rb"\\(.)", rb"\1", quoted[1], flags=re.DOTALL) if quoted else plain.strip()
    if bracket:
        return display, after.partition(b">")[0].strip()
    return b"", rest.partition(b";")[0].strip()


def is_dialable(uri: str) -> bool:
    """Whether `uri` is a bare sip: or sips: URI that the native library can take.

    Version 2.15.1 aborts on a longer one (`utilVerifySipUri`, 5000 characters) and stops reading at a line break.
    """
    match = _URI.fullmatch(uri) if len(uri) <= MAX_URI_LENGTH else None
    if match is None or _BROKEN_ESCAPE.search(uri):
        return False
    address_holds = match["v6"] is None or is_ip_address(match["v6"])
    return address_holds and int(match["port"] or 0) <= 65535


def is_emergency(uri: str) -> bool:
    """Whether `uri` is an emergency service's (RFC 5031): it has no host, an account's server routes it."""
    return _EMERGENCY.fullmatch(uri) is not None


def host_of(uri: str) -> str:
    """The host of a sip: or sips: URI without brackets and port; "" if there is none."""
    match = _URI.fullmatch(uri)
    return (match["v6"] or match["name"]) if match is not None else ""


def port_of(uri: str) -> int:
    """The port that a sip: or sips: URI names, 0 if it names none."""
    match = _URI.fullmatch(uri)
    return int(match["port"] or 0) if match is not None else 0


def hop_of(uri: str) -> str:
    """The host that a request to `uri` is sent to: its `maddr`, where it names one (RFC 3261 section 19.1.1)."""
    match = _URI.fullmatch(uri)
    parameters = uri[match.end("v6" if match["v6"] else "name") :].partition("?")[0] if match else ""
    for parameter in parameters.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if unquote(name).lower() == "maddr" and value:
            return unquote(value).strip("[]")
    return host_of(uri)


def is_header(name: str, value: str) -> bool:
    """Whether this can be written as a header line of its own."""
    return _TOKEN.fullmatch(name) is not None and is_one_line(value)


def is_one_line(text: str) -> bool:
    """Whether `text` has no control characters, of which some would end the line."""
    return _CONTROL.search(text) is None


def is_ip_address(host: str) -> bool:
    """Whether `host` needs no look-up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def with_parameter(uri: str, parameter: str) -> str:
    """`uri` with `parameter` ("lr", "transport=tcp") before its headers, unless it has one of that name."""
    base, question, headers = uri.partition("?")
    name = parameter.partition("=")[0]
    present = {part.partition("=")[0].lower() for part in base.split(";")[1:]}
    return uri if name in present else f"{base};{parameter}{question}{headers}"
