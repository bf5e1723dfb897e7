"""Transfers that the person asks for: blind, attended, failed, done; nothing is lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.call_events import CallEnded, CallMedia, CallReplaced, TransferChanged, TransferState
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.sip.errors import SipParseError
from tests.support.core_phone import TestPhone, running_phone

OFFICE = Account("office", "sip:me@office.example")
BOB, CARL = "sip:bob@office.example", "sip:carl@office.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(OFFICE,))) as running:
        yield running


def talk(phone: TestPhone, address: str) -> int:
    attempt = phone.call(address)
    phone.answered()
    return attempt


def news(phone: TestPhone, state: TransferState, status: int = 0, *, call_id: int = 1) -> None:
    phone.engine.emit(TransferChanged(call_id, state, status, "What\u202eever"))


def state(phone: TestPhone, attempt: int) -> tuple[TransferState, int] | None:
    transfer = phone.view(attempt).transfer
    return None if transfer is None else (transfer.state, transfer.status)


def commands(phone: TestPhone, *kinds: str) -> list[tuple[str, int, object]]:
    return [command for command in phone.engine.commands if command[0] in kinds]


def test_a_blind_transfer_that_is_done(phone: TestPhone) -> None:
    """Asked, on its way, done; the other side hangs up; the history says with whom they were connected."""
    phone.add_contact("Carl", CARL)
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    assert commands(phone, "transfer") == [("transfer", 1, CARL)]
    transfer = phone.view(bob).transfer
    assert transfer is not None
    assert (transfer.target_name, transfer.state, transfer.attended) == ("Carl", TransferState.ASKED, False)
    news(phone, TransferState.TRYING, 180)
    assert state(phone, bob) == (TransferState.TRYING, 180)
    news(phone, TransferState.DONE, 200)
    phone.end(200, by_peer=True)
    assert (state(phone, bob), phone.view(bob).ended) == ((TransferState.DONE, 200), Ended.ANSWERED)
    phone.later(seconds=10)
    assert commands(phone, "hang_up") == []
    phone.settle()
    assert phone.store.call_log.recent()[0].transferred_to == CARL


def test_whoever_has_taken_their_place_is_not_hung_up(phone: TestPhone) -> None:
    """Done, and in the same moment somebody else comes in their place: that call goes on."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.DONE, 200)
    phone.engine.emit(CallReplaced(1, -9, "", CARL.encode(), b"Carl", b"INVITE"))
    phone.later(seconds=10)
    assert commands(phone, "hang_up") == []
    assert phone.phase(bob) is Phase.CONNECTED


def test_our_call_ends_when_the_other_side_forgets_to(phone: TestPhone) -> None:
    """A moment after it is done, and not before."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, "1020")
    assert commands(phone, "transfer")[0][2] == "sip:1020@office.example;user=phone"
    news(phone, TransferState.DONE, 200)
    assert commands(phone, "hang_up") == []
    phone.later(seconds=2)
    assert commands(phone, "hang_up") == [("hang_up", 1, None)]
    assert phone.phase(bob) is Phase.ENDING


def test_a_transfer_that_fails_keeps_the_call(phone: TestPhone) -> None:
    """Busy, or sent elsewhere with a 3xx: told with its status; another may be tried."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.TRYING, 100)
    news(phone, TransferState.FAILED, 486)
    assert (state(phone, bob), phone.phase(bob)) == ((TransferState.FAILED, 486), Phase.CONNECTED)
    transfer = phone.view(bob).transfer
    assert transfer is not None
    assert (transfer.reason, transfer.refused) == ("Whatever", False)
    phone.controller.transfer(bob, "sip:dora@office.example")
    assert len(commands(phone, "transfer")) == 2
    news(phone, TransferState.FAILED, 302)
    phone.later(minutes=10)
    assert (state(phone, bob), phone.phase(bob)) == ((TransferState.FAILED, 302), Phase.CONNECTED)
    phone.end(200)
    phone.settle()
    assert phone.store.call_log.recent()[0].transferred_to == ""


def test_a_refusal_of_the_one_who_was_asked_is_not_that_of_the_target(phone: TestPhone) -> None:
    """A status that answers the REFER itself belongs to the other side; the target was never called."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.FAILED, 603)
    transfer = phone.view(bob).transfer
    assert transfer is not None
    assert (transfer.status, transfer.refused) == (603, True)


def test_one_transfer_at_a_time(phone: TestPhone) -> None:
    """A second click changes nothing; an address that is none is said at its letter, and nothing is sent."""
    bob = talk(phone, BOB)
    with pytest.raises(SipParseError):
        phone.controller.transfer(bob, "sip:bo b@office.example")
    phone.controller.transfer(bob, CARL)
    phone.controller.transfer(bob, "sip:dora@office.example")
    assert len(commands(phone, "transfer")) == 1


def test_a_transfer_that_nobody_tells_of_fails_in_the_end(phone: TestPhone) -> None:
    """The other side took the request and never said what became of it."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.TRYING)
    phone.later(seconds=119)
    assert state(phone, bob) == (TransferState.TRYING, 0)
    phone.later(seconds=1)
    assert state(phone, bob) == (TransferState.FAILED, 408)
    news(phone, TransferState.DONE, 200)
    assert state(phone, bob) == (TransferState.DONE, 200)


