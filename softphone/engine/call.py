"""One call leg on the native side: the library's callbacks, told as events."""

from typing import Protocol

import pjsua2 as pj

from softphone.calls.call_events import CallAnswered, CallEnded, CallProgress
from softphone.calls.engine_events import EngineFault
from softphone.engine.dropped import DroppedResponse, ack_for
from softphone.engine.dropped_notify import DroppedNotify, ok_to
from softphone.engine.endpoint import SipThread
from softphone.engine.message import carries_sdp, header_of, method_of, reason_of, status_of
from softphone.engine.native_call import NativeCall, received_in, sip_call_id_of
from softphone.engine.protocol import Redirect
from softphone.engine.redirect_answer import redirect_parameters
from softphone.engine.talk.talk import CallSound, Talk
from softphone.engine.wire import Origin

_PATIENCE_S = 0.5  # with a peer that does not answer the BYE of a call that cannot go on
_UNUSABLE = 488
_GONE = 408
_REASONS = {_UNUSABLE: "Not Acceptable Here", _GONE: "Request Timeout"}
_REQUEST_TERMINATED = "Request Terminated"


class LegOwner(Protocol):
    """Who keeps the legs."""

    def note_over(self, leg: "Leg") -> None: ...
    def note_unreached(self, account_id: str, request_uri: str, reason: str) -> None: ...
    def note_transfer(self, leg: "Leg", prm: pj.OnCallTransferRequestParam) -> None: ...
    def note_replaced(self, leg: "Leg", invite: bytes, prm: pj.OnCallReplacedParam) -> None: ...
    def sdp_to_send(self, account_id: str, sdp: str) -> str: ...
    def note_message(self, account_id: str, prm: pj.OnInstantMessageParam) -> None: ...


