"""Whose number it is, however a gateway writes it."""

import pytest

from softphone.calls.people import ContactDraft
from softphone.store.contact_book import SqliteContactBook
from tests.support.patience import PATIENCE_S


def add(book: SqliteContactBook, name: str, *uris: str) -> int:
    return book.save(ContactDraft(None, name, tuple((uri, "") for uri in uris))).result(PATIENCE_S).id


def caller(book: SqliteContactBook, uri: str) -> str:
    found = book.find_caller(uri)
    return "" if found is None else found.name


@pytest.mark.parametrize(
    "uri",
    [
        "sip:+74955550101@gateway.example",
        "sip:84955550101@gateway.example;user=phone",
        "sip:84955550101@192.0.2.1",
        "sip:4955550101@gateway.example",
        "sip:007-495-555-01-01@gateway.example",
        "sip:8107495555@gateway.example",
        "tel:8-495-555-01-01",
        "tel:+74955550101",
    ],
)
def test_a_number_has_many_spellings(book: SqliteContactBook, uri: str) -> None:
    """From abroad and from the same country, through whatever gateway; what is too short is nobody's."""
    add(book, "Anna", "tel:+7-495-555-01-01")
    add(book, "Boris", "tel:+7-495-555-01-02")
    assert caller(book, uri) == ("" if uri.startswith("sip:8107495555@") else "Anna")


def test_a_number_of_two_contacts_is_nobodys(book: SqliteContactBook) -> None:
    """A wrong name is worse than none; a former number counts when nobody has it now."""
    add(book, "Anna", "tel:+74955550101")
    add(book, "Office", "sip:+74955550101@office.example")
    assert caller(book, "sip:84955550101@gateway.example") == ""
    add(book, "Clara", "tel:+4930123456")
    book.move_address(
        old_uri="tel:+4930123456", new_uri="tel:+493099999", status=301, name="", moved_at=book._now()
    ).result(PATIENCE_S)
    assert caller(book, "sip:030123456@gateway.example") == "Clara"
    add(book, "Dora", "tel:+4930123456")
    assert caller(book, "sip:030123456@gateway.example") == "Dora"


def test_digits_before_another_host_are_no_number(book: SqliteContactBook) -> None:
    """An account 1234567 of one provider is not that of another."""
    add(book, "Anna", "sip:1234567@provider.example")
    assert caller(book, "sip:1234567@provider.example:5080") == "Anna"
    assert caller(book, "sip:1234567@other.example") == ""


def test_a_number_names_and_is_never_dialled_for_another(book: SqliteContactBook) -> None:
    """Where a call goes, and what a move replaces, is the address itself."""
    add(book, "Anna", "tel:+74955550101")
    assert book.find_by_uri("tel:84955550101") is None
    assert book.current_address("tel:84955550101") is None
