"""The log of this run, by level, searched as one types."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from softphone.gui.diagnostics.bundle import entry_text
from softphone.gui.diagnostics.redaction import Redaction
from softphone.gui.frame.page import field
from softphone.gui.look.components import Space, button, clearable, column
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.theme import base_points
from softphone.gui.services import Services
from softphone.gui.settings.choices import ChoiceBox
from softphone.logbook import LogEntry

_LINES = 22
_REFRESH_MS = 2000
_LEVELS = (10, 20, 30, 40)
_MOST_LINES = 3000


class LogPart(QWidget):
    """Reads anew every two seconds while it is shown and nothing is selected."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log-part")
        self._entries: Callable[[], tuple[LogEntry, ...]] = services.log_entries or (lambda: ())
        self._engine_log: Callable[[], tuple[str, ...]] = services.engine_log or (lambda: ())
        redaction = Redaction(())
        # The same lines are shown again and again, and blanking thousands of them takes longer than a frame.
        self._blanked = lru_cache(_MOST_LINES)(redaction.text)
        self._line_of = lru_cache(_MOST_LINES)(lambda entry: redaction.text(entry_text(entry)))
        layout = column(self, spacing=Space.M)
        self.source = ChoiceBox()
        self.source.addItem(self.tr("Window and calls"), "phone")
        self.source.addItem(self.tr("Engine"), "engine")
        layout.addLayout(field(self.tr("Log of"), self.source, "log-source"))
        self.level = ChoiceBox()
        names = (self.tr("Everything"), self.tr("News"), self.tr("Warnings"), self.tr("Errors only"))
        for number, name in zip(_LEVELS, names, strict=True):
            self.level.addItem(name, number)
        self.level.setCurrentIndex(0)
        layout.addLayout(field(self.tr("How much"), self.level, "log-level"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("any words"))
        clearable(self.search)
        layout.addLayout(field(self.tr("Search"), self.search, "log-search"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("log-text")
        self.text.setAccessibleName(self.tr("Log"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(font.pointSizeF(), 0.85 * base_points()))
        self.text.setFont(font)
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing())
        layout.addWidget(self.text)
        row = FoldingRow()
        self.copy_button = button(self.tr("Copy"), "quiet", object_name="log-copy", icon="copy")
        self.copy_button.clicked.connect(self._copy)
        row.add(self.copy_button)
        layout.addWidget(row)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        self.search.textChanged.connect(lambda _: self.reload())
        self.level.currentIndexChanged.connect(lambda _: self.reload())
        self.source.currentIndexChanged.connect(lambda _: self.reload())

    def reload(self) -> None:
        """Show what level and words let through, the newest last."""
        lines = self._lines()
        self.level.setEnabled(self.source.currentData() == "phone")
        wanted = self.search.text().casefold().split()
        shown = [line for line in lines if all(word in line.casefold() for word in wanted)]
        text = "\n".join(shown[-_MOST_LINES:])
        if not shown:
            text = self.tr("Nothing in the log matches.") if lines else self.tr("Nothing was logged yet.")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().maximum())

    def _lines(self) -> list[str]:
        if self.source.currentData() == "engine":
            return [self._blanked(line) for line in self._engine_log()]
        least = int(self.level.currentData())
        return [self._line_of(each) for each in self._entries() if each.level >= least]

    def _refresh(self) -> None:
        if not self.text.textCursor().hasSelection():
            self.reload()

    def _copy(self) -> None:
        if not self.text.textCursor().hasSelection():
            self.text.selectAll()
        self.text.copy()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
