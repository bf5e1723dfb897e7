"""Nothing is taken by a key or click that was meant for what stood there before."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

GUARD_MS = 500
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class PressGuard(QObject):
    """Swallows presses on the watched widgets until half a second after the first painting; held keys always."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = QElapsedTimer()

    def painted(self) -> None:
        """The card has been painted; the first time counts."""
        if not self._shown.isValid():
            self._shown.start()

    def armed(self) -> bool:
        """Whether a press counts by now."""
        return self._shown.isValid() and self._shown.elapsed() >= GUARD_MS

    def watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PRESSES:
            if isinstance(event, QKeyEvent) and _only_moves(event):
                return False
            held = isinstance(event, QKeyEvent) and event.isAutoRepeat()
            if held or not self.armed():
                return True
        return super().eventFilter(watched, event)


def _only_moves(event: QKeyEvent) -> bool:
    return not event.text().strip() and not event.text().isspace()
