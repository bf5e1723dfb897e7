"""The way of a call as a picture: you, each address with how it answered, and where it would go next."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from softphone.gui.look.theme import Space, Theme

_ARROW = 36
_SHORTEST_ARROW = 24
_PAD = 10
_WRAP = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Station:
    """One box. `role` is its palette family: "" plain, "old" struck through, "positive", "warning" or "danger"."""

    caption: str
    text: str
    role: str = ""
    tip: str = ""


class RoutePicture(QWidget):
    """Boxes and arrows, side by side while they fit, else from top to bottom with whole addresses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stations: tuple[Station, ...] = ()
        self.setObjectName("route-picture")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Theme.current().changed.connect(self.update)

    def set_stations(self, stations: tuple[Station, ...]) -> None:
        self._stations = stations
        self.setAccessibleName(" → ".join(f"{item.caption}: {item.tip or item.text}" for item in stations))
        self.updateGeometry()
        self.update()

    def stations(self) -> tuple[Station, ...]:
        return self._stations

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max((box.bottom() for box in boxes), default=0) + 2

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 48)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for station, box in zip(self._stations, self._boxes(self.width()), strict=True):
                if box.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), station.tip or station.text, self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def _fonts(self) -> tuple[QFont, QFont]:
        small = QFont(self.font())
        small.setPointSizeF(max(6.0, small.pointSizeF() * 0.82))
        small.setWeight(QFont.Weight.DemiBold)
        return small, QFont(self.font())

    def _boxes(self, width: int) -> list[QRect]:
        """Where the stations stand in `width` pixels; heights fit the wrapped text."""
        small, normal = self._fonts()
        caption, text = QFontMetrics(small), QFontMetrics(normal)
        natural = [
            max(caption.horizontalAdvance(item.caption), text.horizontalAdvance(item.text)) + 2 * _PAD + 4
            for item in self._stations
        ]
        height = caption.height() + text.height() + 2 * _PAD
        # The arrows give way first: side by side a route is read at a glance.
        arrow = min(_ARROW, (width - sum(natural)) // max(1, len(natural) - 1))
        if arrow >= _SHORTEST_ARROW:
            boxes, left = [], 0
            for wide in natural:
                boxes.append(QRect(left, 0, wide, height))
                left += wide + arrow
            return boxes
        boxes, top = [], 0
        wide = max(60, min(width - 1, max(natural, default=60)))
        for item in self._stations:
            tall = text.boundingRect(0, 0, wide - 2 * _PAD, 10_000, _WRAP, item.text).height()
            boxes.append(QRect(0, top, wide, caption.height() + tall + 2 * _PAD))
            top = boxes[-1].bottom() + 1 + Space.XL - Space.XS
        return boxes

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes(self.width())
        for before, after in pairwise(boxes):
            self._paint_arrow(painter, before, after)
        for station, box in zip(self._stations, boxes, strict=True):
            self._paint_station(painter, station, box)
        painter.end()

    def _paint_arrow(self, painter: QPainter, before: QRect, after: QRect) -> None:
        painter.setPen(QPen(Theme.current().color("border-strong"), 1.6))
        flat = after.left() > before.left()
        if flat:
            start = QPointF(before.right() + 7, before.center().y())
            end = QPointF(after.left() - 6, after.center().y())
            wings = (QPointF(-5, -4), QPointF(-5, 4))
        else:
            start = QPointF(before.left() + 24, before.bottom() + 4)
            end = QPointF(after.left() + 24, after.top() - 3)
            wings = (QPointF(-4, -5), QPointF(4, -5))
        painter.drawLine(start, end)
        head = QPainterPath(end + wings[0])
        head.lineTo(end)
        head.lineTo(end + wings[1])
        painter.drawPath(head)

    def _paint_station(self, painter: QPainter, station: Station, box: QRect) -> None:
        theme = Theme.current()
        family = station.role if station.role in ("positive", "warning", "danger") else ""
        fill: QColor = theme.color(f"{family}-soft" if family else "surface")
        border: QColor = theme.color(f"{family}-border" if family else "border")
        if family == "warning":
            fill = theme.color("surface")
        painter.setPen(QPen(border, 1.4 if family else 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(box).adjusted(0.7, 0.7, -0.7, -0.7), 8, 8)
        small, normal = self._fonts()
        inner = box.adjusted(_PAD, _PAD - 1, -_PAD, -_PAD + 1)
        painter.setFont(small)
        painter.setPen(theme.color(f"{family}-text" if family else "text-muted"))
        caption = QFontMetrics(small)
        shown = caption.elidedText(station.caption, Qt.TextElideMode.ElideRight, inner.width() + 4)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), shown)
        normal.setStrikeOut(station.role == "old")
        painter.setFont(normal)
        painter.setPen(theme.color("text-muted" if station.role == "old" else "text"))
        painter.drawText(inner.adjusted(0, caption.height() + 2, 4, 4), _WRAP, station.text)
