"""What goes with a contact that is deleted, and comes back with it: its moves, and how its calls are redirected.

Runs inside a transaction that the caller has opened.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from softphone.calls.values import Contact
from softphone.store import diversions, move_rows

_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class DeletedRows:
    """Whole rows, so that a move can be undone as before."""

    moves: Sequence[_Row] = ()
    diversions: Sequence[_Row] = ()


def of_contact(connection: sqlite3.Connection, contact_id: int) -> DeletedRows:
    return DeletedRows(
        moves=_rows_of(connection, "move", move_rows.COLUMNS, contact_id),
        diversions=_rows_of(connection, "diversion", diversions.COLUMNS, contact_id),
    )


def put_back(connection: sqlite3.Connection, contact: Contact, deleted: DeletedRows | None) -> None:
    """`deleted` None: another run has deleted it, and the moves are what the value shows of them."""
    rows = deleted if deleted is not None else DeletedRows(moves=move_rows.rows_as_shown(contact))
    _insert(connection, "move", move_rows.COLUMNS, rows.moves)
    _insert(connection, "diversion", diversions.COLUMNS, rows.diversions)


def _rows_of(connection: sqlite3.Connection, table: str, columns: str, contact_id: int) -> list[_Row]:
    return connection.execute(
        f"SELECT {columns} FROM {table} WHERE contact_id = ? ORDER BY id",  # noqa: S608  our own names
        (contact_id,),
    ).fetchall()


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: Sequence[_Row]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608  our own names
