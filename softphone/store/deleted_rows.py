"""What goes with contacts that are deleted, whole, so that it comes back with them: moves, pictures, revisions and all.

Runs inside a transaction that the caller has opened.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from softphone.calls.people import Contact
from softphone.store import member_rows, move_rows
from softphone.store.kept_rows import KeptRows

_DELETED: Final = KeptRows("deleted")
_MOST_DELETIONS: Final = 100


def delete(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> None:
    """Delete these contacts, keeping what goes with them, and forget what was deleted long ago."""
    _DELETED.make_tables(connection)
    batch = _DELETED.newest(connection) + 1
    these = json.dumps(list(contact_ids))
    _DELETED.forget(connection, "owner IN (SELECT value FROM json_each(?))", (these,))
    _DELETED.forget(connection, "batch <= ?", (batch - _MOST_DELETIONS,))
    _DELETED.keep(connection, batch, contact_ids)
    connection.execute("DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))", (these,))


def put_back(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> set[int]:
    """Bring those of them back that were deleted in this run; which they are. None of them may be there."""
    _DELETED.make_tables(connection)
    batches = _DELETED.batches(connection, contact_ids)
    for batch, ids in batches.items():
        for table in _DELETED.tables:
            _DELETED.put_back(connection, batch, table, ids)
        _DELETED.put_revisions_back(connection, batch, ids)
    return {contact_id for ids in batches.values() for contact_id in ids}


def put_back_as_shown(connection: sqlite3.Connection, contact: Contact) -> None:
    """What the value shows of moves and groups, for a contact that another run has deleted."""
    for row in move_rows.rows_as_shown(contact):
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO move ({move_rows.COLUMNS}) VALUES ({marks})", row)  # noqa: S608
    member_rows.write_groups(connection, contact.id, contact.groups)
