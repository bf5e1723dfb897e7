"""The QApplication of the phone: name, icon, look and language."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from softphone.calls.settings import Language
from softphone.gui.i18n import install_language
from softphone.gui.look.theme import Scheme, apply_theme
from softphone.resources import resource_path


def make_application(language: Language, scheme: Scheme | None) -> QApplication:
    """The application object, dressed; the one that is there already, if any. `scheme` None follows the system."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["softphone"])
    app.setApplicationName("softphone")
    app.setDesktopFileName("softphone")
    app.setWindowIcon(QIcon(str(resource_path("icons", "app", "softphone.svg"))))
    install_language(app, language)
    theme = apply_theme(app)
    if scheme is not None:
        theme.set_scheme(scheme)
    return app


@contextmanager
def quit_on_signals(app: QApplication) -> Iterator[None]:
    """SIGINT and SIGTERM close the phone as its window does: calls ended, data written.

    Python runs signal handlers between bytecodes only, so the event loop is woken through a socket.
    """
    ours, pythons = socket.socketpair()
    ours.setblocking(False)
    pythons.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: ours.recv(64))
    previous_fd = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    previous = {
        number: signal.signal(number, lambda *_: app.quit()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(previous_fd)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()
