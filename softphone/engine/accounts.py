"""All accounts of the phone in the library."""

import pjsua2 as pj

from softphone.calls.accounts import Account, Transport
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine.account import (
    NativeAccount,
    account_problem,
)
from softphone.engine.certificates import authorities_problem
from softphone.engine.endpoint import SipThread
from softphone.engine.incoming import AccountListener
from softphone.engine.placing import Placing
from softphone.engine.reach.names import NO_IPV6, Names
from softphone.engine.reach.relay_check import relays_of
from softphone.engine.reach.upkeep import Upkeep
from softphone.engine.reach.ways import Ways

MAX_ACCOUNTS = 6  # the published wheel holds 8 and aborts at a ninth; two are ours
_FORGET_AFTER_S = 3.0
_ASK_AGAIN_S = 5.0
_UNAVAILABLE = 503
_ANOTHER_MAY_DO = (  # of the servers of the same domain, RFC 3263 section 4.3
    RegistrationCause.NO_ANSWER,
    RegistrationCause.CONNECTION_REFUSED,
    RegistrationCause.SERVER,
)


class Accounts(Placing):
    """Accounts by our id: set, registered, taken away. Lives on the SIP thread."""

    def __init__(self, sip: SipThread, names: Names, listener: AccountListener) -> None:
        super().__init__(sip, names, listener, Ways(sip, names, self._modify_all))
        self._listener = listener
        self._upkeep = Upkeep(sip, self._register_anew, self._refresh, self._next_server)
        self._wanted: dict[str, tuple[Account, str]] = {}
        self._leaving: dict[str, NativeAccount] = {}
        self._without_place: dict[str, tuple[Account, str, str]] = {}  # with both passwords, oldest first

    def set(self, account: Account, password: str, turn_password: str = "") -> None:
        """Add or replace an account once its registrar's name is known to resolve.

        One more than the library holds waits until another has gone.
        """
        problem = account_problem(account)
        if problem:
            self._report(account.id, RegistrationState.FAILED, 400, problem)
            return
        if not account.enabled:
            self.remove(account.id)
            return
        if not self._has_place(account.id):
            self._without_place[account.id] = (account, password, turn_password)
            self._tell_without_place(account.id)
            return
        self._without_place.pop(account.id, None)
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
        self._without_place.pop(account_id, None)
        self._wanted.pop(account_id, None)
        self._upkeep.leave(account_id)
        self._ways.set_turn_password(account_id, "")
        self._ways.watch(wanted for wanted, _ in self._wanted.values())
        self._sip.soon(self._give_places)
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
        self._without_place.clear()
        for account_id in tuple(self._accounts):
            self.remove(account_id)

    def why_absent(self, account_id: str) -> str:
        """Why nothing can be sent for an account that is not here."""
        if account_id in self._without_place:
            return f"more than {MAX_ACCOUNTS} accounts are on, and this one has no place"
        account, _ = self._wanted.get(account_id, (None, ""))
        unusable = authorities_problem(account.ca_file) if account is not None else ""
        if unusable:
            return f"the account's file of certificate authorities is of no use: {unusable}"
        return f"no account {account_id!r}"

    def are_gone(self) -> bool:
        """Whether every account has unregistered or failed to."""
        return not self._accounts and not any(native.is_leaving for native in self._leaving.values())

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
            if authorities_problem(account.ca_file):  # it has gone since
                return RegistrationCause.AUTHORITIES
            next_hop = account.proxy or account.registrar
            if self._note_refusal(account_id, next_hop, failure):
                return RegistrationCause.CERTIFICATE
        if event.cause in _ANOTHER_MAY_DO:
            self._next_server(account_id)
        return event.cause

    def network_changed(self) -> None:
        """The library registers by itself what it can; what it could not is tried again."""
        self._ways.network_changed()
        self._upkeep.network_changed(account for account, _, _ in self._accounts.values())
        self.rename_local()

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

    def _refresh(self, account_id: str) -> None:
        entry = self._accounts.get(account_id)
        if entry is not None:
            entry[2].refresh()

    def _apply(self, account: Account, password: str, unknown_host: str = "") -> None:
        if self._wanted.get(account.id) != (account, password):
            return  # replaced or removed while its name was looked up
        unusable = authorities_problem(account.ca_file) if account.transport is Transport.TLS else ""
        if unusable:
            self._report(
                account.id, RegistrationState.FAILED, 0, unusable, cause=RegistrationCause.AUTHORITIES
            )
            self._sip.after(_ASK_AGAIN_S, lambda: self._look_up_and_apply(account, password))
            return
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
            self._report(
                account.id,
                RegistrationState.FAILED,
                _UNAVAILABLE,
                error.reason,
                cause=RegistrationCause.OTHER,
            )
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
            self._sip.soon(self._give_places)

    def _has_place(self, account_id: str) -> bool:
        held = self._wanted.keys() | self._leaving.keys()
        return account_id in held or len(held) < MAX_ACCOUNTS

    def _give_places(self) -> None:
        """An account has gone: the next ones may come, and the rest are told who is here now."""
        for account, password, turn_password in tuple(self._without_place.values()):
            self.set(account, password, turn_password)

    def _tell_without_place(self, account_id: str) -> None:
        others = ", ".join(account.uri.partition(":")[2] for account, _ in self._wanted.values())
        cause = RegistrationCause.NO_PLACE
        self._sip.post_event(
            RegistrationChanged(account_id, RegistrationState.FAILED, reason=others, cause=cause)
        )

    def _report(
        self,
        account_id: str,
        state: RegistrationState,
        status: int = 0,
        reason: str = "",
        cause: RegistrationCause | None = None,
    ) -> None:
        by_status = {_UNAVAILABLE: RegistrationCause.UNKNOWN_HOST, 0: RegistrationCause.NONE}
        cause = cause or by_status.get(status, RegistrationCause.OTHER)
        if reason.endswith(NO_IPV6):
            cause = RegistrationCause.NO_IPV6
        self._sip.post_event(RegistrationChanged(account_id, state, status, reason, cause=cause))
