"""Digits of a call: sent as the account has set, one after another, and read from INFO where the library does not.

RFC 4733 events and INFO with application/dtmf-relay are read by the library. INFO with application/dtmf (a bare
digit) is read here. Digits to be sent wait here and not in the library, which loses them. Whom the other side holds may
send no sound, and neither digits in it: those go as INFO then, whatever the account has set, and that some were not
taken is told.
"""

from collections import deque
from collections.abc import Callable
from typing import Protocol

import pjsua2 as pj

from softphone.calls.accounts import DtmfMode
from softphone.calls.call_events import DtmfReceived
from softphone.calls.engine_events import DigitsRefused, EngineFault
from softphone.engine.disarm import body_before
from softphone.engine.endpoint import SipThread
from softphone.engine.message import header_of
from softphone.engine.sound.digits import OFF_MS, ON_MS
from softphone.engine.talk.line import Line
from softphone.engine.talk.media import has_telephone_events, sound_of

DIGITS = "0123456789*#ABCD"
_SUNG_AT_ONCE = 8
_EVENT_S = 0.25  # an event of the library and its pause have 0.24 s
_MOST_WAITING = 256
_TOO_MANY = 70010  # PJ_ETOOMANY; the module does not name it
_DURATION_MS = 160
_SUNG_S = (ON_MS + OFF_MS) / 1000
_SUNG_OUT_S = 0.4
_RELAY = "application/dtmf-relay"


class DigitSound(Protocol):
    """Who sings digits into the sound of a call."""

    def play_digits(self, call_id: int, digits: str) -> None: ...


class Digits:
    """The digits of one call. Lives on the SIP thread. `is_changing` says whether its sound is about to be another."""

    def __init__(
        self, sip: SipThread, sound: DigitSound, line: Line, *, is_changing: Callable[[], bool]
    ) -> None:
        self._sip = sip
        self._sound = sound
        self._line = line
        self._is_changing = is_changing
        self._waiting: deque[tuple[DtmfMode, str]] = deque()
        self._unsung = ""
        self._is_singing = False
        self._is_sending = False  # an INFO is not answered yet, or an event not over

    def send(self, digits: str, mode: DtmfMode) -> None:
        """Send `digits` after those that wait; what is refused is told. Raises pj.Error when the call is over."""
        native = self._line.native
        if native is None:
            return
        now = sound_of(self._line.call_id, native)
        if now.event.held_by_peer:
            mode, digits, self._unsung = DtmfMode.INFO, self._unsung + digits, ""
        elif mode is DtmfMode.AUTO:
            has_events = now.index >= 0 and has_telephone_events(native, now.index)
            mode = DtmfMode.RTP if has_events else DtmfMode.INBAND
        if mode is not DtmfMode.INBAND:
            self._queue(digits, mode)
        elif now.index < 0:
            self._refused(0, "there is no sound yet")
        else:
            self._note_room(digits, len(self._unsung))
            self._unsung = (self._unsung + digits)[:_MOST_WAITING]
            if not self._is_singing:
                self._sing()

    def _queue(self, digits: str, mode: DtmfMode) -> None:
        self._note_room(digits, len(self._waiting))
        room = _MOST_WAITING - len(self._waiting)
        self._waiting.extend((mode, digit) for digit in digits[:room])
        if not self._is_sending:
            self._send_next()

    def _sing(self) -> None:
        """Some at a time: the generator of tones makes room when it has nothing more to sing."""
        if self._unsung and self._is_held_by_peer():
            self._queue(self._unsung, DtmfMode.INFO)
            self._unsung = ""
        some, self._unsung = self._unsung[:_SUNG_AT_ONCE], self._unsung[_SUNG_AT_ONCE:]
        self._is_singing = bool(some)
        if some:
            self._sound.play_digits(self._line.call_id, some)
            self._sip.after(len(some) * _SUNG_S + _SUNG_OUT_S, self._sing)

    def note_answer(self, status: int) -> None:
        """An INFO of ours has its final answer."""
        if status >= 300:
            self._refused(status, "INFO was refused")
        if self._is_sending:
            self._send_next()

    def note_info(self, request: bytes) -> None:
        """An INFO of the other side, which the library has read if it is a sound application/dtmf-relay."""
        body, was_changed = body_before(request)
        kind = header_of(request, b"content-type", b"c").partition(b";")[0].strip().lower()
        if kind == b"application/dtmf" or (kind == _RELAY.encode() and was_changed):
            text = body[:64].decode("ascii", "replace").strip().upper()
            digit = text.partition("\n")[0].removeprefix("SIGNAL").lstrip("= ").strip()
            self.note_received({"10": "*", "11": "#"}.get(digit, digit))

    def note_received(self, digit: str) -> None:
        """Tell a digit, if it is one: the library passes on whatever stood in an INFO."""
        if len(digit) == 1 and digit in DIGITS:
            self._sip.post_event(DtmfReceived(self._line.call_id, digit))

    def _send_next(self) -> None:
        self._is_sending = False
        native = self._line.native
        while self._waiting and native is not None and not self._is_sending:
            mode = self._waiting[0][0]
            try:
                if mode is DtmfMode.INFO or self._is_held_by_peer():
                    native.sendRequest(_info(self._waiting.popleft()[1]))
                    self._is_sending = True
                else:
                    self._send_events(native)
            except pj.Error as error:
                self._waiting.clear()
                self._refused(error.status, error.reason)

    def _note_room(self, digits: str, waiting: int) -> None:
        if waiting + len(digits) > _MOST_WAITING:
            self._refused(0, f"more than {_MOST_WAITING} wait")

    def _refused(self, status: int, reason: str) -> None:
        self._sip.post_event(EngineFault(operation="send digit", status=status, reason=reason))
        self._sip.post_event(DigitsRefused(self._line.call_id))

    def _is_held_by_peer(self) -> bool:
        native = self._line.native
        if native is None or not self._line.is_open():
            return False
        return sound_of(self._line.call_id, native).event.held_by_peer

    def _send_events(self, native: pj.Call) -> None:
        """One, and the next when it is over: what waits in the library is lost with the stream at a re-INVITE."""
        if not self._is_changing():
            try:
                native.dialDtmf(self._waiting[0][1])
            except pj.Error as error:
                if error.status != _TOO_MANY:
                    raise
            else:
                self._waiting.popleft()
        self._is_sending = True
        self._sip.after(_EVENT_S, self._send_next)


def _info(digit: str) -> pj.CallSendRequestParam:
    parameters = pj.CallSendRequestParam()
    parameters.method = "INFO"
    parameters.txOption.contentType = _RELAY
    parameters.txOption.msgBody = f"Signal={digit}\r\nDuration={_DURATION_MS}\r\n"
    return parameters
