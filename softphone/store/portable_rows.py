"""Remembered moves of an imported file into the table. All of it runs inside the caller's transaction."""

import sqlite3

from softphone.calls.people import RememberedMove
from softphone.sip.uri import same_uri, uri_key
from softphone.store import remembered_rows
from softphone.store.columns import time_text


def take_move(connection: sqlite3.Connection, move: RememberedMove) -> bool:
    """Whether it was taken: of two moves the newer is believed."""
    rows = connection.execute(
        "SELECT id, old_uri, learned_at FROM remembered_move WHERE old_key = ?", (uri_key(move.old_uri),)
    ).fetchall()
    same = [(number, learned_at) for number, uri, learned_at in rows if same_uri(uri, move.old_uri)]
    if any(learned_at >= time_text(move.learned_at) for _, learned_at in same):
        return False
    remembered_rows.forget(connection, move.old_uri)
    remembered_rows.insert(connection, move)
    return True
