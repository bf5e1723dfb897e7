"""An import of everything is whole: the old profile or the new one, whenever the phone is killed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.people import ContactDraft
from softphone.calls.settings import AudioSettings, Settings
from softphone.store import taking_over
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

_ROOT = Path(__file__).parents[3]
_IMPORTER = "tests.unit.store.crashing_importer_of_all"
_OLD = Settings(max_hops=3)
_NEW = Settings(max_hops=7, accounts=(Account("a", "sip:anna@office.example"),), default_account="a")


def made(folder: Path, name: str, settings: Settings) -> Store:
    store = open_store(Profile.at(folder))
    store.keeping.backups().result(30)
    store.contact_book.save(ContactDraft(None, name, ())).result(30)
    store.settings_file.save(settings)
    return store


def archive_of(folder: Path, path: Path) -> Path:
    store = made(folder, "new", _NEW)
    store.keeping.export_all(path).result(30)
    store.close()
    return path


def state(store: Store) -> tuple[list[str], Settings]:
    found = store.settings_file.load()
    return [each.name for each in store.contact_book.contacts()], found


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return archive_of(tmp_path / "there", tmp_path / "x.softphone")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = made(tmp_path / "here", "old", _OLD)
    yield opened
    opened.close()


def kept_settings(folder: Path) -> list[Path]:
    return sorted(folder.glob("settings.toml.before-*"))


def test_killed_at_any_step_the_profile_is_the_old_one_or_the_new_one(tmp_path: Path, archive: Path) -> None:
    """kill -9 before each thing that is done to a file: at the next start contacts and settings belong together, from
    some step on they are the new ones, and nothing of the import lies around."""
    made(tmp_path / "here", "old", _OLD).close()
    (tmp_path / "here" / "softphone.db.backup").write_bytes((tmp_path / "here" / "softphone.db").read_bytes())
    ran = subprocess.run(
        [sys.executable, "-m", _IMPORTER, str(tmp_path)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    *steps, last = ran.stdout.splitlines()
    assert last.endswith("done")
    assert len(steps) > 20
    is_new: list[bool] = []
    for number, step in enumerate((*steps, last)):
        folder = tmp_path / str(number)
        again = open_store(Profile.at(folder))
        try:
            found = state(again)
            assert found in ((["old"], _OLD), (["new"], _NEW)), step
            assert again.report.sound, step
        finally:
            again.close()
        is_new.append(found[1] == _NEW)
        left = {each.name for each in folder.iterdir() if "importing" in each.name}
        assert not left, step
        if is_new[-1]:
            (kept,) = kept_settings(folder)
            assert "max_hops = 3" in kept.read_text()
            assert kept.stat().st_mode & 0o777 == 0o600
    assert is_new == sorted(is_new)
    assert 3 < is_new.count(True) < len(is_new) - 10


def test_settings_that_come_later_are_there_at_the_next_start(
    store: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data are in, and the settings cannot be put in their place any more: they are used, and written next time."""
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "settings.toml.importing":
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert store.keeping.import_all(archive).result(30).settings == _NEW
    assert store.settings_file.load() == _OLD
    monkeypatch.undo()
    store.close()
    again = open_store(Profile.at(tmp_path / "here"))
    assert state(again) == (["new"], _NEW)
    again.close()


def test_a_folder_that_takes_no_settings_stops_an_import_before_it_begins(
    tmp_path: Path, archive: Path
) -> None:
    """Nothing was changed, and that is what is said."""
    (tmp_path / "config").touch()
    profile = Profile(tmp_path / "data", tmp_path / "config" / "x" / "settings.toml", "softphone-test")
    store = open_store(profile)
    try:
        with pytest.raises(StoreError):
            store.keeping.import_all(archive).result(30)
        assert store.contact_book.contacts() == ()
        assert not list(profile.data.glob("*importing*"))
    finally:
        store.close()


def test_who_opens_the_data_during_an_import_leaves_it_alone(
    store: Store, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line looks at the contacts in the very moment: it must not think that the import was cut off."""
    seen: list[tuple[list[str], Settings]] = []
    replace = Database.replace_content

    def look_first(database: Database, *arguments: object) -> "Future[None]":
        assert taking_over.plan_path(store.profile.database).exists()
        other = open_store(Profile.at(tmp_path / "here"))
        seen.append(state(other))
        other.close()
        assert taking_over.plan_path(store.profile.database).exists()
        return replace(database, *arguments)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(Database, "replace_content", look_first)
    store.keeping.import_all(archive).result(30)
    assert seen == [(["old"], _OLD)]
    assert state(store) == (["new"], _NEW)


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"number": "x"}', b"\xff" * 100])
def test_a_plan_that_is_none_keeps_nobody_from_starting(store: Store, tmp_path: Path, content: bytes) -> None:
    """Whoever wrote it: it goes, and the profile is as it was."""
    store.close()
    taking_over.plan_path(store.profile.database).write_bytes(content)
    again = open_store(Profile.at(tmp_path / "here"))
    assert state(again) == (["old"], _OLD)
    assert not taking_over.plan_path(again.profile.database).exists()
    again.close()


def test_the_settings_of_the_last_imports_are_kept(store: Store, archive: Path) -> None:
    """Each with its time, for the person's eyes only; three of them."""
    before = os.umask(0)
    try:
        for hops in (1, 2, 3, 4, 5):
            store.settings_file.save(Settings(max_hops=hops, audio=AudioSettings(microphone="this desk")))
            store.keeping.import_all(archive).result(30)
    finally:
        os.umask(before)
    kept = kept_settings(store.profile.data)
    assert len(kept) == taking_over.KEPT
    assert ["max_hops = 5" in each.read_text() for each in kept] == [False, False, True]
    assert {each.stat().st_mode & 0o777 for each in kept} == {0o600}


def test_what_a_killed_import_has_unpacked_goes_with_the_next_backup(store: Store) -> None:
    """After an hour: until then another process may be at work in there."""
    folders = [store.profile.data / f".keeping-{word}" for word in ("left", "used")]
    for each in folders:
        each.mkdir()
        (each / "staged.db").write_bytes(b"x")
    for path in (folders[0] / "staged.db", folders[0]):
        os.utime(path, (time.time() - 2 * 3600,) * 2)
    backing_up = store.keeping.back_up_if_due()
    assert backing_up is not None
    backing_up.result(30)
    assert [each.exists() for each in folders] == [False, True]
