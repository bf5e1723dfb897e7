"""Opening the database in every state it can be in."""

import os
import random
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls.people import ContactDraft
from softphone.calls.records import Direction, LegRecord
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen, RedirectPolicy, RuleScope
from softphone.calls.settings import Settings
from softphone.store.backup import BACKUP_EVERY_S, make_backup
from softphone.store.book_part import utc_now
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database, connect
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError
from softphone.store.opening import OpenReport, backup_path, open_database
from softphone.store.profile import Profile
from softphone.store.redirect_rules import SqliteRedirectRules
from softphone.store.schema import MIGRATIONS, Migration, migrate
from softphone.store.store import open_store
from tests.unit.store.conftest import START
from tests.unit.store.test_contact_book import save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "softphone.db"


def fill(path: Path, names: list[str], *, backup: bool = False) -> None:
    database, report = open_database(path)
    assert report.sound
    book = SqliteContactBook(database)
    for name in names:
        save(book, name, f"sip:{name}@h")
    if backup:
        assert make_backup(path)
    database.close()


def names_after_opening(path: Path, names: list[str]) -> OpenReport:
    """Open, check who is there, check that it is sound and writable now."""
    database, report = open_database(path)
    book = SqliteContactBook(database)
    assert sorted(contact.name for contact in book.contacts()) == sorted(names)
    assert all(contact.addresses for contact in book.contacts())
    save(book, "new")
    database.close()
    again, second = open_database(path)
    again.close()
    assert second.sound, "the damage is over"
    return report


def damage(path: Path, seed: int) -> None:
    """Overwrite every page but the first with noise: the file still says that it is a database."""
    content = bytearray(path.read_bytes())
    content[4096:] = random.Random(seed).randbytes(len(content) - 4096)
    path.write_bytes(content)


NOT_DATABASES = {
    "noise": random.Random(1).randbytes(50_000),
    "text": b"this is no database\n" * 100,
    "one byte": b"\0",
    "header alone": b"SQLite format 3\0",
}


@pytest.mark.parametrize("content", NOT_DATABASES.values(), ids=NOT_DATABASES.keys())
def test_a_file_that_is_no_database_is_set_aside_and_the_phone_starts(path: Path, content: bytes) -> None:
    """The damaged file is kept under another name, and a fresh one is opened."""
    path.write_bytes(content)
    report = names_after_opening(path, [])
    assert report.set_aside is not None
    assert report.set_aside.name.startswith("softphone.db.damaged-")
    assert report.set_aside.read_bytes() == content
    assert report.reason
    assert report.salvaged == 0


@pytest.mark.parametrize("content", NOT_DATABASES.values(), ids=NOT_DATABASES.keys())
def test_the_backup_takes_the_place_of_a_damaged_file(path: Path, content: bytes) -> None:
    """Contacts are back as they were at the time of the backup, and the report says of when they are."""
    fill(path, ["anna", "bob"], backup=True)
    path.write_bytes(content)
    report = names_after_opening(path, ["anna", "bob"])
    assert report.set_aside is not None
    assert report.backup_from is not None
    assert abs((datetime.now(UTC) - report.backup_from).total_seconds()) < 60


def test_pages_of_noise_are_noticed(path: Path) -> None:
    """A file that still looks like a database from outside is found damaged, with its backup or without."""
    names = [f"contact{number}" for number in range(50)]
    fill(path, names, backup=True)
    damage(path, 1)
    assert names_after_opening(path, names).set_aside is not None
    backup_path(path).unlink()
    damage(path, 2)
    report = names_after_opening(path, [])
    assert report.set_aside is not None
    assert report.backup_from is None


