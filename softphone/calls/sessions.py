"""The attempts of this run: by their number and by the engine's, and their lines in the history."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from itertools import count
from typing import Final

from softphone.calls.engine_events import MessageSeen
from softphone.calls.notices import ConversationsChanged, HistoryChanged, MessageNotice, Notice
from softphone.calls.records import Direction, Ended
from softphone.calls.session import Session
from softphone.calls.views import Phase, SeenMessage
from softphone.calls.world import World

MOST_SEEN_MESSAGES: Final = 200  # of one attempt
_MOST_UNSEEN_ATTEMPTS: Final = 200
_MOST_ENDED_ATTEMPTS: Final = 500
_MOST_EARLY_MESSAGES: Final = 64


class Sessions:
    """One thread, the owner's. Iterates oldest first."""

    def __init__(self, world: World, publish: Callable[[Notice], None]) -> None:
        self._world = world
        self._say = publish
        self._by_number: dict[int, Session] = {}
        self._records: dict[int, Future[int]] = {}
        self._numbers = count(1)
        self._call_ids = count(1)
        self._early: deque[MessageSeen] = deque(maxlen=_MOST_EARLY_MESSAGES)

    def __iter__(self) -> Iterator[Session]:
        return iter(tuple(self._by_number.values()))

    def get(self, attempt: int) -> Session | None:
        return self._by_number.get(attempt)

    def of_call(self, call_id: int) -> Session | None:
        """Whose newest leg this is; events of older legs are late and mean nothing any more."""
        return next((s for s in self._by_number.values() if s.leg.call_id == call_id), None)

    def of_any_leg(self, call_id: int) -> Session | None:
        """Whose leg this is or was."""
        return next((s for s in self._by_number.values() if any(g.call_id == call_id for g in s.legs)), None)

    def next_number(self) -> int:
        return next(self._numbers)

    def next_call_id(self) -> int:
        return next(self._call_ids)

    def add(self, session: Session) -> None:
        """`session` has its first leg."""
        self._by_number[session.number] = session
        early = [event for event in self._early if event.call_id == session.leg.call_id]
        for event in early:
            self._early.remove(event)
            self.note_message(event)

    def dismiss(self, attempt: int) -> None:
        session = self._by_number.get(attempt)
        if session is not None and session.phase is Phase.ENDED:
            del self._by_number[attempt]
            self._records.pop(attempt, None)

    def bound_ended(self) -> None:
        """Forget the oldest that are over, first those that nobody had to deal with; the history keeps them.

        Whoever calls a thousand times while nobody is here fills no memory.
        """
        ended = [s for s in self._by_number.values() if s.phase is Phase.ENDED]
        unseen = [s for s in ended if s.quiet]
        for most, sessions in ((_MOST_UNSEEN_ATTEMPTS, unseen), (_MOST_ENDED_ATTEMPTS, ended)):
            for session in sessions[: max(0, len(sessions) - most)]:
                self.dismiss(session.number)

    def note_message(self, event: MessageSeen) -> Session | None:
        """Keep a message for the call-flow picture, also after the end; whose it is, if that is known yet."""
        for session in reversed(self._by_number.values()):
            for index, leg in enumerate(session.legs):
                if leg.call_id == event.call_id:
                    if len(session.messages) < MOST_SEEN_MESSAGES:
                        session.messages.append(_seen(event, index))
                    return session
        self._early.append(event)  # an incoming INVITE may be seen before the call is told
        return None

    # The history.

    def begin_record(self, session: Session) -> None:
        begun = self._records[session.number] = self._world.log.begin(
            direction=session.direction,
            party_uri=session.party_uri,
            party_name=session.party_name,
            contact_id=session.contact.id if session.contact else None,
            account_id=session.account_id,
            started_at=session.started_at,
            message=session.message,
        )
        if session.message is not None and session.direction is Direction.OUTGOING:
            begun.add_done_callback(lambda _: self._world.post(lambda: self._say(ConversationsChanged())))

    def write_legs(self, session: Session) -> None:
        self._world.log.write_legs(
            self._records[session.number], tuple(leg.record() for leg in session.legs[session.legs_before :])
        )

    def finish_record(self, session: Session, ended: Ended, ended_at: datetime) -> None:
        self.write_legs(session)
        done = self._world.log.finish(
            self._records[session.number],
            ended=ended,
            ended_at=ended_at,
            answered_at=session.answered_at,
            moved_status=session.moved_status,
            contact_id=session.contact.id if session.contact else None,
            quality=session.quality_summary,
            recording=session.recorded,
            transferred_to=session.transferred_to(),
            by_itself=session.by_itself,
        )
        is_message = session.message is not None

        def tell() -> None:
            self._say(HistoryChanged())
            if is_message:
                self._say(ConversationsChanged())

        done.add_done_callback(lambda _: self._world.post(tell))
        if ended is Ended.RECEIVED:
            self._say(MessageNotice(session.view()))


def _seen(event: MessageSeen, leg: int) -> SeenMessage:
    return SeenMessage(
        leg=leg,
        sent=event.sent,
        at=datetime.fromtimestamp(event.at, UTC),
        transport=event.transport,
        peer=event.peer,
        raw=event.raw,
    )
