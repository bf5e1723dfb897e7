"""What is called for what a person typed: through which account, in which form, and where that has moved to."""

from dataclasses import dataclass

from softphone.calls.accounts import Account
from softphone.calls.addressing import account_for, domain_of
from softphone.calls.contact_book import ContactBook
from softphone.calls.lookups import dialled_move, known_contact
from softphone.calls.numbers import as_sent, digits_of, international
from softphone.calls.people import Contact, RememberedMove
from softphone.calls.settings import Settings
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError

_NUMBER = ";user=phone"


@dataclass(frozen=True, slots=True)
class Target:
    """`party_uri` is what was asked for, `uri` where the first request goes: elsewhere when `move` says so."""

    account: Account | None
    party_uri: str
    uri: str
    contact: Contact | None = None
    move: RememberedMove | None = None


def chosen_account(settings: Settings, address: str, account_id: str | None = None) -> Account | None:
    """The account asked for, else the one whose rule names the host or the beginning of the number (the longest one
    decides), else that of the address's domain, else the default, else the first; or None."""
    enabled = [account for account in settings.accounts if account.enabled]
    if account_id is None and (ruled := _by_domain(enabled, address) or _by_prefix(enabled, address)):
        return ruled
    return account_for(settings, address, account_id)


def dialled(
    settings: Settings,
    book: ContactBook,
    address: str,
    account_id: str | None = None,
    *,
    ask_again: bool = False,
) -> Target:
    """Raises SipParseError when `address` is none, or a number without an account to dial it through.

    Moves do not count with `ask_again`.
    """
    account = chosen_account(settings, address, account_id)
    domain = domain_of(account)
    typed = parse_dialled(address, default_domain=domain)
    is_number = "@" not in address and typed.endswith(_NUMBER)
    sent = _number_sent(typed, account) if is_number else typed
    known_as = _number_known(typed, account) if is_number else typed
    contact = known_contact(book, known_as) or (known_contact(book, sent) if sent != known_as else None)
    move, uri = (None, sent) if ask_again else dialled_move(book, known_as, domain)
    if move is None:
        uri = sent
    return Target(account, sent, uri, contact, move)


def _number_sent(uri: str, account: Account | None) -> str:
    user, rest = _cut(uri)
    return f"sip:{as_sent(user, account.dialling)}{rest}" if account else uri


def _number_known(uri: str, account: Account | None) -> str:
    user, rest = _cut(uri)
    return f"sip:{international(user, account.dialling) or user}{rest}" if account else uri


def _cut(uri: str) -> tuple[str, str]:
    user, at, rest = uri.removeprefix("sip:").partition("@")
    return user, at + rest


def _by_domain(accounts: list[Account], address: str) -> Account | None:
    host = _host_of(address)
    if not host:
        return None
    return next(
        (a for a in accounts if host in {d.strip().lower().lstrip("@") for d in a.dialling.domains}), None
    )


def _by_prefix(accounts: list[Account], address: str) -> Account | None:
    number = "" if "@" in address else digits_of(address.strip().removeprefix("tel:"))
    if not number:
        return None
    found = [
        (len(prefix), account)
        for account in accounts
        for prefix in map(digits_of, account.dialling.prefixes)
        if prefix and (number.startswith(prefix) or _known(number, account).startswith(prefix))
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _known(number: str, account: Account) -> str:
    return international(number, account.dialling)


def _host_of(address: str) -> str:
    """ "" for what names no host."""
    if "@" not in address:
        return ""
    try:
        uri = parse_dialled(address)
    except SipParseError:
        return ""
    host = uri.partition("@")[2].partition(";")[0].partition("?")[0].lower()
    return host if host.startswith("[") else host.partition(":")[0]
