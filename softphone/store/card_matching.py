"""Who of the contacts a card of a file is. Inside the caller's transaction."""

import json
import sqlite3
from typing import Final

from softphone.calls.cards import Card
from softphone.sip.uri import uri_key
from softphone.store.columns import bounded, search_fold

_FEW: Final = 3  # people of one name
_MOST_LOOKED_AT: Final = 100  # of those who share an address or a name

# Who has this address now, or had it.
_BY_ADDRESS: Final = """
    SELECT contact.id, sort_name FROM address JOIN contact ON contact.id = contact_id WHERE uri_key = :key
    UNION ALL SELECT contact.id, sort_name FROM move JOIN contact ON contact.id = contact_id WHERE old_key = :key
    UNION ALL SELECT contact.id, sort_name FROM move JOIN contact ON contact.id = contact_id WHERE replaced_key = :key
    LIMIT :most
"""
# favourite by its values, so that the index of the list is used.
_BY_NAME: Final = "SELECT id FROM contact WHERE favourite IN (0, 1) AND sort_name = ? ORDER BY id LIMIT ?"
_HAS_ADDRESS: Final = """
    SELECT EXISTS (SELECT 1 FROM address WHERE contact_id = :contact)
        OR EXISTS (SELECT 1 FROM move WHERE contact_id = :contact)
"""
_SHARES: Final = """
    WITH these (key) AS (SELECT value FROM json_each(:keys))
    SELECT EXISTS (SELECT 1 FROM address WHERE contact_id = :contact AND uri_key IN these)
        OR EXISTS (SELECT 1 FROM move WHERE contact_id = :contact AND old_key IN these)
        OR EXISTS (SELECT 1 FROM move WHERE contact_id = :contact AND replaced_key IN these)
"""


def is_there(connection: sqlite3.Connection, card: Card) -> bool:
    """Whether an import would find this person."""
    return there(connection, card) is not None


def there(connection: sqlite3.Connection, card: Card) -> int | None:
    """The contact that a card is of: the same uid, or the same name and an address in common, current or former."""
    found = by_uid(connection, card)
    return by_name(connection, card) if found is None else found


def by_uid(connection: sqlite3.Connection, card: Card) -> int | None:
    uid = bounded(card.uid)
    row = connection.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone() if uid else None
    return None if row is None else int(row[0])


def by_name(connection: sqlite3.Connection, card: Card) -> int | None:
    folded = search_fold(bounded(card.name))
    namesakes = connection.execute(_BY_NAME, (folded, _MOST_LOOKED_AT)).fetchall()
    if not namesakes:
        return None
    keys = [
        uri_key(uri) for uri in (*(uri for uri, _ in card.addresses), *(each.uri for each in card.former))
    ]
    if keys and len(namesakes) > _FEW:
        found, many = _by_address(connection, folded, keys)
        if found is not None or not many:
            return found
    for (contact_id,) in namesakes:
        # Without an address a name alone tells.
        values = {"contact": contact_id, "keys": json.dumps(keys)}
        if connection.execute(_SHARES if keys else _HAS_ADDRESS, values).fetchone()[0] == bool(keys):
            return int(contact_id)
    return None


def _by_address(connection: sqlite3.Connection, folded: str, keys: list[str]) -> tuple[int | None, bool]:
    """Who of this name has one of the addresses, and whether too many share one for all of them to be looked at."""
    many = False
    for key in dict.fromkeys(keys):
        rows = connection.execute(_BY_ADDRESS, {"key": key, "most": _MOST_LOOKED_AT}).fetchall()
        found = next((contact_id for contact_id, name in rows if name == folded), None)
        if found is not None:
            return int(found), many
        many = many or len(rows) == _MOST_LOOKED_AT
    return None, many
