"""The rooms of the core and how they are joined. Most are loaded when first needed: reading redirects, and what else
a first call seldom has, takes longer to load than all the rest of the core."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from softphone.calls.attempt import Signal
from softphone.calls.call_engine import MOST_CALLS
from softphone.calls.company import Company
from softphone.calls.course import Course
from softphone.calls.incoming import Incoming
from softphone.calls.notices import CallChanged, Notice
from softphone.calls.session import NextLeg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.views import Phase
from softphone.calls.world import World

if TYPE_CHECKING:
    from softphone.calls.following import Following, OnRedirect
    from softphone.calls.handing_over import HandingOver
    from softphone.calls.recordings import Recordings
    from softphone.calls.replaced import Replaced
    from softphone.calls.several import Several
    from softphone.calls.transfers import Transfers

_CARRIED: Final = frozenset({Phase.CALLING, Phase.RINGING, Phase.INCOMING, Phase.CONNECTED})


class Rooms:
    """One thread, the owner's. `on_redirect` None is OnRedirect.ASK."""

    def __init__(self, world: World, on_redirect: "OnRedirect | None" = None) -> None:
        self.world = world
        self._on_redirect = on_redirect
        self.listeners: list[Callable[[Notice], None]] = []
        self.sessions = Sessions(world, self.say)
        self.course = Course(world, self.sessions, self.say, self._next_leg, self._ended)
        self.company = Company(world, self.say)
        self.incoming = Incoming(world, self.sessions, self.course, self.say, self.accept)

    @cached_property
    def following(self) -> "Following":
        from softphone.calls.following import Following, OnRedirect  # noqa: PLC0415 (see above)

        return Following(self.world, self._on_redirect or OnRedirect.ASK, self.say, self.course.signal)

    @cached_property
    def transfers(self) -> "Transfers":
        from softphone.calls.transfers import Transfers  # noqa: PLC0415 (see above)

        return Transfers(self.world, self.sessions, self.say, self.course.changed)

    @cached_property
    def several(self) -> "Several":
        from softphone.calls.several import Several  # noqa: PLC0415 (see above)

        return Several(self.world, self.sessions, self.say, self.course.changed)

    @cached_property
    def handing_over(self) -> "HandingOver":
        from softphone.calls.handing_over import HandingOver  # noqa: PLC0415 (see above)

        return HandingOver(self.world, self.sessions, self.course)

    @cached_property
    def recordings(self) -> "Recordings":
        from softphone.calls.recordings import Recordings  # noqa: PLC0415 (see above)

        return Recordings(self.world, self.say, self.course.changed)

    @cached_property
    def replaced(self) -> "Replaced":
        from softphone.calls.replaced import Replaced  # noqa: PLC0415 (see above)

        return Replaced(self.world, self.sessions, self.course, self.several, self.recordings)

    def say(self, notice: Notice) -> None:
        for listener in tuple(self.listeners):
            listener(notice)

    def accept(self, session: Session) -> None:
        """Answer a ringing call, once; whoever one talks with waits meanwhile."""
        if session.phase is Phase.INCOMING and not session.accepted:
            session.accepted = True  # before the other one is held: nobody rings any more
            self.make_room(session)
            self.course.signal(session, Signal.ACCEPT)

    def make_room(self, session: Session | None) -> None:
        """`session` is going to be the one call that is active; None is one that is about to be placed.

        A call that the engine cannot carry is refused: for that nobody is put on hold.
        """
        others = [s for s in self.sessions if s is not session and s.message is None and s.phase in _CARRIED]
        if len(others) < MOST_CALLS and any(
            other.is_talking() for other in self.sessions if other is not session
        ):
            self.several.make_room(session)

    def note_answered(self, session: Session) -> None:
        """The other side of `session` has just answered."""
        if any(other.is_talking() for other in self.sessions if other is not session):
            self.several.answered(session)

    def _next_leg(self, session: Session) -> NextLeg:
        return self.following.next_leg(session)

    def _ended(self, session: Session) -> None:
        """`session` is over in this moment, however that came."""
        session.close_accounts()
        if session.in_conference:
            self.several.leave(session)
        for other in self.sessions:
            if other.consults_for == session.number:
                other.consults_for = None
                self.say(CallChanged(other.view()))
