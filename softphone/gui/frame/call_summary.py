"""The part of the call strip that says who and how, and leads back to the call."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.gui.look.avatar import paint_avatar, paint_picture
from softphone.gui.look.icons import icon_pixmap
from softphone.gui.look.sides import isolated, leading, sided
from softphone.gui.look.theme import Space, Theme

_DISC = 28
_ICON = 16
_LEAST_LETTERS = 8  # of a name that has to share the strip with many buttons
_ROOM_FOR_DISC = 16  # letters


class CallSummary(QAbstractButton):
    """Name and state on one line, or on two where there is little room. Both are whole in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-strip-open")
        self._name = self._time = self._state = ""
        self._icon, self._role = "phone", "positive-text"
        self._picture: QPixmap | None = None
        self._keys = ""
        # A click must not take the keys from somebody who is writing; whoever goes on with Tab comes to it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        Theme.current().changed.connect(self.update)

    def say(self, name: str, state: str, icon_name: str, role: str) -> None:
        """`role` is the colour of icon and state."""
        self._name, self._state, self._icon, self._role = name, state, icon_name, role
        spoken = self.tr("Back to the call: {name}, {state}").format(name=name, state=state)
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        self._explain()
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: str) -> None:
        self._keys = keys
        self._explain()

    def set_time(self, text: str) -> None:
        """How long people talk; "" when they do not. Nothing is spoken of it: it would be, every second."""
        if text != self._time:
            self._time = text
            self.update()

    @property
    def shown_time(self) -> str:
        return self._time

    def set_picture(self, disc: QPixmap | None) -> None:
        self._picture = disc
        self.update()

    def _explain(self) -> None:
        back = self.tr("Back to the call")
        self.setToolTip(f"{self._name} · {self._state}\n{back} ({self._keys})")

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _line(self) -> str:
        return f"{self._time} · {self._state}" if self._time else self._state

    def _widths(self) -> tuple[int, int]:
        """What the name and what time and state want."""
        return (
            QFontMetrics(self._strong()).horizontalAdvance(self._name) + 2,
            QFontMetrics(self._small()).horizontalAdvance(self._line()) + 2,
        )

    def whole_width(self) -> int:
        """What name and state want, one below the other, to be whole."""
        name, line = self._widths()
        return max(name, line + _ICON + Space.XS) + _DISC + 4 * Space.S

    def _before_words(self) -> int:
        """Where the words begin: after the disc, where that does not take their place."""
        letters = QFontMetrics(self._strong()).averageCharWidth()
        return _DISC + 2 * Space.S if self.width() >= _ROOM_FOR_DISC * letters else Space.S

    def _around(self) -> int:
        return _DISC + _ICON + 4 * Space.S

    def _one_line(self) -> bool:
        name, line = self._widths()
        return name + line + Space.M + self._around() <= self.width()

    def sizeHint(self) -> QSize:
        name, line = self._widths()
        return QSize(name + line + Space.M + self._around(), self._height())

    def minimumSizeHint(self) -> QSize:
        letters = QFontMetrics(self._strong()).averageCharWidth() * _LEAST_LETTERS
        return QSize(2 * Space.S + letters, self._height())

    def _height(self) -> int:
        """The same whether there is one line or two, so that the page below does not jump with a word."""
        lines = QFontMetrics(self._strong()).height() + QFontMetrics(self._small()).height()
        return max(_DISC, lines) + Space.S

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, whole = Theme.current(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = whole.adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(ring, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(ring, 8, 8)
        middle = whole.center().y()
        left = self._before_words()
        disc = sided(QRectF(Space.S, middle - _DISC / 2, _DISC, _DISC), whole)
        if left > _DISC and self._picture is not None:
            paint_picture(painter, disc, self._picture)
        elif left > _DISC:
            paint_avatar(painter, disc, self._name)
        room = QRectF(left, 0, max(0.0, self.width() - left - Space.S), self.height())
        name_height = QFontMetrics(self._strong()).height()
        if self._one_line():
            name = min(float(self._widths()[0]), room.width())
            self._paint_name(painter, QRectF(room.left(), 0, name, self.height()))
            start = room.left() + name + Space.M
            self._paint_state(painter, QRectF(start, 0, room.right() - start, self.height()))
        else:
            small = QFontMetrics(self._small()).height()
            top = middle - (name_height + small) / 2
            self._paint_name(painter, QRectF(room.left(), top, room.width(), name_height))
            self._paint_state(painter, QRectF(room.left(), top + name_height, room.width(), small))
        painter.end()

    def _paint_name(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(self._strong())
        painter.setPen(Theme.current().color("text"))
        shown = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, round(rect.width()) + 1
        )
        at = sided(rect, QRectF(self.rect()))
        painter.drawText(at, int(leading() | Qt.AlignmentFlag.AlignVCenter), isolated(shown))

    def _paint_state(self, painter: QPainter, rect: QRectF) -> None:
        theme, whole = Theme.current(), QRectF(self.rect())
        sign = sided(QRectF(rect.left(), rect.center().y() - _ICON / 2, _ICON, _ICON), whole)
        drawn = icon_pixmap(self._icon, self._role, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(sign.topLeft(), drawn)
        words = rect.adjusted(_ICON + Space.XS, 0, 0, 0)
        painter.setFont(self._small())
        painter.setPen(theme.color(self._role))
        shown = painter.fontMetrics().elidedText(
            self._line(), Qt.TextElideMode.ElideRight, round(words.width()) + 1
        )
        painter.drawText(sided(words, whole), int(leading() | Qt.AlignmentFlag.AlignVCenter), isolated(shown))
