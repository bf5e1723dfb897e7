"""Files of people: what a window or the command line has to know of one before it is taken over, and the port."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from softphone.calls.cards import Card
from softphone.calls.people import RejectedEntry


class FileKind(StrEnum):
    """By the suffix that such a file has."""

    VCARD = "vcf"
    TABLE = "csv"
    OURS = "json"  # what `ContactBook.export_people` writes


class Field(StrEnum):
    """What a column of a table holds. LABEL is of the next column that holds an address."""

    NOTHING = "nothing"
    NAME = "name"
    PREFIX = "prefix"
    GIVEN_NAME = "given-name"
    MIDDLE_NAME = "middle-name"
    FAMILY_NAME = "family-name"
    SUFFIX = "suffix"
    ORGANISATION = "organisation"
    NUMBER = "number"
    SIP = "sip"
    EMAIL = "email"
    WEB = "web"
    CHAT = "chat"
    ADDRESS = "address"  # a URI, or whatever of the above it looks like
    LABEL = "label"
    NOTES = "notes"
    GROUPS = "groups"
    FAVOURITE = "favourite"
    FORMER = "former"
    UID = "uid"


@dataclass(frozen=True, slots=True)
class Column:
    """`label` is what its addresses are called when no LABEL column says so: "work" of "Business Phone"."""

    title: str
    field: Field = Field.NOTHING
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is to be read. `rows` are its first ones, without the header."""

    delimiter: str
    has_header: bool
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds at first sight: `entries` counts them without reading each, `first` are the first people."""

    kind: FileKind
    entries: int
    first: tuple[Card, ...] = ()
    table: Table | None = None
    moves: int = 0  # remembered ones, in a file of ours


class PeopleFileError(Exception):
    """The file is none that people can be read from; the text says why, in a sentence without a full stop."""


class PeopleFiles(Protocol):
    """Called on a worker: files may be large, and disks slow. OSError of the file passes through."""

    def look(self, path: Path, table: Table | None = None) -> Look:
        """`table`: read it so. Raises PeopleFileError."""

    def read(self, path: Path, look: Look) -> Iterator[Card | RejectedEntry]:
        """The people of a file of cards or a table as they come; of the whole file whatever is in it."""

    def write(
        self,
        path: Path,
        cards: Iterable[Card],
        *,
        delimiter: str = ",",
        version: str = "4.0",
        progress: Callable[[int], bool] | None = None,
    ) -> int:
        """Write a vCard file or a table by the suffix, whole or not at all, for the person alone to read; how many.

        `progress` hears how many were written; when it answers False nothing is written, and 0 is returned.
        """

    def write_whole(self, path: Path, content: bytes) -> None:
        """Write `content` as `write` does."""
