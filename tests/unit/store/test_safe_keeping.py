"""Backups that rotate, yesterday brought back, and everything as one file."""

import errno
import os
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import Account
from softphone.calls.people import ContactDraft
from softphone.calls.records import Direction
from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.calls.settings import AddressBook, AddressBookKind, AudioSettings, Settings
from softphone.store import backup as copies
from softphone.store import taking_over
from softphone.store.errors import StoreError
from softphone.store.everything import MOST_DATABASE
from softphone.store.opening import backup_path, backup_paths
from softphone.store.profile import Profile
from softphone.store.schema import MIGRATIONS, migrate
from softphone.store.store import Store, open_store

_DAY = 24 * 3600


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Profile.at(tmp_path / "here"))
    opened.keeping.backups().result(30)  # after the look for whether one is due
    yield opened
    opened.close()


def save(store: Store, name: str, uri: str = "") -> int:
    saved = store.contact_book.save(ContactDraft(None, name, ((uri, ""),) if uri else ()))
    return saved.result(30).id


def names(store: Store) -> list[str]:
    return [each.name for each in store.contact_book.contacts()]


def call(store: Store, uri: str) -> None:
    begun = store.call_log.begin(
        direction=Direction.OUTGOING,
        party_uri=uri,
        party_name="",
        contact_id=None,
        account_id="",
        started_at=datetime.now(UTC),
    )
    begun.result(30)


def test_a_backup_of_each_day_is_kept_and_the_oldest_goes(store: Store) -> None:
    """Ten days leave the newest and six that carry their day; each has the people of its day."""
    path = store.profile.database
    now = time.time()
    for day in range(10):
        save(store, f"day {day}")
        copies.make_backup(path, kept=7, now=True)
        made = now - (10 - day) * _DAY
        os.utime(backup_path(path), (made, made))
    found = store.keeping.backups().result(30)
    assert [each.contacts for each in found] == [10, 9, 8, 7, 6, 5, 4]
    assert backup_paths(path) == [each.path for each in found]
    assert {each.path.stat().st_mode & 0o777 for each in found} == {0o600}


def test_the_next_older_backup_is_taken_when_the_newest_is_damaged(tmp_path: Path) -> None:
    """The file and its last copy are noise: the people of the day before are back."""
    profile = Profile.at(tmp_path)
    store = open_store(profile)
    store.keeping.backups().result(30)
    save(store, "anna")
    copies.make_backup(profile.database, now=True)
    os.utime(backup_path(profile.database), (time.time() - 2 * _DAY,) * 2)
    copies.make_backup(profile.database, now=True)
    store.close()
    for each in (profile.database, backup_path(profile.database)):
        each.write_bytes(b"noise" * 1000)
    again = open_store(profile)
    assert (names(again), again.report.backup_from is not None) == (["anna"], True)
    again.close()


def test_large_backups_are_fewer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they take no more than their share of the disk; the newest is always there."""
    path = store.profile.database
    save(store, "anna")
    monkeypatch.setattr(copies, "MOST_BYTES", path.stat().st_size * 2.5)
    for day in range(5):
        copies.make_backup(path, now=True)
        os.utime(backup_path(path), (time.time() - (5 - day) * _DAY,) * 2)
    copies.make_backup(path, now=True)
    assert 1 < len(backup_paths(path)) < 5


def test_copies_of_a_clock_that_ran_ahead_push_out_none_that_are_made_since(store: Store) -> None:
    """Of the daily ones, of those before a change, and of the settings before an import: the strange ones go first."""
    path = store.profile.database
    ahead = [
        *(path.with_name(f"{path.name}.backup-2099-01-0{day}") for day in range(1, 8)),
        *(path.with_name(f"{path.name}.before-2099010{day}T000000000000") for day in range(1, 4)),
        *(
            store.settings_file.path.with_name(f"settings.toml.before-2099010{day}T000000000000")
            for day in (1, 2, 3)
        ),
    ]
    for each in ahead:
        each.write_bytes(b"x")
    save(store, "anna")
    store.settings_file.save(settings_of_anna())
    for day in (3, 2, 1):
        copies.make_backup(path, kept=3, now=True)
        os.utime(backup_path(path), (time.time() - day * _DAY,) * 2)
    made = copies.keep_before(path)
    taking_over.keep_settings(store.profile)
    assert made.exists()
    assert len(list(path.parent.glob("settings.toml.before-20[!9]*"))) == 1
    assert not list(path.parent.glob(f"{path.name}.backup-2099*"))
    assert len(backup_paths(path)) == 3


def test_a_copy_that_would_not_fit_is_not_begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the disk is full, calls could not be written either; what was copied before stays."""
    save(store, "anna")
    copies.make_backup(store.profile.database, now=True)
    before = backup_path(store.profile.database).read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024**2))
    with pytest.raises(StoreError, match=os.strerror(errno.ENOSPC)):
        store.keeping.back_up().result(30)
    assert backup_path(store.profile.database).read_bytes() == before
    assert not list(store.profile.data.glob("*part*"))


