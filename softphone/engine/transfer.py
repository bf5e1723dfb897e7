"""A REFER inside a call (RFC 3515): whether this phone does as it is asked."""

import pjsua2 as pj

from softphone.engine.accounts import Accounts
from softphone.engine.message import is_dialable, name_addr_of


def transfer_target(accounts: Accounts, account_id: str, account: pj.Account, refer_to: bytes) -> str:
    """The address to call, "" if the request is declined.

    Done is what the account's own server would do: a plain SIP address on one of the hosts that the account names.
    Whoever we talk with could otherwise have us call anybody. `account` is the native one of the call: the library
    places the new call with it, and no other.
    """
    uri = name_addr_of(refer_to)[1].decode("utf-8", "replace")
    if not account_id or not is_dialable(uri) or "?" in uri or ";method=" in uri.lower():
        return ""
    if not accounts.is_own(account_id, uri):
        return ""
    try:
        suits = accounts.for_call(account_id, uri, "").getId() == account.getId()
    except (pj.Error, KeyError):
        return ""
    return uri if suits else ""
