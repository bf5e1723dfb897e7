"""What is done when this computer is in another network, or in one again.

The library restarts its sockets on the same ports, registers anew with other Contacts and sends a re-INVITE in each
running call (`Endpoint.handleIpChange`): measured, an account is registered 0.3 s after a link has returned, and a
call goes on from the new address. It has to be told when the new network is there, not when the old one goes.
"""

import socket

import pjsua2 as pj

from softphone.calls.reach_events import NetworkChanged
from softphone.engine.accounts import Accounts
from softphone.engine.endpoint import SipThread
from softphone.engine.reach.network import Addresses, network_of, watch_network

_ANYWHERE = (
    (socket.AF_INET, "192.0.2.1"),
    (socket.AF_INET6, "2001:db8::1"),
)  # of documentation, RFC 5737, RFC 3849


class NetworkChanges:
    """Lives on the SIP thread. A phone that is bound to one address stays with it."""

    def __init__(self, sip: SipThread, accounts: Accounts) -> None:
        self._sip = sip
        self._accounts = accounts
        if not sip.transports.bind_address:
            self._sources = _sources()
            watch_network(lambda before, addresses: sip.post(lambda: self._take(before, addresses)))

    def _take(self, before: Addresses, addresses: Addresses) -> None:
        self._sip.post_event(NetworkChanged(addresses))
        if not addresses:
            return
        sources = _sources()
        is_moved = not before or sources != self._sources or network_of(before) - network_of(addresses)
        self._sources = sources
        if is_moved:  # otherwise there is one address more, and what works goes on working
            self._sip.endpoint.handleIpChange(pj.IpChangeParam())
            self._accounts.network_changed()


def _sources() -> tuple[str, ...]:
    """The addresses that we have for the rest of the world. Nothing is sent."""
    found = []
    for family, anywhere in _ANYWHERE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as line:
                line.connect((anywhere, 9))
                found.append(str(line.getsockname()[0]))
        except OSError:  # no route
            found.append("")
    return tuple(found)
