"""The view of every list of the window: people, calls, settings. A list of a million rows costs what it shows."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from softphone.calls.company_events import PresenceState
from softphone.gui.look.components import Space
from softphone.gui.look.lazy_rows import LazyRows
from softphone.gui.look.row_delegate import RowDelegate
from softphone.gui.look.row_view import RowView
from softphone.gui.look.rows import Row, RowKind, RowModel, RowRole
from softphone.gui.look.sides import leftwards

__all__ = ["Row", "RowDelegate", "RowKind", "RowList", "RowModel", "RowRole"]


class RowList(RowView):
    """A list of `Row`s.

    `opened(row)` when the person goes to a row, `activated_row(row)` on Enter or a double click,
    `removed(row)` on Delete, `fold_toggled(row)` when an arrow is clicked or Left or Right pressed on it,
    `menu_wanted(point)` on a right click or the menu key, a point of the screen. `chosen_changed()` when other rows
    are selected. With ExtendedSelection nothing is opened and nobody is called while several are.
    """

    opened = Signal(object)
    activated_row = Signal(object)
    removed = Signal(object)
    fold_toggled = Signal(object)
    menu_wanted = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(
        self,
        *,
        object_name: str,
        accessible_name: str,
        rows: RowModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(rows or RowModel(), parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(RowDelegate(self))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.clicked.connect(self._open)
        self._setting = False
        self._typed = ""
        self._typing = QElapsedTimer()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows and keep the chosen one chosen; nothing is opened by it."""
        self.keep_place(lambda: self.rows.set_rows(rows))

    def keep_place(self, change: Callable[[], None]) -> None:
        """Do `change` to the rows: those that stay are chosen as before, and the first in sight stays where it is.

        Who looks at the top of the list goes on looking at its top.
        """
        bar = self.verticalScrollBar()
        before, self._setting = self._setting, True
        current, several = self.current_key(), self._several_keys()
        anchor = self.rows.row_at(sight[0]).key if bar.value() and (sight := self.rows_in_sight()) else None
        shift = bar.value() - self.heights.top(sight[0]) if anchor is not None else 0
        change()
        self.doItemsLayout()
        there = self.rows.find(anchor) if anchor is not None else QModelIndex()
        if current is not None and current != self.current_key():
            self._make_current(current, scroll=anchor is None)
        if several:
            self._choose_all(several)
        if there.isValid():
            bar.setValue(self.heights.top(there.row()) + shift)
        self._setting = before
        self.chosen_changed.emit()

    @property
    def presence_of(self) -> Callable[[str], PresenceState] | None:
        """What is known of the people in the rows; asked whenever they are painted."""
        return self.rows.presence_of

    @presence_of.setter
    def presence_of(self, value: Callable[[str], PresenceState]) -> None:
        self.rows.presence_of = value

    def uris_in_sight(self) -> tuple[str, ...]:
        """The addresses of the rows that stand on the screen."""
        return tuple(row.uri for row in map(self.rows.row_at, self.rows_in_sight()) if row.uri)

    def current_row(self) -> Row | None:
        row = self.currentIndex().data(RowRole.ROW)
        return row if isinstance(row, Row) else None

    def current_key(self) -> Hashable | None:
        row = self.current_row()
        return None if row is None else row.key

    def choose(self, key: Hashable) -> bool:
        """Mark a row as the chosen one without opening it."""
        before, self._setting = self._setting, True
        found = self._make_current(key, scroll=True)
        self._setting = before
        self.chosen_changed.emit()
        return found

    def _make_current(self, key: Hashable, *, scroll: bool) -> bool:
        index = self.rows.find(key)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if scroll:
                self.scrollTo(index)
        else:
            self.selectionModel().clear()
        return index.isValid()

    # Several at once

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """The first and last row of each stretch of selected rows, from the top."""
        return sorted((each.top(), each.bottom()) for each in self.selectionModel().selection().toList())

    def _several_keys(self) -> frozenset[Hashable]:
        if self.selectionMode() is not QListView.SelectionMode.ExtendedSelection:
            return frozenset()
        found = (self.rows.chosen_keys(first, last) for first, last in self.chosen_ranges())
        keys = frozenset(chain.from_iterable(found))
        return keys if len(keys) > 1 else frozenset()

    def _choose_all(self, keys: frozenset[Hashable]) -> None:
        chosen = QItemSelection()
        for first, last in _stretches(self.rows.find_all(keys)):
            chosen.append(QItemSelectionRange(self.rows.index(first), self.rows.index(last)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keep_only_current(self) -> None:
        """Of several that are selected only the current one stays so."""
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _are_several(self) -> bool:
        ranges = self.chosen_ranges()
        return len(ranges) > 1 or any(first != last for first, last in ranges)

    def _is_alone(self, index: QModelIndex) -> bool:
        """Whether this row is the only selected one."""
        return self.chosen_ranges() == [(index.row(), index.row())]

    def _selection_changed(self) -> None:
        if not self._setting:
            self.chosen_changed.emit()

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._setting and self.hasFocus():
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(RowRole.ROW)
        if isinstance(row, Row) and row.kind is not RowKind.SECTION and self._is_alone(index):
            self.opened.emit(row)

    def keyboardSearch(self, search: str) -> None:
        """Go to the first row that begins with what is typed without a pause."""
        if not isinstance(self.rows, LazyRows):
            super().keyboardSearch(search)
            return
        if not self._typing.isValid() or self._typing.hasExpired(QApplication.keyboardInputInterval()):
            self._typed = ""
        self._typing.start()
        self._typed += search
        number = self.rows.seek(self._typed)
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current when the focus comes in; going there is not opening it.
        before, self._setting = self._setting, True
        super().focusInEvent(event)
        self._setting = before
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # or nobody sees where the keys are

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(RowRole.ROW)
        far = event.position().x() if leftwards() else self.viewport().width() - event.position().x()
        at_arrow = far < RowDelegate.ARROW_WIDTH + Space.S
        if isinstance(row, Row) and row.unfolds is not None and at_arrow:
            self.fold_toggled.emit(row)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.current_row()
        if row is not None:
            self.activated_row.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        key = event.key()
        if row is not None:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not self._are_several():
                    self.activated_row.emit(row)
                return
            if key == Qt.Key.Key_Space and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if not self._are_several():
                    self.opened.emit(row)
                return
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(row)
                return
            if key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
                self._want_menu()  # the menu key of keyboards that have none; Qt does not know it on Unix
                return
            arrows = {Qt.Key.Key_Right: leftwards(), Qt.Key.Key_Left: not leftwards()}
            if row.unfolds is not None and arrows.get(Qt.Key(key)) is row.unfolds:
                self.fold_toggled.emit(row)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens the menu at the chosen row."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self._want_menu()

    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of numbers without a gap; `numbers` from the smallest."""
    first = last = -1
    for number in numbers:
        if number != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last
