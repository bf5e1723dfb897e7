"""Rows of people, calls and legs, and the model that holds those of one list."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from softphone.calls.company_events import PresenceState
from softphone.gui.look.components import PersonRole
from softphone.gui.look.presence_dot import presence_words

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class RowKind(StrEnum):
    PERSON = "person"
    SECTION = "section"  # a heading between rows; it cannot be chosen
    LEG = "leg"  # one INVITE below its attempt


class RowRole(IntEnum):
    """Roles beside `PersonRole`."""

    KIND = int(PersonRole.STRUCK) + 10
    ROW = KIND + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. `key` is the same for the same thing after a reload; `value` is what a click opens.

    `unfolds` None: there is nothing below it; else whether it is open. `icon_color` is a palette role.
    """

    key: Hashable
    title: str
    subtitle: str = ""
    right: str = ""
    avatar: str | None = None
    icon: str = ""
    icon_color: str = ""
    struck: bool = False
    kind: RowKind = RowKind.PERSON
    value: object = None
    unfolds: bool | None = None
    uri: str = ""  # whose presence is shown

    @property
    def spoken(self) -> str:
        """What a screen reader says for the row."""
        return ", ".join(part for part in (self.title, self.subtitle, self.right) if part)


class RowModel(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._odd: tuple[tuple[int, RowKind], ...] = ()
        self.presence_of: Callable[[str], PresenceState] | None = None
        self.picture_of: Callable[[Row], QPixmap | None] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace the rows; views keep scroll and selection when the same things stay in the same order."""
        fresh = tuple(rows)
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self._odd = tuple(
            (number, row.kind) for number, row in enumerate(fresh) if row.kind is not RowKind.PERSON
        )
        self.endResetModel()

    def odd_rows(self) -> Sequence[tuple[int, RowKind]]:
        """(row number, kind) of the rows that are no people, from the top: they have heights of their own."""
        return self._odd

    def _presence(self, row: Row) -> PresenceState:
        known = self.presence_of is not None and bool(row.uri)
        return self.presence_of(row.uri) if known and self.presence_of is not None else PresenceState.UNKNOWN

    def find(self, key: Hashable) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if row.key == key:
                return self.index(number)
        return QModelIndex()

    def find_all(self, keys: frozenset[Hashable]) -> list[int]:
        """The numbers of the rows with these keys, from the top."""
        return [number for number, row in enumerate(self._rows) if row.key in keys]

    def chosen_keys(self, first: int, last: int) -> Iterable[Hashable]:
        """The keys of the rows from `first` to `last` that can be chosen."""
        rows = (self.row_at(number) for number in range(first, last + 1))
        return (row.key for row in rows if row.kind is not RowKind.SECTION)

    def row_at(self, number: int) -> Row:
        return self._rows[number]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index.row()).kind is RowKind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                known = presence_words(self._presence(row))
                return f"{row.spoken}, {known}" if known else row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.subtitle
            case RowRole.KIND:
                return row.kind.value
            case RowRole.ROW:
                return row
            case _:
                return self._person(row, role)

    def _person(self, row: Row, role: int) -> object:
        """What `PersonDelegate` asks for."""
        match role:
            case PersonRole.TITLE:
                return row.title
            case PersonRole.SUBTITLE:
                return row.subtitle
            case PersonRole.RIGHT:
                return row.right
            case PersonRole.AVATAR:
                return row.avatar
            case PersonRole.ICON:
                return row.icon
            case PersonRole.ICON_COLOR:
                return row.icon_color
            case PersonRole.STRUCK:
                return row.struck
            case PersonRole.PICTURE:
                return None if self.picture_of is None else self.picture_of(row)
            case PersonRole.PRESENCE:
                return self._presence(row).value  # Qt makes plain text of an enum of text
        return None
