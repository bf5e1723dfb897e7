"""The settings of address books on servers: a list with the state of each, and the ways to add and change one."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from softphone.calls.address_books import BookTrouble, Trouble
from softphone.calls.settings import AddressBook
from softphone.gui.books.conflicts import ConflictsPage
from softphone.gui.books.desk import BooksDesk
from softphone.gui.books.form import BookForm
from softphone.gui.books.words import host_of, is_quiet, state_text, trouble_text
from softphone.gui.directory.desk import DirectoriesDesk
from softphone.gui.directory.part import DirectoriesPart, DirectoryForm
from softphone.gui.frame.list_panel import EmptyState
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.question import Question
from softphone.gui.look.rows import Row
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.switch_list import SwitchList

_MINUTES = (5, 15, 60, 360, 1440)
_ROWS_SHOWN = 6
_WANT_PASSWORD = (BookTrouble.PASSWORD, BookTrouble.KEYRING)
_ASKS = (BookTrouble.MANY_GONE_THERE, BookTrouble.MANY_GONE_HERE)


class BooksPage(QStackedWidget):
    """The overview, the forms and the conflicts, one at a time."""

    def __init__(
        self, desk: BooksDesk, directories: DirectoriesDesk | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("books-page")
        self._desk = desk
        self.overview = BooksOverview(desk)
        self.overview.add_requested.connect(self.begin)
        self.overview.edit_requested.connect(self.edit)
        self.overview.conflicts_requested.connect(self.show_conflicts)
        self.addWidget(self.overview)
        self.form = BookForm(desk)
        self.form.closed.connect(self.show_overview)
        self.addWidget(self.form)
        self.conflicts = ConflictsPage(desk)
        self.conflicts.closed.connect(self.show_overview)
        self.addWidget(self.conflicts)
        if directories is not None:
            self.directories = DirectoriesPart(directories)
            self.overview.body.addWidget(self.directories)
            self.directory_form = DirectoryForm(directories)
            self.directory_form.closed.connect(self.show_overview)
            self.directories.form_requested.connect(self._edit_directory)
            self.addWidget(self.directory_form)

    def _edit_directory(self, book: AddressBook | None) -> None:
        self.directory_form.show_book(book)
        self.setCurrentWidget(self.directory_form)

    def show_overview(self) -> None:
        self.overview.reload()
        self.setCurrentWidget(self.overview)

    def begin(self) -> None:
        """A new book."""
        self.form.show_new()
        self.setCurrentWidget(self.form)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, book: AddressBook) -> None:
        self.form.show_book(book)
        self.setCurrentWidget(self.form)

    def show_conflicts(self) -> None:
        self._desk.read_conflicts()
        self.setCurrentWidget(self.conflicts)

    def is_editing(self) -> bool:
        return self.currentWidget() not in {self.overview, self.conflicts}


class BooksOverview(Page):
    """`edit_requested(book)` to give another password or name."""

    add_requested = Signal()
    edit_requested = Signal(object)
    conflicts_requested = Signal()

    def __init__(self, desk: BooksDesk, parent: QWidget | None = None) -> None:
        super().__init__("books-overview", parent)
        self._desk = desk
        self.body.addWidget(label(self.tr("Address books"), "heading", wrap=True))
        said = self.tr(
            "Contacts in an address book on a server (CardDAV) are the same on all your devices. What you change here "
            "is changed there, and the other way round."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self.list = SwitchList(object_name="books-list", accessible_name=self.tr("Address books"))
        self.list.setProperty("ground", "canvas")
        self.list.switched.connect(lambda row: self._switch(row.value))
        self.list.activated_row.connect(lambda row: self.edit_requested.emit(row.value))
        self.list.removed.connect(lambda _: self._ask_remove())
        self.list.selectionModel().currentChanged.connect(lambda _: self._show_chosen())
        self.body.addWidget(self.list)
        self._empty = EmptyState("books-empty")
        self._empty.say(
            self.tr("No address book on a server yet. Your contacts are on this computer alone."),
            self.tr("Add an address book"),
            self.add_requested.emit,
        )
        self.body.addWidget(self._empty)
        self.body.addWidget(self._buttons())
        self.question = Question("books-question")
        self.question.asked.connect(lambda: self.ensureWidgetVisible(self.question))
        self.body.addWidget(self.question)
        self.trouble = label("", "warning", wrap=True, object_name="books-trouble")
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._cures())
        self.body.addWidget(self._details())
        desk.changed.connect(self.reload)
        desk.conflicts_read.connect(self._conflicts_read)
        self.reload()

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.add_button = button(
            self.tr("Add an address book"), "primary", object_name="books-add", icon="plus"
        )
        self.add_button.clicked.connect(self.add_requested)
        self.sync_button = button(self.tr("Sync now"), object_name="books-sync", icon="swap")
        self.sync_button.clicked.connect(self._sync)
        self.remove_button = button(self.tr("Remove…"), "quiet", object_name="books-remove", icon="trash")
        self.remove_button.clicked.connect(self._ask_remove)
        for each in (self.add_button, self.sync_button, self.remove_button):
            row.add(each)
        return row

    def _cures(self) -> FoldingRow:
        """What can be done about the trouble of the chosen book, and about conflicts."""
        row = FoldingRow()
        self.conflicts_button = button("", "primary", object_name="books-conflicts", icon="warning")
        self.conflicts_button.clicked.connect(self.conflicts_requested)
        self.password_button = button(self.tr("Type the password"), object_name="books-password", icon="lock")
        self.password_button.clicked.connect(self._edit)
        self.delete_button = button("", "danger", object_name="books-delete-many", icon="trash")
        self.delete_button.clicked.connect(self._delete_many)
        for each in (self.conflicts_button, self.password_button, self.delete_button):
            row.add(each)
        return row

    def _details(self) -> QWidget:
        self._of_book = QWidget()
        self._of_book.setProperty("ground", "none")
        layout = column(self._of_book, spacing=Space.M)
        self.of_book_heading = label("", "strong", wrap=True, object_name="books-chosen")
        layout.addWidget(self.of_book_heading)
        self.interval = ChoiceBox()
        for minutes in _MINUTES:
            if minutes < 60:
                self.interval.addItem(self.tr("every %n minute(s)", "", minutes), minutes)
            else:
                self.interval.addItem(self.tr("every %n hour(s)", "", minutes // 60), minutes)
        self.interval.addItem(self.tr("only when I ask for it"), 0)
        self.interval.activated.connect(self._set_interval)
        hint = self.tr("Changes that you make here are sent at once in any case.")
        layout.addLayout(field(self.tr("Look for changes"), self.interval, "books-interval", hint=hint))
        self.takes_new = CheckBox(
            self.tr("Contacts of this phone that are in no address book go into this one"), "books-takes-new"
        )
        self.takes_new.toggled.connect(self._set_takes_new)
        layout.addWidget(self.takes_new)
        return self._of_book

    def reload(self) -> None:
        books = self._desk.books()
        self.list.set_rows(self._row(book) for book in books)
        self.list.set_on(frozenset(book.id for book in books if book.enabled))
        if books and self.list.current_row() is None:
            self.list.choose(books[0].id)
        height = self.list.sizeHintForRow(0) if books else 0
        self.list.setFixedHeight(min(_ROWS_SHOWN, len(books)) * height + 2)
        self.list.setVisible(bool(books))
        self._empty.setVisible(not books)
        for each in (self.add_button, self.sync_button, self.remove_button):
            each.setVisible(bool(books))
        self._show_chosen()

    def _conflicts_read(self, _: object) -> None:
        self.reload()

    def _row(self, book: AddressBook) -> Row:
        state = self._desk.state(book.id)
        trouble = state.trouble if state is not None and book.enabled else None
        color = "positive-text" if state is not None and state.synced_at and trouble is None else "text-muted"
        return Row(
            key=book.id,
            title=book.name or host_of(book),
            subtitle=f"{host_of(book)} · {state_text(book, state)}",
            avatar=book.name or host_of(book),
            icon="contacts",
            icon_color="warning-text" if trouble is not None and not is_quiet(trouble) else color,
            value=book,
        )

    def _chosen(self) -> AddressBook | None:
        row = self.list.current_row()
        return (
            self._desk.book(row.value.id) if row is not None and isinstance(row.value, AddressBook) else None
        )

    def _show_chosen(self) -> None:
        book = self._chosen()
        self._of_book.setVisible(book is not None)
        self.remove_button.setEnabled(book is not None)
        conflicts = len(self._desk.conflicts)
        self.conflicts_button.setVisible(conflicts > 0)
        if conflicts:
            words = self.tr("Decide about %n contact(s)", "", conflicts)
            self.conflicts_button.set_label(words)
            self.conflicts_button.setAccessibleName(words)
        state = self._desk.state(book.id) if book is not None else None
        trouble = state.trouble if state is not None and book is not None and book.enabled else None
        self._show_trouble(book, trouble)
        if book is None:
            return
        self.of_book_heading.setText(book.name or host_of(book))
        if self.interval.findData(book.every_min) < 0:
            self.interval.addItem(self.tr("every %n minute(s)", "", book.every_min), book.every_min)
        self.interval.setCurrentIndex(self.interval.findData(book.every_min))
        self.takes_new.blockSignals(True)
        self.takes_new.setChecked(book.takes_new)
        self.takes_new.blockSignals(False)

    def _show_trouble(self, book: AddressBook | None, trouble: Trouble | None) -> None:
        self.trouble.setVisible(trouble is not None)
        asks = trouble is not None and trouble.kind in _ASKS
        self.delete_button.setVisible(asks)
        self.password_button.setVisible(trouble is not None and trouble.kind in _WANT_PASSWORD)
        if trouble is None or book is None:
            return
        self.trouble.setText(trouble_text(trouble, host_of(book)))
        if asks:
            here = trouble.kind is BookTrouble.MANY_GONE_THERE
            words = self.tr("Delete them here too") if here else self.tr("Delete them there too")
            self.delete_button.set_label(words)
            self.delete_button.setAccessibleName(words)

    def _sync(self) -> None:
        self._desk.sync_now()

    def _edit(self) -> None:
        book = self._chosen()
        if book is not None:
            self.edit_requested.emit(book)

    def _switch(self, book: object) -> None:
        known = self._desk.book(book.id) if isinstance(book, AddressBook) else None
        if known is not None:
            self._desk.put(replace(known, enabled=not known.enabled))

    def _set_interval(self) -> None:
        book = self._chosen()
        if book is not None:
            self._desk.put(replace(book, every_min=int(self.interval.currentData())))

    def _set_takes_new(self, on: bool) -> None:
        book = self._chosen()
        if book is not None and book.takes_new != on:
            self._desk.put(replace(book, takes_new=on))

    def _delete_many(self) -> None:
        book = self._chosen()
        if book is not None:
            self._desk.sync_now(book.id, delete_many=True)

    def _ask_remove(self) -> None:
        book = self._chosen()
        if book is None:
            return
        state = self._desk.state(book.id)
        said = self.tr("Remove {name} from this phone? It stays on the server as it is.").format(
            name=book.name or host_of(book)
        )
        contacts = self.tr("%n of your contacts are in it.", "", state.contacts if state is not None else 0)
        self.question.ask(
            f"{said} {contacts}",
            (self.tr("Remove the contacts too"), lambda: self._desk.remove(book.id, keep_contacts=False)),
            mild=(self.tr("Keep the contacts here"), lambda: self._desk.remove(book.id, keep_contacts=True)),
        )
