"""Rows of a list that may be very long: of all of them a number is known, the rest is read when it is painted."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from softphone.gui.look.rows import NO_INDEX, Index, Row, RowKind, RowModel

PORTION = 32  # rows that are read at once: about two screens
_PORTIONS_KEPT = 48


class LazyRows(RowModel):
    """`read(keys)` gives the rows of these keys, in portions; what it leaves out is painted as an empty row.

    It is called while the list is painted, so it must not raise and has to answer within a few milliseconds.
    `Row.key` of a row is its key. `extras` are rows between them, headings or legs: (position, row) stands before
    `keys[position]`, sorted by position.
    """

    def __init__(
        self, read: Callable[[Sequence[int]], Mapping[int, Row]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._keys: Sequence[int] = ()
        self._extras: list[Row] = []
        self._positions: list[int] = []  # of the extras, among the keys
        self._numbers: list[int] = []  # of the extras, among the rows
        self._portions: OrderedDict[int, Mapping[int, Row]] = OrderedDict()

    @property
    def keys(self) -> Sequence[int]:
        return self._keys

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, read now: for few of them."""
        return tuple(self.row_at(number) for number in range(self.rowCount()))

    def show_keys(self, keys: Sequence[int], extras: Sequence[tuple[int, Row]] = ()) -> None:
        """Replace what is listed; when the same rows stand in the same places, they are only read again."""
        positions = [position for position, _ in extras]
        fresh = [row for _, row in extras]
        known = [row.key for row in self._extras]
        if positions == self._positions and [row.key for row in fresh] == known and keys == self._keys:
            self._keys, self._extras = keys, fresh
            self.forget_rows()
            return
        self.beginResetModel()
        self._portions.clear()
        self._keys, self._extras, self._positions = keys, fresh, positions
        self._numbers = [position + place for place, position in enumerate(positions)]
        self._odd = tuple(
            (number, row.kind)
            for number, row in zip(self._numbers, fresh, strict=True)
            if row.kind is not RowKind.PERSON
        )
        self.endResetModel()

    def forget_rows(self) -> None:
        """Read again what is looked at next."""
        self._portions.clear()
        if count := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._keys) + len(self._extras)

    def row_at(self, number: int) -> Row:
        place = bisect_left(self._numbers, number)
        if place < len(self._numbers) and self._numbers[place] == number:
            return self._extras[place]
        position = number - place
        key = self._keys[position]
        return self._portion(position // PORTION).get(key) or Row(key=key, title="")

    def position_of(self, number: int) -> int:
        """The place among the keys of row `number`, or of the first key after an extra."""
        return number - bisect_left(self._numbers, number)

    def number_of(self, position: int) -> int:
        """The row in which `keys[position]` stands."""
        return position + bisect_right(self._positions, position)

    def chosen_keys(self, first: int, last: int) -> Iterable[Hashable]:
        inside = range(bisect_left(self._numbers, first), bisect_right(self._numbers, last))
        extras = (self._extras[place] for place in inside)
        yield from (extra.key for extra in extras if extra.kind is not RowKind.SECTION)
        yield from self.keys_between(first, last)

    def keys_between(self, first: int, last: int) -> Sequence[int]:
        """The keys of the rows from `first` to `last`, without extras."""
        end = last + 1 - bisect_right(self._numbers, last)
        return self._keys[self.position_of(first) : end]

    def find(self, key: Hashable) -> QModelIndex:
        for number, row in zip(self._numbers, self._extras, strict=True):
            if row.key == key:
                return self.index(number)
        if not isinstance(key, int):
            return QModelIndex()
        try:
            return self.index(self.number_of(self._keys.index(key)))
        except ValueError:
            return QModelIndex()

    def find_all(self, keys: frozenset[Hashable]) -> list[int]:
        """The numbers of the rows with these keys, from the top."""
        positions = [position for position, key in enumerate(self._keys) if key in keys]
        found: list[int] = []
        start = 0
        for place, (position, number) in enumerate(zip(self._positions, self._numbers, strict=True)):
            end = bisect_left(positions, position, start)
            found += [each + place for each in positions[start:end]]
            start = end
            if self._extras[place].key in keys:
                found.append(number)
        return found + [each + len(self._positions) for each in positions[start:]]

    def seek(self, _beginning: str) -> int:
        """The row to go to when `_beginning` is typed into the list; -1 where rows are in no order of words."""
        return -1

    def _portion(self, number: int) -> Mapping[int, Row]:
        known = self._portions.get(number)
        if known is not None:
            self._portions.move_to_end(number)
            return known
        rows = self._read(self._keys[number * PORTION : (number + 1) * PORTION])
        self._portions[number] = rows
        if len(self._portions) > _PORTIONS_KEPT:
            self._portions.popitem(last=False)
        return rows
