"""Small news of an account beside calls and messages: somebody is writing, messages wait in the voicemail.

The library answers these requests by itself; of a flood only the first are passed on.
"""

import pjsua2 as pj

from softphone.calls.engine_events import TypingSeen, VoicemailWaiting
from softphone.engine.endpoint import SipThread
from softphone.engine.message import body_of, header_of, name_addr_of
from softphone.engine.pace import Pace
from softphone.sip.errors import SipParseError
from softphone.sip.presence import read_waiting

_AT_ONCE = 20
_A_SECOND = 5.0


class Hints:
    """Lives on the SIP thread."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip
        self._pace = Pace(_AT_ONCE, _A_SECOND)

    def note_typing(self, account_id: str, prm: pj.OnTypingIndicationParam) -> None:
        if self._pace.allows():
            raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
            from_uri = name_addr_of(header_of(raw, b"from", b"f"))[1]
            self._sip.post_event(TypingSeen(account_id, from_uri, bool(prm.isTyping)))

    def note_waiting(self, account_id: str, prm: pj.OnMwiInfoParam) -> None:
        if not account_id or not self._pace.allows():
            return
        raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
        if (
            not header_of(raw, b"content-type", b"c")
            .lower()
            .startswith(b"application/simple-message-summary")
        ):
            return  # a NOTIFY that only ends or begins the subscription
        try:
            told = read_waiting(body_of(raw))
        except SipParseError:
            return
        self._sip.post_event(
            VoicemailWaiting(account_id, told.waiting, told.new, told.old, account_uri=told.account_uri)
        )
