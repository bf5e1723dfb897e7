"""The call that the exchange makes itself: it rings the caller back and plays a tone (RFC 3261 section 13.2)."""

import asyncio
import secrets
from collections.abc import Callable

from softphone.demo.calls import ALLOW, SDP_TYPE, DialogKey, contact_of
from softphone.demo.flow import LOOPBACK, Flow
from softphone.demo.media import MediaPort, Sound, open_media
from softphone.demo.message import Response, address_of, fresh_branch, fresh_tag, render
from softphone.demo.sdp import offer_session, parse_session
from softphone.demo.transaction import ServerTransaction

RING_S = 30.0
TALK_S = 10.0

SendRequest = Callable[[bytes, str, str, Flow, Callable[[Response | None], None]], None]


class CallbackCall:
    """One outgoing call to `target` (a SIP URI) over `flow`. `on_end` is called once, when it is over."""

    def __init__(
        self, target: str, flow: Flow, send_request: SendRequest, on_end: Callable[["CallbackCall"], None]
    ) -> None:
        self.key: DialogKey = (secrets.token_hex(8) + "@demo", fresh_tag(), "")
        self._target = target
        self._flow = flow
        self._send_request = send_request
        self._on_end = on_end
        self._branch = fresh_branch()
        self._to = f"<{target}>"
        self._routes: list[str] = []
        self._ringing = False
        self._answered = False
        self._ended = False
        self._media: MediaPort | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Send the INVITE; without a free port for sound there is no call."""
        try:
            self._media = await open_media()
        except OSError:
            self.close()
            return
        headers = [("Contact", contact_of(self._flow)), ALLOW, SDP_TYPE]
        body = offer_session(self._media.port, 1)
        invite = self._request("INVITE", 1, self._branch, headers, body)
        self._send_request(invite, self._branch, "INVITE", self._flow, self._responded)
        self._timer = asyncio.get_running_loop().call_later(RING_S, self._give_up)

    def requested(self, transaction: ServerTransaction) -> None:
        """A request inside the dialog."""
        method = transaction.request.method
        if method == "BYE":
            transaction.respond(200, "OK")
            self.close()
        elif method in {"INVITE", "UPDATE"}:
            transaction.respond(488, "Not Acceptable Here")  # the tone goes on as it is
        elif method in {"INFO", "OPTIONS", "MESSAGE"}:
            transaction.respond(200, "OK", (ALLOW,))
        else:
            transaction.respond(405, "Method Not Allowed", (ALLOW,))

    def close(self) -> None:
        if self._ended:
            return
        self._ended = True
        if self._timer:
            self._timer.cancel()
        if self._media:
            self._media.close()
        self._on_end(self)

    def _responded(self, response: Response | None) -> None:
        if response is None:
            self.close()
        elif response.status < 200:
            self._ringing = True
        elif response.status < 300:
            self._accepted(response)
        else:
            # The ACK to a refusal belongs to the INVITE's transaction: same branch (section 17.1.1.3).
            self._to = response.text("to")
            self._flow.send(self._request("ACK", 1, self._branch))
            self.close()

    def _accepted(self, response: Response) -> None:
        self._to = response.text("to")
        self._target = address_of((response.values("contact") or [f"<{self._target}>"])[0])
        self._routes = response.values("record-route")[::-1]
        self._flow.send(self._request("ACK", 1, fresh_branch()))
        if self._answered:
            return  # the 200 came again because our ACK was lost
        self._answered = True
        self.key = (self.key[0], self.key[1], response.to_tag)
        if self._timer:
            self._timer.cancel()
        session = parse_session(response.body)
        if self._ended or session is None or session.audio is None or self._media is None:
            self._hang_up()
            return
        self._media.connect(session.audio, Sound.TONE)
        self._timer = asyncio.get_running_loop().call_later(TALK_S, self._hang_up)

    def _give_up(self) -> None:
        """Nobody answered: CANCEL, once the peer has shown that it is there (section 9.1)."""
        if self._ringing:
            cancel = self._request("CANCEL", 1, self._branch)
            self._send_request(cancel, self._branch, "CANCEL", self._flow, lambda _response: None)
        self.close()

    def _hang_up(self) -> None:
        branch = fresh_branch()
        bye = self._request("BYE", 2, branch)
        self._send_request(bye, branch, "BYE", self._flow, lambda _response: None)
        self.close()

    def _request(
        self,
        method: str,
        cseq: int,
        branch: str,
        extra: list[tuple[str, str]] | None = None,
        body: bytes = b"",
    ) -> bytes:
        headers = [
            (
                "Via",
                f"SIP/2.0/{self._flow.transport} {LOOPBACK}:{self._flow.local_port};branch={branch};rport",
            ),
            ("Max-Forwards", "70"),
            *[("Route", route) for route in self._routes],
            (
                "From",
                f'"Demo exchange" <sip:call-me-back@{LOOPBACK}:{self._flow.local_port}>;tag={self.key[1]}',
            ),
            ("To", self._to),
            ("Call-ID", self.key[0]),
            ("CSeq", f"{cseq} {method}"),
        ]
        return render(f"{method} {self._target} SIP/2.0", [*headers, *(extra or [])], body)
