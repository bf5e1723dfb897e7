"""How loud both sides are, as two quiet bars."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from softphone.gui.look.components import IconLabel, Space, label
from softphone.gui.look.theme import Theme


class LevelMeter(QWidget):
    """A bar of 0.0-1.0; falls softly, so that short gaps between words do not flicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def level(self) -> float:
        return self._level

    def set_level(self, level: float) -> None:
        """NaN and values outside 0.0-1.0 count as the nearest end."""
        bounded = min(1.0, max(0.0, level)) if level == level else 0.0  # noqa: PLR0124 -- NaN is unequal to itself
        shown = max(bounded, self._level * 0.6)
        if abs(shown - self._level) > 0.004:
            self._level = shown
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(whole, 4, 4)
        if self._level > 0.01:
            painter.setBrush(theme.color("warning" if self._level > 0.92 else "positive"))
            painter.drawRoundedRect(QRectF(0, 0, max(8.0, whole.width() * self._level), whole.height()), 4, 4)
        painter.end()


class Levels(QWidget):
    """Microphone and loudspeaker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("levels")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        self.microphone = LevelMeter()
        self.loudspeaker = LevelMeter()
        rows = (
            ("microphone", self.tr("You"), self.microphone, self.tr("Loudness of your microphone")),
            ("speaker", self.tr("They"), self.loudspeaker, self.tr("Loudness of the other side")),
        )
        for row, (icon_name, text, meter, spoken) in enumerate(rows):
            grid.addWidget(IconLabel(icon_name, "text-muted", size=17), row, 0)
            grid.addWidget(label(text, "muted"), row, 1)
            meter.setAccessibleName(spoken)
            grid.addWidget(meter, row, 2)
        grid.setColumnStretch(2, 1)
