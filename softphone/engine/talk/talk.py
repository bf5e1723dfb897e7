"""What goes on inside a call that has sound: hold, digits, transfers, quality. The leg itself begins and ends."""

from typing import Protocol

import pjsua2 as pj

from softphone.calls.call_events import CallMedia
from softphone.engine.endpoint import SipThread
from softphone.engine.message import method_of, reason_of
from softphone.engine.native_call import received_in
from softphone.engine.talk.digits import Digits, DigitSound
from softphone.engine.talk.handing_over import HandingOver
from softphone.engine.talk.hold import Holding
from softphone.engine.talk.line import Line
from softphone.engine.talk.media import sound_of
from softphone.engine.talk.quality import Quality

_QUALITY_S = 1.0


class CallSound(DigitSound, Protocol):
    """The sound of calls, from the SIP thread: requests only, the main thread does the work."""

    def attach(self, call_id: int, media: pj.AudioMedia, event: CallMedia) -> None: ...
    def detach(self, call_id: int) -> None: ...
    def cut(self, call_id: int) -> None: ...
    def end(self, call_id: int) -> None: ...


class Talk:
    """The parts of one call. Lives on the SIP thread."""

    def __init__(self, sip: SipThread, sound: CallSound, line: Line, *, outgoing: bool) -> None:
        self.holding = Holding(sip, line, outgoing=outgoing)
        self.digits = Digits(sip, sound, line, is_changing=lambda: self.holding.is_asking)
        self.handing_over = HandingOver(sip, line)
        self._sip = sip
        self._sound = sound
        self._line = line
        self._quality = Quality(line.call_id)
        self._active = -1  # the audio stream that flows
        self._is_measured = False

    def tell_media(self) -> None:
        """Connect the sound as it is now, and say so."""
        native = self._line.native
        if native is None:
            return
        call_id = self._line.call_id
        now = sound_of(call_id, native)
        if now.is_broken:
            self.holding.note_broken()
            self._sip.soon(lambda: self._line.break_off("the sound that the other side wants cannot be had"))
        self.holding.note_media(now.event.held)
        self._active = now.index if now.event.active else -1
        if now.event.active or now.is_heard:  # a music for those who are held is played
            self._sound.attach(call_id, native.getAudioMedia(now.index), now.event)
        else:
            self._sound.detach(call_id)
            self._sip.post_event(now.event)
        if self._active >= 0 and not self._is_measured:
            self._is_measured = True
            self._sip.after(_QUALITY_S, self._measure)

    def note_transaction(self, event: pj.SipEvent) -> None:
        """Requests inside the call, and answers to ours."""
        tsx = event.body.tsxState.tsx
        raw = received_in(event)
        if tsx.role == pj.PJSIP_ROLE_UAS:
            if tsx.method == "INFO" and method_of(raw) == b"INFO":
                self.digits.note_info(raw)
        elif tsx.state in (pj.PJSIP_TSX_STATE_COMPLETED, pj.PJSIP_TSX_STATE_TERMINATED):
            self._note_final(tsx.method, tsx.statusCode, reason_of(raw), event)

    def _note_final(self, method: str, status: int, reason: str, event: pj.SipEvent) -> None:
        """COMPLETED follows an answer; a 2xx to an INVITE, and a time-out, end the transaction at once."""
        is_first = event.body.tsxState.prevState < pj.PJSIP_TSX_STATE_COMPLETED
        if not is_first or status < 200:
            return
        if method == "INVITE" and self._line.is_talking():
            self.holding.note_answer(status)
        elif method == "INFO":
            self.digits.note_answer(status)
        elif method == "REFER" and status >= 300 and status not in (401, 407):
            self.handing_over.note_refused(status, reason)

    def _measure(self) -> None:
        self._is_measured = False
        native = self._line.native
        if native is None or self._active < 0 or not self._line.is_open():
            return
        self._is_measured = True
        self._sip.after(_QUALITY_S, self._measure)
        self._sip.post_event(self._quality.read(native, self._active))
