"""What is asked of a request before the library sees it, and how our headers get into one."""

from collections.abc import Sequence

import pjsua2 as pj

from softphone.engine.message import (
    MAX_URI_LENGTH,
    header_of,
    headers_of,
    is_dialable,
    is_emergency,
    is_header,
)
from softphone.engine.protocol import Invite, SendMessage

UNREADABLE = 400
_TOO_LONG = 414
_LEAST_SESSION_S = 90  # of the library, and the least that may be (RFC 4028 section 4)
_DIGITS = 10


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


def comes_again(invite: bytes) -> bool:
    """Whether the library answers an INVITE with 422, which names a longer interval that the caller then asks for."""
    expires = header_of(invite, b"session-expires", b"x").partition(b";")[0].strip()
    extensions = b",".join((*headers_of(invite, b"supported", b"k"), *headers_of(invite, b"require"))).lower()
    is_short = expires.isdigit() and len(expires) < _DIGITS and int(expires) < _LEAST_SESSION_S
    return is_short and b"timer" in (each.strip() for each in extensions.split(b","))


def add_headers(option: pj.SipTxOption, headers: Sequence[tuple[str, str]]) -> None:
    """Write `headers` into what is sent, in their order."""
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        option.headers.append(header)
