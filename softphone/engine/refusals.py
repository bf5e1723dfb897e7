"""Tells of TLS servers that were not trusted, once for each thing that is wrong."""

import re

from softphone.calls.engine_events import CertificateRefused
from softphone.engine.certificates import handshake_problem, refused
from softphone.engine.endpoint import SipThread
from softphone.engine.message import hop_of

_SIP_TLS_PORT = 5061
_PORT = re.compile(r":(\d{1,5})(?=[;?>]|$)")


class Refusals:
    """Lives on the SIP thread. The library only says that a request found nobody; `note` finds out if this is why."""

    def __init__(self, sip: SipThread) -> None:
        self._sip = sip
        self._told: dict[str, CertificateRefused] = {}

    def note(self, account_id: str, hop_uri: str, reason: str) -> bool:
        """A request that was to go over TLS to `hop_uri` ended with no answer, and the library's `reason`.

        Whether it is.
        """
        host = hop_of(hop_uri)
        found = _PORT.search(hop_uri)
        refusal = self._sip.transports.refusal(int(found[1]) if found else _SIP_TLS_PORT)
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
