"""What the person waits for beside the syncs: each on a thread of its own, and every connection can be cut."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, TypeVar

from softphone.calls.address_books import BookError, BookTrouble

if TYPE_CHECKING:
    from softphone.exchange.carddav.http import Http

_JOIN_S: Final = 5.0

Result = TypeVar("Result")


class Apart:
    """Any thread may call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[Http] = set()
        self._threads: set[threading.Thread] = set()
        self._closed = False

    def begin(self, work: Callable[[], Result]) -> Future[Result]:
        """Run `work`; the future is completed on its thread."""
        future: Future[Result] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except Exception as error:
                future.set_exception(error)
            finally:
                with self._lock:
                    self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="softphone-books-apart", daemon=True)
        with self._lock:
            if self._closed:
                future.set_exception(BookError(BookTrouble.UNREACHABLE, "the phone is ending"))
                return future
            self._threads.add(thread)
            thread.start()
        return future

    def connect(self, url: str, user: str, password: str) -> "Http":
        """A way to the server of `url` that `close` cuts."""
        from softphone.exchange.carddav.http import Http  # noqa: PLC0415 (see `service`)

        http = Http(url, user, password)
        with self._lock:
            # Those that are done are closed already; closing one twice does no harm.
            self._open = {each for each in self._open if not each.is_closed}
            self._open.add(http)
            if self._closed:
                http.close()
        return http

    def close(self) -> None:
        """A look-up of a name that hangs is left behind with its daemon thread."""
        with self._lock:
            self._closed = True
            for http in self._open:
                http.close()
            threads = list(self._threads)
        for thread in threads:
            thread.join(_JOIN_S)
