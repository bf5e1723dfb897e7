"""Boxes to choose from whose marks follow the theme: what a stylesheet alone does not draw."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from softphone.gui.look.components import Space, icon_pixmap
from softphone.gui.look.sides import leading, mirrored_rect
from softphone.gui.look.theme import Theme

_MARK = 18
_NARROWEST = 120
_TALLEST = 10_000
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class ChoiceBox(QComboBox):
    """A combo box with an arrow, whose choice ends with an ellipsis and is whole in the tool tip where there is no
    room; the wheel scrolls the page instead of changing the choice.
    """

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width()
        if not self.itemIcon(self.currentIndex()).isNull():
            room -= self.iconSize().width() + Space.XS
        whole = self.currentText()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(whole if shown != whole else "")
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        role = "text-muted" if self.isEnabled() else "text-disabled"
        drawn = icon_pixmap("chevron-down", role, 16, self.devicePixelRatioF())
        place = QRectF(self.width() - 16 - Space.S, (self.height() - 16) // 2, 16, 16)
        painter.drawPixmap(mirrored_rect(self, place).topLeft(), drawn)
        painter.end()

    def setAccessibleName(self, name: str) -> None:
        """On Unix Qt tells the choice as the name; what is chosen there stands in the description, unless that says
        more.
        """
        super().setAccessibleName(name)
        if not self.accessibleDescription():
            self.setAccessibleDescription(name)

    def minimumSizeHint(self) -> QSize:
        """Long words do not make a page wider than the window."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CheckBox(QCheckBox):
    """A check box with a visible box, on and off, and a focus ring; its words take as many lines as they need."""

    def __init__(self, text: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setShortcut(QKeySequence())  # Qt makes one of an ampersand, which a group may have in its name
        self.setObjectName(object_name)
        self.setAccessibleName(text)
        self.setToolTip(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        Theme.current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = _MARK + Space.S + metrics.horizontalAdvance(self.text()) + 2 * Space.XS
        return QSize(width, max(_MARK, metrics.height()) + 2 * Space.XS)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - _MARK - Space.S - Space.XS)
        words = QFontMetrics(self.font()).boundingRect(0, 0, room, _TALLEST, _WRAPPED, self.text())
        return max(_MARK, words.height()) + 2 * Space.XS

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        enabled = self.isEnabled()
        line = (
            max(_MARK, QFontMetrics(self.font()).height()) + 2 * Space.XS
        )  # the mark is beside the first one
        top = (self.height() - self.heightForWidth(self.width()) + line - _MARK) / 2
        box = mirrored_rect(self, QRectF(Space.XS + 0.5, top + 0.5, _MARK - 1, _MARK - 1))
        edge = "border" if not enabled else "accent" if on else "border-strong"
        painter.setPen(QPen(theme.color(edge), 1.5))
        painter.setBrush(theme.color(("accent" if enabled else "border") if on else "field"))
        painter.drawRoundedRect(box, 5, 5)
        if on:
            mark = icon_pixmap("check", "on-fill", 14, self.devicePixelRatioF())
            painter.drawPixmap(int(box.left() + 2), int(box.top() + 2), mark)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(theme.color("text" if enabled else "text-disabled"))
        left = int(Space.XS + _MARK - 0.5) + Space.S
        words = mirrored_rect(self, QRectF(left, 0, self.width() - left, self.height()))
        wrapped = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | leading()) | wrapped, self.text())
        painter.end()
