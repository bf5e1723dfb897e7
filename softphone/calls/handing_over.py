"""Transfers that the person asks for: blind (RFC 3515), and attended with Replaces (RFC 3891, RFC 5589).

The call stays ours until the other side has been connected: what fails has lost nothing. When it is done, our calls
end, by the other side as RFC 5589 has it, else by us a moment later.
"""

from dataclasses import replace
from typing import Final

from softphone.calls.addressing import party_of
from softphone.calls.attempt import Signal
from softphone.calls.call_events import CallEnded, TransferChanged, TransferState
from softphone.calls.course import Course
from softphone.calls.dialling import dialled
from softphone.calls.lookups import known_contact
from softphone.calls.session import Session
from softphone.calls.sessions import Sessions
from softphone.calls.views import Phase, TransferView
from softphone.calls.world import World
from softphone.sip.text import safe_text

_BYE_WITHIN_S: Final = 2.0
_OUTCOME_WITHIN_S: Final = 120.0  # longer than anybody lets it ring; then nothing will be told any more
_REASON_LIMIT: Final = 120
_OPEN: Final = frozenset({TransferState.ASKED, TransferState.TRYING})


class HandingOver:
    """One thread, the owner's."""

    def __init__(self, world: World, sessions: Sessions, course: Course) -> None:
        self._world = world
        self._sessions = sessions
        self._course = course

    def blind(self, session: Session, address: str) -> None:
        """Raises SipParseError when `address` is none."""
        target = dialled(self._world.settings(), self._world.book, address, session.account_id or None)
        if self._may_begin(session):
            self._begin(session, target.uri, attended=False)
            self._world.engine.transfer(session.leg.call_id, target.uri)

    def attended(self, session: Session, other: Session) -> None:
        """Connect two calls. A consultation that still rings cannot be replaced (RFC 3891 section 3): it is called
        off, and its party called by the other side."""
        if session is other or not self._may_begin(session):
            return
        if other.phase in {Phase.CALLING, Phase.RINGING}:
            uri = other.leg.uri
            self._course.signal(other, Signal.HANG_UP)
            self._begin(session, uri, attended=False)
            self._world.engine.transfer(session.leg.call_id, uri)
        elif other.phase is Phase.CONNECTED:
            self._begin(session, other.party_uri, attended=True)
            session.handed_to = other.number
            self._world.engine.transfer_to(session.leg.call_id, other.leg.call_id)

    def note(self, event: TransferChanged) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.transfer is None or session.transfer.state is TransferState.DONE:
            return
        self._change(session, event.state, event.status, safe_text(event.reason, _REASON_LIMIT))
        if (
            session.ended is not None and session.ended_at is not None
        ):  # the news came after the other side's BYE
            self._sessions.finish_record(session, session.ended, session.ended_at)

    def note_end(self, session: Session, event: CallEnded) -> None:
        """A call ends in the middle of its transfer: whoever has agreed to it and hangs up goes where it leads."""
        transfer = session.transfer
        if transfer is None or transfer.state not in _OPEN or session.phase is not Phase.CONNECTED:
            return
        goes = event.by_peer and transfer.state is TransferState.TRYING
        self._change(session, TransferState.DONE if goes else TransferState.FAILED, transfer.status, "")

    def _may_begin(self, session: Session) -> bool:
        transfer = session.transfer
        return session.phase is Phase.CONNECTED and (
            transfer is None or transfer.state is TransferState.FAILED
        )

    def _begin(self, session: Session, uri: str, *, attended: bool) -> None:
        contact = known_contact(self._world.book, uri)
        name = contact.name if contact else party_of(uri)
        session.transfer = TransferView(uri, name, TransferState.ASKED, attended=attended)
        session.handed_to = None
        session.transfers += 1
        mark = session.transfers
        self._world.after(_OUTCOME_WITHIN_S, lambda: self._give_up(session, mark))
        self._course.changed(session)

    def _give_up(self, session: Session, mark: int) -> None:
        open_still = session.transfer is not None and session.transfer.state in _OPEN
        if session.transfers == mark and open_still and session.phase is Phase.CONNECTED:
            self._change(session, TransferState.FAILED, 408, "")

    def _change(self, session: Session, state: TransferState, status: int, reason: str) -> None:
        if session.transfer is None:
            return
        # Whoever goes says first that they do (202, or a NOTIFY with 100: RFC 3515 section 2.4.2).
        refused = state is TransferState.FAILED and session.transfer.state is TransferState.ASKED
        session.transfer = replace(
            session.transfer, state=state, status=status, reason=reason, refused=refused and status > 0
        )
        self._course.changed(session)
        if state is TransferState.DONE:
            other = self._sessions.get(session.handed_to) if session.handed_to is not None else None
            calls = tuple((each, each.leg.call_id) for each in (session, other) if each is not None)
            self._world.after(_BYE_WITHIN_S, lambda: self._leave(calls))

    def _leave(self, calls: tuple[tuple[Session, int], ...]) -> None:
        """Not whoever has taken the place of the other side meanwhile."""
        for session, call_id in calls:
            if session.phase is Phase.CONNECTED and session.leg.call_id == call_id:
                self._course.signal(session, Signal.HANG_UP)