def test_what_a_phone_that_was_killed_left_of_a_copy_goes(store: Store) -> None:
    """With the next backup; one that another process is just writing stays."""
    save(store, "anna")
    path = store.profile.database
    left = [path.with_name(f"{path.name}.{kind}-part-4711") for kind in ("backup", "before")]
    for each in left:
        each.write_bytes(b"half")
        os.utime(each, (time.time() - _DAY,) * 2)
    writing = path.with_name(f"{path.name}.backup-part-4712")
    writing.write_bytes(b"half")
    copies.make_backup(path, now=True)
    assert [each for each in (*left, writing) if each.exists()] == [writing]


def test_yesterday_is_brought_back_and_today_stays_within_reach(store: Store) -> None:
    """People and history are those of the backup; what they replaced is a backup too, and can be brought back."""
    save(store, "anna", "sip:anna@h")
    yesterday = store.keeping.back_up().result(30)
    save(store, "boris")
    call(store, "sip:boris@h")
    store.keeping.restore(yesterday).result(30)
    assert (names(store), store.call_log.recent()) == (["anna"], ())
    assert store.contact_book.find_by_uri("sip:anna@h") is not None
    today = next(each for each in store.keeping.backups().result(30) if each.before)
    assert (today.contacts, today.lines) == (2, 1)
    store.keeping.restore(today).result(30)
    assert names(store) == ["anna", "boris"]
    save(store, "carl")
    assert names(store) == ["anna", "boris", "carl"]


def test_whoever_was_searched_among_before_is_forgotten_when_another_file_comes(tmp_path: Path) -> None:
    """An update and, before anything is changed, a backup of the version before: its people are listed and found."""
    profile = Profile.at(tmp_path)
    profile.make_folders()
    older = backup_path(profile.database).with_name(f"{backup_path(profile.database).name}-2026-01-01")
    for path, name in ((profile.database, "anna"), (older, "boris")):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            migrate(connection, MIGRATIONS[:4])
            connection.execute("INSERT INTO contact VALUES (1, ?, '', '', 0, ?, ?)", (name,) * 3)
    store = open_store(profile)
    assert len(store.contact_book.listing(text="anna").ids) == 1
    backup = next(each for each in store.keeping.backups().result(30) if each.path == older)
    store.keeping.restore(backup).result(30)
    assert names(store) == ["boris"]
    assert [len(store.contact_book.listing(text=name).ids) for name in ("anna", "boris")] == [0, 1]
    store.close()


