"""A table of text cut into rows: any usual delimiter and encoding, in bounded memory. Source: RFC 4180.

A quote that is never closed costs its own row and no other.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from softphone.exchange.decoding import lines_of, pieces_of, text_of, without_mark

DELIMITERS: Final = (",", ";", "\t", "|")
MAX_COLUMNS: Final = 500
_MAX_ROW: Final = 120_000  # characters; the csv module takes 131,072 for one cell
_SAMPLE: Final = 30  # rows looked at to find the delimiter
_SEP: Final = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is its first line in the file. `problem` says why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


def text_lines(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[tuple[int, str, bool]]:
    """(number, line without its end, whether it is whole)"""
    for number, line, whole in lines_of(without_mark(pieces_of(source)), _MAX_ROW):
        yield number, text_of(line), whole


def delimiter_of(lines: list[str]) -> tuple[str, bool]:
    """The delimiter of a table that begins with `lines`; True when the first of them names it, as Excel's do."""
    if lines and (named := _SEP.fullmatch(lines[0].strip(" \r"))):
        return named.group(1), True
    best, most = ",", 0
    for delimiter in DELIMITERS:
        widths = [
            len(row.cells) for row in islice(rows_of(_numbered(lines), delimiter), _SAMPLE) if not row.problem
        ]
        wide = [width for width in widths if width > 1]
        # Rows of one width are what a delimiter makes; the one that makes most cells of them is it.
        score = sum(wide) if wide and wide[0] == max(set(wide), key=wide.count) else sum(wide) // 4
        if score > most:
            best, most = delimiter, score
    return best, False


def _numbered(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    return ((number, line, True) for number, line in enumerate(lines, start=1))


def rows_of(lines: Iterator[tuple[int, str, bool]], delimiter: str) -> Iterator[Row]:
    """All rows but empty ones."""
    waiting: list[tuple[int, str, bool]] = []  # put back, the next last
    while True:
        first = waiting.pop() if waiting else next(lines, None)
        if first is None:
            return
        number, text, whole = first
        if not text.strip():
            continue
        if not whole:
            yield Row(number, (text[:80],), "the line is too long")
            continue
        if '"' not in text:
            yield _row(number, tuple(text.split(delimiter)))
            continue
        cells, taken = _quoted(first, waiting, lines, delimiter)
        if cells is not None:
            yield _row(number, cells)
            continue
        waiting += reversed(taken)
        alone = next(csv.reader([text], delimiter=delimiter), [])
        if text.count('"') % 2 == 0:
            yield _row(number, tuple(alone))
        else:
            yield Row(number, tuple(alone)[:MAX_COLUMNS], "a quotation mark is never closed")


def _quoted(
    first: tuple[int, str, bool],
    waiting: list[tuple[int, str, bool]],
    lines: Iterator[tuple[int, str, bool]],
    delimiter: str,
) -> tuple[tuple[str, ...] | None, list[tuple[int, str, bool]]]:
    """The cells of the row that begins with `first`, over as many lines as it takes; None with the lines after the
    first when the row is not sound."""
    taken: list[tuple[int, str, bool]] = []

    def feed() -> Iterator[str]:
        size = len(first[1])
        yield first[1] + "\n"
        while (following := waiting.pop() if waiting else next(lines, None)) is not None:
            taken.append(following)
            size += len(following[1])
            if size > _MAX_ROW or not following[2]:
                return
            yield following[1] + "\n"

    try:
        return tuple(next(csv.reader(feed(), delimiter=delimiter, strict=True))), taken
    except (csv.Error, StopIteration):
        return None, taken


def _row(number: int, cells: tuple[str, ...]) -> Row:
    if len(cells) > MAX_COLUMNS:
        return Row(number, cells[:1], f"it has more than {MAX_COLUMNS} columns")
    return Row(number, cells)
