"""A report line by line: a mark, a sentence, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from softphone.gui.look.components import IconLabel, Space, column, label
from softphone.gui.words.network_text import Finding

_MARKS = {True: ("check", "positive-text"), False: ("warning", "danger-text"), None: ("info", "text-muted")}


class Findings(QWidget):
    """Empty and without height until `show_findings`."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._layout = column(self, spacing=0)
        self._inner: QWidget | None = None
        self._findings: tuple[Finding, ...] = ()

    def text(self) -> str:
        """The whole report, for the clipboard and a screen reader."""
        return "\n".join(
            " ".join(part for part in (each.text, each.advice) if part) for each in self._findings
        )

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(findings)
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        line = 0
        for number, finding in enumerate(self._findings):
            mark = IconLabel(*_MARKS[finding.good], size=18)
            grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
            said = label(finding.text, wrap=True, object_name=f"{self.objectName()}-{number}")
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(said, line, 1)
            line += 1
            if finding.advice:
                advice = label(finding.advice, "small", wrap=True)
                advice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                grid.addWidget(advice, line, 1)
                line += 1
        self._layout.addWidget(self._inner)
        self.setAccessibleName(self.text())
        if self._findings:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._findings[-1].text))
