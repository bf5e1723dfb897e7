"""Several calls at once: one is active, the others wait on hold, or all of them are one conference."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.call_engine import Tone
from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallMedia,
    DtmfReceived,
    HoldRefused,
    TransferAsked,
)
from softphone.calls.notices import HoldFailed
from softphone.calls.offer import Action, Choice
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.sound_events import AudioDevice, AudioDevicesChanged
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, running_phone
from tests.unit.calls.incoming_invites import ANNA, ME, call_in

OFFICE = Account("office", ME, ringtone="/sounds/office.wav")
BOB, CARL, DORA = "sip:bob@office.example", "sip:carl@office.example", "sip:dora@office.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(OFFICE,), default_account="office")) as running:
        yield running


def talk(phone: TestPhone, address: str) -> int:
    attempt = phone.call(address)
    phone.answered()
    media(phone, attempt)
    return attempt


def call_id(phone: TestPhone, attempt: int) -> int:
    return phone.controller.views().index(phone.view(attempt)) + 1


def media(phone: TestPhone, attempt: int, *, held: bool = False, by_peer: bool = False) -> None:
    phone.engine.emit(
        CallMedia(
            call_id(phone, attempt), active=not held, codec="PCMU/8000", held=held, held_by_peer=by_peer
        )
    )


def asked(phone: TestPhone, *kinds: str) -> list[tuple[str, int]]:
    """What the engine was asked so far, of these kinds; it is forgotten."""
    found = [(kind, number) for kind, number, _ in phone.engine.commands if kind in kinds]
    phone.engine.commands.clear()
    return found


def conferences(phone: TestPhone) -> list[object]:
    return [value for kind, _, value in phone.engine.commands if kind == "conference"]


def test_a_second_call_holds_the_first(phone: TestPhone) -> None:
    """Held and muted before the second INVITE goes out; nothing said to Carl reaches Bob."""
    bob = talk(phone, BOB)
    phone.call(CARL)
    assert asked(phone, "hold", "mute") == [("mute", 1), ("hold", 1)]
    assert not phone.view(bob).held
    media(phone, bob, held=True)
    assert phone.view(bob).held


def test_a_mistyped_second_call_holds_nobody(phone: TestPhone) -> None:
    """The conversation goes on when there is nothing to call."""
    talk(phone, BOB)
    with pytest.raises(ValueError, match="nothing to call"):
        phone.call(" ")
    assert asked(phone, "hold") == []


def test_a_call_that_cannot_be_carried_holds_nobody(phone: TestPhone) -> None:
    """A fifth is refused by the engine; the conversation does not stop for it, nor for a fifth to consult."""
    for address in (BOB, CARL, DORA, BOB):
        talk(phone, address)
    last = phone.controller.views()[-1].attempt
    asked(phone)
    phone.call(CARL)
    phone.end(503)
    phone.controller.consult(last, CARL)
    assert asked(phone, "hold", "mute") == []


def test_answering_a_second_caller_holds_the_first(phone: TestPhone) -> None:
    """In one click; the waiting tone is in the call, not on the ring device."""
    talk(phone, BOB)
    second = call_in(phone)
    before = len(phone.engine.tones)
    assert phone.engine.tones[-1:] == [Tone.WAITING]
    phone.controller.answer(second)
    assert asked(phone, "hold", "answer") == [("hold", 1), ("answer", -1)]
    assert phone.engine.tones[before:] == [Tone.NONE]


def test_swapping_between_two_calls(phone: TestPhone) -> None:
    """To go on with one holds the other; a mute is the person's and comes back."""
    bob = talk(phone, BOB)
    phone.controller.set_muted(bob, True)
    carl = talk(phone, CARL)
    media(phone, bob, held=True)
    asked(phone)
    phone.controller.resume(bob)
    assert asked(phone, "hold", "resume") == [("hold", 2), ("resume", 1)]
    media(phone, carl, held=True)
    media(phone, bob)
    assert ("mute", 1, True) in phone.engine.commands
    assert (phone.view(bob).held, phone.view(carl).held) == (False, True)
    phone.controller.resume(carl)
    assert asked(phone, "hold", "resume") == [("hold", 1), ("resume", 2)]


