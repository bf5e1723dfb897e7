"""The history in SQLite: implements the port `calls.ports.CallLog`."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Final

import msgspec

from softphone.calls.values import (
    AttemptRecord,
    ByItself,
    Conversation,
    Direction,
    Ended,
    LegRecord,
    QualitySummary,
)
from softphone.store import talks
from softphone.store.attempt_rows import load_attempts
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
from softphone.store.errors import StoreError

# Whoever sends messages day and night fills no disk; a person makes so many calls in years.
MOST_ATTEMPTS: Final = 50_000


class SqliteCallLog:
    """See the port. An attempt that a crash cut short has `ended` None for ever. Of all, the newest are kept.

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

        def change(connection: sqlite3.Connection) -> int:
            cursor = connection.execute(
                "INSERT INTO attempt (direction, party_uri, party_name, contact_id, account_id, started_at,"
                " message, folded, talk_key, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    direction.value,
                    bounded(party_uri, MAX_URI),
                    bounded(party_name),
                    contact_id,
                    bounded(account_id),
                    time_text(started_at),
                    text,
                    None if text is None else search_fold(text),
                    "" if text is None else talks.talk_key(party_uri),
                    text is not None and direction is Direction.INCOMING,
                ),
            )
            number = cursor.lastrowid or 0
            connection.execute("DELETE FROM attempt WHERE id <= ?", (number - MOST_ATTEMPTS,))
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
            connection.execute(
                "UPDATE attempt SET ended = ?, ended_at = ?, answered_at = ?, moved_status = ?, contact_id = ?,"
                " quality = ?, recording = ?, transferred_to = ?, by_itself = ? WHERE id = ?",
                (
                    ended.value,
                    time_text(ended_at),
                    optional_time_text(answered_at),
                    moved_status,
                    contact_id,
                    None if quality is None else msgspec.json.encode(quality).decode(),
                    bounded(recording, MAX_URI),
                    bounded(transferred_to, MAX_URI),
                    by_itself,
                    _begun(attempt_id, "finish"),
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

    def clear(self) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM attempt")

        return self._database.write("clear", change)


def _begun(attempt_id: Future[int], operation: str) -> int:
    """The id from a `begin` that was asked for before; the writer never waits for one that was not."""
    if not attempt_id.done():
        raise StoreError(operation, "the attempt was not begun before")
    if attempt_id.cancelled() or attempt_id.exception() is not None:
        raise StoreError(operation, "the attempt itself could not be written")
    return attempt_id.result()
