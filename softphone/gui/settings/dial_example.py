"""What an account would call for a number, for the example in its form."""

from softphone.calls.accounts import Account
from softphone.calls.contact_book import ContactBook
from softphone.calls.dialling import dialled
from softphone.calls.settings import Settings
from softphone.gui.words.plain_text import short_address


def example(account: Account, typed: str, book: ContactBook) -> str:
    """As people read it. Raises SipParseError for what is no number."""
    alone = Settings(accounts=(account,), default_account=account.id)
    return short_address(dialled(alone, book, typed, account.id, ask_again=True).uri)
