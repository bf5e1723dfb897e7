"""Moves that are remembered: how long, how far, and what happens when they no longer work."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallIncoming
from softphone.calls.moves import NOBODY_THERE
from softphone.calls.notices import MoveSaved, MovesShortened
from softphone.calls.offer import Action, Choice
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import FellBack, Phase, Stopped
from tests.support.core_phone import START, TestPhone, response, running_phone

A, B, C, D = (f"sip:{user}@office.example" for user in "abcd")


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def called(phone: TestPhone) -> list[str]:
    return [invite.request_uri for invite in phone.engine.invites]


def choose(phone: TestPhone, attempt: int, action: Action, number: int = 1) -> None:
    phone.controller.answer_offer(attempt, Choice(action, number))
    phone.settle()


def remember(phone: TestPhone, old: str, new: str) -> int:
    """A 301 of a stranger, remembered with a click; the attempt is ended again."""
    attempt = phone.call(old, ask_again=True)
    phone.redirect(301, f"<{new}>")
    choose(phone, attempt, Action.REMEMBER_AND_CALL)
    phone.end(486, response(486))
    return attempt


def addresses(contact: Contact | None) -> list[str]:
    assert contact is not None
    return [each.uri for each in contact.addresses]


def leads_to(phone: TestPhone, uri: str) -> str | None:
    move = phone.store.contact_book.current_address(uri)
    return move.new_uri if move else None


# Remembering.


def test_a_stranger_who_moved_is_remembered_without_a_contact(phone: TestPhone) -> None:
    """The call goes out at once, the next one straight to the new place, and it says so."""
    attempt = phone.call(A)
    phone.redirect(301, f"<{B}>")
    choose(phone, attempt, Action.REMEMBER_AND_CALL)
    assert called(phone) == [A, B]
    assert phone.store.contact_book.contacts() == ()
    (move,) = phone.store.contact_book.remembered_moves()
    assert (move.old_uri, move.new_uri, move.status, move.expires_at) == (A, B, 301, None)
    again = phone.call(A)
    assert called(phone)[-1] == B
    assert phone.view(again).remembered_from == A
    phone.call(A, ask_again=True)
    assert called(phone)[-1] == A


def test_remembering_is_for_a_301_alone(phone: TestPhone) -> None:
    """The same click on a 302 without expiry is a call and nothing else."""
    attempt = phone.call(A)
    phone.redirect(302, f"<{B}>")
    choose(phone, attempt, Action.REMEMBER_AND_CALL)
    assert called(phone) == [A, B]
    assert phone.store.contact_book.remembered_moves() == ()


def test_a_302_holds_to_the_second_also_across_a_restart(tmp_path: Path) -> None:
    """Sixty seconds are sixty seconds, whether the phone was closed meanwhile or not."""
    with running_phone(tmp_path) as phone:
        attempt = phone.call(A)
        phone.redirect(302, f"<{B}>;expires=60")
        choose(phone, attempt, Action.CALL)
    edge = START + timedelta(seconds=60)
    for moment, place in ((edge - timedelta(microseconds=1), B), (edge, A), (START, A)):
        with running_phone(tmp_path, start=moment) as phone:
            phone.call(A)
            assert called(phone) == [place], moment


@pytest.mark.parametrize(
    ("dialled", "contact"),
    [("sips:a@office.example", f"<{B}>;expires=60"), (A, f"<{B}>;q=0;expires=60")],
)
def test_what_takes_a_click_each_time_is_not_remembered_for_a_while(
    phone: TestPhone, dialled: str, contact: str
) -> None:
    """The click that gives encryption up, or takes the last resort, is for this call."""
    attempt = phone.call(dialled)
    phone.redirect(302, contact)
    choose(phone, attempt, Action.CALL)
    assert called(phone) == [dialled, B]
    phone.call(dialled)
    assert called(phone)[-1] == dialled


def test_a_clock_that_was_set_back_makes_no_move_last_longer(phone: TestPhone) -> None:
    """Nobody knows how much of the minute had passed: the old address is asked, and stays asked."""
    attempt = phone.call(A)
    phone.redirect(302, f"<{B}>;expires=60")
    choose(phone, attempt, Action.CALL)
    phone.later(seconds=-3600)
    phone.call(A)
    assert called(phone)[-1] == A
    phone.settle()
    phone.later(seconds=3610)
    phone.call(A)
    assert called(phone)[-1] == A


def test_a_contact_who_moved_to_a_number_is_dialled_through_the_account(tmp_path: Path) -> None:
    """tel: is no Request-URI for everybody; without an account the old address is called."""
    account = Account("work", "sip:me@office.example")
    with running_phone(tmp_path, settings=Settings(accounts=(account,))) as phone:
        phone.add_contact("Anna", A)
        attempt = phone.call(A)
        phone.redirect(301, "<tel:+74955550101>")
        choose(phone, attempt, Action.SAVE_AND_CALL)
        phone.call(A)
        assert called(phone)[1:] == ["sip:+74955550101@office.example;user=phone"] * 2
        phone.settings = Settings()
        phone.call(A)
        assert called(phone)[-1] == A


def test_the_number_of_a_contact_that_moves_is_replaced(tmp_path: Path) -> None:
    """Dialled as sip:+7…@office through the account, it is still the tel: of the address book."""
    account = Account("work", "sip:me@office.example")
    with running_phone(tmp_path, settings=Settings(accounts=(account,))) as phone:
        anna = phone.add_contact("Anna", "tel:+7-495-555-01-01")
        attempt = phone.call("+7 495 555-01-01")
        assert phone.view(attempt).contact == anna
        phone.redirect(301, f"<{B}>")
        choose(phone, attempt, Action.SAVE_AND_CALL)
        assert addresses(phone.store.contact_book.contact(anna.id)) == [B]
        phone.call("+7 495 555-01-01")
        assert called(phone)[-1] == B


# Chains.


def test_a_chain_of_a_contact_becomes_one_move_when_its_end_answers(phone: TestPhone) -> None:
    """a → b → c saved step by step is a → c; b is still hers when she calls; the undo leads back to a."""
    anna = phone.add_contact("Anna", A)
    attempt = phone.call(A)
    phone.redirect(301, f"<{B}>")
    choose(phone, attempt, Action.SAVE_AND_CALL)
    phone.redirect(301, f"<{C}>")
    choose(phone, attempt, Action.SAVE_AND_CALL)
    assert phone.said(MovesShortened) == []
    phone.answered()
    phone.settle()
    (said,) = phone.said(MovesShortened)
    assert isinstance(said, MovesShortened)
    assert addresses(said.contact) == [C]
    assert {(each.uri, each.moved_to) for each in said.contact.former} == {(A, C), (B, C)}
    assert {each.move_id for each in said.contact.former} == {said.move_id}
    assert phone.store.contact_book.find_by_uri(B) == said.contact
    phone.controller.undo_move(said.move_id)
    phone.settle()
    assert phone.store.contact_book.contact(anna.id) == anna
    assert leads_to(phone, B) is None


def test_a_chain_that_made_a_contact_is_undone_with_it(phone: TestPhone) -> None:
    """A stranger saved on the way: the one undo takes the contact away again."""
    attempt = phone.call(A)
    for new in (B, C, D):
        phone.redirect(301, f"<{new}>")
        choose(phone, attempt, Action.SAVE_AND_CALL)
    phone.answered()
    phone.settle()
    (said,) = phone.said(MovesShortened)
    assert isinstance(said, MovesShortened)
    assert {(each.uri, each.moved_to) for each in said.contact.former} == {(A, D), (B, D), (C, D)}
    phone.controller.undo_move(said.move_id)
    phone.settle()
    assert phone.store.contact_book.contacts() == ()


def test_a_chain_whose_end_does_not_answer_stays_as_it_was_saved(phone: TestPhone) -> None:
    """Each step is what the person saved, with an undo of its own."""
    phone.add_contact("Anna", A)
    attempt = phone.call(A)
    for new in (B, C):
        phone.redirect(301, f"<{new}>")
        choose(phone, attempt, Action.SAVE_AND_CALL)
    phone.end(404, response(404))
    phone.settle()
    contact = phone.store.contact_book.find_by_uri(C)
    assert contact is not None
    assert [(each.uri, each.moved_to) for each in contact.former] == [(B, C), (A, B)]
    assert phone.said(MovesShortened) == []


def test_an_answer_before_the_store_has_written_shortens_too(phone: TestPhone) -> None:
    """A disk slower than the person who picks up."""
    phone.add_contact("Anna", A)
    attempt = phone.call(A)
    for new in (B, C):
        phone.redirect(301, f"<{new}>")
        phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
    phone.answered()
    phone.settle()
    phone.settle()
    assert len(phone.said(MovesShortened)) == 1


def test_a_chain_of_a_stranger_becomes_one_move(phone: TestPhone) -> None:
    """a → c takes the place of a → b."""
    attempt = phone.call(A)
    for new in (B, C):
        phone.redirect(301, f"<{new}>")
        choose(phone, attempt, Action.REMEMBER_AND_CALL)
    phone.answered()
    phone.settle()
    moves = {(move.old_uri, move.new_uri) for move in phone.store.contact_book.remembered_moves()}
    assert moves == {(A, C), (B, C)}


# Falling back.


@pytest.mark.parametrize("status", sorted(NOBODY_THERE))
def test_a_dead_place_leads_back_to_the_old_address(phone: TestPhone, status: int) -> None:
    """In the same attempt; the view says what did not work and which move to forget."""
    remember(phone, A, B)
    (move,) = phone.store.contact_book.remembered_moves()
    attempt = phone.call(A)
    assert called(phone)[-1] == B
    phone.end(status, response(status))
    assert called(phone)[-1] == A
    assert phone.view(attempt).fell_back == FellBack(A, B, status, move.id)
    phone.answered()
    assert phone.phase(attempt) is Phase.CONNECTED
    assert [leg.uri for leg in phone.view(attempt).legs] == [B, A]


@pytest.mark.parametrize("status", [403, 407, 420, 486, 488, 500, 600, 603, 607])
def test_a_place_where_somebody_is_leads_nowhere_else(phone: TestPhone, status: int) -> None:
    """Busy, declined, not allowed: that says nothing about moving."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.end(status, response(status))
    assert phone.view(attempt).ended is Ended.FAILED
    assert phone.view(attempt).fell_back is None


