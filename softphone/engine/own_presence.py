"""What others are told of the person: published, and told to whoever may ask (RFC 3903, RFC 3856).

The library serves the subscriptions. Only people whom the phone names may have one; a From header proves nobody, so
this keeps the curious away, not a liar: a server that authenticates stands in front of most phones. It does not say
when a subscription ends, so new ones are bounded by the hour.
"""

from collections.abc import Iterable

import pjsua2 as pj

from softphone.calls.settings import Presence
from softphone.engine.endpoint import SipThread
from softphone.engine.message import header_of, name_addr_of
from softphone.engine.pace import Pace
from softphone.sip.party import party_key

_AT_ONCE = 60
_A_SECOND = 60 / 3600
_NOTES = {Presence.AWAY: "Away", Presence.BUSY: "Busy"}


class OwnPresence:
    """Lives on the SIP thread."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip
        self._presence = Presence.AVAILABLE
        self._may_ask: frozenset[str] = frozenset()
        self._pace = Pace(_AT_ONCE, _A_SECOND)

    def set(self, presence: Presence, may_ask: Iterable[str], accounts: Iterable[pj.Account]) -> None:
        self._may_ask = frozenset(party_key(uri) for uri in may_ask)
        self._presence = presence
        for account in accounts:
            self.tell(account)

    def tell(self, account: pj.Account) -> None:
        """Let an account say how things are now."""
        status = pj.PresenceStatus()
        status.status = pj.PJSUA_BUDDY_STATUS_ONLINE
        status.activity = {
            Presence.AWAY: pj.PJRPID_ACTIVITY_AWAY,
            Presence.BUSY: pj.PJRPID_ACTIVITY_BUSY,
        }.get(self._presence, pj.PJRPID_ACTIVITY_UNKNOWN)
        status.note = _NOTES.get(self._presence, "")
        self._sip.guarded("presence", lambda: account.setOnlineStatus(status))

    def decide(self, prm: pj.OnIncomingSubscribeParam) -> None:
        """Answer somebody who wants to be told."""
        prm.code, prm.reason = pj.PJSIP_SC_FORBIDDEN, "Forbidden"
        raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
        asking = name_addr_of(header_of(raw, b"from", b"f"))[1].decode("utf-8", "replace")
        if party_key(asking) in self._may_ask and self._pace.allows():
            prm.code, prm.reason = pj.PJSIP_SC_OK, "OK"
