"""Rows kept aside while the program runs, for an undo, in temporary tables of the writer's connection.

SQLite holds them in a file of its own when they grow: a thousand pictures are not held in memory. Runs inside a
transaction that the caller has opened; one that is rolled back takes its part of them along.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

OWNERS: Final = {
    "contact": "id",
    "address": "contact_id",
    "move": "contact_id",
    "diversion": "contact_id",
    "membership": "contact_id",
    "picture": "contact_id",
    "number": "contact_id",
}
"""Tables of a contact with the column of its id, parents first."""
_THESE: Final = "IN (SELECT value FROM json_each(?))"


class KeptRows:
    """Of `tables`, under `prefix`; each `keep` is a batch with a number of its own."""

    def __init__(self, prefix: str, tables: Sequence[str] = tuple(OWNERS)) -> None:
        self._prefix = prefix
        self.tables = tuple(tables)

    def make_tables(self, connection: sqlite3.Connection) -> None:
        for table in self.tables:
            connection.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {self._prefix}_{table} AS"  # noqa: S608  our own names
                f" SELECT 0 AS batch, * FROM main.{table} WHERE FALSE"
            )
            connection.execute(
                f"CREATE INDEX IF NOT EXISTS temp.{self._prefix}_{table}_owner"
                f" ON {self._prefix}_{table} ({OWNERS[table]}, batch)"
            )

    def keep(self, connection: sqlite3.Connection, batch: int, contact_ids: Sequence[int]) -> None:
        these = json.dumps(list(contact_ids))
        for table in self.tables:
            connection.execute(
                f"INSERT INTO {self._of(table)} SELECT ?, * FROM main.{table} WHERE {OWNERS[table]} {_THESE}",  # noqa: S608
                (batch, these),
            )

    def forget(self, connection: sqlite3.Connection, condition: str, values: Sequence[object]) -> None:
        """What fits `condition` on `batch` and `owner`."""
        for table in self.tables:
            connection.execute(
                f"DELETE FROM {self._of(table)} WHERE {condition.replace('owner', OWNERS[table])}",  # noqa: S608
                tuple(values),
            )

    def newest(self, connection: sqlite3.Connection) -> int:
        """The number of the newest batch, 0 for none."""
        (found,) = connection.execute(
            f"SELECT coalesce(max(batch), 0) FROM {self._of('contact')}"  # noqa: S608  our own names
        ).fetchone()
        return int(found)

    def batches(self, connection: sqlite3.Connection, contact_ids: Sequence[int]) -> dict[int, list[int]]:
        """In which batches these are, each in the newest; those that are in none are left out."""
        found: dict[int, list[int]] = {}
        for contact_id, batch in connection.execute(
            f"SELECT id, max(batch) FROM {self._of('contact')} WHERE id {_THESE} GROUP BY id",  # noqa: S608
            (json.dumps(list(contact_ids)),),
        ):
            found.setdefault(batch, []).append(contact_id)
        return found

    def owners(self, connection: sqlite3.Connection, batch: int) -> list[int]:
        rows = connection.execute(
            f"SELECT id FROM {self._of('contact')} WHERE batch = ? ORDER BY rowid",  # noqa: S608  our own names
            (batch,),
        )
        return [contact_id for (contact_id,) in rows]

    def put_back(
        self, connection: sqlite3.Connection, batch: int, table: str, contact_ids: Sequence[int]
    ) -> None:
        names = ", ".join(name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM {self._of(table)}"  # noqa: S608  our own names
            f" WHERE batch = ? AND {OWNERS[table]} {_THESE}",
            (batch, json.dumps(list(contact_ids))),
        )

    def put_revisions_back(
        self, connection: sqlite3.Connection, batch: int, contact_ids: Sequence[int]
    ) -> None:
        """After everything else: rows that come back count as changes, and all is as it was before."""
        connection.execute(
            f"UPDATE contact SET revision = was.revision FROM {self._of('contact')} AS was"  # noqa: S608
            f" WHERE was.batch = ? AND was.id = contact.id AND contact.id {_THESE}",
            (batch, json.dumps(list(contact_ids))),
        )

    def _of(self, table: str) -> str:
        return f"temp.{self._prefix}_{table}"
