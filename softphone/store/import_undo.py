"""An import taken back, as long as this run of the phone lasts. All of it runs inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from softphone.store import member_rows, people_rows
from softphone.store.address_moves import Slot
from softphone.store.card_rows import Completed
from softphone.store.errors import StoreError

_THESE = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done; the revisions of all contacts it wrote tell which were changed since."""

    added: tuple[int, ...]
    completed: tuple[Completed, ...]
    revisions: dict[int, int]


def take_back(connection: sqlite3.Connection, done: Imported) -> tuple[int, int]:
    """(contacts that are as before the import, those left as they are, since they were changed after it)."""
    now = _revisions(connection, done.revisions)
    same = {number for number, revision in done.revisions.items() if now.get(number) == revision}
    for each in reversed(done.completed):  # somebody who was completed twice goes back twice
        if each.before.id in same:
            _as_before(connection, each)
    gone = [number for number in done.added if number in same]
    connection.execute(f"DELETE FROM contact WHERE id {_THESE}", (json.dumps(gone),))  # noqa: S608
    return len(same), len(done.revisions.keys() & now.keys()) - len(same)


def _as_before(connection: sqlite3.Connection, done: Completed) -> None:
    contact = done.before
    connection.execute(
        "UPDATE contact SET organisation = ?, notes = ? WHERE id = ?",
        (contact.organisation, contact.notes, contact.id),
    )
    connection.execute(f"DELETE FROM move WHERE id {_THESE}", (json.dumps(done.moves),))  # noqa: S608
    member_rows.write_groups(connection, contact.id, contact.groups)
    if done.pictured:
        member_rows.write_picture(connection, contact.id, b"")
    slots = tuple(Slot(each.id, each.uri, each.label) for each in contact.addresses)
    people_rows.write_slots(connection, contact.id, slots)


def _revisions(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    query = f"SELECT id, revision FROM contact WHERE id {_THESE}"  # noqa: S608
    return dict(connection.execute(query, (json.dumps(list(ids)),)).fetchall())


def unknown() -> StoreError:
    return StoreError("undo_import", "this import was made in another run, or taken back already")
