"""Rows of people, calls and legs: one model, one delegate and one view for every list of the window."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from softphone.calls.engine_events import PresenceState
from softphone.gui.look.components import PersonDelegate, PersonRole, Space, icon_pixmap
from softphone.gui.look.presence_dot import presence_words
from softphone.gui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_BATCH = 100


class RowKind(StrEnum):
    PERSON = "person"
    SECTION = "section"  # a heading between rows; it cannot be chosen
    LEG = "leg"  # one INVITE below its attempt


class RowRole(IntEnum):
    """Roles beside `PersonRole`."""

    KIND = int(PersonRole.STRUCK) + 10
    ROW = KIND + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. `key` is the same for the same thing after a reload; `value` is what a click opens.

    `unfolds` None: there is nothing below it; else whether it is open. `icon_color` is a palette role.
    """

    key: Hashable
    title: str
    subtitle: str = ""
    right: str = ""
    avatar: str | None = None
    icon: str = ""
    icon_color: str = ""
    struck: bool = False
    kind: RowKind = RowKind.PERSON
    value: object = None
    unfolds: bool | None = None
    uri: str = ""  # whose presence is shown

    @property
    def spoken(self) -> str:
        """What a screen reader says for the row."""
        return ", ".join(part for part in (self.title, self.subtitle, self.right) if part)


