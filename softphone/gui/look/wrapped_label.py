"""A label of several lines that never cuts a word: one that is longer than the line goes on in the next."""

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle

# A page is never wider than its window for the sake of one long word.
_NARROWEST = 160
_LETTERS = "n" * 13
_BREAK = "\u200b"
# A line may end at a space, after a hyphen and at an invisible place that somebody else has put in.
_PIECES = re.compile(rf"[^\s{_BREAK}-]+-?|[\s{_BREAK}-]+")


def fitted(text: str, metrics: QFontMetrics, room: int) -> str:
    """`text` with invisible places for a line to end in each word that is wider than `room` pixels."""
    return "".join(
        piece if metrics.horizontalAdvance(piece) <= room else _BREAK.join(_parts(piece, metrics, room))
        for piece in _PIECES.findall(text)
    )


def _parts(word: str, metrics: QFontMetrics, room: int) -> Iterator[str]:
    """As few parts of the word as there are lines; a letter keeps its accents."""
    part = ""
    for letter in word:
        longer = part + letter
        if part and not unicodedata.combining(letter) and metrics.horizontalAdvance(longer) > room:
            yield part
            part = letter
        else:
            part = longer
    yield part


class WrappedLabel(QLabel):
    """Plain text. `text()` is what was set; the places where words are broken are only in what is drawn."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._is_document():
            return hint
        least = max(_NARROWEST, self.fontMetrics().horizontalAdvance(_LETTERS))
        return QSize(min(hint.width(), least), hint.height())

    def heightForWidth(self, width: int) -> int:
        if not self._breaks(width):
            return super().heightForWidth(width)
        around = self.contentsMargins()
        room = max(1, width - around.left() - around.right())
        flags = int(Qt.TextFlag.TextWordWrap)
        metrics = self.fontMetrics()
        area = metrics.boundingRect(QRect(0, 0, room, 100_000), flags, fitted(self.text(), metrics, room))
        return area.height() + around.top() + around.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._breaks(self.width()):
            super().paintEvent(event)
            return
        room = self.contentsRect()
        sides = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            sides.value | Qt.TextFlag.TextWordWrap.value,
            self.palette(),
            self.isEnabled(),
            fitted(self.text(), self.fontMetrics(), room.width()),
            self.foregroundRole(),
        )
        painter.end()

    def _breaks(self, width: int) -> bool:
        """Whether a word is wider than the label would be."""
        return width < super().minimumSizeHint().width() and self.wordWrap() and not self._is_document()

    def _is_document(self) -> bool:
        """Text that can be marked is laid out by Qt in another way."""
        return self.textInteractionFlags() != Qt.TextInteractionFlag.LinksAccessibleByMouse