@pytest.mark.parametrize(("status", "place"), [(480, B), (408, B), (404, A)])
def test_a_place_that_rang_is_there(phone: TestPhone, status: int, place: str) -> None:
    """Nobody picked up: the old address is not troubled. Not found after an announcement is not found."""
    remember(phone, A, B)
    phone.call(A)
    phone.ring(183)
    phone.end(status, response(status))
    assert called(phone)[-1] == place


def test_a_time_out_without_any_answer_leads_back(phone: TestPhone) -> None:
    """Nothing comes from the new place: 408 without a response."""
    remember(phone, A, B)
    phone.call(A)
    phone.end(408)
    assert called(phone)[-1] == A


def test_a_contacts_own_move_falls_back_as_well(phone: TestPhone) -> None:
    """The move id is 0: the contact's former address has the undo."""
    phone.add_contact("Anna", A)
    attempt = phone.call(A)
    phone.redirect(301, f"<{B}>")
    choose(phone, attempt, Action.SAVE_ONLY)
    again = phone.call(A)
    phone.end(404, response(404))
    assert called(phone) == [A, B, A]
    assert phone.view(again).fell_back == FellBack(A, B, 404, 0)


def test_falling_back_happens_once_and_never_in_a_circle(phone: TestPhone) -> None:
    """The old address says again that it has moved to the dead place: a loop, said and ended."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.end(404, response(404))
    phone.redirect(301, f"<{B}>")
    view = phone.view(attempt)
    assert (view.phase, view.stopped) == (Phase.ENDED, Stopped.LOOP)
    assert called(phone)[-2:] == [B, A]


def test_the_old_address_may_know_a_better_place(phone: TestPhone) -> None:
    """It names a third one: that is asked as ever."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.end(404, response(404))
    phone.redirect(301, f"<{C}>")
    assert phone.phase(attempt) is Phase.CHOOSING
    phone.controller.answer_offer(attempt, Choice(Action.REMEMBER_AND_CALL, 1))
    phone.settle()
    assert leads_to(phone, A) == C


