"""The address book's part that reads and writes files: people as cards, in and out."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from softphone.calls.cards import Card
from softphone.calls.values import ImportReport, RejectedEntry
from softphone.store.book_moves import BookMoves
from softphone.store.book_part import utc_now
from softphone.store.database import Database
from softphone.store.errors import StoreError

if TYPE_CHECKING:
    from softphone.store.card_rows import Taken
    from softphone.store.import_undo import Imported

_PORTION: Final = 200  # people read at once
_CACHE_KIB: Final = 16 * 1024
_BETWEEN: Final = 50  # cards between two words about how far it is
CANCELLED: Final = "it was cancelled"


class BookCards(BookMoves):
    """See the port for what each method promises."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(database, now)
        # The newest import of this run, to be taken back. Only the writer thread touches it.
        self._imported: tuple[int, Imported | None] = (0, None)

    def cards(self, contact_ids: Sequence[int] | None = None) -> Iterator[Card]:
        from softphone.store import card_rows  # noqa: PLC0415 -- seldom, and the window waits for this module

        ids = contact_ids
        if ids is None:
            ids = self._database.read("cards", card_rows.ids_in_order)
        for start in range(0, len(ids), _PORTION):
            portion = ids[start : start + _PORTION]
            yield from self._database.read("cards", partial(card_rows.load_cards, contact_ids=portion))

    def are_there(self, cards: Sequence[Card]) -> tuple[bool, ...]:
        from softphone.store import card_rows  # noqa: PLC0415 -- as above

        return self._database.read(
            "are_there", lambda connection: tuple(card_rows.is_there(connection, card) for card in cards)
        )

    def import_cards(
        self, cards: Iterable[Card | RejectedEntry], progress: Callable[[int], bool] | None = None
    ) -> Future[ImportReport]:
        from softphone.store import card_rows  # noqa: PLC0415 -- as above

        def change(connection: sqlite3.Connection) -> ImportReport:
            now = self._now()
            taken = card_rows.Taken()
            read = 0
            with _room_for_indexes(connection):
                for each in cards:
                    if isinstance(each, RejectedEntry):
                        taken.reject(each)
                    else:
                        card_rows.take(connection, each, taken, now)
                    read += 1
                    if progress is not None and read % _BETWEEN == 0 and not progress(read):
                        raise StoreError("import_cards", CANCELLED)
            if progress is not None and not progress(read):
                raise StoreError("import_cards", CANCELLED)
            return self._kept(connection, taken)

        return self._database.write("import_cards", change)

    def undo_import(self, import_id: int) -> Future[tuple[int, int]]:
        from softphone.store import import_undo  # noqa: PLC0415 -- as above

        def change(connection: sqlite3.Connection) -> tuple[int, int]:
            number, done = self._imported
            if done is None or number != import_id:
                raise import_undo.unknown()
            back = import_undo.take_back(connection, done)
            self._imported = (number, None)
            return back

        return self._database.write("undo_import", change)

    def export_people(self) -> bytes:
        from softphone.store import portable  # noqa: PLC0415 -- as above

        return portable.people_file(self.cards(), self.remembered_moves())

    def import_people(self, content: bytes) -> Future[ImportReport]:
        from softphone.store import card_rows, portable, portable_rows  # noqa: PLC0415 -- as above

        def change(connection: sqlite3.Connection) -> ImportReport:
            now = self._now()
            found = portable.read_file(content, now)
            taken = card_rows.Taken(rejected=found.rejected)
            for card in found.people:
                card_rows.take(connection, card, taken, now)
            moves = sum(portable_rows.take_move(connection, move) for move in found.moves)
            report = self._kept(connection, taken)
            return replace(report, moves=moves, id=0 if moves else report.id)

        return self._database.write("import_people", change)

    def _kept(self, connection: sqlite3.Connection, taken: "Taken") -> ImportReport:
        """The report; its id is for `undo_import`. Runs on the writer's thread."""
        from softphone.store import import_undo  # noqa: PLC0415 -- as above

        done = import_undo.imported(connection, taken)
        number = self._imported[0] + 1
        self._imported = (number, done)
        return replace(taken.report(), id=0 if done is None else number)


@contextmanager
def _room_for_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """They are written all over: with SQLite's 2 MB their pages would come and go with each contact."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")
