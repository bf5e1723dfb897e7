"""A large file is brought up to date: how far that is, and what is there when it does not come to its end."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from softphone.store import unkept
from softphone.store.contact_book import SqliteContactBook
from softphone.store.errors import StoreError
from softphone.store.opening import open_database
from softphone.store.profile import Profile
from softphone.store.schema import MIGRATIONS, migrate, version_of
from softphone.store.store import open_store

_ROOT = Path(__file__).parents[3]
_VERSION = 4
_PEOPLE = 2_000
_KILLED = """
import os, signal, sys
from pathlib import Path
from softphone.store.opening import open_database
def tell(fraction):
    if (fraction or 0) > float(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return False
open_database(Path(sys.argv[1]), tell=tell)
"""
_FULL = """
import json, resource, signal, sys
from pathlib import Path
from softphone.store.errors import StoreError
from softphone.store.opening import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
size = path.stat().st_size + 50_000
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    open_database(path)
except StoreError as error:
    print(json.dumps(error.reason))
"""


@pytest.fixture(scope="module")
def old_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database of an earlier version with many people and lines."""
    path = tmp_path_factory.mktemp("old") / "softphone.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:_VERSION])
        connection.execute("BEGIN")
        for number in range(1, _PEOPLE + 1):
            name = f"person {number}"
            connection.execute(
                "INSERT INTO contact VALUES (?, ?, '', '', 0, ?, ?)", (number, name, name, name)
            )
            connection.execute(
                "INSERT INTO address (contact_id, position, uri, uri_key, label) VALUES (?, 0, ?, ?, '')",
                (number, f"sip:+4930{number}@h.example", f"+4930{number}@h.example"),
            )
            connection.execute(
                "INSERT INTO attempt (direction, party_uri, party_name, account_id, started_at)"
                " VALUES ('outgoing', ?, '', '', '2026-01-01T00:00:00.000000+00:00')",
                (f"sip:+4930{number}@h.example",),
            )
        connection.execute("COMMIT")
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, old_file: bytes) -> Path:
    made = tmp_path / "softphone.db"
    made.write_bytes(old_file)
    return made


def is_old_and_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (_PEOPLE,)
        return version_of(connection) == _VERSION


def opens_with_everybody(path: Path) -> None:
    database, report = open_database(path)
    try:
        assert report.sound
        assert len(SqliteContactBook(database).contacts()) == _PEOPLE
    finally:
        database.close()


def run(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_how_far_it_is_only_grows(path: Path) -> None:
    """From near nothing to near the end, and in many steps."""
    heard: list[float] = []

    def tell(fraction: float | None) -> bool:
        if fraction is not None:
            heard.append(fraction)
        return False

    database, _ = open_database(path, tell=tell)
    database.close()
    assert heard == sorted(heard)
    assert len(heard) > 5
    assert heard[0] < 0.4
    assert 0.6 < heard[-1] < 1
    heard.clear()
    database, _ = open_database(path, tell=tell)
    database.close()
    assert not heard


def test_stopped_it_is_as_it_was(path: Path) -> None:
    """Whoever stops it loses nothing, and the next start does it."""
    with pytest.raises(StoreError, match="interrupted"):
        open_database(path, tell=lambda fraction: (fraction or 0) > 0.3)
    assert is_old_and_whole(path)
    opens_with_everybody(path)


@pytest.mark.parametrize("fraction", ["0.1", "0.5", "0.8"])
def test_killed_in_the_middle_the_old_data_are_whole(path: Path, fraction: str) -> None:
    """kill -9: the next start begins anew and ends."""
    assert run(_KILLED, str(path), fraction).returncode == -signal.SIGKILL
    assert is_old_and_whole(path)
    opens_with_everybody(path)


def test_where_the_disk_takes_no_more_that_is_said_and_the_old_data_are_whole(path: Path) -> None:
    """The reason is that of the disk, not of what SQLite made of it afterwards."""
    ran = run(_FULL, str(path))
    assert ran.returncode == 0, ran.stderr
    reason = json.loads(ran.stdout)
    assert any(word in reason for word in ("full", "disk I/O error")), reason
    assert "rollback" not in reason
    assert is_old_and_whole(path)
    opens_with_everybody(path)


def test_a_copy_for_one_run_is_whole_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file, where there is no room for the whole, would pass for a damaged one: the next place is tried, and at
    last the phone starts with nobody."""
    profile = Profile.at(tmp_path / "here")
    open_store(profile).close()
    copied: list[Path] = []

    def no_room(source: Path, target: Path) -> None:
        if target.suffix == ".toml":
            return
        copied.append(target)
        target.write_bytes(source.read_bytes()[:10_000])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", no_room)
    with ExitStack() as closing_all:
        store = unkept.open_for_this_run(profile, closing_all)
        closing_all.callback(store.close)
        assert store.report.sound
        assert store.contact_book.contacts() == ()
    assert len({each.parent for each in copied}) == 2
    with ExitStack() as closing_all, pytest.raises(StoreError, match="No space left"):
        unkept.open_for_this_run(profile, closing_all, may_be_empty=False)
