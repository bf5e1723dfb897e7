"""Somebody else takes the place of whom we talk with (an INVITE with Replaces, RFC 3891).

For the person it is the same call with another party. The history has a line for each.
"""

from typing import Final

from softphone.calls.addressing import party_of
from softphone.calls.attempt import Signal
from softphone.calls.call_events import CallReplaced
from softphone.calls.course import Course
from softphone.calls.lookups import known_caller
from softphone.calls.recordings import Recordings
from softphone.calls.records import Ended
from softphone.calls.session import Leg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.several import Several
from softphone.calls.views import Phase
from softphone.calls.world import World
from softphone.sip.text import safe_text

_NAME_LIMIT: Final = 80
_TAKES_OVER: Final = frozenset({Phase.CALLING, Phase.RINGING, Phase.INCOMING, Phase.CONNECTED})


class Replaced:
    """One thread, the owner's."""

    def __init__(
        self, world: World, sessions: Sessions, course: Course, several: Several, recordings: Recordings
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._course = course
        self._several = several
        self._recordings = recordings

    def note(self, event: CallReplaced) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.phase not in _TAKES_OVER:
            self._world.engine.hang_up(event.new_call_id)  # it was answered for a call that is over
            return
        was_recorded = bool(session.recording)
        was_talking = session.phase is Phase.CONNECTED
        self._close_line(session)
        self._rename(session, event)
        session.legs.append(Leg(event.new_call_id, session.party_uri, session.started_at))
        session.begin_accounts()
        self._sessions.begin_record(session)
        self._sessions.write_legs(session)
        self._course.signal(session, Signal.ANSWERED)
        session.answered_at = session.started_at
        if session.muted:
            self._world.engine.set_muted(event.new_call_id, True)
        if session.silenced:
            self._world.engine.set_silenced(event.new_call_id, True)
        self._several.renew(session)
        if not was_talking and any(other.is_talking() for other in self._sessions if other is not session):
            self._several.hold(session)
        if was_recorded:
            self._recordings.begin(session)
        self._course.changed(session)

    def _close_line(self, session: Session) -> None:
        now = self._world.now()
        session.leg.ended_at = now
        session.close_accounts()
        self._sessions.finish_record(session, Ended.ANSWERED if session.answered_at else Ended.MISSED, now)

    def _rename(self, session: Session, event: CallReplaced) -> None:
        uri = event.from_uri.decode("utf-8", "replace")
        contact = known_caller(self._world.book, uri)
        name = safe_text(event.from_display_name.decode("utf-8", "replace"), _NAME_LIMIT)
        session.transferred_by = session.party_name
        session.party_name = contact.name if contact else name or party_of(uri)
        session.party_uri, session.contact = uri, contact
        session.replaced_by = session.party_name
        session.transfer = session.consults_for = None
        session.started_at = self._world.now()
