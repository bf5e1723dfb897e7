"""Calls and messages that come in: who it is, and whether the person wants them sent elsewhere."""

from collections.abc import Callable

from softphone.calls import engine_events as ev
from softphone.calls.addressing import account_for, domain_of, party_of
from softphone.calls.attempt import Signal
from softphone.calls.lookups import known_contact
from softphone.calls.notices import Phase
from softphone.calls.session import Leg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.values import Direction
from softphone.calls.world import World
from softphone.sip.dialled import parse_dialled
from softphone.sip.text import safe_text

_NAME_LIMIT = 80


class Incoming:
    """The incoming part of the controller. `signal` moves a session through the table."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        signal: Callable[[Session, Signal], None],
        changed: Callable[[Session], None],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._signal = signal
        self._changed = changed

    def call(self, event: ev.CallIncoming) -> None:
        session = self._session(event, event.call_id, Phase.INCOMING)
        self._sessions.add(session)
        self._sessions.begin_record(session)
        self._changed(session)

    def deflect(self, attempt: int, address: str) -> None:
        """Raises SipParseError."""
        session = self._sessions.get(attempt)
        if session is None or session.phase is not Phase.INCOMING or session.accepted:
            return
        account = account_for(self._world.settings(), address, session.account_id or None)
        uri = parse_dialled(address, default_domain=domain_of(account))
        self._world.engine.redirect(session.leg.call_id, 302, headers=(("Contact", f"<{uri}>"),))

    def send_redirect(self, session: Session) -> None:
        """The REDIRECT effect."""

    def _session(self, event: ev.CallIncoming, call_id: int, phase: Phase) -> Session:
        uri = event.from_uri.decode("utf-8", "replace")
        contact = known_contact(self._world.book, uri)
        name = safe_text(event.from_display_name.decode("utf-8", "replace"), _NAME_LIMIT)
        session = Session(
            number=self._sessions.next_number(),
            direction=Direction.INCOMING,
            phase=phase,
            party_name=contact.name if contact else name or party_of(uri),
            party_uri=uri,
            contact=contact,
            account_id=event.account_id,
            started_at=self._world.now(),
        )
        session.legs.append(Leg(call_id, uri, session.started_at))
        return session