def test_nothing_resumes_by_itself(phone: TestPhone) -> None:
    """When the active call ends, or is not answered, the other one waits for a click."""
    bob = talk(phone, BOB)
    media(phone, bob, held=True)
    phone.call(CARL)
    phone.end(486)
    assert asked(phone, "resume") == []
    assert phone.view(bob).held
    phone.controller.resume(bob)
    assert asked(phone, "resume") == [("resume", 1)]


def test_a_refused_hold_is_told_at_once(phone: TestPhone) -> None:
    """Not when the time for it is over: whoever thinks that the other one is on hold speaks freely."""
    bob = talk(phone, BOB)
    phone.controller.hold(bob)
    phone.engine.emit(HoldRefused(call_id(phone, bob)))
    assert phone.said(HoldFailed) == [HoldFailed(bob, True)]
    assert ("mute", 1, False) in phone.engine.commands
    phone.engine.emit(HoldRefused(call_id(phone, bob)))
    phone.later(seconds=20)
    assert phone.said(HoldFailed) == [HoldFailed(bob, True)]


def test_one_microphone_is_muted_for_the_whole_conference(phone: TestPhone) -> None:
    """Muting one member mutes all; who joins a muted conference, or brings a mute along, makes no exception."""
    bob, carl, dora = (talk(phone, address) for address in (BOB, CARL, DORA))
    phone.controller.join([bob, carl])
    for attempt in (bob, carl):
        media(phone, attempt)
    asked(phone)
    phone.controller.set_muted(bob, True)
    assert asked(phone, "mute") == [("mute", 1), ("mute", 2)]
    phone.controller.join([dora])
    assert [phone.view(each).muted for each in (bob, carl, dora)] == [True, True, True]
    phone.controller.set_muted(dora, False)
    assert [phone.view(each).muted for each in (bob, carl, dora)] == [False, False, False]
    assert ("mute", 1, False) in phone.engine.commands
    assert ("mute", 2, False) in phone.engine.commands


def test_who_answers_while_one_talks_waits(phone: TestPhone) -> None:
    """Two calls ring; the first to answer is talked with, the second is put on hold."""
    phone.call(BOB)
    phone.call(CARL)
    phone.engine.emit(CallAnswered(1))
    assert asked(phone, "hold") == []
    phone.engine.emit(CallAnswered(2))
    assert asked(phone, "hold") == [("hold", 2)]


def test_a_call_on_hold_does_not_silence_the_ring(phone: TestPhone) -> None:
    """Nobody is talked with: the ring device rings, with the account's own sound, and calling out is heard too."""
    bob = talk(phone, BOB)
    phone.controller.hold(bob)
    call_in(phone, account_id="office")
    assert (phone.engine.tones[-1], phone.engine.ringtones[-1]) == (Tone.RINGTONE, "/sounds/office.wav")
    phone.engine.emit(CallEnded(-1, 487, "", by_peer=True))
    phone.call(CARL)
    phone.ring()
    assert phone.engine.tones[-1] is Tone.RINGBACK


def test_a_hold_that_fails_is_told(phone: TestPhone) -> None:
    """The call goes on as it was."""
    bob = talk(phone, BOB)
    phone.controller.hold(bob)
    phone.later(seconds=60)
    assert phone.said(HoldFailed) == [HoldFailed(bob, True)]
    assert phone.engine.commands[-1] == ("mute", 1, False)
    assert not phone.view(bob).muted


def test_a_hold_that_fails_beside_another_call_keeps_them_apart(phone: TestPhone) -> None:
    """Bob could not be held: he is muted and silenced instead, and the person sees it."""
    bob = talk(phone, BOB)
    talk(phone, CARL)
    phone.later(seconds=60)
    assert phone.said(HoldFailed) == [HoldFailed(bob, True)]
    view = phone.view(bob)
    assert (view.held, view.muted, view.silenced) == (False, True, True)
    assert ("mute", 1, False) not in phone.engine.commands


