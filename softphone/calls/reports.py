"""What the engine reports, each to the room that knows what follows from it."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from msgspec import structs

from softphone.calls import engine_events as ev
from softphone.calls import notices as say
from softphone.calls.attempt import Signal
from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallLevels,
    CallMedia,
    CallProgress,
    CallQuality,
    CallReplaced,
    CallTurnedAway,
    DtmfReceived,
    HoldRefused,
    RecordingChanged,
    TransferAsked,
    TransferChanged,
)
from softphone.calls.company_events import MessageAnswered, MessageReceived
from softphone.calls.reach_events import (
    CertificateRefused,
    NetworkChanged,
    NetworkTested,
    RegistrationCause,
    RegistrationChanged,
    RegistrationState,
    ServersFound,
)
from softphone.calls.records import Direction, Ended
from softphone.calls.rooms import Rooms
from softphone.calls.session import Session
from softphone.calls.sound_events import AudioDevicesChanged, SoundTestChanged
from softphone.calls.views import Phase, SeenMessage
from softphone.sip.text import safe_text

_REASON_LIMIT: Final = 120
_ADDRESSES_LIMIT: Final = 600
_FLOW_TOLD_AFTER_S: Final = 0.1
_MOST_DIGITS: Final = 64  # the last of those received
_MOST_OF_NO_CALL: Final = 500


class Reports:
    """One thread, the owner's."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._world = rooms.world
        self._sessions = rooms.sessions
        self._course = rooms.course
        self._say = rooms.say
        self._registrar_told: dict[str, set[tuple[object, ...]]] = {}
        self._of_no_call: deque[SeenMessage] = deque(maxlen=_MOST_OF_NO_CALL)

    def messages_of_no_call(self) -> tuple[SeenMessage, ...]:
        return tuple(self._of_no_call)

    def take(self, event: ev.EngineEvent) -> None:
        """Every event of the engine, in order."""
        self._rooms.company.note(event)
        if not self._of_a_call(event) and not self._of_the_sound(event):
            self._of_the_engine(event)

    def _of_a_call(self, event: ev.EngineEvent) -> bool:
        match event:
            case CallEnded():
                self._leg_ended(event)
            case MessageAnswered():
                self._leg_ended(_as_ended(event))
            case CallProgress():
                self._progress(event)
            case CallAnswered():
                self._answered(event)
            case CallIncoming():
                self._rooms.incoming.call(event)
            case CallTurnedAway():
                self._rooms.incoming.turned_away(event)
            case MessageReceived():
                self._rooms.incoming.message(event)
            case TransferAsked():
                self._rooms.transfers.asked(event)
            case TransferChanged():
                self._rooms.handing_over.note(event)
            case CallReplaced():
                self._rooms.replaced.note(event)
            case ev.MessageSeen():
                self._message_seen(event)
            case _:
                return False
        return True

    def _of_the_sound(self, event: ev.EngineEvent) -> bool:
        match event:
            case CallMedia(call_id=call_id):
                self._with(call_id, lambda session: self._media(session, event))
            case HoldRefused(call_id=call_id):
                self._with(call_id, self._rooms.several.note_refused)
            case ev.DigitsRefused(call_id=call_id):
                self._with(call_id, self._digits_refused)
            case CallLevels(call_id=call_id):
                if session := self._sessions.of_call(call_id):
                    self._say(say.LevelsChanged(session.number, event.microphone, event.loudspeaker))
            case CallQuality(call_id=call_id):
                self._with(call_id, lambda session: self._quality(session, event))
            case DtmfReceived(call_id=call_id):
                self._with(call_id, lambda session: self._digit(session, event.digit))
            case RecordingChanged(call_id=call_id):
                if session := self._sessions.of_any_leg(call_id):
                    self._rooms.recordings.note(session, event)
            case AudioDevicesChanged():
                self._note_devices(event)
                self._say(say.DevicesNotice(event.microphones, event.loudspeakers))
            case SoundTestChanged():
                self._say(say.SoundTestNotice(event))
            case _:
                return False
        return True

    def _of_the_engine(self, event: ev.EngineEvent) -> None:
        match event:
            case RegistrationChanged():
                self._registration(event)
            case ev.EngineReady():
                self._say(say.EngineNotice(ready=True, udp_port=event.udp_port, problems=event.problems))
            case ev.EngineLost():
                self._engine_lost(event)
            case NetworkChanged(addresses=addresses):
                self._say(say.NetworkNotice(addresses))
            case CertificateRefused():
                self._say(say.CertificateNotice(event))
            case NetworkTested():
                self._say(say.NetworkTestNotice(event))
            case ServersFound():
                self._say(say.ServersNotice(event))
            case _:
                pass  # the engine's client has logged it

    def _with(self, call_id: int, act: Callable[[Session], None]) -> None:
        session = self._sessions.of_call(call_id)
        if session is not None and session.phase is not Phase.ENDED:
            act(session)

    def _media(self, session: Session, event: CallMedia) -> None:
        session.take_media(event)
        if session.muted or session.silenced:
            self._rooms.several.note_media(session, event)
        self._course.changed(session)

    def _note_devices(self, event: AudioDevicesChanged) -> None:
        """A call says it when there is nothing left to speak into or to hear with, and when there is again."""
        microphone, loudspeaker = bool(event.microphones), bool(event.loudspeakers)
        for session in self._sessions:
            media = session.media
            if session.phase is Phase.ENDED or media is None:
                continue
            if (media.microphone, media.loudspeaker) != (microphone, loudspeaker):
                session.media = structs.replace(media, microphone=microphone, loudspeaker=loudspeaker)
                self._rooms.course.changed(session)

    def _quality(self, session: Session, event: CallQuality) -> None:
        from softphone.calls.quality import QualityCourse  # noqa: PLC0415 (with the first second of sound)

        if session.quality_course is None:
            session.quality_course = QualityCourse()
        session.quality = event
        session.mos = session.quality_course.add(event, session.media.codec if session.media else "")
        self._say(say.QualityChanged(session.number, event, session.mos))

    def _digit(self, session: Session, digit: str) -> None:
        session.received_digits = (session.received_digits + safe_text(digit, 1))[-_MOST_DIGITS:]
        self._course.changed(session)

    def _digits_refused(self, session: Session) -> None:
        session.digits_refused = True
        self._course.changed(session)

    def _message_seen(self, event: ev.MessageSeen) -> None:
        """Messages come up to a moment after what they led to: one change tells of all that came meanwhile."""
        if event.call_id == 0:
            at = datetime.fromtimestamp(event.at, UTC)
            seen = SeenMessage(0, event.sent, at, event.transport, event.peer, event.raw)
            self._of_no_call.append(seen)
            self._say(say.WireNotice(seen))
            return
        session = self._sessions.note_message(event)
        if session is None or session.flow_untold or session.quiet:
            return
        session.flow_untold = True

        def tell() -> None:
            session.flow_untold = False
            if self._sessions.get(session.number) is session:
                self._say(say.CallChanged(session.view()))

        self._world.after(_FLOW_TOLD_AFTER_S, tell)

    def _registration(self, event: RegistrationChanged) -> None:
        limit = _ADDRESSES_LIMIT if event.cause is RegistrationCause.NO_PLACE else _REASON_LIMIT
        self._say(
            say.RegistrationNotice(
                account_id=event.account_id,
                state=event.state,
                status=event.status,
                reason=safe_text(event.reason, limit),
                final_response=event.final_response,
                cause=event.cause,
            )
        )
        if event.state is RegistrationState.REGISTERED:
            self._registrar_told.pop(event.account_id, None)
        if event.state is RegistrationState.FAILED and 300 <= event.status < 400:
            self._registrar_redirected(event)

    def _registrar_redirected(self, event: RegistrationChanged) -> None:
        from softphone.calls.registrar import news  # noqa: PLC0415 (few registrars move)

        accounts = self._world.settings().accounts
        account = next((each for each in accounts if each.id == event.account_id), None)
        if account is not None:
            notice = news(account, event, self._registrar_told.setdefault(account.id, set()))
            if notice is not None:
                self._say(notice)

    def _progress(self, event: CallProgress) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.phase not in {Phase.CALLING, Phase.RINGING}:
            return
        session.status, session.reason = event.status, safe_text(event.reason, _REASON_LIMIT)
        session.being_forwarded |= event.status == 181
        session.early_media |= event.early_media
        self._course.signal(session, Signal.RING if event.status in {180, 183} else Signal.PROGRESS)

    def _answered(self, event: CallAnswered) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None:
            return
        if event.from_next_hop is False and self._rooms.following.ends_false_answer(session, event):
            return
        _note_way(session, event)
        self._course.signal(session, Signal.ANSWERED)
        self._rooms.note_answered(session)
        if session.pending:
            self._rooms.following.answered(session)

    def _leg_ended(self, event: CallEnded) -> None:
        session = self._sessions.of_call(event.call_id)
        if session is None or session.phase is Phase.ENDED:
            return
        if session.transfer is not None:
            self._rooms.handing_over.note_end(session, event)
        leg = session.leg
        leg.ended_at, leg.status, leg.final_response = self._world.now(), event.status, event.final_response
        leg.reason = safe_text(event.reason, _REASON_LIMIT)
        session.status, session.reason = leg.status, leg.reason
        _note_way(session, event)
        session.ended_by_peer = event.by_peer
        self._rooms.incoming.note_end(session, event)
        if session.message is not None and 200 <= event.status < 300:
            session.ended = Ended.SENT
        if session.direction is Direction.OUTGOING and session.phase in {Phase.CALLING, Phase.RINGING}:
            self._rooms.following.final_response(session, event)
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
            if session.recording:
                self._rooms.recordings.over(session, session.recording, event.reason)
            if session.transfer is not None:
                self._rooms.handing_over.note_end(session, CallEnded(session.leg.call_id, 0, ""))
            self._course.signal(session, Signal.LOST)
        names = tuple(session.party_name for session in lost)
        self._say(say.EngineNotice(ready=False, reason=event.reason, lost=names))


def _as_ended(event: MessageAnswered) -> CallEnded:
    """The answer to a MESSAGE leads to the same as one to an INVITE."""
    return CallEnded(
        call_id=event.call_id,
        status=event.status,
        reason=event.reason,
        final_response=event.final_response,
        transport=event.transport,
        source=event.source,
        tls_verified=event.tls_verified,
        from_next_hop=event.from_next_hop,
    )


def _note_way(session: Session, event: CallAnswered | CallEnded) -> None:
    """How the signalling travels, as the newest message that tells shows it."""
    if event.transport:
        session.transport, session.tls_verified = event.transport, event.tls_verified
