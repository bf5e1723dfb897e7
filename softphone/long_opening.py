"""Opening the data takes milliseconds nearly always, and a minute when a history of years is brought up to date.

It happens on a thread, so that after a moment there can be a small window, which other starts find too.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

QUICK_S = 0.4

Opened = TypeVar("Opened")


class GivenUpError(Exception):
    """The person did not want to wait; what was being opened is as it was."""


class Opening(Generic[Opened]):
    """`work(tell)` on a thread; `tell` as of `open_store`. `fraction` is how far it is, None while nobody knows."""

    def __init__(self, work: Callable[[Callable[[float | None], bool]], Opened]) -> None:
        self.fraction: float | None = None
        self.given_up = False
        self._future: Future[Opened] = Future()
        self._thread = threading.Thread(target=self._run, args=(work,), name="softphone-opening")
        self._thread.start()

    @property
    def is_over(self) -> bool:
        return self._future.done()

    def within(self, seconds: float) -> bool:
        """Whether it is over by then."""
        self._thread.join(seconds)
        return self.is_over

    def give_up(self) -> Opened | None:
        """Stop it; what was opened all the same."""
        self.given_up = True
        self._thread.join()
        return None if self._future.exception() is not None else self._future.result()

    def result(self) -> Opened:
        self._thread.join()
        return self._future.result()

    def _run(self, work: Callable[[Callable[[float | None], bool]], Opened]) -> None:
        try:
            self._future.set_result(work(self._tell))
        except BaseException as error:  # whoever waits for it gets it
            self._future.set_exception(error)

    def _tell(self, fraction: float | None) -> bool:
        if fraction is not None:
            self.fraction = fraction
        return self.given_up
