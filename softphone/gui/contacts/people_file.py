"""Contacts written to a file of the person's choice, and files of people chosen or dropped to be taken over."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QLocale, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from softphone.calls.people_files import FileKind, PeopleFiles
from softphone.calls.ports import ContactBook
from softphone.gui.frame.banners import Banners, Manner
from softphone.gui.futures import Worker, when_done

_KEY = "people-file"
_READ = (".vcf", ".vcard", ".csv", ".txt", ".json")


class PeopleFile(QObject):
    """Asks for files; `look_requested(path)` when one is to be looked into. What was written is said in a banner.

    Files are written on a worker. `files` makes what reads and writes them, when it is first needed.
    """

    look_requested = Signal(Path)

    def __init__(
        self, book: ContactBook, files: Callable[[], PeopleFiles], banners: Banners, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._files = files
        self._banners = banners
        self._place = parent
        self._worker = Worker("people-file")
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)

    def ask_export(self, ids: Sequence[int] | None = None) -> None:
        """Everybody, or these."""
        newer, older = self.tr("vCard 4 (*.vcf)"), self.tr("vCard 3, for older programs (*.vcf)")
        kinds = {newer: FileKind.VCARD, older: FileKind.VCARD, self.tr("Table (*.csv)"): FileKind.TABLE}
        if ids is None:
            kinds[self.tr("This phone's own, with remembered moves (*.json)")] = FileKind.OURS
        dialog = self._dialog(
            self.tr("Export contacts"),
            list(kinds),
            lambda path: self.export_to(
                path, ids, version="3.0" if dialog.selectedNameFilter() == older else "4.0"
            ),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(FileKind.VCARD)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(kinds[chosen]))
        dialog.selectFile("contacts.vcf")
        dialog.open()

    def ask_import(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in _READ)
        dialog = self._dialog(
            self.tr("Import contacts"),
            [self.tr("Contacts ({patterns})").format(patterns=patterns), self.tr("All files (*)")],
            self.look_requested.emit,
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, kinds: list[str], then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self._place, title, QDir.homePath())
        dialog.setObjectName("people-file-dialog")
        dialog.setNameFilters(kinds)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def export_to(self, path: Path, ids: Sequence[int] | None = None, *, version: str = "4.0") -> None:
        """Write people by the suffix of the file, whole or not at all."""
        book, files = self._book, self._files()
        delimiter = (
            ";" if QLocale().decimalPoint() == "," else ","
        )  # as the spreadsheets of the country read it

        def write() -> None:
            if path.suffix.lower() == ".json":
                files.write_whole(path, book.export_people())
            else:
                files.write(path, book.cards(ids), delimiter=delimiter, version=version)

        def written(_: None) -> None:
            text = self.tr("The contacts were written to {file}.").format(file=path)
            self._banners.say(_KEY, text, manner=Manner(icon="check", warns=False))

        def failed(error: BaseException) -> None:
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            text = self.tr("The contacts could not be written to {file} ({reason}).")
            self._banners.say(_KEY, text.format(file=path, reason=reason))

        when_done(self._worker.submit(write), self, written, failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file that is dropped on the list is looked into."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            path = _dropped(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.look_requested.emit(path)
                return True
        return super().eventFilter(watched, event)


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in _READ else None
