"""What is asked of a request before the library sees it, and how our headers get into one."""

from collections.abc import Sequence

import pjsua2 as pj

from softphone.engine.message import MAX_URI_LENGTH, is_dialable, is_emergency, is_header
from softphone.engine.protocol import Invite, SendMessage

UNREADABLE = 400
_TOO_LONG = 414


def request_problem(command: Invite | SendMessage) -> tuple[int, str] | None:
    """Status and reason of a request that cannot be sent, None if it can."""
    if is_emergency(command.request_uri) and not (command.account_id or command.route):
        return UNREADABLE, "an emergency service is reached through an account only"
    for uri in (command.request_uri, command.route):
        if uri and not is_dialable(uri) and not (uri is command.request_uri and is_emergency(uri)):
            status = _TOO_LONG if len(uri) > MAX_URI_LENGTH else UNREADABLE
            return status, f"not a SIP URI that can be dialled: {uri[:80]!r}"
    if not command.request_uri:
        return UNREADABLE, "no address to call"
    for name, value in command.headers:
        if not is_header(name, value):
            return UNREADABLE, f"not a header: {name[:80]!r}"
    return None


def add_headers(option: pj.SipTxOption, headers: Sequence[tuple[str, str]]) -> None:
    """Write `headers` into what is sent, in their order."""
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        option.headers.append(header)