def test_whoever_agrees_and_hangs_up_goes_where_it_leads(phone: TestPhone) -> None:
    """Some telephones end the call instead of telling; one that ends without agreeing just left."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.TRYING)
    phone.end(200, by_peer=True)
    assert state(phone, bob) == (TransferState.DONE, 0)
    carl = talk(phone, CARL)
    phone.controller.transfer(carl, BOB)
    phone.end(200, by_peer=True)
    assert state(phone, carl) == (TransferState.FAILED, 0)
    news(phone, TransferState.DONE, 200, call_id=2)
    assert state(phone, carl) == (TransferState.DONE, 200)
    phone.settle()
    assert [record.transferred_to for record in phone.store.call_log.recent()] == [BOB, CARL]


def test_an_attended_transfer(phone: TestPhone) -> None:
    """The first waits on hold while Carl is asked; then both are connected, and both of our calls end."""
    bob = talk(phone, BOB)
    carl = phone.controller.consult(bob, CARL)
    assert commands(phone, "hold") == [("hold", 1, None)]
    assert phone.view(carl).consults_for == bob
    phone.answered()
    phone.controller.transfer_to(bob, carl)
    assert commands(phone, "transfer_to") == [("transfer_to", 1, 2)]
    transfer = phone.view(bob).transfer
    assert transfer is not None
    assert (transfer.target_uri, transfer.attended) == (CARL, True)
    news(phone, TransferState.DONE, 200)
    phone.engine.emit(CallEnded(2, 200, "", by_peer=True))
    phone.later(seconds=2)
    assert commands(phone, "hang_up") == [("hang_up", 1, None)]
    assert phone.view(carl).ended is Ended.ANSWERED


def test_an_attended_transfer_that_fails_leaves_both_calls(phone: TestPhone) -> None:
    """Bob waits on hold, Carl is on the line; one click brings Bob back."""
    bob = talk(phone, BOB)
    carl = phone.controller.consult(bob, CARL)
    phone.answered()
    phone.controller.transfer_to(bob, carl)
    news(phone, TransferState.FAILED, 481)
    phone.later(minutes=5)
    assert (phone.phase(bob), phone.phase(carl)) == (Phase.CONNECTED, Phase.CONNECTED)
    phone.engine.emit(CallMedia(1, active=False, held=True))
    phone.controller.resume(bob)
    assert commands(phone, "resume") == [("resume", 1, None)]


def test_connecting_before_the_second_has_answered(phone: TestPhone) -> None:
    """What rings cannot be replaced: Carl's telephone is let go, and Bob calls it himself."""
    bob = talk(phone, BOB)
    carl = phone.controller.consult(bob, CARL)
    phone.ring()
    phone.controller.transfer_to(bob, carl)
    assert commands(phone, "hang_up", "transfer", "transfer_to") == [
        ("hang_up", 2, None),
        ("transfer", 1, CARL),
    ]


def test_a_consultation_that_fails_gives_the_first_call_back_in_one_click(phone: TestPhone) -> None:
    """Carl is busy: Bob waits on hold, and nothing has resumed by itself."""
    bob = talk(phone, BOB)
    phone.controller.consult(bob, CARL)
    phone.end(486)
    assert commands(phone, "resume") == []
    phone.controller.resume(bob)
    assert commands(phone, "resume") == [("resume", 1, None)]


def test_a_consultation_outlives_whom_it_was_for(phone: TestPhone) -> None:
    """Bob has hung up: Carl's is a call like any other."""
    bob = talk(phone, BOB)
    carl = phone.controller.consult(bob, CARL)
    phone.answered()
    phone.engine.emit(CallEnded(1, 200, "", by_peer=True))
    assert phone.view(carl).consults_for is None
    phone.controller.transfer_to(bob, carl)
    assert commands(phone, "transfer_to") == []


def test_a_consultation_for_nobody_is_a_call(phone: TestPhone) -> None:
    """The call it was for has ended in the moment of the click."""
    carl = phone.controller.consult(77, CARL)
    assert (phone.phase(carl), phone.view(carl).consults_for) == (Phase.CALLING, None)


def test_a_lost_engine_fails_a_transfer(phone: TestPhone) -> None:
    """The call is over, and it is not said that it was handed over."""
    bob = talk(phone, BOB)
    phone.controller.transfer(bob, CARL)
    news(phone, TransferState.TRYING)
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(1,)))
    assert (state(phone, bob), phone.view(bob).ended) == ((TransferState.FAILED, 0), Ended.LOST)
    phone.later(minutes=5)
    assert commands(phone, "hang_up") == []


def test_news_of_no_transfer_means_nothing(phone: TestPhone) -> None:
    """Nothing was asked, or the call is nobody's."""
    bob = talk(phone, BOB)
    news(phone, TransferState.DONE, 200)
    news(phone, TransferState.DONE, 200, call_id=99)
    phone.later(seconds=10)
    assert (state(phone, bob), phone.phase(bob)) == (None, Phase.CONNECTED)
