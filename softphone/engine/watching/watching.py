"""What the phone asks to be watched, as subscriptions through its accounts."""

from collections.abc import Sequence

from softphone.engine.accounts import Accounts
from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_dialable, with_parameter
from softphone.engine.watching.line import hop_from
from softphone.engine.watching.subscription import DIALOG, PRESENCE, Subscription
from softphone.engine.watching.watcher import Watcher

_MOST_WATCHED = 64  # of one account


class Watching:
    """Lives on the SIP thread; its own thread begins with the first list that is not empty."""

    def __init__(self, sip: SipThread, accounts: Accounts) -> None:
        self._sip = sip
        self._accounts = accounts
        self._watcher: Watcher | None = None

    def watch(self, account_id: str, uris: Sequence[str]) -> None:
        """Replace whom the account watches; an address that is no SIP URI is left out."""
        wanted = [
            subscription
            for uri in dict.fromkeys(uris[:_MOST_WATCHED])
            if is_dialable(uri)
            for subscription in self._subscriptions(account_id, uri)
        ]
        if self._watcher is None:
            if not wanted:
                return
            self._watcher = Watcher(self._sip.post_event, self._sip.transports.bind_address)
        watcher = self._watcher
        watcher.post(lambda: watcher.replace(account_id, wanted))

    def close(self) -> None:
        """Say goodbye, without waiting for it."""
        if self._watcher is not None:
            self._watcher.post(self._watcher.leave_all)

    def _subscriptions(self, account_id: str, uri: str) -> list[Subscription]:
        found = self._accounts.server_for(account_id, uri)
        if found is None:
            return []
        account, route, policy, credentials = found
        proxy = with_parameter(route, "lr") if account.proxy else ""
        hop = hop_from(
            route or uri,
            ca_file=policy.ca_file or self._sip.transports.ca_file,
            pinned=policy.pinned,
            verify=policy.verify,
        )
        found_at = self._accounts.found_server(account_id, hop.host)
        if found_at is not None:  # the certificate is to be the domain's all the same (RFC 5922 section 4)
            hop = hop._replace(address=found_at[0], port=found_at[1])
        return [
            Subscription(account_id, account.uri, uri, event, hop, proxy, credentials)
            for event in (PRESENCE, DIALOG)
        ]
