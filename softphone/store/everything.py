"""Everything but secrets as one file: a zip archive with the database, the settings, and who wrote it when.

A file may come from anywhere. Of the archive only the members that we know are read, and no more of them than is
told; the database is taken only when its tables, indices and triggers are word for word those that this program
makes: one with a trigger of its own never comes near the person's data.
"""

import errno
import io
import os
import shutil
import sqlite3
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import msgspec

from softphone import __version__
from softphone.calls.settings import Settings
from softphone.sip.text import safe_text
from softphone.store.errors import StoreError
from softphone.store.opening import UnsoundError, copy_sound
from softphone.store.schema import MIGRATIONS, Migration, migrate, version_of
from softphone.store.settings_file import sync_folder
from softphone.store.settings_toml import settings_from

FORMAT: Final = "softphone profile"
VERSION: Final = 1
SUFFIX: Final = ".softphone"
_MANIFEST: Final = "manifest.json"
_DATABASE: Final = "softphone.db"
_SETTINGS: Final = "settings.toml"
MOST_DATABASE: Final = 8 * 1024**3  # bytes; a million calls are a third of one
_MOST_TEXT: Final = 1 << 20
_CHUNK: Final = 1 << 20
_VERSION_LIMIT: Final = 40
_MOST_ID: Final = 1 << 53
_NUMBERED: Final = (
    "contact",
    "address",
    "move",
    "remembered_move",
    "attempt",
    "reminder",
    "redirect_rule",
    "diversion",
)
# What ANALYZE leaves is data, and read with care by SQLite itself. The columns are those of its documentation.
_OF_ANALYZE: Final = frozenset(
    ("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (("sqlite_stat1", "tbl,idx,stat"), ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"))
)
# RuntimeError: the member is encrypted.
_DAMAGED: Final = (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, zlib.error)


class _Manifest(msgspec.Struct):
    format: str
    version: int
    program: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the small members of an archive say."""

    made_at: datetime
    program: str
    settings: Settings
    left_out: tuple[str, ...]


def export_everything(path: Path, *, database: Path, settings: Path) -> None:
    """Write the archive, whole or not at all, for the person's eyes only. `database` is a plain copy that nobody
    writes to. Raises OSError."""
    descriptor, name = tempfile.mkstemp(prefix=".softphone-", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _write_archive(file, database, settings)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    with suppress(OSError):  # not every kind of disk can
        sync_folder(path.parent)


def _write_archive(file: IO[bytes], database: Path, settings: Path) -> None:
    manifest = _Manifest(FORMAT, VERSION, __version__, datetime.now(UTC))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        # Of a fixed day: an archive knows none before 1980, which is what a clock that was lost says.
        archive.writestr(zipfile.ZipInfo(_MANIFEST), msgspec.json.encode(manifest))
        archive.write(database, _DATABASE)
        if settings.is_file():
            archive.write(settings, _SETTINGS)


def read_told(path: Path) -> Told:
    """Raises StoreError for what is no such archive, OSError."""
    with _opened(path) as archive:
        try:
            manifest = msgspec.json.decode(_text(archive, _MANIFEST), type=_Manifest)
        except msgspec.MsgspecError as error:
            raise _unsound("it does not say what it is") from error
        if manifest.format != FORMAT or manifest.version > VERSION:
            raise _unsound("it is from a newer program, or from another one")
        text = _text(archive, _SETTINGS) if _SETTINGS in archive.namelist() else b""
    try:
        document = tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise _unsound("the settings in it cannot be read") from error
    settings, problems = settings_from(document)
    made_at = manifest.made_at if manifest.made_at.tzinfo else manifest.made_at.replace(tzinfo=UTC)
    program = safe_text(manifest.program, _VERSION_LIMIT)
    return Told(made_at, program, settings, tuple(each.key for each in problems))


def stage_database(
    path: Path, unpacked: Path, staged: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Unpack the database of the archive into `unpacked`, check it, and make of it an up-to-date one in `staged`.

    Raises StoreError when it is not wholly ours, OSError. Both files are the caller's to remove.
    """
    with _opened(path) as archive:
        try:
            _unpack(archive, unpacked)
        except KeyError as error:
            raise _unsound("there is no database in it") from error
    stage_copy(unpacked, staged, migrations)


