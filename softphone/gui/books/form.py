"""An address book on a server: where it is, who one is there, which of those found; and changing that later."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from softphone.calls.address_books import FoundBook
from softphone.calls.settings import AddressBook
from softphone.gui.books.desk import BooksDesk
from softphone.gui.books.words import error_text, host_of
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import RowList
from softphone.gui.look.rows import Row
from softphone.gui.settings.choices import CheckBox

_LONGEST = 1024
_ROWS_SHOWN = 6


class BookForm(Page):
    """`closed()` when the person is done, a book was added or not."""

    closed = Signal()

    def __init__(self, desk: BooksDesk, parent: QWidget | None = None) -> None:
        super().__init__("book-form", parent)
        self._desk = desk
        self._book: AddressBook | None = None
        self._search = 0
        self._heading = label("", "heading", wrap=True)
        self.body.addWidget(self._heading)
        self.said = label("", "muted", wrap=True)
        self.body.addWidget(self.said)
        self.address = _line()
        self.address.setPlaceholderText("cloud.example")
        hint = self.tr("The server's name is enough, or the address that its owner gave you.")
        self.body.addLayout(field(self.tr("Server"), self.address, "book-address", hint=hint))
        self.user = _line()
        self.body.addLayout(field(self.tr("User name"), self.user, "book-user"))
        self.password = _line()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        kept = self.tr("Kept in the system's keyring, never in a file.")
        self.body.addLayout(field(self.tr("Password"), self.password, "book-password", hint=kept))
        self.body.addWidget(self._buttons())
        self.error = error_line(object_name="book-error")
        self.body.addWidget(self.error)
        self.busy = label(self.tr("Looking for address books…"), "muted", wrap=True, object_name="book-busy")
        self.body.addWidget(self.busy)
        self.body.addWidget(self._found_part())
        for each in (self.address, self.user, self.password):
            each.textChanged.connect(self._typed)
            each.returnPressed.connect(self._lead)

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.find_button = button(
            self.tr("Find address books"), "primary", object_name="book-find", icon="search"
        )
        self.find_button.clicked.connect(self.look)
        self.save_button = button(self.tr("Save"), "primary", object_name="book-save", icon="check")
        self.save_button.clicked.connect(self.save)
        self.close_button = button(self.tr("Cancel"), "quiet", object_name="book-close")
        self.close_button.clicked.connect(self._close)
        for each in (self.find_button, self.save_button, self.close_button):
            row.add(each)
        return row

    def _found_part(self) -> QWidget:
        self._found = QWidget()
        self._found.setProperty("ground", "none")
        layout = column(self._found, spacing=Space.M)
        self._found_heading: QLabel = label("", "strong", wrap=True, object_name="book-found-heading")
        layout.addWidget(self._found_heading)
        self.list = RowList(
            object_name="book-found", accessible_name=self.tr("Address books that were found")
        )
        self.list.setProperty("ground", "canvas")
        self.list.activated_row.connect(lambda _: self.add())
        self.list.selectionModel().currentChanged.connect(lambda _: self._enable())
        layout.addWidget(self.list)
        self.open_to_all = label(
            self.tr(
                "The connection is not encrypted: whoever is on the way can read the password and the contacts. If the "
                "server can do it, type its address with https://."
            ),
            "warning",
            wrap=True,
            object_name="book-not-encrypted",
        )
        layout.addWidget(self.open_to_all)
        self.takes_new = CheckBox(
            self.tr("Contacts of this phone that are in no address book go into this one"), "book-takes-new"
        )
        layout.addWidget(self.takes_new)
        row = FoldingRow()
        self.add_button = button(self.tr("Add"), "primary", object_name="book-add", icon="plus")
        self.add_button.clicked.connect(self.add)
        row.add(self.add_button)
        layout.addWidget(row)
        return self._found

    def show_new(self) -> None:
        self._begin(
            None,
            self.tr("New address book"),
            self.tr("Server, user name and password; the phone finds the rest."),
        )
        for each in (self.address, self.user, self.password):
            each.clear()
        self.takes_new.setChecked(not any(book.takes_new for book in self._desk.books()))

    def show_book(self, book: AddressBook) -> None:
        """To give another user name or password."""
        self._begin(
            book, book.name or host_of(book), self.tr("Another address is another address book: add it.")
        )
        self.address.setText(book.url)
        self.user.setText(book.user)
        self.password.clear()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, book: AddressBook | None, heading: str, said: str) -> None:
        self._book = book
        self._search += 1
        self._heading.setText(heading)
        self.said.setText(said)
        self.address.setReadOnly(book is not None)
        self.password.setPlaceholderText("" if book is None else self.tr("unchanged"))
        self.find_button.setVisible(book is None)
        self.save_button.setVisible(book is not None)
        self.error.hide()
        self.busy.hide()
        self._found.hide()
        self._enable()

    def _lead(self) -> None:
        if self._book is not None:
            self.save()
        else:
            self.look()

    def look(self) -> None:
        """Look for books on a worker; the answer of an earlier search is not heard any more."""
        if not self.address.text().strip():
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._search += 1
        number = self._search
        self.error.hide()
        self._found.hide()
        self.busy.show()
        self.find_button.setEnabled(False)
        self._desk.discover(
            (self.address.text().strip(), self.user.text().strip(), self.password.text()),
            self,
            lambda books: self._show_found(number, books),
            lambda error: self._show_error(number, error),
        )

    def _show_error(self, number: int, error: BaseException) -> None:
        if number != self._search:
            return
        self.busy.hide()
        self._enable()
        typed = self.address.text().strip()
        say_error(self.error, error_text(error, typed.rpartition("@")[2] if "://" not in typed else typed))

    def _show_found(self, number: int, books: tuple[FoundBook, ...]) -> None:
        if number != self._search:
            return
        self.busy.hide()
        self._enable()
        self._found_heading.setText(self.tr("%n address book(s) found", "", len(books)))
        self.list.set_rows(
            Row(
                key=book.url,
                title=book.name or book.url,
                subtitle=book.url,
                right=self._remark(book),
                avatar=book.name or book.url,
                icon="contacts",
                value=book,
            )
            for book in books
        )
        self.list.choose(books[0].url)
        self.list.setFixedHeight(min(_ROWS_SHOWN, len(books)) * self.list.sizeHintForRow(0) + 2)
        self.open_to_all.setVisible(not all(book.encrypted for book in books))
        self._found.show()
        self._enable()
        self.ensureWidgetVisible(self.add_button)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remark(self, book: FoundBook) -> str:
        if self._desk.is_known(book.url):
            return self.tr("added already")
        return "" if book.writable else self.tr("read only")

    def add(self) -> None:
        book = self._chosen()
        if book is None or self._desk.is_known(book.url):
            return
        self._desk.add(
            book,
            self.user.text().strip() or self._user_typed(),
            self.password.text(),
            takes_new=self.takes_new.isChecked() and book.writable,
        )
        self._close()

    def _user_typed(self) -> str:
        """Of "anna@cloud.example" as the server, the whole of it (RFC 6764 section 6)."""
        typed = self.address.text().strip()
        return typed if "@" in typed and "://" not in typed else ""

    def save(self) -> None:
        book = self._book and self._desk.book(self._book.id)
        if book is None:
            self._close()
            return
        user = self.user.text().strip()
        if self.password.text():
            self._desk.set_password(book, user, self.password.text())
        else:
            self._desk.put(replace(book, user=user))
            self._desk.sync_now(book.id)
        self._close()

    def _chosen(self) -> FoundBook | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, FoundBook) else None

    def _enable(self) -> None:
        self.find_button.setEnabled(self.busy.isHidden())
        book = self._chosen()
        self.add_button.setEnabled(book is not None and not self._desk.is_known(book.url))

    def _typed(self) -> None:
        self.error.hide()
        if self._book is None:
            self._search += 1  # what was found is not what is asked for now
            self._found.hide()
            self.busy.hide()
            self._enable()

    def _close(self) -> None:
        self._search += 1
        self.password.clear()
        self.closed.emit()


def _line() -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(_LONGEST)
    return made
