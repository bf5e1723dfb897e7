"""The listed lines of the history written to a file of the person's choice, on a worker, with a way to stop it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.call_log import CallLog
from softphone.calls.history import ExportStoppedError, HistoryFilter, HistoryFormat, HistoryWriter
from softphone.gui.frame.banners import Banners, Manner
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.file_dialogs import ask_save

_KEY = "history-file"
_BUSY = "history-file-busy"  # beside what can be stopped, not in its place


class HistoryFile(QObject):
    """Asks for the file and says in a banner how far it is and what became of it."""

    _progress = Signal(int)

    def __init__(self, log: CallLog, write: HistoryWriter, banners: Banners, parent: QWidget) -> None:
        super().__init__(parent)
        self._log = log
        self._write = write
        self._banners = banners
        self._place = parent
        self._worker = Worker("history-file")
        self._wanted = False
        self._said = 0
        self._progress.connect(self._say_progress, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:  # what is half written when the program ends would stay beside the file
            app.aboutToQuit.connect(self.stop)

    def ask(self, wanted: HistoryFilter) -> None:
        table = self.tr("Table (*.csv)")
        lines = self.tr("JSON lines (*.jsonl)")
        ask_save(
            self._place,
            self.tr("Export the history"),
            {table: HistoryFormat.CSV, lines: HistoryFormat.JSON_LINES},
            lambda path: self.export_to(path, wanted),
            name="history-file-dialog",
            file="history.csv",
        )

    def export_to(self, path: Path, wanted: HistoryFilter) -> None:
        """Write all that suits, whole or not at all."""
        if self._wanted:  # one after the other: what is written now can be stopped
            self._banners.say(_BUSY, self.tr("Another file is still being written."))
            return
        self._wanted, self._said = True, 0
        kind = HistoryFormat.JSON_LINES if path.suffix.lower() in (".jsonl", ".json") else HistoryFormat.CSV
        self._say_progress(0)
        future = self._worker.submit(lambda: self._write(self._log.each(wanted), path, kind, self._go_on))
        when_done(
            future,
            self,
            lambda count: self._written(path, count),
            lambda error: self._failed(path, error),
        )

    def stop(self) -> None:
        self._wanted = False

    def _go_on(self, count: int) -> bool:
        """On the worker's thread."""
        if self._wanted and count >= self._said * 2:
            self._said = max(1, count)
            try:
                self._progress.emit(count)
            except RuntimeError:  # the window is gone
                return False
        return self._wanted

    def _say_progress(self, count: int) -> None:
        if self._wanted:
            text = self.tr("Writing the history: %n line(s) so far.", "", count)
            action = (self.tr("Stop"), self.stop)
            self._banners.say(_KEY, text, action, manner=Manner(icon="history", warns=False))

    def _written(self, path: Path, count: int) -> None:
        self._ended()
        text = self.tr("%n line(s) of the history were written to {file}.", "", count)
        self._banners.say(_KEY, text.format(file=path), manner=Manner(icon="check", warns=False))

    def _failed(self, path: Path, error: BaseException) -> None:
        self._ended()
        if isinstance(error, ExportStoppedError):
            text = self.tr("The history was not written: you have stopped it. There is no new file.")
            self._banners.say(_KEY, text, manner=Manner(icon="info", warns=False))
            return
        text = self.tr("The history could not be written to {file} ({reason}). There is no new file.")
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        self._banners.say(_KEY, text.format(file=path, reason=reason))

    def _ended(self) -> None:
        self._wanted = False
        self._banners.take(_BUSY)
