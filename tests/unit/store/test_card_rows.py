"""Files of cards in and out of the address book: whole or not at all, and whoever is there is completed."""

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import ContactDraft, ImportReport, RejectedEntry
from softphone.store import import_stage
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.kept_rows import OWNERS
from softphone.store.opening import open_database
from softphone.store.schema import TABLES
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START, Clock
from tests.unit.store.test_contact_book import save, uris
from tests.unit.store.test_crashes import ROOT, RUN
from tests.unit.store.test_moves import A, B, C, D, leads_to, move

IMPORTER = Path(__file__).with_name("crashing_importer.py")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ANNA = Card(
    "Anna",
    ((A, "work"), ("tel:+74955550101", "")),
    (FormerCardAddress(B, A, 301, START - timedelta(days=1)),),
    organisation="Acme",
    notes="notes",
    groups=("Chess", "Family"),
    favourite=True,
    picture=PNG,
    uid="urn:uuid:1",
)


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[SqliteContactBook]:
    """The book of another phone."""
    database, _ = open_database(tmp_path / "other.db")
    yield SqliteContactBook(database, clock)
    database.close()


def take(book: SqliteContactBook, *cards: Card | RejectedEntry) -> ImportReport:
    return book.import_cards(cards).result(PATIENCE_S)


def people(number: int) -> Iterator[Card]:
    for each in range(number):
        yield Card(f"Person {each}", ((f"sip:p{each}@h", ""),), uid=f"uid-{each}")


def test_a_card_comes_in_and_goes_out_the_same(book: SqliteContactBook) -> None:
    """Addresses, former ones, groups, picture, the star and the uid; twice in is once in."""
    assert take(book, ANNA) == ImportReport(added=1)
    assert list(book.cards()) == [ANNA]
    assert leads_to(book, B) == A
    assert take(book, ANNA) == ImportReport(unchanged=1)
    assert list(book.cards()) == [ANNA]


def test_cards_come_in_the_order_asked_for(book: SqliteContactBook) -> None:
    """Some of them, in any order; those that are gone are left out, and portions do not show."""
    take(book, *people(450))
    ids = [contact.id for contact in book.contacts()]
    assert [card.name for card in book.cards()] == [contact.name for contact in book.contacts()]
    assert [card.name for card in book.cards([ids[2], 99_999, ids[0]])] == ["Person 10", "Person 0"]


def test_the_same_uid_is_the_same_person(book: SqliteContactBook) -> None:
    """Whatever they are called there; nothing of them is changed, what they lack is added."""
    (there,) = [
        book.save(ContactDraft(None, "Анна", ((C, "дом"),), notes="mine", uid=ANNA.uid)).result(PATIENCE_S)
    ]
    assert take(book, ANNA) == ImportReport(completed=1)
    (anna,) = book.contacts()
    assert (anna.id, anna.name, anna.notes, anna.organisation) == (there.id, "Анна", "mine", "Acme")
    assert uris(anna) == [C, A, "tel:+74955550101"]
    assert (anna.groups, anna.has_picture, anna.favourite) == (("Chess", "Family"), True, False)


@pytest.mark.parametrize("address", [A, B])
def test_the_same_name_and_a_common_address_is_the_same_person(book: SqliteContactBook, address: str) -> None:
    """Current or former, and however the name is written in case."""
    save(book, "ANNA", address)
    assert take(book, ANNA).completed == 1
    assert len(book.contacts()) == 1


def test_the_same_name_alone_or_the_same_address_alone_is_somebody_else(book: SqliteContactBook) -> None:
    """Two people may be called Anna, and a house has one number."""
    save(book, "Anna", D)
    save(book, "Boris", A)
    assert take(book, ANNA) == ImportReport(added=1)


def test_without_an_address_the_name_tells(book: SqliteContactBook) -> None:
    """A card without an address is whoever has that name and no address either."""
    save(book, "Ёлка", A)
    assert take(book, Card("Ёлка")) == ImportReport(added=1)
    assert take(book, Card("елка", notes="x")) == ImportReport(completed=1)


