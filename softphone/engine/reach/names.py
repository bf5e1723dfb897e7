"""Host names, asked for before the library needs them.

pjsip without a name server of its own calls `getaddrinfo` in the thread that sends, and a dead name server
would hold the SIP thread for seconds. So a name is looked up on a thread of its own first; the library's own
question a moment later is answered quickly.

The published wheel (2.15.1.post1) is built without IPv6: it opens such sockets, refuses to send INVITEs by them
("Unsuitable transport"), and aborts at an account that may use it for sound. That is said here, in words; with a
library that speaks it this can go.
"""

import socket
import threading
from collections import OrderedDict
from collections.abc import Callable

from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_ip_address
from softphone.engine.reach.hops import Hops
from softphone.engine.reach.server_lookup import ServerLookup

_PATIENCE_S = 10.0
_MOST_KNOWN = 64
NO_IPV6 = "this build of the call engine does not speak IPv6"


class Names:
    """Looks names up without holding the SIP thread."""

    def __init__(self, sip: SipThread, lookup: ServerLookup) -> None:
        self._sip = sip
        self.hops = Hops(sip, lookup)
        self._known: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        sip.transports.hosts_at = self._hosts_at

    def address_of(self, host: str) -> str:
        """An address of `host` that was found the last time, "" if none."""
        return next(iter(self.addresses_of(host)), "")

    def addresses_of(self, host: str) -> tuple[str, ...]:
        """The addresses of `host` that were found the last time."""
        return (host,) if is_ip_address(host) else self._known.get(host, ())

    def _hosts_at(self, address: str) -> tuple[str, ...]:
        """By what names that are known `address` was looked for, and itself."""
        return (address, *(host for host, found in self._known.items() if address in found))

    def look_up(self, host: str, then: Callable[[str], None]) -> None:
        """Call `then` on the SIP thread with "" when `host` resolves, else with the reason; at once for an address."""
        if is_ip_address(host):
            then(f"{host}: {NO_IPV6}" if ":" in host else "")
            return
        answered = False

        def answer(problem: str, addresses: tuple[str, ...] = ()) -> None:
            nonlocal answered
            if not answered:
                answered = True
                self._note(host, addresses)
                then(problem)

        def ask() -> None:
            try:
                found = socket.getaddrinfo(host, None)
                of_ipv4 = (str(each[4][0]) for each in found if each[0] == socket.AF_INET)
                addresses = tuple(dict.fromkeys(of_ipv4))
                problem = "" if addresses else f"{host} has addresses of IPv6 only: {NO_IPV6}"
            except (OSError, UnicodeError) as error:
                addresses, problem = (), f"{host}: {error}"
            self._sip.post(lambda: answer(problem, addresses))

        self._sip.after(_PATIENCE_S, lambda: answer(f"{host}: no name server answers"))
        threading.Thread(target=ask, name=f"name {host}", daemon=True).start()

    def _note(self, host: str, addresses: tuple[str, ...]) -> None:
        self._known[host] = addresses
        self._known.move_to_end(host)
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
