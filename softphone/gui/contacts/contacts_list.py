"""The list of contacts with its search field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from softphone.calls.ports import ContactBook, StoreFailedError
from softphone.calls.values import Contact
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.look.components import button
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.words.plain_text import first_address, short_address

_SEARCH_LIMIT = 200


class SearchField(QLineEdit):
    """Escape empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ContactsList(ListPanel):
    """`chosen(contact)`, `call_requested(uri)`, `delete_requested(contact)`, `new_requested(name)`,
    `failed(text)`, `export_requested()`, `import_requested()`."""

    chosen = Signal(object)
    call_requested = Signal(str)
    delete_requested = Signal(object)
    new_requested = Signal(str)
    failed = Signal(str)
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, book: ContactBook, parent: QWidget | None = None) -> None:
        super().__init__("contacts", "", parent)
        self.heading.setText(self.tr("Contacts"))
        self.list.setAccessibleName(self.tr("Contacts"))
        self._book = book
        self.new_button = button(
            "", "quiet", object_name="contacts-new", accessible_name=self.tr("New contact"), icon="plus"
        )
        self.new_button.setToolTip(self.tr("New contact (Ctrl+N)"))
        self.new_button.clicked.connect(lambda: self.new_requested.emit(""))
        self.head.addWidget(self.new_button)
        self.more_button = button(
            "",
            "quiet",
            object_name="contacts-more",
            accessible_name=self.tr("Export or import contacts"),
            icon="more",
        )
        self.menu = QMenu(self.more_button)
        self.menu.setObjectName("contacts-menu")
        self.menu.addAction(self.tr("Export contacts…"), self.export_requested.emit)
        self.menu.addAction(self.tr("Import contacts…"), self.import_requested.emit)
        self.more_button.clicked.connect(self._open_menu)
        self.head.addWidget(self.more_button)
        self.search = SearchField()
        self.search.setObjectName("contacts-search")
        self.search.setAccessibleName(self.tr("Search contacts"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.tools.addWidget(self.search)
        self.list.opened.connect(lambda row: self.chosen.emit(row.value))
        self.list.activated_row.connect(self._call)
        self.list.removed.connect(lambda row: self.delete_requested.emit(row.value))

    def _open_menu(self) -> None:
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _search(self) -> None:
        try:
            self.reload()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Contacts could not be searched ({reason}).").format(reason=error))

    def reload(self) -> None:
        """Read the book again; the search stays. Raises StoreFailedError."""
        wanted = self.search.text().strip()
        if wanted:
            found = self._book.search(wanted, limit=_SEARCH_LIMIT)
            rows = [_row(contact) for contact in found]
        else:
            found = self._book.contacts()
            rows = self._sections(found)
        self.set_rows(rows)
        if not found:
            self._say_why_empty(wanted)
        self.search.setVisible(bool(found) or bool(wanted))

    def _sections(self, contacts: tuple[Contact, ...]) -> list[Row]:
        favourites = [_row(contact) for contact in contacts if contact.favourite]
        others = [_row(contact) for contact in contacts if not contact.favourite]
        if not favourites or not others:
            return favourites + others
        return [
            Row(key="favourites", title=self.tr("Favourites"), kind=RowKind.SECTION),
            *favourites,
            Row(key="others", title=self.tr("Everyone else"), kind=RowKind.SECTION),
            *others,
        ]

    def _say_why_empty(self, wanted: str) -> None:
        if wanted:
            self.empty.say(
                self.tr("Nobody is found for “{text}”.").format(text=wanted),
                self.tr("Add a contact"),
                lambda: self.new_requested.emit(wanted),
            )
        else:
            self.empty.say(
                self.tr("Nobody here yet. People whom you add keep their addresses, also when they move."),
                self.tr("Add a contact"),
                lambda: self.new_requested.emit(""),
            )

    def _open_first(self) -> None:
        for row in self.list.rows.rows:
            if row.kind is RowKind.PERSON:
                self.list.choose(row.key)
                self.chosen.emit(row.value)
                return

    def _call(self, row: Row) -> None:
        if isinstance(row.value, Contact) and row.value.addresses:
            self.call_requested.emit(first_address(row.value))


def _row(contact: Contact) -> Row:
    address = first_address(contact)
    return Row(
        key=contact.id,
        title=contact.name,
        subtitle=short_address(address) if address else contact.organisation,
        icon="star-filled" if contact.favourite else "",
        icon_color="",
        value=contact,
        uri=address,
    )
