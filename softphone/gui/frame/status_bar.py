"""The line below the list: which account is in use and whether it can be called; two lines where letters are large."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.gui.look.components import Space
from softphone.gui.look.sides import leading, mirrored_rect
from softphone.gui.look.theme import Theme

_DOT = 9
_LEFT = Space.M + _DOT + Space.S  # where the words begin


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
        self._lines = 1
        Theme.current().changed.connect(self.update)

    def say(self, who: str, state: str, dot: str) -> None:
        """`who` stands above `state` where both do not fit on one line. `dot` is a palette role; the words say the
        same.
        """
        self._dot = dot
        self._who, self._state = who, state
        text = f"{who} · {state}" if who else state
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Account: {state}").format(state=text))
        self._fit()
        self.update()

    @property
    def dot(self) -> str:
        return self._dot

    def _fit(self) -> None:
        """One line, or two when one would cut the name of the account to less than half of it."""
        metrics = QFontMetrics(self.font())
        who = metrics.horizontalAdvance(self._who)
        room = self.width() - _LEFT - Space.S - metrics.horizontalAdvance(f" · {self._state}")
        lines = 2 if self._who and room < who / 2 else 1
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(160, self._lines * QFontMetrics(self.font()).height() + 2 * Space.S + 2)

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
        dot = QRectF(Space.M, rect.center().y() - _DOT / 2 + 0.5, _DOT, _DOT)
        painter.drawEllipse(mirrored_rect(self, dot))
        painter.setPen(theme.color("text"))
        painter.drawText(
            mirrored_rect(self, rect.adjusted(_LEFT, 0, -Space.S, 0)),
            int(Qt.AlignmentFlag.AlignVCenter | leading()),
            "\n".join(self._words(int(rect.width()) - _LEFT - Space.S)),
        )
        painter.end()

    def _words(self, room: int) -> tuple[str, ...]:
        """What fits into `room` pixels: the name is cut first, the state when even that does not help."""
        metrics = QFontMetrics(self.font())
        if self._lines == 2:
            who = metrics.elidedText(self._who, Qt.TextElideMode.ElideMiddle, room)
            return who, metrics.elidedText(self._state, Qt.TextElideMode.ElideRight, room)
        state = f" · {self._state}" if self._who else self._state
        for_who = room - metrics.horizontalAdvance(state)
        shown = metrics.elidedText(self._who, Qt.TextElideMode.ElideMiddle, max(0, for_who)) + state
        return (metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room),)
