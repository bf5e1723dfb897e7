"""Everything but secrets as one file: a zip archive with the database, the settings, and who wrote it when.

A file may come from anywhere. Of the archive only the members that we know are read, and no more of them than is
told; the database is taken only when its tables, indices and triggers are word for word those that this program
makes: one with a trigger of its own never comes near the person's data.
"""

import errno
import os
import shutil
import sqlite3
import tomllib
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from softphone import __version__
from softphone.calls.settings import Settings
from softphone.sip.text import safe_text
from softphone.store.errors import StoreError
from softphone.store.opening import UnsoundError, copy_sound
from softphone.store.schema import MIGRATIONS, Migration, migrate, version_of
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


def write_everything(target: Path, *, database: Path, settings: Path) -> None:
    """Write the archive. `database` is a plain copy that nobody writes to. Raises OSError."""
    manifest = _Manifest(FORMAT, VERSION, __version__, datetime.now(UTC))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
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
    except (UnsoundError, sqlite3.Error, UnicodeError) as error:
        raise _unsound(str(error)) from error


def _compare(database: Path, migrations: Sequence[Migration]) -> None:
    """Raises UnsoundError when the schema differs from what the migrations make."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
        version = version_of(found)
        if not 0 < version <= len(migrations):
            raise UnsoundError("it is from a newer program, or from another one")
        there = _schema(found)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        migrate(ours, migrations[:version])
        if there != _schema(ours):
            raise UnsoundError("its tables are not those of this program")


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str, str | None]]:
    # What ANALYZE leaves is data, and read with care by SQLite itself.
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {row for row in rows if not str(row[1]).startswith("sqlite_stat")}


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _unsound("it is no file of an export, or it is damaged") from error


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
