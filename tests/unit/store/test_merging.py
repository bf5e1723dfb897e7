"""Finding who is there twice, making them one, and several again."""

import sqlite3
from datetime import timedelta
from typing import Any

import pytest

from softphone.calls.people import Contact, ContactDraft, Likeness
from softphone.calls.records import Direction
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen, RedirectPolicy, RuleScope
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError
from softphone.store.redirect_rules import SqliteRedirectRules
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
TABLES = ("contact", "address", "move", "membership", "picture", "number", "diversion", "redirect_rule")


def add(book: SqliteContactBook, name: str, *uris: str, **more: object) -> Contact:
    draft = ContactDraft(None, name, tuple((uri, "") for uri in uris), **more)  # type: ignore[arg-type]
    return book.save(draft).result(PATIENCE_S)


def sets(book: SqliteContactBook, limit: int = 500) -> list[tuple[str, set[str]]]:
    return [
        (found.likeness.value, {contact.name for contact in found.contacts})
        for found in book.find_duplicates(limit).result(PATIENCE_S)
    ]


def rows(database: Database) -> dict[str, list[Any]]:
    def query(connection: sqlite3.Connection) -> dict[str, list[Any]]:
        found = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in TABLES
        }
        found["attempt"] = connection.execute("SELECT id, contact_id FROM attempt ORDER BY id").fetchall()
        return found

    return database.read("rows", query)


def test_the_same_address_or_number_is_found_however_it_is_written(book: SqliteContactBook) -> None:
    """Those with something in common by way of a third are one set; a number of another is not theirs."""
    add(book, "Anna", "sip:anna@office.example", "tel:+7-495-555-01-01")
    add(book, "A. Petrova", "sip:%61nna@OFFICE.example")
    add(book, "Anya", "tel:84955550101")
    add(book, "Boris", "tel:+7-812-555-01-01")
    assert sets(book) == [(Likeness.SAME_ADDRESS, {"Anna", "A. Petrova", "Anya"})]


def test_the_same_name_is_found_in_any_order_and_script(book: SqliteContactBook) -> None:
    """Once: those who share an address too are found by that."""
    add(book, "Анна Петрова", "sip:a@h")
    add(book, "Petrova, Anna", "sip:b@h")
    add(book, "Anna Pavlova", "sip:c@h")
    add(book, "Clara", "sip:d@h")
    add(book, "clara", "sip:d@h")
    assert sets(book) == [
        (Likeness.SAME_ADDRESS, {"Clara", "clara"}),
        (Likeness.SAME_NAME, {"Анна Петрова", "Petrova, Anna"}),
    ]
    assert len(sets(book, limit=1)) == 1


def test_what_many_have_in_common_is_no_likeness(book: SqliteContactBook) -> None:
    """A switchboard's number, and people without a name; of a set the fullest is the first."""
    for number in range(25):
        add(book, "", f"sip:{number}@h", "tel:+74955550100")
    assert sets(book) == []
    add(book, "Anna", "sip:a@h")
    full = add(book, "Anna", "sip:a@h", "sip:b@h", notes="full")
    (found,) = book.find_duplicates().result(PATIENCE_S)
    assert found.contacts[0] == full


def test_two_become_one_with_all_that_both_had(book: SqliteContactBook, database: Database) -> None:
    """Addresses, former ones, groups, texts, picture, history, rule and diversion; redirects lead to who is left."""
    log = SqliteCallLog(database)
    anna = add(book, "Anna", "sip:anna@old.example", "sip:a@h", groups=("Work",))
    book.move_address(
        old_uri="sip:anna@old.example", new_uri="sip:anna@new.example", status=301, name="", moved_at=START
    ).result(PATIENCE_S)
    other = add(
        book,
        "A. Petrova",
        "sip:A@h",
        "tel:+74955550101",
        "sip:a@H",
        organisation="Office",
        groups=("Team",),
        picture=PNG,
    )
    book.move_address(
        old_uri="tel:+74955550101",
        new_uri="tel:+74955550102",
        status=301,
        name="",
        moved_at=START + timedelta(1),
    ).result(PATIENCE_S)
    attempt = log.begin(
        direction=Direction.OUTGOING,
        party_uri="sip:A@h",
        party_name="A.",
        contact_id=other.id,
        account_id="",
        started_at=START,
    ).result(PATIENCE_S)
    SqliteRedirectRules(database, book._now).set(
        RuleScope.CONTACT, str(other.id), RedirectPolicy.FOLLOW
    ).result(PATIENCE_S)
    SqliteDiversions(database).save(
        Diversion(
            None, DivertKind.FORWARD, DivertWhen.ALWAYS, (DivertTarget("sip:x@h"),), contact_id=other.id
        )
    ).result(PATIENCE_S)
    before = rows(database)
    merged, number = book.merge([anna.id, other.id]).result(PATIENCE_S)
    assert [each.uri for each in merged.addresses] == [
        "sip:anna@new.example",
        "sip:a@h",
        "sip:A@h",
        "tel:+74955550102",
    ]
    assert {each.uri for each in merged.former} == {"sip:anna@old.example", "tel:+74955550101"}
    assert (merged.name, merged.organisation, merged.groups) == ("Anna", "Office", ("Team", "Work"))
    assert merged.uid == anna.uid
    assert book.picture(anna.id) == PNG
    assert book.contact(other.id) is None
    assert book.find_by_uri("tel:+74955550101") == merged
    assert [found.id for found in book.search("5550101")] == [anna.id]
    found = rows(database)
    assert found["attempt"] == [(attempt, anna.id)]
    (rule,) = SqliteRedirectRules(database, book._now).rules()
    assert (rule.subject, rule.name) == (str(anna.id), "Anna")
    assert [each.contact_id for each in SqliteDiversions(database).diversions()] == [anna.id]
    back = book.undo_merge(number).result(PATIENCE_S)
    assert [each.id for each in back] == [anna.id, other.id]
    assert rows(database) == before
    assert [found.id for found in book.search("5550101")] == [other.id]
    with pytest.raises(StoreError):
        book.undo_merge(number).result(PATIENCE_S)


