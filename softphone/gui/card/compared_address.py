"""Two addresses below each other, with what differs in bold and underlined."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.calls.offer import Part
from softphone.gui.card.address_parts import pieces
from softphone.gui.look.theme import Theme


class ComparedAddress(QWidget):
    """One address, wrapped anywhere. Formats are set by position, so that nothing a peer wrote is ever markup."""

    def __init__(
        self, uri: str, changed: Collection[Part], *, spoken: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pieces = pieces(uri)
        self._text = "".join(text for _, text in self._pieces)
        self.marked = tuple(text for part, text in self._pieces if part in changed)
        self._changed = frozenset(changed)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Theme.current().changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).boundingRect().height()) + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height() + 2)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made = []
        start = 0
        for part, text in self._pieces:
            # Qt counts in UTF-16 units.
            length = len(text.encode("utf-16-le")) // 2
            if part in self._changed:
                one = QTextLayout.FormatRange()
                one.start, one.length = start, length
                look = QTextCharFormat()
                look.setFontWeight(QFont.Weight.Bold)
                look.setFontUnderline(True)
                look.setForeground(Theme.current().color("warning-text"))
                one.format = look
                made.append(one)
            start += length
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Theme.current().color("text"))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()
