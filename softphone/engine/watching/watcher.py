"""Which message belongs to which subscription, and what follows from it."""

import contextlib
import itertools
import random
import time
from collections.abc import Callable

from softphone.calls.company_events import PresenceChanged, PresenceState
from softphone.calls.event import Event
from softphone.engine.digest import answer_to, is_stale
from softphone.engine.message import body_of, header_of, headers_of, method_of, status_of
from softphone.engine.pace import Pace
from softphone.engine.watching.line import Hop, Line, is_here
from softphone.engine.watching.people import Person
from softphone.engine.watching.reactor import Reactor
from softphone.engine.watching.subscription import (
    ACCEPT,
    DIALOG,
    PRESENCE,
    Subscription,
    number_of,
    tag_of,
)
from softphone.sip.errors import SipParseError
from softphone.sip.presence import read_dialog_info, read_presence

_T1_S, _T2_S, _GIVE_UP_S = 0.5, 4.0, 32.0
_RETRY_S = (5.0, 30.0, 60.0, 300.0, 900.0, 1800.0)
_HELD_S = (
    60.0  # what is granted and ended sooner is no success: who ends it at once would be asked each second
)
_REFUSED_S = 1800.0  # the server does not know the package, or the person
_SOON_S = 1.0
_SPREAD_S = 0.02  # between the first requests of a list
_LEAVE_WITHIN_S = 2.0
_NOTIFIES_AT_ONCE, _NOTIFIES_A_SECOND = 300, 50.0
_REFUSALS = frozenset({403, 404, 405, 406, 415, 420, 485, 488, 489, 501, 603, 604, 606})
_BAD_EVENT = 489
_FINAL_REASONS = frozenset({b"rejected", b"noresource", b"invariant"})

Key = tuple[str, str]  # account, party


