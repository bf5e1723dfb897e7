"""What a screen reader gets to know of the window of this process."""

import os
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.accessibility import Node, ScreenReader

T = TypeVar("T")
_WAIT_MS = 60_000
_TRIAL_S = 1.0


class Reading:
    """Asks on a thread of its own while the window goes on answering."""

    def __init__(self) -> None:
        self.reader = self.meanwhile(lambda: ScreenReader(os.environ["DBUS_SESSION_BUS_ADDRESS"]))

    def meanwhile(self, ask: Callable[[], T]) -> T:
        """The answer of `ask`; raises what it raised."""
        answers: list[T] = []
        errors: list[Exception] = []

        def run() -> None:
            try:
                answers.append(ask())
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=run, name="screen reader")
        thread.start()
        deadline = QDeadlineTimer(_WAIT_MS)
        while thread.is_alive() and not deadline.hasExpired():
            QApplication.processEvents()
            thread.join(0.002)
        if errors:
            raise errors[0]
        return answers[0]

    def tree(self) -> Node:
        """The window of this process."""
        deadline = QDeadlineTimer(_WAIT_MS)
        while not deadline.hasExpired():
            for each in self.meanwhile(self.reader.windows):
                if each.role == "frame":
                    return each
        raise AssertionError("the window is not on the bus")

    def prick_up(self, window: QWidget) -> None:
        """Return when an announcement of the window is heard.

        Qt announces nothing until it knows that somebody listens. Where the registry is only starting when it is
        told so, Qt may not hear of it, so it is told again.
        """
        deadline = QDeadlineTimer(_WAIT_MS)
        while not deadline.hasExpired():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(window, "Hello"))
            if self.hears("Hello", 0, _TRIAL_S):
                return
            self.meanwhile(self.reader.register)
        raise AssertionError("nothing is heard of the window")

    def hears(self, words: str, first: int, timeout_s: float) -> bool:
        """Whether `words` are announced; what was heard before the `first` does not count."""
        return self.meanwhile(lambda: self.reader.listen(words, first, timeout_s))

    def close(self) -> None:
        self.reader.__exit__(None, None, None)
