"""All accounts of the phone in the library, and which of them places a call."""

from collections.abc import Callable

import pjsua2 as pj

from softphone.calls.engine_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.calls.values import Account, DtmfMode, Transport
from softphone.engine.account import (
    NativeAccount,
    account_problem,
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
from softphone.engine.names import NO_IPV6, Names
from softphone.engine.refusals import Refusals
from softphone.engine.relay_check import relays_of
from softphone.engine.transports import TlsPolicy
from softphone.engine.upkeep import Upkeep
from softphone.engine.ways import Ways

_MAX_ACCOUNTS = 6  # the published wheel holds 8 and aborts at a ninth; two are ours
_FORGET_AFTER_S = 3.0
_ASK_AGAIN_S = 5.0
_UNAVAILABLE = 503
_ANOTHER_MAY_DO = (  # of the servers of the same domain, RFC 3263 section 4.3
    RegistrationCause.NO_ANSWER,
    RegistrationCause.CONNECTION_REFUSED,
    RegistrationCause.SERVER,
)


class Accounts:
    """Accounts by our id. Lives on the SIP thread.

    Two more are in the library: one for callers without an account, and one that is given the settings of a single
    INVITE just before it is sent: a route, or an account's name without its credentials. A Route among a call's
    extra headers would be written, but not followed.
    """

    def __init__(self, sip: SipThread, names: Names, listener: AccountListener) -> None:
        self._sip = sip
        self._names = names
        self._listener = listener
        self._accounts: dict[str, tuple[Account, str, NativeAccount]] = {}
        self._ways = Ways(sip, names, self._modify_all)
        self._upkeep = Upkeep(sip, self._register_anew, self._next_server)
        self._wanted: dict[str, tuple[Account, str]] = {}
        self._leaving: dict[str, NativeAccount] = {}
        self._refusals = Refusals(sip)
        self._local_name_addr = f"<{sip.transports.local_uri()}>"
        self._local = NativeAccount(sip, "", listener)
        self._local.create(local_config(sip, self._local_name_addr), True)
        self._routed = NativeAccount(sip, "", listener)
        self._routed.create(local_config(sip, self._local_name_addr))

    def set(self, account: Account, password: str, turn_password: str = "") -> None:
        """Add or replace an account once its registrar's name is known to resolve."""
        problem = account_problem(account)
        held = self._wanted.keys() | self._leaving.keys()
        if not problem and account.id not in held and len(held) >= _MAX_ACCOUNTS:
            problem = f"more than {_MAX_ACCOUNTS} accounts at once"
        if problem:
            self._report(account.id, RegistrationState.FAILED, 400, problem)
            return
        if not account.enabled:
            self.remove(account.id)
            return
        self._wanted[account.id] = (account, password)
        self._refusals.forget(account.id)
        self._ways.set_turn_password(account.id, turn_password)
        self._ways.watch(wanted for wanted, _ in self._wanted.values())
        if account.registrar:
            self._report(account.id, RegistrationState.REGISTERING)
            self._look_up_and_apply(account, password)
        else:
            self._apply(account, password)

    def remove(self, account_id: str) -> None:
        """Unregister and forget an account; unknown ids are ignored."""
        self._wanted.pop(account_id, None)
        self._upkeep.leave(account_id)
        self._ways.set_turn_password(account_id, "")
        self._ways.watch(wanted for wanted, _ in self._wanted.values())
        entry = self._accounts.pop(account_id, None)
        if entry is None:
            return
        account, _, native = entry
        if account.registrar:
            self._leaving[account_id] = native
            self._sip.after(_FORGET_AFTER_S, lambda: self._forget(account_id))
            try:
                native.leave()
            except pj.Error:  # nothing was registered
                self._forget(account_id)
        else:
            native.shutdown()
            self._report(account_id, RegistrationState.UNREGISTERED)

    def unregister_all(self) -> None:
        for account_id in tuple(self._accounts):
            self.remove(account_id)

    def are_gone(self) -> bool:
        """Whether every account has unregistered or failed to."""
        return not self._accounts and not any(native.is_leaving for native in self._leaving.values())

    def for_call(self, account_id: str, request_uri: str, route: str) -> pj.Account:
        """The account to place this one call with. Raises pj.Error, and KeyError for an unknown `account_id`.

        A stranger gets the account's name, never its credentials: whoever forges a redirect could challenge with a
        nonce of their own and guess the password from the digest (RFC 3261 section 26.1).
        """
        entry = self._accounts[account_id] if account_id else None
        if entry is None:
            if not route and not goes_by_tls(request_uri):
                return self._local
            config = local_config(self._sip, self._local_name_addr)
            return self._once(config, route, self._policy_id(route or request_uri, TlsPolicy()))
        account, password, native = entry
        is_own = is_own_host(account, self.next_hop(account_id, request_uri, route))
        server = self._ways.server(account) if is_own and not route else None
        route = route or ("" if server is not None else implied_route(account, request_uri))
        found = server.uri if server is not None else on_transport(account.proxy, account.transport)
        hop = route or found or request_uri
        if is_own and not route and goes_by_tls(hop) == (account.transport is Transport.TLS):
            return native
        config = self._ways.config(account, password if is_own else "", use_server=server is not None)
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

    def note_registration(self, event: RegistrationChanged, failure: str) -> RegistrationCause:
        """A REGISTER was answered, or found nobody: then `failure` is the library's reason. Why it failed."""
        account_id = event.account_id
        entry = self._accounts.get(account_id) or self._wanted.get(account_id)
        if entry is None:
            return event.cause
        account = entry[0]
        self._upkeep.note(account, event)
        if not failure:
            self._refusals.forget(account_id)
        elif account.transport is Transport.TLS:
            next_hop = account.proxy or account.registrar
            if self._refusals.note(account_id, next_hop, failure):
                return RegistrationCause.CERTIFICATE
        if event.cause in _ANOTHER_MAY_DO:
            self._next_server(account_id)
        return event.cause

    def note_unreached(self, account_id: str, request_uri: str, route: str, reason: str) -> None:
        """A call, or a message, found nobody."""
        entry = self._accounts.get(account_id)
        hop = route or (entry and (entry[0].proxy or implied_route(entry[0], request_uri))) or request_uri
        if goes_by_tls(hop) or (entry is not None and entry[0].transport is Transport.TLS):
            self._refusals.note(account_id, hop, reason)

    def _policy_id(self, hop: str, policy: TlsPolicy) -> int:
        """The transport of such a request; without its own the library takes any open connection to the same server."""
        return self._sip.transports.tls(policy) if goes_by_tls(hop) else pj.PJSUA_INVALID_ID

    def _once(self, config: pj.AccountConfig, route: str, transport_id: int) -> pj.Account:
        """The spare account with the settings of this one call. Raises pj.Error."""
        config.sipConfig.transportId = transport_id
        if route:
            config.sipConfig.proxies.clear()
            config.sipConfig.proxies.append(with_parameter(route, "lr"))
        self._routed.modify(config)
        return self._routed

    def next_hop(self, account_id: str, request_uri: str, route: str) -> str:
        """The host that the INVITE goes to."""
        entry = self._accounts.get(account_id)
        if entry is not None:
            route = route or entry[0].proxy or implied_route(entry[0], request_uri)
        return hop_of(route or request_uri)

    def network_changed(self) -> None:
        """The library registers by itself what it can; what it could not is tried again."""
        self._ways.network_changed()
        self._upkeep.network_changed(account for account, _, _ in self._accounts.values())
        self._local_name_addr = f"<{self._sip.transports.local_uri()}>"
        self._local.modify(local_config(self._sip, self._local_name_addr))

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

    def _modify_all(self) -> None:
        """Servers that help sound answer no more, or again."""
        self._ways.use_stun_servers(account for account, _, _ in self._accounts.values())
        for account, password, native in self._accounts.values():
            if relays_of(account.reachability):
                config = self._ways.config(account, password)
                config.regConfig.disableRegOnModify = True
                native.modify(config)

    def _look_up_and_apply(self, account: Account, password: str) -> None:
        if self._wanted.get(account.id) == (account, password):
            self._ways.look_up(account, lambda problem: self._apply(account, password, problem))

    def _next_server(self, account_id: str) -> bool:
        """The account's server did not answer, or has had enough: take another; False if there is none."""
        entry = self._accounts.get(account_id)
        if entry is None or not self._ways.another_server(entry[0]):
            return False
        self._sip.soon(lambda: self._apply(entry[0], entry[1]))
        return True

    def _register_anew(self, account_id: str) -> None:
        entry = self._accounts.get(account_id)
        if entry is not None and entry[0].registrar:
            entry[2].register_anew(has_registrar=True)

    def _apply(self, account: Account, password: str, unknown_host: str = "") -> None:
        if self._wanted.get(account.id) != (account, password):
            return  # replaced or removed while its name was looked up
        try:
            config = self._ways.config(account, password)
            if unknown_host:  # the library would hold the thread with the same question
                config.regConfig.registerOnAdd = False
                config.regConfig.disableRegOnModify = True
            known = self._accounts.get(account.id)
            native = known[2] if known is not None else self._leaving.pop(account.id, None)
            if native is None:
                native = NativeAccount(self._sip, account.id, self._listener)
                native.create(config)
            else:
                native.modify(config)
                native.register_anew(bool(account.registrar) and not unknown_host)
        except pj.Error as error:
            self._report(account.id, RegistrationState.FAILED, _UNAVAILABLE, error.reason)
            return
        self._accounts[account.id] = (account, password, native)
        if unknown_host:
            self._report(account.id, RegistrationState.FAILED, _UNAVAILABLE, unknown_host)
            self._sip.after(_ASK_AGAIN_S, lambda: self._look_up_and_apply(account, password))
        elif account.registrar:
            self._upkeep.expect(account, *self._ways.address_of(account))
        self._sip.allow_codecs(account.codecs)
        if relays_of(account.reachability):
            self._modify_all()
        if not account.registrar:
            self._report(account.id, RegistrationState.NONE)

    def _forget(self, account_id: str) -> None:
        native = self._leaving.pop(account_id, None)
        if native is not None:
            native.shutdown()
            if native.is_leaving:
                self._report(account_id, RegistrationState.UNREGISTERED)

    def _report(self, account_id: str, state: RegistrationState, status: int = 0, reason: str = "") -> None:
        by_status = {_UNAVAILABLE: RegistrationCause.UNKNOWN_HOST, 0: RegistrationCause.NONE}
        cause = by_status.get(status, RegistrationCause.OTHER)
        if reason.endswith(NO_IPV6):
            cause = RegistrationCause.NO_IPV6
        self._sip.post_event(RegistrationChanged(account_id, state, status, reason, cause=cause))
