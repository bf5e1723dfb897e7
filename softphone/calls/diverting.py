"""Whether a caller is sent elsewhere, and the 3xx that says so. Pure decisions; `calls.incoming` carries them out.

The phone is the called side, not a proxy: a request with Max-Forwards 0 is for it to answer (RFC 3261 section 8.2), so
it rings and never says 483. It does not send such a caller on, though, nor one who has been sent round before.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from softphone.calls.accounts import Account
from softphone.calls.rules import Diversion, DivertKind, DivertWhen
from softphone.sip.errors import SipParseError
from softphone.sip.request import Request, parse_request
from softphone.sip.uri import SipUri, TelUri, parse_uri
from softphone.sip.writing import ROOM, ROOM_UDP, Answer, Row, diversion_value, row_of, write_redirect

MOST_DIVERSIONS: Final = 5
_STATUS: Final = {
    DivertKind.MOVED: 301,
    DivertKind.FORWARD: 302,
    DivertKind.CHOICE: 300,
    DivertKind.ALTERNATIVES: 380,
}
# The words of RFC 5806 section 3.
_REASON: Final = {
    DivertWhen.ALWAYS: "unconditional",
    DivertWhen.BUSY: "user-busy",
    DivertWhen.NO_ANSWER: "no-answer",
}
_DEFLECTION: Final = "deflection"


class Kept(StrEnum):
    """Why a caller is not sent on by a rule; for the log."""

    UNREADABLE = "the INVITE cannot be read"
    LAST_HOP = "Max-Forwards is used up"
    DIVERTED_TOO_OFTEN = "diverted five times before"
    DIVERTED_BY_US = "this phone has diverted it before"
    NO_TARGET = "no address is left to name"


@dataclass(frozen=True, slots=True)
class Caller:
    """What an INVITE says that matters here. `request` None: nothing was kept of it. `us` is our address of record."""

    from_uri: str
    us: str
    request: Request | None = None
    unreadable: bool = False


def caller_of(raw: bytes, *, from_uri: str, account: Account | None) -> Caller:
    """Without an account, the address that was called is ours."""
    us = account.uri if account else ""
    if not raw:
        return Caller(from_uri, us)
    try:
        request = parse_request(raw)
    except SipParseError:
        return Caller(from_uri, us, unreadable=True)
    return Caller(from_uri, us or request.request_uri, request)


def rules_for(
    diversions: Iterable[Diversion], *, account_id: str, contact_id: int | None, busy: bool
) -> tuple[Diversion, ...]:
    """The rules that hold when a call arrives, the one to take first.

    The closest to the caller goes first: for the contact, then for the account, then for all; of two equally close
    ones the one for a busy phone. An *always* does not reach a caller about whom a closer rule says anything else.
    """
    mine = sorted(_about(diversions, account_id, contact_id), key=_distance)
    now = [
        rule
        for rule in mine
        if (rule.when is DivertWhen.BUSY and busy)
        or (rule.when is DivertWhen.ALWAYS and not any(_distance(other) < _distance(rule) for other in mine))
    ]
    return tuple(sorted(now, key=lambda rule: (_distance(rule), rule.when is DivertWhen.ALWAYS)))


def rule_when_unanswered(
    diversions: Iterable[Diversion], *, account_id: str, contact_id: int | None
) -> Diversion | None:
    """The closest rule for a call that nobody answers."""
    waiting = (r for r in _about(diversions, account_id, contact_id) if r.when is DivertWhen.NO_ANSWER)
    return min(waiting, key=_distance, default=None)


def answer_for(rule: Diversion, caller: Caller, *, deflected: bool = False) -> Answer | Kept:
    """The 3xx for this caller, or why there is none. A person who deflects a call decides about loops themselves."""
    if not deflected and (why := _why_kept(caller)):
        return why
    rows = _rows(rule, caller, anywhere=deflected)
    if not rows:
        return Kept.NO_TARGET
    echoed = caller.request.echoed_bytes() if caller.request else 0
    over_udp = caller.request is None or caller.request.transport == "udp"
    return write_redirect(
        _STATUS[rule.kind],
        rows,
        expires_s=rule.expires_s if rule.kind is DivertKind.FORWARD else None,
        text=rule.text,
        headers=_diversion_headers(caller, _DEFLECTION if deflected else _REASON[rule.when]),
        room=(ROOM_UDP if over_udp else ROOM) - echoed,
        most=ROOM - echoed,
    )


def _about(diversions: Iterable[Diversion], account_id: str, contact_id: int | None) -> Sequence[Diversion]:
    return [
        rule
        for rule in diversions
        if rule.enabled
        and rule.account_id in {"", account_id}
        and (rule.contact_id is None or rule.contact_id == contact_id)
    ]


def _distance(rule: Diversion) -> int:
    """0 is closest: this person at this account."""
    return (2 if rule.contact_id is None else 0) + (not rule.account_id)


def _why_kept(caller: Caller) -> Kept | None:
    if caller.unreadable:
        return Kept.UNREADABLE
    request = caller.request
    if request is None:
        return None
    if request.max_forwards is not None and request.max_forwards < 2:
        return Kept.LAST_HOP
    before = request.diversions()
    if sum(entry.count for entry in before) >= MOST_DIVERSIONS:
        return Kept.DIVERTED_TOO_OFTEN
    us = _names(caller.us)
    if any(us & _names(entry.uri) for entry in before) or _came_back(request.history(), us):
        return Kept.DIVERTED_BY_US
    return None


def _came_back(history: Sequence[str], us: frozenset[str]) -> bool:
    """Whether the call was at our address, went elsewhere and came back.

    That our address stands there once is as it should be: History-Info (RFC 7044) lists where a request goes, too.
    """
    visits = 0
    was_here = False
    for uri in history:
        here = bool(us & _names(uri))
        visits += here and not was_here
        was_here = here
    return visits > 1


def _rows(rule: Diversion, caller: Caller, *, anywhere: bool) -> list[Row]:
    """The rule's addresses without those that would lead in a circle, and those that no redirect may name."""
    circle = set(_names(caller.us) | _names(caller.from_uri))
    if caller.request is not None:
        visited = [*(entry.uri for entry in caller.request.diversions()), *caller.request.history()]
        circle.update(name for uri in visited for name in _names(uri))
    rows: list[Row] = []
    for target in rule.targets:
        try:
            row = row_of(target.uri, target.label)
        except SipParseError:
            continue
        if anywhere or not circle & _names(row.uri):
            rows.append(row)
    return rows


def _diversion_headers(caller: Caller, reason: str) -> tuple[tuple[str, str], ...]:
    """Ours on top, then those of the INVITE as they came (RFC 5806)."""
    earlier = caller.request.diversions() if caller.request else ()
    values = [entry.written for entry in earlier if entry.written]
    with contextlib.suppress(SipParseError):  # no address of ours: nothing to say
        values.insert(0, diversion_value(caller.us, reason))
    return tuple(("Diversion", value) for value in values)


def _names(uri: str) -> frozenset[str]:
    """By what an address is known to be the same party: user and host, or a global number wherever it is dialled."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return frozenset()
    if isinstance(parsed, TelUri):
        return frozenset({f"tel:{parsed.digits}"})
    if not isinstance(parsed, SipUri):
        return frozenset({str(parsed).lower()})
    user = parsed.user_text.partition(";")[0]
    host = parsed.host.lower().rstrip(".")
    if host.startswith("[") or host.replace(".", "").isdigit():
        host += f":{parsed.port or 5060}"  # one machine has several phones, one domain has not
    address = f"{user}@{host}"
    if user.startswith("+") and user[1:].isdigit():
        return frozenset({address, f"tel:{user}"})
    return frozenset({address})
