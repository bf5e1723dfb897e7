"""Callers whom the library turned away by itself: the phone is told of each, or they would be lost in silence.

pjsip 2.15.1 carries four calls and answers a fifth INVITE with 486 before the application hears of it; so it does
(488, 4xx) with an offer that suits nothing. What is told comes from the INVITE's own bytes.
"""

from collections.abc import Callable, Mapping

import pjsua2 as pj

from softphone.calls.call_events import CallTurnedAway
from softphone.calls.event import Event
from softphone.engine.message import header_of, host_of, method_of, name_addr_of
from softphone.engine.pace import Pace

# 481 of an INVITE with Replaces: nobody called us. 422: the caller asks again for a longer session at once.
_NO_CALLS = (481, 422)
_AT_ONCE = 20
_A_SECOND = 2.0


class TurnedAway:
    """Lives on the SIP thread. `addresses` are those of record, by account. Of a flood the first are told."""

    def __init__(
        self, post_event: Callable[[Event], None], addresses: Callable[[], Mapping[str, str]]
    ) -> None:
        self._post_event = post_event
        self._addresses = addresses
        self._pace = Pace(_AT_ONCE, _A_SECOND)

    def note(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        invite = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
        if method_of(invite) != b"INVITE" or prm.statusCode in _NO_CALLS or not self._pace.allows():
            return
        display_name, from_uri = name_addr_of(header_of(invite, b"from", b"f"))
        to_uri = name_addr_of(header_of(invite, b"to", b"t"))[1].decode("utf-8", "replace")
        self._post_event(CallTurnedAway(self._whose(to_uri), prm.statusCode, from_uri, display_name))

    def _whose(self, uri: str) -> str:
        """The account that was called: by user and host, or by a user that one account alone has; "" for none."""
        user = _user_of(uri)
        named = {each: own for each, own in self._addresses().items() if user and _user_of(own) == user}
        at_host = [each for each, own in named.items() if host_of(own).lower() == host_of(uri).lower()]
        found = at_host or list(named)
        return found[0] if len(found) == 1 else ""


def _user_of(uri: str) -> str:
    return uri.partition(":")[2].partition("@")[0] if "@" in uri else ""
