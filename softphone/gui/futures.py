"""From the store's and the workers' threads back to the GUI thread."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

T = TypeVar("T")


class _Relay(QObject):
    """Lives on the GUI thread; a queued signal carries each result there."""

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, action: Callable[[], None]) -> None:
        action()


def _relay() -> _Relay:
    """The relay of this application, made at first use on the GUI thread."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("when_done needs a running application")
    for child in app.children():
        if isinstance(child, _Relay):
            return child
    return _Relay(app)


def when_done(
    future: Future[T],
    receiver: QObject,
    on_value: Callable[[T], None] | None = None,
    on_error: Callable[[BaseException], None] | None = None,
) -> None:
    """Call `on_value` or `on_error` on the GUI thread when `future` is done, unless `receiver` is gone by then.

    Called on the GUI thread. An error without `on_error` is raised in the event loop, never lost.
    """
    relay = _relay()

    def deliver() -> None:
        if not shiboken6.isValid(receiver):
            return
        try:
            value = future.result()
        except CancelledError:
            return
        except Exception as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            if on_value is not None:
                on_value(value)

    def hop(_: Future[T]) -> None:
        # The application may be gone already when the store writes its last word.
        if shiboken6.isValid(relay):
            relay.arrived.emit(deliver)

    future.add_done_callback(hop)


class Worker:
    """Runs blocking functions one after the other on a thread that is there only while there is work.

    For the keyring and the settings file. The thread is a daemon: a keyring that never answers does not keep the
    program from ending.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._jobs: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._running = False

    def submit(self, job: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            self._jobs.append((cast("Future[Any]", future), job))
            if not self._running:
                self._running = True
                threading.Thread(target=self._work, name=self._name, daemon=True).start()
        return future

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._running = False
                    return
                future, job = self._jobs.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except Exception as error:
                future.set_exception(error)
