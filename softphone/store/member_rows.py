"""Groups and pictures of contacts, in rows. All of it runs inside a transaction that the caller has opened."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from softphone.store.columns import bounded, search_fold
from softphone.store.errors import StoreError

MAX_GROUPS: Final = 100
MAX_PICTURE: Final = 1024 * 1024  # bytes
SIGNATURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # PNG, JPEG
_THESE: Final = "IN (SELECT value FROM json_each(?))"


def write_groups(connection: sqlite3.Connection, contact_id: int, names: Iterable[str]) -> None:
    """Make `names` the contact's groups. Raises StoreError for too many."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(_key(name), name)
    wanted.pop("", None)
    if len(wanted) > MAX_GROUPS:
        raise StoreError("save", f"a contact can be in {MAX_GROUPS} groups at most")
    has = {
        key
        for (key,) in connection.execute(
            "SELECT name_key FROM membership WHERE contact_id = ?", (contact_id,)
        ).fetchall()
    }
    for key in has - wanted.keys():
        connection.execute("DELETE FROM membership WHERE contact_id = ? AND name_key = ?", (contact_id, key))
    for key in wanted.keys() - has:
        _insert(connection, contact_id, _spelling(connection, key, wanted[key]), key)


def set_group(connection: sqlite3.Connection, contact_ids: Sequence[int], group: str, member: bool) -> None:
    """Put those of `contact_ids` that there are into a group, or take them out."""
    key = _key(group)
    if not key:
        raise StoreError("set_group", "a group needs a name")
    these = json.dumps(list(contact_ids))
    if not member:
        connection.execute(
            f"DELETE FROM membership WHERE name_key = ? AND contact_id {_THESE}",  # noqa: S608
            (key, these),
        )
        return
    connection.execute(
        "INSERT INTO membership (contact_id, name, name_key)"  # noqa: S608
        f" SELECT id, ?, ? FROM contact WHERE id {_THESE} ON CONFLICT DO NOTHING",
        (_spelling(connection, key, group), key, these),
    )


def rename_group(connection: sqlite3.Connection, group: str, name: str) -> None:
    """Into one that is there: both become one. A group that there is not stays none."""
    old, new = _key(group), _key(name)
    if not new:
        raise StoreError("rename_group", "a group needs a name")
    written = _clean(name) if old == new else _spelling(connection, new, name)
    connection.execute(
        "UPDATE OR REPLACE membership SET name = ?, name_key = ? WHERE name_key = ?", (written, new, old)
    )


def groups(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """(name, how many are in it), by name."""
    return tuple(
        connection.execute(
            "SELECT min(name), count(*) FROM membership GROUP BY name_key ORDER BY name_key"
        ).fetchall()
    )


def groups_among(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """(name as `groups` has it, how many of these are in it)."""
    query = f"""SELECT (SELECT min(name) FROM membership AS one WHERE one.name_key = here.name_key), count(*)
        FROM membership AS here WHERE contact_id {_THESE} GROUP BY name_key ORDER BY name_key"""  # noqa: S608
    return tuple(connection.execute(query, (json.dumps(list(contact_ids)),)).fetchall())


def members(connection: sqlite3.Connection, group: str) -> frozenset[int]:
    return frozenset(
        contact_id
        for (contact_id,) in connection.execute(
            "SELECT contact_id FROM membership WHERE name_key = ?", (_key(group),)
        )
    )


def groups_of(connection: sqlite3.Connection, these: str | None) -> dict[int, list[str]]:
    """The groups of each contact, by name. `these` is JSON of ids, None for everybody."""
    condition = "" if these is None else f"WHERE contact_id {_THESE}"
    found: dict[int, list[str]] = {}
    for contact_id, name in connection.execute(
        f"SELECT contact_id, name FROM membership {condition} ORDER BY contact_id, name_key",  # noqa: S608
        () if these is None else (these,),
    ):
        found.setdefault(contact_id, []).append(name)
    return found


def with_picture(connection: sqlite3.Connection, these: str | None) -> set[int]:
    """Which of them have a picture. `these` is JSON of ids, None for everybody."""
    condition = "" if these is None else f"WHERE contact_id {_THESE}"
    return {
        contact_id
        for (contact_id,) in connection.execute(
            f"SELECT contact_id FROM picture {condition}",  # noqa: S608
            () if these is None else (these,),
        )
    }


def picture(connection: sqlite3.Connection, contact_id: int) -> bytes | None:
    row = connection.execute("SELECT image FROM picture WHERE contact_id = ?", (contact_id,)).fetchone()
    return None if row is None else bytes(row[0])


def write_picture(connection: sqlite3.Connection, contact_id: int, image: bytes) -> None:
    """Make `image` the contact's picture, b"" for none. Raises StoreError for what is no picture of ours."""
    if not image:
        connection.execute("DELETE FROM picture WHERE contact_id = ?", (contact_id,))
        return
    if len(image) > MAX_PICTURE:
        raise StoreError("save", f"a picture can have {MAX_PICTURE // 1024} KiB at most")
    if not image.startswith(SIGNATURES):
        raise StoreError("save", "a picture has to be PNG or JPEG")
    if picture(connection, contact_id) != image:
        connection.execute(
            "INSERT INTO picture (contact_id, image) VALUES (?, ?)"
            " ON CONFLICT (contact_id) DO UPDATE SET image = excluded.image",
            (contact_id, image),
        )


def _insert(connection: sqlite3.Connection, contact_id: int, name: str, key: str) -> None:
    connection.execute(
        "INSERT INTO membership (contact_id, name, name_key) VALUES (?, ?, ?)", (contact_id, name, key)
    )


def spelled(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[str, ...]:
    """`names` of groups as they are written already."""
    return tuple(_spelling(connection, _key(name), name) for name in names)


def _spelling(connection: sqlite3.Connection, key: str, name: str) -> str:
    """As the group is written already, else as `name` is."""
    # Any of them: all are written alike, and a group may have everybody of a large book.
    row = connection.execute("SELECT name FROM membership WHERE name_key = ? LIMIT 1", (key,)).fetchone()
    return row[0] if row is not None else _clean(name)


def _clean(name: str) -> str:
    return " ".join(bounded(name).split())


def _key(name: str) -> str:
    return search_fold(_clean(name))
