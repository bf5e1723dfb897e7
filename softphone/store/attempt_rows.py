"""Lines of the history, from rows to values."""

import json
import sqlite3
from typing import Any, Final

import msgspec

from softphone.calls.values import AttemptRecord, ByItself, Direction, Ended, LegRecord, QualitySummary
from softphone.store.columns import optional_time_value, time_value

_BY_ITSELF: Final = frozenset(ByItself)
_COLUMNS: Final = (
    "id, direction, party_uri, party_name, contact_id, account_id, started_at, answered_at, ended_at, ended,"
    " moved_status, message, unread, quality, recording, transferred_to, by_itself"
)


def load_attempts(
    connection: sqlite3.Connection, where: str, values: dict[str, Any], limit: int
) -> tuple[AttemptRecord, ...]:
    """The newest `limit` attempts that suit `where`, newest first, with their legs."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM attempt WHERE {where} ORDER BY id DESC LIMIT :limit",  # noqa: S608  our own words
        {**values, "limit": limit},
    ).fetchall()
    legs = _legs(connection, [row[0] for row in rows])
    return tuple(_attempt(row, tuple(legs.get(row[0], ()))) for row in rows)


def _legs(connection: sqlite3.Connection, attempts: list[int]) -> dict[int, list[LegRecord]]:
    legs: dict[int, list[LegRecord]] = {}
    for number, uri, started_at, ended_at, status, reason, via_proxy, final_response in connection.execute(
        "SELECT attempt_id, uri, started_at, ended_at, status, reason, via_proxy, final_response FROM leg"
        " WHERE attempt_id IN (SELECT value FROM json_each(?)) ORDER BY attempt_id, position",
        (json.dumps(attempts),),
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
    return legs


def _attempt(row: tuple[Any, ...], legs: tuple[LegRecord, ...]) -> AttemptRecord:
    (number, direction, party_uri, party_name, contact_id, account_id, started_at, answered_at, ended_at) = (
        row[:9]
    )
    ended, moved_status, message, unread, quality, recording, transferred_to, by_itself = row[9:]
    return AttemptRecord(
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
        legs,
        message,
        bool(unread),
        _quality(quality),
        recording,
        transferred_to,
        by_itself=ByItself(by_itself) if by_itself in _BY_ITSELF else None,
    )


def _quality(text: str | None) -> QualitySummary | None:
    """None too for what another program wrote there."""
    try:
        return None if text is None else msgspec.json.decode(text, type=QualitySummary)
    except msgspec.DecodeError:
        return None
