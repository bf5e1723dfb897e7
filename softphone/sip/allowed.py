"""Which addresses a response may offer: an allow-list of schemes and what each must look like.

Source: RFC 3261 section 19.1.5, RFC 5630 section 3.1.3, RFC 4458, RFC 5031, RFC 7433.
"""

import re
from typing import Final
from urllib.parse import unquote

from msgspec import Struct, field

from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.text import has_hidden, safe_text
from softphone.sip.uri import OtherUri, SipUri, TelUri, Uri, dial_uri, parse_uri

_KINDS: Final = {
    "mailto": Kind.EMAIL,
    "http": Kind.WEB,
    "https": Kind.WEB,
    "xmpp": Kind.XMPP,
    "sms": Kind.MESSAGE,
    "im": Kind.MESSAGE,
}
_TRANSPORTS: Final = frozenset({"udp", "tcp", "tls"})
_VOICEMAIL_CAUSES: Final = frozenset({"404", "486", "408", "302", "487", "480", "503"})
_SOS = re.compile(r"service:sos(?:\.[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?)*", re.IGNORECASE)
_WEB = re.compile(r"//(?![/?#])[^\\]+")
_PORT = re.compile(r":([^:\]]+)$")  # nothing behind the colon is the usual port (RFC 3986 section 3.2.3)
_MAILBOX = re.compile(r"(?:[^@?]+@[^@?/]+)(?:\?.*)?")
_RESOURCE = re.compile(r"(?://[^/?]+/)?[^@?/]+@[^@?/]+(?:/[^?]*)?(?:\?.*)?")
_SMS = re.compile(r"(?=[^;?]*[0-9])[0-9.\-(),+]+(?:[;?].*)?")
_ATTACHMENT = re.compile(r"[?&](?:amp;)?(?:attach|attachment|file)=", re.IGNORECASE)
# The embedded headers that are honoured, by name in lower case; all others are dropped (RFC 3261 section 19.1.5).
_HONOURED: Final = {"subject": "Subject", "user-to-user": "User-to-User"}
_HONOURED_LENGTH: Final = 512
_MOST_NAMED: Final = 50
# With embedded headers, of which a `body` of 10 kB is seen; and without, as it must fit into one INVITE.
_LONGEST_ADDRESS: Final = 65_536
_LONGEST_DIALLED: Final = 2048


class Admitted(Struct, frozen=True):
    """An address that may be offered. `bare` is without `method` and headers; `dial` is `bare` as text, what an
    INVITE goes to, None for what is not called.
    """

    kind: Kind
    uri: Uri
    bare: Uri
    dial: str | None
    honor_headers: dict[str, str] = field(default_factory=dict)
    ignored_headers: tuple[str, ...] = ()
    voicemail_cause: int | None = None


def admit(text: str) -> Admitted:
    """What the address `text` is good for. Raises SipParseError with the reason when it is not to be offered."""
    if len(text) > _LONGEST_ADDRESS:
        raise SipParseError("the address is too long", _LONGEST_ADDRESS)
    uri = parse_uri(text)
    if isinstance(uri, SipUri):
        return _admit_sip(uri, text)
    if isinstance(uri, TelUri):
        return Admitted(Kind.TEL, uri, uri, text)
    if uri.scheme == "urn" and _SOS.fullmatch(uri.rest):
        return Admitted(Kind.EMERGENCY, uri, uri, text)
    kind = _KINDS.get(uri.scheme)
    if kind is None:
        raise SipParseError("this kind of address is not allowed", 0)
    _check_other(uri)
    return Admitted(kind, uri, uri, None)


def _admit_sip(uri: SipUri, text: str) -> Admitted:
    cause = None
    if uri.params:
        method = uri.param("method")
        if method is not None and method.upper() != "INVITE":
            raise SipParseError("it asks for a method other than INVITE")
        transport = uri.param("transport")
        if transport is not None and transport.lower() not in _TRANSPORTS:
            raise SipParseError("it asks for a transport that this phone does not have")
        if transport is not None and uri.scheme == "sips" and transport.lower() == "udp":
            raise SipParseError("sips does not travel over UDP")
        if uri.param("target") and uri.param("cause") in _VOICEMAIL_CAUSES:
            cause = int(uri.param("cause") or 0)
    honoured, ignored = _sort_headers(uri) if uri.headers else ({}, ())
    if len(text) <= _LONGEST_DIALLED and _WIRE.fullmatch(text):
        return Admitted(Kind.SIP, uri, uri, text)
    bare = dial_uri(uri)
    dial = str(bare)
    if len(dial) > _LONGEST_DIALLED:
        raise SipParseError("the address is too long", _LONGEST_DIALLED)
    kind = Kind.SIP if cause is None else Kind.VOICEMAIL
    return Admitted(kind, uri, bare, dial, honoured, ignored, cause)


# The plain form most Contacts have; what matches is on the wire what it is here.
_WIRE = re.compile(r"sips?:[A-Za-z0-9\-_.+*]+@[A-Za-z0-9\-.]+(?::[1-9][0-9]*)?")


def _sort_headers(uri: SipUri) -> tuple[dict[str, str], tuple[str, ...]]:
    honoured: dict[str, str] = {}
    ignored: dict[str, None] = {}
    for name, value in uri.headers:
        known = _HONOURED.get(name.lower())
        text = unquote(value[: _HONOURED_LENGTH * 3 + 1], errors="replace") if known else ""
        if known and known not in honoured and 0 < len(text) <= _HONOURED_LENGTH and _is_one_line(text):
            honoured[known] = text
        elif len(ignored) < _MOST_NAMED:
            ignored[safe_text(name, 60)] = None
    return honoured, tuple(ignored)


def _is_one_line(text: str) -> bool:
    return not has_hidden(text) and not any(char in text for char in "\r\n\t")


def _check_other(uri: OtherUri) -> None:
    scheme, rest = uri.scheme, uri.rest
    if scheme in {"http", "https"}:
        if _WEB.fullmatch(rest) is None:
            raise SipParseError("not a web address")
        authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
        if "@" in authority:
            raise SipParseError("a web address with a name before the host misleads")
        port = _PORT.search(authority)
        if port and not (re.fullmatch("[0-9]{1,5}", port.group(1)) and int(port.group(1)) <= 65535):
            raise SipParseError("no such port")
    elif scheme == "sms":
        if _SMS.fullmatch(rest) is None:
            raise SipParseError("not a telephone number")
    elif scheme == "mailto":
        if _MAILBOX.fullmatch(rest) is None:
            raise SipParseError("not an e-mail address")
        if _ATTACHMENT.search(rest):
            raise SipParseError("it asks for a file to be attached")
    elif _RESOURCE.fullmatch(rest) is None:
        raise SipParseError("the address is malformed")
