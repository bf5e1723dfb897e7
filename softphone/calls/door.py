"""Callers and writers who are kept away: told politely, written down, and the person told in one growing notice.

A flood neither fills the history nor moves the window: of those in a row, the first stand in the history one by one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from softphone.calls import screening
from softphone.calls.accounts import Account, DiallingRule
from softphone.calls.attempt import Signal
from softphone.calls.course import Course
from softphone.calls.notices import CallsTurnedAway, Notice
from softphone.calls.records import ByItself, Ended
from softphone.calls.session import Session
from softphone.calls.sessions import Sessions
from softphone.calls.world import World

_BUSY: Final = 486
_TOLD_EVERY_S: Final = 10.0
_LINES: Final = 20  # of the history, in a row
_A_ROW_ENDS_AFTER: Final = timedelta(minutes=10)
# Generous beside what people do, nothing beside what programs do.
_CALLS: Final = (10, 30)
_MESSAGES: Final = (20, 60)
_MORE_OF_CONTACTS: Final = (
    6  # times; not without end, since whoever knows a contact's address can call themselves so
)


class Door:
    """One thread, the owner's."""

    def __init__(
        self, world: World, sessions: Sessions, course: Course, publish: Callable[[Notice], None]
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._course = course
        self._say = publish
        self._calls, self._calls_of_contacts = _paces(*_CALLS)
        self._messages, self._messages_of_contacts = _paces(*_MESSAGES)
        self._untold: dict[ByItself, tuple[int, str, str]] = {}
        self._is_waiting = False
        self._in_a_row = 0
        self._last_at: datetime | None = None

    def is_blocked(self, session: Session) -> bool:
        account = self._account_of(session)
        rule = account.dialling if account else DiallingRule()
        blocked = self._world.settings().blocked
        if not blocked:
            return False
        callers = (session.party_uri, *screening.asserted(session.invite))
        return any(screening.is_blocked(uri, blocked, rule) for uri in callers)

    def keeps_away(self, session: Session) -> ByItself | None:
        """Why this caller does not ring, None for one who does; blocked ones are asked about before."""
        why = screening.why_kept_away(
            self._world.settings(), self._account_of(session), session, self._sessions
        )
        if why is not None:
            return why
        pace = self._calls if session.contact is None else self._calls_of_contacts
        return None if self._in_time(pace, session) else ByItself.FLOOD

    def lets_write(self, session: Session) -> ByItself | None:
        """Why this message is not taken, None for one that is."""
        if self.is_blocked(session):
            return ByItself.BLOCKED
        pace = self._messages if session.contact is None else self._messages_of_contacts
        return None if self._in_time(pace, session) else ByItself.FLOOD

    def turn_away(self, session: Session, why: ByItself) -> None:
        """Refuse a caller. A session that is not added yet begins, and stands in the history, unless it is one of too
        many."""
        session.refuse_with = screening.STATUS[why]
        if not self._begin(session, why):
            self._world.engine.reject(session.leg.call_id, session.refuse_with)
            return
        self._course.signal(session, Signal.REJECT)

    def note_turned_away(self, session: Session, status: int) -> None:
        """The engine has refused this caller by itself."""
        if self._begin(session, ByItself.NO_PLACE if status == _BUSY else ByItself.NOTHING_IN_COMMON):
            session.leg.status = session.status = status
            session.leg.ended_at = session.started_at
            self._course.signal(session, Signal.CLOSED)

    def count(self, session: Session, why: ByItself) -> None:
        """Tell of one more, at once or with those of the next seconds."""
        number, _, _ = self._untold.get(why, (0, "", ""))
        self._untold[why] = (number + 1, session.party_uri, session.party_name)
        if not self._is_waiting:
            self._tell()

    def _begin(self, session: Session, why: ByItself) -> bool:
        """Whether it stands in the history."""
        self.count(session, why)
        now = self._world.now()
        if self._last_at is None or not self._last_at <= now < self._last_at + _A_ROW_ENDS_AFTER:
            self._in_a_row = 0
        self._last_at = now
        self._in_a_row += 1
        is_added = self._sessions.get(session.number) is session
        if self._in_a_row > _LINES and not is_added:
            return False
        session.quiet = True
        session.by_itself = why
        session.ended = Ended.REJECTED if why is ByItself.BLOCKED else Ended.MISSED
        if not is_added:
            self._sessions.add(session)
            self._sessions.begin_record(session)
        return True

    def _tell(self) -> None:
        self._is_waiting = bool(self._untold)
        untold, self._untold = self._untold, {}
        for why, (number, uri, name) in untold.items():
            self._say(CallsTurnedAway(number, why, uri, name))
        if self._is_waiting:
            self._world.after(_TOLD_EVERY_S, self._tell)

    def _in_time(self, pace: screening.Pace, session: Session) -> bool:
        return pace.allows(screening.party_key(session.party_uri), self._world.now())

    def _account_of(self, session: Session) -> Account | None:
        accounts = self._world.settings().accounts
        return next((each for each in accounts if each.id == session.account_id), None)


def _paces(most_of_one: int, most_of_all: int) -> tuple[screening.Pace, screening.Pace]:
    """Of strangers, and of contacts."""
    more = _MORE_OF_CONTACTS
    return screening.Pace(most_of_one, most_of_all), screening.Pace(more * most_of_one, more * most_of_all)
