"""Runs the syncs of all books on a thread of its own: implements `calls.address_books.AddressBooks`.

A book is due at the start, after its minutes, a few seconds after contacts were changed here, and when it is asked for.
One that cannot be reached is tried again after one minute, then two, four, at most an hour. What is needed to sync is
imported on that thread, so that a phone without such books pays nothing for it.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Final

from softphone.calls.address_books import (
    BookError,
    BookState,
    BookTrouble,
    CardConflict,
    CardField,
    FoundBook,
    Keep,
    Outcome,
    Side,
    SyncedCards,
    Trouble,
)
from softphone.calls.password_keys import book_key
from softphone.calls.ports import Passwords, PasswordStatus, StoreFailedError
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.exchange.carddav.apart import Apart

AFTER_CHANGE_S: Final = 5.0
FIRST_RETRY_S: Final = 60.0
LAST_RETRY_S: Final = 3600.0
_JOIN_S: Final = 5.0
_SETTLE_S: Final = 60.0
_LONGEST_HOLD_S: Final = 900.0
_NEVER: Final = float("inf")
_PASSING: Final = frozenset(
    {
        BookTrouble.UNREACHABLE,
        BookTrouble.TOO_SLOW,
        BookTrouble.SERVER,
        BookTrouble.OWN_STORE,
        BookTrouble.KEYRING,
    }
)
# Only the person can mend these: the server is not asked again by itself.
_WAITS: Final = frozenset({BookTrouble.PASSWORD, BookTrouble.MISTYPED})

# What does not fit together may have hidden something: the next sync compares everything.
_ODD: Final = frozenset({BookTrouble.BROKEN, BookTrouble.TOO_LARGE, BookTrouble.SERVER, BookTrouble.NO_BOOK})

_log = logging.getLogger(__name__)


class CardDavBooks:
    """See the port. `post` runs a function on the owner's thread. `close` ends what goes on."""

    def __init__(
        self,
        cards: SyncedCards,
        passwords: Passwords,
        post: Callable[[Callable[[], None]], None],
        now: Callable[[], datetime],
        *,
        after_change_s: float = AFTER_CHANGE_S,
        first_retry_s: float = FIRST_RETRY_S,
    ) -> None:
        self._cards = cards
        self._passwords = passwords
        self._post = post
        self._now = now
        self._after_change_s = after_change_s
        self._first_retry_s = first_retry_s
        self._wake = threading.Condition()
        self._books: dict[str, AddressBook] = {}
        self._due: dict[str, float] = {}
        self._look_at: float = _NEVER  # when to look whether something has changed here
        self._agreed: set[str] = set()  # books whose many deletions the person agrees to
        self._thorough: set[str] = set()  # books of which the next sync compares everything
        self._failures: dict[str, int] = {}
        self._states: dict[str, BookState] = {}
        self._apart = Apart()
        self._closed = False
        self._syncing = ""
        self._held_until = 0.0
        self._thread: threading.Thread | None = None
        self._changed: Callable[[bool], None] = lambda _: None

    # On the owner's thread

    def listen(self, changed: Callable[[bool], None]) -> None:
        self._changed = changed

    def apply(self, books: Sequence[AddressBook]) -> None:
        wanted = {book.id: book for book in books if book.kind is AddressBookKind.CARDDAV}
        with self._wake:
            before, self._books = self._books, wanted
            for book_id in before.keys() - wanted.keys():
                for known in (self._due, self._failures, self._states):
                    known.pop(book_id, None)
            for book in wanted.values():
                was = before.get(book.id)
                if was is None or (book.url, book.user, book.enabled, book.takes_new) != (
                    *(was.url, was.user, was.enabled, was.takes_new),
                ):
                    self._failures.pop(book.id, None)
                    self._due[book.id] = 0.0 if book.enabled else _NEVER
                elif book.every_min != was.every_min:
                    self._due[book.id] = _next(book, time.monotonic())
                self._states.setdefault(book.id, BookState(book.id))
            if wanted and self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="softphone-books", daemon=True)
                self._thread.start()
            self._wake.notify_all()
        self._tell()

    def states(self) -> Mapping[str, BookState]:
        with self._wake:
            return dict(self._states)

    def sync_now(self, book_id: str = "", *, delete_many: bool = False) -> None:
        with self._wake:
            for book in self._books.values():
                if book.enabled and book_id in ("", book.id):
                    self._due[book.id] = 0.0
                    self._thorough.add(book.id)
                    if delete_many and book_id:
                        self._agreed.add(book.id)
            self._wake.notify_all()

    def written(self, operation: str) -> None:
        """The store has written; whatever it was, it may concern a book, but for the syncs' own. Any thread."""
        if operation.startswith("sync_"):
            return
        with self._wake:
            if self._thread is not None:
                self._look_at = time.monotonic() + self._after_change_s
                self._wake.notify_all()

    def password_changed(self, book_id: str) -> None:
        self.sync_now(book_id)

    def hold(self, held: bool) -> None:
        with self._wake:
            self._held_until = time.monotonic() + _LONGEST_HOLD_S if held else 0.0
            self._wake.notify_all()

    def discover(self, typed: str, user: str, password: str) -> Future[tuple[FoundBook, ...]]:
        def search() -> tuple[FoundBook, ...]:
            from softphone.exchange.carddav.discovery import find_books  # noqa: PLC0415 (see above)

            return find_books(typed, user, password, self._apart.connect)

        return self._apart.begin(search)

    def conflicts(self) -> Future[tuple[CardConflict, ...]]:
        def read() -> tuple[CardConflict, ...]:
            from softphone.exchange.carddav.conflicts import conflict_of  # noqa: PLC0415 (see above)

            return tuple(conflict_of(each) for each in self._cards.conflicts())

        return self._apart.begin(read)

    def solve(
        self, conflict: CardConflict, keep: Keep, choices: Mapping[CardField, Side] | None = None
    ) -> Future[None]:
        def write() -> None:
            from softphone.exchange.carddav.conflicts import chosen_card  # noqa: PLC0415 (see above)

            card = chosen_card(self._cards, conflict, keep, choices or {})
            self._cards.solve(conflict.book_id, conflict.href, keep, card)
            self._count(conflict.book_id)
            self._tell(contacts=True)
            self.sync_now(conflict.book_id)

        return self._apart.begin(write)

    def forget(self, book_id: str, *, keep_contacts: bool) -> Future[int]:
        def write() -> int:
            with self._wake:  # a step of a sync that goes on would write about it once more
                self._wake.wait_for(lambda: self._syncing != book_id, _SETTLE_S)
            self._passwords.delete(book_key(book_id))
            count = self._cards.forget(book_id, keep_contacts=keep_contacts)
            self._tell(contacts=not keep_contacts)
            return count

        return self._apart.begin(write)

    def close(self) -> None:
        """End what goes on. A look-up of a name that hangs is left behind with its daemon thread."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
            thread = self._thread
        self._apart.close()
        if thread is not None:
            thread.join(_JOIN_S)

    # On the thread of the syncs

    def _run(self) -> None:
        try:
            self._cards.sweep()
        except StoreFailedError as error:
            _log.warning("cards that are gone could not be forgotten: %s", error.reason)
        while True:
            with self._wake:
                while not self._closed and (wait := self._wait_s()) > 0:
                    self._wake.wait(None if wait == _NEVER else wait)
                if self._closed:
                    return
                looking = time.monotonic() >= self._look_at
                if looking:
                    self._look_at = _NEVER
                books = list(self._books.values())
                due = [book for book in books if self._due.get(book.id, _NEVER) <= time.monotonic()]
                for book in due:
                    self._due[book.id] = _next(book, time.monotonic())
            if looking:
                due += [book for book in books if book not in due and self._has_changed(book)]
            for book in due:
                if self._is_current(book):
                    self._sync(book)

    def _wait_s(self) -> float:
        first = max(self._held_until, min([self._look_at, *self._due.values()]))
        return first if first == _NEVER else max(0.0, first - time.monotonic())

    def _has_changed(self, book: AddressBook) -> bool:
        with self._wake:
            trouble = self._states.get(book.id, BookState(book.id)).trouble
        if not book.enabled or (trouble is not None and trouble.kind in _WAITS | _PASSING):
            return False  # its next try comes by itself, or with the person
        try:
            return self._cards.has_changes(book.id, takes_new=self._takes_new(book))
        except StoreFailedError:
            return False

    def _is_current(self, book: AddressBook) -> bool:
        with self._wake:
            return not self._closed and self._books.get(book.id) == book

    def _takes_new(self, book: AddressBook) -> bool:
        """A contact goes into one book: the first of those that take new ones."""
        with self._wake:
            takers = [each.id for each in self._books.values() if each.enabled and each.takes_new]
        return takers[:1] == [book.id]

    def _sync(self, book: AddressBook) -> None:
        with self._wake:
            delete_many = book.id in self._agreed
            thorough = book.id in self._thorough
            self._agreed.discard(book.id)
            self._thorough.discard(book.id)
            self._syncing = book.id
        self._set(book.id, syncing=True)
        self._tell()
        outcome, trouble = Outcome(), None
        try:
            self._sync_once(book, outcome, delete_many=delete_many, thorough=thorough)
            trouble = outcome.trouble
        except BookError as error:
            trouble = error.trouble
        except StoreFailedError as error:
            trouble = Trouble(BookTrouble.OWN_STORE, error.reason)
        except Exception:  # a bug must not end the syncs of the other books
            _log.exception("a sync failed")
            trouble = Trouble(BookTrouble.BROKEN)
        with self._wake:
            self._syncing = ""
            self._wake.notify_all()
            if outcome.odd or (trouble is not None and trouble.kind in _ODD):
                self._thorough.add(book.id)
            if trouble is not None and trouble.kind in _PASSING:
                self._failures[book.id] = failures = self._failures.get(book.id, 0) + 1
                later = min(LAST_RETRY_S, self._first_retry_s * 2 ** (failures - 1))
                if book.id in self._due:
                    soon = min(self._due[book.id], time.monotonic() + later)
                    self._due[book.id] = max(soon, time.monotonic() + trouble.retry_after_s)
            else:
                self._failures.pop(book.id, None)
                if trouble is not None and trouble.kind in _WAITS and book.id in self._due:
                    self._due[book.id] = _NEVER
        self._set(book.id, syncing=False, trouble=trouble)
        self._count(book.id)
        self._tell(contacts=outcome.contacts_changed)  # what was done before an error stands

    def _sync_once(self, book: AddressBook, outcome: Outcome, *, delete_many: bool, thorough: bool) -> None:
        from softphone.exchange.carddav.book import CardDavBook  # noqa: PLC0415 (see above)
        from softphone.exchange.carddav.sync import BookSync  # noqa: PLC0415

        password, status = "", PasswordStatus.OK
        if book.user:
            password, status = self._passwords.get(book_key(book.id))
        if not password and status in (PasswordStatus.LOCKED, PasswordStatus.NO_KEYRING):
            raise BookError(BookTrouble.KEYRING)
        http = self._apart.connect(book.url, book.user, password)
        try:
            BookSync(
                self._cards,
                CardDavBook(http, book.url),
                book.id,
                takes_new=self._takes_new(book),
                delete_many=delete_many,
                now=self._now,
                thorough=thorough,
                still=lambda: self._is_current(book),
                outcome=outcome,
            ).run(book.url)
        finally:
            http.close()

    def _count(self, book_id: str) -> None:
        try:
            counted = self._cards.count(book_id)
        except StoreFailedError:
            return
        self._set(
            book_id,
            contacts=counted.contacts,
            conflicts=counted.conflicts,
            synced_at=counted.synced_at,
        )

    def _set(self, book_id: str, **values: object) -> None:
        with self._wake:
            state = self._states.get(book_id)
            if state is not None:
                self._states[book_id] = replace(state, **values)  # type: ignore[arg-type]

    def _tell(self, *, contacts: bool = False) -> None:
        self._post(lambda: self._changed(contacts))


def _next(book: AddressBook, now: float) -> float:
    return now + book.every_min * 60 if book.enabled and book.every_min else _NEVER
