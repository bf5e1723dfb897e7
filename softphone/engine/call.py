"""One call leg on the native side: the library's callbacks, told as events."""

from collections.abc import Callable
from typing import Protocol

import pjsua2 as pj

from softphone.calls.engine_events import CallAnswered, CallEnded, CallMedia, CallProgress, DtmfReceived
from softphone.engine.dropped import DroppedResponse, ack_for
from softphone.engine.endpoint import SipThread
from softphone.engine.message import carries_sdp, method_of, reason_of, status_of, transport_of
from softphone.engine.protocol import Redirect

_REQUEST_TERMINATED = "Request Terminated"


class CallSound(Protocol):
    """The sound of calls, from the SIP thread: requests only, the main thread does the work."""

    def attach(self, call_id: int, media: pj.AudioMedia, event: CallMedia) -> None: ...
    def detach(self, call_id: int) -> None: ...


class Leg:
    """A call from its INVITE to its end. Lives on the SIP thread.

    Reports CallEnded exactly once; `on_over` is called when the native call is over too, which can be later: a
    CANCEL has to wait for a provisional response (RFC 3261 section 9.1), and the person does not.
    """

    def __init__(
        self,
        sip: SipThread,
        sound: CallSound,
        call_id: int,
        *,
        outgoing: bool,
        on_over: Callable[["Leg"], None],
    ) -> None:
        self.call_id = call_id
        self.native: NativeCall | None = None
        self.ended = False
        self.hung_up = False
        self._sip = sip
        self._sound = sound
        self._outgoing = outgoing
        self._on_over = on_over
        self._answered = False
        self._refused_with = 0
        self._request_uri = ""

    def make(self, account: pj.Account, request_uri: str, parameters: pj.CallOpParam) -> None:
        """Send the INVITE. Raises pj.Error."""
        self._request_uri = request_uri
        self.native = NativeCall(self, self._sip, account)
        self.native.makeCall(f"<{request_uri}>", parameters)  # bare, its parameters would be the To header's

    def take(self, account: pj.Account, native_id: int) -> None:
        """Answer an incoming INVITE with 180. Raises pj.Error."""
        self.native = NativeCall(self, self._sip, account, native_id)
        self._respond(180)

    def answer(self) -> None:
        if self.native is not None and not self._outgoing and not self._answered:
            self._respond(200)

    def redirect(self, command: Redirect) -> None:
        """Answer an incoming call with a 3xx. The library puts no Contact of its own beside ours."""
        if self.native is None or self._outgoing or self._answered or self.hung_up:
            return
        self.hung_up = True
        self._refused_with = command.status
        parameters = pj.CallOpParam()
        parameters.statusCode = command.status
        parameters.reason = command.reason
        for name, value in command.headers:
            header = pj.SipHeader()
            header.hName, header.hValue = name, value
            parameters.txOption.headers.append(header)
        parameters.txOption.contentType = command.content_type
        parameters.txOption.msgBody = command.body
        self.native.answer(parameters)

    def hang_up(self, status: int = 0, *, patience_s: float) -> None:
        """End the leg; the end is reported after `patience_s` if the other side says nothing by then."""
        if self.hung_up:
            return
        self.hung_up = True
        self._refused_with = 0 if self._outgoing or self._answered else status or 603
        if self.native is None:
            self._finish_here()
            return
        self._sip.after(patience_s, self._finish_here)
        parameters = pj.CallOpParam()
        parameters.statusCode = self._refused_with
        self.native.hangup(parameters)

    def fail(self, status: int, reason: str) -> None:
        """The INVITE could not be sent."""
        self._end(CallEnded(self.call_id, status, reason))

    def sip_call_id(self) -> str:
        """The Call-ID header of the native call, "" when there is none."""
        return self.native.getInfo().callIdString if self.native is not None and not self.ended else ""

    def take_dropped(self, response: DroppedResponse, *, patience_s: float) -> None:
        """A final response that the library dropped ends the leg as if it had been read.

        The ACK goes out beside the library; without it the other side would repeat its answer for 32 s.
        """
        if self.ended or self._answered or not self._outgoing or self.native is None:
            return
        if response.transport == "udp":
            self._sip.send_datagram(ack_for(response, self._request_uri), response.source)
        address, port = response.source
        self._end(
            CallEnded(
                call_id=self.call_id,
                status=response.status,
                reason=reason_of(response.raw),
                final_response=response.raw,
                transport=response.transport,
                source=f"{address}:{port}",
            )
        )
        self.hang_up(patience_s=patience_s)

    def send_dtmf(self, digits: str) -> None:
        if self.native is not None and self._answered:
            self.native.dialDtmf(digits)

    def note_state(self, prm: pj.OnCallStateParam) -> None:
        native = self.native
        if native is None:
            return
        info = native.getInfo()
        if info.state == pj.PJSIP_INV_STATE_CONFIRMED and not self._answered:
            self._answered = True
            if not self.ended:
                self._sip.post_event(CallAnswered(self.call_id))
        elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._end(self._ending(prm.e, info.lastStatusCode, info.lastReason))
            self._sip.soon(lambda: self._on_over(self))

    def note_transaction(self, event: pj.SipEvent) -> None:
        """Provisional responses to our INVITE; the call state alone hides 100 and repeated 18x."""
        if not self._outgoing or self._answered or self.ended:
            return
        raw = _received(event)
        status = status_of(raw) or 0
        if 100 <= status < 200 and event.body.tsxState.tsx.method == "INVITE":
            early = status > 100 and carries_sdp(raw)
            self._sip.post_event(CallProgress(self.call_id, status, reason_of(raw), early))

    def note_media(self) -> None:
        native = self.native
        if native is None or self.ended:
            return
        info = native.getInfo()  # keep it: its media are a view into it
        for index, media in enumerate(info.media):
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                stream = native.getStreamInfo(index)
                event = CallMedia(
                    call_id=self.call_id,
                    active=True,
                    codec=f"{stream.codecName}/{stream.codecClockRate}",
                    encrypted=stream.proto == pj.PJMEDIA_TP_PROTO_RTP_SAVP,
                )
                self._sound.attach(self.call_id, native.getAudioMedia(index), event)
                return
        self._sound.detach(self.call_id)
        self._sip.post_event(CallMedia(self.call_id, active=False))

    def note_digit(self, digit: str) -> None:
        if not self.ended:
            self._sip.post_event(DtmfReceived(self.call_id, digit))

    def drop(self) -> None:
        """Let go of the native call; while it is referenced its number must not be used again."""
        self.native = None

    def _respond(self, status: int) -> None:
        if self.native is not None:
            parameters = pj.CallOpParam()
            parameters.statusCode = status
            self.native.answer(parameters)

    def _finish_here(self) -> None:
        if self._answered:
            self._end(CallEnded(self.call_id, 200, ""))
        else:
            self._end(CallEnded(self.call_id, self._refused_with or 487, _REQUEST_TERMINATED))

    def _end(self, event: CallEnded) -> None:
        if not self.ended:
            self.ended = True
            self._sound.detach(self.call_id)
            self._sip.post_event(event)

    def _ending(self, event: pj.SipEvent, last_status: int, last_reason: str) -> CallEnded:
        raw = _received(event)
        source = event.body.tsxState.src.rdata.srcAddress if raw else ""
        if self._answered:
            return CallEnded(self.call_id, 200, "", by_peer=method_of(raw) == b"BYE" and not self.hung_up)
        if not self._outgoing:
            by_peer = method_of(raw) == b"CANCEL" or not self.hung_up
            return CallEnded(self.call_id, last_status, last_reason, source=source, by_peer=by_peer)
        status = status_of(raw) or 0
        if status >= 300 and event.body.tsxState.tsx.method == "INVITE":
            transport = transport_of(raw)
            return CallEnded(
                call_id=self.call_id,
                status=status,
                reason=reason_of(raw),
                final_response=raw,
                transport=transport,
                source=source,
                tls_verified=transport == "tls" and self._sip.transports.is_verified(source),
            )
        if self.hung_up:
            return CallEnded(self.call_id, 487, _REQUEST_TERMINATED)
        return CallEnded(self.call_id, last_status or 408, last_reason)


class NativeCall(pj.Call):
    """The library's call. Every callback is guarded: an exception in one is otherwise printed and lost.

    `onCallRedirected` is left alone on purpose: see the design notes on redirection in pjsip.
    """

    def __init__(
        self, leg: Leg, sip: SipThread, account: pj.Account, call_id: int = pj.PJSUA_INVALID_ID
    ) -> None:
        super().__init__(account, call_id)
        self._leg = leg
        self._sip = sip

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("call state", lambda: self._leg.note_state(prm))

    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("transaction state", lambda: self._leg.note_transaction(prm.e))

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("media state", self._leg.note_media)

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("digit", lambda: self._leg.note_digit(prm.digit))


def _received(event: pj.SipEvent) -> bytes:
    """The exact bytes of the message that led to a transaction event, b"" if none did."""
    if event.type != pj.PJSIP_EVENT_TSX_STATE or event.body.tsxState.type != pj.PJSIP_EVENT_RX_MSG:
        return b""
    return event.body.tsxState.src.rdata.wholeMsg.encode("utf-8", "surrogateescape")
