"""The history in SQLite: implements the port `calls.call_log.CallLog`."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from datetime import datetime
from typing import Final

import msgspec

from softphone.calls.history import HistoryFilter, Portion
from softphone.calls.records import (
    AttemptRecord,
    ByItself,
    Conversation,
    Direction,
    Ended,
    LegRecord,
    QualitySummary,
)
from softphone.store import history_query, talks
from softphone.store import history_removal as removal
from softphone.store.attempt_rows import load_attempts, load_lines
from softphone.store.caller_rows import find_caller
from softphone.store.columns import (
    MAX_NOTES,
    MAX_RESPONSE,
    MAX_URI,
    bounded,
    optional_time_text,
    search_fold,
    time_text,
)
from softphone.store.database import Database
from softphone.store.errors import StoreError, reason_of
from softphone.store.history_folding import party_fold
from softphone.store.history_kinds import OF_CONTACTS, OF_STRANGERS

# Calls that nobody answered and messages that came, which anybody can make: the newest of them are kept, and they push
# out nothing else. Strangers have a bound of their own, for the name of a contact has to be known to be abused.
MOST_OF_STRANGERS: Final = 10_000
MOST_OF_CONTACTS: Final = 100_000
_PORTION: Final = 500  # lines that are read at once when all of them are
_MOST_AT_ONCE: Final = 100  # lines that go for one that comes: a file from before the bounds may have many
_BETWEEN_LOOKS: Final = 64  # lines, at the second of them: it takes milliseconds


class SqliteCallLog:
    """See the port. An attempt that a crash cut short has `ended` None for ever.

    Writes happen in the order in which they were asked for, so the future of `begin` is done when a later write
    runs. URIs that are too long are cut here: the history shows them, nobody dials them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        *,
        direction: Direction,
        party_uri: str,
        party_name: str,
        contact_id: int | None,
        account_id: str,
        started_at: datetime,
        message: str | None = None,
    ) -> Future[int]:
        text = None if message is None else bounded(message, MAX_NOTES)

        uri, name, account = bounded(party_uri, MAX_URI), bounded(party_name), bounded(account_id)

        def change(connection: sqlite3.Connection) -> int:
            party = history_query.party_of(connection, uri, name, account, party_fold(name, uri))
            cursor = connection.execute(
                "INSERT INTO attempt (party, direction, party_uri, party_name, contact_id, account_id, started_at,"
                " message, folded, talk_key, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    party,
                    direction.value,
                    uri,
                    name,
                    contact_id,
                    account,
                    time_text(started_at),
                    text,
                    None if text is None else search_fold(text),
                    "" if text is None else talks.talk_key(party_uri),
                    text is not None and direction is Direction.INCOMING,
                ),
            )
            number = cursor.lastrowid or 0
            if direction is Direction.INCOMING:
                _bound(connection, number)
            return number

        return self._database.write("begin", change)

    def write_legs(self, attempt_id: Future[int], legs: Sequence[LegRecord]) -> Future[None]:
        kept = tuple(legs)

        def change(connection: sqlite3.Connection) -> None:
            number = _begun(attempt_id, "write_legs")
            connection.execute("DELETE FROM leg WHERE attempt_id = ?", (number,))
            connection.executemany(
                "INSERT INTO leg (attempt_id, position, uri, started_at, ended_at, status, reason, via_proxy,"
                " final_response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        number,
                        position,
                        bounded(leg.uri, MAX_URI),
                        time_text(leg.started_at),
                        optional_time_text(leg.ended_at),
                        leg.status,
                        bounded(leg.reason),
                        bounded(leg.via_proxy, MAX_URI),
                        leg.final_response[:MAX_RESPONSE],
                    )
                    for position, leg in enumerate(kept)
                ),
            )

        return self._database.write("write_legs", change)

    def finish(
        self,
        attempt_id: Future[int],
        *,
        ended: Ended,
        ended_at: datetime,
        answered_at: datetime | None,
        moved_status: int | None,
        contact_id: int | None,
        quality: QualitySummary | None = None,
        recording: str = "",
        transferred_to: str = "",
        by_itself: ByItself | None = None,
    ) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            number = _begun(attempt_id, "finish")
            connection.execute(
                "UPDATE attempt SET ended = ?, ended_at = ?, answered_at = ?, moved_status = ?, contact_id = ?,"
                " quality = ?, recording = ?, transferred_to = ?, by_itself = ? WHERE id = ?",
                (
                    ended.value,
                    time_text(ended_at),
                    optional_time_text(answered_at),
                    moved_status,
                    _whose(connection, number, contact_id),
                    None if quality is None else msgspec.json.encode(quality).decode(),
                    bounded(recording, MAX_URI),
                    bounded(transferred_to, MAX_URI),
                    by_itself,
                    number,
                ),
            )

        return self._database.write("finish", change)

    def recent(self, limit: int = 200, before_id: int | None = None) -> tuple[AttemptRecord, ...]:
        where, values = ":before IS NULL OR id < :before", {"before": before_id}
        return self._database.read(
            "recent", lambda connection: load_attempts(connection, where, values, limit)
        )

    def conversations(self, limit: int = 200) -> tuple[Conversation, ...]:
        return self._database.read("conversations", lambda connection: talks.conversations(connection, limit))

    def conversation(
        self, party_uri: str, limit: int = 100, before_id: int | None = None
    ) -> tuple[AttemptRecord, ...]:
        return self._database.read(
            "conversation", lambda connection: talks.conversation(connection, party_uri, limit, before_id)
        )

    def search_messages(self, text: str, limit: int = 50) -> tuple[AttemptRecord, ...]:
        return self._database.read(
            "search_messages", lambda connection: talks.search_messages(connection, text, limit)
        )

    def mark_read(self, party_uri: str) -> Future[int]:
        return self._database.write("mark_read", lambda connection: talks.mark_read(connection, party_uri))

    def remove_conversation(self, party_uri: str) -> Future[int]:
        return self._database.write(
            "remove_conversation", lambda connection: talks.remove_conversation(connection, party_uri)
        )

    def unread_messages(self) -> int:
        return self._database.read(
            "unread_messages",
            lambda connection: int(
                connection.execute("SELECT count(*) FROM attempt WHERE unread = 1").fetchone()[0]
            ),
        )

    def last_dialled(self) -> AttemptRecord | None:
        where, values = "message IS NULL AND direction = :outgoing", {"outgoing": Direction.OUTGOING.value}
        found = self._database.read(
            "last_dialled", lambda connection: load_attempts(connection, where, values, 1)
        )
        return next(iter(found), None)

    def remove(self, attempt_id: int) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM attempt WHERE id = ?", (attempt_id,))

        return self._database.write("remove", change)

    def count(self, before: datetime | None = None) -> int:
        return self._database.read("count", lambda connection: removal.count(connection, before))

    def remove_before(
        self,
        before: datetime | None,
        *,
        wipe: bool = False,
        progress: Callable[[int], bool] | None = None,
        shrinking: Callable[[], bool] | None = None,
    ) -> Future[int]:
        return removal.remove(self._database, before, wipe=wipe, progress=progress, shrinking=shrinking)

    # Looking through

    def scan(
        self,
        wanted: HistoryFilter,
        hear: Callable[[Portion], bool],
        still: Callable[[], bool] = lambda: True,
    ) -> Future[int]:
        return self._database.apart.begin(
            "scan", lambda connection: history_query.scan(connection, wanted, hear), still
        )

    def newest(self, wanted: HistoryFilter, *, after_id: int = 0, limit: int | None = None) -> Portion:
        return self._database.read(
            "newest", lambda connection: history_query.newest(connection, wanted, after_id, limit)
        )

    def lines(self, ids: Sequence[int]) -> tuple[AttemptRecord, ...]:
        return self._database.read("lines", lambda connection: load_lines(connection, ids))

    def attempt(self, attempt_id: int) -> AttemptRecord | None:
        found = self._database.read(
            "attempt", lambda connection: load_lines(connection, (attempt_id,), with_responses=True)
        )
        return next(iter(found), None)

    def each(self, wanted: HistoryFilter) -> Iterator[AttemptRecord]:
        try:
            with closing(self._database.apart.connection()) as connection:
                connection.execute("BEGIN")
                for ids in history_query.portions(connection, wanted, _PORTION):
                    yield from load_lines(connection, ids)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise StoreError("each", reason_of(error, self._database.path)) from error


