"""Directories among the address books: which there are, and the form for one."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.directory import Found
from softphone.calls.settings import AddressBook
from softphone.gui.directory.desk import DirectoriesDesk
from softphone.gui.directory.words import trouble_text
from softphone.gui.frame.page import Page, field
from softphone.gui.futures import when_done
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.rows import Row
from softphone.gui.settings.switch_list import SwitchList

_LONGEST = 1000


class DirectoriesPart(QWidget):
    """`form_requested(book)`, None for a new one."""

    form_requested = Signal(object)

    def __init__(self, desk: DirectoriesDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "none")
        self._desk = desk
        layout = column(self, spacing=Space.M)
        layout.addWidget(label(self.tr("Directories"), "heading", wrap=True))
        said = self.tr(
            "A directory of your company (LDAP) is looked into while you search; nothing of it is changed or kept."
        )
        layout.addWidget(label(said, "muted", wrap=True))
        self.list = SwitchList(object_name="directories-list", accessible_name=self.tr("Directories"))
        self.list.setProperty("ground", "canvas")
        self.list.switched.connect(lambda row: self._switch(row.value))
        self.list.activated_row.connect(lambda row: self.form_requested.emit(row.value))
        self.list.removed.connect(lambda row: self._remove(row.value))
        layout.addWidget(self.list)
        row = FoldingRow()
        self.add_button = button(self.tr("Add a directory"), object_name="directories-add", icon="plus")
        self.add_button.clicked.connect(lambda: self.form_requested.emit(None))
        self.change_button = button(self.tr("Change…"), object_name="directories-change", icon="edit")
        self.change_button.clicked.connect(lambda: self.form_requested.emit(self._chosen()))
        self.remove_button = button(
            self.tr("Remove"), "quiet", object_name="directories-remove", icon="trash"
        )
        self.remove_button.clicked.connect(lambda: self._remove(self._chosen()))
        for each in (self.add_button, self.change_button, self.remove_button):
            row.add(each)
        layout.addWidget(row)
        desk.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        books = self._desk.books()
        self.list.set_rows(
            Row(key=book.id, title=book.name, subtitle=book.url, icon="search", value=book) for book in books
        )
        self.list.set_on(frozenset(book.id for book in books if book.enabled))
        if books and self.list.current_row() is None:
            self.list.choose(books[0].id)
        self.list.setVisible(bool(books))
        if books:
            self.list.setFixedHeight(len(books) * self.list.sizeHintForRow(0) + 2)
        for each in (self.change_button, self.remove_button):
            each.setVisible(bool(books))

    def _chosen(self) -> AddressBook | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, AddressBook) else None

    def _switch(self, book: object) -> None:
        if isinstance(book, AddressBook):
            self._desk.switch(book)

    def _remove(self, book: object) -> None:
        if isinstance(book, AddressBook):
            self._desk.remove(book)


class DirectoryForm(Page):
    """`closed()` when the person is done. A directory is tried before it is saved; one that fails can be saved, too."""

    closed = Signal()

    def __init__(self, desk: DirectoriesDesk, parent: QWidget | None = None) -> None:
        super().__init__("directory-form", parent)
        self._desk = desk
        self._book = desk.blank()
        self._new = True
        self._tried = 0
        self.body.addWidget(label(self.tr("Directory"), "heading", wrap=True))
        self.name = _line()
        self.name.setPlaceholderText(self.tr("Company"))
        self.body.addLayout(field(self.tr("Name"), self.name, "directory-form-name"))
        self.url = _line()
        self.url.setPlaceholderText("ldaps://directory.example/dc=office,dc=example")
        hint = self.tr("Whoever runs the directory knows it: the server, and the branch to look into.")
        self.body.addLayout(field(self.tr("Address"), self.url, "directory-form-url", hint=hint))
        self.user = _line()
        self.user.setPlaceholderText("cn=anna,dc=office,dc=example")
        hint = self.tr("Empty when the directory tells everybody.")
        self.body.addLayout(field(self.tr("User"), self.user, "directory-form-user", hint=hint))
        self.password = _line()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        hint = self.tr("Kept in the system's keyring, never in a file.")
        self.body.addLayout(field(self.tr("Password"), self.password, "directory-form-password", hint=hint))
        row = FoldingRow()
        self.save_button = button(
            self.tr("Try and save"), "primary", object_name="directory-form-save", icon="check"
        )
        self.save_button.clicked.connect(self.try_out)
        self.anyway_button = button(self.tr("Save as it is"), object_name="directory-form-anyway")
        self.anyway_button.clicked.connect(self.save)
        self.close_button = button(self.tr("Cancel"), "quiet", object_name="directory-form-close")
        self.close_button.clicked.connect(self._close)
        for each in (self.save_button, self.anyway_button, self.close_button):
            row.add(each)
        self.body.addWidget(row)
        self.error = error_line(object_name="directory-form-error")
        self.body.addWidget(self.error)
        for line in (self.name, self.url, self.user, self.password):
            line.returnPressed.connect(self.try_out)
            line.textChanged.connect(self._typed)

    def show_book(self, book: AddressBook | None) -> None:
        self._new = book is None
        self._book = book or self._desk.blank()
        self.name.setText(self._book.name)
        self.url.setText(self._book.url)
        self.user.setText(self._book.user)
        self.password.clear()
        self.password.setPlaceholderText("" if self._new else self.tr("unchanged"))
        self._typed()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_out(self) -> None:
        """Ask it for somebody; when it answers, save it."""
        if not self.url.text().strip():
            self.url.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._tried += 1
        number = self._tried
        book = self._typed_book()
        self.save_button.setEnabled(False)

        def answered(found: Found) -> None:
            if number != self._tried:
                return
            self.save_button.setEnabled(True)
            if found.error is None:
                self.save()
            else:
                say_error(self.error, trouble_text(book.name, found.error))
                self.anyway_button.show()

        when_done(self._desk.try_out(book, self._password()), self, answered)

    def save(self) -> None:
        self._desk.save(self._typed_book(), self._password())
        self._close()

    def _typed_book(self) -> AddressBook:
        url = self.url.text().strip()
        host = url.partition("//")[2].partition("/")[0]
        return replace(
            self._book, name=self.name.text().strip() or host or url, url=url, user=self.user.text().strip()
        )

    def _password(self) -> str | None:
        return self.password.text() if self._new or self.password.text() else None

    def _typed(self) -> None:
        self._tried += 1  # what was asked of the address before is not heard any more
        self.save_button.setEnabled(True)
        self.anyway_button.hide()
        self.error.hide()

    def _close(self) -> None:
        self._tried += 1
        self.password.clear()
        self.closed.emit()


def _line() -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(_LONGEST)
    return made
