"""The main thread's loop of an engine with devices: Qt's, because Qt Multimedia signals through it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from softphone.singletons import keep_singletons

keep_singletons()


class _Inbox(QObject):
    arrived = Signal(object)


class QtLoop:
    """A loop in which Qt's objects live. Made and run on the main thread."""

    def __init__(self) -> None:
        self._application = QCoreApplication([])
        self._inbox = _Inbox()
        self._inbox.arrived.connect(lambda run: run(), Qt.ConnectionType.QueuedConnection)

    def post(self, run: Callable[[], None]) -> None:
        self._inbox.arrived.emit(run)

    def run(self) -> None:
        self._application.exec()

    def stop(self) -> None:
        self.post(self._application.quit)