def _bound(connection: sqlite3.Connection, number: int) -> None:
    """Let the oldest of what anybody can write go, now that `number` has come."""
    bounds = [(OF_STRANGERS, MOST_OF_STRANGERS)]
    if number % _BETWEEN_LOOKS == 0:
        bounds.append((OF_CONTACTS, MOST_OF_CONTACTS))
    for condition, most in bounds:
        connection.execute(
            f"DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE {condition} AND id <="  # noqa: S608
            f" (SELECT id FROM attempt WHERE {condition} ORDER BY id DESC LIMIT 1 OFFSET ?) ORDER BY id LIMIT ?)",
            (most, _MOST_AT_ONCE),
        )


def _whose(connection: sqlite3.Connection, number: int, contact_id: int | None) -> int | None:
    """Whom a call was with that was begun with this contact: a merge, or its undo, may have come between."""
    if contact_id is None:
        return None
    row = connection.execute("SELECT party_uri FROM attempt WHERE id = ?", (number,)).fetchone()
    owner = None if row is None else find_caller(connection, row[0])
    return contact_id if owner is None else owner


def _begun(attempt_id: Future[int], operation: str) -> int:
    """The id from a `begin` that was asked for before; the writer never waits for one that was not."""
    if not attempt_id.done():
        raise StoreError(operation, "the attempt was not begun before")
    if attempt_id.cancelled() or attempt_id.exception() is not None:
        raise StoreError(operation, "the attempt itself could not be written")
    return attempt_id.result()
