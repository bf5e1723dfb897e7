"""How loud: a slider that says its value, from silent to twice as loud."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from softphone.gui.look.components import Space, label
from softphone.gui.look.theme import Theme

_MOST = 200  # percent
_STEP = 5
_KNOB = 16


class _Slider(QSlider):
    """Painted in the colours of the theme, with a mark at 100 %. The wheel scrolls the page."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _MOST)
        self.setSingleStep(_STEP)
        self.setPageStep(4 * _STEP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 28)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, room = self.height() / 2, self.width() - _KNOB
        at = _KNOB / 2 + room * self.value() / _MOST
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(QRectF(_KNOB / 2, middle - 2, room, 4), 2, 2)
        painter.setBrush(theme.color("accent" if self.isEnabled() else "border-strong"))
        painter.drawRoundedRect(QRectF(_KNOB / 2, middle - 2, at - _KNOB / 2, 4), 2, 2)
        painter.setPen(QPen(theme.color("border-strong"), 1))
        usual = int(_KNOB / 2 + room * 100 / _MOST)
        painter.drawLine(usual, int(middle) + 6, usual, int(middle) + 10)
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.setBrush(theme.color("accent" if self.isEnabled() else "border-strong"))
        painter.drawEllipse(QRectF(at - _KNOB / 2 + 1, middle - _KNOB / 2 + 1, _KNOB - 2, _KNOB - 2))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class LevelSlider(QWidget):
    """`level_changed(factor)` while the person moves it."""

    level_changed = Signal(float)

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self.slider = _Slider()
        self.slider.setObjectName(name)
        self.slider.setAccessibleName(text)
        row.addWidget(self.slider, 1)
        self._value = label("", "muted", object_name=f"{name}-value")
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("0000 %"))
        row.addWidget(self._value)
        self.slider.valueChanged.connect(self._changed)

    def level(self) -> float:
        return self.slider.value() / 100

    def set_level(self, level: float) -> None:
        """Show `level` without telling anybody."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(level * 100))
        self.slider.blockSignals(False)
        self._say()

    def _changed(self, _percent: int) -> None:
        self._say()
        self.level_changed.emit(self.level())

    def _say(self) -> None:
        text = f"{self.slider.value()} %"
        self._value.setText(text)
        self.slider.setAccessibleDescription(text)
