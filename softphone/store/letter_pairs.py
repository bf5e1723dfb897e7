"""Which letters and pairs of letters a text has, as bits: whoever lacks one of a word's need not be looked at.

Most pairs have a bit of their own, and then the bit is the answer; pairs with signs share some. Of how words sound
(`sound_form`, the last line of a text) the first three letters are two of some bits more. All of them stand in the file
(`contact.search_pairs`), so that nobody has to count them again: who changes which bit is whose, or how words sound,
adds a migration like the sixth.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import add
from string import ascii_lowercase, digits
from typing import Final

from softphone.store.list_rows import PORTION, portions
from softphone.store.place_sets import of_flags
from softphone.store.search_form import apart

SIZE: Final = 96  # bytes
_LEFT: Final = "abdefghiklmnoprstuvxz"  # what `search_form.form` leaves of the letters
_OWN: Final = tuple(
    [*ascii_lowercase, *digits]
    + [one + two for letters in (_LEFT, digits) for one, two in product(letters, repeat=2)]
)
_OF_SOUNDS: Final = 128
_OF_SIGNS: Final = SIZE * 8 - len(_OWN) - _OF_SOUNDS - 1
_NOTHING: Final = SIZE * 8 - 1  # single signs, and ends of lines: nothing is looked for across them
_SOUND: Final = re.compile(r" [A-Z]{3}")
_EVERYTHING: Final = b"\xff" * SIZE
_MOST_SETS: Final = 256
_MOST_PIECES: Final = 24  # of a long word
_ENOUGH: Final = 8  # of them, when few have these
_FEW: Final = 16  # one in so many
_BITS: Final = tuple(bytes(value >> bit & 1 for value in range(256)) for bit in range(8))


class _Places(dict[str, int]):
    def __missing__(self, piece: str) -> int:
        place = self._shared(piece)
        if piece.isascii():
            self[piece] = place
        return place

    def _shared(self, piece: str) -> int:
        if len(piece) == 1 or "\n" in piece:
            return _NOTHING
        return len(_OWN) + _OF_SOUNDS + (ord(piece[0]) * 31 + ord(piece[1])) % _OF_SIGNS


_PLACES: Final = _Places((piece, place) for place, piece in enumerate(_OWN))


def pairs_of(text: str) -> bytes:
    """`SIZE` bytes for the text of one contact."""
    spelled, sounds = apart(text)
    places = set(map(_PLACES.__getitem__, {*map(add, spelled, spelled[1:]), *spelled}))
    for sound in _SOUND.findall(sounds):
        places.update(_places_of_sound(sound))
    found = bytearray(SIZE)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return bytes(found)


def decides(part: str) -> bool:
    """Whether `LetterPairs.possible` is the answer already."""
    return _PLACES.get(part, SIZE * 8) < len(_OWN)


def _places_of(part: str) -> Iterable[int]:
    if decides(part):
        return (_PLACES[part],)
    if _SOUND.match(part):
        return _places_of_sound(part)
    return [_PLACES[piece] for piece in dict.fromkeys(map(add, part[-2::-1], part[:0:-1]))][:_MOST_PIECES]


def _places_of_sound(sound: str) -> tuple[int, int]:
    """A capital has five bits that differ."""
    one, two, three = (ord(letter) & 31 for letter in sound[1:4])
    mixed = (one * 32 + two) * 32 + three
    return len(_OWN) + mixed % 127, len(_OWN) + mixed * 2654435761 % 2**32 * _OF_SOUNDS // 2**32


@dataclass(frozen=True, slots=True)
class LetterPairs:
    """Of everybody, in the order of the list: eight bits of each in a column."""

    columns: list[bytearray]
    _sets: dict[int, int] = field(default_factory=dict)  # of bits that were asked for

    def possible(self, part: str) -> int | None:
        """Who may have `part` in the text, as a set of places; None when nothing is known of it."""
        found: int | None = None
        for number, bit in enumerate(_places_of(part)):
            if found is not None and number >= _ENOUGH and found.bit_count() * _FEW < len(self.columns[0]):
                break
            has = self._who(bit)
            found = has if found is None else found & has
        return found

    def _who(self, bit: int) -> int:
        """On any thread."""
        has = self._sets.get(bit)
        if has is None:
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            has = self._sets[bit] = of_flags(self.columns[bit >> 3].translate(_BITS[bit & 7]))
        return has

    def copied(self) -> "LetterPairs":
        return LetterPairs([column[:] for column in self.columns])

    def remove(self, place: int) -> None:
        for column in self.columns:
            del column[place]

    def insert(self, place: int, pairs: bytes) -> None:
        for column, byte in zip(self.columns, _whole(pairs), strict=True):
            column.insert(place, byte)


def load(connection: sqlite3.Connection, ids: Sequence[int]) -> LetterPairs:
    """Of these."""
    columns = [bytearray(len(ids)) for _ in range(SIZE)]
    query = PORTION.format("search_pairs")
    start = 0
    for these in portions(ids):
        end = start + these.count(",") + 1
        (joined,) = connection.execute(
            f"SELECT CAST(group_concat(search_pairs, '') AS BLOB) FROM ({query})",  # noqa: S608  our own words
            (these,),
        ).fetchone()
        if len(joined or b"") != (end - start) * SIZE:
            joined = b"".join(_whole(pairs) for (pairs,) in connection.execute(query, (these,)))
        for place, column in enumerate(columns):
            column[start:end] = joined[place::SIZE]
        start = end
    return LetterPairs(columns)


def _whole(pairs: bytes) -> bytes:
    """What was written by another program is looked through."""
    return pairs if len(pairs) == SIZE else _EVERYTHING
