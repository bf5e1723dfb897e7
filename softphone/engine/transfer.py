"""A REFER inside a call (RFC 3515): whether this phone does as it is asked.

The library calls the Refer-To itself, and copies every header that its URI embeds into the INVITE. So only these may
stand there: Replaces, of an attended transfer (RFC 5589), and the Require that makes it binding.
"""

import re
from urllib.parse import unquote

import pjsua2 as pj

from softphone.engine.accounts import Accounts
from softphone.engine.message import is_dialable, name_addr_of

# Replaces = callid *(SEMI replaces-param), once each (RFC 3891 section 6.1)
_REPLACES = re.compile(
    r"[A-Za-z0-9\-.!%*_+`'~()<>:\\\"/\[\]?{}@]{1,256}"
    r"(?:;to-tag=[A-Za-z0-9\-.!%*_+`'~]{1,128};from-tag=[A-Za-z0-9\-.!%*_+`'~]{1,128}"
    r"|;from-tag=[A-Za-z0-9\-.!%*_+`'~]{1,128};to-tag=[A-Za-z0-9\-.!%*_+`'~]{1,128})"
)

_MOST = 700  # with its tags; without, it is a URI like any other


def transfer_target(accounts: Accounts, account_id: str, account: pj.Account, refer_to: bytes) -> str:
    """The address to call, "" if the request is declined.

    Done is what the account's own server would do: a plain SIP name on one of the hosts that the account names.
    Whoever we talk with could otherwise have us call anybody. What has a digit may be a number that costs, or a code
    that forwards our own calls (*21*…#), and that same server would put it through: it is left to the person. A
    number whose INVITE requires Replaces is none of these: it joins a call that is going on, or gets a 420 or 481.
    `account` is the native one of the call: the library places the new call with it, and no other.
    """
    whole = name_addr_of(refer_to)[1].decode("utf-8", "replace")
    uri, question, headers = whole.partition("?")
    if not account_id or not is_dialable(uri) or ";method=" in uri.lower() or len(whole) > _MOST:
        return ""
    binding = _is_binding(headers) if question else False
    if binding is None:
        return ""
    if not (_is_name(uri) or (binding and _is_number(uri))) or not accounts.is_own(account_id, uri):
        return ""
    try:
        suits = accounts.for_call(account_id, uri, "").getId() == account.getId()
    except (pj.Error, KeyError):
        return ""
    return uri if suits else ""


def _is_binding(headers: str) -> bool | None:
    """Whether the embedded headers put the call in another's place or fail; None if they do anything else."""
    found: dict[str, str] = {}
    for each in headers.split("&"):
        name, _, value = each.partition("=")
        name = unquote(name).lower()
        if name in found:
            return None
        found[name] = unquote(value).strip()
    replaces, require = found.pop("replaces", ""), found.pop("require", "")
    if found or not _REPLACES.fullmatch(replaces) or require.lower() not in ("", "replaces"):
        return None
    return require != ""


def _is_number(uri: str) -> bool:
    """Whether `uri` is an extension or a number and nothing that a server takes for a code."""
    user = unquote(uri.partition(":")[2].partition("@")[0]) if "@" in uri else ""
    return re.fullmatch(r"\+?[A-Za-z0-9._-]+", user) is not None


def _is_name(uri: str) -> bool:
    """Whether `uri` is a person's or a room's by name: nothing in it could be dialled as a number."""
    user = unquote(uri.partition(":")[2].partition("@")[0]) if "@" in uri else ""
    return user.isprintable() and user != "" and not any(char.isdigit() or char in "*#+" for char in user)