def test_the_person_may_say_what_is_kept(book: SqliteContactBook) -> None:
    """Names, texts and addresses of the draft; what it does not say comes together."""
    anna = add(book, "Anna", "sip:a@h", groups=("Work",), picture=PNG)
    other = add(book, "Anya", "sip:b@h", groups=("Team",))
    draft = ContactDraft(None, "Anna P.", (("sip:b@h", "work"),), notes="one", picture=b"")
    merged, _ = book.merge([other.id, anna.id], draft).result(PATIENCE_S)
    assert (merged.id, merged.name, merged.notes, merged.groups) == (
        other.id,
        "Anna P.",
        "one",
        ("Team", "Work"),
    )
    assert [(each.uri, each.label) for each in merged.addresses] == [("sip:b@h", "work")]
    assert not merged.has_picture


def test_a_merge_that_was_changed_since_is_not_undone(book: SqliteContactBook, database: Database) -> None:
    """An edit would be lost by it. A call since is no edit, and is then with whom it was."""
    anna, other = add(book, "Anna", "sip:a@h"), add(book, "Anya", "sip:b@h")
    merged, number = book.merge([anna.id, other.id]).result(PATIENCE_S)
    book.save(ContactDraft(merged.id, "Changed", (("sip:a@h", ""),))).result(PATIENCE_S)
    with pytest.raises(StoreError, match="changed"):
        book.undo_merge(number).result(PATIENCE_S)
    assert book.count() == 1
    third = add(book, "Anja", "sip:c@h")
    _, number = book.merge([anna.id, third.id]).result(PATIENCE_S)
    log = SqliteCallLog(database)
    log.begin(
        direction=Direction.INCOMING,
        party_uri="sip:c@h",
        party_name="",
        contact_id=anna.id,
        account_id="",
        started_at=START,
    ).result(PATIENCE_S)
    book.undo_merge(number).result(PATIENCE_S)
    assert [each[1] for each in rows(database)["attempt"]] == [third.id]


def test_merges_are_undone_in_the_order_they_were_made_backwards(
    book: SqliteContactBook, database: Database
) -> None:
    """Three into one by two merges, and back; the first cannot be undone before the second."""
    ids = [add(book, name, f"sip:{name}@h").id for name in ("a", "b", "c")]
    before = rows(database)
    _, first = book.merge(ids[:2]).result(PATIENCE_S)
    _, second = book.merge([ids[0], ids[2]]).result(PATIENCE_S)
    with pytest.raises(StoreError, match="changed"):
        book.undo_merge(first).result(PATIENCE_S)
    book.undo_merge(second).result(PATIENCE_S)
    book.undo_merge(first).result(PATIENCE_S)
    assert rows(database) == before


def test_a_merge_that_cannot_be_changes_nothing(book: SqliteContactBook, database: Database) -> None:
    """With somebody who is gone, with nobody else, with too many addresses, by the number of another run."""
    anna = add(book, "Anna", *(f"sip:a{number}@h" for number in range(60)))
    other = add(book, "Anya", *(f"sip:b{number}@h" for number in range(60)))
    before = rows(database)
    for ids in ([anna.id, 999], [anna.id], [anna.id, anna.id], [], [anna.id, other.id]):
        with pytest.raises(StoreError):
            book.merge(ids).result(PATIENCE_S)
    with pytest.raises(StoreError, match="not known"):
        book.undo_merge(1).result(PATIENCE_S)
    assert rows(database) == before
