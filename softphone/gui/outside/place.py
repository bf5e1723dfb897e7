"""The window where it stood last, as far as there is still a screen there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from softphone.calls.place import Places, WindowPlace
from softphone.gui.frame.rail import View

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_SAVE_MS = 2000
_SEEN = QSize(160, 60)  # so much of it must be on a screen, or it cannot be taken hold of
_LARGEST = 32_767
_VIEWS = (View.CONTACTS, View.HISTORY, View.MESSAGES)  # settings are not where one begins


class KeptPlace(QObject):
    """`restore` before the window is shown; from then on every change is kept, a moment later."""

    def __init__(self, window: "MainWindow", places: Places) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._view = ""
        self._normal = QRect()  # before it was maximized
        self._last: WindowPlace | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SAVE_MS)
        self._soon.timeout.connect(self.save)

    def restore(self) -> None:
        place = self._places.load()
        if place is not None:
            self._put(place)
            if place.view in _VIEWS:
                # After the first sight of the window, which must not wait for a list.
                QTimer.singleShot(0, self, lambda: self._window.show_view(View(place.view)))
        self._window.installEventFilter(self)
        self._window.view_shown.connect(self._showed)

    def save(self) -> None:
        self._soon.stop()
        window = self._window
        maximized = window.isMaximized() or window.isFullScreen()
        if not maximized:
            self._normal = QRect(window.pos(), window.size())  # what `move` and `resize` take
        rect = self._normal if self._normal.isValid() else window.normalGeometry()
        place = WindowPlace(rect.x(), rect.y(), rect.width(), rect.height(), maximized, self._view)
        if place != self._last and rect.isValid():
            self._last = place
            self._places.save(place)

    def _showed(self, view: View) -> None:
        self._view = view.value
        self._soon.start()

    def _put(self, place: WindowPlace) -> None:
        window = self._window
        rect = QRect(
            *(max(-_LARGEST, min(_LARGEST, each)) for each in (place.x, place.y, place.width, place.height))
        )
        room = next((screen for screen in _rooms() if _is_seen(rect, screen)), None)
        size = rect.size().expandedTo(window.minimumSize())
        if room is None:
            first = _rooms()[:1]
            window.resize(size.boundedTo(first[0].size()) if first else size)
        else:
            fitting = size.boundedTo(room.size())
            window.resize(fitting)
            # What was larger than this screen stood on another: none of it is beyond the edge of this one.
            wide = fitting.width() if fitting.width() < size.width() else _SEEN.width()
            high = fitting.height() if fitting.height() < size.height() else _SEEN.height()
            window.move(
                max(room.left(), min(rect.left(), room.right() + 1 - wide)),
                max(room.top(), min(rect.top(), room.bottom() + 1 - high)),
            )
        self._normal = QRect(window.pos(), window.size())
        if place.maximized:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.WindowStateChange,
        ):
            self._soon.start()
        return super().eventFilter(watched, event)


def _rooms() -> list[QRect]:
    """What windows may take of each screen, the first one's before."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def _is_seen(rect: QRect, room: QRect) -> bool:
    """Whether enough of its upper edge is there, by which it is moved."""
    top = QRect(rect.left(), rect.top(), rect.width(), _SEEN.height())
    seen = top.intersected(room)
    return seen.width() >= min(_SEEN.width(), rect.width()) and seen.height() >= _SEEN.height() // 2
