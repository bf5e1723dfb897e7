"""Small news of an account beside calls and messages: somebody is writing, messages wait in the voicemail.

The library answers these requests by itself; of a flood only the first are passed on. It takes a NOTIFY that nobody
asked for from anybody: what a stranger says of waiting messages, and above all where to call for them, does not count.
"""

import pjsua2 as pj

from softphone.calls.company_events import TypingSeen, VoicemailWaiting
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.endpoint import SipThread
from softphone.engine.message import body_of, header_of, name_addr_of
from softphone.engine.pace import Pace
from softphone.engine.watching.subscription import tag_of
from softphone.sip.errors import SipParseError
from softphone.sip.presence import read_waiting

_AT_ONCE = 20
_A_SECOND = 5.0


class Hints:
    """Lives on the SIP thread."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip
        self._pace = Pace(_AT_ONCE, _A_SECOND)
        self._servers: dict[str, str] = {}  # by account, where the registrar's answers come from

    def note_registration(self, event: RegistrationChanged) -> None:
        if event.state is RegistrationState.REGISTERED and event.source:
            self._servers[event.account_id] = _host(event.source)
        elif event.state is RegistrationState.UNREGISTERED:
            self._servers.pop(event.account_id, None)

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
        is_in_dialog = tag_of(header_of(raw, b"to", b"t")) != b""  # else the library would have answered 481
        if not is_in_dialog and self._servers.get(account_id) != _host(prm.rdata.srcAddress):
            return
        try:
            told = read_waiting(body_of(raw))
        except SipParseError:
            return
        self._sip.post_event(
            VoicemailWaiting(account_id, told.waiting, told.new, told.old, account_uri=told.account_uri)
        )


def _host(source: str) -> str:
    """Of "address:port", in which an address of IPv6 may have brackets."""
    return source.rpartition(":")[0].strip("[]")
