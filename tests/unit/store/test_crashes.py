"""Kills, full disks and two processes at once: what was promised is there, and nothing is half there."""

import json
import random
import select
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.people import ContactDraft
from softphone.store import database as database_module
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.opening import open_database
from tests.unit.store.crashing_mover import new_addresses, old_addresses
from tests.unit.store.crashing_writer import PARTS
from tests.unit.store.test_contact_book import save

ROOT = Path(__file__).parents[3]
WRITER = Path(__file__).with_name("crashing_writer.py")


def start_writer(path: Path, name: str, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(ROOT), str(WRITER), str(path), name, *more],
        stdout=subprocess.PIPE,
        text=True,
    )


# The project need not be installed: its root comes first on the path.
RUN = "import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv[:] = sys.argv[2:]; \
runpy.run_path(sys.argv[0], run_name='__main__')"


def check_whole(path: Path, promised: list[int]) -> None:
    """The file is sound, every contact and attempt has all its parts, and every promised one is there."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    database, report = open_database(path)
    try:
        assert report.sound
        contacts = SqliteContactBook(database).contacts()
        assert {len(contact.addresses) for contact in contacts} <= {PARTS}
        assert set(promised) <= {contact.id for contact in contacts}
        records = SqliteCallLog(database).recent(limit=100_000)
        assert {len(record.legs) for record in records} <= {0, PARTS}, "begun, or with all its legs"
        assert set(promised) <= {record.contact_id for record in records if record.legs}
    finally:
        database.close()


def test_a_killed_writer_leaves_whole_transactions(tmp_path: Path) -> None:
    """kill -9 at random moments, again and again on the same file."""
    path = tmp_path / "softphone.db"
    promised: list[int] = []
    dice = random.Random()
    for round_number in range(5):
        with start_writer(path, f"r{round_number}-") as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            select.select([], [], [], dice.uniform(0.005, 0.25))
            writer.kill()
            promised += [int(line) for line in writer.stdout.read().split()]
        check_whole(path, promised)
    assert promised


MOVER = Path(__file__).with_name("crashing_mover.py")


def check_whole_moves(path: Path, promised: list[str]) -> set[str]:
    """Everybody is wholly at the old addresses or wholly moved, with the way back; who has moved."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database, report = open_database(path)
    moved = set()
    try:
        assert report.sound
        book = SqliteContactBook(database)
        for contact in book.contacts():
            before, after = old_addresses(contact.name), new_addresses(contact.name)
            has = [address.uri for address in contact.addresses]
            left = [(each.uri, each.moved_to) for each in contact.former]
            assert (has, left) in [(before, []), (after, [(before[1], after[1])])]
            going = book.current_address(before[1])
            assert (going.new_uri if going else None) == (after[1] if left else None)
            if left:
                moved.add(contact.name)
        assert set(promised) <= moved
    finally:
        database.close()
    return moved


