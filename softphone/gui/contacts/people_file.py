"""Contacts written to a file of the person's choice, and files of people chosen or dropped to be taken over."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people_files import FileKind, PeopleFiles
from softphone.gui.frame.banners import Banners, Manner
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.file_dialogs import ask_open, ask_save

_KEY = "people-file"
_SOON_MS = 700
_READ = (".vcf", ".vcard", ".csv", ".txt", ".json")


class PeopleFile(QObject):
    """Asks for files; `look_requested(path)` when one is to be looked into. What was written is said in a banner, and
    `exported()` follows.

    Files are written on a worker. `files` makes what reads and writes them, when it is first needed.
    """

    look_requested = Signal(Path)
    exported = Signal()

    def __init__(
        self, book: ContactBook, files: Callable[[], PeopleFiles], banners: Banners, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._files = files
        self._banners = banners
        self._place = parent
        self._worker = Worker("people-file")
        self._stopped = threading.Event()
        self._path = Path()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._say_writing)
        app = QCoreApplication.instance()
        if app is not None:  # what is half written when the program ends would stay beside the file
            app.aboutToQuit.connect(self._stop)
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)

    def ask_export(self, ids: Sequence[int] | None = None) -> None:
        """Everybody, or these."""
        newer, older = self.tr("vCard 4 (*.vcf)"), self.tr("vCard 3, for older programs (*.vcf)")
        kinds = {newer: FileKind.VCARD, older: FileKind.VCARD, self.tr("Table (*.csv)"): FileKind.TABLE}
        if ids is None:
            kinds[self.tr("This phone's own, with remembered moves (*.json)")] = FileKind.OURS
        dialog = ask_save(
            self._place,
            self.tr("Export contacts"),
            kinds,
            lambda path: self.export_to(
                path, ids, version="3.0" if dialog.selectedNameFilter() == older else "4.0"
            ),
            name="people-file-dialog",
            file="contacts.vcf",
        )

    def ask_import(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in _READ)
        kinds = [self.tr("Contacts ({patterns})").format(patterns=patterns), self.tr("All files (*)")]
        title, then = self.tr("Import contacts"), self.look_requested.emit
        ask_open(self._place, title, kinds, then, name="people-file-dialog")

    def export_to(self, path: Path, ids: Sequence[int] | None = None, *, version: str = "4.0") -> None:
        """Write people by the suffix of the file, whole or not at all."""
        book, files, stopped = self._book, self._files(), threading.Event()
        # As the spreadsheets of the country read it.
        delimiter = ";" if QLocale().decimalPoint() == "," else ","
        self._stopped = stopped
        self._path = path

        def write() -> int:
            if path.suffix.lower() == ".json":
                files.write_whole(path, book.export_people())
                return 1
            return files.write(
                path,
                book.cards(ids),
                delimiter=delimiter,
                version=version,
                progress=lambda _count: not stopped.is_set(),
            )

        def written(_: int) -> None:
            if stopped.is_set():
                text = self.tr("The contacts were not written: you have stopped it. There is no new file.")
                self._end(text, Manner(icon="info", warns=False))
            else:
                text = self.tr("The contacts were written to {file}.")
                self._end(text.format(file=path), Manner(icon="check", warns=False))

        def failed(error: BaseException) -> None:
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            text = self.tr("The contacts could not be written to {file} ({reason}).")
            self._end(text.format(file=path, reason=reason), Manner())

        self._soon.start()
        when_done(self._worker.submit(write), self, written, failed)

    def _stop(self) -> None:
        self._stopped.set()

    def _say_writing(self) -> None:
        """Only what takes a while is said before it is done."""
        text = self.tr("The contacts are being written to {file}.").format(file=self._path)
        stop = (self.tr("Stop"), self._stopped.set)
        self._banners.say(_KEY, text, stop, manner=Manner(icon="contacts", warns=False))

    def _end(self, text: str, manner: Manner) -> None:
        self._soon.stop()
        self._banners.say(_KEY, text, manner=manner)
        self.exported.emit()

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
