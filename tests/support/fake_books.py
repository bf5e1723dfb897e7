"""Address books that a test or a picture puts into whatever state it likes; nothing syncs."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

from softphone.calls.address_books import BookState, CardConflict, CardField, FoundBook, Keep, Side
from softphone.calls.settings import AddressBook


class FakeBooks:
    """`asked` keeps what was asked for. `found` is what every discovery finds."""

    def __init__(self) -> None:
        self.state: dict[str, BookState] = {}
        self.open: tuple[CardConflict, ...] = ()
        self.found: tuple[FoundBook, ...] | Exception = ()
        self.asked: list[tuple[object, ...]] = []
        self._changed: Callable[[bool], None] = lambda _: None

    def apply(self, books: Sequence[AddressBook]) -> None:
        self.asked.append(("apply", tuple(books)))

    def listen(self, changed: Callable[[bool], None]) -> None:
        self._changed = changed

    def say(self, *states: BookState, conflicts: tuple[CardConflict, ...] = ()) -> None:
        self.state = {each.book_id: each for each in states}
        self.open = conflicts
        self._changed(True)

    def states(self) -> Mapping[str, BookState]:
        return self.state

    def sync_now(self, book_id: str = "", *, delete_many: bool = False) -> None:
        self.asked.append(("sync_now", book_id, delete_many))

    def discover(self, typed: str, user: str, password: str) -> Future[tuple[FoundBook, ...]]:
        self.asked.append(("discover", typed, user))
        future: Future[tuple[FoundBook, ...]] = Future()
        if isinstance(self.found, Exception):
            future.set_exception(self.found)
        else:
            future.set_result(self.found)
        return future

    def conflicts(self) -> Future[tuple[CardConflict, ...]]:
        future: Future[tuple[CardConflict, ...]] = Future()
        future.set_result(self.open)
        return future

    def solve(
        self, conflict: CardConflict, keep: Keep, choices: Mapping[CardField, Side] | None = None
    ) -> Future[None]:
        self.asked.append(("solve", conflict.href, keep, choices))
        self.open = tuple(each for each in self.open if each != conflict)
        future: Future[None] = Future()
        future.set_result(None)
        return future

    def forget(self, book_id: str, *, keep_contacts: bool) -> Future[int]:
        self.asked.append(("forget", book_id, keep_contacts))
        future: Future[int] = Future()
        future.set_result(0)
        return future

    def hold(self, held: bool) -> None:
        self.asked.append(("hold", held))

    def password_changed(self, book_id: str) -> None:
        self.asked.append(("password_changed", book_id))
