"""Keeping accounts registered: who is, whose server has gone, and who is to be tried again in another network."""

from collections.abc import Callable, Iterable

from softphone.calls.accounts import Account, Transport
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine.endpoint import SipThread
from softphone.engine.reach.lifelines import Lifelines

_AFTER_A_CHANGE_S = (1.0, 3.0)  # of networks: name servers and routes may come a moment later
_UNAVAILABLE = 503
# The library registers anew five seconds before the time is up, but not until five have passed: too late for these.
_SHORT_S = 8
_LEAST_S = 1.0  # between two of ours, whatever a server grants


class Upkeep:
    """Lives on the SIP thread. `register` sends a REGISTER of an account, unless one is under way; `refresh` does so
    without a word.

    `switch` takes another server of the account's domain and registers there; False if there is none.
    """

    def __init__(
        self,
        sip: SipThread,
        register: Callable[[str], None],
        refresh: Callable[[str], None],
        switch: Callable[[str], bool],
    ) -> None:
        self._sip = sip
        self._register = register
        self._refresh = refresh
        self._switch = switch
        self._lifelines = Lifelines(sip, self._server_is_gone)
        self._registered: set[str] = set()
        self._granted: dict[str, RegistrationChanged] = {}  # for so short a time that it is for us to refresh

    def expect(self, account: Account, address: str, port: int) -> None:
        """The account is about to be registered there."""
        if account.transport is Transport.UDP and account.reachability.keep_alive_s:
            server = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            self._lifelines.follow(account.id, server)

    def note(self, account: Account, event: RegistrationChanged) -> None:
        """A REGISTER is over."""
        self._granted.pop(account.id, None)
        if event.state is not RegistrationState.REGISTERED:
            self._registered.discard(account.id)
            return
        self._registered.add(account.id)
        if event.expires_s < _SHORT_S:
            self._granted[account.id] = event
            self._sip.after(max(event.expires_s / 2, _LEAST_S), lambda: self._refresh_if_still(event))
        if event.transport == Transport.UDP and account.reachability.keep_alive_s:
            self._lifelines.follow(account.id, event.source)

    def leave(self, account_id: str) -> None:
        self._registered.discard(account_id)
        self._granted.pop(account_id, None)
        self._lifelines.leave(account_id)

    def network_changed(self, accounts: Iterable[Account]) -> None:
        """The library registers by itself what it can; what it could not is tried again."""
        self._lifelines.anew()
        account_ids = tuple(account.id for account in accounts)
        for delay_s in _AFTER_A_CHANGE_S:
            self._sip.after(delay_s, lambda: self._register_the_rest(account_ids))

    def _refresh_if_still(self, granted: RegistrationChanged) -> None:
        if self._granted.get(granted.account_id) is granted:
            self._refresh(granted.account_id)

    def _register_the_rest(self, account_ids: tuple[str, ...]) -> None:
        for account_id in account_ids:
            if account_id not in self._registered:
                self._register(account_id)

    def _server_is_gone(self, account_id: str, server: str) -> None:
        """Ask until it is there again: the library repeats a REGISTER every four seconds, and begins another."""
        self._registered.discard(account_id)
        if self._switch(account_id):
            return
        self._register(account_id)
        self._sip.post_event(
            RegistrationChanged(
                account_id,
                RegistrationState.FAILED,
                _UNAVAILABLE,
                f"nothing listens at {server}",
                cause=RegistrationCause.CONNECTION_REFUSED,
            )
        )
