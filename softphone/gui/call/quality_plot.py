"""Loss, jitter and round trip of the last two minutes, as three small lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.calls.call_events import CallQuality
from softphone.gui.call.memory import KEPT_S
from softphone.gui.look.components import Space
from softphone.gui.look.theme import Theme
from softphone.gui.words.quality_text import milliseconds, percent, worst_loss

_LANE = 30
_WORDS = 118  # at least; long words of a language and large letters need more
# What fills a lane at least, so that a quiet line stays flat: percent, ms, ms.
_LEAST = (5.0, 40.0, 200.0)
# From here on a value is worth a warning.
_BAD = (3.0, 40.0, 300.0)


class QualityPlot(QWidget):
    """One lane for each; the words beside say what the line says. -1 leaves a gap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quality-plot")
        self._points: tuple[tuple[float, float, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.update)

    def show_points(self, points: Sequence[tuple[CallQuality, float]], spoken: str) -> None:
        self._points = tuple(
            (worst_loss(each), each.jitter_received_ms, each.round_trip_ms) for each, _ in points
        )
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 3 * _LANE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.84)
        painter.setFont(font)
        room = self.room(painter.fontMetrics())
        for lane, name in enumerate(self.names()):
            self._lane(painter, lane, name, room)
        painter.end()

    def names(self) -> tuple[str, str, str]:
        return self.tr("Loss"), self.tr("Jitter"), self.tr("Round trip")

    def room(self, letters: QFontMetrics) -> int:
        """For names and figures; the same whatever is measured, so that the lines do not jump."""
        longest = max(letters.horizontalAdvance(name) for name in self.names())
        return max(_WORDS, longest + letters.horizontalAdvance(f" {milliseconds(1000)}") + Space.S)

    def _lane(self, painter: QPainter, lane: int, name: str, room: int) -> None:
        """`room` is the width of the words and figures."""
        theme = Theme.current()
        values = [point[lane] for point in self._points]
        newest = values[-1] if values else -1.0
        top = lane * _LANE
        plot = QRectF(room, top + 4, max(1, self.width() - room), _LANE - 8)
        said = percent(newest) if lane == 0 else milliseconds(newest)
        painter.setPen(theme.color("text-muted"))
        words = QRectF(0, top, room - Space.S, _LANE)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        painter.setPen(theme.color("warning-text" if newest >= _BAD[lane] else "text"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), said)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        scale = max([_LEAST[lane], *values])
        bad = any(value >= _BAD[lane] for value in values)
        painter.setPen(QPen(theme.color("warning" if bad else "accent"), 1.6))
        step = plot.width() / (KEPT_S - 1)
        first = KEPT_S - len(values)
        line = QPolygonF()
        for number, value in enumerate(values):
            if value < 0:
                _draw(painter, line)
                line = QPolygonF()
                continue
            x = plot.left() + (first + number) * step
            line.append(QPointF(x, plot.bottom() - plot.height() * value / scale))
        _draw(painter, line)


def _draw(painter: QPainter, line: QPolygonF) -> None:
    if line.size() == 1:
        painter.drawPoint(line.first())
    elif line.size() > 1:
        painter.drawPolyline(line)