def test_somebody_is_found_among_many_with_one_number(book: SqliteContactBook) -> None:
    """A number that a whole house shares does not make people come in twice."""
    house = "tel:+74950000000"
    cards = [Card(f"Person {each}", ((house, ""),)) for each in range(300)]
    assert take(book, *cards) == ImportReport(added=300)
    assert take(book, *cards) == ImportReport(unchanged=300)


def test_an_address_that_was_left_does_not_come_back(book: SqliteContactBook, clock: Clock) -> None:
    """The file is older than the move."""
    save(book, "Anna", A)
    move(book, clock, A, C)
    take(book, Card("Anna", ((A, ""), (D, ""))))
    assert uris(book.contacts()[0]) == [C, D]


def test_a_move_from_the_future_was_made_now(book: SqliteContactBook, clock: Clock) -> None:
    """The clock of the phone that wrote it was ahead."""
    later = clock.moment + timedelta(days=400)
    take(book, replace(ANNA, former=(FormerCardAddress(B, A, 301, later),)))
    assert book.contacts()[0].former[0].moved_at == clock.moment


def test_what_was_rejected_is_in_the_report(book: SqliteContactBook) -> None:
    """What the reading has left out, in its order, and variants that only a comparison of each pair tells apart."""
    bad = RejectedEntry("line 7", "why")
    alike = [
        Card(f"M{number}", ((f"sip:a@h;maddr=h{number}", ""),), entry=f"line {number}")
        for number in range(40)
    ]
    report = take(book, bad, *alike, ANNA)
    assert report.rejected[0] == bad
    assert len(report.rejected) == 11
    assert report.added == 31


def test_a_cancelled_import_leaves_nothing(book: SqliteContactBook) -> None:
    """When progress answers no, all of it is taken back."""
    seen: list[int] = []

    def progress(read: int) -> bool:
        seen.append(read)
        return read < 200

    with pytest.raises(StoreError, match="cancelled"):
        book.import_cards(people(1000), progress).result(PATIENCE_S)
    assert seen == [50, 100, 150, 200]
    assert book.contacts() == ()
    assert book.import_cards(people(120), lambda read: True).result(PATIENCE_S).added == 120


def test_cancelling_at_the_very_end_counts(book: SqliteContactBook) -> None:
    """What the person has not seen done is not done."""
    with pytest.raises(StoreError):
        book.import_cards(people(3), lambda read: False).result(PATIENCE_S)
    assert book.contacts() == ()


def test_a_source_that_breaks_off_leaves_nothing(book: SqliteContactBook) -> None:
    """A disk that is pulled in the middle: the reason is said, nobody came in."""

    def cards() -> Iterator[Card]:
        yield from people(100)
        raise OSError(5, "Input/output error")

    with pytest.raises(StoreError, match="Input/output error"):
        book.import_cards(cards()).result(PATIENCE_S)
    assert book.contacts() == ()


