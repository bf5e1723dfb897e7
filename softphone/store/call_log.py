"""The history in SQLite: implements the port `calls.ports.CallLog`."""

import json
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Final

import msgspec

from softphone.calls.values import AttemptRecord, Conversation, Direction, Ended, LegRecord, QualitySummary
from softphone.store.columns import (
    MAX_NOTES,
    MAX_RESPONSE,
    MAX_URI,
    bounded,
    optional_time_text,
    optional_time_value,
    time_text,
    time_value,
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
        def change(connection: sqlite3.Connection) -> int:
            cursor = connection.execute(
                "INSERT INTO attempt (direction, party_uri, party_name, contact_id, account_id, started_at,"
                " message) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    direction.value,
                    bounded(party_uri, MAX_URI),
                    bounded(party_name),
                    contact_id,
                    bounded(account_id),
                    time_text(started_at),
                    None if message is None else bounded(message, MAX_NOTES),
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
    ) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE attempt SET ended = ?, ended_at = ?, answered_at = ?, moved_status = ?, contact_id = ?,"
                " quality = ?, recording = ? WHERE id = ?",
                (
                    ended.value,
                    time_text(ended_at),
                    optional_time_text(answered_at),
                    moved_status,
                    contact_id,
                    None if quality is None else msgspec.json.encode(quality).decode(),
                    bounded(recording, MAX_URI),
                    _begun(attempt_id, "finish"),
                ),
            )

        return self._database.write("finish", change)

    def recent(self, limit: int = 200, before_id: int | None = None) -> tuple[AttemptRecord, ...]:
        return self._database.read("recent", lambda connection: _load(connection, limit, before_id))

    def conversations(self, limit: int = 200) -> tuple[Conversation, ...]:
        raise NotImplementedError

    def conversation(
        self, party_uri: str, limit: int = 100, before_id: int | None = None
    ) -> tuple[AttemptRecord, ...]:
        raise NotImplementedError

    def search_messages(self, text: str, limit: int = 50) -> tuple[AttemptRecord, ...]:
        raise NotImplementedError

    def mark_read(self, party_uri: str) -> Future[int]:
        raise NotImplementedError

    def last_dialled(self) -> AttemptRecord | None:
        raise NotImplementedError

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


def _load(connection: sqlite3.Connection, limit: int, before_id: int | None) -> tuple[AttemptRecord, ...]:
    rows = connection.execute(
        "SELECT id, direction, party_uri, party_name, contact_id, account_id, started_at, answered_at, ended_at,"
        " ended, moved_status, message, unread, quality, recording FROM attempt WHERE :before IS NULL OR id < :before"
        " ORDER BY id DESC LIMIT :limit",
        {"before": before_id, "limit": limit},
    ).fetchall()
    legs: dict[int, list[LegRecord]] = {}
    for number, uri, started_at, ended_at, status, reason, via_proxy, final_response in connection.execute(
        "SELECT attempt_id, uri, started_at, ended_at, status, reason, via_proxy, final_response FROM leg"
        " WHERE attempt_id IN (SELECT value FROM json_each(?)) ORDER BY attempt_id, position",
        (json.dumps([row[0] for row in rows]),),
    ):
        legs.setdefault(number, []).append(
            LegRecord(
                uri,
                time_value(started_at),
                optional_time_value(ended_at),
                status,
                reason,
                via_proxy,
                final_response,
            )
        )
    return tuple(
        AttemptRecord(
            number,
            Direction(direction),
            party_uri,
            party_name,
            contact_id,
            account_id,
            time_value(started_at),
            optional_time_value(answered_at),
            optional_time_value(ended_at),
            None if ended is None else Ended(ended),
            moved_status,
            tuple(legs.get(number, ())),
            message,
            bool(unread),
            _quality(quality),
            recording,
        )
        for (
            number,
            direction,
            party_uri,
            party_name,
            contact_id,
            account_id,
            started_at,
            answered_at,
            ended_at,
            ended,
            moved_status,
            message,
            unread,
            quality,
            recording,
        ) in rows
    )


def _quality(text: str | None) -> QualitySummary | None:
    """None too for what another program wrote there."""
    try:
        return None if text is None else msgspec.json.decode(text, type=QualitySummary)
    except msgspec.DecodeError:
        return None