def stage_copy(database: Path, staged: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """A checked and up-to-date copy of `database`. Raises StoreError when it is not wholly ours, OSError."""
    try:
        _compare(database, migrations)
        copy_sound(database, staged, migrations)
        with closing(sqlite3.connect(staged, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            migrate(connection, migrations)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise _unsound("parts of its data belong to nobody")
            _bring_into_form(connection)
    except (UnsoundError, sqlite3.Error, UnicodeError) as error:
        raise _unsound(str(error)) from error


def _bring_into_form(connection: sqlite3.Connection) -> None:
    """What a file may be and still be one of ours, but would not do in the place of one that is open."""
    # Numbers are given upwards: after the highest there would be none for the next contact or call.
    connection.execute("DELETE FROM sqlite_sequence WHERE seq NOT BETWEEN 0 AND ?", (_MOST_ID,))
    for table in _NUMBERED:
        (highest,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608  our own names
        if highest is not None and highest > _MOST_ID:
            raise _unsound("it is damaged")
    # The search looks there for what has changed since it read the file.
    connection.execute("DELETE FROM contact_news")
    connection.execute("INSERT INTO contact_news (contact_id, token) VALUES (0, random())")


def _compare(database: Path, migrations: Sequence[Migration]) -> None:
    """Raises UnsoundError when the schema differs from what the migrations make."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
        version = version_of(found)
        if not 0 < version <= len(migrations):
            raise UnsoundError("it is from a newer program, or from another one")
        (encoding,) = found.execute("PRAGMA encoding").fetchone()
        (page_bytes,) = found.execute("PRAGMA page_size").fetchone()
        if database.stat().st_size % page_bytes:
            raise UnsoundError(
                "it is damaged"
            )  # SQLite would take zeros for what is missing of the last page
        if encoding != "UTF-8":  # an open file is read on as it was before
            raise UnsoundError("its tables are not those of this program")
        there = _schema(found)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        migrate(ours, migrations[:version])
        if there != _schema(ours):
            raise UnsoundError("its tables are not those of this program")


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str, str | None]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {row for row in rows if row not in _OF_ANALYZE}


class _Portions(io.BufferedReader):
    """A file of which no more is read at once than a portion: an archive of a million names has a directory of many
    megabytes, which would be a multiple of that in memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _CHUNK:
            raise zipfile.BadZipFile("the directory is larger than that of three files")
        return super().read(_CHUNK if size is None or size < 0 else size)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file() and path.exists():  # a pipe would be waited for
        raise _unsound("it is no file of an export, or it is damaged")
    with _Portions(io.FileIO(path)) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise _unsound("it is no file of an export, or it is damaged") from error
        with archive:
            yield archive


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            content = member.read(_MOST_TEXT + 1)
    except KeyError as error:
        raise _unsound("it is no file of an export") from error
    except _DAMAGED as error:
        raise _unsound("it is damaged") from error
    if len(content) > _MOST_TEXT:
        raise _unsound("it is larger than such a file can be")
    return content


def _unpack(archive: zipfile.ZipFile, target: Path) -> None:
    told = archive.getinfo(_DATABASE).file_size
    if told > MOST_DATABASE:
        raise _unsound("it is larger than such a file can be")
    # It is unpacked and then copied. A few megabytes can say of themselves that they are thousands: they must not fill
    # the disk on which calls are being written.
    if 2 * told > shutil.disk_usage(target.parent).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        with archive.open(_DATABASE) as member, os.fdopen(_private(target), "wb") as file:
            left = told
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _unsound("it is damaged")
                file.write(chunk)
    except _DAMAGED as error:
        raise _unsound("it is damaged") from error


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _unsound(why: str) -> StoreError:
    return StoreError("import", why)
