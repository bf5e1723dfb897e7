"""Whose account a call goes through, and what to call a party that is in nobody's contacts."""

from softphone.calls.accounts import Account
from softphone.calls.people import Contact, ContactAddress
from softphone.calls.settings import Settings
from softphone.sip.errors import SipParseError
from softphone.sip.text import safe_text
from softphone.sip.uri import SipUri, TelUri, parse_uri

_NAME_LIMIT = 80
_CALLED = ("sip:", "sips:", "tel:")


def account_for(settings: Settings, address: str, account_id: str | None = None) -> Account | None:
    """The account asked for, else the one of the address's domain, else the default, else the first; or None."""
    enabled = [account for account in settings.accounts if account.enabled]
    if account_id is not None:
        return next((account for account in enabled if account.id == account_id), None)
    host = _host_of(address)
    same_domain = (account for account in enabled if host and _host_of(account.uri) == host)
    default = (account for account in enabled if account.id == settings.default_account)
    return next(same_domain, None) or next(default, None) or next(iter(enabled), None)


def domain_of(account: Account | None) -> str | None:
    """host[:port] of the account's address: where its numbers are dialled."""
    if account is None:
        return None
    return account.uri.partition("@")[2].partition(";")[0].strip(" >") or None


def dialled_address(contact: Contact) -> ContactAddress | None:
    """The contact's first address that can be called: an e-mail address may stand before it."""
    return next((each for each in contact.addresses if can_be_called(each.uri)), None)


def can_be_called(uri: str) -> bool:
    """Whether an address of a contact is one to call: sip, sips or tel."""
    return uri.lower().startswith(_CALLED)


def as_sip(address: str) -> str:
    """An `im:` address as the SIP address of the same user; others unchanged.

    The look-up of the domain's own messaging service that RFC 3861 describes is not done.
    """
    scheme, colon, rest = address.strip().partition(":")
    if not colon or scheme.lower() != "im":
        return address
    return "sip:" + rest.partition("?")[0]


def party_of(uri: str) -> str:
    """A name for an address: its user part, or the number, or the host; safe to show."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return safe_text(uri, _NAME_LIMIT)
    if isinstance(parsed, SipUri):
        return safe_text(parsed.user or parsed.host, _NAME_LIMIT)
    if isinstance(parsed, TelUri):
        return safe_text(str(parsed).partition(":")[2].partition(";")[0], _NAME_LIMIT)
    return safe_text(uri, _NAME_LIMIT)


def _host_of(address: str) -> str:
    text = address if ":" in address.partition("@")[0] else f"sip:{address}"
    try:
        parsed = parse_uri(text.strip())
    except SipParseError:
        return ""
    return parsed.host.lower() if isinstance(parsed, SipUri) and "@" in address else ""
