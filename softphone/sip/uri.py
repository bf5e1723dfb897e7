"""URIs: SIP and SIPS (RFC 3261 section 19.1), tel (RFC 3966), and all others as scheme and rest.

Escapes are kept as written, so that a URI goes out as it came; comparing undoes them. A little more is read
than the grammar allows (`#`, letters of any script in the user part), because phones send it.

What is made for every response is a msgspec.Struct: a frozen dataclass takes ten times as long to make.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from softphone.sip.errors import SipParseError
from softphone.sip.text import HIDDEN_CLASS

Params = tuple[tuple[str, str | None], ...]
Headers = tuple[tuple[str, str], ...]

# scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
# The plain form of most addresses, for which no more is to be checked; all others are read piece by piece.
_PLAIN_SIP = re.compile(
    r"(sips?):([A-Za-z0-9\-_.+*]+)@((?:[A-Za-z0-9]{1,63}\.){0,3}[A-Za-z][A-Za-z0-9]{0,62})(?::([1-9][0-9]{0,3}))?"
)
_BAD_ESCAPE: Final = r"%(?![0-9A-Fa-f]{2})"
# U+FFFD stands where bytes could not be decoded: what the address was is not known then
_BAD_ANYWHERE = re.compile(rf'[{HIDDEN_CLASS}\ufffd\s<>"]')
_BAD_USER = re.compile(rf"[\[\]\\@:]|{_BAD_ESCAPE}")
_BAD_PARAM = re.compile(rf"[\\?]|{_BAD_ESCAPE}")
# hostname, with the underscore that is seen in practice and letters of any script (IDNA)
_HOST = re.compile(r"(?:[^\W](?:[\w\-]{0,61}\w)?\.)*[^\W](?:[\w\-]{0,61}\w)?\.?")
_PLAIN_HOST = re.compile(r"(?:[A-Za-z0-9\-]{1,63}\.)*[A-Za-z][A-Za-z0-9]{0,62}")
# a label neither begins nor ends with a hyphen
_EDGE_HYPHEN = re.compile(r"(?:^|\.)-|-(?:\.|$)")
# telephone digits of global and local numbers with visual separators (RFC 3966 section 3)
_TEL_NUMBER = re.compile(r"\+?[0-9A-Fa-f*#().\-]*[0-9A-Fa-f*#][().\-]*")
_VISUAL_SEPARATORS: Final = {ord(c): None for c in "-.()"}
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()")
# What may stand unescaped on the wire: RFC 3261 section 25.1 user, password, paramchar.
_USER_TO_ESCAPE = re.compile(r"[^A-Za-z0-9\-_.!~*'()%&=+$,;?/]")
_PARAM_TO_ESCAPE = re.compile(r"[^A-Za-z0-9\-_.!~*'()%\[\]/:&+$]")
# A URI that lacks one of these is another URI when the other side has it (19.1.4); transport by its examples.
_DECISIVE_PARAMS: Final = ("user", "ttl", "method", "maddr", "transport")


class SipUri(Struct, frozen=True, kw_only=True):
    """A sip: or sips: URI. `host` is as written, IPv6 in brackets; escapes are kept; `port` 1-65535 or None.

    A parameter without "=" has the value None.
    """

    scheme: str = "sip"
    user: str | None = None
    password: str | None = None
    host: str
    port: int | None = None
    params: Params = ()
    headers: Headers = ()

    def param(self, name: str) -> str | None:
        """Value of a parameter as written, "" when it has none, None when it is absent. `name` in lower case."""
        for known, value in self.params:
            if known == name or _param_name(known) == name:
                return value or ""
        return None

    @property
    def user_text(self) -> str:
        """The user part with its escapes undone, "" when there is none. May hold any character."""
        return unquote(self.user or "", errors="replace")

    @property
    def hostport(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        parts = [self.scheme, ":"]
        if self.user is not None:
            parts.append(self.user)
            if self.password is not None:
                parts += [":", self.password]
            parts.append("@")
        parts.append(self.hostport)
        for name, value in self.params:
            parts.append(f";{name}" if value is None else f";{name}={value}")
        if self.headers:
            parts.append("?" + "&".join(f"{name}={value}" for name, value in self.headers))
        return "".join(parts)


class TelUri(Struct, frozen=True, kw_only=True):
    """A tel: URI. `number` is as written, visual separators included."""

    number: str
    params: Params = ()
    scheme: str = "tel"

    @property
    def digits(self) -> str:
        """The number without visual separators, "+" kept."""
        return self.number.translate(_VISUAL_SEPARATORS)

    def __str__(self) -> str:
        tail = "".join(f";{name}" if value is None else f";{name}={value}" for name, value in self.params)
        return f"{self.scheme}:{self.number}{tail}"


class OtherUri(Struct, frozen=True, kw_only=True):
    """Any other URI; `rest` is what follows the colon."""

    scheme: str
    rest: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.rest}"


Uri = SipUri | TelUri | OtherUri


def parse_uri(text: str) -> Uri:
    """Read one URI with nothing around it. Raises SipParseError with the offset of the first bad character."""
    if plain := _PLAIN_SIP.fullmatch(text):
        scheme, user, host, port = plain.groups()
        return SipUri(scheme=scheme, user=user, host=host, port=int(port) if port else None)
    if bad := _BAD_ANYWHERE.search(text):
        raise SipParseError("a character that no URI may hold", bad.start())
    match = _SCHEME.match(text)
    if match is None:
        raise SipParseError("a URI begins with its scheme and a colon", 0)
    scheme = match.group().lower()
    start = match.end() + 1
    if scheme in {"sip", "sips"}:
        return _parse_sip(scheme, text, start)
    if scheme == "tel":
        return _parse_tel(text, start)
    if start == len(text):
        raise SipParseError("nothing follows the scheme", start)
    return OtherUri(scheme=scheme, rest=text[start:])


# SIP-URI = "sip:" [ userinfo ] hostport uri-parameters [ headers ]
def _parse_sip(scheme: str, text: str, start: int) -> SipUri:
    user = password = None
    at = text.find("@", start)
    if at >= 0:
        user, colon, secret = text[start:at].partition(":")
        if not user:
            raise SipParseError("nothing stands before the @", start)
        _refuse(_BAD_USER, user, start)
        if colon:
            password = secret
            _refuse(_BAD_USER, secret, start + len(user) + 1)
        start = at + 1
    question = text.find("?", start)
    end = len(text) if question < 0 else question
    semicolon = text.find(";", start, end)
    host_end = end if semicolon < 0 else semicolon
    host, port = _parse_hostport(text, start, host_end)
    return SipUri(
        scheme=scheme,
        user=user,
        password=password,
        host=host,
        port=port,
        params=_parse_params(text, semicolon + 1, end) if semicolon >= 0 else (),
        headers=_parse_headers(text[question + 1 :]) if question >= 0 else (),
    )


def _refuse(bad: re.Pattern[str], part: str, start: int) -> None:
    if found := bad.search(part):
        raise SipParseError("a character that may not stand here", start + found.start())


def _parse_hostport(text: str, start: int, end: int) -> tuple[str, int | None]:
    if text.startswith("[", start):
        close = text.find("]", start, end)
        if close < 0:
            raise SipParseError("the IPv6 address does not end", end)
        host = text[start : close + 1]
        if "%" in host or not _is_address(ipaddress.IPv6Address, host[1:-1]):
            raise SipParseError("not an IPv6 address", start)
        after = close + 1
    else:
        colon = text.find(":", start, end)
        after = end if colon < 0 else colon
        host = text[start:after]
        _check_host(host, start)
    if after == end:
        return host, None
    digits = text[after + 1 : end]
    if text[after] != ":" or not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        raise SipParseError("not a port number", after + 1 if text[after] == ":" else after)
    port = int(digits)
    if not 0 < port < 65536:
        raise SipParseError("no such port", after + 1)
    return host, port


def _check_host(host: str, start: int) -> None:
    if _PLAIN_HOST.fullmatch(host) and len(host) < 254 and ("-" not in host or not _EDGE_HYPHEN.search(host)):
        return
    if not host:
        raise SipParseError("the host is missing", start)
    if len(host) > 253:
        raise SipParseError("the host is too long", start + 253)
    match = _HOST.match(host)
    if match is None or match.end() != len(host):
        raise SipParseError("a character that may not stand in a host", start + (match.end() if match else 0))
    # toplabel starts with a letter, so a numeric end means an IPv4 address
    if host.rstrip(".").rpartition(".")[2].isdigit() and not _is_address(ipaddress.IPv4Address, host):
        raise SipParseError("neither a host name nor an IPv4 address", start)
    if not _ascii_host(host).isascii():
        raise SipParseError("not an internationalised host name", start)


def _is_address(family: type[ipaddress.IPv4Address | ipaddress.IPv6Address], text: str) -> bool:
    try:
        family(text)
    except ValueError:
        return False
    return True


def _parse_params(text: str, start: int, end: int) -> Params:
    found: dict[str, tuple[str, str | None]] = {}
    for piece in text[start:end].split(";"):
        if piece:
            name, equals, value = piece.partition("=")
            if not name:
                raise SipParseError("a parameter without a name", start)
            _refuse(_BAD_PARAM, piece, start)
            pair = (name, value if equals else None)
            earlier = found.setdefault(_param_name(name), pair)
            if earlier[1] != pair[1]:
                raise SipParseError("a parameter that stands twice with two values", start)
        start += len(piece) + 1
    return tuple(found.values())


def _param_name(written: str) -> str:
    """The name in lower case; `m%65thod` is `method` to whoever undoes escapes before looking (19.1.4)."""
    return (unquote(written) if "%" in written else written).lower()


def _parse_headers(text: str) -> Headers:
    pairs = (piece.partition("=") for piece in text.split("&") if piece)
    return tuple((name, value) for name, _, value in pairs)


def _parse_tel(text: str, start: int) -> TelUri:
    semicolon = text.find(";", start)
    end = len(text) if semicolon < 0 else semicolon
    number = text[start:end]
    match = _TEL_NUMBER.match(number)
    if match is None or match.end() != len(number):
        raise SipParseError("not a telephone number", start + (match.end() if match else 0))
    if not text.isascii():
        raise SipParseError("a parameter of a telephone number is ASCII", end)
    return TelUri(
        number=number, params=_parse_params(text, semicolon + 1, len(text)) if semicolon >= 0 else ()
    )


def dial_uri(uri: SipUri) -> SipUri:
    """What goes into the next Request-URI: no `method`, no headers, the rest escaped as the grammar asks.

    Source: RFC 3261 section 19.1.5 and table 1.
    """
    params = tuple(
        [
            (_escape(_PARAM_TO_ESCAPE, name), None if value is None else _escape(_PARAM_TO_ESCAPE, value))
            for name, value in uri.params
            if _param_name(name) != "method"
        ]
        if uri.params
        else ()
    )
    return SipUri(
        scheme=uri.scheme,
        user=None if uri.user is None else _escape(_USER_TO_ESCAPE, uri.user),
        password=None if uri.password is None else _escape(_USER_TO_ESCAPE, uri.password),
        host=_ascii_host(uri.host),
        port=uri.port,
        params=params,
    )


def _escape(to_escape: re.Pattern[str], text: str) -> str:
    if to_escape.search(text) is None:
        return text
    return to_escape.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode()), text)


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _canonical(text: str) -> str:
    """Escapes undone where RFC 3261 section 19.1.4 calls both forms equal; all others in one spelling."""

    def one(match: re.Match[str]) -> str:
        char = chr(int(match.group(1), 16))
        return char if char in _UNRESERVED else "%" + match.group(1).upper()

    if not text.isascii() or "%" in text or _USER_TO_ESCAPE.search(text):
        return _ESCAPE.sub(one, _escape(_USER_TO_ESCAPE, text))
    return text


def _canonical_host(host: str) -> str:
    if host.startswith("["):
        return f"[{ipaddress.IPv6Address(host[1:-1])}]"
    return _ascii_host(host).lower().rstrip(".")


def same_uri(a: str, b: str) -> bool:
    """Whether two URIs are equal; not transitive. Text that is no URI equals itself only.

    Source: RFC 3261 section 19.1.4, RFC 3966 section 5.
    """
    if a == b:
        return True
    try:
        return equal_uris(parse_uri(a), parse_uri(b))
    except SipParseError:
        return False


def equal_uris(a: Uri, b: Uri) -> bool:
    """`same_uri` for URIs that are parsed already."""
    if isinstance(a, SipUri) and isinstance(b, SipUri):
        return (
            a.scheme == b.scheme
            and a.port == b.port
            and (a.host == b.host or _canonical_host(a.host) == _canonical_host(b.host))
            and _same_part(a.user, b.user)
            and _same_part(a.password, b.password)
            and (a.params == b.params or _same_params(a.params, b.params))
            and (a.headers == b.headers or _comparable(a.headers) == _comparable(b.headers))
        )
    if isinstance(a, TelUri) and isinstance(b, TelUri):
        return a.digits.lower() == b.digits.lower() and _comparable(a.params) == _comparable(b.params)
    return uri_key_of(a) == uri_key_of(b)


def _same_part(a: str | None, b: str | None) -> bool:
    return a == b or (a is not None and b is not None and _canonical(a) == _canonical(b))


def _comparable(pairs: Params | Headers) -> list[tuple[str, str]]:
    return sorted((_canonical(name).lower(), _canonical(value or "").lower()) for name, value in pairs)


def _same_params(a: Params, b: Params) -> bool:
    left, right = dict(_comparable(a)), dict(_comparable(b))
    if any((name in left) != (name in right) for name in _DECISIVE_PARAMS):
        return False
    return all(right.get(name, value) == value for name, value in left.items())


def uri_key(text: str) -> str:
    """A key for look-ups: `same_uri(a, b)` implies equal keys, not the other way round."""
    try:
        return uri_key_of(parse_uri(text))
    except SipParseError:
        return text


def uri_key_of(uri: Uri) -> str:
    """`uri_key` of a URI that is parsed already."""
    if isinstance(uri, SipUri):
        user = "" if uri.user is None else _canonical(uri.user) + "@"
        port = "" if uri.port is None else f":{uri.port}"
        return f"{uri.scheme}:{user}{_canonical_host(uri.host)}{port}"
    if isinstance(uri, TelUri):
        return f"tel:{uri.digits.lower()}"
    if uri.scheme == "urn":
        return str(uri).lower()
    if uri.scheme in {"mailto", "xmpp", "im", "sms"}:
        local, at, host = uri.rest.partition("@")
        domain, question, headers = host.partition("?")
        return f"{uri.scheme}:{local}{at}{domain.lower()}{question}{headers}"
    if uri.rest.startswith("//"):
        authority, slash, path = uri.rest[2:].partition("/")
        return f"{uri.scheme}://{authority.lower()}{slash}{path}"
    return str(uri)
