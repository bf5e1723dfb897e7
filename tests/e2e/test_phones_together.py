"""Three and more whole phones without a window: calls on hold, handed over, joined, and callers who are kept away."""

import wave
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import TransferState
from softphone.calls.notices import CallsTurnedAway, HoldFailed, RecordingNotice, RegistrationNotice
from softphone.calls.records import ByItself, Ended
from softphone.calls.settings import Settings, WhoRings
from softphone.calls.views import CallView, Phase
from softphone.engine.protocol import SoundMode
from tests.support.bare_phone import BarePhone, Until, started_phone

pytestmark = pytest.mark.timeout(60)


class Phones:
    """`make` starts one; `until` runs all of them."""

    def __init__(self, folder: Path, closing: ExitStack) -> None:
        self._folder = folder
        self._closing = closing
        self.loop = Until()

    def make(self, *names: str, sound: SoundMode = SoundMode.NONE) -> list[BarePhone]:
        """Each has an account that names this host, as people in one house have."""
        made = [started_phone(self.loop, name, self._folder, self._closing, sound=sound) for name in names]
        for name, phone in zip(names, made, strict=True):
            account = Account(name, phone.address)
            phone.settings = replace(phone.settings, accounts=(account,))
            phone.engine.set_account(account, "")
        # Until the engine has it, a call is one to no account, and a REFER in it is declined.
        self.loop.until(lambda: all(any(isinstance(n, RegistrationNotice) for n in p.notices) for p in made))
        return made

    def talk(self, caller: BarePhone, callee: BarePhone) -> tuple[int, int]:
        """The attempts of both sides of a call with sound."""
        before = len(callee.controller.views())
        mine = caller.controller.place_call(callee.address)
        self.loop.until(lambda: len(callee.controller.views()) > before)
        theirs = callee.newest().attempt
        callee.controller.answer(theirs)
        self.loop.until(lambda: has_sound(caller, mine) and has_sound(callee, theirs))
        return mine, theirs


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Phones]:
    with ExitStack() as closing:
        yield Phones(tmp_path, closing)


def view(phone: BarePhone, attempt: int) -> CallView:
    return next(each for each in phone.controller.views() if each.attempt == attempt)


def has_sound(phone: BarePhone, attempt: int) -> bool:
    seen = view(phone, attempt)
    return seen.phase is Phase.CONNECTED and seen.media is not None and seen.media.active


def is_over(phone: BarePhone, attempt: int) -> bool:
    return view(phone, attempt).phase is Phase.ENDED


def test_swapping_between_two_calls(phones: Phones) -> None:
    """The second call holds the first, as both sides see; going back swaps them; nothing resumes by itself."""
    me, anna, boris = phones.make("me", "anna", "boris")
    with_anna, at_anna = phones.talk(me, anna)
    with_boris, at_boris = phones.talk(me, boris)
    phones.loop.until(lambda: view(me, with_anna).held and view(anna, at_anna).held_by_peer)
    me.controller.resume(with_anna)
    phones.loop.until(
        lambda: (
            view(me, with_boris).held
            and view(boris, at_boris).held_by_peer
            and not view(me, with_anna).held
            and not view(anna, at_anna).held_by_peer
        )
    )
    assert has_sound(me, with_anna)
    me.controller.hang_up(with_anna)
    phones.loop.until(lambda: is_over(anna, at_anna) and is_over(me, with_anna))
    assert view(me, with_boris).held
    me.controller.resume(with_boris)
    phones.loop.until(lambda: has_sound(boris, at_boris) and not view(boris, at_boris).held_by_peer)
    assert not [notice for notice in me.notices if isinstance(notice, HoldFailed)]


def test_a_blind_transfer_by_the_person(phones: Phones) -> None:
    """Boris declines: Anna is here still. He answers the second time: they talk, and we are out of it."""
    me, anna, boris = phones.make("me", "anna", "boris")
    with_anna, at_anna = phones.talk(me, anna)

    def outcome() -> tuple[TransferState, int] | None:
        transfer = view(me, with_anna).transfer
        return (transfer.state, transfer.status) if transfer else None

    me.controller.transfer(with_anna, boris.address)
    phones.loop.until(lambda: boris.is_in(Phase.INCOMING))
    boris.controller.reject(boris.newest().attempt)
    phones.loop.until(lambda: outcome() == (TransferState.FAILED, 486))
    assert has_sound(me, with_anna)
    assert has_sound(anna, at_anna)
    phones.loop.until(lambda: is_over(anna, anna.newest().attempt))
    me.controller.transfer(with_anna, boris.address)
    phones.loop.until(lambda: boris.is_in(Phase.INCOMING))
    boris.controller.answer(boris.newest().attempt)
    phones.loop.until(lambda: outcome() == (TransferState.DONE, 200) and is_over(me, with_anna))
    phones.loop.until(lambda: has_sound(anna, anna.newest().attempt))
    assert (anna.newest().transferred_by, anna.newest().party_uri) == ("me", boris.address)


