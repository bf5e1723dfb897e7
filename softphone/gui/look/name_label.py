"""A name that matters: on a second line where the first has no room for it, and only then with an ellipsis."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from softphone.gui.look.components import ElidedLabel, TextRole
from softphone.gui.look.eliding import elided
from softphone.gui.look.sides import isolated


class NameLabel(ElidedLabel):
    """Plain text on at most `most_lines` lines; whole in the tool tip and for a screen reader."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = "heading",
        *,
        most_lines: int = 2,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._most_lines = most_lines
        self._shown_lines = 1
        super().__init__("", role, object_name=object_name, parent=parent)
        self.set_text(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + (self._shown_lines - 1) * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _starts(self, width: int) -> list[int]:
        """Where each line begins; a word that is wider than a line is broken."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid = QTextLayout(self.full_text(), self.font())
        laid.setTextOption(option)
        laid.beginLayout()
        starts = []
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        laid.endLayout()
        return starts

    def _cut(self) -> None:
        whole, width = self.full_text(), self.width()
        starts = self._starts(width)
        last = starts[self._most_lines - 1] if len(starts) >= self._most_lines else len(whole)
        lines = [
            whole[first:second].rstrip() for first, second in pairwise([*starts, len(whole)]) if first < last
        ]
        if last < len(whole):
            lines.append(elided(whole[last:], self.fontMetrics(), Qt.TextElideMode.ElideRight, max(0, width)))
        self.setToolTip(whole if len(starts) > self._most_lines else "")
        shown = "\n".join(isolated(line) for line in lines)
        if shown != self.text():
            self._shown_lines = max(1, len(lines))
            self.setText(shown)
            self.updateGeometry()
