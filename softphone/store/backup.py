"""Copies of the database beside it, for the day when the file is damaged or somebody wants yesterday back.

The newest daily copy is `softphone.db.backup`, the ones before it carry their day. What was about to be replaced by a
restore or an import is kept as `softphone.db.before-<time>`.
"""

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from softphone.calls.keeping import Backup
from softphone.store.errors import StoreError, reason_of
from softphone.store.opening import backup_path, latest_first

BACKUP_EVERY_S: Final = 24 * 3600
DEFAULT_KEPT: Final = 7
KEPT_BEFORE: Final = 3
# All copies together, but for the newest: whoever has a history of years needs no seven of it.
MOST_BYTES: Final = 2 * 1024**3
_PATIENCE_S: Final = 60.0
_LEFT_FREE: Final = 16 * 1024**2  # for what is written meanwhile
_CRASHED_S: Final = 3600.0  # a copy that was not written to for so long is nobody's any more


def backup_is_due(path: Path) -> bool:
    try:
        age_s = time.time() - backup_path(path).stat().st_mtime
    except FileNotFoundError:
        return True
    # A date in the future comes from a clock that was wrong: make a new one.
    return not 0 <= age_s < BACKUP_EVERY_S


def make_backup(path: Path, *, kept: int = DEFAULT_KEPT, now: bool = False) -> bool:
    """Copy the database to its backup if that is due (or asked for `now`) and the copy is sound. Raises StoreError.

    The backup before is set aside under its day, and the oldest go: `kept` of them stay, fewer when they are large.
    """
    if not now and not backup_is_due(path):
        return False
    newest = backup_path(path)
    fresh = not newest.exists()
    partial = path.with_name(f"{path.name}.backup-part-{os.getpid()}")
    try:
        if fresh and not now and _is_empty(path):
            return False  # a first backup of nothing would stand in the way of a better one for a day
        copy_database(path, partial)
        if newest.is_file():
            newest.replace(_by_day(newest))
        partial.replace(newest)
        _let_go(path, kept)
    except OSError as error:
        raise StoreError("backup", reason_of(error, path)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return True


def keep_before(path: Path) -> Path:
    """Set a copy of the database aside before something takes its place. Raises StoreError."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.before-{stamp}")
    partial = path.with_name(f"{path.name}.before-part-{os.getpid()}")
    try:
        copy_database(path, partial)
        partial.replace(aside)
        for old in latest_first(path.parent, f"{path.name}.before-")[KEPT_BEFORE:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("backup", reason_of(error, path)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return aside


def copy_database(path: Path, target: Path) -> None:
    """One plain, sound file, for the person's eyes only. Raises StoreError; `target` is of no use then."""
    try:
        _look_for_room(path.stat().st_size, target.parent)
        target.unlink(missing_ok=True)
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy, progress=patience())
            # No -wal beside it that could be lost.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.Error, UnicodeError) as error:
        raise StoreError("backup", reason_of(error, path)) from error
    except OSError as error:
        raise StoreError("backup", error.strerror or str(error)) from error
    if verdict != "ok":
        raise StoreError("backup", str(verdict))


def _look_for_room(size: int, folder: Path) -> None:
    """A copy that does not fit fills the disk until that is noticed, and meanwhile no call could be written either."""
    if size + _LEFT_FREE > shutil.disk_usage(folder).free:
        raise StoreError("backup", f"the disk is full ({os.strerror(errno.ENOSPC)})")


def patience() -> Callable[[int, int, int], None]:
    """For `Connection.backup`, which would wait for another program's lock for ever."""
    until = time.monotonic() + _PATIENCE_S

    def look(status: int, remaining: int, total: int) -> None:
        del remaining, total
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise StoreError("backup", "another program keeps the data file busy")

    return look


def backups_of(path: Path) -> tuple[Backup, ...]:
    """All copies there are, the newest first. One that cannot be read is among them, and says so."""
    found = [_looked_into(each, before=".before-" in each.name) for each in _copies(path)]
    return tuple(sorted((each for each in found if each is not None), key=_age, reverse=True))


def _copies(path: Path) -> list[Path]:
    newest = backup_path(path)
    names = [newest, *path.parent.glob(f"{newest.name}-2*"), *path.parent.glob(f"{path.name}.before-2*")]
    return [each for each in names if each.is_file()]


def _looked_into(copy: Path, *, before: bool) -> Backup | None:
    contacts = lines = -1
    try:
        stat = copy.stat()
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            contacts, lines = counts_of(connection)
    except (sqlite3.Error, UnicodeError, TypeError):
        contacts = lines = -1
    except OSError:
        return None  # it went meanwhile
    return Backup(copy, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size, contacts, lines, before)


def counts_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many contacts, and how many lines of history."""
    (contacts,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    (lines,) = connection.execute("SELECT count(*) FROM attempt").fetchone()
    return int(contacts), int(lines)


def _is_empty(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (anybody,) = connection.execute("SELECT EXISTS (SELECT 1 FROM contact)").fetchone()
    except sqlite3.Error as error:
        raise StoreError("backup", reason_of(error, path)) from error
    return not anybody


def _by_day(newest: Path) -> Path:
    """Where the newest goes when the next one comes: of a day the last copy is kept."""
    day = datetime.fromtimestamp(newest.stat().st_mtime, UTC).strftime("%Y-%m-%d")
    return newest.with_name(f"{newest.name}-{day}")


def _let_go(path: Path, kept: int) -> None:
    newest = backup_path(path)
    for part in path.parent.glob(f"{path.name}.*-part-*"):  # of a phone that was killed while it copied
        if is_of_a_crash(part):
            part.unlink(missing_ok=True)
    left = MOST_BYTES
    older = latest_first(path.parent, f"{newest.name}-")
    for number, each in enumerate(older, start=2):
        left -= each.stat().st_size
        if number > kept or left < 0:
            each.unlink(missing_ok=True)


def is_of_a_crash(path: Path) -> bool:
    """Whether nobody has written to the file, or to the files in the folder, for so long that nobody will."""
    try:
        written = [each.stat().st_mtime for each in (path, *(path.iterdir() if path.is_dir() else ()))]
    except OSError:
        return False  # it went meanwhile
    return all(abs(time.time() - each) > _CRASHED_S for each in written)


def _age(backup: Backup) -> datetime:
    return backup.made_at
