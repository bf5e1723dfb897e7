"""Conversations: which messages belong together, what is unread, where a word was written."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from softphone.calls.people import ContactDraft
from softphone.calls.records import Direction
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.opening import open_database
from softphone.store.schema import MIGRATIONS, migrate
from softphone.store.talks import talk_key
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START

ANNA = "sip:anna@office.example"


@pytest.fixture
def log(database: Database) -> SqliteCallLog:
    return SqliteCallLog(database)


def write(
    log: SqliteCallLog, text: str | None, party: str = ANNA, *, sent: bool = False, minute: int = 0
) -> int:
    return log.begin(
        direction=Direction.OUTGOING if sent else Direction.INCOMING,
        party_uri=party,
        party_name="Anna",
        contact_id=None,
        account_id="work",
        started_at=START + timedelta(minutes=minute),
        message=text,
    ).result(PATIENCE_S)


def test_messages_of_one_party_are_one_conversation_however_its_address_is_written(
    log: SqliteCallLog,
) -> None:
    """Ports, transports and upper-case hosts make no other party; another user does; calls are no messages."""
    write(log, "one")
    write(log, "two", "sip:anna@OFFICE.example:5080;transport=tcp", sent=True)
    write(log, "three", "sips:anna@office.example")
    write(log, "other", "sip:boris@office.example")
    write(log, None)
    assert [each.message for each in log.conversation(ANNA)] == ["three", "two", "one"]
    assert [(each.text, each.incoming, each.unread) for each in log.conversations()] == [
        ("other", True, 1),
        ("three", True, 2),
    ]


def test_a_number_is_the_same_party_wherever_it_is_dialled(log: SqliteCallLog) -> None:
    """tel:+7… and sip:+7…@provider;user=phone are one conversation."""
    write(log, "hello", "sip:+74955550101@provider.example;user=phone")
    assert [each.message for each in log.conversation("tel:+7-495-555-01-01")] == ["hello"]


def test_all_addresses_of_a_contact_are_one_conversation(log: SqliteCallLog, book: SqliteContactBook) -> None:
    """Also when the contact is made after the messages, and with an address that has moved."""
    write(log, "from the office")
    write(log, "from home", "sip:anna@home.example")
    assert len(log.conversations()) == 2
    addresses = ((ANNA, "work"), ("sip:anna@home.example", "home"))
    contact = book.save(ContactDraft(None, "Анна Иванова", addresses)).result(PATIENCE_S)
    (only,) = log.conversations()
    assert (only.party_name, only.contact_id, only.unread) == ("Анна Иванова", contact.id, 2)
    book.move_address(
        old_uri=ANNA, new_uri="sip:anna@new.example", status=301, name="Anna", moved_at=START
    ).result(PATIENCE_S)
    assert [each.message for each in log.conversation("sip:anna@new.example")] == [
        "from home",
        "from the office",
    ]


def test_what_was_read_is_not_unread_any_more(log: SqliteCallLog) -> None:
    """`mark_read` says how many there were, and leaves other conversations alone."""
    write(log, "one")
    write(log, "two")
    write(log, "mine", sent=True)
    write(log, "other", "sip:boris@office.example")
    assert log.unread_messages() == 3
    assert log.mark_read(ANNA).result(PATIENCE_S) == 2
    assert log.mark_read(ANNA).result(PATIENCE_S) == 0
    assert [each.unread for each in log.conversations()] == [1, 0]


def test_messages_are_found_in_any_script_and_case(log: SqliteCallLog) -> None:
    """Every word counts, in whatever order; signs of SQL are letters like others."""
    write(log, "Встретимся у ЁЛКИ в шесть")
    write(log, "STRASSE 100% _done_")
    write(log, "ごはん")
    write(log, None)
    assert [each.message for each in log.search_messages("шесть елки")] == ["Встретимся у ЁЛКИ в шесть"]
    assert [each.message for each in log.search_messages("straße")] == ["STRASSE 100% _done_"]
    assert [each.message for each in log.search_messages("%")] == ["STRASSE 100% _done_"]
    assert [each.message for each in log.search_messages("ごは")] == ["ごはん"]
    assert log.search_messages("  ") == ()


def test_a_conversation_can_be_forgotten_whole(log: SqliteCallLog) -> None:
    """Its calls stay in the history."""
    write(log, "one")
    call = write(log, None)
    write(log, "kept", "sip:boris@office.example")
    assert log.remove_conversation(ANNA).result(PATIENCE_S) == 1
    assert log.conversation(ANNA) == ()
    assert call in [each.id for each in log.recent()]
    assert len(log.conversations()) == 1


def test_a_conversation_is_read_in_pages(log: SqliteCallLog) -> None:
    """Newest first; the next page begins before the last of this one."""
    numbers = [write(log, str(number)) for number in range(5)]
    first = log.conversation(ANNA, limit=3)
    rest = log.conversation(ANNA, limit=3, before_id=first[-1].id)
    assert [each.id for each in (*first, *rest)] == numbers[::-1]


def test_the_last_dialled_is_the_newest_outgoing_call(log: SqliteCallLog) -> None:
    """Neither messages nor callers count."""
    assert log.last_dialled() is None
    dialled = write(log, None, sent=True)
    write(log, "text", sent=True)
    write(log, None)
    found = log.last_dialled()
    assert found is not None
    assert found.id == dialled


def test_messages_of_an_older_file_are_conversations_too(tmp_path: Path) -> None:
    """The migration gives them what they are found by; they are not unread."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:3])
        connection.execute(
            "INSERT INTO attempt (direction, party_uri, party_name, account_id, started_at, message)"
            " VALUES ('incoming', ?, 'Anna', '', '2026-01-01T00:00:00.000000+00:00', 'ПРИВЕТ')",
            (ANNA,),
        )
    database, report = open_database(path)
    with closing(database):
        log = SqliteCallLog(database)
        assert report.sound
        assert [each.message for each in log.search_messages("привет")] == ["ПРИВЕТ"]
        assert [(each.party_uri, each.unread) for each in log.conversations()] == [(ANNA, 0)]


