"""What a person asks about the world: how this computer is reached, and who serves a domain.

Loaded when it is asked: with what it needs it is larger than the rest of the engine.
"""

from collections.abc import Callable

from softphone.calls.event import Event
from softphone.engine.protocol import FindServers, Start, TestNetwork
from softphone.engine.reach.server_lookup import ServerLookup


class Inquiries:
    """Answers come from threads of their own."""

    def __init__(self, start: Start, lookup: ServerLookup, post: Callable[[Event], None]) -> None:
        self._bind_address = start.bind_address
        self._ca_file = start.tls_ca_file
        self._lookup = lookup
        self._post = post

    def test_network(self, command: TestNetwork) -> None:
        from softphone.engine.reach.network_test import test_network  # noqa: PLC0415

        test_network(command, self._bind_address, self._post)

    def find_servers(self, command: FindServers) -> None:
        from softphone.engine.reach.find_servers import find_servers  # noqa: PLC0415

        find_servers(command, self._lookup, self._ca_file, self._post)
