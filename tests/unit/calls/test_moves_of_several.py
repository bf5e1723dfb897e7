"""A 301 that names several new addresses: which of them is kept when one of them fails."""

from pathlib import Path

import pytest

from softphone.calls.following import OnRedirect
from softphone.calls.offer import Action, Choice
from tests.support.core_phone import TestPhone, running_phone

MANY = ("<sip:desk@b.example>;q=0.9", "<sip:home@b.example>;q=0.6")


def _addresses(phone: TestPhone) -> tuple[list[str], list[tuple[str, str]]]:
    (contact,) = phone.store.contact_book.contacts()
    return [each.uri for each in contact.addresses], [(each.uri, each.moved_to) for each in contact.former]


def test_a_rule_keeps_the_preferred_of_several_new_addresses_though_it_is_busy(tmp_path: Path) -> None:
    """The desk is busy, so home is called this time; the desk stays the address, and has not moved anywhere."""
    with running_phone(tmp_path, on_redirect=OnRedirect.SAVE) as phone:
        phone.add_contact("Anna", "sip:old@b.example")
        phone.call("sip:old@b.example")
        phone.redirect(301, *MANY)
        phone.settle()
        phone.end(486)
        assert phone.engine.invites[-1].request_uri == "sip:home@b.example"
        phone.answered()
        phone.settle()
        assert _addresses(phone) == (["sip:desk@b.example"], [("sip:old@b.example", "sip:desk@b.example")])


@pytest.mark.parametrize("known", [True, False])
def test_a_second_address_that_is_chosen_takes_the_place_of_the_first(tmp_path: Path, known: bool) -> None:
    """Whoever saves another address of the same answer moves from the old address there, not from the first choice."""
    with running_phone(tmp_path) as phone:
        if known:
            phone.add_contact("Anna", "sip:old@b.example")
        attempt = phone.call("sip:old@b.example")
        phone.redirect(301, *MANY)
        for number, status in ((1, 404), (2, 200)):
            phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, number, "Anna"))
            phone.settle()
            if status != 200:
                phone.end(status)
        phone.answered()
        phone.settle()
        phone.settle()
        assert _addresses(phone) == (
            ["sip:home@b.example"],
            [("sip:old@b.example", "sip:home@b.example")],
        )


def test_a_dead_first_address_gives_way_by_rule(tmp_path: Path) -> None:
    """Nobody is at the preferred address: the next one is kept instead."""
    with running_phone(tmp_path, on_redirect=OnRedirect.SAVE) as phone:
        phone.add_contact("Anna", "sip:old@b.example")
        phone.call("sip:old@b.example")
        phone.redirect(301, *MANY)
        phone.settle()
        phone.end(404)
        phone.answered()
        phone.settle()
        phone.settle()
        assert _addresses(phone)[0] == ["sip:home@b.example"]


def test_a_stranger_is_not_named_after_an_alternative(tmp_path: Path) -> None:
    """What a 380 calls its rows names other people; who was called keeps the name of the address."""
    with running_phone(tmp_path) as phone:
        attempt = phone.call("sip:desk@b.example")
        phone.redirect(380, '"Night manager" <sip:night@b.example>')
        offer = phone.view(attempt).offer
        assert offer is not None
        assert offer.suggested_name == "desk"
