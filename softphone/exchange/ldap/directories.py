"""All directories that are switched on, each asked on a thread of its own that is there only while it is asked."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Final

from softphone.calls.directory import DirectoryError, DirectoryTrouble, Found
from softphone.calls.password_keys import book_key
from softphone.calls.ports import Passwords, PasswordStatus
from softphone.calls.settings import AddressBook, AddressBookKind, Settings
from softphone.sip.text import safe_text

_END_S: Final = 0.5
_NAME_LIMIT: Final = 80
_FEWEST_LETTERS: Final = 2
_TRIED: Final = "an"  # two letters that most directories have
Then = Callable[[Found | None], None]


class LdapDirectories:
    """See the port `calls.directory.Directories`. One thread, the owner's; futures are completed on others.

    `ca_file` is for tests: the authorities that are trusted instead of the system's.
    """

    def __init__(self, settings: Callable[[], Settings], passwords: Passwords, *, ca_file: str = "") -> None:
        self._settings = settings
        self._passwords = passwords
        self._ca_file = ca_file
        self._askers: dict[str, _Asker] = {}
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    @property
    def any(self) -> bool:
        return bool(self._books())

    def search(self, text: str) -> Future[tuple[Found, ...]]:
        future: Future[tuple[Found, ...]] = Future()
        books = self._books()
        wanted = " ".join(text.split())
        if not books or len(wanted) < _FEWEST_LETTERS:
            future.set_result(())
            return future
        gathered: dict[str, Found] = {}
        left = [len(books)]
        lock = threading.Lock()

        def then(found: Found | None) -> None:
            with lock:
                left[0] -= 1
                if found is None:
                    future.cancel()
                else:
                    gathered[found.book_id] = found
                if left[0] == 0 and future.set_running_or_notify_cancel():
                    future.set_result(tuple(gathered[book.id] for book in books))

        for book in books:
            asker = self._askers.setdefault(book.id, _Asker())
            asker.ask(partial(self._ask, book, wanted), then)
        return future

    def try_out(self, book: AddressBook, password: str | None) -> Future[Found]:
        future: Future[Found] = Future()

        def then(found: Found | None) -> None:
            if found is None:
                future.cancel()
            elif future.set_running_or_notify_cancel():
                future.set_result(found)

        asker = self._askers.setdefault("", _Asker())
        asker.ask(partial(self._ask, book, _TRIED, password), then)
        return future

    def password_changed(self, book_id: str) -> None:
        with self._lock:
            self._known.pop(book_id, None)

    def close(self) -> None:
        for asker in self._askers.values():
            asker.close()

    def _books(self) -> tuple[AddressBook, ...]:
        books = self._settings().address_books
        return tuple(book for book in books if book.enabled and book.kind is AddressBookKind.LDAP)

    def _password(self, book: AddressBook) -> str:
        """The keyring is asked once: it may ask the person, and a search is made at each letter."""
        if not book.user:
            return ""
        with self._lock:
            if book.id in self._known:
                return self._known[book.id]
        password, status = self._passwords.get(book_key(book.id))
        if status is PasswordStatus.OK:
            with self._lock:
                self._known[book.id] = password
        return password

    def _ask(self, book: AddressBook, text: str, password: str | None = None) -> Found:
        from softphone.exchange.ldap.directory import search, trusting  # noqa: PLC0415 -- not before somebody asks

        name = safe_text(book.name, _NAME_LIMIT)
        try:
            known = self._password(book) if password is None else password
            cards, more = search(book, known, text, trust=trusting(self._ca_file))
        except DirectoryError as error:
            return Found(book.id, name, error=error)
        except Exception as error:  # a fault of ours is no reason to show nothing of the other directories
            return Found(book.id, name, error=DirectoryError(DirectoryTrouble.BROKEN, type(error).__name__))
        return Found(book.id, name, cards, more)


class _Asker:
    """One question at a time; of those that wait only the newest is asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: tuple[Callable[[], Found], Then] | None = None
        self._thread: threading.Thread | None = None

    def ask(self, work: Callable[[], Found], then: Then) -> None:
        with self._lock:
            overtaken, self._next = self._next, (work, then)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="directory", daemon=True)
                self._thread.start()
        if overtaken is not None:
            overtaken[1](None)

    def close(self) -> None:
        """What waits is dropped; what runs ends by itself in its time."""
        with self._lock:
            overtaken, self._next = self._next, None
            thread = self._thread
        if overtaken is not None:
            overtaken[1](None)
        if thread is not None:
            thread.join(_END_S)

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._next is None:
                    self._thread = None
                    return
                (work, then), self._next = self._next, None
            then(work())
