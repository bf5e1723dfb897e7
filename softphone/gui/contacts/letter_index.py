"""The letters beside a long list of people: a click or a drag goes to the first name with one."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.gui.look.theme import Theme

_WIDE = 20
_WIDEST = "W"


class LetterIndex(QWidget):
    """`wanted(row)` for the letter under the pointer. For the keyboard the list itself takes letters.

    Where there is no room for all letters every second, third … is written; a drag finds the others too.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts-letters")
        self.setAccessibleName(self.tr("Letters of the names"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._letters: tuple[tuple[str, int], ...] = ()
        self._pointed = -1
        Theme.current().changed.connect(self.update)

    @property
    def letters(self) -> tuple[tuple[str, int], ...]:
        return self._letters

    def show_letters(self, letters: Sequence[tuple[str, int]]) -> None:
        """Letters with the row that each begins at."""
        self._letters = tuple(letters)
        self.setAccessibleDescription(" ".join(letter for letter, _ in letters))
        self.setVisible(len(letters) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(_WIDE, QFontMetrics(self._font()).horizontalAdvance(_WIDEST) + 4), 100)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _slots(self) -> tuple[int, float]:
        """(every how many letters are written, height of a letter's slot)."""
        line = QFontMetrics(self._font()).height()
        every = max(1, -(-len(self._letters) * line // max(1, self.height())))
        return every, min(self.height() / max(1, len(self._letters)), line * 1.3)

    def _place_at(self, y: float) -> int:
        _, slot = self._slots()
        return min(max(int(y // max(1.0, slot)), 0), len(self._letters) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        every, slot = self._slots()
        line = QFontMetrics(self._font()).height()
        for place in range(0, len(self._letters), every):
            pointed = place == self._pointed - self._pointed % every and self._pointed >= 0
            painter.setPen(Theme.current().color("accent-text" if pointed else "text-muted"))
            area = QRectF(0, place * slot, self.width(), max(slot * every, line))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._letters[place][0])
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().y())
        if place != self._pointed:
            self._pointed = place
            self.setToolTip(self._letters[place][0] if self._letters else "")
            self.update()
            if event.buttons() & Qt.MouseButton.LeftButton:
                self._go(event)

    def leaveEvent(self, event: object) -> None:
        self._pointed = -1
        self.update()

    def _go(self, event: QMouseEvent) -> None:
        if self._letters:
            self.wanted.emit(self._letters[self._place_at(event.position().y())][1])