def test_a_resume_that_fails_is_told(phone: TestPhone) -> None:
    """The call is on hold still, and can be tried again."""
    bob = talk(phone, BOB)
    phone.controller.hold(bob)
    media(phone, bob, held=True)
    phone.later(seconds=60)
    phone.controller.resume(bob)
    phone.later(seconds=60)
    assert phone.said(HoldFailed) == [HoldFailed(bob, False)]
    asked(phone)
    phone.controller.resume(bob)
    assert asked(phone, "resume") == [("resume", 1)]


def test_a_call_that_ends_while_it_is_being_held_is_no_failure(phone: TestPhone) -> None:
    """Nothing is told of a hold that nobody needs any more."""
    bob = talk(phone, BOB)
    phone.controller.hold(bob)
    phone.end(200, by_peer=True)
    phone.later(seconds=60)
    assert phone.said(HoldFailed) == []


def test_the_other_side_holds(phone: TestPhone) -> None:
    """It is seen apart from our own hold."""
    bob = talk(phone, BOB)
    media(phone, bob, by_peer=True)
    assert (phone.view(bob).held, phone.view(bob).held_by_peer) == (False, True)
    media(phone, bob, held=True, by_peer=True)
    assert (phone.view(bob).held, phone.view(bob).held_by_peer) == (True, True)


def three(phone: TestPhone) -> tuple[int, int, int]:
    """Bob and Carl on hold, Dora on the line."""
    bob, carl, dora = (talk(phone, address) for address in (BOB, CARL, DORA))
    media(phone, bob, held=True)
    media(phone, carl, held=True)
    asked(phone)
    return bob, carl, dora


def test_a_conference_of_all(phone: TestPhone) -> None:
    """Those on hold come back, and the engine lets them hear one another."""
    attempts = three(phone)
    phone.controller.join(attempts)
    assert conferences(phone) == [(1, 2, 3)]
    assert asked(phone, "resume", "hold") == [("resume", 1), ("resume", 2)]
    assert all(phone.view(attempt).in_conference for attempt in attempts)


def test_one_alone_is_no_conference(phone: TestPhone) -> None:
    """Nor are calls that ring, or numbers that are nobody's."""
    bob = talk(phone, BOB)
    ringing = phone.call(CARL)
    phone.controller.join([bob, ringing, 99])
    assert conferences(phone) == []
    assert not phone.view(bob).in_conference


def test_joining_two_holds_the_third(phone: TestPhone) -> None:
    """A later join takes the third in as well."""
    bob, carl, dora = three(phone)
    phone.controller.join([bob, carl])
    assert asked(phone, "resume", "hold") == [("hold", 3), ("resume", 1), ("resume", 2)]
    phone.controller.join([dora])
    assert conferences(phone) == [(1, 2, 3)]


def test_a_conference_is_held_and_resumed_as_one(phone: TestPhone) -> None:
    """It stays together while a new call is on."""
    attempts = three(phone)
    phone.controller.join(attempts)
    asked(phone)
    phone.controller.hold(attempts[1])
    assert asked(phone, "hold") == [("hold", 1), ("hold", 2), ("hold", 3)]
    phone.controller.resume(attempts[2])
    assert asked(phone, "resume", "hold") == [("resume", 1), ("resume", 2), ("resume", 3)]
    phone.call("sip:emil@office.example")
    assert asked(phone, "hold", "conference") == [("hold", 1), ("hold", 2), ("hold", 3)]


def test_members_leave(phone: TestPhone) -> None:
    """By ending, or taken out and held; the last one is a call like any other."""
    bob, carl, dora = three(phone)
    phone.controller.join([bob, carl, dora])
    asked(phone)
    phone.controller.part(bob)
    assert (conferences(phone), asked(phone, "hold")) == ([(2, 3)], [("hold", 1)])
    phone.engine.emit(CallEnded(2, 200, "", by_peer=True))
    assert conferences(phone) == [()]
    assert [phone.view(each).in_conference for each in (bob, carl, dora)] == [False, False, False]
    assert not phone.view(dora).held


