"""People, their addresses, and finding them again."""

from dataclasses import replace

import pytest

from softphone.calls.people import Contact, ContactDraft
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError
from softphone.store.list_rows import LIST_ORDER
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import Clock


def save(book: SqliteContactBook, name: str, *uris: str, **more: object) -> Contact:
    draft = ContactDraft(None, name, tuple((uri, "") for uri in uris), **more)  # type: ignore[arg-type]
    return book.save(draft).result(PATIENCE_S)


def uris(contact: Contact | None) -> list[str]:
    assert contact is not None
    return [address.uri for address in contact.addresses]


def test_a_saved_contact_is_read_back_as_it_was_typed(book: SqliteContactBook) -> None:
    """What a person typed comes back whole, addresses in their order."""
    draft = ContactDraft(
        None,
        "Анна Ёлкина",
        (("sip:anna@office.example", "work"), ("tel:+7-495-555-01-01", "home")),
        organisation="Ромашка",
        notes="likes\nshort calls",
        favourite=True,
    )
    saved = book.save(draft).result(PATIENCE_S)
    assert book.contact(saved.id) == saved
    assert [(each.uri, each.label) for each in saved.addresses] == list(draft.addresses)
    assert (saved.name, saved.organisation, saved.notes) == (draft.name, draft.organisation, draft.notes)
    assert saved.favourite
    assert saved.former == ()


def test_an_edit_keeps_the_ids_of_addresses_that_stay(book: SqliteContactBook) -> None:
    """Reordering and relabelling is no new address; what the form lists twice is kept once."""
    before = save(book, "Anna", "sip:a@h", "sip:b@h")
    draft = ContactDraft(
        before.id, "Anna P.", (("sip:b@h", "work"), ("sip:c@h", ""), ("sip:a@H", ""), ("sip:A@h", ""))
    )
    after = book.save(draft).result(PATIENCE_S)
    assert uris(after) == ["sip:b@h", "sip:c@h", "sip:a@H", "sip:A@h"]
    assert after.addresses[0].id == before.addresses[1].id
    assert after.addresses[2].id == before.addresses[0].id
    twice = book.save(ContactDraft(None, "Bob", (("sip:b@h", ""), ("sip:b@H", "")))).result(PATIENCE_S)
    assert uris(twice) == ["sip:b@h"]


def test_favourites_come_first_then_names_in_any_case(book: SqliteContactBook) -> None:
    """The list is ordered as a person expects, whatever the case."""
    for name, favourite in (("bob", False), ("Anna", False), ("Zoe", True), ("ёж", False), ("Дом", False)):
        save(book, name, favourite=favourite)
    assert [contact.name for contact in book.contacts()] == ["Zoe", "Anna", "bob", "Дом", "ёж"]


@pytest.mark.parametrize(
    "text",
    [
        "АННА",
        "анна",
        "елкин",
        "ЁЛКИН",
        "ромаш",
        "office.EXAMPLE",
        "ромашка анна",
        "74955550101",
        "555-01",
        "жук",
    ],
)
def test_search_finds_by_any_part_in_every_script(book: SqliteContactBook, text: str) -> None:
    """Name, organisation and address are searched, case-insensitively, "е" finds "ё", digits find a number."""
    found = book.save(
        ContactDraft(
            None,
            "Анна Ёлкина",
            (("sip:%D0%96%D1%83%D0%BA@office.example", ""), ("tel:+7-495-555-01-01", "")),
            organisation="Ромашка",
        )
    ).result(PATIENCE_S)
    save(book, "Bob", "sip:bob@home.example")
    assert book.search(text) == (found,)


@pytest.mark.parametrize("text", ["%", "_", "'", '"; DROP TABLE contact', "\0qx", "\ud800", "a" * 10_000])
def test_search_takes_any_text_literally(book: SqliteContactBook, text: str) -> None:
    """Wildcards, quotes and broken characters are letters like others."""
    save(book, "Anna", "sip:anna@office.example")
    assert book.search(text) == ()


def test_an_empty_search_lists_everybody_up_to_the_limit(book: SqliteContactBook) -> None:
    """Nothing typed yet: the list from its beginning."""
    for number in range(5):
        save(book, f"Contact {number}")
    assert [contact.name for contact in book.search("  ", limit=3)] == ["Contact 0", "Contact 1", "Contact 2"]


def test_an_address_is_found_by_the_rules_of_sip(book: SqliteContactBook) -> None:
    """Host in any case and escapes are the same address, another user or port is not (RFC 3261 section 19.1.4)."""
    anna = save(book, "Anna", "sip:anna@office.example")
    assert book.find_by_uri("sip:%61nna@OFFICE.example") == anna
    assert book.find_by_uri("sip:Anna@office.example") is None
    assert book.find_by_uri("sip:anna@office.example:5060") is None
    assert book.find_by_uri("no address at all") is None


