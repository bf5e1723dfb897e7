"""Readings that may take long: each on a thread and a connection of its own, so that nobody waits for them.

A reading sees the file as it was when it began. Closing the store ends those that go on.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from softphone.store.errors import StoreError, reason_of

Result = TypeVar("Result")
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine; about a millisecond


class ReadingsApart:
    """Of one file. All methods may be called on any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._closed = threading.Event()

    def begin(
        self,
        operation: str,
        query: Callable[[sqlite3.Connection], Result],
        still: Callable[[], bool] = lambda: True,
    ) -> Future[Result]:
        """Run `query`; the future is completed on that thread. It is cancelled when `still` answers False, which is
        asked there every millisecond or so; whatever else goes wrong is a StoreError in it."""
        future: Future[Result] = Future()
        thread = threading.Thread(
            target=self._run,
            args=(operation, query, still, future),
            name="softphone-store-reader",
            daemon=True,
        )
        with self._lock:
            if self._closed.is_set():
                future.set_exception(StoreError(operation, "the store is closed"))
                return future
            self._threads.add(thread)
            thread.start()
        return future

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def connection(self) -> sqlite3.Connection:
        """One to read with, for the caller to close."""
        found = sqlite3.connect(
            f"{self._path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        found.execute("PRAGMA query_only = ON")
        found.execute("PRAGMA trusted_schema = OFF")
        return found

    def close(self) -> None:
        """End what goes on, and wait for it. May be called twice."""
        self._closed.set()
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join()

    def _run(
        self,
        operation: str,
        query: Callable[[sqlite3.Connection], Result],
        still: Callable[[], bool],
        future: Future[Result],
    ) -> None:
        def unwanted() -> bool:
            return self._closed.is_set() or not still()

        try:
            if unwanted() or not future.set_running_or_notify_cancel():
                future.cancel()
                return
            with closing(self.connection()) as connection:
                connection.set_progress_handler(unwanted, _STEPS_BETWEEN_LOOKS)
                connection.execute("BEGIN")
                result = query(connection)
        except StoreError as error:
            future.set_exception(error)
        except Exception as error:
            if unwanted():
                future.set_exception(CancelledError())
                return
            wrapped = StoreError(operation, reason_of(error, self._path))
            wrapped.__cause__ = error
            future.set_exception(wrapped)
        else:
            future.set_result(result)
        finally:
            with self._lock:
                self._threads.discard(threading.current_thread())
