"""Which account places a request, and where it is sent."""

import re
from collections.abc import Callable

import pjsua2 as pj

from softphone.calls.accounts import Account, DtmfMode, Transport
from softphone.engine.account import (
    NativeAccount,
    auth_user,
    goes_by_tls,
    implied_route,
    is_own_host,
    local_config,
    on_transport,
    tls_policy,
)
from softphone.engine.digest import Credentials
from softphone.engine.endpoint import SipThread
from softphone.engine.incoming import AccountListener
from softphone.engine.message import hop_of, host_of, with_parameter
from softphone.engine.reach.names import Names
from softphone.engine.reach.ways import Ways
from softphone.engine.refusals import Refusals
from softphone.engine.transports import TlsPolicy

_LAST = -1000


class Placing:
    """The part of Accounts that places requests; `_accounts` is kept by the other. Lives on the SIP thread.

    Two accounts more are in the library: one for callers without an account, and one that is given the settings of a
    single INVITE just before it is sent: a route, or an account's name without its credentials. A Route among a call's
    extra headers would be written, but not followed.
    """

    def __init__(self, sip: SipThread, names: Names, listener: AccountListener, ways: Ways) -> None:
        self._sip = sip
        self._names = names
        self._ways = ways
        self._accounts: dict[str, tuple[Account, str, NativeAccount]] = {}
        self._refusals = Refusals(sip)
        sip.transports.needed = self._policies
        self._local_name_addr = f"<{sip.transports.local_uri()}>"
        self._local = NativeAccount(sip, "", listener)
        self._local.create(local_config(sip, self._local_name_addr), True)
        self._routed = NativeAccount(sip, "", listener)
        self._routed.create(_for_nobody(local_config(sip, self._local_name_addr)))

    def rename_local(self) -> None:
        """We have another address, by which callers without an account are named."""
        self._local_name_addr = f"<{self._sip.transports.local_uri()}>"
        self._local.modify(local_config(self._sip, self._local_name_addr))

    def for_call(self, account_id: str, request_uri: str, route: str) -> pj.Account:
        """The account to place this one call with. Raises pj.Error, and KeyError for an unknown `account_id`.

        A stranger gets the account's name, never its credentials: whoever forges a redirect could challenge with a
        nonce of their own and guess the password from the digest (RFC 3261 section 26.1).
        """
        entry = self._accounts[account_id] if account_id else None
        if entry is None:
            if not route and not goes_by_tls(request_uri):
                return self._local
            config = local_config(self._sip, _named_for(request_uri, self._local_name_addr))
            return self._once(config, route, self._policy_id(route or request_uri, TlsPolicy()))
        account, password, native = entry
        is_own = is_own_host(account, self.next_hop(account_id, request_uri, route))
        server = self._ways.server(account) if is_own and not route else None
        route = route or ("" if server is not None else implied_route(account, request_uri))
        found = server.uri if server is not None else on_transport(account.proxy, account.transport)
        hop = route or found or request_uri
        is_named = _named_for(request_uri, account.uri) == account.uri
        if is_own and is_named and not route and goes_by_tls(hop) == (account.transport is Transport.TLS):
            return native
        config = self._ways.config(account, password if is_own else "", use_server=server is not None)
        config.idUri = _named_for(request_uri, config.idUri)
        config.regConfig.registrarUri = ""
        config.regConfig.registerOnAdd = False
        # What the person said of certificates is about the hosts of this account.
        domain = server.domain if server is not None else ""
        policy = tls_policy(account, domain) if is_own else TlsPolicy()
        return self._once(config, route, self._policy_id(hop, policy))

    def dtmf_of(self, account_id: str) -> DtmfMode:
        """How the account sends digits."""
        entry = self._accounts.get(account_id)
        return entry[0].dtmf if entry is not None else DtmfMode.AUTO

    def codecs_of(self, account_id: str) -> tuple[str, ...]:
        entry = self._accounts.get(account_id)
        return entry[0].codecs if entry is not None else ()

    def natives(self) -> tuple[pj.Account, ...]:
        """All that others may know of, also the one for callers without an account."""
        return (self._local, *(native for _, _, native in self._accounts.values()))

    def server_for(
        self, account_id: str, uri: str
    ) -> tuple[Account, str, TlsPolicy, Credentials | None] | None:
        """The account, the proxy on the way to `uri` or "", whom to trust there, and what answers a challenge."""
        entry = self._accounts.get(account_id)
        if entry is None:
            return None
        account = entry[0]
        route = on_transport(account.proxy, account.transport) or implied_route(account, uri)
        is_own = is_own_host(account, self.next_hop(account_id, uri, ""))
        policy = tls_policy(account) if is_own else TlsPolicy()
        return account, route, policy, self.credentials_for(account_id, uri, "")

    def found_server(self, account_id: str, domain: str) -> tuple[str, int] | None:
        """Address and port of the account's server, if SRV records name one for its `domain`."""
        entry = self._accounts.get(account_id)
        server = self._ways.server(entry[0]) if entry is not None else None
        return (server.address, server.port) if server is not None and server.domain == domain else None

    def uses_session_timers(self, account_id: str) -> bool:
        entry = self._accounts.get(account_id)
        return entry is None or entry[0].session_timers

    def addresses(self) -> dict[str, str]:
        """The addresses of record, by account."""
        return {account_id: entry[0].uri for account_id, entry in self._accounts.items()}

    def is_own(self, account_id: str, uri: str) -> bool:
        """Whether `uri`, and whoever brings a call there, are hosts that the account names."""
        entry = self._accounts.get(account_id)
        if entry is None or not is_own_host(entry[0], host_of(uri)):
            return False
        return is_own_host(entry[0], self.next_hop(account_id, uri, ""))

    def credentials_for(self, account_id: str, request_uri: str, route: str) -> Credentials | None:
        """What may answer a challenge of this one request's server; None for a stranger's, as in `for_call`."""
        entry = self._accounts.get(account_id)
        if entry is None or not is_own_host(entry[0], self.next_hop(account_id, request_uri, route)):
            return None
        return Credentials(auth_user(entry[0]), entry[1]) if entry[1] else None

    def goes_by_stream(self, account_id: str, request_uri: str, route: str) -> bool:
        """Whether such a request travels over TCP or TLS."""
        entry = self._accounts.get(account_id)
        if entry is not None:
            account = entry[0]
            if account.proxy and not route and account.transport is not Transport.UDP:
                return True
            route = route or account.proxy or implied_route(account, request_uri)
        hop = (route or request_uri).lower()
        return goes_by_tls(hop) or ";transport=tcp" in hop

    def note_unreached(self, account_id: str, request_uri: str, route: str, reason: str) -> None:
        """A call, or a message, found nobody."""
        entry = self._accounts.get(account_id)
        hop = route or (entry and (entry[0].proxy or implied_route(entry[0], request_uri))) or request_uri
        if goes_by_tls(hop) or (entry is not None and entry[0].transport is Transport.TLS):
            self._note_refusal(account_id, hop, reason)

    def _policies(self) -> set[TlsPolicy]:
        """The ways of trusting that accounts have now."""
        by_tls = (entry[0] for entry in self._accounts.values() if entry[0].transport is Transport.TLS)
        return {self._ways.policy(account) for account in by_tls}

    def _note_refusal(self, account_id: str, hop: str, reason: str) -> bool:
        """Whether a request to `hop` failed with `reason` because its server is not to be trusted."""
        entry = self._accounts.get(account_id)
        peers = self._ways.peers(entry[0] if entry is not None else None, hop)
        return self._refusals.note(account_id, hop_of(hop), peers, reason)

    def _policy_id(self, hop: str, policy: TlsPolicy) -> int:
        """The transport of such a request; without its own the library takes any open connection to the same server."""
        return self._sip.transports.tls(policy) if goes_by_tls(hop) else pj.PJSUA_INVALID_ID

    def _once(self, config: pj.AccountConfig, route: str, transport_id: int) -> pj.Account:
        """The spare account with the settings of this one call. Raises pj.Error."""
        config.sipConfig.transportId = transport_id
        if route:
            config.sipConfig.proxies.clear()
            config.sipConfig.proxies.append(with_parameter(route, "lr"))
        self._routed.modify(_for_nobody(config))
        return self._routed

    def next_hop(self, account_id: str, request_uri: str, route: str) -> str:
        """The host that the INVITE goes to."""
        entry = self._accounts.get(account_id)
        if entry is not None:
            route = route or entry[0].proxy or implied_route(entry[0], request_uri)
        return hop_of(route or request_uri)

    def prepare(self, account_id: str, request_uri: str, route: str, then: Callable[[str], None]) -> None:
        """Find out what a call needs to know before it begins; `then` gets "", or why it cannot be sent."""
        entry = self._accounts.get(account_id)
        self._ways.ready(
            entry[0] if entry is not None else None,
            lambda: self.find(account_id, request_uri, route, then),
        )

    def find(self, account_id: str, request_uri: str, route: str, then: Callable[[str], None]) -> None:
        """Look up where a request goes; `then` gets "", or why it cannot be sent."""
        host = self.next_hop(account_id, request_uri, route)
        entry = self._accounts.get(account_id)
        if entry is not None and not route and is_own_host(entry[0], host) and self._ways.server(entry[0]):
            then("")
        else:
            self._names.look_up(host, then)


def _for_nobody(config: pj.AccountConfig) -> pj.AccountConfig:
    """Settings of an account that callers of its address do not come to, if there is another of that address."""
    config.priority = _LAST
    return config


def _named_for(request_uri: str, own: str) -> str:
    """Our address, or name-addr, as whoever calls `request_uri` is named.

    The library takes its scheme for the Contact, which has to be sips: in a request to one (RFC 3261 section 8.1.1.8):
    who keeps to that refuses others with "480 SIPS Required".
    """
    if not request_uri.lower().startswith("sips:"):
        return own
    return re.sub(r"(?i)(^|<)sip:(?=[^<]*$)", r"\1sips:", own)
