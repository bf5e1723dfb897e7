"""Groups, pictures, and what people are found by, through an update of the program and a damaged file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.people import Contact, ContactDraft
from softphone.store.backup import make_backup
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import connect
from softphone.store.opening import OpenReport, open_database
from softphone.store.schema import MIGRATIONS, migrate
from tests.support.patience import PATIENCE_S
from tests.unit.store.test_opening import break_table

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "softphone.db"


def test_whoever_was_there_before_is_found_as_whoever_is_added_now(path: Path) -> None:
    """A file of the version before: names in every script, numbers, former addresses."""
    with closing(connect(path)) as connection:
        migrate(connection, MIGRATIONS[:4])
        connection.execute("INSERT INTO contact VALUES (7, 'Анна', 'Ромашка', '', 0, 'анна', 'анна')")
        connection.execute("INSERT INTO address VALUES (1, 7, 0, 'tel:+74955550101', 'tel:+74955550101', '')")
        connection.execute(
            "INSERT INTO move (contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at,"
            " made_contact, before, after) VALUES (7, :old, :old, 'tel:+4930123456', 'tel:+4930123456',"
            " 'tel:+74955550101', 301, '2026-01-01T00:00:00+00:00', 0, '', '')",
            {"old": "sip:anna@old.example"},
        )
    database, report = open_database(path)
    assert report.sound
    book = SqliteContactBook(database)
    anna = book.contact(7)
    assert anna is not None
    assert anna.uid
    for typed in ("anna", "romashka", "8 495 555-01-01", "old.example", "030 123456"):
        assert book.search(typed) == (anna,), typed
    for caller in ("sip:84955550101@gateway.example", "sip:030123456@gateway.example"):
        assert book.find_caller(caller) == anna
    book.save(ContactDraft(None, "Boris", (("sip:b@h", ""),))).result(PATIENCE_S)
    fresh = database.read(
        "texts", lambda reading: reading.execute("SELECT search_text FROM contact WHERE id = 7").fetchone()
    )
    book.save(ContactDraft(7, "Анна", (("tel:+74955550101", ""),), organisation="Ромашка")).result(PATIENCE_S)
    again = database.read(
        "texts", lambda reading: reading.execute("SELECT search_text FROM contact WHERE id = 7").fetchone()
    )
    database.close()
    assert sorted(fresh[0].split("\n")) == sorted(again[0].split("\n"))


def fill(path: Path) -> Contact:
    database, _ = open_database(path)
    book = SqliteContactBook(database)
    draft = ContactDraft(
        None, "Анна", (("tel:+74955550101", ""),), groups=("Team",), picture=PNG, uid="urn:uuid:1"
    )
    anna = book.save(draft).result(PATIENCE_S)
    database.close()
    return anna


def opened(path: Path) -> tuple[OpenReport, Contact | None, bytes | None, tuple[Contact, ...]]:
    database, report = open_database(path)
    book = SqliteContactBook(database)
    found = book.search("anna")
    anna = book.find_caller("sip:84955550101@gateway.example")
    image = None if anna is None else book.picture(anna.id)
    database.close()
    return report, anna, image, found


def test_groups_and_pictures_are_salvaged_with_the_people(path: Path) -> None:
    """A broken history costs nobody a picture, and everybody is found as before."""
    anna = fill(path)
    break_table(path, "attempt")
    report, there, image, found = opened(path)
    assert (report.sound, report.salvaged) == (False, 1)
    assert (there, image, found) == (anna, PNG, (anna,))


def test_groups_and_pictures_that_were_lost_come_from_the_backup(path: Path) -> None:
    """Broken tables of theirs do not cost the people."""
    anna = fill(path)
    assert make_backup(path)
    break_table(path, "picture")
    break_table(path, "membership")
    report, there, image, found = opened(path)
    assert not report.sound
    assert (there, image, found) == (anna, PNG, (anna,))


def test_texts_of_another_version_are_written_anew(path: Path) -> None:
    """Whatever a damaged file says of how somebody is found."""
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE contact SET search_text = 'nonsense', sort_name = char(30)")
        connection.commit()
    break_table(path, "attempt")
    _, there, _, found = opened(path)
    assert found == (there,)
