"""What a response code means, beside the card and never in front of it."""

import tomllib
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from softphone.gui.call.explained import explained
from softphone.gui.i18n import current_language
from softphone.gui.look.components import Space, button, label
from softphone.resources import resource_path

_SECTIONS = ("what", "when", "fix", "server")
_FOLD_BELOW = 520


@lru_cache(maxsize=4)
def texts(language: str) -> dict[str, Any]:
    """The texts of one language ("en" or "ru"): tables `captions`, `code`, `compare`."""
    with resource_path("texts", f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


class ExplanationPanel(QFrame):
    """Made when it is first asked for; `closed` when the person puts it away."""

    closed = Signal()

    def __init__(self, status: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation-panel")
        self.setProperty("card", "plain")
        told = texts(current_language())
        code = told["code"][str(explained(status) or 300)]
        self.setAccessibleName(code["title"])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(label(code["title"], "title", wrap=True, object_name="explanation-title"), 1)
        self.close_button = button(
            "",
            "quiet",
            object_name="explanation-close",
            accessible_name=self.tr("Close the explanation"),
            icon="close",
        )
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for section in _SECTIONS:
            if section in code:
                column.addSpacing(Space.S)
                if len(code) > 2:  # a lone paragraph needs no caption
                    column.addWidget(label(told["captions"][section], "overline"))
                column.addWidget(_paragraph(code[section], f"explanation-{section}"))
        if status in (301, 380):
            column.addSpacing(Space.L)
            column.addWidget(label(told["captions"]["compare"], "strong"))
            column.addWidget(_Comparison(told["compare"], self))


def _paragraph(text: str, object_name: str) -> QLabel:
    made = label(text, wrap=True, object_name=object_name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


class _Comparison(QWidget):
    """301 beside 380; one below the other where there is no room for two columns."""

    def __init__(self, rows: list[dict[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._heads = (label("301", "strong"), label("380", "strong"))
        self._rows = [
            (
                label(row["caption"], "small", wrap=True),
                (_paragraph(row["moved"], "compare-301"), _paragraph(row["other"], "compare-380")),
                (label("301", "strong"), label("380", "strong")),
            )
            for row in rows
        ]
        self._folded: bool | None = None
        self._lay_out(folded=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(folded=self.width() < _FOLD_BELOW)

    def _lay_out(self, *, folded: bool) -> None:
        if folded == self._folded:
            return
        self._folded = folded
        place = self._grid.addWidget
        top = Qt.AlignmentFlag.AlignTop
        for head in self._heads:
            head.setVisible(not folded)
        for index, (caption, columns, tags) in enumerate(self._rows):
            for tag in tags:
                tag.setVisible(folded)
            if folded:
                place(caption, 3 * index, 0, 1, 3)
                for side in (0, 1):
                    place(tags[side], 3 * index + 1 + side, 0, top)
                    place(columns[side], 3 * index + 1 + side, 1, 1, 2)
            else:
                place(caption, index + 1, 0, top)
                for side in (0, 1):
                    place(columns[side], index + 1, 1 + side, top)
        if not folded:
            for side, head in enumerate(self._heads):
                place(head, 0, 1 + side)
        for column, stretch in enumerate((0, 1, 1) if folded else (2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.updateGeometry()