class Leg:
    """A call from its INVITE to its end. Lives on the SIP thread.

    Reports CallEnded exactly once; the owner is told when the native call is over too, which can be later: a
    CANCEL has to wait for a provisional response (RFC 3261 section 9.1), and the person does not.
    """

    def __init__(
        self,
        sip: SipThread,
        sound: CallSound,
        call_id: int,
        account_id: str,
        *,
        outgoing: bool,
        owner: "LegOwner",
    ) -> None:
        self.call_id = call_id
        self.account_id = account_id
        self.account: pj.Account | None = None
        self.native: NativeCall | None = None
        self.ended = False
        self.hung_up = False
        self.transfer_id = 0  # of the call that the other side last asked for
        self._sip = sip
        self._sound = sound
        self._outgoing = outgoing
        self._owner = owner
        self._answered = False
        self._refused_with = 0
        self._request_uri = ""
        self._invite = b""
        self._is_traced = False
        self._sip_call_id = b""  # as the library writes it
        self._given_up_with = 0  # a status for a call that nobody hung up
        self._over = False  # for the library; a moment later the owner lets go of it
        self._answer_from = Origin()
        self._is_replaced = False
        self._replacing = b""  # an INVITE that puts somebody in the place of the other side
        self.talk = Talk(sip, sound, self, outgoing=outgoing)

    def make(self, account: pj.Account, request_uri: str, parameters: pj.CallOpParam) -> None:
        """Send the INVITE. Raises pj.Error."""
        native = self.expect(account, request_uri)
        native.makeCall(f"<{request_uri}>", parameters)  # bare, its parameters would be the To header's

    def expect(self, account: pj.Account, request_uri: str) -> NativeCall:
        """The native call of an INVITE that is about to be sent."""
        self._request_uri = request_uri
        self.account = account
        self.native = NativeCall(self, self._sip, account)
        return self.native

    def take(self, account: pj.Account, native_id: int, invite: bytes, origin: Origin) -> None:
        """Answer an incoming INVITE with 180. Raises pj.Error."""
        self._invite = invite
        self._answer_from = origin
        self.account = account
        self._trace(header_of(invite, b"call-id", b"i"))
        self.native = NativeCall(self, self._sip, account, native_id)
        with self._sip.unoffered.rings(is_unoffered=not self.native.getInfo().remOfferer):
            self._respond(180)

    def take_replacing(self, account: pj.Account, native_id: int, invite: bytes) -> NativeCall:
        """The native call of an INVITE with Replaces, which the library has answered by itself."""
        self._invite = invite
        self._answered = True
        self.account = account
        self._trace(header_of(invite, b"call-id", b"i"))
        self.native = NativeCall(self, self._sip, account, native_id)
        return self.native

    def is_unanswered(self) -> bool:
        """Whether hanging up means CANCEL."""
        return self._outgoing and not self._answered and not self._over and self.native is not None

    def answer(self) -> None:
        if self._is_ringing():
            self._respond(200)

    def redirect(self, command: Redirect, *, patience_s: float) -> None:
        """Answer an incoming call with a 3xx. The library puts no Contact of its own beside ours. Raises pj.Error."""
        if self.native is None or not self._is_ringing():
            return
        parameters, problem = redirect_parameters(command, self._invite)
        self.hung_up = True
        self._refused_with = parameters.statusCode
        if problem:
            self._sip.post_event(EngineFault(operation="redirect", status=0, reason=problem))
        self._sip.after(patience_s, self._finish_here)
        try:
            self.native.answer(parameters)
        except pj.Error:  # too long after all, or there is no way back to the caller
            parameters = pj.CallOpParam()
            parameters.statusCode = self._refused_with = 480
            self.native.hangup(parameters)

    def hang_up(self, status: int = 0, *, patience_s: float) -> None:
        """End the leg; the end is reported after `patience_s` if the other side says nothing by then."""
        if self.hung_up or self._over:
            return
        self.hung_up = True
        self._refused_with = 0 if self._outgoing or self._answered else status or 603
        if self.native is None:
            self._finish_here()
            return
        self._sip.after(patience_s, self._finish_here)
        self._sound.cut(self.call_id)
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
        self._end(self._refused(response.raw, self._sip.wire.origin_of(response.raw, f"{address}:{port}")))
        self.hang_up(patience_s=patience_s)

    def take_dropped_notify(self, notify: DroppedNotify) -> None:
        """News of a transfer that the library dropped counts as if it had been read."""
        if notify.transport == "udp":
            self._sip.send_datagram(ok_to(notify), notify.source)
        self.talk.handing_over.note_told(notify.status, notify.reason, is_final=notify.is_final)

    def is_open(self) -> bool:
        return self.native is not None and not self._over and not self.ended and not self.hung_up

    def is_talking(self) -> bool:
        return self._answered and self.is_open()

    def break_off(self, why: str) -> None:
        if self.is_open():
            self._sip.post_event(EngineFault(operation="talk", status=0, reason=why))
            self._given_up_with = _UNUSABLE
            self.hang_up(patience_s=_PATIENCE_S)

    def tell_media(self) -> None:
        if self.is_open():
            self.talk.tell_media()

    def note_state(self, prm: pj.OnCallStateParam) -> None:
        native = self.native
        if native is None:
            return
        info = native.getInfo()
        self._sip_call_id = info.callIdString.encode("utf-8", "surrogateescape")
        self._trace(self._sip_call_id)
        if info.state == pj.PJSIP_INV_STATE_CONNECTING and self._outgoing:
            self._note_answer(prm.e)
        elif info.state == pj.PJSIP_INV_STATE_CONFIRMED and not self._answered:
            self._answered = True
            if not self.ended:
                origin = self._answer_from
                self._sip.post_event(
                    CallAnswered(
                        self.call_id,
                        origin.source,
                        origin.from_next_hop,
                        origin.transport,
                        origin.tls_verified,
                    )
                )
            self.talk.holding.note_confirmed()
            if not self._outgoing and self._is_without_answer(info):
                self._sip.soon(
                    lambda: self.break_off("the caller answered our offer with no description of sound")
                )
        elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._over = True
            self._end(self._ending(prm.e, info.lastStatusCode, info.lastReason))
            self._sip.soon(lambda: self._owner.note_over(self))

    def note_transaction(self, event: pj.SipEvent) -> None:
        """Provisional responses to our INVITE; the call state alone hides 100 and repeated 18x."""
        tsx = event.body.tsxState.tsx
        if self._sip_call_id and sip_call_id_of(event) not in (self._sip_call_id, b""):
            return  # of an earlier call in the same place of the library, whose last transactions outlive it
        if tsx.method == "BYE" and tsx.role == pj.PJSIP_ROLE_UAC and not self.hung_up:
            self._note_given_up()
        if self.is_open():
            self.talk.note_transaction(event)
        if not self._outgoing or self._answered or self.ended:
            return
        raw = received_in(event)
        status = status_of(raw) or 0
        if 100 <= status < 200 and tsx.method == "INVITE":
            early = status > 100 and carries_sdp(raw)
            self._sip.post_event(CallProgress(self.call_id, status, reason_of(raw), early))

    def note_media(self) -> None:
        self.tell_media()

    def note_digit(self, digit: str) -> None:
        if not self.ended:
            self.talk.digits.note_received(digit)

    def note_transfer(self, prm: pj.OnCallTransferRequestParam) -> None:
        if not self.ended:
            self._owner.note_transfer(self, prm)

    def note_transfer_status(self, prm: pj.OnCallTransferStatusParam) -> None:
        self.talk.handing_over.note_status(prm)

    def note_replace_request(self, prm: pj.OnCallReplaceRequestParam) -> None:
        self._replacing = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")

    def note_replaced(self, prm: pj.OnCallReplacedParam) -> None:
        self._is_replaced = True
        self._owner.note_replaced(self, self._replacing, prm)

    def sdp_to_send(self, sdp: str) -> str:
        return self._owner.sdp_to_send(self.account_id, sdp)

    def note_message(self, prm: pj.OnInstantMessageParam) -> None:
        self._owner.note_message(self.account_id, prm)

    def drop(self) -> None:
        """Let go of the native call; while it is referenced its number must not be used again."""
        self.native = None

    def _trace(self, sip_call_id: bytes) -> None:
        if not self._is_traced:
            self._is_traced = True
            self._sip.wire.trace(sip_call_id, self.call_id)

    def _is_ringing(self) -> bool:
        """Whether an incoming INVITE still waits for its answer; the caller may have just given up."""
        is_open = self.native is not None and not self.ended and not self.hung_up
        return is_open and not self._outgoing and not self._answered

    def _respond(self, status: int) -> None:
        if self.native is not None:
            parameters = pj.CallOpParam()
            parameters.statusCode = status
            self.native.answer(parameters)

    def _finish_here(self) -> None:
        if self._answered:
            self._end(self._ended_by_us())
        elif self._given_up_with:
            reason = _REASONS.get(self._given_up_with, "")
            self._end(CallEnded(self.call_id, self._given_up_with, reason, by_peer=not self._outgoing))
        else:
            self._end(CallEnded(self.call_id, self._refused_with or 487, _REQUEST_TERMINATED))

    def _ended_by_us(self) -> CallEnded:
        """An answered call that the other side did not hang up: the person did, or the library gave it up."""
        return CallEnded(self.call_id, self._given_up_with or 200, _REASONS.get(self._given_up_with, ""))

    def _note_given_up(self) -> None:
        """The library sends a BYE by itself: no ACK, no usable answer, a session that nobody refreshed, a 481.

        It tells of the end when that is answered; where nobody is left to do so, after 32 s in which a dead call
        would look alive.
        """
        if self.native is not None and not self._given_up_with and not self.ended:
            status = self.native.getInfo().lastStatusCode
            why = _GONE if self._answered or not self._outgoing else _UNUSABLE
            self._given_up_with = 200 if self._is_replaced else status if status >= 300 else why
            self._sip.after(_PATIENCE_S, self._finish_here)

    def _is_without_answer(self, info: pj.CallInfo) -> bool:
        """Whether the ACK to our offer had to have the answer (RFC 3264, RFC 3261 section 13.2.1) and has none."""
        if carries_sdp(self._invite) or any(each.status != pj.PJSUA_CALL_MEDIA_NONE for each in info.media):
            return False
        ack = self._sip.wire.last_received(b"ACK", info.callIdString.encode("utf-8", "surrogateescape"))
        return ack != b"" and not carries_sdp(ack)

    def _end(self, event: CallEnded) -> None:
        if not self.ended:
            self.talk.handing_over.note_end(by_peer=event.by_peer)
            self.ended = True
            self._sound.end(self.call_id)
            self._sip.post_event(event)

    def _ending(self, event: pj.SipEvent, last_status: int, last_reason: str) -> CallEnded:
        raw = received_in(event)
        source = event.body.tsxState.src.rdata.srcAddress if raw else ""
        if self._answered:
            by_peer = method_of(raw) == b"BYE" and not self.hung_up
            return CallEnded(self.call_id, 200, "", by_peer=True) if by_peer else self._ended_by_us()
        if not self._outgoing:
            by_peer = method_of(raw) == b"CANCEL" or not self.hung_up
            return CallEnded(self.call_id, last_status, last_reason, source=source, by_peer=by_peer)
        if (status_of(raw) or 0) >= 300 and event.body.tsxState.tsx.method == "INVITE":
            return self._refused(raw, self._sip.wire.origin_of(raw, source))
        if self.hung_up:
            return CallEnded(self.call_id, 487, _REQUEST_TERMINATED)
        self._owner.note_unreached(self.account_id, self._request_uri, last_reason)
        return CallEnded(self.call_id, last_status or 408, last_reason)

    def _refused(self, raw: bytes, origin: Origin) -> CallEnded:
        return CallEnded(
            call_id=self.call_id,
            status=status_of(raw) or 0,
            reason=reason_of(raw),
            final_response=raw,
            transport=origin.transport,
            source=origin.source,
            tls_verified=origin.tls_verified,
            from_next_hop=origin.from_next_hop,
        )

    def _note_answer(self, event: pj.SipEvent) -> None:
        raw = received_in(event)
        if raw:
            self._answer_from = self._sip.wire.origin_of(raw, event.body.tsxState.src.rdata.srcAddress)
