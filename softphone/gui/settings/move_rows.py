"""The moves that the phone knows as rows, thousands of them: a row is made when it is looked at."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, FormerAddress, RememberedMove
from softphone.gui.look.people_list import Row, RowModel
from softphone.gui.words.plain_text import date_text, moment_text, short_address

_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move of somebody in the contacts (`contact` and `former`) or of a stranger (`remembered`)."""

    old_uri: str
    new_uri: str
    searched: str  # names and addresses, case folded
    contact: Contact | None = None
    former: FormerAddress | None = None
    remembered: RememberedMove | None = None

    @property
    def key(self) -> Hashable:
        return (
            ("contact", self.former.move_id, self.old_uri) if self.former else ("move", self._remembered_id())
        )

    def _remembered_id(self) -> int:
        return self.remembered.id if self.remembered else 0


def read_moves(book: ContactBook) -> tuple[MoveLine, ...]:
    """People's moves first, then strangers', each the newest first. Any thread."""
    people = [
        MoveLine(
            old_uri=former.uri,
            new_uri=former.moved_to,
            searched=f"{contact.name} {former.uri} {former.moved_to}".casefold(),
            contact=contact,
            former=former,
        )
        for contact in book.moved()
        for former in contact.former
    ]
    people.sort(key=lambda line: line.former.moved_at.timestamp() if line.former else 0.0, reverse=True)
    strangers = (
        MoveLine(
            old_uri=move.old_uri,
            new_uri=move.new_uri,
            searched=f"{move.old_uri} {move.new_uri}".casefold(),
            remembered=move,
        )
        for move in book.remembered_moves()
    )
    return (*people, *strangers)


def move_row(line: MoveLine) -> Row:
    return Row(
        key=line.key,
        title=f"{short_address(line.old_uri)} → {short_address(line.new_uri)}",
        subtitle=_told(line),
        avatar="",
        icon="person" if line.contact else "moved",
        value=line,
    )


def _told(line: MoveLine) -> str:
    if line.former is not None and line.contact is not None:
        text = QCoreApplication.translate("MoveRows", "{name}, since {date} ({status})")
        return text.format(
            name=line.contact.name, date=date_text(line.former.moved_at), status=line.former.status
        )
    move = line.remembered
    if move is None:
        return ""
    if move.expires_at is None:
        text = QCoreApplication.translate("MoveRows", "for good, since {date} ({status})")
        return text.format(date=date_text(move.learned_at), status=move.status)
    text = QCoreApplication.translate("MoveRows", "until {time} ({status})")
    return text.format(time=moment_text(move.expires_at), status=move.status)


class MoveRows(RowModel):
    """`show_lines` takes any number of lines at once; nothing is laid out or worded before it is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[MoveLine] = ()
        self._latest: tuple[int, Row] | None = None

    @property
    def lines(self) -> Sequence[MoveLine]:
        return self._lines

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(move_row(line) for line in self._lines)

    def show_lines(self, lines: Sequence[MoveLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self._latest = None
        self.endResetModel()

    def find(self, key: Hashable) -> QModelIndex:
        for number, line in enumerate(self._lines):
            if line.key == key:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def row_at(self, number: int) -> Row:
        # A delegate asks for the parts of one row one after the other.
        if self._latest is None or self._latest[0] != number:
            self._latest = (number, move_row(self._lines[number]))
        return self._latest[1]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            row = self.row_at(index.row())
            return f"{row.title}\n{row.subtitle}"
        return super().data(index, role)
