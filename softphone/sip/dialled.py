"""What a person typed or pasted into a dial field, read as an address to call."""

import ipaddress
import re
from enum import StrEnum
from typing import Final

from softphone.sip.errors import SipParseError
from softphone.sip.text import HIDDEN_CLASS
from softphone.sip.uri import SipUri, TelUri, dial_uri, parse_uri

_AROUND = re.compile(rf"[\s{HIDDEN_CLASS}]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_CALLABLE: Final = frozenset({"sip", "sips", "tel"})
_PORT_ONLY = re.compile(r"\d{1,5}(?:[;?]|\Z)")
# A telephone number as people write it: any script's digits, blanks, dashes, brackets, dots, slashes.
_NUMBER = re.compile(r"\+?[\d*#()\s./\-\u2010-\u2015]*[\d*#][)\s./\-]*")
_NUMBER_START = re.compile(r"[+(]?\d")
_NOT_DIALLED = re.compile(r"[^\d*#+]")
# The parameters of a tel: URI go into the user part in this order (RFC 3261 section 19.1.6, RFC 3966 section 3).
_TEL_FIRST: Final = {"ext": 0, "isub": 1, "phone-context": 2}


class DialProblem(StrEnum):
    """`reason` of the SipParseErrors of `parse_dialled`; others come from `parse_uri`."""

    EMPTY = "nothing to call"
    NO_DOMAIN = "a number or name alone needs an account to call through"
    NOT_CALLABLE = "an address of this kind cannot be called"
    NOT_A_NUMBER = "a character that no telephone number holds"
    NOT_A_NAME = "a name at an account holds no blank"
    OPEN_BRACKET = "the address in <> does not end"


def parse_dialled(text: str, *, default_domain: str | None = None) -> str:
    """The SIP URI to call for what was typed: numbers, names, `user@host`, hosts, sip:, sips: and tel: URIs.

    A bare number or name is completed with `default_domain` ("office.example", "10.0.0.5:5070").
    Raises SipParseError whose offset points at the bad character of `text`.
    """
    start, end = _trim(text, 0, len(text))
    opening = text.find("<", start, end)
    if opening >= 0:
        closing = text.find(">", opening, end)
        if closing < 0:
            raise SipParseError(DialProblem.OPEN_BRACKET, end)
        start, end = _trim(text, opening + 1, closing)
    if start == end:
        raise SipParseError(DialProblem.EMPTY, start)
    typed = text[start:end]
    try:
        return _read(typed, default_domain)
    except SipParseError as error:
        raise SipParseError(error.reason, start + min(error.offset, len(typed))) from None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds without the blanks and invisible marks that come along when an address is copied."""
    around = _AROUND.match(text, start, end)
    start = around.end() if around else start
    while end > start and _AROUND.fullmatch(text[end - 1]):
        end -= 1
    return start, end


def _read(typed: str, domain: str | None) -> str:
    scheme = _SCHEME.match(typed)
    if scheme:
        name = scheme.group(1).lower()
        if name in _CALLABLE or not _PORT_ONLY.match(typed, scheme.end()):
            return _read_uri(typed, name, scheme.end(), domain)
    if "@" in typed:
        return _sip("sip:", typed)
    if _is_ip(typed):
        return _sip("sip:", f"[{typed}]" if ":" in typed else typed)
    if _NUMBER.fullmatch(typed):
        return _number(typed, 0, domain)
    if _NUMBER_START.match(typed) and "." not in typed and ":" not in typed:
        match = _NUMBER.match(typed)
        raise SipParseError(DialProblem.NOT_A_NUMBER, match.end() if match else 0)
    if not re.search(r"[.:\[]", typed) and typed.lower() != "localhost":
        if blank := re.search(r"\s", typed):
            raise SipParseError(DialProblem.NOT_A_NAME, blank.start())
        return _complete(typed, typed, domain)
    return _sip("sip:", typed)


def _read_uri(typed: str, scheme: str, after: int, domain: str | None) -> str:
    if scheme == "tel":
        if re.search(r"[\s/\u2010-\u2015]", typed):
            return _number(typed, after, domain)
        uri = parse_uri(typed)
        return _complete(_tel_user(uri), typed, domain, number=True) if isinstance(uri, TelUri) else typed
    if scheme not in _CALLABLE:
        raise SipParseError(DialProblem.NOT_CALLABLE, 0)
    if "@" not in typed and _NUMBER.fullmatch(typed, after) and not _is_ip(typed[after:]):
        return _number(typed, after, domain)
    return _sip("", typed)


def _sip(prefix: str, typed: str) -> str:
    try:
        uri = parse_uri(prefix + typed)
    except SipParseError as error:
        raise SipParseError(error.reason, max(0, error.offset - len(prefix))) from None
    return str(dial_uri(uri)) if isinstance(uri, SipUri) else typed


def _number(typed: str, start: int, domain: str | None) -> str:
    match = _NUMBER.match(typed, start)
    if match is None or match.end() != len(typed):
        raise SipParseError(DialProblem.NOT_A_NUMBER, match.end() if match else start)
    kept = _NOT_DIALLED.sub("", typed[start:])
    ascii_digits = "".join(str(int(char)) if char.isdecimal() else char for char in kept)
    return _complete(ascii_digits, typed, domain, number=True)


def _tel_user(tel: TelUri) -> str:
    ordered = sorted(tel.params, key=lambda pair: (_TEL_FIRST.get(pair[0].lower(), 3), pair[0].lower()))
    tail = "".join(f";{name.lower()}" + ("" if value is None else f"={value}") for name, value in ordered)
    return tel.digits + tail


def _complete(user: str, typed: str, domain: str | None, *, number: bool = False) -> str:
    if not domain:
        raise SipParseError(DialProblem.NO_DOMAIN, len(typed))
    user = user.replace("#", "%23")
    return _sip("sip:", f"{user}@{domain}" + (";user=phone" if number else ""))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text
