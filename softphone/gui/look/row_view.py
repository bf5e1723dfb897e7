"""The geometry and painting of a list of rows: what a list of a million rows costs is what it shows of them."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from softphone.gui.look.row_heights import RowHeights
from softphone.gui.look.rows import Index, RowKind, RowModel

_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_State = QStyle.StateFlag


class RowView(QListView):
    """Lays rows out by `RowHeights` instead of the rectangle for each that QListView keeps.

    QListView measures every row anew whenever the list or its width changes: a second for 100,000 of them. It is
    still the base, because assistive technology knows it as a list.
    """

    def __init__(self, rows: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: RowHeights | None = None
        self.rows = rows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setModel(rows)

    # Where rows stand

    @property
    def heights(self) -> RowHeights:
        count = self.rows.rowCount()
        if self._heights is None or self._heights.count != count:
            self._heights = RowHeights(count, self.rows.odd_rows(), self._kind_heights())
        return self._heights

    def _kind_heights(self) -> dict[RowKind, int]:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        delegate = self.itemDelegate()
        found: dict[RowKind, int] = {}
        # One row of each kind says how high they all are.
        for number, kind in (*self.rows.odd_rows(), *self._first_person()):
            if kind not in found:
                found[kind] = delegate.sizeHint(option, self.rows.index(number)).height()
        usual = found.get(RowKind.PERSON, 1)
        return {kind: found.get(kind, usual) for kind in RowKind}

    def _first_person(self) -> tuple[tuple[int, RowKind], ...]:
        odd = [number for number, _ in self.rows.odd_rows()]
        number = next((place for place, taken in enumerate(odd) if taken != place), len(odd))
        return ((number, RowKind.PERSON),) if number < self.rows.rowCount() else ()

    def row_at_height(self, y: int) -> int:
        """The row at `y` pixels from the top of the viewport; -1 where there is none."""
        return self.heights.row_at(y + self.verticalOffset())

    def rows_in_sight(self) -> range:
        return self._rows_between(0, self.viewport().height() - 1)

    def _rows_between(self, top: int, bottom: int) -> range:
        count = self.heights.count
        if not count:
            return range(0)
        first = self.row_at_height(top)
        last = self.row_at_height(bottom)
        above = top + self.verticalOffset() < 0
        return range((0 if above else count) if first < 0 else first, count if last < 0 else last + 1)

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.heights.count:
            return QRect()
        top = self.heights.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.heights.height(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        number = self.row_at_height(point.y())
        return self.rows.index(number) if number >= 0 else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top, tall = self.heights.top(index.row()), self.heights.height(index.row())
        match hint:
            case _Hint.PositionAtTop:
                bar.setValue(top)
            case _Hint.PositionAtBottom:
                bar.setValue(top + tall - high)
            case _Hint.PositionAtCenter:
                bar.setValue(top + (tall - high) // 2)
            case _ if top < bar.value():
                bar.setValue(top)
            case _ if top + tall > bar.value() + high:
                bar.setValue(top + tall - high)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.heights.total - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.heights.usual)
        QAbstractItemView.updateGeometries(self)

    def doItemsLayout(self) -> None:
        self._heights = None
        QAbstractItemView.doItemsLayout(self)

    def reset(self) -> None:
        self._heights = None
        super().reset()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    # Choosing

    def moveCursor(self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        count = self.rows.rowCount()
        here = self.currentIndex().row()
        page = max(1, self.viewport().height() // self.heights.usual - 1)
        wanted, step = {
            _Move.MoveUp: (here - 1, -1),
            _Move.MovePrevious: (here - 1, -1),
            _Move.MoveDown: (here + 1, 1),
            _Move.MoveNext: (here + 1, 1),
            _Move.MovePageUp: (max(0, here - page), 1),
            _Move.MovePageDown: (min(count - 1, here + page), -1),
            _Move.MoveHome: (0, 1),
            _Move.MoveEnd: (count - 1, -1),
        }.get(action, (here, 1))
        if here < 0:
            wanted, step = 0, 1
        while 0 <= wanted < count:
            index = self.rows.index(wanted)
            if self.rows.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                return index
            wanted += step
        return self.currentIndex()

    def selectAll(self) -> None:
        # QAbstractItemView's asks for every row: a tenth of a second for 100,000.
        if self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection and self.rows.rowCount():
            everything = QItemSelection(self.rows.index(0), self.rows.index(self.rows.rowCount() - 1))
            self.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        found = self._rows_between(rect.top(), rect.bottom())
        chosen = QItemSelection()
        if found:
            chosen.select(self.rows.index(found[0]), self.rows.index(found[-1]))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        sight = self.rows_in_sight()
        region = QRegion()
        for number in sight:
            index = self.rows.index(number)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    def currentChanged(self, current: Index, previous: Index) -> None:
        # Not QListView's: it tells assistive technology the number of a rectangle that there is none of here.
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            self._tell(QAccessible.Event.Focus, current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if not selected.isEmpty():
            self._tell(QAccessible.Event.Selection, selected.first().top())
        elif not deselected.isEmpty():
            self._tell(QAccessible.Event.SelectionRemove, deselected.first().top())

    def _tell(self, what: QAccessible.Event, number: int) -> None:
        if QAccessible.isActive():
            event = QAccessibleEvent(self, what)
            event.setChild(number)
            QAccessible.updateAccessibility(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        sight = self._rows_between(event.rect().top(), event.rect().bottom())
        if not sight:
            return
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = option.state & ~_State.State_HasFocus
        focused = self.currentIndex().row() if self.hasFocus() else -1
        pointed = self._pointed_at()
        chosen, delegate = self.selectionModel(), self.itemDelegate()
        for number in sight:
            index = self.rows.index(number)
            option.rect = self.visualRect(index)
            option.state = state
            if chosen.isSelected(index):
                option.state |= _State.State_Selected
            if number == focused:
                option.state |= _State.State_HasFocus
            if number == pointed:
                option.state |= _State.State_MouseOver
            delegate.paint(painter, option, index)
        painter.end()

    def _pointed_at(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.row_at_height(self.viewport().mapFromGlobal(QCursor.pos()).y())
