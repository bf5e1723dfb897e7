"""Tells of TLS servers that were not trusted, once for each thing that is wrong."""

from collections.abc import Collection

from softphone.calls.reach_events import CertificateRefused
from softphone.engine.certificates import handshake_problem, refused
from softphone.engine.endpoint import SipThread


class Refusals:
    """Lives on the SIP thread. The library only says that a request found nobody; `note` finds out if this is why."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip
        self._told: dict[str, CertificateRefused] = {}

    def note(self, account_id: str, host: str, peers: Collection[str], reason: str) -> bool:
        """A request that was to go over TLS to `host` ended with no answer, and the library's `reason`.

        `peers` is where it went, as "address:port". Whether it is.
        """
        refusal = self._sip.transports.refusal(peers)
        problem = handshake_problem(reason)
        if problem:
            event = CertificateRefused(account_id, host, (problem,), detail=reason)
        elif refusal is not None:
            event = refused(account_id, host, refusal, reason)
        else:
            return False
        if self._told.get(account_id) != event:  # an account tries again and again
            self._told[account_id] = event
            self._sip.post_event(event)
        return True

    def forget(self, account_id: str) -> None:
        """The account is another, or has been let in: tell anew."""
        self._told.pop(account_id, None)
