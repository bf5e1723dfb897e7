"""What one answer means, section by section, with links to its neighbours."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from softphone.answers import Answers, Difference
from softphone.gui.explain.side_by_side import SideBySide, paragraph
from softphone.gui.look.components import Button, Space, button, column, label
from softphone.gui.look.folding import FoldingRow

_SECTIONS = ("what", "when", "fix", "server")


class ExplanationText(QWidget):
    """Made for one status. `followed(status)` when the person goes on to a neighbour."""

    followed = Signal(int)

    def __init__(self, told: Answers, status: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation-text")
        self.setProperty("ground", "none")
        self.status = status
        self._told = told
        self._column = column(self, spacing=Space.XS)
        self._compared: SideBySide | None = None
        meaning = told.meaning(status)
        self._column.addWidget(label(meaning.name, "muted", wrap=True, object_name="explanation-name"))
        if not meaning.is_own:
            self._say_unknown()
        for section in _SECTIONS:
            text = getattr(meaning, section)
            if text:
                self._column.addSpacing(Space.S)
                self._column.addWidget(self._caption(section))
                self._column.addWidget(paragraph(text, f"explanation-{section}"))
        differences = told.differences(status)
        if differences:
            self._say_differences(differences)
            self._add_comparison(differences)

    def _caption(self, section: str) -> QLabel:
        return label(
            self._told.captions[section], "overline", wrap=True, object_name=f"explanation-{section}-caption"
        )

    def _say_unknown(self) -> None:
        counts_as = self.status // 100 * 100
        text = self._told.captions["unknown"].format(status=self.status, counts_as=counts_as)
        self._column.addSpacing(Space.S)
        self._column.addWidget(paragraph(text, "explanation-unknown"))
        self._column.addWidget(self._link(counts_as), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, status: int) -> Button:
        made = button(
            self._told.meaning(status).title,
            "quiet",
            object_name=f"explanation-to-{status}",
            accessible_name=self.tr("Go to {answer}").format(answer=self._told.meaning(status).title),
            icon="arrow-right",
        )
        made.setProperty("compact", "true")
        made.may_shrink()
        made.clicked.connect(lambda: self.followed.emit(status))
        return made

    def _say_differences(self, differences: tuple[Difference, ...]) -> None:
        self._column.addSpacing(Space.S)
        self._column.addWidget(self._caption("differs"))
        for difference in differences:
            self._column.addWidget(self._link(difference.other), 0, Qt.AlignmentFlag.AlignLeft)
            lines = QGridLayout()
            lines.setContentsMargins(Space.S, 0, 0, Space.XS)
            lines.setHorizontalSpacing(Space.M)
            lines.setVerticalSpacing(0)
            lines.setColumnStretch(1, 1)
            for row, (status, text) in enumerate(
                ((self.status, difference.line), (difference.other, difference.other_line))
            ):
                lines.addWidget(label(str(status), "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
                lines.addWidget(paragraph(text, f"explanation-differs-{difference.other}"), row, 1)
            self._column.addLayout(lines)

    def _add_comparison(self, differences: tuple[Difference, ...]) -> None:
        self._column.addSpacing(Space.L)
        self._heading = label("", "strong", wrap=True, object_name="comparison-heading")
        self._say_compared(differences[0])
        self._column.addWidget(self._heading)
        if len(differences) > 1:
            self._column.addWidget(self._chips(differences))
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, Space.S, 0, 0)
        self._column.addLayout(self._place)
        # The longest part stands lowest, and need not keep the rest from being seen at once.
        QTimer.singleShot(0, self, lambda: self._compare_first(differences[0]))

    def _compare_first(self, difference: Difference) -> None:
        if self._compared is None:
            self.compare(difference)

    def _chips(self, differences: tuple[Difference, ...]) -> FoldingRow:
        """One of them is chosen; the arrows go from one to the next."""
        row = FoldingRow()
        for difference in differences:
            chip = button(
                str(difference.other),
                object_name=f"compare-with-{difference.other}",
                accessible_name=self.tr("Compare with {answer}").format(
                    answer=self._told.meaning(difference.other).title
                ),
            )
            chip.setProperty("compact", "true")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setChecked(difference is differences[0])
            chip.toggled.connect(lambda on, chosen=difference: self.compare(chosen) if on else None)
            row.add(chip)
        return row

    def compare(self, difference: Difference) -> None:
        """Show the two answers side by side in place of those shown before."""
        if self._compared is not None:
            self._place.removeWidget(self._compared)
            self._compared.hide()
            self._compared.deleteLater()
        self._say_compared(difference)
        self._compared = SideBySide(self._told, difference)
        self._place.addWidget(self._compared)
        self._compared.show()

    def _say_compared(self, difference: Difference) -> None:
        text = self._told.captions["compare"].format(one=difference.status, other=difference.other)
        self._heading.setText(text)
