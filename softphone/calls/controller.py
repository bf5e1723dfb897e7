"""The use cases of the phone: place a call, be told of a redirect, decide, save, talk, hang up.

One thread, the owner's. The engine, the store and the clock are ports; what happens next is the table of
`calls.attempt`; what a 3xx may lead to is `calls.offers`. Nothing here knows Qt, SQLite or pjsua2.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from softphone.calls.addressing import as_sip, party_of
from softphone.calls.attempt import Signal
from softphone.calls.company_events import PresenceState
from softphone.calls.dialling import Target, chosen_account, dialled
from softphone.calls.notices import Notice
from softphone.calls.records import Direction
from softphone.calls.reports import Reports
from softphone.calls.rooms import Rooms
from softphone.calls.session import Leg, Session
from softphone.calls.views import CallView, Phase, SeenMessage
from softphone.calls.world import World
from softphone.sip.errors import SipParseError

if TYPE_CHECKING:
    from softphone.calls.following import OnRedirect
    from softphone.calls.offer import Choice


class CallController:
    """Implements `calls.phone.Phone`. `on_redirect` None is OnRedirect.ASK."""

    def __init__(self, world: World, on_redirect: "OnRedirect | None" = None) -> None:
        self._world = world
        self._rooms = Rooms(world, on_redirect)
        self._sessions = self._rooms.sessions
        self._course = self._rooms.course
        self._reports = Reports(self._rooms)
        world.engine.subscribe(self._reports.take)

    @property
    def on_redirect(self) -> "OnRedirect":
        """What is done with the next redirect."""
        return self._rooms.following.on_redirect

    @on_redirect.setter
    def on_redirect(self, value: "OnRedirect") -> None:
        self._rooms.following.on_redirect = value

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        self._rooms.listeners.append(listener)

    # Calls and messages begin.

    def place_call(self, address: str, *, account_id: str | None = None, ask_again: bool = False) -> int:
        return self._place(self._dialled(address, account_id, ask_again=ask_again), ask_again=ask_again)

    def send_message(self, address: str, text: str, *, account_id: str | None = None) -> int:
        return self._place(self._dialled(as_sip(address), account_id), message=text)

    def redial(self) -> int | None:
        last = self._world.log.last_dialled()
        if last is None:
            return None
        ids = {account.id for account in self._world.settings().accounts if account.enabled}
        try:
            return self.place_call(
                last.party_uri, account_id=last.account_id if last.account_id in ids else None
            )
        except SipParseError:  # the history keeps no more of an address than it shows
            return None

    def hear_voicemail(self, account_id: str) -> int | None:
        address = self._rooms.company.voicemail(account_id)
        try:
            return self.place_call(address, account_id=account_id) if address else None
        except SipParseError:
            return None

    def account_of(self, address: str) -> str:
        account = chosen_account(self._world.settings(), address)
        return account.id if account is not None else ""

    def dialled_uri(self, address: str, *, account_id: str | None = None) -> str:
        return self._dialled(address, account_id, ask_again=True).party_uri

    def _dialled(self, address: str, account_id: str | None, *, ask_again: bool = False) -> Target:
        return dialled(self._world.settings(), self._world.book, address, account_id, ask_again=ask_again)

    def _place(
        self,
        target: Target,
        *,
        ask_again: bool = False,
        message: str | None = None,
        consults_for: int | None = None,
    ) -> int:
        if message is None:
            self._rooms.make_room(None)
        else:
            self._rooms.company.note_sent(target.party_uri)
        session = Session(
            number=self._sessions.next_number(),
            direction=Direction.OUTGOING,
            phase=Phase.CALLING,
            party_name=target.contact.name if target.contact else party_of(target.party_uri),
            party_uri=target.party_uri,
            contact=target.contact,
            account_id=target.account.id if target.account else "",
            started_at=self._world.now(),
            remembered_from=target.party_uri if target.move else None,
            remembered=target.move,
            ask_again=ask_again,
            message=message,
            consults_for=consults_for,
        )
        session.legs.append(Leg(self._sessions.next_call_id(), target.uri, session.started_at))
        self._sessions.add(session)
        self._course.send(session)
        self._sessions.begin_record(session)
        self._course.changed(session)
        return session.number

    # Calls go on and end.

    def answer(self, attempt: int) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.direction is Direction.INCOMING:
            self._rooms.accept(session)

    def reject(self, attempt: int, status: int = 486) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.direction is Direction.INCOMING:
            session.refuse_with = status
            self._course.signal(session, Signal.REJECT)

    def deflect(self, attempt: int, address: str) -> None:
        self._rooms.incoming.deflect(attempt, address)

    def hang_up(self, attempt: int) -> None:
        session = self._sessions.get(attempt)
        if session is None:
            return
        self._course.signal(session, Signal.HANG_UP)
        if session.message is not None:  # there is no CANCEL for a MESSAGE (RFC 3261 section 9.1)
            self._course.signal(session, Signal.CLOSED)

    def answer_offer(self, attempt: int, choice: "Choice") -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.phase is Phase.CHOOSING:
            legs = len(session.legs)
            self._rooms.following.choose(session, choice)
            if len(session.legs) > legs and session.message is None:
                self._rooms.make_room(session)

    def set_muted(self, attempt: int, muted: bool) -> None:
        """There is one microphone: nobody in a conference hears it when it is muted for one of them."""
        session = self._sessions.get(attempt)
        if session is None or session.phase is Phase.ENDED:
            return
        for each in self._rooms.several.together(session) if session.in_conference else (session,):
            each.muted = muted
            if muted or not each.on_hold:  # on hold it is muted in any case
                self._world.engine.set_muted(each.leg.call_id, muted)
            self._course.changed(each)

    def set_silenced(self, attempt: int, silenced: bool) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.phase is not Phase.ENDED:
            session.silenced = silenced
            self._world.engine.set_silenced(session.leg.call_id, silenced)
            self._course.changed(session)

    def send_dtmf(self, attempt: int, digits: str) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.phase in {Phase.CONNECTED, Phase.RINGING}:
            self._world.engine.send_dtmf(session.leg.call_id, digits)
            if session.digits_refused:
                session.digits_refused = False
                self._course.changed(session)

    def record(self, attempt: int, on: bool) -> None:
        session = self._sessions.get(attempt)
        if session is not None:
            (self._rooms.recordings.begin if on else self._rooms.recordings.stop)(session)

    # Several calls.

    def hold(self, attempt: int) -> None:
        if session := self._sessions.get(attempt):
            self._rooms.several.hold(session)

    def resume(self, attempt: int) -> None:
        if session := self._sessions.get(attempt):
            self._rooms.several.resume(session)

    def join(self, attempts: Sequence[int]) -> None:
        found = (self._sessions.get(attempt) for attempt in attempts)
        self._rooms.several.join(session for session in found if session is not None)

    def part(self, attempt: int) -> None:
        if session := self._sessions.get(attempt):
            self._rooms.several.part(session)

    def transfer(self, attempt: int, address: str) -> None:
        if session := self._sessions.get(attempt):
            self._rooms.handing_over.blind(session, address)

    def consult(self, attempt: int, address: str) -> int:
        session = self._sessions.get(attempt)
        target = self._dialled(address, session.account_id or None if session else None)
        consults_for = None
        if session is not None and session.phase is Phase.CONNECTED:
            consults_for = attempt
        return self._place(target, consults_for=consults_for)

    def transfer_to(self, attempt: int, other: int) -> None:
        session, consulted = self._sessions.get(attempt), self._sessions.get(other)
        if session is not None and consulted is not None:
            self._rooms.handing_over.attended(session, consulted)

    # Messages and presence.

    def send_typing(self, address: str, typing: bool) -> None:
        self._rooms.company.send_typing(address, typing)

    def watch(self, uris: Sequence[str]) -> None:
        self._rooms.company.watch(uris)

    def presence_of(self, uri: str) -> PresenceState:
        return self._rooms.company.presence_of(uri)

    # What is known, and what is forgotten.

    def settings_changed(self) -> None:
        self._rooms.company.settings_changed()
        self._rooms.incoming.review()
        self._course.update_tone()

    def views(self) -> tuple[CallView, ...]:
        return tuple(session.view() for session in self._sessions)

    def wire_log(self) -> tuple[SeenMessage, ...]:
        return self._reports.messages_of_no_call()

    def dismiss(self, attempt: int) -> None:
        self._sessions.dismiss(attempt)

    def undo_move(self, move_id: int) -> None:
        self._rooms.following.undo(move_id)

    def close(self) -> None:
        """End everything and write it down, without waiting for the other sides. Nobody is told anything after it."""
        for session in self._sessions:
            self._course.signal(session, Signal.HANG_UP)
            self._course.signal(session, Signal.CLOSED)
        self._rooms.listeners.clear()
