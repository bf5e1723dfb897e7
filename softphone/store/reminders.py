"""Calls that a person wants to make later: implements the port `calls.ports.Reminders`."""

import sqlite3
from concurrent.futures import Future
from datetime import datetime

from softphone.calls.people import Reminder
from softphone.store.columns import bounded, time_text, time_value, whole_uri
from softphone.store.database import Database


class SqliteReminders:
    """See the port. `pending` is in the order in which they fall due, the future ones included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *, uri: str, name: str, due_at: datetime) -> Future[Reminder]:
        def change(connection: sqlite3.Connection) -> Reminder:
            kept_uri, kept_name = whole_uri(uri), bounded(name)
            cursor = connection.execute(
                "INSERT INTO reminder (uri, name, due_at) VALUES (?, ?, ?)",
                (kept_uri, kept_name, time_text(due_at)),
            )
            return Reminder(cursor.lastrowid or 0, kept_uri, kept_name, due_at)

        return self._database.write("add_reminder", change)

    def pending(self) -> tuple[Reminder, ...]:
        return self._database.read(
            "pending_reminders",
            lambda connection: tuple(
                Reminder(number, uri, name, time_value(due_at))
                for number, uri, name, due_at in connection.execute(
                    "SELECT id, uri, name, due_at FROM reminder ORDER BY due_at, id"
                )
            ),
        )

    def done(self, reminder_id: int) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM reminder WHERE id = ?", (reminder_id,))

        return self._database.write("done_reminder", change)
