"""Under which keys the keyring has the passwords of a phone; that of an account is under the account's id."""

from softphone.calls.settings import Settings


def turn_key(account_id: str) -> str:
    """The TURN server of an account."""
    return f"{account_id}/turn"


def book_key(book_id: str) -> str:
    """An address book on a server, or a directory."""
    return f"{book_id}/book"


def all_keys(settings: Settings) -> tuple[str, ...]:
    """Whatever may be in the keyring of a phone with these settings."""
    accounts = (key for account in settings.accounts for key in (account.id, turn_key(account.id)))
    return (*accounts, *(book_key(book.id) for book in settings.address_books))
