"""How things are with somebody: a dot with a colour, a shape and words, so that no one of them has to be seen."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from softphone.calls.company_events import PresenceState
from softphone.gui.look.theme import Theme

SIZE: Final = 12
_COLORS: Final = {
    PresenceState.AVAILABLE: "positive",
    PresenceState.AWAY: "warning",
    PresenceState.BUSY: "danger",
    PresenceState.RINGING: "danger",
    PresenceState.OFFLINE: "border-strong",
}


def presence_words(state: PresenceState) -> str:
    match state:
        case PresenceState.AVAILABLE:
            return QCoreApplication.translate("Presence", "Available")
        case PresenceState.AWAY:
            return QCoreApplication.translate("Presence", "Away")
        case PresenceState.BUSY:
            return QCoreApplication.translate("Presence", "Busy")
        case PresenceState.RINGING:
            return QCoreApplication.translate("Presence", "Is being called")
        case PresenceState.OFFLINE:
            return QCoreApplication.translate("Presence", "Offline")
        case PresenceState.UNKNOWN:
            return ""


def paint_presence(painter: QPainter, rect: QRectF, state: PresenceState, ground: str = "surface") -> None:
    """A full disc for available, a clock for away, a bar for busy, a ring of waves for ringing, a ring for offline."""
    if state is PresenceState.UNKNOWN:
        return
    theme = Theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(ground), 2))
    color = theme.color(_COLORS[state])
    painter.setBrush(theme.color(ground) if state is PresenceState.OFFLINE else color)
    painter.drawEllipse(rect)
    middle, quarter = rect.center(), rect.width() / 4
    painter.setPen(QPen(theme.color("on-fill"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    match state:
        case PresenceState.OFFLINE:
            painter.setPen(QPen(color, 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        case PresenceState.AWAY:
            painter.drawLine(middle, QPointF(middle.x(), middle.y() - quarter * 0.9))
            painter.drawLine(middle, QPointF(middle.x() + quarter * 0.9, middle.y()))
        case PresenceState.BUSY:
            painter.drawLine(
                QPointF(middle.x() - quarter, middle.y()), QPointF(middle.x() + quarter, middle.y())
            )
        case PresenceState.RINGING:
            painter.setBrush(theme.color("on-fill"))
            painter.drawEllipse(middle, quarter * 0.55, quarter * 0.55)
        case _:
            pass
    painter.restore()


class PresenceDot(QWidget):
    """The dot as a widget; nothing while nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presence-dot")
        self._state = PresenceState.UNKNOWN
        self._note = ""
        self.setFixedSize(SIZE + 2, SIZE + 2)
        Theme.current().changed.connect(self.update)
        self.hide()

    @property
    def state(self) -> PresenceState:
        return self._state

    def show_state(self, state: PresenceState, note: str = "") -> None:
        self._state, self._note = state, note
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())
        self.setVisible(state is not PresenceState.UNKNOWN)
        self.update()

    def words(self) -> str:
        """ "Busy", with the note of the other side where it says more."""
        words = presence_words(self._state)
        return (
            f"{words}: {self._note}"
            if words and self._note and self._note.lower() != words.lower()
            else words
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_presence(painter, QRectF(1, 1, SIZE, SIZE), self._state)
        painter.end()
