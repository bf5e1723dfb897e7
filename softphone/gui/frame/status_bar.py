"""The line below the list: which account is in use and whether it can be called."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.gui.look.components import Space
from softphone.gui.look.theme import Theme

_DOT = 9


class StatusLine(QAbstractButton):
    """A dot and words; a click opens the account's settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account-status")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._dot = "border-strong"
        self._who = self._state = ""
        Theme.current().changed.connect(self.update)

    def say(self, who: str, state: str, dot: str) -> None:
        """`who` is cut when there is little room, `state` is not. `dot` is a palette role; the words say the same."""
        self._dot = dot
        self._who, self._state = who, state
        text = f"{who} · {state}" if who else state
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Account: {state}").format(state=text))
        self.update()

    @property
    def dot(self) -> str:
        return self._dot

    def sizeHint(self) -> QSize:
        return QSize(160, QFontMetrics(self.font()).height() + 2 * Space.S + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.color("border"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 3, -2, -2), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._dot))
        painter.drawEllipse(QRectF(Space.M, rect.center().y() - _DOT / 2 + 0.5, _DOT, _DOT))
        left = Space.M + _DOT + Space.S
        metrics = QFontMetrics(self.font())
        room = int(rect.width()) - left - Space.S
        state = f" · {self._state}" if self._who else self._state
        for_who = room - metrics.horizontalAdvance(state)
        shown = metrics.elidedText(self._who, Qt.TextElideMode.ElideMiddle, max(0, for_who)) + state
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("text"))
        painter.drawText(rect.adjusted(left, 0, -Space.S, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
