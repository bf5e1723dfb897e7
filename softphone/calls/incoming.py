"""Calls and messages that come in: who it is, and whether the person wants them kept away or sent elsewhere.

Blocked callers first, then the rules for redirecting callers, then everything else that keeps a phone from ringing
(`calls.screening`). `calls.diverting` is loaded when there is a rule or somebody has redirected the caller to us.
"""

import logging
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from softphone.calls.accounts import Account
from softphone.calls.addressing import party_of
from softphone.calls.attempt import Signal
from softphone.calls.call_events import CallEnded, CallIncoming, CallTurnedAway
from softphone.calls.company_events import MessageReceived
from softphone.calls.course import Course
from softphone.calls.lookups import known_caller
from softphone.calls.notices import Notice
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import ByItself, Direction, Ended
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.calls.session import Leg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.views import Phase
from softphone.calls.world import World
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.calls.diverting import Caller
    from softphone.calls.door import Door

_log = logging.getLogger(__name__)
_NAME_LIMIT = 80
_HAS_DIVERSION = re.compile(rb"\ndiversion[ \t]*:", re.IGNORECASE)
_COMES_AGAIN = 422  # with the longer session that is asked for (RFC 4028 section 6)
_TALKING = frozenset({Phase.CALLING, Phase.RINGING, Phase.INCOMING, Phase.CONNECTED})


