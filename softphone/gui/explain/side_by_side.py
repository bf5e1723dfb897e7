"""Two answers in two columns, for those who ask what the difference is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from softphone.answers import Answers, Difference
from softphone.gui.look.components import Space, label, line

_STACK_BELOW = 50  # letters of an average width; two columns of fewer are columns of single words
_TOP = Qt.AlignmentFlag.AlignTop


def paragraph(text: str, object_name: str) -> QLabel:
    """Text that wraps in whatever width there is and can be copied with the mouse."""
    made = label(text, wrap=True, object_name=object_name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class SideBySide(QWidget):
    """One row for each question, its caption above; the second answer goes below the first where it is narrow."""

    def __init__(self, told: Answers, difference: Difference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        one, other = told.meaning(difference.status), told.meaning(difference.other)
        captions = told.captions
        self.setAccessibleName(captions["compare"].format(one=one.status, other=other.status))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._titles = [label(meaning.title, "strong", wrap=True) for meaning in (one, other)]
        self._rows = []
        for caption, texts in (
            (captions["what"], (one.brief, other.brief)),
            (captions["when"], (one.when, other.when)),
            (captions["fix"], (one.fix, other.fix)),
            (captions["difference"], (difference.line, difference.other_line)),
            (captions["server"], (one.server, other.server)),
        ):
            cells = []
            for meaning, text in zip((one, other), texts, strict=True):
                cell = paragraph(text, f"compare-{meaning.status}")
                cell.setAccessibleName(f"{caption}, {meaning.status}: {text}")
                cells.append((meaning.status, text, cell))
            self._rows.append((line(), label(caption, "overline", wrap=True), cells))
        self._stacked: bool | None = None
        self._lay_out(stacked=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(stacked=self.width() < _STACK_BELOW * self.fontMetrics().averageCharWidth())

    def _lay_out(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        place = self._grid.addWidget
        for column, title in enumerate(self._titles):
            place(title, 0, column, _TOP)  # shown before it is in its place, it would be a window of its own
            title.setVisible(not stacked)
        for number, (rule, caption, cells) in enumerate(self._rows):
            top = 1 + 4 * number
            place(rule, top, 0, 1, 2)
            place(caption, top + 1, 0, 1, 2)
            for side, (status, text, cell) in enumerate(cells):
                cell.setText(f"{status}: {text}" if stacked else text)
                if stacked:
                    place(cell, top + 2 + side, 0, 1, 2)
                else:
                    place(cell, top + 2, side, _TOP)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
