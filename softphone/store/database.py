"""One SQLite file: a connection to read on the owner's thread, and one thread of its own that writes.

WAL lets the window and the command line share the file: readers never wait, writers wait for each other up to
`WRITER_PATIENCE_MS`, as an import of many contacts is one long transaction. `synchronous=FULL`: a write whose future
is done survives a power cut.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from softphone.store.errors import StoreError, reason_of
from softphone.store.reading_apart import ReadingsApart

BUSY_TIMEOUT_MS = 5_000
WRITER_PATIENCE_MS = 60_000
_STEPS_BETWEEN_LOOKS = 20_000  # some milliseconds

Result = TypeVar("Result")
Job = Callable[[], None]


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the settings that every one of ours has. Transactions are opened by hand."""
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # What is removed is overwritten, so that it cannot be read out of the file any more.
        connection.execute("PRAGMA secure_delete = ON").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


class Database:
    """An open and migrated file. `read` runs on the caller's thread, `write` on the writer thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Hears the name of each operation that has written, on the writer's thread.
        self.written: Callable[[str], None] = lambda _: None
        self.apart = ReadingsApart(path)
        self._reader = connect(path)
        try:
            self._writer = connect(path)
            self._be_patient(WRITER_PATIENCE_MS)
        except BaseException:
            self._reader.close()
            raise
        self._reading = threading.Lock()
        self._submitting = threading.Lock()
        self._closed = False
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="softphone-store-writer", daemon=True)
        self._thread.start()

    def read(self, operation: str, query: Callable[[sqlite3.Connection], Result]) -> Result:
        """`query` on one consistent snapshot. Raises StoreError."""
        with self._reading:
            if self._closed:
                raise StoreError(operation, "the store is closed")
            try:
                self._reader.execute("BEGIN")
                try:
                    return query(self._reader)
                finally:
                    if self._reader.in_transaction:
                        self._reader.execute("COMMIT")
            except (sqlite3.Error, ValueError, TypeError) as error:
                # ValueError, TypeError: a damaged row that SQLite did not notice gives what is no value of ours.
                raise StoreError(operation, reason_of(error, self.path)) from error

    def data_version(self) -> int:
        """A number that differs when the file was written since, by this process or another."""
        with self._reading:
            if self._closed:
                raise StoreError("data_version", "the store is closed")
            try:
                (version,) = self._reader.execute("PRAGMA data_version").fetchone()
            except sqlite3.Error as error:
                raise StoreError("data_version", str(error)) from error
            return int(version)

    def write(self, operation: str, change: Callable[[sqlite3.Connection], Result]) -> Future[Result]:
        """Run `change` in one transaction on the writer thread. The future is completed on that thread.

        Whatever goes wrong is a StoreError in the future, and nothing of the change is kept.
        """
        return self._submit(operation, lambda: self._transaction(operation, change))

    def run_on_writer(self, operation: str, work: Callable[[], Result]) -> Future[Result]:
        """Run `work` on the writer thread, outside a transaction, after what was submitted before."""
        return self._submit(operation, work)

    def replace_content(self, operation: str, source: Path, progress: Callable[..., None]) -> Future[None]:
        """Put everything in `source`, a sound file of this version that nobody else uses, in the place of what is
        here; in one transaction, on the writer thread. `progress` as of `sqlite3.Connection.backup`."""

        size = "PRAGMA page_size"

        def work() -> None:
            with closing(sqlite3.connect(source, isolation_level=None)) as content:
                # An open file takes no pages of another size than its own.
                ((here,), (there,)) = (each.execute(size).fetchone() for each in (self._writer, content))
                if here != there:
                    content.execute(f"{size} = {here}")
                    content.execute("VACUUM")
                content.backup(self._writer, progress=progress)

        return self._submit(operation, work)

    def scrub(self, shrinking: Callable[[], bool] = lambda: True) -> None:
        """On the writer's thread: leave nothing of what was removed in the file or its write-ahead log, and give the
        space back as long as `shrinking`, which is asked again and again, says so and the file is not to be closed;
        not where the disk has no room for the copy that this takes.
        Raises StoreError while somebody else reads for longer than `BUSY_TIMEOUT_MS`."""
        self._be_patient(BUSY_TIMEOUT_MS)
        try:
            if shrinking() and not self._closed:
                self._shrink(shrinking)
            (busy, *_) = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise StoreError("scrub", reason_of(error, self.path)) from error
        finally:
            self._be_patient(WRITER_PATIENCE_MS)
        if busy:
            raise StoreError("scrub", "another reader holds the file")

    def _shrink(self, go_on: Callable[[], bool]) -> None:
        """Of the two halves of this, writing a copy and copying that back, SQLite can be stopped in the first."""
        self._writer.set_progress_handler(lambda: self._closed or not go_on(), _STEPS_BETWEEN_LOOKS)
        try:
            self._writer.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_FULL):
                raise
        finally:
            self._writer.set_progress_handler(None, 0)

    def close(self) -> None:
        """Finish what was submitted, then close the file. May be called twice."""
        with self._submitting:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self.apart.close()
        self._thread.join()
        with self._reading:
            self._reader.close()
        self._writer.close()

    def _be_patient(self, limit_ms: int) -> None:
        self._writer.execute(f"PRAGMA busy_timeout = {limit_ms}").fetchone()

    def _submit(self, operation: str, work: Callable[[], Result]) -> Future[Result]:
        future: Future[Result] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = work()
            except StoreError as error:
                future.set_exception(error)
            except Exception as error:  # a bug in one change must not end the writer
                wrapped = StoreError(operation, reason_of(error, self.path))
                wrapped.__cause__ = error
                future.set_exception(wrapped)
            else:
                future.set_result(result)

        with self._submitting:
            if self._closed:
                future.set_exception(StoreError(operation, "the store is closed"))
            else:
                self._jobs.put(job)
        return future

    def _transaction(self, operation: str, change: Callable[[sqlite3.Connection], Result]) -> Result:
        connection = self._writer
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = change(connection)
                connection.execute("COMMIT")
            except BaseException:
                # SQLite itself has rolled back after some errors (full disk, I/O), see "Response To Errors
                # Within A Transaction" in its documentation.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreError(operation, reason_of(error, self.path)) from error
        self.written(operation)
        return result

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
