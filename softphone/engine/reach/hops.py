"""Where requests to a domain are sent: the servers of its SRV records, one after another (RFC 3263 section 4.2, 4.3).

The library asks for SRV records only at a name server's port 53 that it is told, and then asks it for every name
that the system knows by other means. So the records are looked up here, and the library gets the server as a route
that it does not write (`;hide`, version 2.15): the Request-URI stays the domain that the person typed.
"""

import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from softphone.calls.accounts import Transport
from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_ip_address
from softphone.engine.reach.server_lookup import ServerLookup

_PATIENCE_S = 4.0
_DOWN_S = 60.0  # a server that did not answer is left alone for so long
_MOST_DOMAINS = 64
_MOST_SERVERS = 6


@dataclass(frozen=True, slots=True)
class Hop:
    """A server of a domain, by its address of IPv4 (see `softphone.engine.reach.names`)."""

    domain: str
    address: str
    port: int
    transport: Transport

    @property
    def uri(self) -> str:
        """A route to it that is followed and not written."""
        by = "" if self.transport is Transport.UDP else f";transport={self.transport}"
        return f"sip:{self.address}:{self.port}{by};lr;hide"


class Hops:
    """Lives on the SIP thread; names are asked for on threads of their own."""

    def __init__(self, sip: SipThread, lookup: ServerLookup) -> None:
        self._sip = sip
        self._lookup = lookup
        self._found: OrderedDict[tuple[str, Transport], tuple[Hop, ...]] = OrderedDict()
        self._down: dict[Hop, float] = {}

    def find(self, host: str, port: int, transport: Transport, then: Callable[[], None]) -> None:
        """Call `then` when `hop` knows of this domain; at once where SRV records have no say (RFC 3263 section 4.2)."""
        if port or not host or is_ip_address(host) or "." not in host:
            then()
            return
        is_done = False

        def done(hops: tuple[Hop, ...] | None) -> None:
            nonlocal is_done
            if not is_done:
                is_done = True
                if hops is not None:
                    self._note((host, transport), hops)
                then()

        def ask() -> None:
            hops = _hops(self._lookup, host, transport)
            self._sip.post(lambda: done(hops))

        self._sip.after(_PATIENCE_S, lambda: done(None))
        threading.Thread(target=ask, name=f"servers of {host}", daemon=True).start()

    def hop(self, host: str, transport: Transport) -> Hop | None:
        """The server to be used now; None if the domain has no SRV records. All down: the first again."""
        hops = self._found.get((host, transport), ())
        now = time.monotonic()
        up = (hop for hop in hops if self._down.get(hop, 0.0) <= now)
        return next(up, hops[0] if hops else None)

    def fail(self, host: str, transport: Transport) -> bool:
        """The server to be used now did not answer, or said 503; whether there is another one."""
        hop = self.hop(host, transport)
        if hop is None:
            return False
        self._down[hop] = time.monotonic() + _DOWN_S
        return self.hop(host, transport) not in (hop, None) and not self._all_down(host, transport)

    def _all_down(self, host: str, transport: Transport) -> bool:
        now = time.monotonic()
        return all(self._down.get(hop, 0.0) > now for hop in self._found.get((host, transport), ()))

    def _note(self, key: tuple[str, Transport], hops: tuple[Hop, ...]) -> None:
        known = self._found.setdefault(key, hops)
        # Equals are drawn by lot each time; who is at a server stays there as long as it is in the records.
        if set(known) != set(hops):
            self._found[key] = hops
        self._found.move_to_end(key)
        while len(self._found) > _MOST_DOMAINS:
            self._found.popitem(last=False)
        now = time.monotonic()
        self._down = {hop: until for hop, until in self._down.items() if until > now}


def _hops(lookup: ServerLookup, host: str, transport: Transport) -> tuple[Hop, ...] | None:
    """None when no name server answers: what was known holds on."""
    try:
        servers = lookup.by_srv(host, transport)
    except TimeoutError:
        return None
    hops = []
    for server in servers[:_MOST_SERVERS]:
        try:
            found = socket.getaddrinfo(server.host, server.port, socket.AF_INET, socket.SOCK_DGRAM)
        except (OSError, UnicodeError):
            continue
        hops.append(Hop(host, str(found[0][4][0]), server.port, transport))
    return tuple(hops)
