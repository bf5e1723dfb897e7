"""How this phone redirects callers: implements the port `calls.ports.Diversions`."""

import json
import sqlite3
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.store.columns import MAX_NOTES, bounded, whole_uri
from softphone.store.database import Database
from softphone.store.errors import StoreError

MAX_TARGETS = 20
COLUMNS = "id, kind, when_to, targets, account_id, contact_id, after_s, expires_s, text, enabled"


class SqliteDiversions:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def diversions(self) -> tuple[Diversion, ...]:
        return self._database.read(
            "diversions",
            lambda connection: _values(
                connection.execute(f"SELECT {COLUMNS} FROM diversion ORDER BY id")  # noqa: S608  our own names
            ),
        )

    def save(self, diversion: Diversion) -> Future[Diversion]:
        def change(connection: sqlite3.Connection) -> Diversion:
            if not 0 < len(diversion.targets) <= MAX_TARGETS:
                raise StoreError("save_diversion", f"callers can be sent to 1 to {MAX_TARGETS} addresses")
            kept = tuple(DivertTarget(whole_uri(each.uri), bounded(each.label)) for each in diversion.targets)
            row = (
                diversion.kind.value,
                diversion.when.value,
                json.dumps([[each.uri, each.label] for each in kept], ensure_ascii=False),
                bounded(diversion.account_id),
                diversion.contact_id,
                diversion.after_s,
                diversion.expires_s,
                bounded(diversion.text, MAX_NOTES),
                diversion.enabled,
            )
            cursor = connection.execute(
                f"INSERT OR REPLACE INTO diversion ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (diversion.id, *row),
            )
            return replace(diversion, id=cursor.lastrowid, targets=kept)

        return self._database.write("save_diversion", change)

    def remove(self, diversion_id: int) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM diversion WHERE id = ?", (diversion_id,))

        return self._database.write("remove_diversion", change)


def _values(rows: Iterable[tuple[Any, ...]]) -> tuple[Diversion, ...]:
    """What can be understood; a row that cannot is left out, so that no caller is sent to nowhere."""
    found: list[Diversion] = []
    for number, kind, when, targets, account_id, contact_id, after_s, expires_s, text, enabled in rows:
        try:
            kept = tuple(DivertTarget(str(uri), str(label)) for uri, label in json.loads(targets))
            found.append(
                Diversion(
                    id=number,
                    kind=DivertKind(kind),
                    when=DivertWhen(when),
                    targets=kept,
                    account_id=account_id,
                    contact_id=contact_id,
                    after_s=after_s,
                    expires_s=expires_s,
                    text=text,
                    enabled=bool(enabled),
                )
            )
        except (ValueError, TypeError):
            continue
    return tuple(found)
