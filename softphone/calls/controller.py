"""The use cases of the phone: place a call, be told of a redirect, decide, save, talk, hang up.

One thread, the owner's. The engine, the store and the clock are ports; what happens next is the table of
`calls.attempt`; what a 3xx may lead to is `calls.offers`. Nothing here knows Qt, SQLite or pjsua2.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from softphone.calls import engine_events as ev
from softphone.calls import notices as say
from softphone.calls.addressing import account_for, as_sip, domain_of, party_of
from softphone.calls.attempt import Signal
from softphone.calls.course import Course
from softphone.calls.incoming import Incoming
from softphone.calls.lookups import dialled_move, known_contact
from softphone.calls.notices import CallView, Notice, Phase
from softphone.calls.session import Leg, NextLeg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.values import Direction, Ended
from softphone.calls.world import World
from softphone.sip.dialled import parse_dialled
from softphone.sip.text import safe_text

# Loaded when first needed: reading redirects, and what else offers addresses, takes longer to load than all the rest of
# the core.
if TYPE_CHECKING:
    from softphone.calls.following import Following, OnRedirect
    from softphone.calls.offer import Choice
    from softphone.calls.transfers import Transfers

_REASON_LIMIT = 120
_FLOW_TOLD_AFTER_S = 0.1


class CallController:
    """Implements `calls.phone.Phone`. `on_redirect` None is OnRedirect.ASK."""

    def __init__(self, world: World, on_redirect: "OnRedirect | None" = None) -> None:
        self._world = world
        self._on_redirect = on_redirect
        self._listeners: list[Callable[[Notice], None]] = []
        self._sessions = Sessions(world, self._say)
        self._course = Course(world, self._sessions, self._say, self._next_leg)
        self._incoming = Incoming(world, self._sessions, self._course)
        self._registrar_told: dict[str, set[tuple[object, ...]]] = {}
        world.engine.subscribe(self._on_engine_event)

    @cached_property
    def _following(self) -> "Following":
        from softphone.calls.following import Following, OnRedirect  # noqa: PLC0415 (see above)

        return Following(self._world, self._on_redirect or OnRedirect.ASK, self._say, self._course.signal)

    @cached_property
    def _transfers(self) -> "Transfers":
        from softphone.calls.transfers import Transfers  # noqa: PLC0415 (see above)

        return Transfers(self._world, self._sessions, self._say, self._course.changed)

    def _next_leg(self, session: Session) -> NextLeg:
        return self._following.next_leg(session)

    # What a front end asks for.

    @property
    def on_redirect(self) -> "OnRedirect":
        """What is done with the next redirect."""
        return self._following.on_redirect

    @on_redirect.setter
    def on_redirect(self, value: "OnRedirect") -> None:
        self._following.on_redirect = value

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        self._listeners.append(listener)

    def place_call(self, address: str, *, account_id: str | None = None, ask_again: bool = False) -> int:
        return self._place(address, account_id, ask_again=ask_again)

    def send_message(self, address: str, text: str, *, account_id: str | None = None) -> int:
        return self._place(as_sip(address), account_id, message=text)

    def _place(
        self, address: str, account_id: str | None, *, ask_again: bool = False, message: str | None = None
    ) -> int:
        settings = self._world.settings()
        account = account_for(settings, address, account_id)
        domain = domain_of(account)
        uri = parse_dialled(address, default_domain=domain)
        move, first_uri = (None, uri) if ask_again else dialled_move(self._world.book, uri, domain)
        contact = known_contact(self._world.book, uri)
        session = Session(
            number=self._sessions.next_number(),
            direction=Direction.OUTGOING,
            phase=Phase.CALLING,
            party_name=contact.name if contact else party_of(uri),
            party_uri=uri,
            contact=contact,
            account_id=account.id if account else "",
            started_at=self._world.now(),
            remembered_from=uri if move else None,
            remembered=move,
            ask_again=ask_again,
            message=message,
        )
        session.legs.append(Leg(self._sessions.next_call_id(), first_uri, session.started_at))
        self._sessions.add(session)
        self._course.send(session)
        self._sessions.begin_record(session)
        self._course.changed(session)
        return session.number

    def answer(self, attempt: int) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.direction is Direction.INCOMING:
            self._course.signal(session, Signal.ACCEPT)

    def reject(self, attempt: int, status: int = 486) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.direction is Direction.INCOMING:
            session.refuse_with = status
            self._course.signal(session, Signal.REJECT)

    def deflect(self, attempt: int, address: str) -> None:
        self._incoming.deflect(attempt, address)

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
            self._following.choose(session, choice)

    def set_muted(self, attempt: int, muted: bool) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.phase is not Phase.ENDED:
            session.muted = muted
            self._world.engine.set_muted(session.leg.call_id, muted)
            self._course.changed(session)

    def send_dtmf(self, attempt: int, digits: str) -> None:
        session = self._sessions.get(attempt)
        if session is not None and session.phase in {Phase.CONNECTED, Phase.RINGING}:
            self._world.engine.send_dtmf(session.leg.call_id, digits)

    def set_silenced(self, attempt: int, silenced: bool) -> None:
        raise NotImplementedError

    def hold(self, attempt: int) -> None:
        raise NotImplementedError

    def resume(self, attempt: int) -> None:
        raise NotImplementedError

    def transfer(self, attempt: int, address: str) -> None:
        raise NotImplementedError

    def consult(self, attempt: int, address: str) -> int:
        raise NotImplementedError

    def transfer_to(self, attempt: int, other: int) -> None:
        raise NotImplementedError

    def join(self, attempts: Sequence[int]) -> None:
        raise NotImplementedError

    def part(self, attempt: int) -> None:
        raise NotImplementedError

    def record(self, attempt: int, on: bool) -> None:
        raise NotImplementedError

    def redial(self) -> int | None:
        raise NotImplementedError

    def account_of(self, address: str) -> str:
        raise NotImplementedError

    def dialled_uri(self, address: str, *, account_id: str | None = None) -> str:
        raise NotImplementedError

    def send_typing(self, address: str, typing: bool) -> None:
        raise NotImplementedError

    def watch(self, uris: Sequence[str]) -> None:
        raise NotImplementedError

    def presence_of(self, uri: str) -> ev.PresenceState:
        raise NotImplementedError

    def hear_voicemail(self, account_id: str) -> int | None:
        raise NotImplementedError

    def settings_changed(self) -> None:
        """Nothing follows yet."""

    def views(self) -> tuple[CallView, ...]:
        return tuple(session.view() for session in self._sessions)

    def dismiss(self, attempt: int) -> None:
        self._sessions.dismiss(attempt)

    def undo_move(self, move_id: int) -> None:
        self._following.undo(move_id)

    def close(self) -> None:
        """End everything and write it down, without waiting for the other sides. Nobody is told anything after it."""
        for session in self._sessions:
            self._course.signal(session, Signal.HANG_UP)
            self._course.signal(session, Signal.CLOSED)
        self._listeners.clear()

    # What the engine reports.

    def _on_engine_event(self, event: ev.EngineEvent) -> None:  # noqa: PLR0912 (one arm per event reads best)
        match event:
            case ev.CallEnded():
                self._leg_ended(event)
            case ev.MessageAnswered():
                self._leg_ended(_as_ended(event))
            case ev.CallProgress():
                self._progress(event)
            case ev.CallAnswered():
                self._answered(event)
            case ev.CallMedia(call_id=call_id):
                if session := self._sessions.of_call(call_id):
                    session.media = event
                    self._course.changed(session)
            case ev.CallLevels(call_id=call_id):
                if session := self._sessions.of_call(call_id):
                    self._say(say.LevelsChanged(session.number, event.microphone, event.loudspeaker))
            case ev.CallIncoming():
                self._incoming.call(event)
            case ev.MessageReceived():
                self._incoming.message(event)
            case ev.TransferAsked():
                self._transfers.asked(event)
            case ev.MessageSeen():
                self._message_seen(event)
            case ev.RegistrationChanged():
                self._registration(event)
            case ev.EngineReady():
                self._say(say.EngineNotice(ready=True, udp_port=event.udp_port, problems=event.problems))
            case ev.EngineLost():
                self._engine_lost(event)
            case ev.AudioDevicesChanged():
                self._say(say.DevicesNotice(event.microphones, event.loudspeakers))
            case _:
                pass  # the engine's client has logged it

    def _message_seen(self, event: ev.MessageSeen) -> None:
        """Messages come up to a moment after what they led to: one change tells of all that came meanwhile."""
        session = self._sessions.note_message(event)
        if session is None or session.flow_untold or session.quiet:
            return
        session.flow_untold = True

        def tell() -> None:
            session.flow_untold = False
            if self._sessions.get(session.number) is session:
                self._say(say.CallChanged(session.view()))

        self._world.after(_FLOW_TOLD_AFTER_S, tell)

    def _registration(self, event: ev.RegistrationChanged) -> None:
        self._say(
            say.RegistrationNotice(
                account_id=event.account_id,
                state=event.state,
                status=event.status,
                reason=safe_text(event.reason, _REASON_LIMIT),
                final_response=event.final_response,
            )
        )
        if event.state is ev.RegistrationState.REGISTERED:
            self._registrar_told.pop(event.account_id, None)
        if event.state is ev.RegistrationState.FAILED and 300 <= event.status < 400:
            self._registrar_redirected(event)

    def _registrar_redirected(self, event: ev.RegistrationChanged) -> None:
        from softphone.calls.registrar import news  # noqa: PLC0415 (see above)

        accounts = self._world.settings().accounts
        account = next((each for each in accounts if each.id == event.account_id), None)
        if account is not None:
            notice = news(account, event, self._registrar_told.setdefault(account.id, set()))
            if notice is not None:
                self._say(notice)

    def _progress(self, event: ev.CallProgress) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.phase not in {Phase.CALLING, Phase.RINGING}:
            return
        session.status, session.reason = event.status, safe_text(event.reason, _REASON_LIMIT)
        session.being_forwarded |= event.status == 181
        session.early_media |= event.early_media
        self._course.signal(session, Signal.RING if event.status in {180, 183} else Signal.PROGRESS)

    def _answered(self, event: ev.CallAnswered) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None:
            return
        if event.from_next_hop is False and self._following.ends_false_answer(session, event):
            return
        self._course.signal(session, Signal.ANSWERED)
        if session.pending:
            self._following.answered(session)

    def _leg_ended(self, event: ev.CallEnded) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.phase is Phase.ENDED:
            return
        leg = session.leg
        leg.ended_at, leg.status, leg.final_response = self._world.now(), event.status, event.final_response
        leg.reason = safe_text(event.reason, _REASON_LIMIT)
        session.status, session.reason = leg.status, leg.reason
        session.transport = event.transport or session.transport
        session.ended_by_peer = event.by_peer
        self._incoming.note_end(session, event)
        if session.message is not None and 200 <= event.status < 300:
            session.ended = Ended.SENT
        if session.direction is Direction.OUTGOING and session.phase in {Phase.CALLING, Phase.RINGING}:
            self._following.final_response(session, event)
        else:
            self._course.signal(session, Signal.CLOSED)

    def _engine_lost(self, event: ev.EngineLost) -> None:
        # Not those that the engine has not begun yet: they wait for the next process, which does call.
        lost = [
            session
            for session in self._sessions
            if session.leg.call_id in event.lost_calls and session.phase not in {Phase.CHOOSING, Phase.ENDED}
        ]
        for session in lost:
            session.leg.ended_at = self._world.now()
            self._course.signal(session, Signal.LOST)
        names = tuple(session.party_name for session in lost)
        self._say(say.EngineNotice(ready=False, reason=event.reason, lost=names))

    def _say(self, notice: Notice) -> None:
        for listener in tuple(self._listeners):
            listener(notice)


def _as_ended(event: ev.MessageAnswered) -> ev.CallEnded:
    """The answer to a MESSAGE leads to the same as one to an INVITE."""
    return ev.CallEnded(
        call_id=event.call_id,
        status=event.status,
        reason=event.reason,
        final_response=event.final_response,
        transport=event.transport,
        source=event.source,
        tls_verified=event.tls_verified,
        from_next_hop=event.from_next_hop,
    )
