"""Between the pages of the address books and the syncs: settings, passwords, and what is heard of both."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from softphone.calls.address_books import (
    AddressBooks,
    BookState,
    CardConflict,
    CardField,
    FoundBook,
    Keep,
    Side,
)
from softphone.calls.password_keys import book_key
from softphone.calls.ports import Passwords, PasswordStatus
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.gui.futures import Worker, when_done
from softphone.gui.settings.settings_model import SettingsModel


class BooksDesk(QObject):
    """`changed()` when a book or its state is other than before, `contacts_changed()` when contacts are.

    `conflicts_read(conflicts)` after `read_conflicts` and each sync. `failed(reason)`: something was not written.
    `password_not_kept(book_id)`: no keyring took it; it holds until the phone ends.
    """

    changed = Signal()
    contacts_changed = Signal()
    conflicts_read = Signal(object)
    failed = Signal(str)
    password_not_kept = Signal(str)

    def __init__(
        self,
        books: AddressBooks,
        passwords: Passwords,
        settings: SettingsModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._passwords = passwords
        self._settings = settings
        self._worker = Worker("book-passwords")
        self._applied: tuple[AddressBook, ...] = ()
        self._held = False
        self.conflicts: tuple[CardConflict, ...] = ()
        settings.changed.connect(self._apply)

    def start(self) -> None:
        """Begin to sync; to be called once the window is there."""
        self._books.listen(self._heard)
        self._apply()

    def books(self) -> tuple[AddressBook, ...]:
        return tuple(
            each for each in self._settings.value.address_books if each.kind is AddressBookKind.CARDDAV
        )

    def book(self, book_id: str) -> AddressBook | None:
        return next((each for each in self.books() if each.id == book_id), None)

    def state(self, book_id: str) -> BookState | None:
        return self._books.states().get(book_id)

    def discover(
        self,
        where: tuple[str, str, str],
        receiver: QObject,
        found: Callable[[tuple[FoundBook, ...]], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """`where` is what was typed, the user and the password."""
        when_done(self._books.discover(*where), receiver, found, failed)

    def add(self, found: FoundBook, user: str, password: str, *, takes_new: bool) -> AddressBook:
        name = found.name or urlsplit(found.url).hostname or found.url
        book = AddressBook(uuid4().hex, AddressBookKind.CARDDAV, name, found.url, user, takes_new=takes_new)

        def put() -> None:
            self._settings.change(
                replace(self._settings.value, address_books=(*self._settings.value.address_books, book))
            )

        if user:
            self._keep_password(book.id, password, put)
        else:
            put()
        return book

    def is_known(self, url: str) -> bool:
        return any(each.url == url for each in self.books())

    def put(self, book: AddressBook) -> None:
        """Keep a changed book. New contacts go into one book: the others stop taking them."""
        books = tuple(
            book
            if each.id == book.id
            else replace(each, takes_new=False)
            if book.takes_new and each.takes_new
            else each
            for each in self._settings.value.address_books
        )
        self._settings.change(replace(self._settings.value, address_books=books))

    def set_password(self, book: AddressBook, user: str, password: str) -> None:
        def then() -> None:
            self.put(replace(book, user=user))
            self._books.password_changed(book.id)

        self._keep_password(book.id, password, then)

    def remove(self, book_id: str, *, keep_contacts: bool) -> None:
        """Out of the settings, and what is known of it; the server's cards stay."""
        left = tuple(each for each in self._settings.value.address_books if each.id != book_id)
        self._settings.change(replace(self._settings.value, address_books=left))
        gone = self._books.forget(book_id, keep_contacts=keep_contacts)
        when_done(gone, self, lambda _: self.contacts_changed.emit(), self._say_failed)

    def sync_now(self, book_id: str = "", *, delete_many: bool = False) -> None:
        self._books.sync_now(book_id, delete_many=delete_many)

    def hold(self, held: bool) -> None:
        if held != self._held:
            self._held = held
            self._books.hold(held)

    def read_conflicts(self) -> None:
        def read(conflicts: tuple[CardConflict, ...]) -> None:
            self.conflicts = conflicts
            self.conflicts_read.emit(conflicts)

        when_done(self._books.conflicts(), self, read, self._say_failed)

    def solve(
        self, conflict: CardConflict, keep: Keep, choices: Mapping[CardField, Side] | None = None
    ) -> None:
        done = self._books.solve(conflict, keep, choices)
        when_done(done, self, lambda _: self.read_conflicts(), self._solving_failed)

    def _solving_failed(self, error: BaseException) -> None:
        self._say_failed(error)
        self.read_conflicts()

    def _keep_password(self, book_id: str, password: str, then: Callable[[], None]) -> None:
        passwords = self._passwords

        def kept(status: PasswordStatus) -> None:
            if status is not PasswordStatus.OK:
                self.password_not_kept.emit(book_id)
            then()

        def not_kept(_: BaseException) -> None:
            self.password_not_kept.emit(book_id)
            then()

        when_done(
            self._worker.submit(lambda: passwords.set(book_key(book_id), password)), self, kept, not_kept
        )

    def _apply(self) -> None:
        books = self._settings.value.address_books
        if books != self._applied:
            self._applied = books
            self._books.apply(books)
            self.changed.emit()

    def _heard(self, contacts: bool) -> None:
        states = self._books.states()
        if contacts:
            self.contacts_changed.emit()
        self.changed.emit()
        if len(self.conflicts) != sum(each.conflicts for each in states.values()):
            self.read_conflicts()

    def _say_failed(self, error: BaseException) -> None:
        self.failed.emit(str(error))
