"""What lists show of contacts. All of it runs inside a transaction that the caller has opened."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from softphone.calls.people import ContactLine

LIST_ORDER = "ORDER BY favourite DESC, sort_name, id"
PORTION = "SELECT {} FROM json_each(?) AS these CROSS JOIN contact ON contact.id = these.value"
"""One column of some, in their order."""
_AT_ONCE = 2_000
_LINES = """
    SELECT id, name, coalesce((
        SELECT uri FROM address WHERE contact_id = contact.id ORDER BY position LIMIT 1
    ), ''), organisation, favourite, EXISTS (SELECT 1 FROM picture WHERE contact_id = contact.id)
    FROM contact WHERE id IN (SELECT value FROM json_each(?))
"""


def lines(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
    """In the order asked for, without those that are gone."""
    found = {
        contact_id: ContactLine(contact_id, name, uri, organisation, bool(favourite), bool(pictured))
        for contact_id, name, uri, organisation, favourite, pictured in connection.execute(
            _LINES, (json.dumps(list(contact_ids)),)
        )
    }
    return tuple(found[each] for each in contact_ids if each in found)


def portions(ids: Sequence[int]) -> Iterator[str]:
    """As JSON for `PORTION`. What is read of all at once is held twice, and that memory hardly comes back."""
    return (json.dumps(ids[start : start + _AT_ONCE]) for start in range(0, len(ids), _AT_ONCE))


def count(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    return int(found)


def among(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> set[int]:
    """Those of them that there are."""
    query = "SELECT id FROM contact WHERE id IN (SELECT value FROM json_each(?))"
    return {each for (each,) in connection.execute(query, (json.dumps(list(contact_ids)),))}


def set_favourite(connection: sqlite3.Connection, contact_ids: Sequence[int], favourite: bool) -> None:
    connection.execute(
        "UPDATE contact SET favourite = :now WHERE favourite <> :now AND id IN"
        " (SELECT value FROM json_each(:these))",
        {"now": favourite, "these": json.dumps(list(contact_ids))},
    )
