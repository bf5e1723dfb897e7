"""The table of `calls.attempt` at work: phases change, effects reach engine and history, front ends hear of it."""

from collections.abc import Callable

from softphone.calls.attempt import Effect, Signal, step
from softphone.calls.call_engine import Tone
from softphone.calls.notices import CallChanged, Notice
from softphone.calls.records import Direction, Ended
from softphone.calls.session import Leg, NextLeg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.tones import wanted_tone
from softphone.calls.views import Phase
from softphone.calls.world import World


class Course:
    """Moves sessions. `next_leg` says where the INVITE effect goes, `ended` is told of each that is over."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        publish: Callable[[Notice], None],
        next_leg: Callable[[Session], NextLeg],
        ended: Callable[[Session], None],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._say = publish
        self._next_leg = next_leg
        self._ended = ended
        self._tone = (Tone.NONE, "")

    def signal(self, session: Session, signal: Signal) -> None:
        before = session.phase
        session.phase, effects = step(before, signal)
        for effect in effects:
            self._carry_out(session, effect, before, signal)
        if effects or session.phase is not before or signal in {Signal.PROGRESS, Signal.RING}:
            self.changed(session)

    def _carry_out(self, session: Session, effect: Effect, before: Phase, signal: Signal) -> None:
        engine = self._world.engine
        match effect:
            case Effect.INVITE:
                planned = self._next_leg(session)
                leg = Leg(
                    self._sessions.next_call_id(),
                    planned.uri,
                    self._world.now(),
                    via_proxy=planned.via_proxy,
                    headers=planned.headers,
                )
                session.legs.append(leg)
                session.being_forwarded = session.early_media = False
                self.send(session)
                self._sessions.write_legs(session)
            case Effect.PRESENT:  # `Following` has put the offer into the session; the view shows it
                self._sessions.write_legs(session)
            case Effect.CLEAR_OFFER:
                session.shown_offer = None
            case Effect.HANG_UP:
                engine.hang_up(session.leg.call_id)
            case Effect.ANSWER:
                session.accepted = True
                engine.answer(session.leg.call_id)
            case Effect.REFUSE:
                engine.reject(session.leg.call_id, session.refuse_with)
            case Effect.REDIRECT:
                self._redirect(session)
            case Effect.CONNECT:
                session.answered_at = self._world.now()
                session.stopped = None
                if session.muted:
                    engine.set_muted(session.leg.call_id, True)
            case Effect.FINISH:
                self._finish(session, before, signal)

    def send(self, session: Session) -> None:
        """The request of the newest leg."""
        if session.message is not None:
            self._world.engine.send_message(
                session.leg.call_id,
                session.leg.uri,
                session.message,
                account_id=session.account_id,
                route=session.leg.via_proxy,
                headers=session.leg.headers,
            )
            return
        self._world.engine.invite(
            session.leg.call_id,
            session.leg.uri,
            account_id=session.account_id,
            route=session.leg.via_proxy,
            headers=session.leg.headers,
        )

    def _redirect(self, session: Session) -> None:
        if (answer := session.divert_with) is not None:
            self._world.engine.redirect(
                session.leg.call_id,
                answer.status,
                reason=answer.reason,
                headers=answer.headers,
                content_type=answer.content_type,
                body=answer.body,
            )

    def _finish(self, session: Session, before: Phase, signal: Signal) -> None:
        session.ended_at = self._world.now()
        session.ended = session.ended or _how_it_ended(session, before, signal)
        self._ended(session)
        self._sessions.finish_record(session, session.ended, session.ended_at)
        self._sessions.bound_ended()

    def changed(self, session: Session) -> None:
        """Tell it, and play what is to be heard now. A quiet attempt is told of when it is over."""
        self.update_tone()
        if session.phase is Phase.ENDED or not session.quiet:
            self._say(CallChanged(session.view()))

    def update_tone(self) -> None:
        tone = wanted_tone(self._sessions, self._world.settings())
        if tone != self._tone:
            self._tone = tone
            self._world.engine.play_tone(*tone)


def _how_it_ended(session: Session, before: Phase, signal: Signal) -> Ended:
    if signal is Signal.LOST:
        return Ended.LOST
    if session.answered_at is not None:
        return Ended.ANSWERED
    if session.direction is Direction.INCOMING:
        refused = before is Phase.ENDING and session.divert_with is None
        return Ended.REJECTED if refused else Ended.MISSED
    if before is Phase.CHOOSING:
        return Ended.DECLINED_OFFER
    return Ended.CANCELLED if before is Phase.ENDING else Ended.FAILED
