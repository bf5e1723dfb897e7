"""A window that comes up by itself: it is seen, and takes the keys from nobody."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.outside.activation import show_quietly

_QUIETLY = "_q_showWithoutActivating"  # what Qt asks when it shows a native window


class _Shows(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.quietly: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt asks for this name)
        if isinstance(watched, QWidget) and event.type() == QEvent.Type.Show:
            self.quietly.append(bool(watched.windowHandle().property(_QUIETLY)))
        return False


def test_a_hidden_window_comes_up_without_the_keys(qtbot: QtBot) -> None:
    """Also one that was shown before, whose native window is there already: only that time, and not for good."""
    window, shows = QWidget(), _Shows()
    qtbot.addWidget(window)
    window.show()
    window.hide()
    window.installEventFilter(shows)
    show_quietly(window)
    assert window.isVisible()
    window.hide()
    window.show()
    assert shows.quietly == [True, False]


def test_a_minimized_window_comes_back_only_where_somebody_started_the_phone(qtbot: QtBot) -> None:
    """A call that rings asks for attention: some window managers give the keys to a window that comes back."""
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    show_quietly(window, unfold=False)
    assert window.isMinimized()
    show_quietly(window)
    assert not window.isMinimized()
