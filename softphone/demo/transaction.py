"""Server and client transactions of RFC 3261 section 17, with the Accepted state of RFC 6026.

A transaction owns the retransmissions; what to answer is decided elsewhere. All timers run on the event loop.
"""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from softphone.demo.flow import Flow
from softphone.demo.message import Request, Response, fresh_tag, reply

T1 = 0.5  # seconds, the round trip estimate
T2 = 4.0  # the longest gap between retransmissions
T4 = 5.0  # the longest life of a message in the network
GIVE_UP = 64 * T1  # timers B, F, H, J, L, M
RINGING = 180.0

TransactionKey = tuple[str, str, str]


class State(StrEnum):
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    TERMINATED = "terminated"


class Repeater:
    """Calls `action` after T1, then twice as long each time up to T2, until stopped."""

    def __init__(self, action: Callable[[], None], *, cap: float = T2) -> None:
        self._action = action
        self._cap = cap
        self._gap = T1
        self._handle = asyncio.get_running_loop().call_later(self._gap, self._fire)

    def _fire(self) -> None:
        self._gap = min(2 * self._gap, self._cap)
        self._handle = asyncio.get_running_loop().call_later(self._gap, self._fire)
        self._action()

    def stop(self) -> None:
        self._handle.cancel()


def server_key(request: Request) -> TransactionKey:
    """What tells transactions apart (section 17.2.3); an ACK belongs to its INVITE."""
    method = "INVITE" if request.method == "ACK" else request.method
    via = request.via
    if via.branch.startswith("z9hG4bK"):
        return via.branch, f"{via.host}:{via.port}", method
    # RFC 2543 peers have no unique branch: the other parts that a retransmission repeats stand in.
    repeated = f"{request.from_tag} {request.text('call-id')} {request.cseq[0]}"
    return repeated, f"{via.host}:{via.port}", method


class ServerTransaction:
    """One request and its responses. `on_end` is called once, when nothing more can come."""

    def __init__(self, request: Request, flow: Flow, on_end: Callable[["ServerTransaction"], None]) -> None:
        self.request = request
        self.flow = flow
        self.key = server_key(request)
        self.to_tag = request.to_tag or fresh_tag()
        self.state = State.PROCEEDING
        self._on_end = on_end
        self._last = b""
        self._repeater: Repeater | None = None
        self._end_timer: asyncio.TimerHandle | None = None

    @property
    def is_invite(self) -> bool:
        return self.request.method == "INVITE"

    def respond(
        self,
        status: int,
        reason: str,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
    ) -> bytes:
        """Send a response and keep it for retransmitted requests. A second final response is dropped."""
        if self.state is not State.PROCEEDING:
            return b""
        self._last = reply(self.request, status, reason, to_tag=self.to_tag, headers=headers, body=body)
        self.flow.send(self._last)
        if status < 200:
            return self._last
        if self.is_invite and status < 300:
            self.state = State.ACCEPTED  # the call retransmits its 200 itself (section 13.3.1.4)
            self._end_in(GIVE_UP)
        elif self.is_invite:
            self.state = State.COMPLETED
            if not self.flow.reliable:
                self._repeater = Repeater(self._resend)
            self._end_in(GIVE_UP)
        else:
            self.state = State.COMPLETED
            self._end_in(0.0 if self.flow.reliable else GIVE_UP)
        return self._last

    def retransmitted(self) -> None:
        """The same request came again."""
        if self._last and self.state in {State.PROCEEDING, State.COMPLETED}:
            self._resend()

    def acknowledged(self) -> None:
        """The ACK to a final response other than 2xx."""
        if self.state is not State.COMPLETED:
            return
        self.state = State.CONFIRMED
        self._stop_timers()
        self._end_in(0.0 if self.flow.reliable else T4)

    def close(self) -> None:
        self.state = State.TERMINATED
        self._stop_timers()

    def _resend(self) -> None:
        self.flow.send(self._last)

    def _end_in(self, seconds: float) -> None:
        self._end_timer = asyncio.get_running_loop().call_later(seconds, self._end)

    def _end(self) -> None:
        self.close()
        self._on_end(self)

    def _stop_timers(self) -> None:
        if self._repeater:
            self._repeater.stop()
        if self._end_timer:
            self._end_timer.cancel()


class ClientTransaction:
    """A request of ours, sent again until it is answered. `on_response` gets each response, None for a timeout."""

    def __init__(
        self,
        data: bytes,
        branch: str,
        method: str,
        flow: Flow,
        *,
        on_response: Callable[[Response | None], None],
        on_end: Callable[["ClientTransaction"], None],
    ) -> None:
        self.branch = branch
        self.method = method
        self._flow = flow
        self._on_response = on_response
        self._on_end = on_end
        self._answered = False
        loop = asyncio.get_running_loop()
        flow.send(data)
        cap = GIVE_UP if method == "INVITE" else T2  # timer A doubles without a cap, timer E is capped
        self._repeater = None if flow.reliable else Repeater(lambda: flow.send(data), cap=cap)
        self._timer = loop.call_later(GIVE_UP, self._timeout)

    def received(self, response: Response) -> None:
        if response.status < 200 or self.method == "INVITE":
            if self._repeater and self.method == "INVITE":
                self._repeater.stop()
            if not self._answered and self.method == "INVITE":
                # Timer B guards the first response only (section 17.1.1.2); this one, like timer C, bounds the ringing.
                self._timer.cancel()
                self._timer = asyncio.get_running_loop().call_later(RINGING, self._timeout)
        if response.status >= 200 and not self._answered:
            self._answered = True
            self._stop()
            # Lingers for retransmitted finals, which the caller acknowledges again (timers D, K and M).
            self._timer = asyncio.get_running_loop().call_later(GIVE_UP, self._end)
        self._on_response(response)

    def close(self) -> None:
        self._stop()

    def _timeout(self) -> None:
        self._end()
        self._on_response(None)

    def _end(self) -> None:
        self._stop()
        self._on_end(self)

    def _stop(self) -> None:
        if self._repeater:
            self._repeater.stop()
        self._timer.cancel()
