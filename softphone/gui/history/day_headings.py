"""Where the days of a long list begin: a few thousand numbers, found while the list is read."""

from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QDate, QDateTime


class DayHeadings:
    """`positions` are those of lines that begin another day than the line above, from the top; `days` are Julian."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.days: list[int] = []
        self._read = 0
        self._day = (0, 0)  # from its first second to before its last

    def add(self, began: Iterable[int]) -> None:
        """Lines at the end, by when each began (seconds since 1970)."""
        start, end = self._day
        for position, moment in enumerate(began, self._read):
            self._read = position + 1
            if start <= moment < end:
                continue
            date = QDateTime.fromSecsSinceEpoch(moment).date()
            start = date.startOfDay().toSecsSinceEpoch()
            end = date.addDays(1).startOfDay().toSecsSinceEpoch()
            self.positions.append(position)
            self.days.append(date.toJulianDay())
        self._day = (start, end)

    def copy(self) -> "DayHeadings":
        made = DayHeadings()
        made.positions, made.days = list(self.positions), list(self.days)
        made._read, made._day = self._read, self._day
        return made

    def with_head(self, began: Iterable[int], taken: int) -> "DayHeadings":
        """The headings when the first `taken` lines have been replaced by others."""
        made = DayHeadings()
        made.add(began)
        shift = made._read - taken
        place = bisect_right(self.positions, taken) - 1
        if place >= 0 and taken < self._read and (not made.days or made.days[-1] != self.days[place]):
            made.positions.append(made._read)
            made.days.append(self.days[place])
        made.positions += [position + shift for position in self.positions[place + 1 :]]
        made.days += self.days[place + 1 :]
        made._read, made._day = self._read + shift, self._day
        return made

    def without(self, position: int) -> "DayHeadings":
        """The headings when the line at `position` is gone."""
        made = DayHeadings()
        for place, (first, day) in enumerate(zip(self.positions, self.days, strict=True)):
            last = (self.positions[place + 1] if place + 1 < len(self.positions) else self._read) - 1
            if first == last == position or (made.days and made.days[-1] == day):
                continue
            made.positions.append(first - (first > position))
            made.days.append(day)
        made._read, made._day = self._read - 1, self._day
        return made


def date_of(day: int) -> QDate:
    return QDate.fromJulianDay(day)