def test_an_attended_transfer_by_the_person(phones: Phones) -> None:
    """Anna and Boris talk with one another, and the one who connected them is out; nobody lost a call."""
    me, anna, boris = phones.make("me", "anna", "boris")
    with_anna, _ = phones.talk(me, anna)
    with_boris = me.controller.consult(with_anna, boris.address)
    phones.loop.until(lambda: boris.is_in(Phase.INCOMING))
    at_boris = boris.newest().attempt
    boris.controller.answer(at_boris)
    phones.loop.until(lambda: has_sound(me, with_boris) and view(me, with_anna).held)
    me.controller.transfer_to(with_anna, with_boris)

    def outcome() -> TransferState | None:
        transfer = view(me, with_anna).transfer
        return transfer.state if transfer else None

    phones.loop.until(lambda: outcome() in {TransferState.DONE, TransferState.FAILED})
    assert outcome() is TransferState.DONE
    phones.loop.until(lambda: is_over(me, with_anna) and is_over(me, with_boris))
    phones.loop.until(
        lambda: anna.newest().phase is Phase.CONNECTED and view(boris, at_boris).replaced_by != ""
    )
    assert (anna.newest().party_uri, anna.newest().transferred_by) == (boris.address, "me")
    assert view(boris, at_boris).replaced_by == "anna"
    phones.loop.until(lambda: has_sound(anna, anna.newest().attempt) and has_sound(boris, at_boris))
    boris.controller.hang_up(at_boris)
    phones.loop.until(lambda: is_over(anna, anna.newest().attempt))
    phones.loop.until(lambda: [r.ended for r in boris.store.call_log.recent()] == [Ended.ANSWERED] * 2)
    phones.loop.until(lambda: me.store.call_log.recent()[1].transferred_to == boris.address)


def test_a_conference_is_left_one_by_one(phones: Phones) -> None:
    """Three are joined; the one who is held by it comes back; the last one is a call like any other."""
    me, anna, boris = phones.make("me", "anna", "boris")
    with_anna, at_anna = phones.talk(me, anna)
    with_boris, at_boris = phones.talk(me, boris)
    phones.loop.until(lambda: view(anna, at_anna).held_by_peer)
    me.controller.join([with_anna, with_boris])
    phones.loop.until(lambda: not view(anna, at_anna).held_by_peer and has_sound(me, with_anna))
    assert (view(me, with_anna).in_conference, view(me, with_boris).in_conference) == (True, True)
    boris.controller.hang_up(at_boris)
    phones.loop.until(lambda: is_over(me, with_boris))
    assert not view(me, with_anna).in_conference
    assert has_sound(me, with_anna)


def test_callers_are_kept_away_and_written_down(phones: Phones) -> None:
    """Do not disturb, contacts only, blocked: each hears its answer, and the history has all three."""
    me, anna = phones.make("me", "anna")
    answers = []
    for settings in (
        Settings(do_not_disturb=True),
        Settings(who_rings=WhoRings.CONTACTS),
        Settings(blocked=("127.0.0.1",)),
    ):
        me.settings = settings
        attempt = anna.controller.place_call(me.address)
        phones.loop.until(lambda: is_over(anna, attempt))  # noqa: B023 (waited for in the same round)
        answers.append(view(anna, attempt).status)
    assert answers == [480, 480, 603]
    phones.loop.until(lambda: len(me.store.call_log.recent()) == 3)
    phones.loop.until(lambda: all(record.ended for record in me.store.call_log.recent()))
    assert [(record.ended, record.by_itself) for record in me.store.call_log.recent()] == [
        (Ended.REJECTED, ByItself.BLOCKED),
        (Ended.MISSED, ByItself.NOT_IN_CONTACTS),
        (Ended.MISSED, ByItself.DO_NOT_DISTURB),
    ]


def test_a_fifth_call_is_never_lost_in_silence(phones: Phones) -> None:
    """Four calls are on, all but one on hold: the fifth caller hears busy and stands in the history as missed."""
    me, anna = phones.make("me", "anna")
    me.settings = replace(me.settings, who_rings=WhoRings.EVERYBODY)
    (boris,) = phones.make("boris")
    for callee in (anna, anna, boris, boris):
        phones.talk(me, callee)
    (carl,) = phones.make("carl")
    fifth = carl.controller.place_call(me.address)
    phones.loop.until(lambda: is_over(carl, fifth))
    assert view(carl, fifth).status == 486
    phones.loop.until(lambda: any(isinstance(notice, CallsTurnedAway) for notice in me.notices))
    (turned_away,) = [notice for notice in me.notices if isinstance(notice, CallsTurnedAway)]
    assert turned_away.why is ByItself.NO_PLACE
    out = me.controller.place_call(carl.address)
    phones.loop.until(lambda: is_over(me, out))
    assert "four calls" in view(me, out).reason
    assert sum(each.phase is Phase.CONNECTED for each in me.controller.views()) == 4


def test_a_recording_and_the_quality_stand_in_the_history(phones: Phones) -> None:
    """The file is there and can be read; the estimate is that of a good call."""
    me, anna = phones.make("me", "anna", sound=SoundMode.FILES)
    with_anna, _ = phones.talk(me, anna)
    me.controller.record(with_anna, True)
    phones.loop.until(lambda: view(me, with_anna).recording != "")
    phones.loop.until(lambda: view(me, with_anna).mos is not None)
    me.controller.hang_up(with_anna)
    phones.loop.until(lambda: any(isinstance(notice, RecordingNotice) for notice in me.notices))
    phones.loop.until(lambda: [record.ended for record in me.store.call_log.recent()] == [Ended.ANSWERED])
    (record,) = me.store.call_log.recent()
    assert record.quality is not None
    assert record.quality.mos > 3
    with wave.open(record.recording) as sound:
        assert sound.getnframes() > 0
    assert [notice.problem for notice in me.notices if isinstance(notice, RecordingNotice)] == [""]
