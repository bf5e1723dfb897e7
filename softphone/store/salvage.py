"""People out of a damaged file, as far as it still gives them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]

# Parents first: the foreign keys hold at every step.
_TABLES = ("contact", "address", "move", "remembered_move")


@dataclass(frozen=True, slots=True)
class People:
    """Rows by table, each row with its column names. `complete` when no table gave an error."""

    tables: dict[str, tuple[tuple[str, ...], tuple[Row, ...]]] | None = None
    complete: bool = False

    @property
    def contacts(self) -> int:
        """How many contacts there are."""
        return len(self.tables["contact"][1]) if self.tables and "contact" in self.tables else 0


def read_people(path: Path) -> People:
    """Whatever can be read; never raises for a file in whatever state."""
    tables: dict[str, tuple[tuple[str, ...], tuple[Row, ...]]] = {}
    complete = True
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
                    while (row := cursor.fetchone()) is not None:
                        rows.append(row)
                except (sqlite3.Error, UnicodeError):
                    complete = False
                    if not rows:
                        continue
                tables[table] = (columns, tuple(rows))
    except (sqlite3.Error, UnicodeError):
        complete = False
    return People(tables, complete)


def put_people(connection: sqlite3.Connection, people: People) -> int:
    """Put the people in the place of those in the file, in one transaction; how many contacts came.

    A row that does not fit (a column that is not ours, an address of a contact that was lost) is left out; when
    no contact fits, the file stays as it was.
    """
    if not people.tables:
        return 0
    connection.execute("BEGIN IMMEDIATE")
    for table in reversed(_TABLES):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
    came = 0
    for table in _TABLES:
        columns, rows = people.tables.get(table, ((), ()))
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
            came += table == "contact"
    connection.execute("COMMIT" if came else "ROLLBACK")
    return came
