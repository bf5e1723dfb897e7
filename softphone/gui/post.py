"""The GUI thread as a place to run things posted from other threads."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot


class QtPost(QObject):
    """`post(action)` from any thread runs `action` in the event loop of the thread that made this object."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        self._arrived.emit(action)

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Run `action` in that event loop once, `seconds` from now; called on its thread."""
        QTimer.singleShot(round(seconds * 1000), self, action)

    @Slot(object)
    def _run(self, action: Callable[[], None]) -> None:
        action()