@pytest.mark.parametrize(
    "uri", ["", "sip:", "nonsense", "sip:\ud800@h", "urn:x", "tel:1", "sip:a@" + "h" * 999]
)
def test_any_address_has_a_key(uri: str) -> None:
    """Whatever a peer wrote can be kept and found."""
    assert len(talk_key(uri)) <= 4096


def test_ten_thousand_messages_of_a_stranger_are_read_quickly(log: SqliteCallLog, database: Database) -> None:
    """The list, a page and the count take milliseconds, not seconds."""

    def flood(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO attempt (direction, party_uri, party_name, account_id, started_at, message, folded,"
            " talk_key, unread) VALUES ('incoming', ?, 'x', '', '2026-01-01T00:00:00.000000+00:00', ?, ?, ?, 1)",
            [(ANNA, f"text {n}", f"text {n}", talk_key(ANNA)) for n in range(10_000)],
        )

    database.write("flood", flood).result(60)
    began = time.process_time()
    (only,) = log.conversations()
    page = log.conversation(ANNA)
    assert (only.unread, len(page), log.unread_messages()) == (10_000, 100, 10_000)
    assert time.process_time() - began < 1.0


def test_addresses_alone_are_read_quickly_those_of_favourites_first(book: SqliteContactBook) -> None:
    """For whom presence is told of: without the rest of the people."""
    for name, uri, favourite in (("Zoe", "sip:z@h", True), ("Anna", "sip:a@h", False)):
        book.save(ContactDraft(None, name, ((uri, ""), (uri + "2", "")), favourite=favourite)).result(
            PATIENCE_S
        )
    assert book.addresses() == ("sip:z@h", "sip:z@h2", "sip:a@h", "sip:a@h2")
    assert book.addresses(favourites=True) == ("sip:z@h", "sip:z@h2")
    assert book.addresses(limit=1) == ("sip:z@h",)
