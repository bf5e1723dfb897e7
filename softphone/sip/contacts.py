"""The Contacts of a response, each for itself: one that is damaged does not void its neighbours.

Source: RFC 3261 sections 8.1.3.4, 8.3, 20.10, 20.19.
"""

import re
from typing import Final

from msgspec import Struct

from softphone.sip.allowed import Admitted, admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Rejected
from softphone.sip.fields import NameAddr, parse_name_addr, split_list
from softphone.sip.response import Response
from softphone.sip.text import safe_text

_MOST_CONTACTS: Final = 1000
MOST_REJECTED: Final = 100
_DEFAULT_EXPIRES: Final = 3600
# qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )
_QVALUE = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})")
_DELTA_SECONDS = re.compile(r"[0-9]{1,10}")


class Contact(Struct, frozen=True):
    """A Contact that may be offered. `uri` is as written."""

    uri: str
    admitted: Admitted
    display_name: str | None
    q: float
    expires: int | None


def read_contacts(response: Response) -> tuple[list[Contact], list[Rejected]]:
    """Contacts in the order of the message, and those that cannot be offered."""
    contacts: list[Contact] = []
    rejected: list[Rejected] = []
    default = _expires(response.first("expires"))
    count = 0
    for value in response.all("contact"):
        for element in split_list(value):
            count += 1
            if count > _MOST_CONTACTS:
                rejected.append(Rejected("…", f"more than {_MOST_CONTACTS} Contacts"))
                return contacts, rejected
            named = element
            try:
                addr = parse_name_addr(element)
                named = addr.uri or element
                contacts.append(_read(element, addr, default))
            except SipParseError as error:
                if len(rejected) < MOST_REJECTED:
                    rejected.append(Rejected(safe_text(named), error.reason))
    return contacts, rejected


def _read(element: str, addr: NameAddr, default_expires: int | None) -> Contact:
    params = addr.params
    try:
        admitted = admit(addr.uri)
    except SipParseError:
        addr = _with_parameters_of_user(element, addr)
        admitted = admit(addr.uri)
    written_q = params.get("q")
    q = 1.0 if written_q is None else parse_q(written_q)
    expires = default_expires
    if "expires" in params:
        expires = _expires(params["expires"])
    return Contact(addr.uri, admitted, addr.display_name, q, expires)


def _with_parameters_of_user(element: str, addr: NameAddr) -> NameAddr:
    """Read `sip:+1555;tgrp=a@h;q=1`: bare, yet with ";" in the user part, as trunk gateways write it."""
    at = element.find("@")
    if "<" in element or at < 0 or "@" in addr.uri:
        return addr
    end = element.find(";", at)
    return NameAddr(None, element if end < 0 else element[:end].strip(), addr.params)


def parse_q(text: str) -> float:
    """q as 0.0-1.0. Numbers off the grammar are brought into it, other text means 1.0."""
    if _QVALUE.fullmatch(text):
        return float(text)
    return min(1.0, max(0.0, round(float(text), 3))) if _NUMBER.fullmatch(text) else 1.0


def _expires(text: str | None) -> int | None:
    """Seconds; malformed means 3600 (8.3), absent None."""
    if text is None:
        return None
    if _DELTA_SECONDS.fullmatch(text) and (seconds := int(text)) < 2**32:
        return seconds
    return _DEFAULT_EXPIRES
