"""How this phone answers a caller with a 3xx: what fits into a message, and what may stand in it."""

import re
from collections.abc import Iterable

import pjsua2 as pj

from softphone.engine.message import is_header, is_one_line
from softphone.engine.protocol import Redirect
from softphone.engine.request import add_headers

_MOST_BYTES = 4000  # PJSIP_MAX_PKT_LEN of the published wheel; what is longer is not sent at all
_LIBRARY_BYTES = (
    700  # status line, tag, Allow, Supported, Content-Length and the like, with something to spare
)
_TEMPORARILY_UNAVAILABLE = 480
# What a response repeats of its request (RFC 3261 section 8.2.6.2).
_REPEATED = re.compile(
    rb"^(?:via|v|record-route|from|f|to|t|call-id|i|cseq)[ \t]*:.*(?:\n[ \t].*)*",
    re.IGNORECASE | re.MULTILINE,
)


def redirect_parameters(command: Redirect, invite: bytes) -> tuple[pj.CallOpParam, str]:
    """The answer to `invite`, and in English what of `command` is not in it, "" if all is.

    What does not fit is left away from the end: first the body, then the last Contacts. A redirect that has lost all
    its Contacts is none: the caller gets a 480.
    """
    problems = []
    headers = [(name, value) for name, value in command.headers if is_header(name, value)]
    if len(headers) < len(command.headers):
        problems.append("a header that is none")
    texts_hold = is_one_line(command.reason) and is_one_line(command.content_type)
    reason = command.reason if texts_hold else ""
    body = command.body if texts_hold and command.content_type and "\0" not in command.body else ""
    if not texts_hold or (command.body and not body):
        problems.append("a reason or a body that is none")

    head = invite.partition(b"\r\n\r\n")[0]
    room = _MOST_BYTES - _LIBRARY_BYTES - sum(len(each[0]) + 2 for each in _REPEATED.finditer(head))
    room -= _size(reason)
    if sum(map(_header_size, headers)) + _size(command.content_type) + _size(body) > room and body:
        problems.append("the body, which is too long")
        body = ""
    while headers and sum(map(_header_size, headers)) > room:
        problems.append(f"the header {headers.pop()[0]}, which does not fit")

    parameters = pj.CallOpParam()
    parameters.statusCode = command.status
    if _has_contact(command.headers) and not _has_contact(headers):
        parameters.statusCode = _TEMPORARILY_UNAVAILABLE
        return parameters, "no Contact that can be sent"
    parameters.reason = reason
    add_headers(parameters.txOption, headers)
    if body:
        parameters.txOption.contentType = command.content_type
        parameters.txOption.msgBody = body
    return parameters, f"left out: {'; '.join(problems)}" if problems else ""


def _has_contact(headers: Iterable[tuple[str, str]]) -> bool:
    return any(name.lower() in ("contact", "m") for name, _ in headers)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _header_size(header: tuple[str, str]) -> int:
    name, value = header
    return len(name) + _size(value) + len(": \r\n")
