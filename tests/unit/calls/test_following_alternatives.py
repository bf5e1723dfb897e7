"""One click keeps the alternatives of an answer as further addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.addressing import dialled_address
from softphone.calls.notices import AlternativesSaved, SaveFailed
from softphone.calls.offer import Action, Choice
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.sip.explanation import Notable
from tests.support.core_phone import TestPhone, running_phone

DESK = "sip:desk@hotel.example"
LISTS = "application/resource-lists+xml"
TEXT = ("Content-Type: text/plain",)
BODY = (
    "Closed until eight. Night manager: sip:night@hotel.example\r\n"
    "Front office: tel:+74955550101\r\n"
    "Write to mailto:desk@hotel.example?subject=Hello or see https://hotel.example/help\r\n"
    "Chat xmpp:desk@hotel.example\r\n"
)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(
        tmp_path, settings=Settings(accounts=(Account("work", "sip:me@office.example"),))
    ) as running:
        yield running


def keep(phone: TestPhone, attempt: int, name: str | None = None) -> None:
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_ALTERNATIVES, name=name))
    phone.settle()


def uris(contact: Contact | None) -> list[str]:
    assert contact is not None
    return [each.uri for each in contact.addresses]


def test_the_alternatives_of_a_380_become_further_addresses(phone: TestPhone) -> None:
    """In their order, with their labels, without what they ask to be sent along; the offer stays open."""
    before = phone.add_contact("Hotel", DESK, "sip:NIGHT@other.example")
    attempt = phone.call(DESK)
    phone.redirect(380, '"Night manager" <sip:night@hotel.example>', extra=TEXT, body=BODY)
    keep(phone, attempt)
    (said,) = phone.said(AlternativesSaved)
    assert isinstance(said, AlternativesSaved)
    assert said.before == before
    assert uris(said.contact) == [
        DESK,
        "sip:NIGHT@other.example",
        "sip:night@hotel.example",
        "tel:+74955550101",
        "mailto:desk@hotel.example",
        "https://hotel.example/help",
        "xmpp:desk@hotel.example",
    ]
    assert said.contact.addresses[2].label == "Night manager"
    assert phone.phase(attempt) is Phase.CHOOSING
    offer = phone.view(attempt).offer
    assert offer is not None
    assert offer.contact == said.contact
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    assert phone.engine.invites[-1].request_uri == "sip:night@hotel.example"


def test_a_second_click_adds_nothing(phone: TestPhone) -> None:
    """What is there is not listed twice."""
    phone.add_contact("Hotel", DESK)
    attempt = phone.call(DESK)
    phone.redirect(380, extra=TEXT, body=BODY)
    keep(phone, attempt)
    once = phone.store.contact_book.contacts()
    keep(phone, attempt)
    assert phone.store.contact_book.contacts() == once
    assert len(phone.said(AlternativesSaved)) == 2


def test_two_quick_clicks_make_one_contact(phone: TestPhone) -> None:
    """The second comes before the store has answered the first."""
    attempt = phone.call(DESK)
    phone.redirect(380, extra=TEXT, body=BODY)
    for _ in range(2):
        phone.controller.answer_offer(attempt, Choice(Action.SAVE_ALTERNATIVES))
    phone.settle()
    assert len(phone.store.contact_book.contacts()) == 1
    keep(phone, attempt)
    assert len(phone.said(AlternativesSaved)) == 2


def test_a_misleading_name_from_the_body_warns_beside_its_contact(phone: TestPhone) -> None:
    """The Contact has no name and takes that of the body, with what is notable about it."""
    attempt = phone.call(DESK)
    lists = (
        '<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry uri="sip:night@thief.example">'
        "<display-name>sip:help@bank.example</display-name></entry></list></resource-lists>"
    )
    phone.redirect(380, "<sip:night@thief.example>", extra=(f"Content-Type: {LISTS}",), body=lists)
    offer = phone.view(attempt).offer
    assert offer is not None
    (option,) = offer.options
    assert option.label == "sip:help@bank.example"
    assert Notable.MISLEADING_NAME in option.notable


def test_the_undo_is_the_contact_as_it_was(phone: TestPhone) -> None:
    """`before` is enough to write the contact back."""
    before = phone.add_contact("Hotel", DESK)
    attempt = phone.call(DESK)
    phone.redirect(380, extra=TEXT, body=BODY)
    keep(phone, attempt)
    draft = ContactDraft(before.id, before.name, tuple((each.uri, each.label) for each in before.addresses))
    assert phone.store.contact_book.save(draft).result(timeout=30) == before


def test_nobody_in_contacts_becomes_a_contact(phone: TestPhone) -> None:
    """First of all with the address that was called."""
    attempt = phone.call(DESK)
    phone.redirect(380, extra=TEXT, body=BODY)
    keep(phone, attempt, name="Grand Hotel")
    (said,) = phone.said(AlternativesSaved)
    assert isinstance(said, AlternativesSaved)
    assert (said.before, said.contact.name, uris(said.contact)[0]) == (None, "Grand Hotel", DESK)
    assert phone.view(attempt).party_name == "Grand Hotel"


@pytest.mark.parametrize(
    "contact",
    [
        "<urn:service:sos>",
        "<sip:\u0430nna@hotel.example>",
        "<sip:desk@192.0.2.9>",
        '"Ni\u202eght" <sip:night@hotel.example>',
        "<javascript:alert(1)>",
    ],
)
def test_what_imitates_or_hides_is_not_kept(phone: TestPhone, contact: str) -> None:
    """Emergencies, look-alikes, bare IP addresses and hidden letters are no addresses to keep."""
    phone.add_contact("Hotel", DESK)
    attempt = phone.call(DESK)
    phone.redirect(380, contact, extra=TEXT, body="Write to mailto:desk@hotel.example\r\n")
    keep(phone, attempt)
    assert uris(phone.store.contact_book.find_by_uri(DESK)) == [DESK, "mailto:desk@hotel.example"]


@pytest.mark.parametrize("status", [301, 302, 305])
def test_what_means_something_else_is_not_kept(phone: TestPhone, status: int) -> None:
    """A new address, a temporary one and a proxy are no further addresses."""
    contact = phone.add_contact("Hotel", DESK)
    attempt = phone.call(DESK)
    phone.redirect(status, "<sip:night@hotel.example>")
    keep(phone, attempt)
    assert phone.store.contact_book.contacts() == (contact,)
    assert phone.phase(attempt) is Phase.CHOOSING


def test_a_book_that_cannot_be_written_is_said(phone: TestPhone) -> None:
    """The offer stays open."""
    attempt = phone.call(DESK)
    phone.redirect(380, "<sip:night@hotel.example>")
    phone.store.close()
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_ALTERNATIVES))
    while not phone._queue.empty():
        phone._queue.get()()
    assert phone.said(SaveFailed)
    assert phone.phase(attempt) is Phase.CHOOSING


def test_a_contact_is_dialled_at_an_address_that_can_be_called(phone: TestPhone) -> None:
    """An e-mail address may stand first; it is found, but never dialled."""
    contact = phone.add_contact("Hotel", "mailto:desk@hotel.example", "https://hotel.example", DESK)
    address = dialled_address(contact)
    assert address is not None
    assert address.uri == DESK
    assert phone.store.contact_book.find_by_uri("mailto:desk@HOTEL.example") == contact
    assert dialled_address(phone.add_contact("Page", "https://hotel.example")) is None
