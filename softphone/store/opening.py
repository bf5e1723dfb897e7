"""Opening the file whatever state it is in: new, old, damaged, missing, or from a newer program.

A damaged file is never deleted: it is set aside, the last backup takes its place (else an empty file), contacts
that the damaged file still gives are put in, and all of it is reported as a value.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.store import salvage
from softphone.store.card_agreements import forget_agreements
from softphone.store.database import Database, connect
from softphone.store.errors import StoreError, reason_of
from softphone.store.schema import APPLICATION_ID, MIGRATIONS, TABLES, Migration, migrate, version_of

if TYPE_CHECKING:
    from softphone.store.migration_progress import Tell

CHECK_LIMIT_MS = 12  # the start must not get much slower with the size of the file
OPEN_TRIES = 50
_RETRY_S = 0.02
_SMALLEST_DATABASE = 512  # bytes, one page of the smallest size
# SQLITE_ERROR: what `_check` asks is right for every sound file, so "unsupported file format" and the like.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_SCHEMA)
_STEPS_BETWEEN_LOOKS = 1_000
_MOST_PAGES_AT_ONCE = 8_192  # 32 MiB: some 50 ms
_PRECIOUS = ("contact", "address", "move", "remembered_move", "redirect_rule", "diversion", "membership")


@dataclass(frozen=True, slots=True)
class OpenReport:
    """What happened at opening; all empty when the file was sound.

    `set_aside` is where the damaged file is now, None when the file was merely missing. `backup_from` is when
    the backup was made that took its place. `salvaged` counts the contacts read from the damaged file.
    `reason` is an English sentence for details.
    """

    set_aside: Path | None = None
    salvaged: int = 0
    reason: str = ""
    backup_from: datetime | None = None

    @property
    def sound(self) -> bool:
        return not self.reason


class UnsoundError(Exception):
    """The file is not what we wrote. Says why."""


def backup_path(path: Path) -> Path:
    return path.with_name(path.name + ".backup")


def backup_paths(path: Path) -> list[Path]:
    """The backups there are, the newest first: the one of the last day, then those that carry theirs in the name."""
    newest = backup_path(path)
    return [each for each in (newest, *latest_first(path.parent, f"{newest.name}-")) if each.is_file()]


def latest_first(folder: Path, prefix: str) -> list[Path]:
    """The files that carry their day, or more, behind `prefix`.

    A day that has not come yet was named by a clock that ran ahead: nobody knows how old those are, and they must not
    push out what is made from now on, so they are the last.
    """
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y%m%d")
    found = sorted(folder.glob(f"{prefix}2*"), reverse=True)
    return sorted(found, key=lambda each: each.name[len(prefix) :].replace("-", "")[:8] > tomorrow)


def open_database(
    path: Path, *, migrations: Sequence[Migration] = MIGRATIONS, tell: "Tell | None" = None
) -> tuple[Database, OpenReport]:
    """Open `path`, making it when it is new. Raises StoreError when the folder cannot be written, or when the
    file is from a newer program (it is left untouched then). `tell` hears how far an old file has been brought up to
    date, and may stop that: StoreError, and the file is as it was."""
    report = OpenReport()
    try:
        if path.exists():
            try:
                _check(path, migrations)
            except UnsoundError as damage:
                report = _replace_damaged(path, str(damage), migrations)
        elif backup_paths(path):
            report = _replace_damaged(path, "the file was missing", migrations)
        return _open_sound(path, migrations, tell), report
    except (sqlite3.Error, UnicodeError) as error:
        raise StoreError("open", f"{path}: {reason_of(error, path)}") from error
    except OSError as error:
        raise StoreError("open", f"{path}: {reason_of(error, path)}") from error


def _open_sound(path: Path, migrations: Sequence[Migration], tell: "Tell | None") -> Database:
    _make_private(path)
    for tries_left in reversed(range(OPEN_TRIES)):
        try:
            with closing(connect(path)) as connection:
                migrate(connection, migrations, tell)
            return Database(path)
        except sqlite3.OperationalError as error:
            # Another process is turning the new file to WAL: SQLite does not wait for that by itself.
            if tries_left == 0 or error.sqlite_errorcode & 0xFF not in _BUSY or (tell and tell(None)):
                raise
        time.sleep(_RETRY_S)
    raise AssertionError("the last try returns or raises")


def _make_private(path: Path) -> None:
    """Make `path` readable by its owner alone before SQLite writes; its -wal and -shm follow it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _check(path: Path, migrations: Sequence[Migration]) -> None:
    """Raises UnsoundError for a file that is not a sound one of ours, StoreError for one from a newer program."""
    if 0 < path.stat().st_size < _SMALLEST_DATABASE:
        raise UnsoundError("the file is too short to be a database")  # SQLite would take it for a new one
    try:
        with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            version = version_of(connection)
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if not tables and version == 0:
                if backup_paths(path):
                    raise UnsoundError("the file was empty")
                return
            if application != APPLICATION_ID or version == 0:
                raise UnsoundError("the file belongs to another program")
            if version > len(migrations):
                raise StoreError(
                    "open",
                    f"{path} has version {version} and this program knows version {len(migrations)}: "
                    "it was written by a newer softphone",
                )
            if version == len(MIGRATIONS) and not tables >= TABLES:
                raise UnsoundError("the file lacks tables: " + ", ".join(sorted(TABLES - tables)))
            _quick_check(connection, CHECK_LIMIT_MS)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGED:
            raise UnsoundError(str(error)) from error
        raise
    except UnicodeError as error:
        # A message of SQLite that quotes damaged text is no UTF-8; the sqlite3 module fails at it.
        raise UnsoundError("the file holds broken text") from error


