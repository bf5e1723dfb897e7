"""A button of the call page's foot: an icon over one word, as on a telephone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from softphone.gui.look.buttons import Button
from softphone.gui.look.components import icon_pixmap
from softphone.gui.look.theme import Theme

_ICON = 20
_NARROWEST = 60
_WIDEST = 96
_HEIGHT = 54


class Tile(Button):
    """`alarming` shows the pressed state in red: what must not be forgotten."""

    def __init__(
        self, name: str, icon_name: str, *, alarming: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self.setObjectName(name)
        self.icon_name = icon_name
        self.keys = ""
        self._alarming = alarming
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        Theme.current().changed.connect(self.update)

    def say(self, text: str, *, spoken: str = "", icon_name: str = "") -> None:
        """One word under the icon; `spoken` says the whole to a screen reader and in the tool tip."""
        whole = spoken or text
        if icon_name:
            self.icon_name = icon_name
        self.set_label(text)
        self.setAccessibleName(whole)
        self.setToolTip(f"{whole} ({self.keys})" if self.keys else whole)
        self.updateGeometry()
        self.update()

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._letters()).horizontalAdvance(self.text()) + 14
        return QSize(min(_WIDEST, max(_NARROWEST, words)), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        family = "danger" if self._alarming else "accent"
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.color(f"{family}-soft"))
            painter.setPen(QPen(theme.color(f"{family}-border"), 1))
            painter.drawRoundedRect(rect, 10, 10)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 10, 10)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 9, 9)
        role = "text-disabled" if not self.isEnabled() else f"{family}-text" if self.isChecked() else "text"
        drawn = icon_pixmap(self.icon_name, role, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(int(rect.center().x() - _ICON / 2), 9, drawn)
        painter.setFont(self._letters())
        painter.setPen(theme.color(role))
        words = QRectF(2, 9 + _ICON, self.width() - 4, self.height() - _ICON - 11)
        shown = painter.fontMetrics().elidedText(
            self.text().replace("&&", "&"), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.end()