def test_killed_between_update_and_the_next_invite_a_contact_is_whole(tmp_path: Path) -> None:
    """kill -9 at random moments after "Update contact & call": the contact is wholly updated or wholly as it was."""
    dice = random.Random()
    path = tmp_path / "softphone.db"
    promised: list[str] = []
    clicked: set[str] = set()
    moved: set[str] = set()
    for round_number in range(6):
        command = [sys.executable, "-c", RUN, str(ROOT), str(MOVER), str(tmp_path), f"r{round_number}-"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as phone:
            assert phone.stdout is not None
            assert phone.stdout.readline() == "ready\n"
            # Up to a click of a person some way in, and then a moment that may lie before, in or after the write.
            for _ in range(dice.randrange(1, 12)):
                clicked.add(phone.stdout.readline().split()[-1])
            select.select([], [], [], dice.uniform(0, 0.01))
            phone.kill()
            lines = [line.split() for line in phone.stdout.read().splitlines()]
        clicked |= {name for word, name in lines if word == "clicked"}
        promised += [name for word, name in lines if word == "promised"]
        moved = check_whole_moves(path, promised)
        assert moved <= clicked
    assert moved


def test_two_processes_write_the_same_new_file_at_once(tmp_path: Path) -> None:
    """The window and the command line: both make the file, both write, nobody loses anything."""
    path = tmp_path / "softphone.db"
    with start_writer(path, "one", "40") as one, start_writer(path, "two", "40") as two:
        outputs = [writer.communicate(timeout=50)[0].split() for writer in (one, two)]
    assert [output[0] for output in outputs] == ["ready", "ready"]
    promised = [int(number) for output in outputs for number in output[1:]]
    assert len(set(promised)) == 80
    check_whole(path, promised)


def test_what_another_process_wrote_is_seen_at_once(tmp_path: Path) -> None:
    """The list in the window follows a change from the command line."""
    path = tmp_path / "softphone.db"
    database, _ = open_database(path)
    other, _ = open_database(path)
    try:
        window, command = SqliteContactBook(database), SqliteContactBook(other)
        assert window.contacts() == ()
        added = save(command, "anna", "sip:anna@h")
        assert window.contacts() == (added,)
        assert window.search("ann") == (added,)
    finally:
        database.close()
        other.close()


def fill_until_it_fails(book: SqliteContactBook) -> tuple[list[str], StoreError]:
    done: list[str] = []
    for number in range(10_000):
        future = book.save(
            ContactDraft(None, f"contact{number}", ((f"sip:{number}@h", ""),), notes="n" * 5000)
        )
        error = future.exception(30)
        if error is not None:
            assert isinstance(error, StoreError)
            return done, error
        done.append(f"contact{number}")
    raise AssertionError("the disk never got full")


def test_a_full_database_is_an_error_and_keeps_what_it_has(database: Database) -> None:
    """SQLITE_FULL: the write that did not fit leaves nothing; deleting makes room to write again."""
    database.run_on_writer(
        "limit", lambda: database._writer.execute("PRAGMA max_page_count = 60").fetchone()
    ).result(30)
    book = SqliteContactBook(database)
    done, error = fill_until_it_fails(book)
    assert (error.operation, "full" in error.reason) == ("save", True)
    assert sorted(contact.name for contact in book.contacts()) == sorted(done)
    for contact in book.contacts():
        book.delete(contact.id).result(30)
    assert save(book, "room again").name == "room again"


LIMITED = """
import json, resource, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.unit.store.test_crashes import fill_until_it_fails
from softphone.store.contact_book import SqliteContactBook
from softphone.store.opening import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database, _ = open_database(Path(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
done, error = fill_until_it_fails(SqliteContactBook(database))
print(json.dumps([done, error.operation, error.reason, len(SqliteContactBook(database).contacts())]))
database.close()
"""


def test_a_disk_that_takes_no_more_is_an_error_and_keeps_what_it_has(tmp_path: Path) -> None:
    """The operating system refuses to let the files grow: reading goes on, and the next start finds all of it."""
    path = tmp_path / "softphone.db"
    output = subprocess.run(
        [sys.executable, "-c", LIMITED, str(ROOT), str(path)],
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
    )
    done, operation, reason, readable = json.loads(output.stdout)
    assert (operation, bool(reason), readable) == ("save", True, len(done))
    assert done
    database, report = open_database(path)
    assert report.sound
    assert sorted(contact.name for contact in SqliteContactBook(database).contacts()) == sorted(done)
    database.close()


def test_closing_writes_what_was_asked_for_and_then_takes_no_more(tmp_path: Path) -> None:
    """Nothing is lost between the last change and the end of the program."""
    path = tmp_path / "softphone.db"
    database, _ = open_database(path)
    book = SqliteContactBook(database)
    futures = [book.save(ContactDraft(None, f"contact{number}", ())) for number in range(200)]
    database.close()
    database.close()
    assert all(future.done() and future.exception() is None for future in futures)
    for late in (book.save(ContactDraft(None, "late", ())), book.delete(1)):
        with pytest.raises(StoreError, match="closed"):
            late.result(30)
    for read in (book.contacts, lambda: book.contact(1)):
        with pytest.raises(StoreError, match="closed"):
            read()
    again, _ = open_database(path)
    assert len(SqliteContactBook(again).contacts()) == 200
    again.close()


def test_a_change_that_fails_half_way_leaves_nothing_and_the_writer_goes_on(database: Database) -> None:
    """Any exception in a change is a StoreError in its future, and the transaction is undone."""

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM contact")
        raise RuntimeError("a bug")

    book = SqliteContactBook(database)
    save(book, "anna")
    failed: Future[None] = database.write("half", half)
    with pytest.raises(StoreError, match="half: a bug"):
        failed.result(30)
    with pytest.raises(StoreError):
        database.write("locked", lambda connection: connection.execute("NONSENSE")).result(30)
    assert [contact.name for contact in book.contacts()] == ["anna"]


def test_a_write_waits_for_another_process_but_reading_never_does(database: Database) -> None:
    """While another process writes, reads answer at once and a write comes after it."""
    book = SqliteContactBook(database)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        future = book.save(ContactDraft(None, "anna", ()))
        begun = time.monotonic()
        assert book.contacts() == ()
        assert time.monotonic() - begun < 1
        assert not future.done()
        other.execute("COMMIT")
        assert future.result(30).name == "anna"


def test_a_call_is_written_after_a_long_import_of_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is one transaction, and longer than anybody else waits for a file."""
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    database, _ = open_database(tmp_path / "softphone.db")
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = database.write("begin", lambda connection: connection.execute("SELECT 1").fetchone())
        with pytest.raises(TimeoutError):
            writing.result(0.5)
        other.execute("ROLLBACK")
    assert writing.result(30) == (1,)
    database.close()
