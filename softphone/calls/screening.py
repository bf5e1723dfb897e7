"""Who is kept away without a ring. Pure decisions; `calls.door` carries them out.

In this order: the block list; then how the person redirects callers (`calls.diverting`), which is a wish about them;
then do not disturb, contacts only, call waiting, and what bounds a flood. What they are told:

- blocked: 603. The person does not want this caller, on no other telephone of theirs either (RFC 3261 section 21.6.2).
- do not disturb, contacts only: 480, which names "do not disturb" (section 21.4.18); another telephone may ring.
- call waiting off, a flood: 486, busy here (section 21.4.24).

A From header can be forged. Nobody is let in for it who would not be without such a list.
"""

import ipaddress
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from softphone.calls.accounts import Account, DiallingRule
from softphone.calls.numbers import digits_of, same_number
from softphone.calls.records import ByItself
from softphone.calls.session import Session
from softphone.calls.settings import Settings, WhoRings
from softphone.calls.views import Phase
from softphone.sip.errors import SipParseError
from softphone.sip.fields import parse_name_addr, split_list
from softphone.sip.request import parse_request
from softphone.sip.uri import SipUri, TelUri, parse_uri

STATUS: Final = {
    ByItself.BLOCKED: 603,
    ByItself.DO_NOT_DISTURB: 480,
    ByItself.NOT_IN_CONTACTS: 480,
    ByItself.NO_CALL_WAITING: 486,
    ByItself.FLOOD: 486,
}
MOST_STRANGERS_RINGING: Final = 2
MOST_RINGING: Final = 3
_BUSY: Final = frozenset({Phase.CALLING, Phase.RINGING, Phase.INCOMING, Phase.CONNECTED})
_ASSERTED: Final = re.compile(rb"\np-asserted-identity[ \t]*:", re.IGNORECASE)
_MOST_ASSERTED: Final = 4
_WITHIN: Final = timedelta(minutes=1)


@dataclass(slots=True)
class Pace:
    """How often strangers may do something in a minute: one of them, and all together."""

    most_of_one: int
    most_of_all: int
    _lately: deque[tuple[datetime, str]] = field(default_factory=deque)

    def allows(self, party: str, now: datetime) -> bool:
        """Counts this time too, unless it is one too many."""
        while self._lately and not now - _WITHIN < self._lately[0][0] <= now:  # a clock may be set back
            self._lately.popleft()
        of_one = sum(1 for _, other in self._lately if other == party)
        if of_one >= self.most_of_one or len(self._lately) >= self.most_of_all:
            return False
        self._lately.append((now, party))
        return True


def is_blocked(uri: str, blocked: Iterable[str], rule: DiallingRule) -> bool:
    """Whether a person's list names the caller: "@domain" (with those below it), an address, or a number, which is
    the same at whatever host it calls from. `rule` tells how numbers are written."""
    user, host, number = _parts(uri)
    for entry in blocked:
        if entry.strip().startswith("@"):
            domain = entry.strip()[1:].lower().rstrip(".")
            if domain and (host == domain or host.endswith("." + domain)):
                return True
            continue
        wanted = digits_of(entry)
        if wanted and not _is_ip(entry.strip()):
            if number and same_number(wanted, number, rule):
                return True
            continue
        if ":" not in entry and "@" not in entry:  # a name alone, at whatever host, or a host alone
            if entry.strip().lower() in {user.lower(), host}:
                return True
            continue
        its_user, its_host, its_number = _parts(entry if ":" in entry.partition("@")[0] else f"sip:{entry}")
        if its_number and number and not its_host and same_number(its_number, number, rule):
            return True
        if its_host and (its_host, its_user) == (host, user):
            return True
    return False


def asserted(invite: bytes) -> tuple[str, ...]:
    """Who the server says is calling where From hides it (P-Asserted-Identity, RFC 3325). A forged one only blocks."""
    if not _ASSERTED.search(invite):
        return ()
    found: list[str] = []
    try:
        for value in parse_request(invite).all("p-asserted-identity")[:_MOST_ASSERTED]:
            found.extend(
                parse_name_addr(element).uri for element in islice(split_list(value), _MOST_ASSERTED)
            )
    except SipParseError:
        pass  # what was read so far counts
    return tuple(found)


def why_kept_away(
    settings: Settings, account: Account | None, session: Session, others: Iterable[Session]
) -> ByItself | None:
    """Why this caller, who is not blocked, does not ring; None for whoever does. How often they call is not asked."""
    calls = [s for s in others if s is not session and s.message is None and s.phase in _BUSY]
    if settings.do_not_disturb or (account is not None and account.answering.do_not_disturb):
        return ByItself.DO_NOT_DISTURB
    if settings.who_rings is WhoRings.CONTACTS and session.contact is None:
        return ByItself.NOT_IN_CONTACTS
    if calls and not settings.call_waiting:
        return ByItself.NO_CALL_WAITING
    ringing = [s for s in calls if s.phase is Phase.INCOMING]
    strangers = [s for s in ringing if s.contact is None]
    too_many = session.contact is None and len(strangers) >= MOST_STRANGERS_RINGING
    return ByItself.FLOOD if too_many or len(ringing) >= MOST_RINGING else None


def party_key(uri: str) -> str:
    """By what a caller is known to be the same: user and host."""
    user, host, number = _parts(uri)
    return number or f"{user}@{host}"


def _is_ip(text: str) -> bool:
    """Digits and dots are a number otherwise."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _parts(uri: str) -> tuple[str, str, str]:
    """(user, host, number); what cannot be read is a user alone, "" for what is not there."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return uri, "", ""
    if isinstance(parsed, TelUri):
        return "", "", digits_of(parsed.digits)
    if isinstance(parsed, SipUri):
        user = parsed.user_text.partition(";")[0]
        return user, parsed.host.lower().rstrip("."), digits_of(user)
    return str(parsed), "", ""
