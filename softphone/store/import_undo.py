"""An import taken back, as long as this run of the phone lasts: in one transaction on the writer's thread."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from softphone.store import member_rows, people_rows
from softphone.store.address_moves import Slot
from softphone.store.card_rows import Completed
from softphone.store.database import WRITER_PATIENCE_MS, Database, connect
from softphone.store.errors import StoreError
from softphone.store.import_stage import CACHE_KIB
from softphone.store.kept_rows import OWNERS

_OPERATION: Final = "undo_import"
_THESE = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done; the revisions of all contacts it wrote tell which were changed since."""

    added: tuple[int, ...]
    completed: tuple[Completed, ...]
    revisions: dict[int, int]


def begin(
    database: Database, known: Callable[[], Imported], forget: Callable[[], None]
) -> Future[tuple[int, int]]:
    """(contacts that are as before the import, those left as they are, since they were changed after it). `known` and
    `forget` are called on the writer's thread; what was not taken back after all is not forgotten."""

    def work(_: sqlite3.Connection) -> tuple[int, int]:
        with closing(_unwatched(database.path)) as connection:
            back = database.run_on_writer(_OPERATION, lambda: _taken_back(connection)).result()
            # Nobody waits while what was written is copied from the log into the file. What a full disk leaves of that
            # is for the next one who writes.
            with suppress(sqlite3.Error):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return back

    def _taken_back(connection: sqlite3.Connection) -> tuple[int, int]:
        done = known()
        connection.execute("BEGIN IMMEDIATE")
        try:
            back = take_back(connection, done)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        forget()
        database.written(_OPERATION)
        return back

    return database.apart.begin(_OPERATION, work)


def _unwatched(path: Path) -> sqlite3.Connection:
    """A connection that leaves it to us to delete what belongs to somebody who goes: one by one, SQLite takes twice as
    long for that. The cache is for indexes that are written all over."""
    connection = connect(path)
    try:
        connection.execute(f"PRAGMA busy_timeout = {WRITER_PATIENCE_MS}").fetchone()
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def take_back(connection: sqlite3.Connection, done: Imported) -> tuple[int, int]:
    now = _revisions(connection, done.revisions)
    same = {number for number, revision in done.revisions.items() if now.get(number) == revision}
    for each in _once(done.completed):
        if each.before.id in same:
            _as_before(connection, each)
    gone = json.dumps([number for number in done.added if number in same])
    # Themselves first: the triggers of what belongs to them would draw their revisions anew.
    for table, owner in OWNERS.items():
        connection.execute(f"DELETE FROM {table} WHERE {owner} {_THESE}", (gone,))  # noqa: S608
    return len(same), len(done.revisions.keys() & now.keys()) - len(same)


def _once(completed: Iterable[Completed]) -> Iterable[Completed]:
    """Somebody who was completed several times goes back at once: what they were in between was known to the stage
    alone, and its addresses have no ids that are theirs here."""
    found: dict[int, Completed] = {}
    for each in completed:
        first = found.get(each.before.id)
        found[each.before.id] = each if first is None else _both(first, each)
    return found.values()


def _both(first: Completed, then: Completed) -> Completed:
    return replace(first, moves=first.moves + then.moves, pictured=first.pictured or then.pictured)


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
    return StoreError(_OPERATION, "this import was made in another run, or taken back already")