def _quick_check(connection: sqlite3.Connection, limit_ms: int | None) -> None:
    """Look through the file's pages; a file too large for `limit_ms` is looked through in part: the tables of people,
    but not the history, which may be a hundred times as large. SQLite looks through one table without a stop."""
    checks = ["PRAGMA quick_check(1)"]
    deadline = float("inf")
    if limit_ms is not None:
        deadline = time.monotonic() + limit_ms / 1000
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        if _pages_of(connection) > _MOST_PAGES_AT_ONCE:
            checks = [f"PRAGMA quick_check({table})" for table in _tables_of(connection)]
    try:
        for check in checks:
            if time.monotonic() > deadline:
                break
            (verdict,) = connection.execute(check).fetchone()
            if verdict != "ok":
                raise UnsoundError(str(verdict))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
    finally:
        connection.set_progress_handler(None, 0)


def _pages_of(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return int(pages)


def _tables_of(connection: sqlite3.Connection) -> list[str]:
    """Those that are looked through one by one, the most precious first; the history's are not among them."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [name for name in _PRECIOUS if name in there]


def _replace_damaged(path: Path, reason: str, migrations: Sequence[Migration]) -> OpenReport:
    aside = _set_aside(path)
    backup_from = _restore_backup(path, migrations)
    found = salvage.read_people(aside) if aside is not None else salvage.People()
    salvaged = 0
    if found.contacts or found.has_decisions:
        _make_private(path)
        with closing(connect(path)) as connection:
            migrate(connection, migrations)
            salvaged = salvage.put_people(connection, found, over_backup=backup_from is not None)
    return OpenReport(aside, salvaged, reason, backup_from)


def _set_aside(path: Path) -> Path | None:
    """Rename the file and its -wal and -shm, which SQLite then still takes for one database."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    moved = False
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
            moved = moved or suffix == ""
    return aside if moved else None


def _restore_backup(path: Path, migrations: Sequence[Migration]) -> datetime | None:
    """Put the newest sound backup in the place of `path`; when it was made, or None."""
    partial = path.with_name(path.name + ".restoring")
    for backup in backup_paths(path):
        made_at = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
        partial.unlink(missing_ok=True)
        try:
            copy_sound(backup, partial, migrations)
        except (sqlite3.DatabaseError, UnicodeError, UnsoundError):
            partial.unlink(missing_ok=True)
            continue
        partial.replace(path)
        return made_at
    return None


def copy_sound(backup: Path, target: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Copy a database of this program or an older one. Raises UnsoundError for any other, sqlite3.DatabaseError."""
    with (
        closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro&immutable=1", uri=True)) as source,
        closing(_private_connection(target)) as copy,
    ):
        source.execute("PRAGMA trusted_schema = OFF")
        if not 0 < version_of(source) <= len(migrations):
            raise UnsoundError("it is from a newer program, or from another one")
        _quick_check(source, None)
        source.backup(copy)
        forget_agreements(copy)


def _private_connection(path: Path) -> sqlite3.Connection:
    _make_private(path)
    return sqlite3.connect(path, isolation_level=None)