def test_an_engine_that_is_lost_in_a_conference_leaves_nothing(phone: TestPhone) -> None:
    """All are over and written down, none is in a conference, and the next call holds nobody."""
    attempts = three(phone)
    phone.controller.join(attempts)
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(1, 2, 3)))
    assert {phone.view(each).ended for each in attempts} == {Ended.LOST}
    assert not any(phone.view(each).in_conference for each in attempts)
    asked(phone)
    phone.call(BOB)
    assert asked(phone, "hold", "conference") == []
    phone.later(minutes=5)
    assert phone.said(HoldFailed) == []


def test_a_transfer_by_the_other_side_takes_the_place_of_its_call(phone: TestPhone) -> None:
    """Carl is called for Bob and is not put on hold; Bob is, if he stays on the line."""
    talk(phone, BOB)
    phone.engine.emit(TransferAsked(1, -7, f"<{CARL}>".encode(), b""))
    phone.engine.emit(CallAnswered(-7))
    assert asked(phone, "hold") == []
    phone.later(seconds=3)
    assert asked(phone, "hold") == [("hold", 1)]


def test_a_target_chosen_from_a_card_holds_who_is_talked_with(phone: TestPhone) -> None:
    """The card has waited while another call was answered."""
    card = phone.call("sip:old@example.com")
    phone.redirect(302, "<sip:new@example.com>")
    caller = call_in(phone)
    phone.controller.answer(caller)
    phone.engine.emit(CallAnswered(-1))
    asked(phone)
    phone.controller.answer_offer(card, Choice(Action.CALL, 1))
    assert phone.phase(card) is Phase.CALLING
    assert asked(phone, "hold") == [("hold", -1)]


def test_silence_and_digits(phone: TestPhone) -> None:
    """What the other side says is not played; what it dials is shown, the last of it."""
    bob = talk(phone, BOB)
    phone.controller.set_silenced(bob, True)
    assert phone.view(bob).silenced
    assert phone.engine.commands[-1] == ("silence", 1, True)
    for digit in "12*#" * 40:
        phone.engine.emit(DtmfReceived(1, digit))
    assert phone.view(bob).received_digits == "12*#" * 16
    phone.engine.emit(ev.DigitsRefused(1))
    assert phone.view(bob).digits_refused
    phone.controller.send_dtmf(bob, "1")
    assert not phone.view(bob).digits_refused


def test_no_call_waiting(phone: TestPhone) -> None:
    """The second caller hears busy, and is in the history."""
    phone.settings = replace(phone.settings, call_waiting=False)
    talk(phone, BOB)
    second = call_in(phone, caller=ANNA)
    assert asked(phone, "reject") == [("reject", -1)]
    assert phone.engine.tones == []
    phone.engine.emit(CallEnded(-1, 486, ""))
    assert phone.view(second).ended is Ended.MISSED


def test_the_last_microphone_that_is_pulled_is_said_in_the_call(tmp_path: Path) -> None:
    """The view of a running call follows the devices that there are."""
    with running_phone(tmp_path) as phone:
        attempt = phone.call("sip:anna@office.example")
        phone.answered()
        call_id = phone.engine.invites[-1].call_id
        phone.engine.emit(CallMedia(call_id, active=True))
        speaker = (AudioDevice("ear", "Loudspeaker"),)
        phone.engine.emit(AudioDevicesChanged(microphones=(), loudspeakers=speaker))
        media = phone.view(attempt).media
        assert media is not None
        assert (media.microphone, media.loudspeaker) == (False, True)
        phone.engine.emit(AudioDevicesChanged(microphones=speaker, loudspeakers=speaker))
        media = phone.view(attempt).media
        assert media is not None
        assert media.microphone
