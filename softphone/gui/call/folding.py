"""A row of widgets that becomes a column where it does not fit."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from softphone.gui.theme import Space


class FoldingRow(QWidget):
    """Side by side while they fit, else one below the other over the full width."""

    def __init__(self, *, spacing: int = Space.S, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def add(self, widget: QWidget) -> None:
        self._row.insertWidget(len(self._widgets), widget)
        self._widgets.append(widget)

    def folded(self) -> bool:
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        widest = max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        natural = sum(widget.sizeHint().width() for widget in shown) + self._row.spacing() * max(
            0, len(shown) - 1
        )
        fold = natural > self.width()
        if fold != self.folded():
            down = QBoxLayout.Direction.TopToBottom
            self._row.setDirection(down if fold else QBoxLayout.Direction.LeftToRight)
            self.updateGeometry()
