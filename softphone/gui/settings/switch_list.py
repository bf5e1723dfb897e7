"""A list whose rows can be switched on and off."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from softphone.gui.look.people_list import Row, RowDelegate, RowList, RowRole
from softphone.gui.look.sides import leftwards, sided
from softphone.gui.look.theme import Space, Theme

_WIDE, _HIGH = 36, 20


def switch_rect(rect: QRectF) -> QRectF:
    """Where the switch of a row in `rect` is painted."""
    place = QRectF(rect.right() - Space.M - _WIDE, rect.center().y() - _HIGH / 2, _WIDE, _HIGH)
    return sided(place, rect)


class SwitchDelegate(RowDelegate):
    """Paints a switch at the end of each row; `SwitchList.is_on` says how it stands."""

    def __init__(self, parent: "SwitchList") -> None:
        super().__init__(parent)
        self._list = parent

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, Row):
            return
        theme, on = Theme.current(), self._list.is_on(row)
        place = switch_rect(QRectF(option.rect))
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("accent-soft" if selected else "hover"))
        words = QStyleOptionViewItem(option)
        words.rect = QRect(option.rect)
        if leftwards():
            words.rect.setLeft(int(place.right()))
        else:
            words.rect.setRight(int(place.left()))
        super().paint(painter, words, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("positive" if on else "border-strong"))
        painter.drawRoundedRect(place, _HIGH / 2, _HIGH / 2)
        painter.setBrush(theme.color("on-fill"))
        knob = _HIGH - 6
        left = place.right() - knob - 3 if on is not leftwards() else place.left() + 3
        painter.drawEllipse(QRectF(left, place.top() + 3, knob, knob))
        painter.restore()


class SwitchList(RowList):
    """`switched(row)` on a click at the switch, or on Space. Rows say in words, too, how they stand."""

    switched = Signal(object)

    def __init__(self, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name=object_name, accessible_name=accessible_name, parent=parent)
        self._on: frozenset[object] = frozenset()
        self.setItemDelegate(SwitchDelegate(self))

    def set_on(self, keys: frozenset[object]) -> None:
        """Which rows, by their keys, are switched on."""
        self._on = keys
        self.viewport().update()

    def is_on(self, row: Row) -> bool:
        return row.key in self._on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() == Qt.Key.Key_Space and row is not None:
            if not event.isAutoRepeat():
                self.switched.emit(row)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._click(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._click(event):
            super().mouseDoubleClickEvent(event)

    def _click(self, event: QMouseEvent) -> bool:
        """Whether the switch was meant."""
        index = self.indexAt(event.position().toPoint())
        row = index.data(RowRole.ROW)
        place = switch_rect(QRectF(self.visualRect(index))).adjusted(-Space.S, -Space.S, Space.S, Space.S)
        if not isinstance(row, Row) or not place.contains(event.position()):
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.switched.emit(row)
        return True
