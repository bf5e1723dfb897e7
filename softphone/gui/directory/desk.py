"""Between the settings' page of directories and what keeps them: settings and keyring."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from softphone.calls.directory import Directories, Found
from softphone.calls.password_keys import book_key
from softphone.calls.ports import Passwords, PasswordStatus
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.gui.futures import Worker, when_done
from softphone.gui.settings.settings_model import SettingsModel


class DirectoriesDesk(QObject):
    """`changed()` after each change; `password_not_kept(name)`: no keyring took it, it holds until the phone ends."""

    changed = Signal()
    password_not_kept = Signal(str)

    def __init__(
        self,
        directories: Directories,
        passwords: Passwords,
        settings: SettingsModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._directories = directories
        self._passwords = passwords
        self._settings = settings
        self._worker = Worker("directory-passwords")
        settings.changed.connect(self.changed)

    def books(self) -> tuple[AddressBook, ...]:
        return tuple(each for each in self._settings.value.address_books if each.kind is AddressBookKind.LDAP)

    def blank(self) -> AddressBook:
        return AddressBook(uuid4().hex, AddressBookKind.LDAP, "", "", every_min=0)

    def try_out(self, book: AddressBook, password: str | None) -> Future[Found]:
        """`password` None is that of the keyring."""
        return self._directories.try_out(book, password)

    def save(self, book: AddressBook, password: str | None) -> None:
        """Add or replace; `password` None leaves the keyring as it is, "" takes it out."""

        def put() -> None:
            books = self._settings.value.address_books
            known = any(each.id == book.id for each in books)
            kept = tuple(book if each.id == book.id else each for each in books)
            self._change(kept if known else (*books, book))

        if password is None:
            put()
        else:
            self._keep(book, password, put)

    def switch(self, book: AddressBook) -> None:
        self.save(replace(book, enabled=not book.enabled), None)

    def remove(self, book: AddressBook) -> None:
        self._change(tuple(each for each in self._settings.value.address_books if each.id != book.id))
        self._keep(book, "", lambda: None)

    def _change(self, books: tuple[AddressBook, ...]) -> None:
        self._settings.change(replace(self._settings.value, address_books=books))

    def _keep(self, book: AddressBook, password: str, then: Callable[[], None]) -> None:
        passwords, key = self._passwords, book_key(book.id)

        def work() -> PasswordStatus:
            if password:
                return passwords.set(key, password)
            passwords.delete(key)
            return PasswordStatus.OK

        def kept(status: PasswordStatus) -> None:
            if status is not PasswordStatus.OK:
                self.password_not_kept.emit(book.name)
            self._directories.password_changed(book.id)
            then()

        when_done(self._worker.submit(work), self, kept, lambda _: kept(PasswordStatus.NO_KEYRING))