def test_both_addresses_dead_is_the_end(phone: TestPhone) -> None:
    """The second failure is the attempt's."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.end(404, response(404))
    phone.end(404, response(404))
    assert phone.phase(attempt) is Phase.ENDED


def test_a_network_that_is_gone_says_nothing_about_the_move(phone: TestPhone) -> None:
    """Neither place answers: nobody is told that the new address is dead."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.end(503)
    assert phone.view(attempt).fell_back is not None
    phone.end(503)
    assert phone.view(attempt).fell_back is None
    assert called(phone)[-2:] == [B, A]


def test_a_redirect_from_the_new_place_is_no_dead_place(phone: TestPhone) -> None:
    """It answered; what fails after it is what it named."""
    remember(phone, A, B)
    attempt = phone.call(A)
    phone.redirect(302, f"<{C}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.end(404, response(404))
    assert phone.view(attempt).stopped is Stopped.ALL_TARGETS_FAILED
    assert phone.view(attempt).fell_back is None


# Callers.


@pytest.mark.parametrize(
    "caller",
    [
        "sip:anna@office.example",
        "sips:anna@OFFICE.example",
        "sip:anna@office.example;transport=tcp",
        "sip:anna@office.example:5070",
        "sip:%61nna@office.example;tag=x",
        "sip:anna@old.example",
        "sip:+74955550101@gw.example;user=phone",
        "sip:+74955550101@gw.example",
    ],
)
def test_a_caller_is_recognised_by_what_a_from_header_has(phone: TestPhone, caller: str) -> None:
    """User and host are enough, former addresses count, and so does a number in any host."""
    anna = phone.add_contact(
        "Anna", "sip:anna@old.example:5062", "sip:anna@office.example:5070;transport=tcp", "tel:+74955550101"
    )
    phone.store.contact_book.move_address(
        old_uri="sip:anna@old.example:5062",
        new_uri="sip:anna@new.example",
        status=301,
        name="",
        moved_at=START,
    ).result(timeout=30)
    phone.engine.emit(CallIncoming(-1, "", caller.encode(), b"Somebody", b"sip:me@here", b""))
    (view,) = phone.controller.views()
    assert view.contact is not None
    assert (view.contact.id, view.party_name) == (anna.id, "Anna")


@pytest.mark.parametrize(
    "caller",
    [
        "sip:anna@office.example:5080",
        "sip:Anna@office.example",
        "sip:anna@office.example.evil.example",
        "sip:office.example",
        "sip:both@office.example",
        "not an address",
    ],
)
def test_a_caller_who_is_only_similar_is_nobody(phone: TestPhone, caller: str) -> None:
    """Another port that both name, another letter, a host alone, and an address that two people share."""
    phone.add_contact("Anna", "sip:anna@office.example:5070", "tel:+74955550101")
    phone.add_contact("Office", "sip:office.example:5070")
    phone.add_contact("One", "sip:both@office.example:5070")
    phone.add_contact("Two", "sip:both@office.example:5071")
    phone.engine.emit(CallIncoming(-1, "", caller.encode(), b"Somebody", b"sip:me@here", b""))
    (view,) = phone.controller.views()
    assert view.contact is None


def test_a_number_is_known_without_its_plus(phone: TestPhone) -> None:
    """Gateways leave it out, or send the number as it is dialled in the country: the person has a name all the same."""
    phone.add_contact("Anna", "tel:+74955550101")
    for number, caller in enumerate(("sip:74955550101@gw.example", "sip:84955550101@gw.example"), 1):
        phone.engine.emit(CallIncoming(-number, "", caller.encode(), b"Somebody", b"sip:me@here", b""))
        contact = phone.controller.views()[-1].contact
        assert contact is not None
        assert contact.name == "Anna"


def test_where_to_call_is_never_guessed(phone: TestPhone) -> None:
    """Dialling an address that is nearly a contact's calls that address and names nobody."""
    phone.add_contact("Anna", "sip:anna@office.example:5070")
    attempt = phone.call("sip:anna@office.example")
    assert phone.view(attempt).contact is None
    assert called(phone) == ["sip:anna@office.example"]


def test_what_could_not_be_written_leads_to_nobody(phone: TestPhone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first step is lost, the second is saved: it makes a contact, and says so."""
    real = phone.store.contact_book.move_address
    failed: Future[tuple[Contact, int]] = Future()
    failed.set_exception(StoreFailedError("the disk is full"))
    monkeypatch.setattr(phone.store.contact_book, "move_address", lambda **_: failed)
    attempt = phone.call(A)
    phone.redirect(301, f"<{B}>")
    choose(phone, attempt, Action.SAVE_AND_CALL)
    monkeypatch.setattr(phone.store.contact_book, "move_address", real)
    phone.redirect(301, f"<{C}>")
    choose(phone, attempt, Action.SAVE_AND_CALL)
    (saved,) = phone.said(MoveSaved)
    assert isinstance(saved, MoveSaved)
    assert (saved.created, len(phone.store.contact_book.contacts())) == (True, 1)