def test_a_backup_that_is_none_changes_nothing(store: Store) -> None:
    """Noise, another program's database and one with a trigger of its own are refused with a reason."""
    save(store, "anna")
    good = store.keeping.back_up().result(30)

    def noise(path: Path) -> None:
        path.write_bytes(b"noise" * 1000)

    def foreign(path: Path) -> None:
        path.unlink()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE contact (id)")
            connection.execute("PRAGMA user_version = 1")

    def trapped(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TRIGGER trap AFTER INSERT ON contact BEGIN DELETE FROM contact; END")
            connection.commit()

    content = good.path.read_bytes()
    spoils: tuple[Callable[[Path], None], ...] = (trapped, foreign, noise)
    for spoil in spoils:
        good.path.write_bytes(content)
        spoil(good.path)
        with pytest.raises(StoreError):
            store.keeping.restore(good).result(30)
        assert names(store) == ["anna"]
    assert not [each for each in store.keeping.backups().result(30) if each.before]
    assert not list(store.profile.data.glob(".keeping-*"))


def test_a_removed_backup_is_gone_and_no_other_file_can_be_removed(store: Store) -> None:
    """What is no backup of this phone stays, whoever names it."""
    save(store, "anna")
    made = store.keeping.back_up().result(30)
    with pytest.raises(StoreError):
        store.keeping.remove(replace(made, path=store.profile.database)).result(30)
    store.keeping.remove(made).result(30)
    assert store.keeping.backups().result(30) == ()
    assert store.profile.database.exists()


def settings_of_anna() -> Settings:
    return Settings(
        accounts=(Account("a", "sip:anna@office.example", registrar="sip:office.example"),),
        default_account="a",
        audio=AudioSettings(microphone="a desk far away"),
        recordings="/no/such/folder/anywhere",
        history_days=90,
    )


def test_a_profile_goes_to_another_machine(store: Store, tmp_path: Path) -> None:
    """People with their moves, history and settings are there; devices and folders are those of the new machine, and
    what was there before is a backup."""
    save(store, "anna", "sip:anna@h")
    moved = store.contact_book.move_address(
        old_uri="sip:anna@h", new_uri="sip:anna@new", status=301, name="anna", moved_at=datetime.now(UTC)
    )
    moved.result(30)
    call(store, "sip:anna@new")
    store.settings_file.save(settings_of_anna())
    file = tmp_path / "anna.softphone"
    written = store.keeping.export_all(file).result(30)
    assert (written.contacts, written.lines) == (1, 1)
    there = open_store(Profile.at(tmp_path / "there"))
    try:
        there.settings_file.save(Settings(audio=AudioSettings(microphone="this desk")))
        save(there, "somebody")
        seen = there.keeping.look_into(file).result(30)
        assert (seen.contacts, seen.lines, [each.id for each in seen.settings.accounts]) == (1, 1, ["a"])
        assert names(there) == ["somebody"]
        taken = there.keeping.import_all(file).result(30)
        (anna,) = there.contact_book.contacts()
        assert [each.uri for each in anna.former] == ["sip:anna@h"]
        assert len(there.call_log.recent()) == 1
        assert taken.settings == there.settings_file.load()
        wanted = settings_of_anna()
        assert taken.settings == replace(wanted, audio=AudioSettings(microphone="this desk"), recordings="")
        (before,) = [each for each in there.keeping.backups().result(30) if each.before]
        assert before.contacts == 1
    finally:
        there.close()


def test_no_password_is_in_the_file(store: Store, tmp_path: Path) -> None:
    """Passwords live in the keyring; the archive has three members, and none of them."""
    store.settings_file.save(settings_of_anna())
    file = tmp_path / "anna.softphone"
    store.keeping.export_all(file).result(30)
    with zipfile.ZipFile(file) as archive:
        assert set(archive.namelist()) == {"manifest.json", "softphone.db", "settings.toml"}
        assert not any(b"password =" in archive.read(name) for name in archive.namelist())


def test_an_import_that_cannot_be_finished_leaves_everything(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data does not come in: the settings are those of before."""
    save(store, "anna")
    file = tmp_path / "anna.softphone"
    store.settings_file.save(settings_of_anna())
    store.keeping.export_all(file).result(30)
    store.settings_file.save(Settings(max_hops=3))

    def full(path: Path) -> Path:
        raise StoreError("backup", f"the disk is full ({path.name})")

    monkeypatch.setattr(copies, "keep_before", full)
    with pytest.raises(StoreError, match="full"):
        store.keeping.import_all(file).result(30)
    assert store.settings_file.load() == Settings(max_hops=3)


def test_an_export_that_cannot_be_written_leaves_no_half_file(store: Store, tmp_path: Path) -> None:
    """The folder is not there: a reason, and nothing beside."""
    with pytest.raises(StoreError):
        store.keeping.export_all(tmp_path / "none" / "x.softphone").result(30)
    assert not list(tmp_path.glob("*.part"))
    assert not list(store.profile.data.glob(".keeping-*/*"))


def test_an_archive_that_lies_about_its_size_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database larger than any of ours is not unpacked."""
    save(store, "anna")
    file = tmp_path / "anna.softphone"
    store.keeping.export_all(file).result(30)
    assert file.stat().st_size < MOST_DATABASE
    monkeypatch.setattr("softphone.store.everything.MOST_DATABASE", 1000)
    with pytest.raises(StoreError, match="larger"):
        store.keeping.import_all(file).result(30)
    assert names(store) == ["anna"]


def test_a_profile_from_elsewhere_is_told_no_password_of_here(store: Store, tmp_path: Path) -> None:
    """A book of another server under the id of one of here, by which the keyring has its password, gets its own id."""
    kept = AddressBook("a" * 32, AddressBookKind.CARDDAV, "Work", "https://work.example/anna/", "anna")
    other = replace(kept, id="b" * 32)
    there = open_store(Profile.at(tmp_path / "there"))
    save(there, "anna")
    moved = replace(other, url="https://evil.example/anna/")
    there.settings_file.save(replace(there.settings_file.load(), address_books=(kept, moved)))
    file = tmp_path / "anna.softphone"
    there.keeping.export_all(file).result(30)
    there.close()
    store.settings_file.save(replace(store.settings_file.load(), address_books=(kept, other)))
    taken = store.keeping.import_all(file).result(30).settings.address_books
    assert taken == store.settings_file.load().address_books
    assert [book.url for book in taken] == [kept.url, moved.url]
    assert taken[0].id == kept.id
    assert taken[1].id not in (kept.id, other.id)


def test_an_account_of_another_server_does_not_find_the_password_of_here(
    store: Store, tmp_path: Path
) -> None:
    """Under the id of an account of here, by which the keyring has its password: it gets its own id, and what is about
    it follows."""
    here = Account("a", "sip:anna@office.example", registrar="sip:office.example")
    kept = Account("b", "sip:anna@home.example")
    evil = replace(here, registrar="sip:evil.example")
    there = open_store(Profile.at(tmp_path / "there"))
    there.settings_file.save(Settings(accounts=(evil, kept), default_account="a"))
    begun = there.call_log.begin(
        direction=Direction.OUTGOING,
        party_uri="sip:x@h",
        party_name="",
        contact_id=None,
        account_id="a",
        started_at=datetime.now(UTC),
    )
    begun.result(30)
    there.redirect_rules.set(RuleScope.ACCOUNT, "a", RedirectPolicy.NEVER).result(30)
    file = tmp_path / "anna.softphone"
    there.keeping.export_all(file).result(30)
    there.close()
    store.settings_file.save(Settings(accounts=(here, kept), default_account="a"))
    taken = store.keeping.import_all(file).result(30).settings
    moved = taken.accounts[0]
    assert (moved.registrar, taken.accounts[1]) == ("sip:evil.example", kept)
    assert moved.id not in {"a", "b"}
    assert taken.default_account == moved.id
    assert [each.account_id for each in store.call_log.recent()] == [moved.id]
    assert [rule.subject for rule in store.redirect_rules.rules()] == [moved.id]


def test_an_archive_fills_no_disk(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file may hold a large database: where there is no room for it, it is not unpacked at all."""
    save(store, "anna")
    file = tmp_path / "anna.softphone"
    store.keeping.export_all(file).result(30)
    size = store.profile.database.stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=size))
    with pytest.raises(StoreError, match=os.strerror(errno.ENOSPC)):
        store.keeping.look_into(file).result(30)
    assert names(store) == ["anna"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("archive")
    store = open_store(Profile.at(folder / "profile"))
    save(store, "anna", "sip:anna@h")
    store.settings_file.save(settings_of_anna())
    store.keeping.export_all(folder / "x.softphone").result(30)
    store.close()
    return (folder / "x.softphone").read_bytes()


@given(data=st.data())
def test_whatever_an_archive_holds_the_phone_goes_on(
    archive: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any bytes in the place of some: it is taken whole or refused with a reason."""
    content = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "x.softphone"
    file.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    store = open_store(Profile.at(folder / "profile"))
    try:
        save(store, "here")
        try:
            store.keeping.import_all(file).result(30)
        except StoreError as error:
            assert error.reason
            assert names(store) == ["here"]
        else:
            assert names(store) == ["anna"]
    finally:
        store.close()
