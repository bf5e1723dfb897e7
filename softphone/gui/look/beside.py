"""Words with one button: beside them, or below where the words would become a column of single ones."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from softphone.gui.look.buttons import Button
from softphone.gui.look.theme import Space

# As wide as some twenty letters.
_LETTERS = "n" * 20


class Beside(QWidget):
    """`words` get the room that the button leaves, and a line of their own where that is too little."""

    def __init__(self, words: QWidget, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._button = button
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._row.addWidget(words, 1)
        button.may_shrink()
        self._row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - self._button.sizeHint().width() - Space.S
        wanted = self.fontMetrics().horizontalAdvance(_LETTERS)
        # More width must not make more height: the page's scroll bar would come and go without end.
        below = self._words.heightForWidth(self.width()) + Space.S + self._button.sizeHint().height()
        beside = left >= wanted and self._words.heightForWidth(left) <= below
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
            self._row.setAlignment(
                self._button, Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
            )
            self.updateGeometry()
