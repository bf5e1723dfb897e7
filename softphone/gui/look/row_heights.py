"""Where each row of a list stands, without a rectangle for every row: a million of them cost what their headings do."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from softphone.gui.look.rows import RowKind


class RowHeights:
    """Distances in pixels from the top of the first row. Rows are people but for `odd`, (number, kind) from the top."""

    def __init__(
        self, count: int, odd: Sequence[tuple[int, RowKind]], heights: Mapping[RowKind, int]
    ) -> None:
        self.count = count
        self._person = max(1, heights[RowKind.PERSON])
        self._numbers = [number for number, _ in odd]
        self._heights = [heights[kind] for _, kind in odd]
        # By how much the odd ones above shift what stands below them.
        self._shifts = [0, *accumulate(height - self._person for height in self._heights)]
        self._tops = [
            number * self._person + self._shifts[place] for place, number in enumerate(self._numbers)
        ]

    @property
    def total(self) -> int:
        return self.top(self.count)

    @property
    def usual(self) -> int:
        """The height of a person's row."""
        return self._person

    def top(self, number: int) -> int:
        return number * self._person + self._shifts[bisect_left(self._numbers, number)]

    def height(self, number: int) -> int:
        return self.top(number + 1) - self.top(number)

    def row_at(self, distance: int) -> int:
        """The number of the row there; -1 above the first and below the last one."""
        if not 0 <= distance < self.total:
            return -1
        place = bisect_right(self._tops, distance) - 1
        if place < 0:
            return distance // self._person
        below = distance - self._tops[place] - self._heights[place]
        return self._numbers[place] if below < 0 else self._numbers[place] + 1 + below // self._person
