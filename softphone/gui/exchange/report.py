"""What has become of an import: who came in, and every line that did not, with its number and why."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from softphone.calls.people import ImportReport
from softphone.gui.exchange.words import entry_text, why_text
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.components import Space, button, column, label, line
from softphone.gui.look.file_dialogs import ask_save
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList

_ROWS_SHOWN = 8


class Report(QWidget):
    """`finished()` when the person has read it, `undo_requested(id)` when the import is to be taken back."""

    finished = Signal()
    undo_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-report")
        self._report = ImportReport()
        self._worker = Worker("import-report")
        layout = column(self, spacing=Space.M)
        self.said = label("", "strong", wrap=True, object_name="import-report-said")
        layout.addWidget(self.said)
        commands = FoldingRow()
        self.done_button = button(self.tr("Done"), "primary", object_name="import-done", icon="check")
        self.done_button.clicked.connect(self.finished)
        commands.add(self.done_button)
        self.undo_button = button(self.tr("Take the import back"), object_name="import-undo", icon="undo")
        self.undo_button.clicked.connect(lambda: self.undo_requested.emit(self._report.id))
        commands.add(self.undo_button)
        layout.addWidget(commands)
        self._left_out = QWidget()
        left = column(self._left_out, spacing=Space.M)
        left.addWidget(line())
        self.heading = label("", "title", wrap=True)
        left.addWidget(self.heading)
        self.list = RowList(object_name="import-left-out", accessible_name=self.tr("What was left out"))
        self.list.setProperty("ground", "canvas")
        left.addWidget(self.list)
        more = FoldingRow()
        self.copy_button = button(self.tr("Copy the list"), object_name="import-copy", icon="copy")
        self.copy_button.clicked.connect(self._copy)
        more.add(self.copy_button)
        self.save_button = button(self.tr("Save the list…"), object_name="import-save")
        self.save_button.clicked.connect(self._ask_where)
        more.add(self.save_button)
        left.addWidget(more)
        self.saved = label("", "small", wrap=True, object_name="import-saved")
        left.addWidget(self.saved)
        layout.addWidget(self._left_out)

    def show_report(self, report: ImportReport) -> None:
        self._report = report
        parts = [self.tr("%n person(s) added", "", report.added)]
        if report.completed:
            parts.append(self.tr("%n completed", "", report.completed))
        if report.unchanged:
            parts.append(self.tr("%n had all of it already", "", report.unchanged))
        if report.moves:
            parts.append(self.tr("%n remembered move(s) taken over", "", report.moves))
        self.said.setText(" · ".join(parts))
        self.undo_button.setVisible(bool(report.id))
        self.undo_button.setEnabled(True)
        self._left_out.setVisible(bool(report.rejected))
        self.saved.hide()
        self.heading.setText(self.tr("Left out: %n entry(s) or line(s)", "", len(report.rejected)))
        self.list.set_rows(
            Row(
                key=at,
                title=who,
                subtitle=why_text(each.why),
                right=where,
                avatar=who if where else "!",
                icon="warning",
            )
            for at, each in enumerate(report.rejected)
            for who, where in [entry_text(each)]
        )
        if report.rejected:
            rows = min(_ROWS_SHOWN, len(report.rejected))
            self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2)

    def show_undone(self, text: str) -> None:
        self.said.setText(text)
        self.undo_button.hide()

    def text(self) -> str:
        """The list as lines to be kept."""
        return "".join(f"{' '.join(part for part in reversed(entry_text(each)) if part)}: {why_text(each.why)}\n"
                       for each in self._report.rejected)  # fmt: skip

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._say_saved(self.tr("The list is in the clipboard."))

    def _ask_where(self) -> None:
        title, kinds = self.tr("Save the list"), {self.tr("Text (*.txt)"): "txt"}
        ask_save(self, title, kinds, self.save_to, name="import-save-dialog", file="import.txt")

    def save_to(self, path: Path) -> None:
        text = self.text()

        def failed(error: BaseException) -> None:
            self._say_saved(
                self.tr("The list could not be written to {file} ({reason}).").format(file=path, reason=error)
            )

        when_done(
            self._worker.submit(lambda: path.write_text(text, encoding="utf-8")),
            self,
            lambda _: self._say_saved(self.tr("The list was written to {file}.").format(file=path)),
            failed,
        )

    def _say_saved(self, text: str) -> None:
        self.saved.setText(text)
        self.saved.show()
