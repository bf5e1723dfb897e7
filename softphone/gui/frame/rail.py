"""The rail at the left: one button for each view."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QWidget

from softphone.gui.look.components import Space, column, icon_pixmap
from softphone.gui.look.theme import Theme

_WIDTH = 72
_ICON = 22
_LOWEST = 30


class View(StrEnum):
    CALLS = "calls"
    CONTACTS = "contacts"
    HISTORY = "history"
    MESSAGES = "messages"
    SETTINGS = "settings"


_ICONS = {
    View.CALLS: "phone",
    View.CONTACTS: "contacts",
    View.HISTORY: "history",
    View.MESSAGES: "message",
    View.SETTINGS: "settings",
}


class RailButton(QAbstractButton):
    """An icon over its name, marked while its view is shown."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, as a screen reader says it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name = name
        self._badge = 0
        self._named = True
        Theme.current().changed.connect(self.update)

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        return font

    def room(self) -> QSize:
        """What the whole name needs, however large the letters are."""
        metrics = QFontMetrics(self._words_font())
        wide = metrics.horizontalAdvance(self.text()) + Space.S
        return QSize(max(_WIDTH - 2 * Space.XS, wide), max(56, _ICON + metrics.height() + 18))

    def set_named(self, named: bool) -> None:
        """Whether the name stands below the icon; it is in the tool tip in any case."""
        if named is not self._named:
            self._named = named
            self.update()

    def set_badge(self, count: int, spoken: str) -> None:
        """A number at the icon, 0 for none; `spoken` says what is counted."""
        self._badge = count
        self.setAccessibleName(f"{self._name}, {spoken}" if count else self._name)
        self.update()

    @property
    def badge(self) -> int:
        return self._badge

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.color("accent-soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(rect, 10, 10)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 9, 9)
        role = "accent-text" if self.isChecked() else "text-muted"
        drawn = icon_pixmap(self._icon_name, role, _ICON, self.devicePixelRatioF())
        top = 9 if self._named else round((self.height() - _ICON) / 2)
        painter.drawPixmap(int(rect.center().x() - _ICON / 2), top, drawn)
        painter.setFont(self._words_font())
        painter.setPen(theme.color(role))
        words = QRectF(0, 9 + _ICON + 2, self.width(), self.height() - _ICON - 13)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2)
        if self._named:
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), shown)
        if self._badge:
            self._paint_badge(painter, rect)
        painter.end()

    def _paint_badge(self, painter: QPainter, rect: QRectF) -> None:
        theme = Theme.current()
        said = str(self._badge) if self._badge < 100 else "99+"
        wide = max(16.0, painter.fontMetrics().horizontalAdvance(said) + 9.0)
        disc = QRectF(rect.center().x() + 5, 4, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger"))
        painter.drawRoundedRect(disc, 8, 8)
        painter.setPen(theme.color("on-fill"))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), said)


class Rail(QFrame):
    """`chosen(view)` when the person goes to another view."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[View, RailButton] = {}  # what follows changes the style
        self.setObjectName("rail")
        self.setProperty("ground", "rail")
        layout = column(self, margin=6, spacing=Space.XS)
        layout.setContentsMargins(4, Space.M, 4, Space.M)
        self._group = QButtonGroup(self)
        names = {
            View.CALLS: self.tr("Calls"),
            View.CONTACTS: self.tr("Contacts"),
            View.HISTORY: self.tr("History"),
            View.MESSAGES: self.tr("Messages"),
            View.SETTINGS: self.tr("Settings"),
        }
        for number, (view, name) in enumerate(names.items(), 1):
            if view is View.SETTINGS:
                layout.addStretch(1)
            made = RailButton(_ICONS[view], name)
            made.setObjectName(f"rail-{view.value}")
            made.setToolTip(f"{name} (Ctrl+{number})")
            made.clicked.connect(lambda _checked, target=view: self.chosen.emit(target))
            self._group.addButton(made)
            self._buttons[view] = made
            layout.addWidget(made)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 0)  # never what makes a window high

    def _fit(self) -> None:
        """As wide as the longest name, and so are all buttons; without names where there is no height for them."""
        rooms = [each.room() for each in self._buttons.values()]
        wide, high = max(each.width() for each in rooms), max(each.height() for each in rooms)
        count = len(rooms)
        room = (self.height() - 2 * Space.M - (count + 1) * Space.XS) // count
        named = room >= high
        for each in self._buttons.values():
            each.set_named(named)
            each.setFixedSize(wide, high if named else max(_LOWEST, min(room, high)))
        self.setFixedWidth(wide + 2 * Space.XS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._buttons:
            self._fit()

    def set_badge(self, view: View, count: int) -> None:
        """How many things of `view` nobody has looked at yet."""
        self._buttons[view].set_badge(count, self.tr("%n new", None, count))

    def badge(self, view: View) -> int:
        return self._buttons[view].badge

    def set_current(self, view: View) -> None:
        self._buttons[view].setChecked(True)
