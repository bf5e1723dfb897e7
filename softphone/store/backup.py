"""A copy of the database beside it, made at most once a day, for the day when the file is damaged."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from softphone.store.errors import StoreError
from softphone.store.opening import backup_path

BACKUP_EVERY_S = 24 * 3600


def backup_is_due(path: Path) -> bool:
    try:
        age_s = time.time() - backup_path(path).stat().st_mtime
    except FileNotFoundError:
        return True
    # A date in the future comes from a clock that was wrong: make a new one.
    return not 0 <= age_s < BACKUP_EVERY_S


def make_backup(path: Path) -> bool:
    """Copy the database to its backup if that is due and the copy is sound. Raises StoreError.

    Runs on the writer thread. The backup before is replaced only by a copy that was checked.
    """
    if not backup_is_due(path):
        return False
    fresh = not backup_path(path).exists()
    partial = path.with_name(f"{path.name}.backup-{os.getpid()}")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            (anybody,) = source.execute("SELECT EXISTS (SELECT 1 FROM contact)").fetchone()
            if fresh and not anybody:
                return False  # a first backup of nothing would stand in the way of a better one for a day
            source.backup(target)
            # The copy is one plain file: no -wal beside it that could be lost.
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
            (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreError("backup", str(verdict))
        partial.replace(backup_path(path))
    except (sqlite3.Error, UnicodeError) as error:
        raise StoreError("backup", str(error)) from error
    except OSError as error:
        raise StoreError("backup", error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return True
