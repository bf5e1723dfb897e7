"""Whom the directories know, below the contacts that are found."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.addressing import can_be_called
from softphone.calls.cards import Card
from softphone.calls.directory import Found
from softphone.gui.directory.finder import Finder
from softphone.gui.directory.words import trouble_text
from softphone.gui.look.components import Space, column, label, line
from softphone.gui.look.people_list import Row, RowKind, RowList
from softphone.gui.words.plain_text import short_address

_ROWS_SHOWN = 5


class _Rows(RowList):
    """As high as its first rows, or less where there is no room for them: then it scrolls."""

    _height = 0

    def ask_height(self) -> None:
        heights = [self.sizeHintForRow(number) for number in range(min(_ROWS_SHOWN, self.model().rowCount()))]
        self._height = sum(heights) + 2
        self.setMinimumHeight(sum(heights[:2]) + 2)  # the directory's name and somebody
        self.setMaximumHeight(self._height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)


class DirectoryPanel(QWidget):
    """Hidden while there is nothing to show. `chosen(card)`, `call_requested(uri)`."""

    chosen = Signal(object)
    call_requested = Signal(str)

    def __init__(self, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("directory-panel")
        layout = column(self, spacing=0)
        layout.addWidget(line())
        self.list = _Rows(object_name="directory-list", accessible_name=self.tr("Directory"))
        self.list.opened.connect(self._open)
        self.list.activated_row.connect(self._call)
        layout.addWidget(self.list)
        self.trouble = label("", "small", wrap=True, object_name="directory-trouble")
        self.trouble.setContentsMargins(Space.M, Space.XS, Space.M, Space.S)
        layout.addWidget(self.trouble)
        self.look = finder.find
        finder.found.connect(self._show)
        self.hide()

    def _show(self, text: str, founds: tuple[Found, ...]) -> None:
        rows = [row for found in founds for row in self._rows(found)]
        troubles = [trouble_text(found.name, found.error) for found in founds if found.error is not None]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.list.ask_height()
        self.trouble.setText("\n".join(troubles))
        self.trouble.setVisible(bool(troubles))
        self.setVisible(bool(text) and bool(rows or troubles))

    def _rows(self, found: Found) -> list[Row]:
        if not found.cards:
            return []
        title = self.tr("{name} · there are more").format(name=found.name) if found.more else found.name
        head = Row(key=("book", found.book_id), title=title, kind=RowKind.SECTION)
        return [head, *(_row(found, number, card) for number, card in enumerate(found.cards))]

    def _open(self, row: Row) -> None:
        if isinstance(row.value, Card):
            self.chosen.emit(row.value)

    def _call(self, row: Row) -> None:
        if isinstance(row.value, Card) and (uri := _called(row.value)):
            self.call_requested.emit(uri)

    def focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(found: Found, number: int, card: Card) -> Row:
    uri = _called(card)
    under = [part for part in (short_address(uri) if uri else "", card.organisation) if part]
    return Row(
        key=(found.book_id, number, card.name),
        title=card.name,
        subtitle=" · ".join(under),
        value=card,
    )


def _called(card: Card) -> str:
    return next((uri for uri, _ in card.addresses if can_be_called(uri)), "")
