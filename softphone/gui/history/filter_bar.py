"""What the list of the history is narrowed to: a field to type in, one button for the rest, a line that says it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.calls.accounts import Account
from softphone.calls.contact_book import ContactBook
from softphone.calls.history import HistoryFilter
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.search_field import SearchField
from softphone.gui.history.filter_boxes import FilterBoxes
from softphone.gui.look.components import ElidedLabel, Space, button, clearable, column
from softphone.gui.words.plain_text import short_address
from softphone.sip.text import safe_text

_PEOPLE = 200  # whose lines are found by a name that stands in the contacts alone
_PAUSE_MS = 120  # in typing, before a million lines are looked through


class FilterBar(QWidget):
    """`changed()` when something else is wanted, `opened_first()` on Enter in the field."""

    changed = Signal()
    opened_first = Signal()

    def __init__(
        self, book: ContactBook, accounts: Callable[[], Sequence[Account]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("history-filter")
        self._book = book
        self._contact: Contact | None = None
        self._party = ("", "")  # an address and what it is called
        layout = column(self, spacing=Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.search = SearchField()
        self.search.setObjectName("history-search")
        self.search.setAccessibleName(self.tr("Search the history by name or address"))
        self.search.setPlaceholderText(self.tr("Search"))
        clearable(self.search)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.opened_first)
        row.addWidget(self.search, 1)
        self.more = button(
            "",
            object_name="history-filter-more",
            accessible_name=self.tr("Filter the history"),
            icon="sliders",
        )
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        row.addWidget(self.more)
        layout.addLayout(row)
        self.boxes = FilterBoxes(accounts)
        self.boxes.changed.connect(self.look)
        self.boxes.hide()
        layout.addWidget(self.boxes)
        self.line = QWidget()
        said = QHBoxLayout(self.line)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(Space.XS)
        self.words = ElidedLabel("", "small", object_name="history-filter-words")
        said.addWidget(self.words, 1)
        self.clear_button = button(
            self.tr("Show all"),
            "quiet",
            object_name="history-filter-clear",
            accessible_name=self.tr("Show the whole history again"),
        )
        self.clear_button.setProperty("compact", "true")
        self.clear_button.clicked.connect(self.clear)
        said.addWidget(self.clear_button)
        layout.addWidget(self.line)
        self.line.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        self._shown = HistoryFilter()

    @property
    def wanted(self) -> HistoryFilter:
        text = self.search.text().strip()
        return self.boxes.narrow(
            HistoryFilter(
                text=text,
                contact_ids=self._people(text),
                contact_id=None if self._contact is None else self._contact.id,
                party_uri=self._party[0],
            )
        )

    @property
    def narrows(self) -> bool:
        return bool(self._said())

    def show_contact(self, contact: Contact) -> None:
        """The lines of one contact alone."""
        self._reset()
        self._contact = contact
        self.look()

    def show_party(self, uri: str, name: str) -> None:
        """The lines of one address alone, however it is written."""
        self._reset()
        self._party = (uri, name)
        self.look()

    def clear(self) -> None:
        self._reset()
        self.look()

    def _reset(self) -> None:
        self._contact, self._party = None, ("", "")
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.boxes.clear()

    def _people(self, text: str) -> tuple[int, ...]:
        """Contacts with `text`; nobody while they cannot be read: names that stand in the history are found."""
        if not text:
            return ()
        try:
            return tuple(self._book.listing(text=text, limit=_PEOPLE).ids)
        except StoreFailedError:
            return ()

    def _said(self) -> list[str]:
        uri, name = self._party
        who = self._contact.name if self._contact is not None else name or (short_address(uri) if uri else "")
        text = self.search.text().strip()
        return [
            *([self.tr("With {name}").format(name=safe_text(who, 80))] if who else []),
            *([self.tr("“{text}”").format(text=safe_text(text, 80))] if text else []),
            *self.boxes.said(),
        ]

    def look(self) -> None:
        """Ask for what is wanted now, without waiting for more to be typed."""
        self._soon.stop()
        words = self._said()
        self.words.set_text(" · ".join(words))
        self.line.setVisible(bool(words))
        chosen = len(self.boxes.said())
        self.more.set_label(str(chosen) if chosen else "")
        self.more.setAccessibleDescription(self.tr("%n chosen", "", chosen) if chosen else "")
        wanted = self.wanted
        if wanted != self._shown:
            self._shown = wanted
            self.changed.emit()

    def _typed(self) -> None:
        self._soon.start()

    def _unfold(self, is_open: bool) -> None:
        self.boxes.show_accounts()
        self.boxes.setVisible(is_open)
        if is_open:
            self.boxes.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape folds the boxes, then shows everything again; then it is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.more.isChecked():
            self.more.setChecked(False)
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.narrows:
            self.clear()
        else:
            super().keyPressEvent(event)
