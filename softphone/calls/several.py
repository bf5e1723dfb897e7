"""Several calls at once: one is active, or the conference is, and all others are on hold.

Whoever the person calls, answers or goes on with becomes active. Somebody who answers a call of ours while another
conversation is on waits on hold: nobody is pulled away in the middle of a word. When the active call ends, nothing
resumes by itself. A call on hold is muted here at once, so that nothing said to somebody else reaches it while the
other side has not agreed to the hold yet.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from softphone.calls.call_events import CallMedia
from softphone.calls.notices import HoldFailed, Notice
from softphone.calls.records import Direction
from softphone.calls.session import Session
from softphone.calls.sessions import Sessions
from softphone.calls.views import Phase
from softphone.calls.world import World

_SETTLES_WITHIN_S: Final = 10.0  # a re-INVITE, its answer, and once more after a 491 (RFC 3261 section 14.1)
_TAKEN_OVER_WITHIN_S: Final = (
    2.0  # whoever asked us to call somebody else hangs up when that call is answered
)


class Several:
    """One thread, the owner's. `changed` tells of a session."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        publish: Callable[[Notice], None],
        changed: Callable[[Session], None],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._say = publish
        self._changed = changed

    def make_room(self, session: Session | None) -> None:
        """Hold whoever one talks with, but those who are in the conference with `session`."""
        self._ask(self._in_the_way_of(session), held=True)

    def answered(self, session: Session) -> None:
        """Somebody answered while another call is active."""
        if session.phase is not Phase.CONNECTED:
            return
        if session.transferred_by and session.direction is Direction.OUTGOING:
            self._world.after(_TAKEN_OVER_WITHIN_S, lambda: self._take_over(session))
        elif not session.on_hold:
            self._ask([session], held=True)

    def hold(self, session: Session) -> None:
        """A call that is in the conference is held with all of it."""
        self._ask(self.together(session), held=True)

    def resume(self, session: Session) -> None:
        if session.phase is Phase.CONNECTED:
            self._go_on(self.together(session))

    def join(self, sessions: Iterable[Session]) -> None:
        """Make a conference of `sessions` and those who are in it already."""
        chosen = [s for s in sessions if s.phase is Phase.CONNECTED and s.message is None]
        members = [s for s in self._sessions if s.in_conference or s in chosen]
        if not chosen or len(members) < 2:
            return
        muted = any(member.muted for member in members)  # rather not heard than heard unawares
        for member in members:
            member.in_conference = True
            if muted and not member.muted:
                member.muted = True
                self._world.engine.set_muted(member.leg.call_id, True)
        self._go_on(members)
        self._tell_engine(members)
        for member in members:
            self._changed(member)

    def part(self, session: Session) -> None:
        if session.in_conference:
            self.leave(session)
            self.hold(session)

    def leave(self, session: Session) -> None:
        """Out of the conference; one call alone is none."""
        session.in_conference = False
        members = [s for s in self._sessions if s.in_conference]
        if len(members) < 2:
            for member in members:
                member.in_conference = False
                self._changed(member)
            members = []
        self._tell_engine(members)

    def renew(self, session: Session) -> None:
        """Its call is another one for the engine."""
        if session.in_conference:
            self._tell_engine([s for s in self._sessions if s.in_conference])
        if session.on_hold:
            session.on_hold = False
            self._ask([session], held=True)

    def note_media(self, session: Session, event: CallMedia) -> None:
        """Muting ends with the sound of a call: it is asked for again when the sound comes back."""
        if event.active and not event.held and not session.on_hold:
            if session.muted:
                self._world.engine.set_muted(session.leg.call_id, True)
            if session.silenced:
                self._world.engine.set_silenced(session.leg.call_id, True)

    def note_refused(self, session: Session) -> None:
        """The other side does not agree to what was asked of it last."""
        if session.is_hold_open:
            self._check(session, session.holds)

    def together(self, session: Session) -> Sequence[Session]:
        """Whoever is in the conference with `session`, and it; itself alone without one."""
        if session.in_conference:
            return [s for s in self._sessions if s.in_conference]
        return [session]

    def _take_over(self, session: Session) -> None:
        if session.phase is Phase.CONNECTED and not session.on_hold:
            self.make_room(session)

    def _in_the_way_of(self, session: Session | None) -> list[Session]:
        together = session is not None and session.in_conference
        return [
            other
            for other in self._sessions
            if other is not session and other.is_talking() and not (together and other.in_conference)
        ]

    def _go_on(self, sessions: Sequence[Session]) -> None:
        """Hold first, then resume; told is only when both are asked for, so that no tone sounds in between."""
        asked = [self._want(each, held=True) for each in self._in_the_way_of(sessions[0])]
        asked += [self._want(each, held=False) for each in sessions]
        self._tell(asked)

    def _ask(self, sessions: Iterable[Session], *, held: bool) -> None:
        self._tell([self._want(each, held=held) for each in sessions])

    def _tell(self, asked: Iterable[Session | None]) -> None:
        for session in asked:
            if session is not None:
                self._changed(session)

    def _want(self, session: Session, *, held: bool) -> Session | None:
        """`session`, unless there is nothing to be done."""
        if session.phase is not Phase.CONNECTED or session.on_hold == held:
            return None
        engine, call_id = self._world.engine, session.leg.call_id
        session.on_hold = held
        session.holds += 1
        session.is_hold_open = True
        mark = session.holds
        if held:
            engine.set_muted(call_id, True)
            engine.hold(call_id)
        else:
            engine.resume(call_id)
            engine.set_muted(call_id, session.muted)
        self._world.after(_SETTLES_WITHIN_S, lambda: self._check(session, mark))
        return session

    def _check(self, session: Session, mark: int) -> None:
        """Whether the engine did as it was asked; a later wish makes an earlier one mean nothing."""
        is_held = session.media is not None and session.media.held
        if session.phase is not Phase.CONNECTED or session.holds != mark:
            return
        session.is_hold_open = False
        if is_held == session.on_hold:
            return
        wanted, session.on_hold = session.on_hold, is_held
        if wanted and any(s.is_talking() for s in self._sessions if s is not session):
            session.muted = session.silenced = True
            self._world.engine.set_silenced(session.leg.call_id, True)
        elif wanted:
            self._world.engine.set_muted(session.leg.call_id, session.muted)
        self._say(HoldFailed(session.number, wanted))
        self._changed(session)

    def _tell_engine(self, members: Iterable[Session]) -> None:
        self._world.engine.set_conference(tuple(member.leg.call_id for member in members))
