"""Who was put together beside the address book moves in, as sets of rows. Inside the stage's transaction.

Rows that belong to somebody go before them: the triggers of the address book, which draw the revision of a contact
anew with each of its rows, find nobody then, and cost a tenth of what they would.
"""

import sqlite3
from dataclasses import replace
from typing import Final

from softphone.store.card_rows import Completed
from softphone.store.import_stage import BASE, CHILDREN, Stage
from softphone.store.import_undo import Imported

_ORDERED: Final = {"number": "tail"}  # as the table is kept
_MAPPED: Final = {"contact_id": "contact_id + :contacts", "id": "id + :moves"}
_ADDRESS_MAPPED: Final = {**_MAPPED, "id": "NULL"}
_OF_ITSELF: Final = frozenset({"id", "uid", "revision"})  # of a contact; not made anew by what it is given
# Whose addresses or former ones are others than before.
_READDRESSED: Final = "SELECT contact_id FROM main.{} WHERE id > :base AND contact_id <= :base"


def move_in(stage: Stage) -> tuple[Imported | None, int]:
    """(what has to be known to take it back, None when nothing was done or too much; how many were added)."""
    connection = stage.connection
    shifts = {
        "base": BASE,
        "contacts": _newest(connection, "contact") - BASE,
        "moves": _newest(connection, "move") - BASE,
    }
    for table in CHILDREN:
        # An address gets an id when it has moved in.
        mapped = _ADDRESS_MAPPED if table == "address" else _MAPPED
        _move_rows(connection, table, "contact_id > :base", mapped, shifts)
    _move_rows(connection, "contact", "id > :base", {"id": "id + :contacts"}, shifts)
    _complete(connection, shifts)
    return _done(stage, shifts)


def _newest(connection: sqlite3.Connection, table: str) -> int:
    (newest,) = connection.execute(
        f"SELECT max(coalesce((SELECT max(id) FROM book.{table}), 0),"  # noqa: S608  our own names
        " coalesce((SELECT max(seq) FROM book.sqlite_sequence WHERE name = ?), 0))",
        (table,),
    ).fetchone()
    return int(newest)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in connection.execute(f"PRAGMA book.table_info({table})")]


def _move_rows(
    connection: sqlite3.Connection, table: str, which: str, mapped: dict[str, str], shifts: dict[str, int]
) -> None:
    """Copy rows into the address book; `mapped` are the columns that are others there, "NULL" what is given anew."""
    names = _columns(connection, table)
    values = ", ".join(mapped.get(name, name) for name in names)
    connection.execute(
        f"INSERT INTO book.{table} ({', '.join(names)}) SELECT {values} FROM main.{table}"  # noqa: S608  our own names
        f" WHERE {which} ORDER BY {_ORDERED.get(table, 'rowid')}",
        shifts,
    )


def _complete(connection: sqlite3.Connection, shifts: dict[str, int]) -> None:
    """People who were there: what they have got beside what they had."""
    readdressed = {table: _READDRESSED.format(table) for table in ("address", "move")}
    _replace_addresses(connection, readdressed["address"], shifts)
    _replace_numbers(connection, " UNION ".join(readdressed.values()), shifts)
    _move_rows(connection, "move", "id > :base AND contact_id <= :base", {"id": "id + :moves"}, shifts)
    for table in ("membership", "picture"):
        connection.execute(
            f"INSERT OR IGNORE INTO book.{table} SELECT * FROM main.{table} WHERE contact_id <= :base",  # noqa: S608
            shifts,
        )
    texts = [name for name in _columns(connection, "contact") if name not in _OF_ITSELF]
    connection.execute(
        f"UPDATE book.contact SET {', '.join(f'{name} = made.{name}' for name in texts)}"  # noqa: S608  our own names
        " FROM main.contact AS made WHERE made.id <= :base AND made.id = book.contact.id",
        shifts,
    )


def _replace_addresses(connection: sqlite3.Connection, whose: str, shifts: dict[str, int]) -> None:
    """Those that are as they were stay untouched: each that goes or comes draws the revision of its contact anew."""
    which = f"contact_id IN ({whose})"
    same = " AND ".join(f"made.{name} IS address.{name}" for name in _columns(connection, "address"))
    connection.execute(
        f"DELETE FROM book.address WHERE {which}"  # noqa: S608  our own names
        f" AND NOT EXISTS (SELECT 1 FROM main.address AS made WHERE made.id = address.id AND {same})",
        shifts,
    )
    gone = "NOT EXISTS (SELECT 1 FROM book.address AS there WHERE there.id = address.id)"
    mapped = {"id": "CASE WHEN id <= :base THEN id END"}
    _move_rows(connection, "address", f"{which} AND {gone}", mapped, shifts)


def _replace_numbers(connection: sqlite3.Connection, whose: str, shifts: dict[str, int]) -> None:
    which = f"contact_id IN ({whose})"
    connection.execute(f"DELETE FROM book.number WHERE {which}", shifts)  # noqa: S608  our own names
    _move_rows(connection, "number", which, {}, shifts)


def _done(stage: Stage, shifts: dict[str, int]) -> tuple[Imported | None, int]:
    connection, taken = stage.connection, stage.taken
    revisions: dict[int, int] = dict(
        connection.execute("SELECT id + :contacts, revision FROM main.contact WHERE id > :base", shifts)
    )
    added = tuple(revisions)
    if taken.forgets or not (added or taken.completed):
        return None, len(added)
    revisions.update(
        connection.execute(
            "SELECT now.id, now.revision FROM main.contact AS made JOIN book.contact AS now ON now.id = made.id"
            " WHERE made.id <= :base",
            shifts,
        )
    )
    completed = tuple(_moved(each, shifts["moves"]) for each in taken.completed)
    return Imported(added, completed, revisions), len(added)


def _moved(done: Completed, shift: int) -> Completed:
    return replace(done, moves=tuple(number + shift for number in done.moves))
