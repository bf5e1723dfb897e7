"""What goes with contacts that are deleted, whole, so that it comes back with them: moves, pictures, revisions and all.

The rows lie in temporary tables of the writer's connection, which SQLite keeps in a file of its own when they grow:
a thousand pictures are not held in memory. They are gone with the run. Runs inside a transaction that the caller has
opened; one that is rolled back takes its part of them along.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from softphone.calls.values import Contact
from softphone.store import member_rows, move_rows, people_rows

_OWNERS: Final = {
    "contact": "id",
    "address": "contact_id",
    "move": "contact_id",
    "diversion": "contact_id",
    "membership": "contact_id",
    "picture": "contact_id",
}
"""Tables of a contact, with the column of its id; parents first."""
_MOST_DELETIONS: Final = 100
_KEEP: Final = """
    INSERT INTO temp.deleted_{0} SELECT ?, * FROM main.{0} WHERE {1} IN (SELECT value FROM json_each(?))
"""


def keep(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> None:
    """Keep the rows of these before they are deleted, and forget what was deleted long ago."""
    _make_tables(connection)
    (newest,) = connection.execute("SELECT coalesce(max(deletion), 0) FROM temp.deleted_contact").fetchone()
    these = json.dumps(list(contact_ids))
    for table, column in _OWNERS.items():
        connection.execute(
            f"DELETE FROM temp.deleted_{table} WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
            " OR deletion <= ?",
            (these, newest + 1 - _MOST_DELETIONS),
        )
        connection.execute(_KEEP.format(table, column), (newest + 1, these))


def delete(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> None:
    """Delete these contacts, keeping what goes with them."""
    keep(connection, contact_ids)
    connection.execute(
        "DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(contact_ids)),)
    )


def put_back(connection: sqlite3.Connection, contact_id: int) -> bool:
    """Bring a contact that was deleted in this run back; False when it is not known here."""
    _make_tables(connection)
    for table, column in _OWNERS.items():
        names = _columns(connection, table)
        done = connection.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM temp.deleted_{table} WHERE {column} = ?",  # noqa: S608
            (contact_id,),
        )
        if table == "contact" and done.rowcount == 0:
            return False
    people_rows.update_search(connection, contact_id)
    # The rows that came back count as changes: it is as it was before.
    connection.execute(
        "UPDATE contact SET revision = (SELECT revision FROM temp.deleted_contact AS kept WHERE kept.id = contact.id)"
        " WHERE id = ?",
        (contact_id,),
    )
    return True


def put_back_as_shown(connection: sqlite3.Connection, contact: Contact) -> None:
    """What the value shows of moves and groups, for a contact that another run has deleted."""
    for row in move_rows.rows_as_shown(contact):
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO move ({move_rows.COLUMNS}) VALUES ({marks})", row)  # noqa: S608
    member_rows.write_groups(connection, contact.id, contact.groups)


def _make_tables(connection: sqlite3.Connection) -> None:
    for table, column in _OWNERS.items():
        connection.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS deleted_{table} AS"  # noqa: S608
            f" SELECT 0 AS deletion, * FROM main.{table} WHERE FALSE"
        )
        connection.execute(
            f"CREATE INDEX IF NOT EXISTS temp.deleted_{table}_owner ON deleted_{table} ({column})"
        )


def _columns(connection: sqlite3.Connection, table: str) -> str:
    return ", ".join(name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})"))
