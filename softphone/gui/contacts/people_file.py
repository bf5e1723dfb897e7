"""Contacts and moves written to a file of the person's choice, and read from one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from softphone.calls.ports import ContactBook
from softphone.calls.values import ImportReport
from softphone.gui.frame.banners import Banners, Manner
from softphone.gui.futures import Worker, when_done

_LARGEST = 64 * 1024 * 1024  # bytes; no address book of a person is larger
_MOST_NAMED = 5
_KEY = "people-file"


class PeopleFile(QObject):
    """Asks for the file and says in a banner what became of it; `imported()` when there may be new people.

    Files are read and written on a worker.
    """

    imported = Signal()

    def __init__(self, book: ContactBook, banners: Banners, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._banners = banners
        self._place = parent
        self._worker = Worker("people-file")

    def ask_export(self) -> None:
        dialog = self._dialog(self.tr("Export contacts"), self.export_to)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("contacts.json")
        dialog.open()

    def ask_import(self) -> None:
        dialog = self._dialog(self.tr("Import contacts"), self.import_from)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self._place, title, QDir.homePath(), self.tr("Contacts (*.json)"))
        dialog.setObjectName("people-file-dialog")
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def export_to(self, path: Path) -> None:
        """Write everybody, with former addresses and remembered moves, whole or not at all."""
        book = self._book

        def write() -> None:
            content = book.export_people()
            beside = path.with_name(f".{path.name}.part")
            try:
                beside.write_bytes(content)
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

        def written(_: None) -> None:
            text = self.tr("The contacts were written to {file}.").format(file=path)
            self._banners.say(_KEY, text, manner=Manner(icon="check", warns=False))

        def failed(error: BaseException) -> None:
            text = self.tr("The contacts could not be written to {file} ({reason}).")
            self._banners.say(_KEY, text.format(file=path, reason=error))

        when_done(self._worker.submit(write), self, written, failed)

    def import_from(self, path: Path) -> None:
        """Take over what an export wrote; whoever is there already is completed, nobody is lost."""

        def read() -> bytes:
            with path.open("rb") as file:
                content = file.read(_LARGEST + 1)
            if len(content) > _LARGEST:
                raise ValueError(too_large)
            return content

        too_large = self.tr("the file is too large")

        def failed(error: BaseException) -> None:
            text = self.tr("{file} could not be read ({reason}). Nothing was changed.")
            self._banners.say(_KEY, text.format(file=path, reason=error))

        def have(content: bytes) -> None:
            when_done(self._book.import_people(content), self, self._report, failed)

        when_done(self._worker.submit(read), self, have, failed)

    def _report(self, report: ImportReport) -> None:
        self.imported.emit()
        text = self.tr(
            "Imported. New: {added}, completed: {completed}, unchanged: {unchanged}, remembered moves: {moves}."
        ).format(
            added=report.added, completed=report.completed, unchanged=report.unchanged, moves=report.moves
        )
        if not report.rejected:
            self._banners.say(_KEY, text, manner=Manner(icon="check", warns=False))
            return
        named = "; ".join(f"{each.entry}: {each.why}" for each in report.rejected[:_MOST_NAMED])
        if len(report.rejected) > _MOST_NAMED:
            named += "; …"
        detail = self.tr("Left out ({number}): {entries}").format(number=len(report.rejected), entries=named)
        self._banners.say(_KEY, text, manner=Manner(detail=detail))
