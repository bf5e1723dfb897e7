"""What an account would call for a number, for the example in its form."""

from softphone.calls.values import Account
from softphone.gui.words.plain_text import short_address
from softphone.sip.dialled import parse_dialled


def example(account: Account, typed: str) -> str:
    """Raises SipParseError for what is no number."""
    domain = account.uri.rpartition("@")[2].partition(";")[0]
    return short_address(parse_dialled(typed, default_domain=domain))
