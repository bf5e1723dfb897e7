"""The address book as a file: out, in again, and in from anywhere."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.calls.people import Contact, ContactDraft, ImportReport
from softphone.store import portable
from softphone.store.contact_book import SqliteContactBook
from softphone.store.errors import StoreError
from softphone.store.opening import open_database
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START, Clock
from tests.unit.store.test_contact_book import save, uris
from tests.unit.store.test_moves import A, B, C, D, leads_to, move, remember


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[SqliteContactBook]:
    """The book of another phone."""
    database, _ = open_database(tmp_path / "other.db")
    yield SqliteContactBook(database, clock)
    database.close()


def take(book: SqliteContactBook, content: bytes) -> ImportReport:
    return book.import_people(content).result(6 * PATIENCE_S)


def taken(book: SqliteContactBook, *contacts: object, moves: object = ()) -> ImportReport:
    """What becomes of a file with these entries."""
    document = {"format": portable.FORMAT, "version": 1, "contacts": list(contacts), "moves": moves}
    return take(book, json.dumps(document).encode())


def without_ids(contact: Contact) -> tuple[object, ...]:
    return (
        contact.name,
        contact.organisation,
        contact.notes,
        contact.favourite,
        [(each.uri, each.label) for each in contact.addresses],
        [(each.uri, each.moved_to, each.status, each.moved_at) for each in contact.former],
    )


def fill(book: SqliteContactBook, clock: Clock) -> None:
    book.save(
        ContactDraft(
            None,
            "Анна Ёлкина",
            ((A, "work"), ("tel:+7-495-555-01-01", "home"), ("mailto:anna@office.example", "")),
            organisation="Ромашка",
            notes="likes\nshort calls \U0001f600",
            favourite=True,
        )
    ).result(PATIENCE_S)
    ids = [move(book, clock, old, new)[1] for old, new in ((A, B), (B, C))]
    book.shorten_moves(ids).result(PATIENCE_S)
    save(book, "Bob")
    remember(book, clock, "sip:x@h", "sip:y@h")
    remember(book, clock, "sip:u@h", "sip:v@h", seconds=3600)


def test_what_goes_out_comes_in_the_same(
    book: SqliteContactBook, other: SqliteContactBook, clock: Clock
) -> None:
    """People, labels, notes, former addresses, remembered moves; twice in is once in."""
    fill(book, clock)
    content = book.export_people()
    assert take(other, content) == ImportReport(added=2, moves=2)
    assert [without_ids(each) for each in other.contacts()] == [without_ids(each) for each in book.contacts()]
    assert [leads_to(other, uri) for uri in (A, B, "sip:x@h", "sip:u@h")] == [C, C, "sip:y@h", "sip:v@h"]
    assert other.export_people() == content
    assert take(other, content) == ImportReport(unchanged=2)
    assert other.export_people() == content
    clock.pass_by(hours=1)
    assert leads_to(other, "sip:u@h") is None


def test_who_is_there_is_completed_and_nothing_of_them_changed(
    book: SqliteContactBook, other: SqliteContactBook, clock: Clock
) -> None:
    """Same name and a common address: new addresses are added; one that was left since does not come back."""
    save(book, "Anna", A, B)
    content = book.export_people()
    there = other.save(ContactDraft(None, "ANNA", ((A, "work"), (D, "")), notes="mine")).result(PATIENCE_S)
    move(other, clock, A, C)
    assert take(other, content) == ImportReport(completed=1)
    (anna,) = other.contacts()
    assert (anna.id, anna.name, anna.notes, uris(anna)) == (there.id, "ANNA", "mine", [C, D, B])
    assert leads_to(other, A) == C


def test_the_same_name_alone_is_somebody_else(book: SqliteContactBook, other: SqliteContactBook) -> None:
    """Two people may be called Anna."""
    save(book, "Anna", A)
    save(other, "Anna", B)
    assert take(other, book.export_people()) == ImportReport(added=1)
    assert [uris(each) for each in other.contacts()] == [[B], [A]]


def test_of_two_remembered_moves_the_newer_is_believed(
    book: SqliteContactBook, other: SqliteContactBook, clock: Clock
) -> None:
    """Whichever side it is on."""
    remember(book, clock, A, B)
    remember(other, clock, A, C)
    assert take(other, book.export_people()).moves == 0
    assert leads_to(other, A) == C
    assert take(book, other.export_people()).moves == 1
    assert leads_to(book, A) == C
    assert len(book.remembered_moves()) == 1


PERSON = {"name": "Anna", "addresses": [{"uri": A, "label": ""}]}
FORMER = {"uri": B, "moved_to": A, "status": 301, "moved_at": START.isoformat()}


def test_a_file_made_to_be_slow_is_bounded(book: SqliteContactBook) -> None:
    """One person again and again, and addresses that only a comparison of each pair tells apart."""
    again = [
        {**PERSON, "former": [{**FORMER, "uri": f"sip:a{i}x{j}@h"} for j in range(9)]} for i in range(40)
    ]
    report = taken(book, *again)
    assert (report.added, report.completed + report.unchanged, len(report.rejected)) == (1, 20, 19)
    (person,) = book.contacts()
    assert len(person.former) == portable.MAX_FORMER
    alike = [f"sip:a@h;maddr=h{number}" for number in range(200)]
    learned = {"new_uri": B, "status": 301, "learned_at": FORMER["moved_at"]}
    report = taken(
        book,
        {"name": "Mallory", "addresses": [{"uri": uri} for uri in alike[:100]]},
        moves=[{**learned, "old_uri": uri} for uri in alike],
    )
    assert (report.added, report.moves) == (0, 0)
    report = taken(book, moves=[{**learned, "old_uri": uri} for uri in alike])
    assert (report.moves, len(report.rejected)) == (30, 170)


def test_whoever_moved_more_often_than_a_file_holds_is_carried_all_the_same(
    book: SqliteContactBook, other: SqliteContactBook, clock: Clock
) -> None:
    """The newest former addresses go along; the person is not left out for the rest."""
    save(book, "Anna", A)
    places = [A, *(f"sip:a{number}@office.example" for number in range(portable.MAX_FORMER + 2))]
    for old, new in pairwise(places):
        move(book, clock, old, new)
    report = take(other, book.export_people())
    assert (report.added, report.rejected) == (1, ())
    (anna,) = other.contacts()
    assert (uris(anna), len(anna.former)) == ([places[-1]], portable.MAX_FORMER)
    assert anna.former[0].uri == places[-2]


@pytest.mark.parametrize(
    "bad",
    [
        17,
        None,
        [],
        {},
        {"name": "  "},
        {"name": 5},
        {"name": "a" * 301},
        {**PERSON, "notes": "n" * 65_537},
        {**PERSON, "favourite": "yes"},
        {**PERSON, "addresses": "sip:a@h"},
        {**PERSON, "addresses": ["sip:a@h"]},
        {**PERSON, "addresses": [{"uri": "javascript:alert(1)"}]},
        {**PERSON, "addresses": [{"uri": "urn:service:sos"}]},
        {**PERSON, "addresses": [{"uri": "sip:a@h?Replaces=x"}]},
        {**PERSON, "addresses": [{"uri": "sip:a@h;method=REFER"}]},
        {**PERSON, "addresses": [{"uri": "sip:a\r\nb@h"}]},
        {**PERSON, "addresses": [{"uri": "sip:" + "a" * 5000 + "@h"}]},
        {**PERSON, "addresses": [{"uri": f"sip:{n}@h"} for n in range(101)]},
        {**PERSON, "former": [{**FORMER, "uri": "mailto:a@h"}]},
        {**PERSON, "former": [{**FORMER, "uri": A}]},
        {**PERSON, "former": [{**FORMER, "status": 200}]},
        {**PERSON, "former": [{**FORMER, "status": True}]},
        {**PERSON, "former": [{**FORMER, "moved_at": "2026-03-01T12:00:00"}]},
        {**PERSON, "former": [{**FORMER, "moved_at": "9999-12-31T23:59:59+00:00"}]},
        {**PERSON, "former": [{**FORMER, "moved_at": "0001-01-01T00:00:00+14:00"}]},
        {**PERSON, "former": [FORMER] * 101},
    ],
)
def test_an_entry_that_is_not_sound_is_left_out_whole_and_named(book: SqliteContactBook, bad: Any) -> None:
    """Its neighbours come in; what is wrong is said in words that can be shown."""
    good = [{"name": "First", "addresses": [{"uri": D}]}, {"name": "Last"}]
    report = taken(book, good[0], bad, good[1])
    assert [each.name for each in book.contacts()] == ["First", "Last"]
    (rejected,) = report.rejected
    assert rejected.entry.startswith("contacts 2")
    assert rejected.why
    assert (rejected.entry + rejected.why).isprintable()


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        {},
        {"old_uri": A, "new_uri": A, "status": 301, "learned_at": START.isoformat()},
        {"old_uri": A, "new_uri": B, "status": 302, "learned_at": START.isoformat()},
        {"old_uri": A, "new_uri": "https://h", "status": 301, "learned_at": START.isoformat()},
        {"old_uri": A, "new_uri": B, "status": 301, "learned_at": (START + timedelta(days=1)).isoformat()},
        {
            "old_uri": A,
            "new_uri": B,
            "status": 302,
            "learned_at": (START - timedelta(days=2)).isoformat(),
            "expires_at": START.isoformat(),
        },
    ],
)
def test_a_move_that_is_not_sound_is_left_out_and_named(book: SqliteContactBook, bad: Any) -> None:
    """Expired ones among them: they would not hold for a second."""
    good = {"old_uri": C, "new_uri": D, "status": 301, "learned_at": START.isoformat()}
    report = taken(book, moves=[bad, good])
    assert (report.moves, [each.entry.split(" sip")[0] for each in report.rejected]) == (1, ["moves 1"])
    assert leads_to(book, C) == D
    assert leads_to(book, A) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"format": "softphone contacts"}',
        b'{"format": "softphone contacts", "version": 2}',
        b'{"format": "other", "version": 1}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 10_000,
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_and_changes_nothing(
    book: SqliteContactBook, content: bytes
) -> None:
    """A StoreError with a sentence, whatever the bytes."""
    anna = save(book, "Anna", A)
    with pytest.raises(StoreError):
        take(book, content)
    assert book.contacts() == (anna,)


def test_an_endless_file_is_refused_before_it_is_read(book: SqliteContactBook) -> None:
    """Sixteen megabytes hold every address book."""
    with pytest.raises(StoreError, match="MiB"):
        take(book, b" " * (portable.MAX_BYTES + 1))


def test_too_many_entries_are_cut_and_that_is_said(book: SqliteContactBook, monkeypatch: Any) -> None:
    """The first ones come in."""
    monkeypatch.setattr(portable, "MAX_ENTRIES", 3)
    report = taken(book, *({"name": f"n{number}"} for number in range(5)))
    assert report.added == 3
    assert [each.entry for each in report.rejected] == ["contacts after the first 3"]


def test_a_hostile_file_costs_no_more_than_its_size(book: SqliteContactBook) -> None:
    """One name, a hundred addresses and a hundred former ones each, all alike but for a parameter."""

    def entry(number: int) -> dict[str, object]:
        return {
            "name": "Anna",
            "addresses": [{"uri": f"sip:a{number}-{each}@h"} for each in range(100)],
            "former": [{**FORMER, "uri": f"sip:f{number}-{each}@h"} for each in range(100)],
        }

    begun = time.process_time()
    taken(book, *(entry(number) for number in range(20)))
    few = time.process_time() - begun
    begun = time.process_time()
    book.contacts()
    taken(book, *(entry(number) for number in range(20, 100)))
    many = time.process_time() - begun
    assert many < 20 * few + 1, (
        "five times the size (with what is there already), not twenty-five times the work"
    )


json_value: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "name",
    "organisation",
    "notes",
    "favourite",
    "addresses",
    "former",
    "uri",
    "label",
    "moved_to",
    "status",
)
entry: Any = st.dictionaries(st.sampled_from(FIELDS), json_value, max_size=6)


@settings(max_examples=60, deadline=None)
@given(contacts=st.lists(entry | json_value, max_size=5) | json_value, moves=json_value)
def test_any_json_is_taken_or_named(contacts: Any, moves: Any) -> None:
    """Nothing but a value or a reason comes of it."""
    document = {"format": portable.FORMAT, "version": 1, "contacts": contacts, "moves": moves}
    found = portable.read_file(json.dumps(document).encode("utf-8", "surrogatepass"), START)
    entries = [each for each in (contacts, moves) if isinstance(each, list)]
    lists = 2 - len(entries)
    assert len(found.people) + len(found.moves) + len(found.rejected) == sum(map(len, entries)) + lists
