"""Moves remembered for addresses of nobody in contacts, between rows and values.

All of it runs inside a transaction that the caller has opened.
"""

import sqlite3
from dataclasses import replace
from datetime import datetime

from softphone.calls.people import RememberedMove
from softphone.sip.uri import same_uri, uri_key
from softphone.store.columns import optional_time_text, optional_time_value, time_text, time_value, whole_uri
from softphone.store.move_chain import Move

_SELECT = "SELECT id, old_uri, new_uri, status, learned_at, expires_at FROM remembered_move"
# A move for a time that was learned later than now was learned before the clock was set back: how much of its time
# has passed nobody knows any more, so it does not hold.
_HOLDS = "(expires_at IS NULL OR (expires_at > :now AND learned_at <= :now))"


def forget_expired(connection: sqlite3.Connection, now: datetime) -> None:
    connection.execute(f"DELETE FROM remembered_move WHERE NOT {_HOLDS}", {"now": time_text(now)})  # noqa: S608


def is_from_later(connection: sqlite3.Connection, uri: str, now: datetime) -> bool:
    """Whether a move of `uri` for a time was learned after `now`: the clock was set back."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM remembered_move WHERE old_key = ? AND expires_at IS NOT NULL AND learned_at > ?)",
        (uri_key(uri), time_text(now)),
    ).fetchone()
    return bool(found)


def remembered(connection: sqlite3.Connection, uri: str, now: datetime) -> Move | None:
    """The newest remembered move of `uri` that holds at `now`."""
    for row in connection.execute(
        f"{_SELECT} WHERE old_key = :key AND {_HOLDS} ORDER BY learned_at DESC, id DESC",
        {"key": uri_key(uri), "now": time_text(now)},
    ).fetchall():
        move = _value(row)
        if same_uri(move.old_uri, uri):
            return Move(move.id, uri, move.new_uri, move.status, move.learned_at, move.expires_at)
    return None


def _value(row: tuple[int, str, str, int, str, str | None]) -> RememberedMove:
    number, old_uri, new_uri, status, learned_at, expires_at = row
    return RememberedMove(
        number, old_uri, new_uri, status, time_value(learned_at), optional_time_value(expires_at)
    )


def holding(connection: sqlite3.Connection, now: datetime) -> tuple[RememberedMove, ...]:
    """Those that hold at `now`, newest first."""
    return tuple(
        _value(row)
        for row in connection.execute(
            f"{_SELECT} WHERE {_HOLDS} ORDER BY learned_at DESC, id DESC", {"now": time_text(now)}
        )
    )


def insert(connection: sqlite3.Connection, move: RememberedMove) -> RememberedMove:
    """The move with the id that it was given."""
    cursor = connection.execute(
        "INSERT INTO remembered_move (old_uri, old_key, new_uri, status, learned_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            whole_uri(move.old_uri),
            uri_key(move.old_uri),
            whole_uri(move.new_uri),
            move.status,
            time_text(move.learned_at),
            optional_time_text(move.expires_at),
        ),
    )
    return replace(move, id=cursor.lastrowid or 0)


def forget(connection: sqlite3.Connection, uri: str) -> None:
    for number, known in connection.execute(
        "SELECT id, old_uri FROM remembered_move WHERE old_key = ?", (uri_key(uri),)
    ).fetchall():
        if same_uri(known, uri):
            connection.execute("DELETE FROM remembered_move WHERE id = ?", (number,))