@pytest.mark.parametrize("place", ["main", "book"])
def test_a_full_disk_leaves_nothing(
    book: SqliteContactBook, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """As much as there is room for is not half of the file; where it is put together or where it moves in."""
    save(book, "Anna", A)
    usual = import_stage._beside

    def small(path: Path) -> sqlite3.Connection:
        connection = usual(path)
        (pages,) = connection.execute(f"PRAGMA {place}.page_count").fetchone()
        connection.execute(f"PRAGMA {place}.max_page_count = {pages + 100}")
        return connection

    monkeypatch.setattr(import_stage, "_beside", small)
    with pytest.raises(StoreError, match="full"):
        book.import_cards(people(5000)).result(PATIENCE_S)
    monkeypatch.undo()
    assert [contact.name for contact in book.contacts()] == ["Anna"]
    assert save(book, "Boris", B).id
    assert book.import_cards(people(5000)).result(PATIENCE_S).added == 5000


def test_an_import_for_which_the_log_had_room_is_not_said_to_have_failed(
    tmp_path: Path, clock: Clock
) -> None:
    """Where the disk is too full to copy it from there; nor is its undo."""
    path = tmp_path / "softphone.db"
    database, _ = open_database(path)
    save(SqliteContactBook(database, clock), "Anna", A)
    database.write("fill", _fill).result(PATIENCE_S)
    database.close()  # its log is gone
    database, _ = open_database(path)
    book = SqliteContactBook(database, clock)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, usual[1]))
    try:
        report = take(book, *people(500))
        assert (report.added, book.count()) == (500, 501)
        assert database.path.stat().st_size <= resource.getrlimit(resource.RLIMIT_FSIZE)[0]
        assert book.undo_import(report.id).result(PATIENCE_S) == (500, 0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert [contact.name for contact in book.contacts()] == ["Anna"]
    database.close()


def _fill(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE filling (content BLOB)")
    connection.execute("INSERT INTO filling VALUES (zeroblob(3000000))")


def test_others_write_while_an_import_reads(book: SqliteContactBook) -> None:
    """Neither this phone nor another process waits for the file, however long it is, and nobody is seen half-way."""
    reached, go_on = threading.Event(), threading.Event()

    def cards() -> Iterator[Card]:
        yield from people(30)
        reached.set()
        assert go_on.wait(PATIENCE_S)
        yield ANNA

    future = book.import_cards(cards())
    assert reached.wait(PATIENCE_S)
    save(book, "Boris", B)
    assert [contact.name for contact in book.contacts()] == ["Boris"]
    go_on.set()
    assert future.result(PATIENCE_S).added == 31
    assert len(book.contacts()) == 32


def test_what_changes_while_an_import_reads_is_not_overwritten(book: SqliteContactBook, clock: Clock) -> None:
    """Changed, come and gone meanwhile: the import goes by how the contacts are when it is done."""
    changed = save(book, "Changed", "sip:c0@h", "sip:c1@h")
    gone = save(book, "Gone", "sip:g0@h")
    moved = save(book, "Moved", "sip:m0@h")
    read = threading.Event()
    go_on = threading.Event()

    def cards() -> Iterator[Card]:
        yield Card("Changed", (("sip:c1@h", ""), ("sip:c2@h", "")), notes="of the file", groups=("Chess",))
        yield Card("Gone", (("sip:g0@h", ""), ("sip:g1@h", "")))
        yield Card("Moved", (("sip:m0@h", ""), ("sip:m1@h", "")))
        yield Card("Came", (("sip:n0@h", ""), ("sip:n1@h", "")))
        yield Card("Other", (("sip:o@h", ""),), uid="came")
        yield Card("New", (("sip:w0@h", ""),))
        yield Card("New", (("sip:w0@h", ""), ("sip:w1@h", "")))
        read.set()
        assert go_on.wait(PATIENCE_S)

    future = book.import_cards(cards())
    assert read.wait(PATIENCE_S)
    book.save(ContactDraft(changed.id, "Changed", (("sip:c1@h", ""),), notes="mine")).result(PATIENCE_S)
    book.delete(gone.id).result(PATIENCE_S)
    move(book, clock, "sip:m0@h", "sip:m9@h")
    came = save(book, "Came", "sip:n0@h")
    book.save(ContactDraft(None, "By uid", (("sip:u@h", ""),), uid="came")).result(PATIENCE_S)
    go_on.set()
    report = future.result(PATIENCE_S)
    found = {contact.name: contact for contact in book.contacts()}
    assert {name: uris(contact) for name, contact in found.items()} == {
        "Changed": ["sip:c1@h", "sip:c2@h"],
        "Gone": ["sip:g0@h", "sip:g1@h"],
        "Moved": ["sip:m9@h", "sip:m1@h"],
        "Came": ["sip:n0@h", "sip:n1@h"],
        "By uid": ["sip:u@h", "sip:o@h"],
        "New": ["sip:w0@h", "sip:w1@h"],
    }
    assert (found["Changed"].notes, found["Changed"].groups) == ("mine", ("Chess",))
    assert (found["Changed"].id, found["Moved"].id, found["Came"].id) == (changed.id, moved.id, came.id)
    assert (report.added, report.completed, report.unchanged) == (2, 5, 0)
    assert book.undo_import(report.id).result(PATIENCE_S) == (6, 0)
    assert {contact.name: uris(contact) for contact in book.contacts()} == {
        "Changed": ["sip:c1@h"],
        "Moved": ["sip:m9@h"],
        "Came": ["sip:n0@h"],
        "By uid": ["sip:u@h"],
    }


def test_a_book_that_becomes_another_meanwhile_is_taken_as_it_is(book: SqliteContactBook) -> None:
    """Everybody of the file comes in by other means while it is read: they are completed, and nobody is there twice."""
    more = [replace(card, notes="of the file") for card in people(600)]
    read = threading.Event()
    go_on = threading.Event()

    def cards() -> Iterator[Card]:
        yield from more
        read.set()
        assert go_on.wait(PATIENCE_S)

    future = book.import_cards(cards())
    assert read.wait(PATIENCE_S)
    take(book, *people(600))
    go_on.set()
    assert (future.result(PATIENCE_S).added, future.result(PATIENCE_S).completed) == (0, 600)
    assert {contact.notes for contact in book.contacts()} == {"of the file"}
    assert len(book.contacts()) == 600


def test_a_store_that_closes_ends_an_import(tmp_path: Path, clock: Clock) -> None:
    """Nothing of it is kept, and nobody waits for the end of the file."""
    database, _ = open_database(tmp_path / "closing.db")
    reached = threading.Event()

    def cards() -> Iterator[Card]:
        for card in people(10_000_000):
            yield card
            reached.set()

    future = SqliteContactBook(database, clock).import_cards(cards())
    assert reached.wait(PATIENCE_S)
    database.close()
    assert isinstance(future.exception(PATIENCE_S), StoreError)
    again, _ = open_database(tmp_path / "closing.db")
    assert SqliteContactBook(again, clock).contacts() == ()
    again.close()


def test_everything_of_a_person_moves_in_as_a_direct_write_would_leave_it(
    database: Database, book: SqliteContactBook
) -> None:
    """Found by name, number and group, in order, with nothing that belongs to nobody; ids go on where they were."""
    first = save(book, "Zoe", D)
    book.set_group([first.id], "Chess", member=True).result(PATIENCE_S)
    take(book, ANNA, replace(ANNA, name="Bert", uid="2", groups=("CHESS",), favourite=False))
    anna, bert, _ = book.contacts()
    assert (anna.id, bert.id) == (first.id + 1, first.id + 2)
    assert bert.groups == ("Chess",)
    assert [book.listing(text=text).ids[0] for text in ("anna", "5550101 anna")] == [anna.id, anna.id]
    assert book.find_caller("sip:+74955550101@gateway") is None, "two have that number"

    def check(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
        return [
            *connection.execute("PRAGMA foreign_key_check").fetchall(),
            *connection.execute("SELECT 1 FROM contact WHERE id >= 1 << 32").fetchall(),
            *connection.execute("SELECT 1 FROM move WHERE id >= 1 << 32").fetchall(),
            *connection.execute("SELECT 1 FROM address WHERE id >= 1 << 32").fetchall(),
        ]

    assert database.read("check", check) == []


def test_a_killed_import_leaves_nothing_or_everything(tmp_path: Path) -> None:
    """kill -9 at different moments: the file is sound and never half-imported."""
    path = tmp_path / "softphone.db"
    for kill_at in (50, 2_500, 2_999, 3_000):
        with subprocess.Popen(
            [sys.executable, "-c", RUN, str(ROOT), str(IMPORTER), str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        ) as importer:
            assert importer.stdout is not None
            for line in importer.stdout:
                if int(line) >= kill_at:
                    break
            importer.kill()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            (count,) = connection.execute("SELECT count(*) FROM contact").fetchone()
            assert count in {0, 3_000}
            connection.execute("DELETE FROM contact")
            connection.commit()


def test_an_import_is_taken_back(book: SqliteContactBook, clock: Clock) -> None:
    """Whoever was added is gone, whoever was completed is as before, and so are the ids of their addresses."""
    save(book, "Boris", D)
    save(book, "Anna", C, A)
    before = book.contacts()
    report = take(book, *people(20), ANNA, replace(ANNA, notes="more", uid=""))
    assert (report.added, report.completed, report.unchanged) == (20, 1, 1)
    assert book.undo_import(report.id).result(PATIENCE_S) == (21, 0)
    assert book.contacts() == before
    assert leads_to(book, B) is None
    with pytest.raises(StoreError):
        book.undo_import(report.id).result(PATIENCE_S)
    left = book._database.read("left", lambda reading: reading.execute("PRAGMA foreign_key_check").fetchall())
    assert left == []
    owned = {
        table
        for table in TABLES
        for row in book._database.read("owned", partial(_foreign_keys, table=table))
        if row[2] == "contact"
    }
    assert owned == OWNERS.keys() - {"contact"}  # what goes with somebody, as SQLite would do it


def _foreign_keys(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()


def test_who_was_changed_since_stays_when_an_import_is_taken_back(
    book: SqliteContactBook, clock: Clock
) -> None:
    """The person's own work is not undone with it."""
    save(book, "Anna", A)
    report = take(book, *people(3), ANNA)
    changed = next(contact for contact in book.contacts() if contact.name == "Person 1")
    book.save(ContactDraft(changed.id, "Renamed", ((B, ""),))).result(PATIENCE_S)
    anna = next(contact for contact in book.contacts() if contact.name == "Anna")
    book.set_group([anna.id], "Mine", member=True).result(PATIENCE_S)
    assert book.undo_import(report.id).result(PATIENCE_S) == (2, 2)
    assert {contact.name for contact in book.contacts()} == {"Renamed", "Anna"}


def test_who_was_completed_twice_is_taken_back_at_once(book: SqliteContactBook) -> None:
    """Addresses get no ids from beside the address book, so that the next import finds room for its own."""
    anna = save(book, "Anna", A)
    for _ in range(2):
        report = take(book, Card("Anna", ((A, ""), (B, ""))), Card("Anna", ((A, ""), (C, "")), picture=PNG))
        assert (report.completed, uris(book.contact(anna.id))) == (2, [A, B, C])
        assert book.undo_import(report.id).result(PATIENCE_S) == (1, 0)
        assert book.contact(anna.id) == anna
        newest = save(book, "Boris", D).addresses[0].id
        assert newest < 1000
        assert book.delete_all([each for each in book.listing().ids if each != anna.id]).result(PATIENCE_S)


def test_an_address_with_an_id_of_a_stage_is_in_no_import_s_way(book: SqliteContactBook) -> None:
    """As undoing such an import has left some."""
    anna = save(book, "Anna", A)

    def number(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE address SET id = ?", (import_stage.BASE + 1,))
        connection.execute(
            "UPDATE sqlite_sequence SET seq = ? WHERE name = 'address'", (import_stage.BASE + 1,)
        )

    book._database.write("number", number).result(PATIENCE_S)
    report = take(book, Card("Boris", ((D, ""),)), Card("Anna", ((A, ""), (B, ""))))
    assert (report.added, report.completed, uris(book.contact(anna.id))) == (1, 1, [A, B])
    assert book.undo_import(report.id).result(PATIENCE_S) == (2, 0)
    assert uris(book.contact(anna.id)) == [A]


def test_an_import_that_did_nothing_cannot_be_taken_back(book: SqliteContactBook) -> None:
    """There is nothing to offer."""
    take(book, ANNA)
    assert take(book, ANNA).id == 0


def test_groups_pictures_and_uids_go_through_json_too(
    book: SqliteContactBook, other: SqliteContactBook
) -> None:
    """The phone's own file loses nothing."""
    take(book, ANNA)
    assert other.import_people(book.export_people()).result(PATIENCE_S) == ImportReport(added=1)
    assert list(other.cards()) == [ANNA]
