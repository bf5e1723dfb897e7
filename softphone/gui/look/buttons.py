"""Buttons: of one kind, with an icon that follows the theme, for the keyboard, and never with half a word.

Words that are wider than their button go on in further lines, and end with an ellipsis where there is no height for
them.
"""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from softphone.gui.look.icons import grown, icon
from softphone.gui.look.theme import Space, Theme

Kind = Literal["primary", "secondary", "quiet", "danger", "positive"]
_ICON_ROLES: dict[str, str] = {
    "primary": "on-fill",
    "positive": "on-fill",
    "danger": "on-fill",
    "secondary": "text",
    "quiet": "accent-text",
}

_NARROWEST = 120
_WIDEST = 220
_MOST_LINES = 4
_FLAGS = Qt.TextFlag.TextShowMnemonic.value
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the stylesheet selects by, and apply the style anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is styled when it is first shown
    style: QStyle = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Button(QPushButton):
    """A push button of one kind whose icon follows the theme and whose focus can be seen on any fill."""

    def __init__(self, text: str, kind: Kind = "secondary", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon_name: str | None = None
        self._icon_role: str | None = None
        self._explained = False
        self._high = 0  # of more than one line
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        side = grown(16)
        self.setIconSize(QSize(side, side))
        self.set_label(text)

    def may_shrink(self) -> None:
        """Where there is no room for all its words it ends them with an ellipsis instead of making the page wide."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._high))

    def minimumSizeHint(self) -> QSize:
        """Room for its longest word, where that is not very long."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), max(_NARROWEST, min(self._width_of_words(), _WIDEST))), hint.height())

    def height_in(self, width: int) -> int:
        """The height that holds all the words in `width` pixels, where they can be held."""
        more = len(self._lines(width)) - 1
        return super().sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def _beside_words(self) -> int:
        """Pixels for icon and padding."""
        return super().sizeHint().width() - self.fontMetrics().size(_FLAGS, self.text()).width()

    def _width_of_words(self) -> int:
        """The width in which no word is cut."""
        widest = max(
            (self.fontMetrics().size(_FLAGS, word).width() for word in self.text().split()), default=0
        )
        return widest + self._beside_words()

    def _lines(self, width: int) -> tuple[str, ...]:
        """The words in lines of this button; one line where they fit, and where no breaking makes them fit."""
        metrics, text = self.fontMetrics(), self.text()
        room = width - self._beside_words()
        if metrics.size(_FLAGS, text).width() <= room:
            return (text,)
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or metrics.size(_FLAGS, longer).width() <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        fits = all(metrics.size(_FLAGS, line).width() <= room for line in lines)
        return tuple(lines) if fits and len(lines) <= _MOST_LINES else (text,)

    def is_whole(self) -> bool:
        """Whether all its words are to be seen."""
        return self.width() >= self.sizeHint().width() or self._is_in_lines()

    def _is_in_lines(self) -> bool:
        return self.height() >= self.height_in(self.width()) and len(self._lines(self.width())) > 1

    def set_label(self, text: str) -> None:
        """Show `text` as it is: an ampersand is an ampersand."""
        self.setText(text.replace("&", "&&"))
        if self.testAttribute(
            Qt.WidgetAttribute.WA_WState_Polished
        ):  # else it gets its size when it is first shown
            self._grow()
            self._explain()

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        restyle(self, "kind", kind)
        self._draw_icon()

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show an icon, none for ""; `role` None takes the colour that fits the kind."""
        if self._icon_name is None:
            Theme.current().changed.connect(self._draw_icon)
        self._icon_name = name
        self._icon_role = role
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name is not None:
            role = self._icon_role or _ICON_ROLES[self._kind]
            self.setIcon(icon(self._icon_name, role) if self._icon_name else QIcon())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        self._explain()

    def _grow(self) -> None:
        """Ask for the height of as many lines as the words take in this width."""
        high = self.height_in(self.width()) if self.text() else 0
        high = high if high > super().sizeHint().height() else 0
        if high != self._high:
            self._high = high
            self.updateGeometry()

    def _explain(self) -> None:
        """Words that end with an ellipsis are whole in the tool tip, unless that says something else."""
        short = bool(self.text()) and not self.is_whole()
        if short and not self.toolTip():
            self.setToolTip(self.text().replace("&&", "&"))
            self._explained = True
        elif self._explained and not short:
            self.setToolTip("")
            self._explained = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < self.sizeHint().width() and self.text():
            self._paint_cut()
        else:
            super().paintEvent(event)
        if not self.hasFocus():
            return
        filled = self._kind in ("primary", "positive", "danger") and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Theme.current().color("on-fill" if filled else "focus"), 2))
        inset = 3.0 if filled else 1.0
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = ring.height() / 2 if self.property("round") else 6.0
        painter.drawRoundedRect(ring, radius, radius)
        painter.end()

    def _paint_cut(self) -> None:
        """Words that do not fit go on in a second line, or end with an ellipsis; no letters are lost on both sides."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        room = inner.width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + Space.XS
        option.text = (
            "\n".join(self._lines(self.width()))
            if self._is_in_lines()
            else self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room, _FLAGS)
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


def button(
    text: str,
    kind: Kind = "secondary",
    *,
    object_name: str,
    accessible_name: str | None = None,
    icon: str | None = None,
    parent: QWidget | None = None,
) -> Button:
    """A button ready for keyboard and screen reader. With `text` "" give `accessible_name` and `icon`."""
    made = Button(text, kind, parent=parent)
    made.setObjectName(object_name)
    made.setAccessibleName(accessible_name or text)
    if not text and accessible_name:
        made.setToolTip(accessible_name)
    if icon is not None:
        made.set_icon(icon)
        side = grown(18)
        made.setIconSize(QSize(side, side))
    return made
