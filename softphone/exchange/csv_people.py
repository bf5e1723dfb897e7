"""Rows of a table as cards, and cards as a table that every spreadsheet opens without calculating."""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import BinaryIO, Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import RejectedEntry
from softphone.calls.people_files import Column, Field, Table
from softphone.exchange.bounds import MAX_ADDRESSES, MAX_FORMER, MAX_LABEL, MAX_NAME, MAX_NOTES, SHOWN
from softphone.exchange.card_addresses import (
    AddressError,
    kept_uri,
    label_of,
    mail_uri,
    number_uri,
    sip_uri,
    types_of,
    web_uri,
    without_doubles,
    xmpp_uri,
)
from softphone.exchange.card_reading import STARRED, CardError, move_of, people_groups
from softphone.exchange.csv_columns import columns_of
from softphone.exchange.csv_rows import Row, delimiter_of, rows_of, text_lines
from softphone.sip.text import safe_text

_LOOKED_AT: Final = 40  # lines
_SHOWN_ROWS: Final = 5
_SCHEME: Final = re.compile(r"(?:sips?|tel|mailto|https?|xmpp|im|sms):", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+(]?[\d*#][\d\s().\-/*#]{1,30}")
# A spreadsheet's ideas of a telephone number: 4955550101.0, 4.955550101E+09 with all digits or with some, ="0495".
_WHOLE_NUMBER: Final = re.compile(r"\+?(\d{5,})[.,]0+")
_POWER: Final = re.compile(r"\+?(\d)(?:[.,](\d*))?[eE]\+?(\d{1,2})")
_FORCED: Final = re.compile(r'="([^"]*)"')
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DIGITS_LOST: Final = "a spreadsheet has taken digits off it"
_SEVERAL: Final = re.compile(r"\s*(?::::|[;\n])\s*")
_NUMBERS_APART: Final = re.compile(r"\s*(?::::|[;\n]|,(?=\s*[+(]?\d[\d\s().\-]{5}))\s*")
_GROUPS_APART: Final = re.compile(r"\s*(?::::|[;\n])\s*")
# What makes a spreadsheet calculate: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_QUOTED_FORMULA: Final = re.compile(r"'+[=+\-@\t\r]")
_YES: Final = frozenset({"yes", "true", "1", "y", "x", "*", "да", "д", "истина"})
_NAMES_DELIMITER: Final = re.compile(r"\"?sep=.?\"?", re.IGNORECASE)
_NAMES: Final = (Field.PREFIX, Field.GIVEN_NAME, Field.MIDDLE_NAME, Field.FAMILY_NAME, Field.SUFFIX)


def look_at(source: bytes | BinaryIO | Iterable[bytes]) -> Table:
    """How a table seems to be made."""
    lines = []
    for _, text, _ in text_lines(source):
        lines.append(text)
        if len(lines) == _LOOKED_AT:
            break
    delimiter, named = delimiter_of(lines)
    numbered = ((number, text, True) for number, text in enumerate(lines[named:], start=1))
    rows = [row.cells for row in rows_of(numbered, delimiter) if not row.problem]
    if not rows:
        return Table(delimiter, has_header=False, columns=())
    columns = columns_of(rows[0])
    has_header = any(column.field is not Field.NOTHING for column in columns)
    if not has_header:
        width = max(map(len, rows))
        columns = tuple(
            _by_content(f"{at + 1}", [row[at] for row in rows if at < len(row)]) for at in range(width)
        )
    shown = rows[1:] if has_header else rows
    return Table(delimiter, has_header, columns, tuple(shown[:_SHOWN_ROWS]))


def _by_content(title: str, cells: list[str]) -> Column:
    """What a column without a title holds, when all its cells look like one thing."""
    full = [cell.strip() for cell in cells if cell.strip()]
    for field, pattern in ((Field.NUMBER, _NUMBER), (Field.EMAIL, re.compile(r"[^\s@:]+@[^\s@]+\.[^\s@]+"))):
        if full and all(pattern.fullmatch(cell) for cell in full):
            return Column(title, field)
    if full and all(_SCHEME.match(cell) for cell in full):
        return Column(title, Field.ADDRESS)
    if title == "1" and full and not any(char.isdigit() for cell in full for char in cell):
        return Column(title, Field.NAME)
    return Column(title)


def read_table(source: bytes | BinaryIO | Iterable[bytes], table: Table) -> Iterator[Card | RejectedEntry]:
    """The people of a table as they come. After a card come the cells that were left out of it."""
    rows = rows_of(text_lines(source), table.delimiter)
    for row in _below_header(rows, table):
        if row.problem:
            yield RejectedEntry(_entry(row, ""), row.problem)
            continue
        reading = _Reading(row, table.columns)
        try:
            card = reading.card()
        except CardError as error:
            yield RejectedEntry(_entry(row, reading.name()), str(error))
            continue
        yield card
        yield from (RejectedEntry(card.entry, why) for why in reading.left_out)


def count_rows(source: bytes | BinaryIO | Iterable[bytes], table: Table) -> int:
    rows = rows_of(text_lines(source), table.delimiter)
    return sum(1 for _ in _below_header(rows, table))


def _below_header(rows: Iterator[Row], table: Table) -> Iterator[Row]:
    """The rows that may be people: no line that names the delimiter, nor the titles, once more in the middle either."""
    titles = tuple(column.title for column in table.columns)
    wanted = table.has_header
    for count, row in enumerate(rows):
        if count == 0 and row.cells and _NAMES_DELIMITER.fullmatch(row.cells[0].strip()):
            continue
        if wanted:
            wanted = False
        elif not (table.has_header and row.cells == titles):
            yield row


def _entry(row: Row, name: str) -> str:
    shown = name or " ".join(row.cells)
    return f"line {row.number} {safe_text(shown[: SHOWN * 2], SHOWN)}".rstrip()


class _Reading:
    """One row under its columns."""

    def __init__(self, row: Row, columns: tuple[Column, ...]) -> None:
        self._row = row
        self.left_out: list[str] = []
        self._texts: dict[Field, list[str]] = {}
        self._found: list[tuple[str, str]] = []
        label = ""
        for column, cell in zip(columns, row.cells, strict=False):
            text = _plain(cell) if column.field is not Field.NOTHING else ""
            said, label = label, _label(text) if column.field is Field.LABEL else ""
            if not text or column.field is Field.LABEL:
                continue
            if column.field in _READERS:
                self._take(column, text, said or column.label)
            else:
                self._texts.setdefault(column.field, []).append(text)

    def name(self) -> str:
        whole = self._joined(Field.NAME, " ")
        parts = " ".join(part for field in _NAMES if (part := self._joined(field, " ")))
        return " ".join((whole or parts).split())

    def card(self) -> Card:
        organisation = " ".join(self._joined(Field.ORGANISATION, ", ").split())
        addresses = tuple(without_doubles(self._found))
        name = self.name() or organisation or (addresses[0][0].partition(":")[2] if addresses else "")
        if not name:
            raise CardError("it has neither a name nor an address")
        if len(addresses) > MAX_ADDRESSES:
            raise CardError(f"it has more than {MAX_ADDRESSES} addresses")
        notes = self._joined(Field.NOTES, "\n")
        limits = (
            (name, MAX_NAME, "name"),
            (organisation, MAX_NAME, "organisation"),
            (notes, MAX_NOTES, "note"),
        )
        for text, most, what in limits:
            if len(text) > most:
                raise CardError(f"the {what} is longer than {most} characters")
        groups = [each for text in self._texts.get(Field.GROUPS, ()) for each in _GROUPS_APART.split(text)]
        starred = any(each.strip().casefold() == f"* {STARRED}" for each in groups)
        return Card(
            name,
            addresses,
            tuple(self._former()),
            organisation,
            notes,
            people_groups([each.strip("* ") for each in groups if each.strip().casefold() != f"* {STARRED}"]),
            starred or self._joined(Field.FAVOURITE, "").casefold() in _YES,
            uid=self._joined(Field.UID, "")[:MAX_NAME],
            entry=_entry(self._row, name),
        )

    def _joined(self, field: Field, between: str) -> str:
        return between.join(self._texts.get(field, ()))

    def _take(self, column: Column, text: str, label: str) -> None:
        one_number = _POWER.fullmatch(text) or _WHOLE_NUMBER.fullmatch(text)  # with a comma in it
        apart = _NUMBERS_APART if column.field is Field.NUMBER and not one_number else _SEVERAL
        for each in apart.split(text) if not _SCHEME.match(text) else re.split(r"\s*\n\s*", text):
            try:
                if each:
                    self._found.append((_READERS[column.field](each), label))
            except AddressError as error:
                self.left_out.append(
                    f"{safe_text(column.title, 40)} {safe_text(each[: SHOWN * 2], SHOWN)}: {error}"
                )

    def _former(self) -> Iterator[FormerCardAddress]:
        lines = [line for text in self._texts.get(Field.FORMER, ()) for line in text.split("\n")]
        for line in lines[:MAX_FORMER]:
            try:
                yield move_of(line.split())
            except AddressError as error:
                self.left_out.append(f"{safe_text(line[: SHOWN * 2], SHOWN)}: {error}")


def _label(text: str) -> str:
    """A label of ours in any case; every other as it is written."""
    given = " ".join(text.strip("* ").split())[:MAX_LABEL]
    known = label_of(types_of(given))
    return known if known == given.lower() else given


def _plain(cell: str) -> str:
    text = _CONTROLS.sub("", cell).strip()
    if forced := _FORCED.fullmatch(text):
        return forced.group(1).strip()
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def _number(text: str) -> str:
    text = text.removeprefix("'")  # what tells a spreadsheet to leave it as it is
    if whole := _WHOLE_NUMBER.fullmatch(text):
        text = whole.group(1)
    elif power := _POWER.fullmatch(text):
        first, rest, more = power.group(1), power.group(2) or "", int(power.group(3))
        if len(rest) != more:
            raise AddressError(_DIGITS_LOST)
        text = first + rest
    return number_uri(text)


def _any(text: str) -> str:
    if _SCHEME.match(text):
        return kept_uri(text)
    return sip_uri(text) if "@" in text else _number(text)


_READERS: Final[dict[Field, Callable[[str], str]]] = {
    Field.NUMBER: _number,
    Field.SIP: sip_uri,
    Field.EMAIL: mail_uri,
    Field.WEB: web_uri,
    Field.CHAT: xmpp_uri,
    Field.ADDRESS: _any,
}


def write_table(
    cards: Iterable[Card], file: BinaryIO, delimiter: str, wanted: Callable[[int], bool] = lambda count: True
) -> int | None:
    """Everybody, one in a row, in UTF-8 with a mark; how many, None when `wanted` answered False.

    The addresses stand last, as many columns as somebody has: the rows are put aside until that is known.
    """
    count = widest = 0
    with tempfile.TemporaryFile() as aside:
        text = io.TextIOWrapper(aside, "utf-8", errors="replace", newline="", write_through=True)
        writer = csv.writer(text, delimiter=delimiter)
        for card in cards:
            writer.writerow([_safe(cell) for cell in _cells(card)])
            widest = max(widest, len(card.addresses))
            count += 1
            if count % 100 == 0 and not wanted(count):
                return None
        titles = ["Name", "Organisation", "Notes", "Groups", "Favourite", "UID", "Former addresses"]
        titles += [title for at in range(1, widest + 1) for title in (f"Label {at}", f"Address {at}")]
        header = io.StringIO(newline="")
        csv.writer(header, delimiter=delimiter).writerow(titles)
        file.write(header.getvalue().encode("utf-8-sig"))
        text.flush()
        aside.seek(0)
        shutil.copyfileobj(aside, file)
        text.detach()
    return count


def _cells(card: Card) -> Iterator[str]:
    yield card.name
    yield card.organisation
    yield card.notes
    yield "\n".join(card.groups)
    yield "yes" if card.favourite else ""
    yield card.uid
    yield "\n".join(
        f"{each.status} {each.moved_at.astimezone(UTC).isoformat()} {each.uri} {each.moved_to}"
        for each in card.former
    )
    for uri, label in card.addresses:
        yield label
        yield uri


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
