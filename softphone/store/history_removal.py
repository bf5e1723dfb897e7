"""Lines of the history that go: in small portions, so that a call that begins meanwhile is written at once.

`PRAGMA secure_delete` overwrites what is removed. What a wipe does beyond that: it empties the write-ahead log, which
still holds pages of before, and gives free space back to the disk. The last takes seconds for a large file, and is
left out when the person has stopped the wipe.
"""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Final

from softphone.store.columns import time_text
from softphone.store.database import Database
from softphone.store.errors import StoreError

PORTION: Final = 300  # some 20 ms, for which a call that begins waits to be written


def count(connection: sqlite3.Connection, before: datetime | None) -> int:
    """How many lines began before that moment, or are there."""
    if before is None:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])
    sql = "SELECT count(*) FROM attempt INDEXED BY attempt_list WHERE began < CAST(strftime('%s', ?) AS INTEGER)"
    return int(connection.execute(sql, (time_text(before),)).fetchone()[0])


def remove(
    database: Database,
    before: datetime | None,
    *,
    wipe: bool,
    progress: Callable[[int], bool] | None,
    shrinking: Callable[[], bool] | None,
) -> Future[int]:
    """See `CallLog.remove_before`."""
    done: Future[int] = Future()
    removal = _Removal(database, None if before is None else time_text(before), wipe, progress, done)
    removal.shrinking = shrinking or removal.shrinking
    removal.begin()
    return done


class _Removal:
    """Each portion is a transaction of its own, asked for when the one before is written."""

    def __init__(
        self,
        database: Database,
        before: str | None,
        wipe: bool,
        progress: Callable[[int], bool] | None,
        done: Future[int],
    ) -> None:
        self._database = database
        self._before = before
        self._wipe = wipe
        self._progress = progress
        self._done = done
        self._newest: int | None = None
        self._from = 0
        self._gone = 0
        self.shrinking: Callable[[], bool] = lambda: True

    def begin(self) -> None:
        self._database.write("remove_before", self._portion).add_done_callback(self._written)

    def _portion(self, connection: sqlite3.Connection) -> bool:
        """Whether there may be more."""
        if self._newest is None:  # what comes from now on stays
            (self._newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM attempt").fetchone()
        condition = "id > :from AND id <= :newest"
        if self._before is not None:
            condition += " AND began < CAST(strftime('%s', :before) AS INTEGER)"
        ids = connection.execute(
            f"SELECT id FROM attempt INDEXED BY attempt_list WHERE {condition} ORDER BY id LIMIT :limit",  # noqa: S608
            {"from": self._from, "newest": self._newest, "before": self._before, "limit": PORTION},
        ).fetchall()
        connection.executemany("DELETE FROM leg WHERE attempt_id = ?", ids)
        connection.executemany("DELETE FROM attempt WHERE id = ?", ids)
        self._gone += len(ids)
        if ids:
            (self._from,) = ids[-1]
        return len(ids) == PORTION

    def _written(self, future: Future[bool]) -> None:
        """On the writer's thread."""
        error = future.exception()
        if error is not None:
            self._done.set_exception(error)
            return
        go_on = self._progress is None or self._progress(self._gone)
        if future.result() and go_on:
            self.begin()
        elif self._wipe:
            # Who has stopped it does not wait for the whole file to be written anew.
            shrinking = self.shrinking if go_on else lambda: False
            scrubbed = self._database.run_on_writer("wipe", lambda: self._database.scrub(shrinking))
            scrubbed.add_done_callback(self._scrubbed)
        else:
            self._done.set_result(self._gone)

    def _scrubbed(self, future: Future[None]) -> None:
        error = future.exception()
        if error is None:
            self._done.set_result(self._gone)
        else:
            why = error.reason if isinstance(error, StoreError) else str(error)
            self._done.set_exception(
                StoreError("wipe", f"the lines are removed, but not yet overwritten: {why}")
            )
