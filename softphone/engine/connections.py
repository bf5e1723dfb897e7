"""Connections that others open to us, over TCP and TLS: so many and no more.

pjsip 2.15.1 holds 64 sockets, those of the sound of calls among them, and aborts at one more. Its log tells of a
connection that somebody opens just before the application hears that there is one: so ours are told apart.
"""

from collections.abc import Callable

import pjsua2 as pj

MOST = 16
_PACE_S = 0.05  # a closed socket keeps its place for half a second
_OVER = (pj.PJSIP_TP_STATE_DISCONNECTED, pj.PJSIP_TP_STATE_DESTROY)


class Connections:
    """Lives on the SIP thread. `soon` runs a function after the callback that is going on, `hold` stays in it."""

    def __init__(
        self,
        endpoint: pj.Endpoint,
        soon: Callable[[Callable[[], None]], None],
        hold: Callable[[float], None],
    ) -> None:
        self._endpoint = endpoint
        self._soon = soon
        self._hold = hold
        self._open: set[int] = set()
        self._is_next = False

    def note_incoming(self) -> None:
        """The next connection that is told is one that somebody has opened to us."""
        self._is_next = True

    def note_state(self, prm: pj.OnTransportStateParam) -> None:
        number = int(prm.hnd)
        if prm.state in _OVER:
            self._open.discard(number)
        elif prm.state == pj.PJSIP_TP_STATE_CONNECTED and self._is_next:
            self._is_next = False
            self._open.add(number)
            if len(self._open) > MOST:
                handle = prm.hnd
                self._soon(lambda: self._close(number, handle))
                self._hold(_PACE_S)

    def _close(self, number: int, handle: "pj.TransportHandle") -> None:
        if number in self._open:  # else its address is another's, or nobody's
            self._endpoint.transportShutdown(handle)
