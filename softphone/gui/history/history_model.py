"""The lines of the history as the list shows them, by their ids: a million of them are eight megabytes."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import merge

from PySide6.QtCore import QDate, QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.call_log import CallLog
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.gui.history.day_headings import DayHeadings, date_of
from softphone.gui.history.history_reading import Found
from softphone.gui.history.history_rows import day_row, leg_rows, line_row
from softphone.gui.look.lazy_rows import LazyRows
from softphone.gui.look.rows import Row


class HistoryRows(LazyRows):
    """Change it inside `RowList.keep_place`.

    `stale()` when lines that are listed are not in the store any more, `unread(error)` when they cannot be read.
    """

    stale = Signal()
    unread = Signal(object)

    def __init__(self, log: CallLog, parent: QWidget | None = None) -> None:
        super().__init__(self._read_lines, parent)
        self._log = log
        self._found = Found(array("q"), DayHeadings())
        self._unfolded: dict[int, list[Row]] = {}
        self._hidden: set[int] = set()
        self._going_on: set[int] = set()
        self._days: dict[int, Row] = {}

    @property
    def found(self) -> Found:
        return self._found

    @property
    def unfolded(self) -> frozenset[int]:
        return frozenset(self._unfolded)

    def show(self, found: Found, going_on: set[int]) -> None:
        """List what was found but the lines of calls that are still `going_on`."""
        self._found, self._going_on = found, going_on
        self._arrange()

    def hide(self, record_id: int, hidden: bool) -> None:
        """Take a line out of sight while its removal can be undone, or put it back."""
        if hidden:
            self._hidden.add(record_id)
        else:
            self._hidden.discard(record_id)
        self._arrange()

    def toggle(self, record: AttemptRecord) -> None:
        """Unfold a line to its legs, or fold it."""
        if self._unfolded.pop(record.id, None) is None:
            self._unfolded[record.id] = leg_rows(record)
        self._arrange()

    def _arrange(self) -> None:
        ids, days = self._found.ids, self._found.days
        for hidden in self._hidden | self._going_on:
            position = _place(ids, hidden)
            if position >= 0:
                ids = ids[:position] + ids[position + 1 :]
                days = days.without(position)
        self.prepare_days(days.days)
        known = self._days
        headings = ((first, known[day]) for first, day in zip(days.positions, days.days, strict=True))
        legs = [
            (position + 1, row)
            for position, record_id in sorted((_place(ids, number), number) for number in self._unfolded)
            if position >= 0
            for row in self._unfolded[record_id]
        ]
        # Legs stand above the heading of the day that begins below them.
        extras = list(merge(legs, headings, key=lambda extra: extra[0]))
        self.show_keys(ids, extras)

    def prepare_days(self, days: Iterable[int]) -> None:
        """Word the headings of these days. On the reader's thread too: ten years of them take two frames."""
        lately = QDate.currentDate().toJulianDay() - 2  # today is called yesterday tomorrow
        for day in days:
            if day >= lately or day not in self._days:
                self._days[day] = day_row(date_of(day))

    def _read_lines(self, ids: Sequence[int]) -> Mapping[int, Row]:
        try:
            records = self._log.lines(ids)
        except StoreFailedError as error:
            self.unread.emit(error)
            return {}
        if len(records) < len(ids):
            self.stale.emit()
        return _Lines(records, self._unfolds)

    def _unfolds(self, record: AttemptRecord) -> bool | None:
        return record.id in self._unfolded if len(record.legs) > 1 else None

    def find(self, key: Hashable) -> QModelIndex:
        if isinstance(key, int):
            position = _place(self.keys, key)
            return self.index(self.number_of(position)) if position >= 0 else QModelIndex()
        return super().find(key)

    def find_all(self, keys: frozenset[Hashable]) -> list[int]:
        return sorted(index.row() for index in map(self.find, keys) if index.isValid())


class _Lines(Mapping[int, Row]):
    """Rows of these records by their ids, each made when it is painted: of a portion a few are."""

    def __init__(
        self, records: Iterable[AttemptRecord], unfolds: Callable[[AttemptRecord], bool | None]
    ) -> None:
        self._records = {record.id: record for record in records}
        self._unfolds = unfolds
        self._rows: dict[int, Row] = {}

    def __getitem__(self, key: int) -> Row:
        row = self._rows.get(key)
        if row is None:
            record = self._records[key]
            row = self._rows[key] = line_row(record, unfolds=self._unfolds(record))
        return row

    def __iter__(self) -> Iterator[int]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _place(ids: Sequence[int], wanted: int) -> int:
    """Where `wanted` is among ids that fall; -1 for nowhere."""
    position = bisect_left(ids, -wanted, key=lambda each: -each)
    return position if position < len(ids) and ids[position] == wanted else -1
