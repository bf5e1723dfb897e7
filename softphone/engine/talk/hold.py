"""Hold and resume (RFC 3264 section 8.4): what the person wants, asked for until the other side has agreed."""

import random

import pjsua2 as pj

from softphone.calls.call_events import HoldRefused
from softphone.calls.engine_events import EngineFault
from softphone.engine.endpoint import SipThread
from softphone.engine.talk.line import Line

_BUSY_S = 0.3  # between tries while another offer is under way, which the library does not queue
_MOST_TRIES = 40
_CHALLENGES = (401, 407)
# Whoever goes on with them does not take the password; the library has tried by itself, too.
_MOST_CHALLENGES = 2
_GLARE = 491
_CALL_IS_OVER = (408, 481)  # the library sends a BYE by itself (RFC 3261 section 12.2.1.2)
_OWN_GLARE_S = (2.1, 4.0)  # RFC 3261 section 14.1
_THEIR_GLARE_S = (0.0, 2.0)


class Holding:
    """One call's hold. Lives on the SIP thread.

    pjsip 2.15.1 does not repeat a re-INVITE that met one of the other side's (491), and takes no second one while the
    first is unanswered: both are tried again here. What is refused is told as HoldRefused.
    """

    def __init__(self, sip: SipThread, line: Line, *, outgoing: bool) -> None:
        self._sip = sip
        self._line = line
        self._glare_s = _OWN_GLARE_S if outgoing else _THEIR_GLARE_S
        self._wanted = False
        self._is_held = False
        self._tries = 0
        self._challenged = 0
        self._asks = False  # a request of ours is under way, or will be
        self._is_broken = False

    @property
    def is_asking(self) -> bool:
        """Whether an offer of ours is not answered yet, or its answer not yet in force."""
        return self._asks

    def want(self, held: bool) -> None:
        """Hold or resume as soon as it can be done; before the answer it is kept in mind."""
        self._wanted = held
        self._tries = self._challenged = 0
        if not self._asks:
            self._ask()

    def note_confirmed(self) -> None:
        if self._wanted:
            self.want(True)

    def note_media(self, held: bool) -> None:
        self._is_held = held

    def note_broken(self) -> None:
        """Nothing can be offered in this call any more: it is about to be ended."""
        self._is_broken = True

    def note_answer(self, status: int) -> None:
        """A re-INVITE of ours has its final answer."""
        if not self._asks:
            return
        self._asks = False
        if status in _CHALLENGES and self._challenged < _MOST_CHALLENGES:
            self._challenged += 1
            self._again(_BUSY_S)  # the library answers it by itself, if it can
        elif status == _GLARE:
            self._again(random.uniform(*self._glare_s))  # noqa: S311 - spreads two phones, guards nothing
        elif status >= 300 and status not in _CALL_IS_OVER:
            self._leave_it()
        elif status < 300:
            self._again(0)  # the person may have changed their mind meanwhile; by then the media are told

    def _again(self, delay_s: float) -> None:
        self._asks = True
        self._sip.after(delay_s, self._ask)

    def _ask(self) -> None:
        native = self._line.native
        self._asks = False
        if native is None or self._is_broken or not self._line.is_talking() or self._wanted == self._is_held:
            return
        self._tries += 1
        if self._tries > _MOST_TRIES:
            self._give_up(0, "the other side does not agree to an offer")
            return
        try:
            if self._wanted:
                native.setHold(pj.CallOpParam(True))
            else:
                parameters = pj.CallOpParam(True)
                parameters.opt.flag = pj.PJSUA_CALL_UNHOLD
                native.reinvite(parameters)
            self._asks = True
        except pj.Error as error:
            if self._tries == _MOST_TRIES:
                self._give_up(error.status, error.reason)
            else:
                self._again(_BUSY_S)

    def _give_up(self, status: int, reason: str) -> None:
        self._sip.post_event(EngineFault(operation="hold", status=status, reason=reason))
        self._leave_it()

    def _leave_it(self) -> None:
        if self._wanted != self._is_held:
            self._sip.post_event(HoldRefused(self._line.call_id))
        self._wanted = self._is_held
        self._line.tell_media()
