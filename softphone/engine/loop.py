"""The main thread's loop of an engine without devices: functions in, run in order."""

import queue
from collections.abc import Callable
from typing import Protocol


class MainLoop(Protocol):
    """Runs functions on the main thread, where sound lives."""

    def post(self, run: Callable[[], None]) -> None:
        """Run `run` soon, from any thread. What it raises ends the loop: guard it."""

    def run(self) -> None:
        """Returns after `stop`."""

    def stop(self) -> None: ...


class PlainLoop:
    """A loop without Qt."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()

    def post(self, run: Callable[[], None]) -> None:
        self._queue.put(run)

    def run(self) -> None:
        while (function := self._queue.get()) is not None:
            function()

    def stop(self) -> None:
        self._queue.put(None)
