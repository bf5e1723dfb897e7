"""People, and what was decided about them, out of a damaged file, as far as it still gives them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from softphone.store.search_rows import update_all

Row = tuple[Any, ...]

# Parents first: the foreign keys hold at every step.
_PEOPLE = ("contact", "address", "move")
_BESIDE_PEOPLE = ("membership", "picture")
_DECISIONS = ("remembered_move", "redirect_rule", "diversion")
_EXTRAS = _BESIDE_PEOPLE + _DECISIONS  # an older file has not all of those
_TABLES = _PEOPLE + _EXTRAS
_MOST_BYTES = 256 * 1024 * 1024  # of pictures, which are held in memory


@dataclass(frozen=True, slots=True)
class People:
    """Rows by table, each row with its column names. `complete` when no table of the people gave an error;
    `partial` names the tables that were read in part."""

    tables: dict[str, tuple[tuple[str, ...], tuple[Row, ...]]] | None = None
    complete: bool = False
    partial: frozenset[str] = frozenset()

    @property
    def contacts(self) -> int:
        """How many contacts there are."""
        return len(self.tables["contact"][1]) if self.tables and "contact" in self.tables else 0

    @property
    def has_decisions(self) -> bool:
        """Whether there are remembered moves, rules or diversions."""
        return any(self.tables[table][1] for table in _DECISIONS if self.tables and table in self.tables)


def read_people(path: Path) -> People:
    """Whatever can be read; never raises for a file in whatever state."""
    tables: dict[str, tuple[tuple[str, ...], tuple[Row, ...]]] = {}
    complete = True
    partial: set[str] = set()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            for table in _TABLES:
                rows: list[Row] = []
                try:
                    # NOT INDEXED: an index may be what is damaged.
                    cursor = connection.execute(f"SELECT * FROM {table} NOT INDEXED")  # noqa: S608  our own names
                    columns = tuple(name for name, *_ in cursor.description)
                    room = _MOST_BYTES
                    while room > 0 and (row := cursor.fetchone()) is not None:
                        rows.append(row)
                        room -= sum(len(value) for value in row if isinstance(value, bytes))
                except (sqlite3.Error, UnicodeError):
                    complete &= table in _EXTRAS
                    if not rows:
                        continue
                    partial.add(table)
                tables[table] = (columns, tuple(rows))
    except (sqlite3.Error, UnicodeError):
        complete = False
    return People(tables, complete, frozenset(partial))


def put_people(connection: sqlite3.Connection, people: People, *, over_backup: bool) -> int:
    """Put the people in the place of those in the file, in one transaction; how many contacts came.

    A row that does not fit (a column that is not ours, an address of a contact that was lost) is left out. A part
    of something is better than none, but not better than a backup that has all of it (`over_backup`).
    """
    if not people.tables:
        return 0
    connection.execute("BEGIN IMMEDIATE")
    found = dict(people.tables)
    for table in _EXTRAS:
        if table not in found or (over_backup and table in people.partial):
            # The file's own: they may go with the contacts that are replaced.
            found[table] = _rows_of(connection, table)
    came = 0
    if people.contacts and (people.complete or not over_backup):
        connection.execute("SAVEPOINT people")
        came = _put(connection, found, _PEOPLE)
        if not came:
            connection.execute("ROLLBACK TO people")
    for table in _EXTRAS:
        _put(connection, found, (table,))
    update_all(connection)  # another version may have written by what people are found
    # Whoever was lost may not come back: the next new contact could be given the number, and with it the rule.
    connection.execute(
        "DELETE FROM redirect_rule WHERE scope = 'contact' AND subject NOT IN (SELECT CAST(id AS TEXT) FROM contact)"
    )
    connection.execute("COMMIT")
    return came


def _rows_of(connection: sqlite3.Connection, table: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  our own names
    return tuple(name for name, *_ in cursor.description), tuple(cursor.fetchall())


def _put(
    connection: sqlite3.Connection,
    found: dict[str, tuple[tuple[str, ...], tuple[Row, ...]]],
    tables: tuple[str, ...],
) -> int:
    """Replace the rows of `tables`; how many came into the first of them."""
    for table in reversed(tables):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
    came = 0
    for table in tables:
        columns, rows = found.get(table, ((), ()))
        known = {name for (_, name, *_) in connection.execute(f"PRAGMA table_info({table})")}
        if not set(columns) <= known:
            continue
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        for row in rows:
            try:
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608
            except (sqlite3.IntegrityError, sqlite3.DataError):
                continue
            came += table == tables[0]
    return came
