"""Calls that answer themselves: after the account's seconds, or when the INVITE of a contact asks for it.

Both are the person's settings. A From header can be forged, so whoever lets contacts be obeyed lets in whoever knows
a contact's address; that is why it is off until it is switched on.
"""

import re
from typing import Final

from softphone.calls.accounts import Account
from softphone.sip.errors import SipParseError
from softphone.sip.fields import split_list
from softphone.sip.request import Request, parse_request

# In use since before it was written down: Call-Info: <sip:x>;answer-after=0, and the same in Alert-Info.
_AFTER: Final = re.compile(r';\s*answer-after\s*=\s*"?(\d{1,4})(?!\d)', re.IGNORECASE)
# What exchanges write that know other phones: Alert-Info: <http://x>;info=alert-autoanswer;delay=0
_ALERT: Final = re.compile(r'(?:^|;)\s*info\s*=\s*"?alert-autoanswer(?![\w-])', re.IGNORECASE)
_DELAY: Final = re.compile(r';\s*delay\s*=\s*"?(\d{1,4})(?!\d)', re.IGNORECASE)
_MENTIONED: Final = re.compile(
    rb"answer-after|alert-autoanswer|\nanswer-mode|\npriv-answer-mode", re.IGNORECASE
)
_MOST_S: Final = 3600


def seconds_to_answer(account: Account | None, *, is_contact: bool, invite: bytes) -> int | None:
    """After how many seconds the phone answers by itself; None for never."""
    if account is None:
        return None
    rule = account.answering
    asked = asked_for(invite) if rule.obey_answer_after and is_contact else None
    found = [seconds for seconds in (rule.auto_answer_s, asked) if seconds is not None]
    return min(found, default=None)


def asked_for(invite: bytes) -> int | None:
    """What the INVITE asks for. Answer-Mode: Auto is at once (RFC 5373)."""
    if not _MENTIONED.search(invite):
        return None
    try:
        request = parse_request(invite)
    except SipParseError:
        return None
    for value in (element for name in ("call-info", "alert-info") for element in _elements(request, name)):
        if match := _AFTER.search(value):
            return min(_MOST_S, int(match.group(1)))
        if _ALERT.search(value):
            delay = _DELAY.search(value)
            return min(_MOST_S, int(delay.group(1))) if delay else 0
    modes = (request.first(name) or "" for name in ("answer-mode", "priv-answer-mode"))
    return 0 if any(mode.partition(";")[0].strip().lower() == "auto" for mode in modes) else None


def _elements(request: Request, name: str) -> list[str]:
    return [element for value in request.all(name) for element in split_list(value)]
