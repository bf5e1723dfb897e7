"""How the requests and the sound of accounts get out: servers of their domains, STUN, relays."""

from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.calls.accounts import Account, Transport
from softphone.engine.account import (
    SIP_TLS_PORT,
    account_config,
    named_port,
    put_first,
    server_of,
    tls_policy,
)
from softphone.engine.endpoint import SipThread
from softphone.engine.message import hop_of, port_of
from softphone.engine.reach.account_nat import set_reachability, stun_servers
from softphone.engine.reach.hops import Hop
from softphone.engine.reach.names import Names
from softphone.engine.reach.relay_check import RelayChecks, relays_of
from softphone.engine.transports import TlsPolicy


class Ways:
    """Lives on the SIP thread. `relays_changed` is called when a server that helps sound answers no more, or again."""

    def __init__(self, sip: SipThread, names: Names, relays_changed: Callable[[], None]) -> None:
        self._sip = sip
        self._names = names
        self._turn_passwords: dict[str, str] = {}
        self._stun_servers: tuple[str, ...] = ()
        self._relays = RelayChecks(sip, relays_changed)

    def config(self, account: Account, password: str, *, use_server: bool = True) -> pj.AccountConfig:
        """The native settings of an account; without `use_server` for a request to somebody else's domain.

        Raises pj.Error.
        """
        config = account_config(self._sip, account, password)
        if account.reachability.ice:
            self._sip.note_ice()
        server = self.server(account) if use_server else None
        if server is not None:
            put_first(config.sipConfig.proxies, server.uri)
        if account.transport is Transport.TLS:
            policy = self.policy(account) if use_server else tls_policy(account)
            config.sipConfig.transportId = self._sip.transports.tls(policy)
        usable = self._relays.usable(account.reachability)
        set_reachability(config, usable, self._turn_passwords.get(account.id, ""))
        return config

    def policy(self, account: Account) -> TlsPolicy:
        """Whom the account trusts at the server where it is now."""
        server = self.server(account)
        return tls_policy(account, server.domain if server is not None else "")

    def set_turn_password(self, account_id: str, password: str) -> None:
        self._turn_passwords[account_id] = password

    def watch(self, accounts: Iterable[Account]) -> None:
        """Keep an eye on the servers that help the sound of these accounts, and of no others."""
        named = (relays_of(account.reachability) for account in accounts)
        self._relays.watch(frozenset(relay for relays in named for relay in relays))

    def use_stun_servers(self, accounts: Iterable[Account]) -> None:
        """Tell the library those that answer. It keeps one list for all, and aborts at an empty one."""
        servers = stun_servers(self._relays.usable(account.reachability) for account in accounts)
        if servers and servers != self._stun_servers:
            self._stun_servers = servers
            self._sip.endpoint.natUpdateStunServers(pj.StringVector(servers), False)

    def network_changed(self) -> None:
        self._relays.ask_again()

    def ready(self, account: Account | None, then: Callable[[], None]) -> None:
        """Call `then` when it is known which servers can help the sound of a call."""
        self._relays.ready(relays_of(account.reachability) if account is not None else (), then)

    def look_up(self, account: Account, then: Callable[[str], None]) -> None:
        """Find the account's server; `then` gets "", or why it is not found."""
        host, _ = server_of(account)

        def servers_are_known() -> None:
            if self.server(account) is not None:
                then("")
            else:
                self._names.look_up(host, then)

        self._names.hops.find(host, named_port(account), account.transport, servers_are_known)

    def server(self, account: Account) -> Hop | None:
        """The server that SRV records name for the account's domain, None if they name none."""
        host, _ = server_of(account)
        return None if named_port(account) else self._names.hops.hop(host, account.transport)

    def another_server(self, account: Account) -> bool:
        """Leave the account's server alone for a while; whether there is another."""
        host, _ = server_of(account)
        return not named_port(account) and self._names.hops.fail(host, account.transport)

    def address_of(self, account: Account) -> tuple[str, int]:
        """Where the account registers: address, "" if it is not known, and port."""
        server = self.server(account)
        if server is not None:
            return server.address, server.port
        host, port = server_of(account)
        return self._names.address_of(host), port

    def peers(self, account: Account | None, hop_uri: str) -> frozenset[str]:
        """Where a request goes by TLS whose next hop is `hop_uri`, as "address:port"."""
        host, port = hop_of(hop_uri), port_of(hop_uri)
        server = self.server(account) if account is not None and host == server_of(account)[0] else None
        if server is not None and not port:
            return frozenset((f"{server.address}:{server.port}",))
        return frozenset(f"{each}:{port or SIP_TLS_PORT}" for each in self._names.addresses_of(host))
