"""One telephone number in the ways it is written: international, national, with and without separators.

Which digits of an international number are its country, and what is dialled before a national one, is ITU-T E.164
and E.129. A test holds it to the library `phonenumbers` for every country that the library knows; in the phone itself
the library would cost 45 ms at the first search and several seconds of a large import, for these few digits.
For naming and finding only: where a call goes is decided by the account's own rule (`calls.numbers`).
"""

import re
from typing import Final

from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, TelUri, parse_uri

_COUNTRY: Final = re.compile(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{1,3}")
# What is dialled before a national number, where it is not "0".
_TRUNKS: Final = {"1": ("1",), "692": ("1",), "7": ("8",), "375": ("8", "80"), "993": ("8",), "36": ("06",)}
_ABROAD: Final = re.compile(r"00|011|810")  # the usual ways of dialling "+"
_SHORTEST_ABROAD: Final = 8  # digits after those
_WRITTEN: Final = re.compile(r"\(?\+?\(?[0-9][0-9().\-/\s]*")
_TRUNK_IN_BRACKETS: Final = re.compile(r"\(0\)")  # "+49 (0)30": not dialled from abroad
_GLOBAL: Final = re.compile(r"\+[0-9]{7,15}")
_LOCAL: Final = re.compile(r"[0-9]{7,18}")
_TAIL: Final = 7  # digits that every spelling ends with


def digits_of(text: str) -> str:
    """`text` as digits, with the "+" if there is one, when a person may have meant a number; else ""."""
    if not _WRITTEN.fullmatch(text):
        return ""
    if text.startswith(("+", "00")):
        text = _TRUNK_IN_BRACKETS.sub("", text, count=1)
    return re.sub(r"[^0-9+]", "", text)


def number_of(uri: str) -> str:
    """The number that `uri` names, "+74955550101" or as it is dialled somewhere; "" for none.

    A SIP URI names one when it begins with "+" or says so (user=phone): digits alone may be anybody's account.
    """
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return ""
    if isinstance(parsed, TelUri):
        number = parsed.digits
    elif isinstance(parsed, SipUri):
        number = _plain(parsed.user_text)
        if not number.startswith("+") and parsed.param("user") != "phone":
            return ""
    else:
        return ""
    number = with_plus(number)
    return number if _GLOBAL.fullmatch(number) or _LOCAL.fullmatch(number) else ""


def dialled_by(uri: str) -> str:
    """The number that a caller may mean by the user part, whatever the host; "" for none."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return ""
    if not isinstance(parsed, SipUri):
        return number_of(uri)
    number = with_plus(_plain(parsed.user_text))
    return number if _GLOBAL.fullmatch(number) or _LOCAL.fullmatch(number) else ""


def with_plus(number: str) -> str:
    """`number` with "+" in the place of what is dialled for it."""
    found = _ABROAD.match(number)
    if found is None or len(number) - found.end() < _SHORTEST_ABROAD:
        return number
    return "+" + number[found.end() :]


def tail_of(number: str) -> str:
    """The same for every spelling of a number; many numbers have the same."""
    return number[-_TAIL:]


def national(number: str) -> str:
    """Of "+74955550101" what is dialled after the country, "4955550101"; a number without "+" as it is."""
    return number[1 + len(country_of(number)) :] if number.startswith("+") else number


def country_of(number: str) -> str:
    """The calling code of an international number. The codes are prefix-free."""
    found = _COUNTRY.match(number, 1)
    return found.group() if found else ""


def same_number(one: str, other: str) -> bool:
    """Whether both can only be the same number; of two without "+" only equal digits are."""
    if one == other:
        return True
    if one.startswith("+") == other.startswith("+"):
        return False
    full, dialled = (one, other) if one.startswith("+") else (other, one)
    country, own = country_of(full), national(full)
    before = ("", country, *_TRUNKS.get(country, ("0",)))
    return len(own) >= _TAIL and any(dialled == prefix + own for prefix in before)


def _plain(user: str) -> str:
    return re.sub(r"[-.() ]", "", user)