def test_a_truncated_file_is_noticed(path: Path) -> None:
    """Half a file, as a full disk or a broken copy leaves it."""
    fill(path, ["anna"], backup=True)
    os.truncate(path, path.stat().st_size // 2)
    assert names_after_opening(path, ["anna"]).set_aside is not None


@pytest.mark.parametrize("lost", ["empty", "missing"])
def test_a_file_that_is_gone_comes_back_from_its_backup(path: Path, lost: str) -> None:
    """An empty or missing file beside a backup is a loss, not a fresh start."""
    fill(path, ["anna"], backup=True)
    if lost == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    report = names_after_opening(path, ["anna"])
    assert report.backup_from is not None


def test_contacts_that_a_damaged_file_still_gives_are_newer_than_the_backup(path: Path) -> None:
    """One broken table does not cost the people who were added since the backup."""
    fill(path, ["anna"], backup=True)
    fill(path, ["bob", "boris"])
    break_table(path, "reminder")
    report = names_after_opening(path, ["anna", "bob", "boris"])
    assert (report.salvaged, report.backup_from is not None) == (3, True)


def test_without_a_backup_contacts_are_salvaged(path: Path) -> None:
    """With addresses and moves; ids stay, so the history would still fit."""
    fill(path, ["anna", "bob"])
    break_table(path, "attempt")
    assert names_after_opening(path, ["anna", "bob"]).salvaged == 2


def decide(path: Path, domain: str, *, backup: bool = False) -> None:
    """A rule, a remembered move and a diversion, each with `domain` in it."""
    database, _ = open_database(path)
    book = SqliteContactBook(database)
    SqliteRedirectRules(database, utc_now).set(RuleScope.DOMAIN, domain, RedirectPolicy.NEVER).result(30)
    book.remember_move(
        old_uri=f"sip:a@{domain}", new_uri="sip:b@h", status=301, learned_at=START, expires_at=None
    ).result(30)
    wanted = Diversion(None, DivertKind.MOVED, DivertWhen.ALWAYS, (DivertTarget(f"sip:me@{domain}"),))
    SqliteDiversions(database).save(wanted).result(30)
    if backup:
        assert make_backup(path)
    database.close()


def decisions_after_opening(path: Path) -> tuple[OpenReport, list[str], list[str], list[str]]:
    database, report = open_database(path)
    rules = [rule.subject for rule in SqliteRedirectRules(database, utc_now).rules()]
    moves = [move.old_uri for move in SqliteContactBook(database).remembered_moves()]
    targets = [each.targets[0].uri for each in SqliteDiversions(database).diversions()]
    database.close()
    return report, rules, moves, targets


def test_rules_moves_and_diversions_are_salvaged_with_the_people(path: Path) -> None:
    """A broken history costs nobody what they have decided."""
    fill(path, ["anna"])
    decide(path, "one.example")
    break_table(path, "attempt")
    report, rules, moves, targets = decisions_after_opening(path)
    assert (report.sound, report.salvaged) == (False, 1)
    assert (rules, moves, targets) == (["one.example"], ["sip:a@one.example"], ["sip:me@one.example"])


def test_decisions_are_salvaged_where_there_are_no_people(path: Path) -> None:
    """Nobody in contacts, and still a rule."""
    fill(path, [])
    decide(path, "one.example")
    break_table(path, "reminder")
    _, rules, _, targets = decisions_after_opening(path)
    assert (rules, targets) == (["one.example"], ["sip:me@one.example"])


def test_what_the_damaged_file_lost_comes_from_the_backup(path: Path) -> None:
    """The broken table from the backup, the newer ones from the file; no rule is lost for a broken move."""
    fill(path, ["anna"])
    decide(path, "one.example", backup=True)
    fill(path, ["bob"])
    decide(path, "two.example")
    break_table(path, "redirect_rule")
    report, rules, moves, _ = decisions_after_opening(path)
    assert (report.salvaged, report.backup_from is not None) == (2, True)
    assert rules == ["one.example"]
    assert set(moves) == {"sip:a@one.example", "sip:a@two.example"}


def test_a_rule_does_not_pass_to_whoever_gets_the_number_of_a_lost_contact(path: Path) -> None:
    """The damaged file gives the rule and not the person, and numbers begin anew."""
    fill(path, ["anna"])
    database, _ = open_database(path)
    rules = SqliteRedirectRules(database, utc_now)
    anna = SqliteContactBook(database).contacts()[0].id
    rules.set(RuleScope.CONTACT, str(anna), RedirectPolicy.FOLLOW).result(30)
    database.close()
    break_table(path, "contact")
    database, report = open_database(path)
    mallory = SqliteContactBook(database).save(ContactDraft(None, "Mallory", ())).result(30)
    found = SqliteRedirectRules(database, utc_now).policy_for(
        contact_id=mallory.id, uri="sip:m@h.example", domain="", account_id=""
    )
    database.close()
    assert (report.salvaged, mallory.id) == (0, anna)
    assert found is None


def break_table(path: Path, table: str) -> None:
    """Overwrite the one page of `table`."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xee" * size)


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "softphone.db"
    fill(path, [f"contact{number}" for number in range(30)])
    database, _ = open_database(path)
    log = SqliteCallLog(database)
    attempt = log.begin(
        direction=Direction.OUTGOING,
        party_uri="sip:a@h",
        party_name="",
        contact_id=1,
        account_id="",
        started_at=START,
    )
    log.write_legs(attempt, [LegRecord("sip:a@h", START)] * 20)
    SqliteContactBook(database).move_address(
        old_uri="sip:contact1@h", new_uri="sip:b@h", status=301, name="", moved_at=START
    ).result(30)
    database.close()
    return path


wrong_bytes = st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=16))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=st.lists(wrong_bytes, min_size=1, max_size=20), with_backup=st.booleans())
def test_whatever_bytes_are_wrong_the_phone_starts(
    sound_file: Path, tmp_path: Path, damages: list[tuple[int, bytes]], with_backup: bool
) -> None:
    """Any bytes wrong anywhere: it opens, and reading and writing give values or a StoreError."""
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    path = folder / "softphone.db"
    content = bytearray(sound_file.read_bytes())
    for place, noise in damages:
        start = place % len(content)
        content[start : start + len(noise)] = noise
    path.write_bytes(content)
    if with_backup:
        backup_path(path).write_bytes(sound_file.read_bytes())
    try:
        database, _ = open_database(path)
    except StoreError as error:
        assert "newer softphone" in error.reason, "the version is what was flipped"
        return
    book, log = SqliteContactBook(database), SqliteCallLog(database)
    with suppress(StoreError):
        book.contacts()
    with suppress(StoreError):
        book.search("contact")
    with suppress(StoreError):
        book.current_address("sip:contact1@h")
    with suppress(StoreError):
        log.recent()
    assert isinstance(book.save(ContactDraft(None, "new", ())).exception(10), StoreError | None)
    assert isinstance(book.undo_move(1).exception(10), StoreError | None)
    database.close()


def test_a_damaged_backup_is_not_trusted(path: Path) -> None:
    """Nothing sound is left: a fresh start, said."""
    fill(path, ["anna"], backup=True)
    damage(path, 3)
    damage(backup_path(path), 4)
    report = names_after_opening(path, [])
    assert report.set_aside is not None
    assert report.backup_from is None


def test_the_database_of_another_program_is_set_aside_untouched(path: Path) -> None:
    """Whoever put it there gets it back whole."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO contact VALUES (1, 'theirs')")
        connection.commit()
    content = path.read_bytes()
    report = names_after_opening(path, [])
    assert report.set_aside is not None
    assert report.set_aside.read_bytes() == content


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    """The error names both versions; not one byte changes."""
    fill(path, ["anna"])
    newer = len(MIGRATIONS) + 3
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    with pytest.raises(StoreError, match=rf"version {newer}.* version {len(MIGRATIONS)}"):
        open_database(path)
    assert path.read_bytes() == content
    assert not list(path.parent.glob("*damaged*"))


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_every_old_version_is_brought_up_to_date(path: Path, version: int) -> None:
    """A file of any version has, once opened, the same schema as a new one."""
    with closing(connect(path)) as connection:
        migrate(connection, MIGRATIONS[:version])
    names_after_opening(path, [])
    new, _ = open_database(path.with_name("new.db"))
    new.close()
    assert schema(path) == schema(path.with_name("new.db"))


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_a_migration_keeps_the_data_and_happens_whole_or_not_at_all(path: Path) -> None:
    """A failing migration leaves the file at its old version with all it had."""
    fill(path, ["anna"])
    good: Migration = ("ALTER TABLE contact ADD COLUMN pronouns TEXT NOT NULL DEFAULT ''",)
    bad: Migration = ("ALTER TABLE contact ADD COLUMN photo BLOB", "CREATE NONSENSE")
    with pytest.raises(StoreError):
        open_database(path, migrations=(*MIGRATIONS, good, bad))
    with closing(sqlite3.connect(path)) as connection:
        columns = {name for (_, name, *_) in connection.execute("PRAGMA table_info(contact)")}
        assert not columns & {"pronouns", "photo"}
    database, _ = open_database(path, migrations=(*MIGRATIONS, good))
    assert [contact.name for contact in SqliteContactBook(database).contacts()] == ["anna"]
    database.close()


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    """A file stands where the folder should be, a folder where the file should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        open_store(Profile.at(tmp_path / "file"))
    (tmp_path / "taken" / "softphone.db").mkdir(parents=True)
    with pytest.raises(StoreError):
        open_store(Profile.at(tmp_path / "taken"))


def test_settings_without_a_place_leave_the_contacts_alone(tmp_path: Path) -> None:
    """A folder for settings that cannot be made takes no contacts away; saving settings says what is wrong."""
    (tmp_path / "config").touch()
    profile = Profile(
        tmp_path / "data", tmp_path / "config" / "softphone" / "settings.toml", "softphone-test"
    )
    store = open_store(profile)
    try:
        assert store.settings_file.load() == Settings()
        assert store.contact_book.contacts() == ()
        with pytest.raises(StoreError, match="config"):
            store.settings_file.save(Settings(do_not_disturb=True))
    finally:
        store.close()


def test_only_the_person_can_read_the_data(tmp_path: Path) -> None:
    """Folder 0700, files 0600, whatever the umask."""
    before = os.umask(0)
    try:
        store = open_store(Profile.at(tmp_path / "profile"))
        save(store.contact_book, "anna")
        store.settings_file.save(store.settings_file.load())
        modes = {each.name: each.stat().st_mode & 0o777 for each in (tmp_path / "profile").iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert (tmp_path / "profile").stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}, modes
    assert "softphone.db-wal" in modes


def test_a_backup_is_made_at_opening_and_at_most_once_a_day(tmp_path: Path) -> None:
    """Opening again changes nothing; a day later, and after a clock that ran ahead, there is a new one."""
    profile = Profile.at(tmp_path)
    backup = backup_path(profile.database)

    def open_and_close() -> float:
        store = open_store(profile)
        store.contact_book.save(ContactDraft(None, "anna", ())).result(30)
        store.close()
        return backup.stat().st_mtime

    first = open_and_close()
    assert open_and_close() == first
    for wrong in (-BACKUP_EVERY_S - 60, 3600):
        os.utime(backup, (time.time() + wrong, time.time() + wrong))
        assert abs(open_and_close() - time.time()) < 60
    with closing(sqlite3.connect(backup)) as connection:
        # The last one was made while somebody was being saved.
        assert connection.execute("SELECT count(*) FROM contact").fetchone() in {(3,), (4,)}
    assert not list(tmp_path.glob("*.backup-part-*"))
    assert len(list(tmp_path.glob("*.backup-2*"))) == 2


def test_the_first_day_is_backed_up_at_its_end(tmp_path: Path) -> None:
    """A fresh phone has nothing worth a backup when it opens; when it closes it has."""
    profile = Profile.at(tmp_path)
    open_store(profile).close()
    assert not backup_path(profile.database).exists()
    store = open_store(profile)
    save(store.contact_book, "anna", "sip:anna@h")
    store.close()
    profile.database.write_bytes(b"noise")
    assert names_after_opening(profile.database, ["anna"]).backup_from is not None


def test_a_backup_that_cannot_be_made_stops_nothing(database: Database) -> None:
    """The old backup stays, nothing half-written is left, and the writer goes on."""
    blocked = backup_path(database.path)
    blocked.mkdir()
    os.utime(blocked, (0, 0))
    save(SqliteContactBook(database), "bob")
    with pytest.raises(StoreError):
        database.run_on_writer("backup", lambda: make_backup(database.path)).result(30)
    assert not list(database.path.parent.glob("*.backup-*"))
    save(SqliteContactBook(database), "anna")