class Incoming:
    """The incoming part of the controller."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        course: Course,
        publish: Callable[[Notice], None],
        accept: Callable[[Session], None],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._course = course
        self._say = publish
        self._accept = accept

    @cached_property
    def _door(self) -> "Door":
        from softphone.calls.door import Door  # noqa: PLC0415 (with the first caller)

        return Door(self._world, self._sessions, self._course, self._say)

    def call(self, event: CallIncoming) -> None:
        session = self._session(event, event.call_id)
        session.invite = event.raw
        session.transport, session.tls_verified = event.transport, event.tls_verified
        if _HAS_DIVERSION.search(event.raw):
            session.diverted_by = self._who_diverted(session)
        if self._door.is_blocked(session):
            self._door.turn_away(session, ByItself.BLOCKED)
            return
        rules = self._rules()
        now = self._rules_for(session, rules) if rules else ()
        if now:
            self._begin(session)
            if self._divert_at_once(session, now):
                return
        why = self._door.keeps_away(session)
        if why is not None:
            self._door.turn_away(session, why)
            return
        if not now:
            self._begin(session)
        self._course.changed(session)
        if rules:
            self._divert_later(session, waited_s=0)
        self._answer_by_itself(session)

    def _begin(self, session: Session) -> None:
        self._sessions.add(session)
        self._sessions.begin_record(session)

    def turned_away(self, event: CallTurnedAway) -> None:
        """The engine has no place for one more caller, or cannot talk with them, and has said so to them."""
        if event.status == _COMES_AGAIN:
            return
        self._door.note_turned_away(self._session(event, self._sessions.next_call_id()), event.status)

    def review(self) -> None:
        """The settings have changed: whoever rings and is blocked by now rings no more."""
        for session in self._sessions:
            if (
                session.phase is Phase.INCOMING
                and not session.accepted
                and session.message is None
                and self._door.is_blocked(session)
            ):
                self._door.turn_away(session, ByItself.BLOCKED)

    def message(self, event: MessageReceived) -> None:
        """A message is an attempt that is over when it begins."""
        from softphone.sip.message_text import read_message  # noqa: PLC0415 (loaded with the first message)

        text = read_message(event.content_type, event.body)
        if text is None:
            return
        session = self._session(event, self._sessions.next_call_id())
        session.message = text
        why = self._door.lets_write(session)
        if why is not None:
            self._door.count(session, why)
            return
        session.quiet = True
        session.ended = Ended.RECEIVED
        session.status = session.leg.status = 200
        session.leg.ended_at = session.started_at
        self._begin(session)
        self._course.signal(session, Signal.CLOSED)

    def deflect(self, attempt: int, address: str) -> None:
        """Raises SipParseError when `address` is none that a caller can be sent to."""
        session = self._sessions.get(attempt)
        if session is None or session.phase is not Phase.INCOMING or session.accepted:
            return
        from softphone.calls.dialling import dialled  # noqa: PLC0415 (loaded with the first diversion)
        from softphone.sip.writing import row_of  # noqa: PLC0415

        target = dialled(self._world.settings(), self._world.book, address, session.account_id or None)
        uri = row_of(target.party_uri, "").uri
        rule = Diversion(
            id=None,
            kind=DivertKind.FORWARD,
            when=DivertWhen.ALWAYS,
            targets=(DivertTarget(uri),),
            account_id=session.account_id,
        )
        self._divert(session, rule, deflected=True)

    def note_end(self, session: Session, event: CallEnded) -> None:
        """Whether the 3xx was what ended the call; a CANCEL may have crossed it."""
        session.invite = b""
        if (
            event.status == _COMES_AGAIN
            and session.answered_at is None
            and session.direction is Direction.INCOMING
        ):
            session.ended = Ended.FAILED  # not missed: it rings again in this moment
        if session.divert_with is None:
            return
        if 300 <= event.status < 400 and not event.by_peer:
            session.ended = Ended.DIVERTED
            session.moved_status = event.status
        else:
            session.diversion = None

    def _session(self, event: CallIncoming | MessageReceived | CallTurnedAway, call_id: int) -> Session:
        uri = event.from_uri.decode("utf-8", "replace")
        contact = self._who(uri, event.account_id)
        name = safe_text(event.from_display_name.decode("utf-8", "replace"), _NAME_LIMIT)
        session = Session(
            number=self._sessions.next_number(),
            direction=Direction.INCOMING,
            phase=Phase.INCOMING,
            party_name=contact.name if contact else name or party_of(uri),
            party_uri=uri,
            contact=contact,
            account_id=event.account_id,
            started_at=self._world.now(),
        )
        session.legs.append(Leg(call_id, uri, session.started_at))
        return session

    def _who(self, uri: str, account_id: str) -> Contact | None:
        """The contact who calls; a number is known in every form that the account's dialling rule understands."""
        contact = known_caller(self._world.book, uri)
        account = self._account(account_id)
        if contact is None and account is not None and account.dialling.country:
            from softphone.calls.numbers import international  # noqa: PLC0415 (few accounts have such a rule)

            user, at, host = uri.partition(":")[2].partition("@")
            number = international(user.partition(";")[0], account.dialling) if at else ""
            return known_caller(self._world.book, f"sip:{number}@{host}") if number else None
        return contact

    def _account(self, account_id: str) -> Account | None:
        return next((each for each in self._world.settings().accounts if each.id == account_id), None)

    def _answer_by_itself(self, session: Session) -> None:
        """Never over another call: nobody is to be heard, or put on hold, without a hand of the person's."""
        account = self._account(session.account_id)
        if account is None or not (
            account.answering.auto_answer_s is not None or account.answering.obey_answer_after
        ):
            return
        from softphone.calls.auto_answer import seconds_to_answer  # noqa: PLC0415 (few accounts do)

        seconds = seconds_to_answer(account, is_contact=session.contact is not None, invite=session.invite)
        if seconds is not None:
            self._world.after(seconds, lambda: self._answer_if_free(session))

    def _answer_if_free(self, session: Session) -> None:
        others = (s for s in self._sessions if s is not session and s.message is None)
        if session.phase is not Phase.INCOMING or session.accepted:
            return
        if not any(
            s.phase in _TALKING - {Phase.INCOMING} or (s.accepted and s.phase in _TALKING) for s in others
        ):
            session.by_itself = ByItself.AUTO_ANSWERED
            self._accept(session)

    def _rules(self) -> tuple[Diversion, ...]:
        try:
            return self._world.diversions.diversions()
        except StoreFailedError as error:
            _log.warning("how callers are redirected cannot be read, so it rings: %s", error)
            return ()

    def _is_busy(self) -> bool:
        """Whether a call is on. A card that waits for the person is none, nor is a message."""
        return any(s.phase in _TALKING and s.message is None for s in self._sessions)

    def _rules_for(self, session: Session, rules: tuple[Diversion, ...]) -> tuple[Diversion, ...]:
        """Those that hold at once, the one to take first."""
        from softphone.calls.diverting import rules_for  # noqa: PLC0415 (see above)

        contact_id = session.contact.id if session.contact else None
        return rules_for(rules, account_id=session.account_id, contact_id=contact_id, busy=self._is_busy())

    def _divert_at_once(self, session: Session, rules: tuple[Diversion, ...]) -> bool:
        # The window does not flash for a caller whom the person never hears of before the history shows them.
        session.quiet = True
        for rule in rules:
            if self._divert(session, rule):
                return True
        session.quiet = False
        return False

    def _divert_later(self, session: Session, *, waited_s: int) -> None:
        """Wait until the rule for unanswered calls holds; a rule that is changed meanwhile counts as it is then."""
        from softphone.calls.diverting import rule_when_unanswered  # noqa: PLC0415 (see above)

        if session.phase is not Phase.INCOMING or session.accepted:
            return
        contact_id = session.contact.id if session.contact else None
        rule = rule_when_unanswered(self._rules(), account_id=session.account_id, contact_id=contact_id)
        if rule is None:
            return
        if rule.after_s > waited_s:
            then_waited = rule.after_s
            self._world.after(
                then_waited - waited_s, lambda: self._divert_later(session, waited_s=then_waited)
            )
        else:
            self._divert(session, rule)

    def _divert(self, session: Session, rule: Diversion, *, deflected: bool = False) -> bool:
        """Answer with a 3xx, unless that could lead in a circle."""
        from softphone.calls.diverting import Kept, answer_for  # noqa: PLC0415 (see above)

        answer = answer_for(rule, self._caller(session), deflected=deflected)
        if isinstance(answer, Kept):
            _log.info("call %d is not diverted: %s", session.number, answer)
            return False
        if answer.left_out:
            _log.info("no room in the answer to call %d for: %s", session.number, ", ".join(answer.left_out))
        session.diversion, session.divert_with = rule, answer
        self._course.signal(session, Signal.DIVERT)
        return True

    def _caller(self, session: Session) -> "Caller":
        from softphone.calls.diverting import caller_of  # noqa: PLC0415 (see above)

        account = self._account(session.account_id)
        return caller_of(session.invite, from_uri=session.party_uri, account=account)

    def _who_diverted(self, session: Session) -> str:
        request = self._caller(session).request
        entry = next(iter(request.diversions()), None) if request else None
        if entry is None:
            return ""
        contact = known_caller(self._world.book, entry.uri) if entry.uri else None
        named = contact.name if contact else safe_text(entry.display_name or "", _NAME_LIMIT)
        return named or party_of(entry.uri)
