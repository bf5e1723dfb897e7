"""An import: read and put together on a thread of its own, moved in on the writer's, in one short transaction.

Until then nothing of the address book is touched and everybody else writes: a call that ends while a hundred thousand
people are read stands in the history at once, and not when they have been.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from softphone.calls.cards import Card
from softphone.calls.people import ImportReport, RejectedEntry, RememberedMove
from softphone.store import portable_rows
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.import_moving import move_in
from softphone.store.import_stage import Stage
from softphone.store.import_undo import Imported

CANCELLED: Final = "it was cancelled"
_BETWEEN: Final = 50  # cards between two words about how far it is
_TRIES: Final = 3
_FEW: Final = 200  # people who are looked at once more while everybody waits


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be imported; `moves` of strangers."""

    cards: Iterable[Card | RejectedEntry]
    moves: Sequence[RememberedMove] = ()


def begin(
    database: Database,
    operation: str,
    source: Callable[[datetime], Source],
    *,
    now: Callable[[], datetime],
    keep: Callable[[Imported | None], int],
    progress: Callable[[int], bool] | None = None,
) -> Future[ImportReport]:
    """`keep` is called on the writer's thread with what has to be known to take the import back; it gives a number to
    that. The future is completed on the thread of this import. See the port for `progress`."""

    def work(reader: sqlite3.Connection) -> ImportReport:
        moment = now()
        found = source(moment)
        with closing(Stage(database.path, reader, moment)) as stage:
            with stage.transaction():
                _read(database, operation, stage, found.cards, progress)
            report = _moved_in(database, operation, stage, found.moves, keep)
            # What others still read keeps a part of the log from being copied, and so does a full disk: who writes next
            # does that.
            with suppress(sqlite3.Error):
                stage.connection.execute("PRAGMA book.wal_checkpoint(PASSIVE)").fetchone()
            return report

    return database.apart.begin(operation, work)


def _read(
    database: Database,
    operation: str,
    stage: Stage,
    cards: Iterable[Card | RejectedEntry],
    progress: Callable[[int], bool] | None,
) -> None:
    read = 0
    for each in cards:
        if isinstance(each, RejectedEntry):
            stage.taken.reject(each)
        else:
            stage.take(each)
        read += 1
        if read % _BETWEEN == 0:
            stage.look_afresh()
            _go_on(database, operation, progress, read)
    _go_on(database, operation, progress, read)


def _go_on(database: Database, operation: str, progress: Callable[[int], bool] | None, read: int) -> None:
    if database.apart.closed:
        raise StoreError(operation, "the store is closed")
    if progress is not None and not progress(read):
        raise StoreError(operation, CANCELLED)


def _moved_in(
    database: Database,
    operation: str,
    stage: Stage,
    moves: Sequence[RememberedMove],
    keep: Callable[[Imported | None], int],
) -> ImportReport:
    for tries_left in reversed(range(_TRIES)):

        def move(most: int | None = _FEW if tries_left else None) -> ImportReport | list[int]:
            """On the writer's thread; who has to be looked at once more, when they are more than `most`."""
            with stage.transaction("IMMEDIATE"):
                doubtful = stage.doubtful()
                if most is not None and len(doubtful) > most:
                    return doubtful
                if doubtful:
                    stage.take_again(doubtful)
                done, added = move_in(stage)
                taken = sum(portable_rows.take_move(stage.connection, each) for each in moves)
            number = keep(None if taken else done)
            database.written(operation)
            return replace(stage.taken.report(added), moves=taken, id=number)

        result = database.run_on_writer(operation, move).result()
        if isinstance(result, ImportReport):
            return result
        with stage.transaction():
            stage.take_again(result)
    raise AssertionError("the last try takes everybody")
