"""The address book's part that reads and writes files: people as cards, in and out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from softphone.calls.cards import Card
from softphone.calls.people import ImportReport, RejectedEntry
from softphone.store.book_moves import BookMoves
from softphone.store.book_part import utc_now
from softphone.store.database import Database

if TYPE_CHECKING:
    from softphone.store.import_undo import Imported

_PORTION: Final = 200  # people read at once


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
        from softphone.store import card_matching  # noqa: PLC0415 -- as above

        return self._database.read(
            "are_there", lambda connection: tuple(card_matching.is_there(connection, card) for card in cards)
        )

    def import_cards(
        self, cards: Iterable[Card | RejectedEntry], progress: Callable[[int], bool] | None = None
    ) -> Future[ImportReport]:
        from softphone.store import importing  # noqa: PLC0415 -- as above

        return importing.begin(
            self._database,
            "import_cards",
            lambda _: importing.Source(cards),
            now=self._now,
            keep=self._keep,
            progress=progress,
        )

    def undo_import(self, import_id: int) -> Future[tuple[int, int]]:
        from softphone.store import import_undo  # noqa: PLC0415 -- as above

        def known() -> import_undo.Imported:
            number, done = self._imported
            if done is None or number != import_id:
                raise import_undo.unknown()
            return done

        def forget() -> None:
            self._imported = (import_id, None)

        return import_undo.begin(self._database, known, forget)

    def export_people(self) -> bytes:
        from softphone.store import portable  # noqa: PLC0415 -- as above

        return portable.people_file(self.cards(), self.remembered_moves())

    def import_people(self, content: bytes) -> Future[ImportReport]:
        from softphone.store import importing, portable  # noqa: PLC0415 -- as above

        def source(now: datetime) -> importing.Source:
            found = portable.read_file(content, now)
            return importing.Source([*found.rejected, *found.people], found.moves)

        return importing.begin(self._database, "import_people", source, now=self._now, keep=self._keep)

    def _keep(self, done: "Imported | None") -> int:
        """The number by which `undo_import` knows it, 0 for None. Runs on the writer's thread."""
        number = self._imported[0] + 1
        self._imported = (number, done)
        return 0 if done is None else number
