"""The messages of one conversation, oldest on top: a model of days and bubbles, and the view that paints them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from softphone.calls.records import AttemptRecord, Direction
from softphone.calls.views import CallView
from softphone.gui.look.components import Space
from softphone.gui.look.theme import Theme
from softphone.gui.messages.bubble import CHOOSE, RETRY, Bubble, BubbleText
from softphone.gui.messages.states import Offer, fate_of
from softphone.gui.words.day_text import day_text
from softphone.gui.words.plain_text import local_time
from softphone.sip.text import safe_paragraphs

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROW = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN = 2000
_MOST_LAID_OUT = 400


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A day's heading, or a message."""

    day: str = ""
    record: AttemptRecord | None = None
    said: BubbleText | None = None


class ThreadModel(QAbstractListModel):
    """Rows of one conversation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ThreadRow] = []

    def set_rows(self, rows: list[ThreadRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].record is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.day if row.said is None else self._spoken(row.said)
        return None

    def _spoken(self, said: BubbleText) -> str:
        who = self.tr("You") if said.mine else self.tr("They")
        return f"{who}, {said.meta}: {safe_paragraphs(said.text, _SPOKEN)}"


class _Delegate(QStyledItemDelegate):
    """Keeps the bubbles that were laid out for the width of the view."""

    def __init__(self, view: "ThreadView") -> None:
        super().__init__(view)
        self._view = view
        self._bubbles: dict[tuple[BubbleText, int], Bubble] = {}

    def forget(self) -> None:
        self._bubbles.clear()

    def bubble(self, said: BubbleText) -> Bubble:
        width = self._view.viewport().width()
        known = self._bubbles.get((said, width))
        if known is None:
            if len(self._bubbles) >= _MOST_LAID_OUT:
                self._bubbles.clear()
            known = self._bubbles[(said, width)] = Bubble(said, width, self._view.font())
        return known

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(_ROW)
        if not isinstance(row, ThreadRow) or row.said is None:
            return QSize(120, QFontMetrics(option.font).height() + 2 * Space.S)
        return QSize(120, int(self.bubble(row.said).size.height()) + 2 * Space.XS + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, ThreadRow):
            return
        if row.said is None:
            self._paint_day(painter, option, row.day)
            return
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        self.bubble(row.said).paint(painter, QRectF(option.rect), chosen=chosen, focused=focused)

    @staticmethod
    def _paint_day(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        painter.save()
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(Theme.current().color("text-muted"))
        painter.drawText(QRectF(option.rect), int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


class ThreadView(QListView):
    """`retry(record)`, `choose(record)`, `link_opened(url)`, `remove(record)`, `older_wanted()` at the top."""

    retry = Signal(object)
    choose = Signal(object)
    link_opened = Signal(str)
    remove = Signal(object)
    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thread")
        self.setAccessibleName(self.tr("Messages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "none")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.model_ = ThreadModel(self)
        self.setModel(self.model_)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        Theme.current().changed.connect(self._recolour)
        self.verticalScrollBar().valueChanged.connect(self._at_top)
        self._setting = False

    def show_messages(
        self, records: Sequence[AttemptRecord], view_of: Callable[[AttemptRecord], CallView | None]
    ) -> None:
        """`records` newest first. Stays at the newest unless the person has scrolled up."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - Space.L or not self.model_.rows
        from_end = bar.maximum() - bar.value()
        chosen = self.record()
        self._setting = True
        self.model_.set_rows(self._rows(records, view_of))
        if chosen is not None:
            self._choose(chosen.id)
        self.doItemsLayout()
        if at_end:
            self.scrollToBottom()
        else:
            bar.setValue(max(0, bar.maximum() - from_end))
        self._setting = False

    def scroll_to(self, record_id: int) -> None:
        """Show one message, chosen."""
        index = self._choose(record_id)
        if index.isValid():
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def record(self) -> AttemptRecord | None:
        """The chosen message."""
        row = self.currentIndex().data(_ROW)
        return row.record if isinstance(row, ThreadRow) else None

    def _choose(self, record_id: int) -> QModelIndex:
        for number, row in enumerate(self.model_.rows):
            if row.record is not None and row.record.id == record_id:
                index = self.model_.index(number)
                self.setCurrentIndex(index)
                return index
        return QModelIndex()

    def _rows(
        self, records: Sequence[AttemptRecord], view_of: Callable[[AttemptRecord], CallView | None]
    ) -> list[ThreadRow]:
        rows: list[ThreadRow] = []
        day: QDate | None = None
        locale = QLocale()
        actions = {Offer.NONE: "", Offer.RETRY: self.tr("Try again"), Offer.CHOOSE: self.tr("Show")}
        for record in reversed(records):
            at = local_time(record.started_at)
            if at.date() != day:
                day = at.date()
                rows.append(ThreadRow(day=day_text(day)))
            fate = fate_of(record, view_of(record))
            said = BubbleText(
                text=record.message or "",
                time=locale.toString(at.time(), QLocale.FormatType.ShortFormat),
                mine=record.direction is Direction.OUTGOING,
                fate=fate,
                action=actions[fate.offer],
            )
            rows.append(ThreadRow(record=record, said=said))
        return rows

    def _at_top(self, value: int) -> None:
        if not self._setting and value <= self.verticalScrollBar().minimum() and self.isVisible():
            self.older_wanted.emit()

    def _recolour(self) -> None:
        self._delegate.forget()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_end = self.verticalScrollBar().value() >= self.verticalScrollBar().maximum() - Space.L
        self._delegate.forget()
        self._setting = True
        super().resizeEvent(event)
        if at_end:
            self.scrollToBottom()
        self._setting = False

    def _anchor(self, event: QMouseEvent) -> tuple[ThreadRow | None, str]:
        index = self.indexAt(event.position().toPoint())
        row = index.data(_ROW)
        if not isinstance(row, ThreadRow) or row.said is None:
            return None, ""
        place = QRectF(self.visualRect(index))
        return row, self._delegate.bubble(row.said).anchor_at(place, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        _, anchor = self._anchor(event)
        shape = Qt.CursorShape.PointingHandCursor if anchor else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(anchor if anchor.lower().startswith("http") else "")
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, anchor = self._anchor(event)
        if event.button() == Qt.MouseButton.LeftButton and row is not None and anchor:
            self._follow(row, anchor)

    def _follow(self, row: ThreadRow, anchor: str) -> None:
        if anchor == RETRY:
            self.retry.emit(row.record)
        elif anchor == CHOOSE:
            self.choose.emit(row.record)
        else:
            self.link_opened.emit(anchor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the newest message, which is in sight; Qt would begin at the oldest."""
        last = self.model_.index(len(self.model_.rows) - 1)
        row = self.currentIndex().data(_ROW)
        if last.isValid() and not (isinstance(row, ThreadRow) and row.said is not None):
            self.setCurrentIndex(last)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(_ROW)
        if isinstance(row, ThreadRow) and row.said is not None:
            if event.matches(QKeySequence.StandardKey.Copy):
                self._copy(row)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row.said.fate.offer is not Offer.NONE:
                self._follow(row, RETRY if row.said.fate.offer is Offer.RETRY else CHOOSE)
                return
            if event.key() == Qt.Key.Key_Delete:
                self.remove.emit(row.record)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.indexAt(event.pos()).data(_ROW) if event.pos().x() >= 0 else self.currentIndex().data(_ROW)
        if not isinstance(row, ThreadRow) or row.said is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), lambda: self._copy(row))
        if row.said.fate.offer is Offer.RETRY:
            menu.addAction(self.tr("Try again"), lambda: self.retry.emit(row.record))
        menu.addAction(self.tr("Delete"), lambda: self.remove.emit(row.record))
        menu.popup(event.globalPos())

    @staticmethod
    def _copy(row: ThreadRow) -> None:
        if row.said is not None:
            QGuiApplication.clipboard().setText(safe_paragraphs(row.said.text, 16_000))
