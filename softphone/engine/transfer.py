"""A REFER inside a call (RFC 3515): whether this phone does as it is asked."""

from urllib.parse import unquote

import pjsua2 as pj

from softphone.engine.accounts import Accounts
from softphone.engine.message import is_dialable, name_addr_of


def transfer_target(accounts: Accounts, account_id: str, account: pj.Account, refer_to: bytes) -> str:
    """The address to call, "" if the request is declined.

    Done is what the account's own server would do: a plain SIP name on one of the hosts that the account names.
    Whoever we talk with could otherwise have us call anybody. What has a digit may be a number that costs, or a code
    that forwards our own calls (*21*…#), and that same server would put it through: it is left to the person.
    `account` is the native one of the call: the library places the new call with it, and no other.
    """
    uri = name_addr_of(refer_to)[1].decode("utf-8", "replace")
    if not account_id or not is_dialable(uri) or "?" in uri or ";method=" in uri.lower():
        return ""
    if not _is_name(uri) or not accounts.is_own(account_id, uri):
        return ""
    try:
        suits = accounts.for_call(account_id, uri, "").getId() == account.getId()
    except (pj.Error, KeyError):
        return ""
    return uri if suits else ""


def _is_name(uri: str) -> bool:
    """Whether `uri` is a person's or a room's by name: nothing in it could be dialled as a number."""
    user = unquote(uri.partition(":")[2].partition("@")[0]) if "@" in uri else ""
    return user.isprintable() and user != "" and not any(char.isdigit() or char in "*#+" for char in user)
