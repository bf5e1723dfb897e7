"""Whom an answer is believed from, and what the person is told about where it came from."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallEnded
from softphone.calls.company_events import MessageAnswered
from softphone.calls.following import OnRedirect
from softphone.calls.notices import Redirected
from softphone.calls.offer import Action, Choice, Option, Part, Provenance
from softphone.calls.provenance import changed_parts, provenance_of
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase, Stopped
from softphone.sip.explanation import Kind
from tests.support.core_phone import TestPhone, response, running_phone

A, B, EVIL = "sip:a@office.example", "sip:b@office.example", "sip:trap@evil.example"
STRANGER = "203.0.113.9:5060"
WORK = Account(
    "work", "sip:me@office.example", registrar="sip:office.example", proxy="sip:proxy.office.example;lr"
)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(WORK,))) as running:
        yield running


def forged(phone: TestPhone, status: int = 301, contact: str = EVIL) -> None:
    phone.end(status, response(status, f"<{contact}>"), source=STRANGER, from_next_hop=False)


def called(phone: TestPhone) -> list[str]:
    return [invite.request_uri for invite in phone.engine.invites]


@pytest.mark.parametrize("status", [301, 302, 380, 404, 486, 603])
def test_an_answer_that_is_not_the_proxys_changes_nothing(phone: TestPhone, status: int) -> None:
    """The same request goes out once more, nothing is offered or kept, and it is said who was ignored."""
    anna = phone.add_contact("Anna", A)
    attempt = phone.call(A)
    forged(phone, status)
    assert called(phone) == [A, A]
    view = phone.view(attempt)
    assert (view.phase, view.offer, view.ignored_source) == (Phase.CALLING, None, STRANGER)
    assert (view.status, view.reason) == (0, "")
    assert phone.said(Redirected) == []
    phone.end(200, response(200))  # what is left of the attempt is not the point
    phone.settle()
    assert phone.store.contact_book.contact(anna.id) == anna
    assert phone.store.contact_book.remembered_moves() == ()
    (record,) = phone.store.call_log.recent()
    assert record.moved_status is None


def test_the_proxys_own_answer_counts_after_a_forged_one(phone: TestPhone) -> None:
    """A true 301 after the false one is offered, and the route shows one station."""
    attempt = phone.call(A)
    forged(phone)
    phone.end(301, response(301, f"<{B}>"), from_next_hop=True)
    offer = phone.view(attempt).offer
    assert offer is not None
    assert [option.dial_uri for option in offer.options] == [B]
    assert [(hop.uri, hop.status) for hop in offer.route] == [(A, 301)]
    assert offer.provenance == Provenance("udp", "127.0.0.1:5060", False, WORK.proxy, True, True)
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    assert called(phone) == [A, A, B]


def test_a_stranger_who_goes_on_ends_the_attempt(phone: TestPhone) -> None:
    """Once in an attempt the request is repeated; the second time it ends and says why."""
    attempt = phone.call(A)
    forged(phone)
    forged(phone)
    view = phone.view(attempt)
    assert (view.phase, view.stopped, view.ended) == (Phase.ENDED, Stopped.NOT_FROM_PROXY, Ended.FAILED)
    assert (called(phone), view.offer) == ([A, A], None)


def test_a_stranger_on_the_second_leg_stops_it_too(phone: TestPhone) -> None:
    """The repeated request is the one to the target, with what the first answer asked to be sent along."""
    attempt = phone.call(A)
    phone.end(302, response(302, f"<{B}?Subject=Hi>"), from_next_hop=True)
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    forged(phone, 302)
    assert called(phone) == [A, B, B]
    assert phone.engine.invites[-1].headers == phone.engine.invites[-2].headers == (("Subject", "Hi"),)
    forged(phone, 486)
    assert phone.view(attempt).stopped is Stopped.NOT_FROM_PROXY


def test_a_rule_never_follows_a_stranger(tmp_path: Path) -> None:
    """Nor does the command line's follow or save."""
    for mode in (OnRedirect.FOLLOW, OnRedirect.SAVE):
        with running_phone(tmp_path, on_redirect=mode, settings=Settings(accounts=(WORK,))) as phone:
            phone.call(A)
            forged(phone)
            phone.settle()
            assert called(phone) == [A, A]
            assert phone.store.contact_book.contacts() == ()


@pytest.mark.parametrize(
    "account",
    [
        replace(WORK, strict_proxy=False),
        replace(WORK, proxy=""),
    ],
)
def test_without_a_proxy_to_believe_everybody_is_heard(tmp_path: Path, account: Account) -> None:
    """Switched off, or no proxy: the card says where it came from."""
    with running_phone(tmp_path, settings=Settings(accounts=(account,))) as phone:
        attempt = phone.call(A)
        forged(phone)
        offer = phone.view(attempt).offer
        assert offer is not None
        assert (offer.provenance.source, offer.provenance.from_next_hop) == (STRANGER, False)
        assert offer.provenance.from_proxy is (False if account.proxy else None)


