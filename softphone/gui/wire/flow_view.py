"""The call flow on the screen: a ladder, as a list whose rows are arrows, and the chosen message below it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from softphone.gui.look.components import Space, label
from softphone.gui.look.theme import Theme
from softphone.gui.wire.ladder import Arrow, Ladder, LegStart, Row
from softphone.gui.wire.message_text import MessageText

_TIME: Final = 62
_EDGE: Final = 34
_HEAD: Final = 7
_VISIBLE_ROWS: Final = 8
Index = QModelIndex | QPersistentModelIndex


def columns(width: int, peers: int) -> list[int]:
    """Where the lifelines stand in `width` pixels: you first, then each peer, evenly to the right edge."""
    first = _TIME + _EDGE
    step = max(24, (width - first - _EDGE) // max(1, peers))
    return [first + step * index for index in range(peers + 1)]


class FlowModel(QAbstractListModel):
    """The rows of a ladder; a line between legs cannot be chosen."""

    def __init__(self, ladder: Ladder, parent: QWidget) -> None:
        super().__init__(parent)
        self.ladder = ladder

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.ladder.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.ladder.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.ladder.rows[index.row()], LegStart):
            return Qt.ItemFlag.NoItemFlags  # the arrow keys pass over what is disabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, row: Row) -> str:
        """What a screen reader says of a row."""
        if isinstance(row, LegStart):
            return self.tr("Call number {number}: {uri}").format(number=row.number, uri=row.uri)
        text = (
            self.tr("{time} s, sent to {peer}: {what}")
            if row.sent
            else self.tr("{time} s, from {peer}: {what}")
        )
        return text.format(time=f"{row.seconds:.3f}", peer=self.ladder.peers[row.peer], what=row.title)


class FlowView(QWidget):
    """Rows are chosen by keyboard or click; what is chosen stands whole below."""

    def __init__(self, ladder: Ladder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flow")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        if not ladder.whole:
            said = label(
                self.tr("The history keeps the final answers only, not every message."),
                "small",
                wrap=True,
                object_name="flow-note",
            )
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(said)
        self.model = FlowModel(ladder, self)
        self.list = QListView()
        self._head = _Head(ladder, self)
        column.addWidget(self._head)
        self.list.setObjectName("flow-list")
        self.list.setAccessibleName(self.tr("Call flow, %n message(s)", "", len(ladder.rows)))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_ArrowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setTabKeyNavigation(False)
        rows = min(_VISIBLE_ROWS, max(2, len(ladder.rows)))
        self.list.setFixedHeight(rows * _row_height(self.fontMetrics()) + 4)
        column.addWidget(self.list)
        self.text = MessageText("", object_name="flow-text", accessible_name=self.tr("The chosen message"))
        column.addWidget(self.text)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        start = _row_to_begin_with(ladder)
        if start is None:
            self.text.hide()
        else:
            self.list.setCurrentIndex(self.model.index(start))

    def _chosen(self, current: QModelIndex) -> None:
        row = current.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Arrow):
            self.text.set_raw(row.raw, instead=self.tr("The text of this message was not kept."))


def _is_redirect(row: Row) -> bool:
    return isinstance(row, Arrow) and row.status is not None and 300 <= row.status < 400


def _row_to_begin_with(ladder: Ladder) -> int | None:
    """The first redirect, which is what people open this for, else the first message."""
    arrows = [number for number, row in enumerate(ladder.rows) if isinstance(row, Arrow)]
    return next((number for number in arrows if _is_redirect(ladder.rows[number])), next(iter(arrows), None))


def _row_height(metrics: QFontMetrics) -> int:
    return metrics.height() + 18


class _Head(QWidget):
    """Who stands above which lifeline; it stays while the rows scroll."""

    def __init__(self, ladder: Ladder, parent: QWidget) -> None:
        super().__init__(parent)
        self._peers = ladder.peers
        self.setAccessibleName(self.tr("Taking part: {peers}").format(peers=", ".join(ladder.peers)))
        self.setFixedHeight(self.fontMetrics().height() + 8)
        self.setToolTip("\n".join(ladder.peers))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = Theme.current()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        places = columns(self.width(), len(self._peers))
        names = (self.tr("You"), *self._peers)
        rooms = head_rooms(places, self.width())
        for index, (x, name, (first, last)) in enumerate(zip(places, names, rooms, strict=True)):
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, last - first)
            wide = metrics.horizontalAdvance(shown)
            left = max(first, min(x - wide // 2, last - wide))
            painter.setPen(theme.color("text" if index else "accent-text"))
            painter.drawText(left, metrics.ascent() + 4, shown)
        painter.end()


def head_rooms(places: Sequence[int], width: int) -> list[tuple[int, int]]:
    """From where to where each name may reach above its lifeline, so that none runs into the next."""
    middles = [(one + other) // 2 for one, other in pairwise(places)]
    return list(
        zip([0, *(each + 4 for each in middles)], [*(each - 4 for each in middles), width], strict=True)
    )


class _ArrowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, _row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if not isinstance(model, FlowModel):
            return
        theme = Theme.current()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.color("accent-soft"))
        places = columns(area.width(), len(model.ladder.peers))
        painter.setPen(QPen(theme.color("border-strong"), 1, Qt.PenStyle.DotLine))
        for x in places:
            painter.drawLine(area.left() + x, area.top(), area.left() + x, area.bottom() + 1)
        ground = theme.color("accent-soft" if chosen else "surface")
        if isinstance(row, LegStart):
            _paint_leg(painter, area, option.fontMetrics, f"{row.number}  {row.uri}")
        elif isinstance(row, Arrow):
            _paint_arrow(painter, area, row, places, ground)
            if chosen and option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


def _paint_leg(painter: QPainter, area: QRect, metrics: QFontMetrics, text: str) -> None:
    theme = Theme.current()
    band = area.adjusted(0, 5, 0, -5)
    painter.fillRect(band, theme.color("hover"))
    painter.setPen(theme.color("text-muted"))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, band.width() - 2 * Space.S)
    painter.drawText(band.adjusted(Space.S, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_arrow(painter: QPainter, area: QRect, row: Arrow, places: list[int], ground: QColor) -> None:
    theme, metrics = Theme.current(), painter.fontMetrics()
    redirect = _is_redirect(row)
    family = _family(row.status)
    color = theme.color(f"{family}-text" if family else "text")
    painter.setPen(theme.color("text-muted"))
    painter.drawText(area.left() + Space.S, area.top() + metrics.ascent() + 3, f"{row.seconds:.3f}")
    mine, theirs = area.left() + places[0], area.left() + places[row.peer + 1]
    y = area.bottom() - 7
    start, end = (mine, theirs) if row.sent else (theirs, mine)
    painter.setPen(QPen(color, 2.4 if redirect else 1.4))
    painter.drawLine(start, y, end, y)
    way = 1 if end > start else -1
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF([QPointF(end, y), QPointF(end - way * _HEAD, y - 4), QPointF(end - way * _HEAD, y + 4)])
    )
    font = QFont(painter.font())
    font.setBold(redirect)
    painter.setFont(font)
    bold = QFontMetrics(font)
    room = area.right() - mine - 2 * Space.S
    shown = bold.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
    # The lifelines do not run through the words.
    wide = bold.horizontalAdvance(shown) + Space.XS
    painter.fillRect(mine + Space.S - 2, area.top() + 3, wide, bold.height(), ground)
    painter.setPen(color)
    painter.drawText(mine + Space.S, area.top() + bold.ascent() + 3, shown)


def _family(status: int | None) -> str:
    if status is None or status < 200:
        return ""
    if status < 300:
        return "positive"
    return "warning" if status < 400 or status in (401, 407) else "danger"
