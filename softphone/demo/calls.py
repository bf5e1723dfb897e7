"""Calls that the exchange answers: from the INVITE to the BYE (RFC 3261 sections 13.3, 14.2, 15.1.2)."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from softphone.demo.flow import LOOPBACK, Flow
from softphone.demo.media import MediaPort, Sound, open_media
from softphone.demo.message import Request, address_of, fresh_branch, render
from softphone.demo.numbers import Answer, Ring
from softphone.demo.sdp import Session, answer_session, offer_session, parse_session
from softphone.demo.transaction import GIVE_UP, Repeater, ServerTransaction

MAX_CALL_S = 3600.0
MAX_RINGING_S = 300.0
SDP_TYPE = ("Content-Type", "application/sdp")
ALLOW = ("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, MESSAGE, SUBSCRIBE, UPDATE, INFO")

DialogKey = tuple[str, str, str]  # Call-ID, our tag, the peer's tag


class CallState(StrEnum):
    PROCEEDING = "proceeding"
    ANSWERED = "answered"  # 200 is out, no ACK yet
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


class AnsweredCall:
    """One call to a number that rings or answers. `on_end` is called once, when it is over."""

    def __init__(
        self,
        transaction: ServerTransaction,
        flow: Flow,
        script: Answer | Ring,
        on_end: Callable[["AnsweredCall"], None],
        send_request: Callable[[bytes, str, str, Flow], None],
    ) -> None:
        request = transaction.request
        self.key: DialogKey = (request.text("call-id"), transaction.to_tag, request.from_tag)
        self._invite = transaction
        self._flow = flow
        self._script = script
        self._on_end = on_end
        self._send_request = send_request
        self._state = CallState.PROCEEDING
        self._remote_cseq = request.cseq[0]
        self._contact = ("Contact", contact_of(flow))
        self._session: Session | None = None
        self._version = 1
        self._media: MediaPort | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._repeater: Repeater | None = None
        self._ack_timer: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Open the sound and play the script. 488 if the peer wants no audio that is spoken here."""
        self._session = parse_session(self._invite.request.body)
        if self._invite.request.body and (self._session is None or self._session.audio is None):
            self.refuse(488, "Not Acceptable Here")
            return
        if isinstance(self._script, Ring):
            self._ring()
            self._later(MAX_RINGING_S, lambda: self.refuse(480, "Temporarily Unavailable"))
            return
        try:
            media = await open_media()
        except OSError:
            self.refuse(500, "No Sound Ports")
            return
        if self._state is CallState.TERMINATED:  # cancelled while the ports were opened
            media.close()
            return
        self._media = media
        if self._script.after_s <= 0:
            self._answer()
            return
        self._ring()
        if self._script.early_media_after_s is not None and self._session:
            self._later(self._script.early_media_after_s, self._play_early)
        self._later(self._script.after_s, self._answer)

    def acknowledged(self, ack: Request) -> None:
        if self._state is not CallState.ANSWERED:
            return
        self._state = CallState.CONFIRMED
        self._stop_repeating()
        if self._session is None:  # we offered, so the answer is here
            self._session = parse_session(ack.body)
            self._play()
        self._later(MAX_CALL_S, self._hang_up)

    def requested(self, transaction: ServerTransaction) -> None:
        """A request inside the dialog (section 12.2.2)."""
        request = transaction.request
        if request.cseq[0] <= self._remote_cseq:
            transaction.respond(500, "Out of Order")
            return
        self._remote_cseq = request.cseq[0]
        if request.method == "BYE":
            transaction.respond(200, "OK")
            self.refuse(487, "Request Terminated")
            self.close()
        elif request.method in {"INVITE", "UPDATE"}:
            self._renegotiate(transaction)
        elif request.method in {"INFO", "OPTIONS", "MESSAGE"}:
            transaction.respond(200, "OK", (ALLOW,))
        else:
            transaction.respond(405, "Method Not Allowed", (ALLOW,))

    def close(self) -> None:
        """End without a word to the peer."""
        if self._state is CallState.TERMINATED:
            return
        self._state = CallState.TERMINATED
        self._stop_repeating()
        for timer in self._timers:
            timer.cancel()
        if self._media:
            self._media.close()
        self._on_end(self)

    def refuse(self, status: int, reason: str) -> None:
        """End a call that is not answered yet with a final response."""
        if self._state is CallState.PROCEEDING:
            self._invite.respond(status, reason)
            self.close()

    def _ring(self) -> None:
        self._invite.respond(180, "Ringing", (self._contact,))

    def _play_early(self) -> None:
        if self._media and self._session and self._session.audio:
            self._invite.respond(183, "Session Progress", (self._contact, SDP_TYPE), self._description())
            self._media.connect(self._session.audio, Sound.RINGBACK)

    def _answer(self) -> None:
        self._state = CallState.ANSWERED
        answer = self._invite.respond(200, "OK", (self._contact, ALLOW, SDP_TYPE), self._description())
        self._repeat(answer)
        self._play()

    def _repeat(self, answer: bytes) -> None:
        """Send the 200 again until the ACK comes, on any transport (section 13.3.1.4)."""
        self._stop_repeating()
        self._repeater = Repeater(lambda: self._invite.flow.send(answer))
        self._ack_timer = asyncio.get_running_loop().call_later(GIVE_UP, self._hang_up)

    def _description(self) -> bytes:
        port = self._media.port if self._media else 0
        if self._session and self._session.audio:
            return answer_session(self._session, self._session.audio, port, self._version)
        return offer_session(port, self._version)

    def _play(self) -> None:
        if self._media and self._session and self._session.audio and isinstance(self._script, Answer):
            self._media.connect(self._session.audio, self._script.sound)

    def _renegotiate(self, transaction: ServerTransaction) -> None:
        """Hold, resume, a new port (section 14.2, RFC 3311)."""
        session = parse_session(transaction.request.body)
        if transaction.is_invite and self._state is not CallState.CONFIRMED:
            transaction.respond(491, "Request Pending")
            return
        if transaction.request.body and (session is None or session.audio is None):
            transaction.respond(488, "Not Acceptable Here")
            return
        if session is None and not transaction.is_invite:  # an UPDATE without an offer only refreshes
            transaction.respond(200, "OK", (self._contact,))
            return
        self._version += 1
        self._session = session
        headers = (self._contact, ALLOW, SDP_TYPE)
        answer = transaction.respond(200, "OK", headers, self._description())
        if transaction.is_invite:
            self._invite = transaction
            self._state = CallState.ANSWERED
            self._repeat(answer)
        self._play()

    def _hang_up(self) -> None:
        """Our own BYE."""
        invite = self._invite.request
        branch = fresh_branch()
        to = f"{invite.text('to')};tag={self.key[1]}" if not invite.to_tag else invite.text("to")
        target = address_of((invite.values("contact") or [invite.text("from")])[0])
        headers = [
            (
                "Via",
                f"SIP/2.0/{self._flow.transport} {LOOPBACK}:{self._flow.local_port};branch={branch};rport",
            ),
            ("Max-Forwards", "70"),
            *[("Route", route) for route in invite.values("record-route")],
            ("From", to),
            ("To", invite.text("from")),
            ("Call-ID", self.key[0]),
            ("CSeq", "1 BYE"),
        ]
        self._send_request(render(f"BYE {target} SIP/2.0", headers), branch, "BYE", self._flow)
        self.close()

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._timers = [
            timer for timer in self._timers if timer.when() > loop.time() and not timer.cancelled()
        ]
        self._timers.append(loop.call_later(seconds, action))

    def _stop_repeating(self) -> None:
        if self._repeater:
            self._repeater.stop()
            self._repeater = None
        if self._ack_timer:
            self._ack_timer.cancel()


def contact_of(flow: Flow) -> str:
    """Our Contact on the way that a request came."""
    transport = "" if flow.transport == "UDP" else f";transport={flow.transport.lower()}"
    return f"<sip:exchange@{LOOPBACK}:{flow.local_port}{transport}>"
