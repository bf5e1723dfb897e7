"""Whether the STUN and TURN servers of the accounts answer, asked before the library needs them.

Version 2.15.1 waits in the SIP thread for a STUN server that does not answer (8 s and more, in which nothing is
received), and holds each call back for 8 s when a TURN server does not. So a server is used as long as it has
answered lately; without one a call goes on with what is left, and the phone is told.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from softphone.calls.accounts import Reachability, TurnTransport
from softphone.calls.engine_events import EngineFault
from softphone.engine.endpoint import SipThread
from softphone.engine.reach.account_nat import STUN_PORT, split_server, turn_port
from softphone.engine.reach.stun import ask

_PATIENCE_S = 1.5  # with one server, which is what a call waits at most
_FRESH_S = 15.0  # an answer is believed for so long when a call is about to begin
_AGAIN_S = 60.0  # and each minute for callers, for whom there is no time to ask


@dataclass(frozen=True, slots=True)
class Relay:
    """One server, and how it is asked."""

    host: str
    port: int
    transport: TurnTransport
    is_turn: bool

    def __str__(self) -> str:
        return f"{'TURN' if self.is_turn else 'STUN'} server {self.host}:{self.port}"


def relays_of(reachability: Reachability) -> tuple[Relay, ...]:
    """The servers that calls of such an account ask."""
    found = []
    if reachability.stun_server:
        found.append(Relay(*split_server(reachability.stun_server, STUN_PORT), TurnTransport.UDP, False))
    if reachability.turn_server and reachability.ice:
        transport = reachability.turn_transport
        found.append(Relay(*split_server(reachability.turn_server, turn_port(transport)), transport, True))
    return tuple(found)


class RelayChecks:
    """Lives on the SIP thread; the asking is done on threads of its own.

    `changed` is called when a server answers no more, or again.
    """

    def __init__(self, sip: SipThread, changed: Callable[[], None]) -> None:
        self._sip = sip
        self._changed = changed
        self._problems: dict[Relay, str] = {}
        self._asked_at: dict[Relay, float] = {}
        self._asking: dict[Relay, list[Callable[[], None]]] = {}
        self._watched: frozenset[Relay] = frozenset()
        self._ticks = False

    def watch(self, relays: frozenset[Relay]) -> None:
        """Replace the list of servers that are asked now, unless they have answered, and each minute."""
        self._watched = relays
        for relay in relays:
            if not self.answers(relay):
                self._ask(relay)
        if relays and not self._ticks:
            self._ticks = True
            self._sip.after(_AGAIN_S, self._tick)

    def answers(self, relay: Relay) -> bool:
        """Whether it did when it was asked last."""
        return self._problems.get(relay) == ""

    def usable(self, reachability: Reachability) -> Reachability:
        """Without the servers that do not answer."""
        silent = {relay.is_turn for relay in relays_of(reachability) if not self.answers(relay)}
        return replace(
            reachability,
            stun_server="" if False in silent else reachability.stun_server,
            turn_server="" if True in silent else reachability.turn_server,
        )

    def ask_again(self) -> None:
        """The network is another."""
        for relay in self._watched:
            self._ask(relay)

    def ready(self, relays: tuple[Relay, ...], then: Callable[[], None]) -> None:
        """Call `then` when it is known of each of `relays` whether it answers; at once if that is known."""
        now = time.monotonic()
        stale = [
            relay
            for relay in relays
            if relay in self._asking or now - self._asked_at.get(relay, -_FRESH_S) >= _FRESH_S
        ]
        if not stale:
            then()
            return
        open_questions = len(stale)

        def one_is_known() -> None:
            nonlocal open_questions
            open_questions -= 1
            if not open_questions:
                then()

        for relay in stale:
            self._ask(relay, one_is_known)

    def _tick(self) -> None:
        self._ticks = bool(self._watched)
        if self._ticks:
            self.ask_again()
            self._sip.after(_AGAIN_S, self._tick)

    def _ask(self, relay: Relay, then: Callable[[], None] | None = None) -> None:
        is_asked = relay in self._asking
        waiting = self._asking.setdefault(relay, [])
        if then is not None:
            waiting.append(then)
        if not is_asked:
            threading.Thread(target=self._find_out, args=(relay,), name=f"ask {relay}", daemon=True).start()
            self._sip.after(2 * _PATIENCE_S, lambda: self._give_up(relay, waiting))

    def _find_out(self, relay: Relay) -> None:
        problem = _problem_of(relay)
        self._sip.post(lambda: self._note(relay, problem))

    def _give_up(self, relay: Relay, waiting: list[Callable[[], None]]) -> None:
        """The name server does not answer, which nothing bounds."""
        if self._asking.get(relay) is waiting:
            self._note(relay, f"{relay.host}: no name server answers")

    def _note(self, relay: Relay, problem: str) -> None:
        waiting = self._asking.pop(relay, None)
        if waiting is None:
            return
        self._asked_at[relay] = time.monotonic()
        before, self._problems[relay] = self._problems.get(relay), problem
        if problem and not before:
            self._sip.post_event(EngineFault(str(relay), 0, f"{problem}; calls go on without it"))
        if relay in self._watched and before != problem:
            self._sip.guarded("reachability", self._changed)
        for then in waiting:
            self._sip.guarded("reachability", then)


def _problem_of(relay: Relay) -> str:
    """Why the server is of no use, "" if it answers."""
    problem = f"no answer from {relay.host}:{relay.port}"
    try:
        kind = socket.SOCK_DGRAM if relay.transport is TurnTransport.UDP else socket.SOCK_STREAM
        found = socket.getaddrinfo(relay.host, relay.port, socket.AF_INET, kind)
    except (OSError, UnicodeError) as error:
        return f"{relay.host} is unknown: {error}"
    server = (str(found[0][4][0]), relay.port)
    try:
        if kind is socket.SOCK_STREAM:
            with contextlib.closing(socket.create_connection(server, _PATIENCE_S)):
                return ""
        with socket.socket(socket.AF_INET, kind) as line:
            answer = ask(line, server, within_s=_PATIENCE_S, allocate=relay.is_turn)
    except OSError as error:
        return f"{problem}: {error.strerror or error}"
    return "" if answer is not None else problem
