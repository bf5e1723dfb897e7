"""One side of a field that differs, to be chosen: its whole text on as many lines as it needs."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from softphone.gui.look.theme import Space, Theme
from softphone.gui.words.breakable import breakable

_MARK = 16
_TALLEST = 100_000
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class SideButton(QRadioButton):
    """A frame with a mark and the text; the mark is on the side where reading begins."""

    def __init__(self, text: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._text = breakable(text)
        self.setToolTip(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(44)
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height(max(120, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self._height(max(120, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def hitButton(self, pos: object) -> bool:
        return True  # all of the frame, not the mark alone

    def _words(self, width: int) -> QRect:
        room = max(1, width - _MARK - 3 * Space.S)
        return QFontMetrics(self.font()).boundingRect(0, 0, room, _TALLEST, _WRAPPED, self._text)

    def _height(self, width: int) -> int:
        return max(44, self._words(width).height() + 2 * Space.S + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = Theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("accent" if on else "border-strong"), 1.5 if on else 1))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(theme.color("accent-soft" if on else "hover" if hovered else "field"))
        painter.drawRoundedRect(frame, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(frame, 8, 8)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - Space.S - _MARK if mirrored else Space.S
        mark = QRectF(left, (self.height() - _MARK) / 2, _MARK, _MARK)
        painter.setPen(QPen(theme.color("accent" if on else "border-strong"), 1.5))
        painter.setBrush(theme.color("field"))
        painter.drawEllipse(mark)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))
        painter.setPen(theme.color("text" if self.isEnabled() else "text-disabled"))
        words = QRectF(
            0 if mirrored else _MARK + 2 * Space.S, Space.S, self.width(), self.height() - 2 * Space.S
        )
        words.setWidth(self.width() - _MARK - 3 * Space.S)
        if mirrored:
            words.moveLeft(Space.S)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter) | _WRAPPED, self._text)
        painter.end()