class RowModel(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.presence_of: Callable[[str], PresenceState] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace the rows; views keep scroll and selection when the same things stay in the same order."""
        fresh = tuple(rows)
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def _presence(self, row: Row) -> PresenceState:
        known = self.presence_of is not None and bool(row.uri)
        return self.presence_of(row.uri) if known and self.presence_of is not None else PresenceState.UNKNOWN

    def find(self, key: Hashable) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if row.key == key:
                return self.index(number)
        return QModelIndex()

    def row_at(self, number: int) -> Row:
        return self._rows[number]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index.row()).kind is RowKind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                known = presence_words(self._presence(row))
                return f"{row.spoken}, {known}" if known else row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.subtitle
            case RowRole.KIND:
                return row.kind.value
            case RowRole.ROW:
                return row
            case _:
                return self._person(row, role)

    def _person(self, row: Row, role: int) -> object:
        """What `PersonDelegate` asks for."""
        match role:
            case PersonRole.TITLE:
                return row.title
            case PersonRole.SUBTITLE:
                return row.subtitle
            case PersonRole.RIGHT:
                return row.right
            case PersonRole.AVATAR:
                return row.avatar
            case PersonRole.ICON:
                return row.icon
            case PersonRole.ICON_COLOR:
                return row.icon_color
            case PersonRole.STRUCK:
                return row.struck
            case PersonRole.PRESENCE:
                return self._presence(row).value  # Qt makes plain text of an enum of text
        return None


class RowDelegate(PersonDelegate):
    """`PersonDelegate` and, beside people, headings, legs and the arrow of what unfolds."""

    ARROW_WIDTH = 24

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(option.font).height()
        match index.data(RowRole.KIND):
            case RowKind.SECTION:
                return QSize(160, height + Space.L)
            case RowKind.LEG:
                return QSize(160, 2 * height + Space.S)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, Row):
            return
        if row.kind is RowKind.SECTION:
            self._paint_section(painter, option, row)
        elif row.kind is RowKind.LEG:
            self._paint_leg(painter, option, row)
        elif row.unfolds is not None:
            super().paint(painter, option, index)
            self._paint_arrow(painter, option, row.unfolds)
        else:
            super().paint(painter, option, index)

    @staticmethod
    def _paint_section(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        painter.save()
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.82)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(Theme.current().color("text-muted"))
        place = QRectF(option.rect).adjusted(Space.M, 0, -Space.M, -Space.XS)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.title)
        painter.restore()

    @staticmethod
    def _paint_arrow(painter: QPainter, option: QStyleOptionViewItem, is_open: bool) -> None:
        side = 16
        rect = option.rect
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        name = "chevron-down" if is_open else "chevron-right"
        painter.drawPixmap(
            rect.right() - side - Space.S,
            rect.bottom() - side - Space.M,
            icon_pixmap(name, "text-muted", side, ratio),
        )

    @staticmethod
    def _paint_leg(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        theme = Theme.current()
        rect = QRectF(option.rect)
        painter.save()
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("accent-soft" if selected else "hover"))
        # The line that ties the legs to their attempt runs below the middle of its disc.
        spine = rect.left() + Space.M + 19
        painter.fillRect(QRectF(spine, rect.top(), 2, rect.height()), theme.color("border"))
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        struck = QFont(small)
        struck.setStrikeOut(row.struck)
        metrics = QFontMetrics(small)
        inner = rect.adjusted(Space.M + 38 + Space.M, 0, -Space.M, 0)
        top = inner.center().y() - metrics.height()
        painter.setFont(struck)
        painter.setPen(theme.color("text-muted" if row.struck else "text"))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideMiddle, int(inner.width()))
        painter.drawText(int(inner.left()), int(top + metrics.ascent()), title)
        painter.setFont(small)
        painter.setPen(theme.color(row.icon_color or "text-muted"))
        below = metrics.elidedText(row.subtitle, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(int(inner.left()), int(top + metrics.height() + metrics.ascent()), below)
        painter.restore()


class RowList(QListView):
    """A list of `Row`s.

    `opened(row)` when the person goes to a row, `activated_row(row)` on Enter or a double click,
    `removed(row)` on Delete, `fold_toggled(row)` when an arrow is clicked or Left or Right pressed on it.
    """

    opened = Signal(object)
    activated_row = Signal(object)
    removed = Signal(object)
    fold_toggled = Signal(object)

    def __init__(
        self,
        *,
        object_name: str,
        accessible_name: str,
        rows: RowModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        # Thousands of rows are measured in portions, with the event loop in between.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.rows = rows or RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(self._open)
        self._setting = False

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows and keep the chosen one chosen; nothing is opened by it."""
        key = self.current_key()
        self._setting = True
        self.rows.set_rows(rows)
        if key is not None:
            self.choose(key)
        self._setting = False

    @property
    def presence_of(self) -> Callable[[str], PresenceState] | None:
        """What is known of the people in the rows; asked whenever they are painted."""
        return self.rows.presence_of

    @presence_of.setter
    def presence_of(self, value: Callable[[str], PresenceState]) -> None:
        self.rows.presence_of = value

    def uris_in_sight(self) -> tuple[str, ...]:
        """The addresses of the rows that stand on the screen."""
        rows = self.rows.rows
        if not rows:
            return ()
        first = self.indexAt(self.viewport().rect().topLeft())
        last = self.indexAt(self.viewport().rect().bottomLeft())
        start = first.row() if first.isValid() else 0
        end = last.row() + 1 if last.isValid() else len(rows)
        return tuple(row.uri for row in rows[start:end] if row.uri)

    def current_row(self) -> Row | None:
        row = self.currentIndex().data(RowRole.ROW)
        return row if isinstance(row, Row) else None

    def current_key(self) -> Hashable | None:
        row = self.current_row()
        return None if row is None else row.key

    def choose(self, key: Hashable) -> bool:
        """Mark a row as the chosen one without opening it."""
        index = self.rows.find(key)
        before, self._setting = self._setting, True
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._setting = before
        return index.isValid()

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._setting and self.hasFocus():
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(RowRole.ROW)
        if isinstance(row, Row) and row.kind is not RowKind.SECTION:
            self.opened.emit(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current when the focus comes in; going there is not opening it.
        before, self._setting = self._setting, True
        super().focusInEvent(event)
        self._setting = before

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(RowRole.ROW)
        at_arrow = event.position().x() > self.viewport().width() - RowDelegate.ARROW_WIDTH - Space.S
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
                self.activated_row.emit(row)
                return
            if key == Qt.Key.Key_Space:
                self.opened.emit(row)
                return
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(row)
                return
            arrows = {Qt.Key.Key_Right: False, Qt.Key.Key_Left: True}
            if row.unfolds is not None and arrows.get(Qt.Key(key)) is row.unfolds:
                self.fold_toggled.emit(row)
                return
        super().keyPressEvent(event)
