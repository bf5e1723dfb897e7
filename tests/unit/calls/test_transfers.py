"""Transfers that the other side asks for: done by the engine, or declined and told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.call_events import CallAnswered, CallEnded, CallProgress, TransferAsked
from softphone.calls.notices import TransferDeclined
from softphone.calls.offer import Action, Choice
from softphone.calls.records import Direction, Ended
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, response, running_phone

ANNA, BOB, NEW = "sip:anna@office.example", "sip:bob@office.example", "sip:bob@new.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def talking(phone: TestPhone) -> int:
    """A call with Anna, who is in the contacts."""
    phone.add_contact("Anna", ANNA)
    attempt = phone.call(ANNA)
    phone.answered()
    return attempt


def asked(phone: TestPhone, refer_to: str, *, new_call_id: int = 0) -> None:
    call_id = phone.engine.invites[0].call_id
    phone.engine.emit(TransferAsked(call_id, new_call_id, refer_to.encode(), f"<{ANNA}>".encode()))


def test_a_transfer_is_an_attempt_of_its_own(phone: TestPhone) -> None:
    """Its leg is the engine's; it rings, is answered and ends like any other, and says who asked."""
    talking(phone)
    asked(phone, f'"Bob B." <{BOB}?Replaces=x>', new_call_id=-7)
    view = phone.controller.views()[-1]
    assert (view.direction, view.phase, view.party_uri) == (Direction.OUTGOING, Phase.CALLING, BOB)
    assert (view.party_name, view.transferred_by) == ("Bob B.", "Anna")
    assert len(phone.engine.invites) == 1
    phone.engine.emit(CallProgress(-7, 180, "Ringing"))
    phone.engine.emit(CallAnswered(-7))
    assert phone.phase(view.attempt) is Phase.CONNECTED
    phone.controller.hang_up(view.attempt)
    assert phone.engine.commands[-1] == ("hang_up", -7, None)
    phone.engine.emit(CallEnded(-7, 200, ""))
    phone.settle()
    assert Ended.ANSWERED in [record.ended for record in phone.store.call_log.recent()]


def test_a_redirect_of_a_transfer_is_the_same_card(phone: TestPhone) -> None:
    """The 3xx to the engine's leg is offered; what is chosen is a call of ours."""
    talking(phone)
    asked(phone, f"<{BOB}>", new_call_id=-7)
    attempt = phone.controller.views()[-1].attempt
    raw = response(302, f"<{NEW}>", to=BOB)
    phone.engine.emit(CallEnded(-7, 302, "Moved", raw, transport="udp"))
    offer = phone.view(attempt).offer
    assert offer is not None
    assert (phone.phase(attempt), offer.old_uri) == (Phase.CHOOSING, BOB)
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    assert phone.engine.invites[-1].request_uri == NEW
    phone.answered()
    assert phone.phase(attempt) is Phase.CONNECTED
    assert phone.view(attempt).transferred_by == "Anna"


def test_a_transfer_that_fails_ends_its_attempt_alone(phone: TestPhone) -> None:
    """The call with the one who asked goes on."""
    first = talking(phone)
    asked(phone, BOB, new_call_id=-7)
    second = phone.controller.views()[-1].attempt
    phone.engine.emit(CallEnded(-7, 486, "Busy", response(486)))
    assert phone.view(second).ended is Ended.FAILED
    assert phone.phase(first) is Phase.CONNECTED


def test_a_declined_transfer_may_be_called_by_the_person(phone: TestPhone) -> None:
    """Cleaned, named, and said once however often it is asked."""
    attempt = talking(phone)
    for _ in range(3):
        asked(phone, '"Bob \u202eB." <sip:bob@elsewhere.example;method=INVITE?Replaces=x&Subject=y>')
    assert phone.said(TransferDeclined) == [
        TransferDeclined(attempt, "sip:bob@elsewhere.example", "Bob B."),
    ]
    for number in range(20):
        asked(phone, f"<sip:spam{number}@elsewhere.example>")
    assert len(phone.said(TransferDeclined)) == 5


@pytest.mark.parametrize(
    "refer_to",
    [
        "<javascript:alert(1)>",
        "<urn:service:sos>",
        "<mailto:a@b.example>",
        "<sip:a@b.example;method=BYE>",
        "<<",
        "",
        "\x00\xff",
    ],
)
def test_what_nobody_should_call_is_not_offered(phone: TestPhone, refer_to: str) -> None:
    """No emergency, no other method, nothing that is no address."""
    talking(phone)
    asked(phone, refer_to)
    assert phone.said(TransferDeclined) == []


def test_a_transfer_by_a_call_that_has_just_ended_is_still_shown(phone: TestPhone) -> None:
    """The engine has begun the call: it must have a page where it can be ended."""
    phone.engine.emit(TransferAsked(99, -7, f"<{BOB}>".encode(), f'"An\u202ena" <{ANNA}>'.encode()))
    (view,) = phone.controller.views()
    assert (view.transferred_by, view.party_uri) == ("Anna", BOB)
    phone.engine.emit(TransferAsked(99, 0, f"<{BOB}>".encode(), b""))
    assert phone.said(TransferDeclined) == []
