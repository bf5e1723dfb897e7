"""Several calls under whatever a person and four other sides do, in any order."""

from pathlib import Path
from random import Random

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.call_engine import Tone
from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallMedia,
    CallReplaced,
    RecordingChanged,
    TransferChanged,
    TransferState,
)
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase
from tests.support.core_phone import TestPhone, running_phone
from tests.unit.calls.incoming_invites import ME, call_in

_STEPS = 120
_STATES = tuple(TransferState)


class Chance:
    """Does one thing after the other, by the dice, and looks after each that the calls are kept apart."""

    def __init__(self, phone: TestPhone, seed: int) -> None:
        self._phone = phone
        self._dice = Random(seed)
        self._incoming = 0
        self._ids: dict[int, int] = {}  # the engine's number of the newest leg, by attempt
        self._asked = 0
        phone.settings = Settings(accounts=(Account("office", ME),))

    def step(self) -> None:
        live = [view for view in self._phone.controller.views() if view.phase is not Phase.ENDED]
        if not live or (len(live) < 4 and self._dice.random() < 0.25):
            self._begin()
        elif self._dice.random() < 0.6:
            self._person(self._dice.choice(live), self._dice.choice(live))
        else:
            self._other_side(self._dice.choice(live))
        self._obey()
        self._look()

    def _begin(self) -> None:
        if self._dice.random() < 0.5:
            self._phone.call(f"sip:x{self._dice.randrange(9)}@office.example")
            attempt = self._phone.controller.views()[-1].attempt
            self._ids[attempt] = self._phone.engine.invites[-1].call_id
        else:
            self._incoming -= 1
            self._phone.later(minutes=1)
            attempt = call_in(self._phone, call_id=self._incoming)
            self._ids.setdefault(attempt, self._incoming)

    def _person(self, view: CallView, other: CallView) -> None:
        do, attempt = self._phone.controller, view.attempt
        act = self._dice.randrange(12)
        if act < 2:
            do.answer(attempt)
        elif act == 2:
            do.hang_up(attempt)
        elif act == 3:
            do.hold(attempt)
        elif act in {4, 5}:
            do.resume(attempt)
        elif act in {6, 7}:
            do.join([attempt, other.attempt])
        elif act == 8:
            do.part(attempt)
        elif act == 9 and not view.silenced:  # what is muted in the place of a hold is the person's to unmute
            do.set_muted(attempt, self._dice.random() < 0.5)
        elif act == 10:
            do.transfer_to(attempt, other.attempt)
        elif act == 11:
            do.record(attempt, self._dice.random() < 0.5)

    def _other_side(self, view: CallView) -> None:
        call_id, engine = self._ids[view.attempt], self._phone.engine
        act = self._dice.randrange(7)
        if act < 2 and view.phase in {Phase.CALLING, Phase.RINGING}:
            engine.emit(CallAnswered(call_id))
        elif act == 2:
            engine.emit(CallEnded(call_id, 200 if view.answered_at else 486, "", by_peer=True))
        elif act == 3:
            engine.emit(TransferChanged(call_id, self._dice.choice(_STATES), 200, ""))
        elif act == 4 and view.phase is Phase.CONNECTED:
            self._incoming -= 1
            self._ids[view.attempt] = self._incoming
            engine.emit(CallReplaced(call_id, self._incoming, "office", b"sip:new@office.example", b"", b""))
        elif act == 5 and self._dice.random() < 0.2:
            engine.emit(ev.EngineLost("killed", tuple(self._ids.values())))
        else:
            self._phone.later(seconds=self._dice.choice((1, 5, 30)))

    def _obey(self) -> None:
        """The engine mostly does as it is asked."""
        new, self._asked = self._phone.engine.commands[self._asked :], len(self._phone.engine.commands)
        for kind, call_id, value in new:
            if self._dice.random() < 0.1:
                continue
            if kind in {"hold", "resume"}:
                self._phone.engine.emit(CallMedia(call_id, kind == "resume", held=kind == "hold"))
            elif kind == "answer":
                self._phone.engine.emit(CallAnswered(call_id))
            elif kind in {"hang_up", "reject"}:
                self._phone.engine.emit(CallEnded(call_id, 200, ""))
            elif kind == "record":
                self._phone.engine.emit(RecordingChanged(call_id, bool(value), str(value)))

    def _look(self) -> None:
        views = self._phone.controller.views()
        members = [view for view in views if view.in_conference]
        assert len(members) != 1
        assert all(view.phase in {Phase.CONNECTED, Phase.ENDING} for view in members)
        told = [value for kind, _, value in self._phone.engine.commands if kind == "conference"]
        assert set(_numbers(told[-1]) if told else ()) == {self._ids[view.attempt] for view in members}
        heard = [view for view in views if self._is_heard(view)]
        alone = [view for view in heard if not view.in_conference]
        assert len(alone) + bool(len(heard) > len(alone)) <= 1, [view.attempt for view in heard]
        if heard:
            assert self._phone.engine.tones[-1:] != [Tone.RINGTONE]

    def _is_heard(self, view: CallView) -> bool:
        """Whether what the person says reaches this call: connected, not held, not muted as the engine was asked."""
        if view.phase is not Phase.CONNECTED or view.held:
            return False
        call_id, commands = self._ids[view.attempt], self._phone.engine.commands
        own = [value for kind, number, value in commands if (kind, number) == ("mute", call_id)]
        return not (own and own[-1])


def _numbers(value: object) -> tuple[int, ...]:
    assert isinstance(value, tuple)
    return value


@pytest.mark.parametrize("seed", range(25))
def test_one_conversation_at_a_time(tmp_path: Path, seed: int) -> None:
    """Whatever happens, the person is heard by one call, or one conference; nothing raises, and all ends."""
    with running_phone(tmp_path) as phone:
        chance = Chance(phone, seed)
        for _ in range(_STEPS):
            chance.step()
        phone.controller.close()
        assert {view.phase for view in phone.controller.views()} == {Phase.ENDED}
        phone.settle()
        assert all(record.ended for record in phone.store.call_log.recent(limit=1000))
