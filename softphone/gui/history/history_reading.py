"""One reading of the history through a filter: on the store's thread, told here in a few growing pieces."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from softphone.calls.call_log import CallLog
from softphone.calls.history import HistoryFilter, Portion
from softphone.gui.futures import when_done
from softphone.gui.history.day_headings import DayHeadings

_GROWTH: Final = (
    4  # each piece that is told is so many times the one before: a million lines are told in seven
)


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of what was found so far, the newest first, and its days."""

    ids: "array[int]"
    days: DayHeadings
    complete: bool = False


class HistoryReading(QObject):
    """`found(Found)` several times on the thread of this object, at last a complete one; or `failed(error)`.

    Nothing is told any more after `stop`. `prepare_days` hears on the reader's thread which days there are.
    """

    found = Signal(object)
    failed = Signal(object)
    _piece = Signal(object)

    def __init__(
        self,
        log: CallLog,
        wanted: HistoryFilter,
        prepare_days: Callable[[Iterable[int]], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._prepare_days = prepare_days
        self._log = log
        self._wanted = wanted
        self._stopped = False
        # On the reader's thread alone until it has ended.
        self._ids = array("q")
        self._days = DayHeadings()
        self._told = 0
        self._piece.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        future = self._log.scan(self._wanted, self._hear, lambda: not self._stopped)
        when_done(future, self, lambda _: self._end(), self._fail)

    def stop(self) -> None:
        self._stopped = True

    def _hear(self, portion: Portion) -> bool:
        """On the reader's thread."""
        self._ids.extend(portion.ids)
        known = len(self._days.days)
        self._days.add(portion.began)
        self._prepare_days(self._days.days[known:])
        if self._stopped:
            return False
        if len(self._ids) >= self._told * _GROWTH:
            self._told = len(self._ids)
            try:
                self._piece.emit(Found(self._ids[:], self._days.copy()))
            except RuntimeError:  # the window is gone
                return False
        return True

    def _tell(self, piece: Found) -> None:
        if not self._stopped:
            self.found.emit(piece)

    def _end(self) -> None:
        self._tell(Found(self._ids, self._days, complete=True))

    def _fail(self, error: BaseException) -> None:
        if not self._stopped:
            self.failed.emit(error)
