"""Files of people, whatever their kind: looked at, read, written. Implements `calls.people_files.PeopleFiles`."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO, Final

from softphone.calls.cards import Card
from softphone.calls.people import RejectedEntry
from softphone.calls.people_files import FileKind, Look, PeopleFileError, Table
from softphone.exchange.bounds import MAX_NAME, MAX_URI
from softphone.exchange.csv_people import count_rows, look_at, read_table, write_table
from softphone.exchange.decoding import pieces_of, without_mark
from softphone.exchange.vcard import read_cards, write_card

_FIRST: Final = 5
_HEAD: Final = 64 * 1024
_BEGIN: Final = b"BEGIN:VCARD"
_LARGEST_JSON: Final = 64 * 1024 * 1024
_EVERY: Final = 100  # cards between two words about how far it is
_NOTHING: Final = "nobody is in this file"
_NO_FILE: Final = "it is no file"
_OTHER: Final = "it is neither a vCard file nor a table nor a file of this phone"


class Files:
    """See the port."""

    def look(self, path: Path, table: Table | None = None) -> Look:
        if not S_ISREG(path.stat().st_mode):  # a device or a pipe may have no end, and is read once
            raise PeopleFileError(_NO_FILE)
        with path.open("rb") as file:
            kind = kind_of(path, file.read(_HEAD))
            file.seek(0)
            if kind is FileKind.VCARD:
                return _look_at_cards(file)
            if kind is FileKind.OURS:
                return _look_at_ours(file)
            return _look_at_table(file, table)

    def read(self, path: Path, look: Look) -> Iterator[Card | RejectedEntry]:
        if look.kind is FileKind.OURS:
            raise ValueError(look.kind)
        with path.open("rb") as file:
            yield from read_table(file, look.table) if look.table is not None else read_cards(file)

    def write(
        self,
        path: Path,
        cards: Iterable[Card],
        *,
        delimiter: str = ",",
        version: str = "4.0",
        suffix: str = "",
        progress: Callable[[int], bool] | None = None,
    ) -> int:
        with _replacing(path) as (file, keep):
            count = write_people(
                file,
                suffix or path.suffix,
                cards,
                delimiter=delimiter,
                version=version,
                wanted=progress or _always,
            )
            keep(count is not None)
        return count or 0

    def write_whole(self, path: Path, content: bytes) -> None:
        with _replacing(path) as (file, keep):
            file.write(content)
            keep(True)


def _always(_count: int) -> bool:
    return True


@contextmanager
def _replacing(path: Path) -> Iterator[tuple[BinaryIO, Callable[[bool], None]]]:
    """A file beside `path` that takes its place when it was written whole and `keep(True)` was called."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    kept = [False]
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, lambda wanted: kept.__setitem__(0, wanted)
            file.flush()
            os.fsync(file.fileno())
        if kept[0]:
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_people(
    file: BinaryIO,
    suffix: str,
    cards: Iterable[Card],
    *,
    delimiter: str = ",",
    version: str = "4.0",
    wanted: Callable[[int], bool] = lambda count: True,
) -> int | None:
    """How many were written; None when `wanted` answered False, and the file is to be thrown away."""
    if suffix.lower() == ".csv":
        return write_table(cards, file, delimiter, wanted)
    count = 0
    for card in cards:
        file.write(write_card(card, version="3.0" if version == "3.0" else "4.0").encode())
        count += 1
        if count % _EVERY == 0 and not wanted(count):
            return None
    return count


def kind_of(path: Path, head: bytes) -> FileKind:
    """By what it begins with, then by its name. Raises PeopleFileError."""
    start = b"".join(without_mark(iter((head,))))[:4096].lstrip()
    if start[: len(_BEGIN)].upper() == _BEGIN:
        return FileKind.VCARD
    if start[:1] in (b"{", b"[") and path.suffix.lower() != ".csv":
        return FileKind.OURS
    named = path.suffix.lower()
    if named in {".vcf", ".vcard"} or b"\n" + _BEGIN in b"".join(without_mark(iter((head,)))).upper():
        return FileKind.VCARD
    if named == ".json":
        return FileKind.OURS
    if b"\0" in start:
        raise PeopleFileError(_OTHER)
    return FileKind.TABLE


def _look_at_cards(file: BinaryIO) -> Look:
    entries, tail = 0, b""
    for piece in without_mark(pieces_of(file)):
        text = tail + piece.upper()
        entries += text.count(_BEGIN)
        tail = text[-len(_BEGIN) + 1 :]
    if not entries:
        raise PeopleFileError(_NOTHING)
    file.seek(0)
    people = (each for each in islice(read_cards(file), 50 * _FIRST) if isinstance(each, Card))
    return Look(FileKind.VCARD, entries, tuple(islice(people, _FIRST)))


def _look_at_table(file: BinaryIO, table: Table | None) -> Look:
    table = table or look_at(file)
    if not table.columns:
        raise PeopleFileError(_NOTHING)
    file.seek(0)
    entries = count_rows(file, table)
    file.seek(0)
    people = (each for each in islice(read_table(file, table), 50 * _FIRST) if isinstance(each, Card))
    return Look(FileKind.TABLE, entries, tuple(islice(people, _FIRST)), table)


def _look_at_ours(file: BinaryIO) -> Look:
    """What `export_people` writes, as far as a preview goes: the store reads it."""
    content = file.read(_LARGEST_JSON + 1)
    if len(content) > _LARGEST_JSON:
        raise PeopleFileError("it is too large")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PeopleFileError(_OTHER) from None
    people = document.get("contacts") if isinstance(document, dict) else None
    moves = document.get("moves") if isinstance(document, dict) else None
    if not isinstance(people, list):
        raise PeopleFileError(_OTHER)
    first = tuple(card for each in people[:_FIRST] if (card := _seen(each)) is not None)
    return Look(FileKind.OURS, len(people), first, moves=len(moves) if isinstance(moves, list) else 0)


def _seen(entry: Any) -> Card | None:
    """A person of our own file as the preview shows them."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        return None
    addresses = entry.get("addresses")
    uris = (
        [each.get("uri") for each in addresses if isinstance(each, dict)]
        if isinstance(addresses, list)
        else []
    )
    organisation = entry.get("organisation")
    return Card(
        entry["name"][:MAX_NAME],
        tuple((uri, "") for uri in uris[:_FIRST] if isinstance(uri, str) and len(uri) <= MAX_URI),
        organisation=organisation[:MAX_NAME] if isinstance(organisation, str) else "",
    )