def test_what_cannot_be_told_is_believed(phone: TestPhone) -> None:
    """None is no accusation: a response read from the library's log may have no sender."""
    attempt = phone.call(A)
    phone.redirect(301, f"<{B}>")
    assert phone.phase(attempt) is Phase.CHOOSING


def test_a_time_out_is_nobodys_answer(phone: TestPhone) -> None:
    """408 without a message came from nowhere, whatever the flag says."""
    attempt = phone.call(A)
    phone.end(408, from_next_hop=False)
    assert phone.phase(attempt) is Phase.ENDED
    assert phone.view(attempt).stopped is None


def test_a_stranger_who_answers_the_call_is_hung_up_on(phone: TestPhone) -> None:
    """Nobody talks with whoever took the call instead of the proxy."""
    attempt = phone.call(A)
    call_id = phone.engine.invites[-1].call_id
    phone.engine.emit(CallAnswered(call_id, source=STRANGER, from_next_hop=False))
    assert phone.engine.commands == [("hang_up", call_id, None)]
    phone.end(200)
    view = phone.view(attempt)
    assert (view.stopped, view.ended, view.answered_at) == (Stopped.NOT_FROM_PROXY, Ended.FAILED, None)
    assert view.ignored_source == STRANGER


def test_an_answer_of_a_stranger_after_hanging_up_is_ended_like_any(phone: TestPhone) -> None:
    """The person has hung up already; a 2xx that crosses it is hung up as ever."""
    attempt = phone.call(A)
    phone.controller.hang_up(attempt)
    phone.engine.emit(CallAnswered(1, source=STRANGER, from_next_hop=False))
    phone.end(487)
    assert phone.view(attempt).ended is Ended.CANCELLED


def test_a_message_that_a_stranger_took_was_not_delivered(phone: TestPhone) -> None:
    """A forged 200 to a MESSAGE counts as little as a forged 301."""
    attempt = phone.controller.send_message(A, "hello")
    for _ in range(2):
        phone.engine.emit(
            MessageAnswered(
                phone.engine.messages[-1].call_id,
                200,
                "OK",
                response(200),
                source=STRANGER,
                from_next_hop=False,
            )
        )
    assert len(phone.engine.messages) == 2
    assert phone.view(attempt).stopped is Stopped.NOT_FROM_PROXY
    assert phone.view(attempt).ended is Ended.FAILED


def test_the_proxy_of_a_305_is_not_the_accounts(phone: TestPhone) -> None:
    """Whether an answer came from the account's proxy cannot be said of a request that went elsewhere."""
    event = CallEnded(1, 404, "Not Found", b"x", "udp", STRANGER, from_next_hop=True)
    assert provenance_of(event, WORK, via_proxy="sip:other.example").from_proxy is None
    assert provenance_of(event, WORK).from_proxy is True
    assert provenance_of(event, None).proxy == ""


def test_the_view_tells_where_the_newest_answer_came_from(phone: TestPhone) -> None:
    """Also of a plain failure."""
    attempt = phone.call(A)
    phone.end(486, response(486), from_next_hop=True)
    assert phone.view(attempt).provenance == Provenance(
        "udp", "127.0.0.1:5060", False, WORK.proxy, True, True
    )


@pytest.mark.parametrize(
    ("old", "new", "kind", "parts"),
    [
        (A, A, Kind.SIP, ()),
        (A, B, Kind.SIP, (Part.USER,)),
        (A, "sips:a@OFFICE.example.", Kind.SIP, (Part.SCHEME,)),
        (A, "sip:%61@office.example:5070;transport=TCP", Kind.SIP, (Part.PORT, Part.TRANSPORT)),
        (A, "sip:a@home.example", Kind.SIP, (Part.HOST,)),
        (A, "sip:x@home.example:5060", Kind.SIP, (Part.USER, Part.HOST, Part.PORT)),
        ("sip:+74955550101@gw.example;user=phone", "tel:+7-495-555-01-01", Kind.TEL, (Part.SCHEME,)),
        (A, "tel:+74955550101", Kind.TEL, (Part.SCHEME, Part.USER)),
        (A, "mailto:a@office.example", Kind.EMAIL, (Part.SCHEME,)),
        (A, "mailto:b@office.example", Kind.EMAIL, (Part.SCHEME, Part.USER)),
        (A, "urn:service:sos", Kind.EMERGENCY, ()),
        ("nonsense", B, Kind.SIP, ()),
    ],
)
def test_what_differs_from_the_address_before(
    old: str, new: str, kind: Kind, parts: tuple[Part, ...]
) -> None:
    """As a person would point at it."""
    assert changed_parts(old, Option(number=1, kind=kind, uri=new, dial_uri=None)) == parts


def test_a_proxy_changes_nothing_of_the_address() -> None:
    """305: the same address through another place."""
    option = Option(number=1, kind=Kind.SIP, uri="sip:proxy.example", dial_uri=A, proxy="sip:proxy.example")
    assert changed_parts(A, option) == ()
