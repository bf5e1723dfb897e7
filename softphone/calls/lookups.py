"""Looking people up where a database that cannot be read must not keep anybody from calling."""

import logging
import re
from dataclasses import dataclass

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, RememberedMove
from softphone.calls.ports import RedirectRules, StoreFailedError
from softphone.calls.rules import RedirectRule
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

_log = logging.getLogger(__name__)
_GLOBAL_NUMBER = re.compile(r"\+[0-9]{5,15}")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has an address. `uri` is how their address book entry spells it: a number dialled through an account
    (sip:+7…@domain;user=phone) may stand there as tel:+7…"""

    contact: Contact
    uri: str


def known_contact(book: ContactBook, uri: str) -> Contact | None:
    """Who has `uri`; None for nobody, and when the address book cannot be read."""
    owner = known_owner(book, uri)
    return owner.contact if owner is not None else None


def known_owner(book: ContactBook, uri: str) -> Owner | None:
    """Who has `uri`, or the number that it dials; None as for `known_contact`."""
    try:
        for spelling in _spellings(uri):
            contact = book.find_by_uri(spelling)
            if contact is not None:
                return Owner(contact, spelling)
    except StoreFailedError as error:
        _log.warning("the address book cannot be read: %s", error)
    return None


def known_caller(book: ContactBook, uri: str) -> Contact | None:
    """Who calls from `uri`, as it stands in a From header; None as for `known_contact`.

    Good for a name on the screen and for what a person wants for this caller, not for where to call.
    """
    try:
        found = book.find_caller(uri)
        number = _number_of(uri) if found is None else ""
        return book.find_by_uri(f"tel:{number}") if number else found
    except StoreFailedError as error:
        _log.warning("the address book cannot be read: %s", error)
        return None


def known_move(book: ContactBook, uri: str) -> RememberedMove | None:
    """Where `uri`, or the number that it dials, has moved; None for nowhere, and when that cannot be read."""
    try:
        found = (book.current_address(spelling) for spelling in _spellings(uri))
        return next((move for move in found if move is not None), None)
    except StoreFailedError as error:
        _log.warning("remembered moves cannot be read: %s", error)
        return None


def dialled_move(book: ContactBook, uri: str, domain: str | None) -> tuple[RememberedMove | None, str]:
    """The move of `uri` and what is dialled for it: a number through `domain`. (None, `uri`) for no move, and for
    one to a number that there is no account to dial through."""
    move = known_move(book, uri)
    if move is None:
        return None, uri
    try:
        return move, parse_dialled(move.new_uri, default_domain=domain)
    except SipParseError:
        return None, uri


def known_rule(
    rules: RedirectRules, *, contact_id: int | None, uri: str, domain: str, account_id: str
) -> RedirectRule | None:
    """The rule that decides about a redirect of `uri`; None means ask, and so does what cannot be read."""
    try:
        return rules.policy_for(contact_id=contact_id, uri=uri, domain=domain, account_id=account_id)
    except StoreFailedError as error:
        _log.warning("the rules for redirects cannot be read: %s", error)
        return None


def _spellings(uri: str) -> tuple[str, ...]:
    """`uri`, and as tel: when it is a number that an account dials (RFC 3261 section 19.1.6)."""
    number = _number_of(uri) if ";user=phone" in uri.lower() else ""
    return (uri, f"tel:{number}") if number else (uri,)


def _number_of(uri: str) -> str:
    """The international number in the user part of a SIP URI, "" for none."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return ""
    user = parsed.user_text if isinstance(parsed, SipUri) else ""
    return user if _GLOBAL_NUMBER.fullmatch(user) else ""
