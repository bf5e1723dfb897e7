"""Somebody else takes the place of the other side."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallMedia,
    CallReplaced,
    RecordingChanged,
)
from softphone.calls.records import Ended
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, running_phone

ANNA, BOB, CARL = "sip:anna@office.example", "sip:bob@office.example", "sip:carl@office.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def talk(phone: TestPhone, address: str) -> int:
    attempt = phone.call(address)
    phone.answered()
    return attempt


def replace(phone: TestPhone, call_id: int, *, by: str = BOB, name: str = "Bob \u202eB.") -> None:
    phone.engine.emit(CallReplaced(call_id, -9, "", by.encode(), name.encode(), b"INVITE"))


def test_the_call_goes_on_with_another_party(phone: TestPhone) -> None:
    """The same page says who it is now and who was there; the history has both, with their times."""
    attempt = talk(phone, ANNA)
    phone.later(minutes=2)
    replace(phone, 1)
    view = phone.view(attempt)
    assert (view.party_name, view.party_uri, view.replaced_by) == ("Bob B.", BOB, "Bob B.")
    assert (view.transferred_by, view.phase, view.answered_at) == ("anna", Phase.CONNECTED, phone.now)
    phone.engine.emit(CallEnded(1, 200, "", by_peer=True))
    assert phone.phase(attempt) is Phase.CONNECTED
    phone.engine.emit(CallMedia(-9, active=True, codec="PCMA/8000"))
    assert phone.view(attempt).media is not None
    phone.later(minutes=1)
    phone.engine.emit(CallEnded(-9, 200, "", by_peer=True))
    phone.settle()
    second, first = phone.store.call_log.recent()
    assert [(r.party_uri, r.ended, len(r.legs)) for r in (first, second)] == [
        (ANNA, Ended.ANSWERED, 1),
        (BOB, Ended.ANSWERED, 1),
    ]
    assert first.ended_at == second.started_at == second.answered_at
    assert second.legs[0].uri == BOB


def test_a_contact_is_named(phone: TestPhone) -> None:
    """By the address book, not by what the other side writes."""
    phone.add_contact("Boris", BOB)
    attempt = talk(phone, ANNA)
    replace(phone, 1)
    assert phone.view(attempt).party_name == "Boris"


def test_what_the_person_has_set_stays(phone: TestPhone) -> None:
    """Muted, on hold, in the conference: the new call is so too."""
    attempt = talk(phone, ANNA)
    other = talk(phone, CARL)
    phone.controller.join([attempt, other])
    phone.controller.set_muted(attempt, True)
    phone.controller.hold(attempt)
    phone.engine.commands.clear()
    replace(phone, 1)
    assert ("conference", 0, (-9, 2)) in phone.engine.commands
    assert ("hold", -9, None) in phone.engine.commands
    assert [value for kind, number, value in phone.engine.commands if (kind, number) == ("mute", -9)][
        -1
    ] is True
    assert phone.view(attempt).in_conference


def test_a_call_that_rang_is_answered_by_it(phone: TestPhone) -> None:
    """Somebody picks up for whom we called."""
    attempt = phone.call(ANNA)
    phone.ring()
    replace(phone, 1)
    assert phone.phase(attempt) is Phase.CONNECTED
    phone.settle()
    assert phone.store.call_log.recent()[1].ended is Ended.MISSED


def test_whoever_picks_up_waits_while_another_call_is_on(phone: TestPhone) -> None:
    """Two conversations are never heard at once."""
    attempt = phone.call(ANNA)
    phone.ring()
    phone.engine.emit(CallIncoming(-1, "", CARL.encode(), b"", b"sip:me@office.example", b""))
    carl = phone.controller.views()[-1].attempt
    phone.controller.answer(carl)
    phone.engine.emit(CallAnswered(-1))
    replace(phone, 1)
    assert phone.phase(attempt) is Phase.CONNECTED
    assert ("hold", -9, None) in phone.engine.commands
    assert ("mute", -9, True) in phone.engine.commands


@pytest.mark.parametrize("done", ["ended", "hung-up", "unknown"])
def test_a_call_that_is_over_is_not_replaced(phone: TestPhone, done: str) -> None:
    """The engine has answered for nobody: the new call is ended."""
    attempt = talk(phone, ANNA)
    match done:
        case "ended":
            phone.end(200, by_peer=True)
        case "hung-up":
            phone.controller.hang_up(attempt)
    replace(phone, 99 if done == "unknown" else 1)
    assert phone.engine.commands[-1] == ("hang_up", -9, None)


def test_a_recording_goes_on_in_another_file(phone: TestPhone) -> None:
    """Each line of the history has its own."""
    attempt = talk(phone, ANNA)
    phone.controller.record(attempt, True)
    first = str(phone.engine.commands[-1][2])
    phone.engine.emit(RecordingChanged(1, True, first))
    phone.later(minutes=1)
    replace(phone, 1)
    second = str(phone.engine.commands[-1][2])
    assert phone.engine.commands[-1][:2] == ("record", -9)
    phone.engine.emit(RecordingChanged(-9, True, second))
    phone.engine.emit(RecordingChanged(1, False, first))
    assert phone.view(attempt).recording == second
    phone.engine.emit(CallEnded(-9, 200, ""))
    phone.settle()
    assert [record.recording for record in phone.store.call_log.recent()] == [second, first]
