"""The page on which a file of people is looked at, taken over, and reported about."""

import threading
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.cards import Card
from softphone.calls.contact_book import ContactBook
from softphone.calls.people import ImportReport, RejectedEntry
from softphone.calls.people_files import FileKind, Look, PeopleFileError, PeopleFiles, Table
from softphone.calls.ports import StoreFailedError
from softphone.gui.exchange.preview import Preview
from softphone.gui.exchange.progress import Progress
from softphone.gui.exchange.report import Report
from softphone.gui.exchange.words import why_text
from softphone.gui.frame.page import Page
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error

# So many entries are compared with the contacts before they are taken over; of a longer file its first people.
MOST_COMPARED = 2_000
_AT_ONCE = 100
_LOOK_MS = 100


class ImportPage(Page):
    """`people_changed()` when there may be others than before, `left()` when the page has done its work."""

    people_changed = Signal()
    left = Signal()
    looked = Signal()
    ended = Signal()

    def __init__(self, book: ContactBook, files: PeopleFiles, parent: QWidget | None = None) -> None:
        super().__init__("import-page", parent)
        self._book = book
        self._files = files
        self._worker = Worker("people-file")
        self._path = Path()
        self._look: Look | None = None
        self._asked = 0
        self._read = 0  # written on the store's thread
        self._cancelled = threading.Event()
        self.importing = False
        self.body.addWidget(label(self.tr("Import contacts"), "heading", wrap=True))
        self._error = error_line(object_name="import-error")
        self.body.addWidget(self._error)
        self.waiting = label(self.tr("Looking into the file…"), "muted", object_name="import-waiting")
        self.body.addWidget(self.waiting)
        self.preview = Preview()
        self.preview.wanted.connect(self._begin)
        self.preview.left.connect(self.left)
        self.preview.changed.connect(self._look_so)
        self.progress = Progress()
        self.progress.cancelled.connect(self._cancel)
        self.report = Report()
        self.report.finished.connect(self.left)
        self.report.undo_requested.connect(self._undo)
        self.close_button = button(self.tr("Close"), object_name="import-close")
        self.close_button.clicked.connect(self.left)
        self._parts = (self.waiting, self.preview, self.progress, self.report, self.close_button)
        for part in self._parts[1:-1]:
            self.body.addWidget(part)
        self.body.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(lambda: self.progress.reach(self._read))
        self._show_part(None)
        app = QCoreApplication.instance()
        if app is not None:  # the program does not wait for a long import when it ends
            app.aboutToQuit.connect(self._cancelled.set)

    def look_at(self, path: Path) -> None:
        """Show what a file holds; while another is taken over, that goes on being shown."""
        if self.importing:
            return
        self._path = path
        self._error.hide()
        self._show_part(self.waiting)
        self._ask(None)

    def _look_so(self, table: Table) -> None:
        self._ask(table)

    def _ask(self, table: Table | None) -> None:
        self._asked += 1
        asked, path, files = self._asked, self._path, self._files

        def have(look: Look) -> None:
            if asked != self._asked:
                return
            self._look = look
            self.preview.show_look(path, look)
            self._show_part(self.preview)
            if table is None:
                self.preview.import_button.setFocus()
            self._announce(self.preview.said.text())
            self._compare(look, asked)

        def failed(error: BaseException) -> None:
            if asked == self._asked:
                self._show_part(self.close_button)
                self._say_failed(error)
                self.looked.emit()

        when_done(self._worker.submit(lambda: files.look(path, table)), self, have, failed)

    def _compare(self, look: Look, asked: int) -> None:
        """Who is there already; looked up after the file is shown, on the worker."""
        whole = look.kind is not FileKind.OURS and look.entries <= MOST_COMPARED
        path, files, book = self._path, self._files, self._book

        def compare() -> tuple[tuple[bool, ...], int]:
            found: Iterable[Card | RejectedEntry] = files.read(path, look) if whole else look.first
            people: list[Card] = []
            left_out = 0
            for each in islice(found, 2 * MOST_COMPARED):
                if isinstance(each, Card):
                    people.append(each)
                else:
                    left_out += 1
            parts = (people[at : at + _AT_ONCE] for at in range(0, len(people), _AT_ONCE))
            return tuple(known for part in parts for known in book.are_there(part)), left_out

        def have(found: tuple[tuple[bool, ...], int]) -> None:
            if asked == self._asked:
                there, left_out = found
                self.preview.show_known(look, there, left_out, all_of_them=whole)
                self.looked.emit()

        def failed(_: BaseException) -> None:  # the file is shown; taking it over will say what is wrong
            self.looked.emit()

        when_done(self._worker.submit(compare), self, have, failed)

    def _begin(self) -> None:
        look = self._look
        if look is None or self.importing:
            return
        self.importing = True
        self._asked += 1
        self._error.hide()
        self._read = 0
        self._cancelled.clear()
        self.progress.begin(look.entries)
        self._show_part(self.progress)
        self.progress.cancel_button.setFocus()
        if look.kind is FileKind.OURS:
            self.progress.cancel_button.setEnabled(False)
            path = self._path
            when_done(self._worker.submit(path.read_bytes), self, self._take_ours, self._failed)
            return
        self._timer.start()
        future = self._book.import_cards(self._files.read(self._path, look), self._go_on)
        when_done(future, self, self._taken, self._failed)

    def _go_on(self, read: int) -> bool:
        """On the store's thread."""
        self._read = read
        return not self._cancelled.is_set()

    def _take_ours(self, content: bytes) -> None:
        when_done(self._book.import_people(content), self, self._taken, self._failed)

    def _cancel(self) -> None:
        self._cancelled.set()
        self.progress.stopping()

    def _taken(self, report: ImportReport) -> None:
        self._finish(self.report)
        self.report.show_report(report)
        self.report.done_button.setFocus()
        self._announce(self.report.said.text())
        self.people_changed.emit()
        self.ended.emit()

    def _failed(self, error: BaseException) -> None:
        self._finish(self.preview)
        if self._cancelled.is_set():
            say_error(self._error, self.tr("The import was cancelled. Nobody was taken over."))
        else:
            self._say_failed(error)
        self.ended.emit()

    def _finish(self, part: QWidget) -> None:
        self.importing = False
        self._timer.stop()
        self._show_part(part)

    def _undo(self, import_id: int) -> None:
        self.report.undo_button.setEnabled(False)

        def undone(counts: tuple[int, int]) -> None:
            _, kept = counts
            text = self.tr("The import was taken back.")
            if kept:
                text += " " + self.tr("%n contact(s) were changed since, and stay.", "", kept)
            self.report.show_undone(text)
            self._announce(text)
            self.people_changed.emit()
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self.report.undo_button.setEnabled(True)
            say_error(
                self._error,
                self.tr("The import could not be taken back ({reason}).").format(reason=_reason(error)),
            )
            self.ended.emit()

        when_done(self._book.undo_import(import_id), self, undone, failed)

    def _say_failed(self, error: BaseException) -> None:
        text = self.tr("{file} could not be read: {reason}. Nothing was changed.")
        say_error(self._error, text.format(file=self._path.name, reason=_reason(error)))

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _show_part(self, part: QWidget | None) -> None:
        for each in self._parts:
            each.setVisible(each is part)


def _reason(error: BaseException) -> str:
    if isinstance(error, StoreFailedError):
        return why_text(error.reason)
    if isinstance(error, PeopleFileError):
        return why_text(str(error))
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
