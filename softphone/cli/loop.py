"""The command line's owner thread: a queue of things to do, and times to do them at."""

import heapq
import itertools
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue


class Loop:
    """Runs what other threads post, in order, on the thread that calls `run`."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._running = True

    def post(self, function: Callable[[], None]) -> None:
        """Run `function` on the owner's thread; from any thread."""
        self._queue.put(function)

    def call_later(self, seconds: float, function: Callable[[], None]) -> None:
        """Run `function` once, `seconds` from now; from the owner's thread."""
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), function))

    def stop(self) -> None:
        self._running = False

    def run(self) -> None:
        """Until `stop`. KeyboardInterrupt passes through and the loop may be run again."""
        while self._running:
            wait = None if not self._timers else max(0.0, self._timers[0][0] - time.monotonic())
            try:
                # Waiting without an end would keep Ctrl-C waiting too on Windows.
                function = self._queue.get(timeout=min(wait, 1.0) if wait is not None else 1.0)
            except Empty:
                function = None
            if function is not None:
                function()
            while self._running and self._timers and self._timers[0][0] <= time.monotonic():
                heapq.heappop(self._timers)[2]()

    def drain(self) -> None:
        """Run what is queued already, without waiting."""
        while True:
            try:
                self._queue.get_nowait()()
            except Empty:
                return
