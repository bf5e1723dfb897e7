"""The contacts as rows: an id each, lines read when they are painted, letters found without reading all of them."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import ContactLine, Listing
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.look.lazy_rows import LazyRows
from softphone.gui.look.rows import Row, RowKind
from softphone.gui.words.plain_text import short_address

_SAMPLES = 48  # lines that are read first for the letters
_MOST_READ = 4000  # however many letters there are: Chinese names have thousands


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be listed. `group` "" is everybody, `without` the id of one who is not."""

    text: str = ""
    group: str = ""
    favourites: bool = False
    without: int | None = None


def letter_of(name: str) -> str:
    """Under which letter somebody is looked for; "#" for a name that begins with none, "字" for any Chinese one."""
    folded = unicodedata.normalize("NFKC", name.strip()).upper().replace("Ё", "Е")[:1]
    if not folded.isalpha():
        return "#"
    return "字" if "\u3400" <= folded <= "\u9fff" else folded


class PeopleRows(LazyRows):
    """`show` lists whoever is wanted. `unread(error)` when lines could not be read while they were painted."""

    unread = Signal(object)

    def __init__(
        self, book: ContactBook, parent: QWidget | None = None, *, pictures: Pictures | None = None
    ) -> None:
        super().__init__(self._read_lines, parent)
        self._book = book
        self._pictures = pictures
        if pictures is not None:
            self.picture_of = self._picture
            pictures.changed.connect(self._picture_changed)
        self._wanted = Wanted()
        self._others = 0  # the position of the first of those who are no favourites

    def _picture(self, row: Row) -> QPixmap | None:
        line = row.value
        if self._pictures is None or not isinstance(line, ContactLine) or not line.has_picture:
            return None
        return self._pictures.of(line.id)

    def _picture_changed(self, contact_id: int) -> None:
        index = self.find(contact_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def show(self, wanted: Wanted) -> None:
        """Raises StoreFailedError, and nothing changes."""
        found = self._book.listing(text=wanted.text, group=wanted.group)
        if wanted.favourites:
            found = Listing(found.ids[: found.favourites], found.favourites)
        if wanted.without is not None and wanted.without in found.ids:
            found = _without(found, found.ids.index(wanted.without))
        self._wanted = wanted
        self._others = found.favourites if found.favourites < len(found.ids) else 0
        sections = self._sections() if self._others and not wanted.text else []
        self.show_keys(found.ids, sections)

    def _sections(self) -> list[tuple[int, Row]]:
        above = QCoreApplication.translate("ContactsList", "Favourites")
        below = QCoreApplication.translate("ContactsList", "Everyone else")
        return [
            (0, Row(key="favourites", title=above, kind=RowKind.SECTION)),
            (self._others, Row(key="others", title=below, kind=RowKind.SECTION)),
        ]

    def _read_lines(self, ids: Sequence[int]) -> Mapping[int, Row]:
        try:
            lines = self._book.lines(ids)
        except StoreFailedError as error:
            self.unread.emit(error)
            return {}
        return {line.id: line_row(line) for line in lines}

    # Letters

    @property
    def has_letters(self) -> bool:
        """Whether the rows are in the order of names."""
        return not self._wanted.text

    def letters(self) -> tuple[tuple[str, int], ...]:
        """Each letter with the row where it begins, favourites left out. Reads some dozens of lines for each letter.

        Names stand in order, so between two places with the same letter there is no other one.
        """
        last = len(self.keys) - 1
        if last < self._others:
            return ()
        step = max(1, (last - self._others) // _SAMPLES)
        known = self._letters_at([*range(self._others, last, step), last])
        while len(known) < _MOST_READ:
            middles = [
                (here + there) // 2
                for here, there in pairwise(sorted(known))
                if known[here] != known[there] and there - here > 1
            ]
            if not middles:
                break
            known |= self._letters_at(middles)
        found: dict[str, int] = {}
        for place in sorted(known):
            found.setdefault(known[place], self.number_of(place))
        return tuple(found.items())

    def _letters_at(self, positions: Sequence[int]) -> dict[int, str]:
        try:
            lines = {line.id: line for line in self._book.lines([self.keys[place] for place in positions])}
        except StoreFailedError:
            lines = {}
        there = ((place, lines.get(self.keys[place])) for place in positions)
        return {place: letter_of(line.name) if line else "#" for place, line in there}

    def seek(self, beginning: str) -> int:
        """The row of the first name that begins so or stands after it, favourites left out; -1 without any."""
        wanted = _folded(beginning)
        low, high = self._others, len(self.keys) if self.has_letters else 0
        while low < high:
            middle = (low + high) // 2
            lines = self._read_lines([self.keys[middle]])
            row = lines.get(self.keys[middle])
            if row is not None and _folded(row.title) < wanted:
                low = middle + 1
            else:
                high = middle
        return self.number_of(low) if self.has_letters and low < len(self.keys) else -1


def _without(found: Listing, place: int) -> Listing:
    left = [*found.ids[:place], *found.ids[place + 1 :]]
    return Listing(left, found.favourites - (place < found.favourites))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")


def line_row(line: ContactLine) -> Row:
    return Row(
        key=line.id,
        title=line.name,
        subtitle=short_address(line.uri) if line.uri else line.organisation,
        icon="star-filled" if line.favourite else "",
        value=line,
        uri=line.uri,
    )