class Watcher:
    """Give it work with `post`. Everything else happens on the thread, which `start` begins."""

    def __init__(self, post_event: Callable[[Event], None], bind_address: str) -> None:
        self._post_event = post_event
        self._reactor = Reactor(post_event, bind_address, self._receive, self._lost, self._is_used)
        self._subscriptions: dict[bytes, Subscription] = {}
        self._people: dict[Key, Person] = {}
        self._told: dict[Key, tuple[PresenceState, str]] = {}
        self._pace = Pace(_NOTIFIES_AT_ONCE, _NOTIFIES_A_SECOND)
        self._unknown_until: dict[tuple[str, Hop, str], float] = {}  # packages, by server

    def post(self, run: Callable[[], None]) -> None:
        """Run `run` on the thread; from any thread."""
        self._reactor.post(run)

    # On the thread.

    def replace(self, account_id: str, wanted: list[Subscription]) -> None:
        """These, and no others, are the subscriptions of an account; one that is there already goes on."""
        there = {(s.uri, s.event): s for s in self._subscriptions.values() if s.account_id == account_id}
        there = {key: s for key, s in there.items() if not s.is_leaving}
        for number, subscription in enumerate(wanted):
            known = there.pop((subscription.uri, subscription.event), None)
            if known is not None and (known.hop, known.route) == (subscription.hop, subscription.route):
                known.credentials = subscription.credentials
                continue
            if known is not None:
                there[(known.uri, known.event)] = known
            self._people.setdefault((account_id, subscription.uri), Person())
            self._reactor.after(number * _SPREAD_S, lambda each=subscription: self._begin(each))  # type: ignore[misc]
            subscription.begin()
            self._subscriptions[subscription.call_id] = subscription
        for subscription in there.values():
            self._leave(subscription)
        kept = {subscription.uri for subscription in wanted}
        for key in [each for each in self._people if each[0] == account_id and each[1] not in kept]:
            self._people.pop(key)
            self._told.pop(key, None)

    def leave_all(self) -> None:
        for subscription in tuple(self._subscriptions.values()):
            self._leave(subscription)

    def _begin(self, subscription: Subscription) -> None:
        """A dialog from its start, with a new Call-ID."""
        if subscription.is_leaving or self._subscriptions.pop(subscription.call_id, None) is None:
            return
        subscription.begin()
        subscription.challenges = 0
        self._subscriptions[subscription.call_id] = subscription
        wait_s = self._unknown_until.get(_place(subscription), 0.0) - time.monotonic()
        if wait_s > 0:
            self._begin_in(subscription, wait_s)
        else:
            self._send(subscription)

    def _send(self, subscription: Subscription, answer: tuple[tuple[str, str], ...] = ()) -> None:
        subscription.due_at = None
        subscription.sent_at, subscription.resend_s = time.monotonic(), _T1_S
        try:
            line = self._reactor.line(subscription.hop)
            self._reactor.transmit(line, subscription.subscribe(line.here, answer))
        except OSError:
            self._failed(subscription)
            return
        cseq = subscription.cseq
        self._reactor.after(_GIVE_UP_S, lambda: self._give_up(subscription, cseq))
        if not line.is_stream:
            self._reactor.after(_T1_S, lambda: self._send_again(subscription, cseq))

    def _send_again(self, subscription: Subscription, cseq: int) -> None:
        """RFC 3261 section 17.1.2.2: over UDP, until something is answered."""
        waits = subscription.request and subscription.cseq == cseq
        line = self._reactor.lines.get(subscription.hop)
        if not waits or line is None or time.monotonic() - subscription.sent_at > _GIVE_UP_S:
            return
        with contextlib.suppress(OSError):
            self._reactor.transmit(line, subscription.request)
        subscription.resend_s = min(subscription.resend_s * 2, _T2_S)
        self._reactor.after(subscription.resend_s, lambda: self._send_again(subscription, cseq))

    def _give_up(self, subscription: Subscription, cseq: int) -> None:
        if subscription.request and subscription.cseq == cseq:
            self._failed(subscription)

    def _failed(self, subscription: Subscription, *, refused: bool = False) -> None:
        """Try again later, from the start."""
        subscription.request = b""
        if subscription.is_leaving:
            self._subscriptions.pop(subscription.call_id, None)
            return
        wait_s = subscription.retry_in(time.monotonic() - _HELD_S, _RETRY_S)
        self._forget(subscription)
        self._begin_in(subscription, _REFUSED_S if refused else wait_s)

    def _begin_in(self, subscription: Subscription, wait_s: float) -> None:
        self._due(subscription, wait_s * random.uniform(0.9, 1.1), self._begin)  # noqa: S311 (no secret)

    def _due(self, subscription: Subscription, wait_s: float, act: Callable[[Subscription], None]) -> None:
        due_at = subscription.due_at = time.monotonic() + wait_s

        def run() -> None:
            if subscription.due_at == due_at and subscription.call_id in self._subscriptions:
                act(subscription)

        self._reactor.after(wait_s, run)

    def _leave(self, subscription: Subscription) -> None:
        """Say that nothing more is wanted, where somebody has heard of it at all."""
        if subscription.is_leaving:
            return
        subscription.is_leaving = True
        if not subscription.their_tag:
            self._subscriptions.pop(subscription.call_id, None)
            return
        self._send(subscription)

        def forget() -> None:
            self._subscriptions.pop(subscription.call_id, None)

        self._reactor.after(_LEAVE_WITHIN_S, forget)

    # What comes.

    def _receive(self, line: Line, raw: bytes) -> None:
        call_id = header_of(raw, b"call-id", b"i")
        subscription = self._subscriptions.get(call_id)
        if raw.startswith(b"SIP/2.0 "):
            if subscription is not None and subscription.hop == line.hop:
                self._answered(subscription, raw)
            return
        method = method_of(raw)
        if method == b"ACK" or not self._pace.allows():
            return
        if method == b"NOTIFY":
            self._notified(line, raw, subscription)
        elif method == b"OPTIONS":
            self._reply(line, raw, b"200 OK")
        else:
            self._reply(line, raw, b"405 Method Not Allowed\r\nAllow: NOTIFY, OPTIONS")

    def _answered(self, subscription: Subscription, raw: bytes) -> None:
        status = status_of(raw) or 0
        cseq = header_of(raw, b"cseq")
        if not subscription.request or number_of(cseq) != subscription.cseq or status < 200:
            return
        request, subscription.request = subscription.request, b""
        if status < 300:
            self._taken(subscription, raw)
        elif status in (401, 407) and self._try_credentials(subscription, request, raw, status):
            return
        elif status == 423 and (shortest := number_of(header_of(raw, b"min-expires"))):
            subscription.expires_s = min(max(shortest, subscription.expires_s), 86_400)
            if subscription.failures:
                self._failed(subscription)
            else:
                subscription.failures = 1
                self._send(subscription)
        elif status == 481:
            self._end(subscription)
        else:
            if status == _BAD_EVENT:  # what the server does not know for one, it does not for others
                self._unknown_until[_place(subscription)] = time.monotonic() + _REFUSED_S
            self._failed(subscription, refused=status in _REFUSALS)

    def _taken(self, subscription: Subscription, raw: bytes) -> None:
        if subscription.is_leaving:
            return
        subscription.take_dialog(raw, is_notify=False)
        subscription.challenges = 0
        now = time.monotonic()
        if subscription.taken_at is None:
            subscription.taken_at = now
        seen = self._seen_address(subscription, raw)
        if seen and seen != subscription.seen_here and now - subscription.seen_at > _HELD_S:
            subscription.seen_here, subscription.seen_at = seen, now
            self._send(subscription)  # the server is to know where we really are
            return
        granted = number_of(header_of(raw, b"expires"))
        self._due(subscription, subscription.refresh_in(granted), self._send)

    def _seen_address(self, subscription: Subscription, raw: bytes) -> str:
        """Ours behind a NAT as the topmost Via says (RFC 3581), "" where there is none."""
        line = self._reactor.lines.get(subscription.hop)
        via = header_of(raw, b"via", b"v").decode("utf-8", "replace")
        parameters = dict(part.strip().partition("=")[::2] for part in via.split(",")[0].split(";")[1:])
        host, _, port = line.here.rpartition(":") if line is not None else ("", "", "")
        seen = f"{parameters.get('received') or host}:{parameters.get('rport') or port}"
        return seen if line is not None and is_here(seen) and seen != line.here else ""

    def _try_credentials(self, subscription: Subscription, request: bytes, raw: bytes, status: int) -> bool:
        may_try = subscription.challenges == 0 or (subscription.challenges < 3 and is_stale(raw, status))
        if subscription.credentials is None or not may_try:
            return False
        uri = request.split(b" ", 2)[1].decode("utf-8", "replace")
        answer = answer_to(raw, status, subscription.credentials, "SUBSCRIBE", uri)
        if answer is None:
            return False
        subscription.challenges += 1
        self._send(subscription, (answer,))
        return True

    def _notified(self, line: Line, raw: bytes, subscription: Subscription | None) -> None:
        ours = subscription is not None and tag_of(header_of(raw, b"to", b"t")) == subscription.tag
        if subscription is None or not ours or not subscription.take_dialog(raw, is_notify=True):
            self._reply(line, raw, b"481 Subscription Does Not Exist")
            return
        if header_of(raw, b"event", b"o").partition(b";")[0].strip().lower() != subscription.event.encode():
            self._reply(line, raw, b"489 Bad Event")
            return
        self._reply(line, raw, b"200 OK")
        number = number_of(header_of(raw, b"cseq")) or 0
        if subscription.is_leaving or number <= subscription.notified:
            return
        subscription.notified = number
        self._take_body(subscription, raw)
        state, _, parameters = header_of(raw, b"subscription-state").partition(b";")
        values = dict(part.strip().lower().partition(b"=")[::2] for part in parameters.split(b";"))
        if state.strip().lower() == b"terminated":
            self._terminated(subscription, values)
        elif (left := number_of(values.get(b"expires", b""))) and not subscription.request:
            self._due(subscription, subscription.refresh_in(left), self._send)

    def _terminated(self, subscription: Subscription, values: dict[bytes, bytes]) -> None:
        subscription.request = b""
        if values.get(b"reason") in _FINAL_REASONS:
            self._failed(subscription, refused=True)
            return
        self._end(subscription, min(number_of(values.get(b"retry-after", b"")) or 0, 3600))

    def _end(self, subscription: Subscription, least_s: float = 0.0) -> None:
        """The server has ended it, or knows it no more, and may well grant another."""
        wait_s = max(least_s, subscription.retry_in(time.monotonic() - _HELD_S, (_SOON_S, *_RETRY_S)))
        if wait_s > _RETRY_S[0]:
            self._forget(subscription)
        self._begin_in(subscription, wait_s)

    def _take_body(self, subscription: Subscription, raw: bytes) -> None:
        person = self._people.get((subscription.account_id, subscription.uri))
        kind = header_of(raw, b"content-type", b"c").partition(b";")[0].strip().lower()
        if person is None or kind != ACCEPT[subscription.event].encode():
            return
        try:
            if subscription.event == DIALOG:
                person.take_calls(read_dialog_info(body_of(raw)))
            else:
                person.presence = read_presence(body_of(raw))
        except SipParseError:
            return
        self._tell(subscription)

    def _forget(self, subscription: Subscription) -> None:
        """What an ended subscription has told is not known any more."""
        person = self._people.get((subscription.account_id, subscription.uri))
        if person is None:
            return
        if subscription.event == PRESENCE:
            person.presence = None
        else:
            person.forget_calls()
        self._tell(subscription)

    def _tell(self, subscription: Subscription) -> None:
        key = (subscription.account_id, subscription.uri)
        person = self._people[key]
        now = (person.state(), person.note())
        if now != self._told.get(key, (PresenceState.UNKNOWN, "")):
            self._told[key] = now
            self._post_event(PresenceChanged(subscription.account_id, subscription.uri, *now))

    def _is_used(self, hop: Hop) -> bool:
        return any(subscription.hop == hop for subscription in self._subscriptions.values())

    def _lost(self, hop: Hop) -> None:
        """A connection is over: what went over it begins anew."""
        for subscription in tuple(self._subscriptions.values()):
            if subscription.hop == hop:
                self._failed(subscription)

    def _reply(self, line: Line, raw: bytes, status_line: bytes) -> None:
        kept: list[bytes] = []
        for name, short in (
            (b"Via", b"v"),
            (b"From", b"f"),
            (b"To", b"t"),
            (b"Call-ID", b"i"),
            (b"CSeq", b"cseq"),
        ):
            values = headers_of(raw, name.lower(), short)
            kept += [name + b": " + value for value in itertools.islice(values, 20)]
        answer = b"\r\n".join([b"SIP/2.0 " + status_line, *kept, b"Content-Length: 0"]) + b"\r\n\r\n"
        with contextlib.suppress(OSError):
            self._reactor.transmit(line, answer)


def _place(subscription: Subscription) -> tuple[str, Hop, str]:
    return subscription.account_id, subscription.hop, subscription.event