def test_a_deleted_contact_comes_back_with_its_ids_and_moves(book: SqliteContactBook, clock: Clock) -> None:
    """Undo of a delete brings back everything, the undo of an earlier move included."""
    save(book, "Anna", "sip:a@h", "sip:b@h")
    moved, move_id = book.move_address(
        old_uri="sip:a@h", new_uri="sip:b@h", status=301, name="", moved_at=clock()
    ).result(PATIENCE_S)
    assert book.delete(moved.id).result(PATIENCE_S) == moved
    assert book.contacts() == ()
    assert book.current_address("sip:a@h") is None
    assert book.restore(moved).result(PATIENCE_S) == moved
    assert book.restore(moved).result(PATIENCE_S) == moved, "a second click changes nothing"
    assert uris(book.undo_move(move_id).result(PATIENCE_S)) == ["sip:a@h", "sip:b@h"]


def test_a_deleted_contact_comes_back_with_how_its_calls_are_redirected(
    database: Database, book: SqliteContactBook
) -> None:
    """Undo means as it was: rules for this caller go with the contact and come back with it."""
    anna = save(book, "Anna", "sip:anna@office.example")
    kept = SqliteDiversions(database)
    saved = [
        kept.save(
            Diversion(None, kind, DivertWhen.ALWAYS, (DivertTarget("sip:me@home.example"),), contact_id=of)
        ).result(PATIENCE_S)
        for kind, of in (
            (DivertKind.FORWARD, anna.id),
            (DivertKind.MOVED, None),
            (DivertKind.CHOICE, anna.id),
        )
    ]
    gone = book.delete(anna.id).result(PATIENCE_S)
    assert kept.diversions() == (saved[1],)
    book.restore(gone).result(PATIENCE_S)
    assert kept.diversions() == tuple(saved)
    book.restore(gone).result(PATIENCE_S)
    assert kept.diversions() == tuple(saved), "a second click changes nothing"


def test_a_contact_deleted_by_another_run_can_be_restored_too(book: SqliteContactBook, clock: Clock) -> None:
    """The value alone is enough to bring a contact back with its former addresses."""
    save(book, "Anna", "sip:a@h")
    for old, new in (("sip:a@h", "sip:b@h"), ("sip:a@h", "sip:c@h")):
        moved, _ = book.move_address(old_uri=old, new_uri=new, status=301, name="", moved_at=clock()).result(
            PATIENCE_S
        )
        clock.pass_by(minutes=1)
    book.delete(moved.id).result(PATIENCE_S)
    another = SqliteContactBook(book._database, clock)
    assert another.restore(moved).result(PATIENCE_S) == moved
    going = another.current_address("sip:b@h")
    assert going is not None
    assert going.new_uri == "sip:c@h"


def test_a_contact_that_is_gone_cannot_be_edited_or_deleted(book: SqliteContactBook) -> None:
    """The window is told that the contact went away meanwhile."""
    contact = save(book, "Anna")
    book.delete(contact.id).result(PATIENCE_S)
    for future in (book.delete(contact.id), book.save(ContactDraft(contact.id, "Anna", ()))):
        with pytest.raises(StoreError):
            future.result(PATIENCE_S)


def test_text_of_any_kind_is_kept_within_bounds(book: SqliteContactBook) -> None:
    """Broken characters are replaced and endless text is cut; an endless address is refused, not cut."""
    contact = save(book, "A\0n\ud800na" + "a" * 1000, organisation="o" * 1000, notes="n" * 100_000)
    assert contact.name.startswith("An\ufffdnaaa")
    assert (len(contact.name), len(contact.organisation), len(contact.notes)) == (299, 300, 65_536)
    with pytest.raises(StoreError):
        book.save(ContactDraft(None, "Anna", (("sip:" + "a" * 5000 + "@h", ""),))).result(PATIENCE_S)
    with pytest.raises(StoreError):
        book.save(ContactDraft(None, "Anna", tuple((f"sip:{n}@h", "") for n in range(101)))).result(
            PATIENCE_S
        )
    assert len(book.contacts()) == 1, "nothing of a refused contact is kept"


def test_the_list_follows_every_change(book: SqliteContactBook) -> None:
    """The list is remembered between reads, and read anew after each write."""
    first = save(book, "Anna")
    assert book.contacts() is book.contacts()
    book.save(replace(ContactDraft(None, "Bob", ()))).result(PATIENCE_S)
    assert [contact.name for contact in book.contacts()] == ["Anna", "Bob"]
    book.delete(first.id).result(PATIENCE_S)
    assert [contact.name for contact in book.contacts()] == ["Bob"]


def test_the_list_is_read_from_one_index_in_its_order(book: SqliteContactBook) -> None:
    """A hundred thousand contacts are listed without sorting them, and without reading them."""
    plan = book._database.read(
        "plan",
        lambda connection: connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id, favourite FROM contact {LIST_ORDER}"  # noqa: S608
        ).fetchall(),
    )
    assert [row[-1] for row in plan] == ["SCAN contact USING COVERING INDEX contact_list"]
