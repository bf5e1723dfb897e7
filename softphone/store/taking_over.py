"""The data and the settings of an import take their places together, whenever the phone is killed or loses its power.

They are two files, maybe on two disks, so one of them decides: the data file, which changes in one transaction. What is
put into it carries a number that was drawn for this import, and `softphone.db.importing` beside it says which number
that is and which settings belong to it. The next start finds that file and looks for the number: it is there, so the
settings follow; it is not, so nothing has happened. The file is locked while its import goes on, so that a command
which opens the data meanwhile leaves it alone.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from softphone.store.errors import StoreError, reason_of
from softphone.store.opening import latest_first
from softphone.store.profile import Profile
from softphone.store.settings_file import replace_whole, sync_folder, write_private

KEPT: Final = 3
_MOST_BYTES: Final = 16 << 20


class _Plan(msgspec.Struct):
    number: int
    settings: str


@contextmanager
def together(profile: Profile, staged: Path, settings: str) -> Iterator[None]:
    """Inside, the content of `staged` is put into the data file; afterwards `settings`, a whole file, are in place.

    `staged` lies in a folder of its own on the disk of the data file. When that raises, both are as they were. Raises
    OSError and sqlite3.Error before anything has changed.
    """
    plan = _Plan(int.from_bytes(os.urandom(7)), settings)
    with closing(sqlite3.connect(staged)) as connection:
        # A change of nobody: this table is there so that files can be told apart.
        connection.execute("INSERT INTO contact_news (contact_id, token) VALUES (0, ?)", (plan.number,))
        connection.commit()
    keep_settings(profile)
    path = plan_path(profile.database)
    ready = _ready_path(profile)
    lock = _write_locked(staged.with_name("plan"), path, msgspec.json.encode(plan))
    try:
        try:
            write_private(ready, settings.encode())  # whether there is room for it is known before it counts
            yield
        except BaseException:
            if not _has_come(profile.database, plan.number):
                _forget(path, ready)
            raise
        with suppress(OSError):  # nearly nothing is left that can fail; the next start does it then
            ready.replace(profile.settings.resolve())
            sync_folder(ready.parent)
            _forget(path, ready)
    finally:
        if lock >= 0:
            os.close(lock)


def plan_path(database: Path) -> Path:
    return database.with_name(f"{database.name}.importing")


def finish(profile: Profile) -> None:
    """Give the data their settings where an import was cut off between the two. Raises StoreError."""
    path = plan_path(profile.database)
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError("open", f"{path}: {reason_of(error, path)}") from error
    try:
        if not _lock(descriptor) or not _is_still(path, descriptor):
            return  # its import goes on, or is over by now
        plan = _read(descriptor)
        if plan is not None and _has_come(profile.database, plan.number):
            _put(profile, plan.settings.encode())
        _forget(path, _ready_path(profile))
    except OSError as error:
        raise StoreError("open", f"{error.filename or path}: {reason_of(error, path)}") from error
    finally:
        os.close(descriptor)


def keep_settings(profile: Profile) -> None:
    """Keep the settings beside the copies of the data before others take their place. Raises OSError."""
    try:
        content = profile.settings.read_bytes()
    except FileNotFoundError:
        return
    prefix = f"{profile.settings.name}.before-"
    kept = latest_first(profile.data, prefix)
    if kept and kept[0].read_bytes() == content:
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    replace_whole(profile.data / f"{prefix}{stamp}", content)
    for old in latest_first(profile.data, prefix)[KEPT:]:
        old.unlink(missing_ok=True)


def _put(profile: Profile, settings: bytes) -> None:
    if not profile.settings.is_file() or profile.settings.read_bytes() != settings:
        keep_settings(profile)
        replace_whole(profile.settings.resolve(), settings)


def _ready_path(profile: Profile) -> Path:
    """The settings, written and waiting, in the folder where they belong."""
    target = profile.settings.resolve()
    return target.with_name(f"{target.name}.importing")


def _has_come(database: Path, number: int) -> bool:
    """Whether the data of that import are in the file. Raises OSError when that cannot be told."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as connection:
            sought = "SELECT EXISTS (SELECT 1 FROM contact_news WHERE contact_id = 0 AND token = ?)"
            (there,) = connection.execute(sought, (number,)).fetchone()
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    return bool(there)


def _write_locked(partial: Path, path: Path, content: bytes) -> int:
    """Write the file so that it is locked when it appears; the descriptor that holds the lock, -1 for none.

    `partial` is a free name on the same disk.
    """
    write_private(partial, content)
    lock = -1
    if sys.platform != "win32":  # an open file could not be taken away there
        lock = os.open(partial, os.O_RDWR)
        _lock(lock)
    try:
        partial.replace(path)
        sync_folder(path.parent)
    except BaseException:
        if lock >= 0:
            os.close(lock)
        raise
    return lock


def _lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 -- not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(found, os.fstat(descriptor))


def _read(descriptor: int) -> _Plan | None:
    """None for what is no plan of ours: it was written whole, so somebody else has been at it."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        content = file.read(_MOST_BYTES)
    try:
        return msgspec.json.decode(content, type=_Plan)
    except msgspec.MsgspecError:
        return None


def _forget(path: Path, ready: Path) -> None:
    ready.unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
