"""The main thread's loop of an engine with devices: Qt's, because Qt Multimedia signals through it."""

import os
import queue
import threading
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop

from softphone.singletons import keep_singletons

keep_singletons()

_REST_S = 0.04


class QtLoop:
    """A loop in which Qt's objects live. Made and run on the main thread.

    In a call Qt Multimedia wakes this thread 300 times a second to say what nobody asks (Qt 6.12; 1.4 % of a core).
    So after each of its events the loop rests, and takes what has come meanwhile together; what is posted ends the
    rest. Timers are late by as much.
    """

    def __init__(self) -> None:
        os.environ.setdefault("QT_NO_GLIB", "1")  # GLib's loop does more at each turn and nothing for us
        self._application = QCoreApplication([])
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._news = threading.Event()
        self._running = True

    def post(self, run: Callable[[], None]) -> None:
        self._posted.put(run)
        self._news.set()
        self._dispatcher.wakeUp()

    def run(self) -> None:
        while self._running:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if not self._run_posted():
                self._news.wait(_REST_S)
            self._news.clear()

    def stop(self) -> None:
        self.post(self._end)

    def _end(self) -> None:
        self._running = False

    def _run_posted(self) -> bool:
        """Whether there was anything."""
        count = self._posted.qsize()
        for _ in range(count):
            self._posted.get()()
        return count > 0
