"""How a row of a list is painted: a person, and beside people headings, legs and the arrow of what unfolds."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from softphone.gui.look.components import PersonDelegate, Space, icon_pixmap
from softphone.gui.look.eliding import elided
from softphone.gui.look.rows import Index, Row, RowKind, RowRole
from softphone.gui.look.sides import isolated, leading, sided
from softphone.gui.look.theme import Theme


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
        title = elided(row.title, QFontMetrics(font), Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | leading()), isolated(title))
        painter.restore()

    @staticmethod
    def _paint_arrow(painter: QPainter, option: QStyleOptionViewItem, is_open: bool) -> None:
        side = 16
        rect = QRectF(option.rect)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        name = "chevron-down" if is_open else "chevron-right"
        place = QRectF(rect.right() - 1 - side - Space.S, rect.bottom() - 1 - side - Space.M, side, side)
        painter.drawPixmap(sided(place, rect).topLeft(), icon_pixmap(name, "text-muted", side, ratio))

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
        painter.fillRect(sided(QRectF(spine, rect.top(), 2, rect.height()), rect), theme.color("border"))
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        struck = QFont(small)
        struck.setStrikeOut(row.struck)
        metrics = QFontMetrics(small)
        inner = rect.adjusted(Space.M + 38 + Space.M, 0, -Space.M, 0)
        top = inner.center().y() - metrics.height()
        painter.setFont(struck)
        painter.setPen(theme.color("text-muted" if row.struck else "text"))
        title = elided(row.title, metrics, Qt.TextElideMode.ElideMiddle, int(inner.width()))
        place = QRectF(inner.left(), int(top), inner.width(), metrics.height())
        painter.drawText(sided(place, rect), int(Qt.AlignmentFlag.AlignTop | leading()), isolated(title))
        painter.setFont(small)
        painter.setPen(theme.color(row.icon_color or "text-muted"))
        below = metrics.elidedText(row.subtitle, Qt.TextElideMode.ElideRight, int(inner.width()))
        place.translate(0, metrics.height())
        painter.drawText(sided(place, rect), int(Qt.AlignmentFlag.AlignTop | leading()), isolated(below))
        painter.restore()
