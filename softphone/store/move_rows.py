"""Moves of contacts between rows and values, and where an address leads by them and by the remembered ones.

All of it runs inside a transaction that the caller has opened.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from softphone.calls.people import Contact, RememberedMove
from softphone.sip.uri import same_uri, uri_key
from softphone.store.address_moves import (
    Slots,
    index_of,
    replace_address,
    slots_text,
    slots_value,
    undo_replacement,
)
from softphone.store.columns import MAX_ADDRESSES, time_text, time_value, whole_uri
from softphone.store.errors import StoreError
from softphone.store.move_chain import Move, follow
from softphone.store.people_rows import owner_of, slots_of, update_search, write_slots
from softphone.store.remembered_rows import remembered

COLUMNS = (
    "id, contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at, made_contact,"
    " before, after, chain"
)
_FORMER = """
    SELECT id, contact_id, old_uri, replaced_uri, new_uri, status, moved_at FROM move WHERE old_key = :key
    UNION SELECT id, contact_id, old_uri, replaced_uri, new_uri, status, moved_at FROM move
    WHERE replaced_key = :key ORDER BY id DESC
"""


def former_owner(connection: sqlite3.Connection, uri: str) -> tuple[int, Move] | None:
    """The contact that moved away from `uri` last, and that move."""
    rows = connection.execute(_FORMER, {"key": uri_key(uri)}).fetchall()
    for _, contact_id, old_uri, replaced_uri, new_uri, status, moved_at in rows:
        if same_uri(old_uri, uri) or same_uri(replaced_uri, uri):
            return int(contact_id), Move(0, uri, new_uri, status, time_value(moved_at))
    return None


def current_address(connection: sqlite3.Connection, uri: str, now: datetime) -> RememberedMove | None:
    """Where `uri` leads at `now`. The newer of a contact's move and a remembered one is believed at each step;
    an address that some contact has now is nobody's former one."""

    def next_move(place: str) -> Move | None:
        known = remembered(connection, place, now)
        if owner_of(connection, place) is not None:
            return known
        former = former_owner(connection, place)
        if former is None:
            return known
        _, move = former
        return known if known is not None and known.learned_at > move.learned_at else move

    return follow(uri, next_move)


def find_owner(connection: sqlite3.Connection, uri: str) -> int | None:
    """The contact with this address, current before former."""
    owner = owner_of(connection, uri)
    if owner is not None:
        return owner
    former = former_owner(connection, uri)
    return former[0] if former is not None else None


def add_move(
    connection: sqlite3.Connection,
    contact_id: int,
    *,
    old_uri: str,
    new_uri: str,
    status: int,
    moved_at: datetime,
    made_contact: bool = False,
) -> int:
    """Move the contact from `old_uri` to `new_uri`; the move's id.

    Has the contact left `old_uri` before, the address that it led to is replaced.
    """
    before = slots_of(connection, contact_id)
    replaced = old_uri if index_of(before, old_uri) is not None else _led_to(connection, contact_id, old_uri)
    if index_of(before, replaced) is None or same_uri(replaced, new_uri):
        replaced = old_uri
    planned = replace_address(before, replaced, new_uri)
    if len(planned) > max(MAX_ADDRESSES, len(before)):
        raise StoreError("move_address", f"a contact can have {MAX_ADDRESSES} addresses at most")
    after = write_slots(connection, contact_id, planned)
    cursor = connection.execute(
        "INSERT INTO move (contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at,"
        " made_contact, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            contact_id,
            whole_uri(old_uri),
            uri_key(old_uri),
            whole_uri(replaced),
            uri_key(replaced),
            whole_uri(new_uri),
            status,
            time_text(moved_at),
            made_contact,
            slots_text(before),
            slots_text(after),
        ),
    )
    update_search(connection, contact_id)
    return cursor.lastrowid or 0


def _led_to(connection: sqlite3.Connection, contact_id: int, uri: str) -> str:
    """Where the contact's own moves lead from `uri`."""
    moves = [
        Move(0, old_uri, new_uri, status, time_value(moved_at))
        for old_uri, new_uri, status, moved_at in connection.execute(
            "SELECT old_uri, new_uri, status, moved_at FROM move WHERE contact_id = :contact "
            "UNION SELECT replaced_uri, new_uri, status, moved_at FROM move WHERE contact_id = :contact "
            "ORDER BY moved_at DESC",
            {"contact": contact_id},
        ).fetchall()
    ]
    current = slots_of(connection, contact_id)

    def next_move(place: str) -> Move | None:
        if index_of(current, place) is not None:
            return None
        return next((move for move in moves if same_uri(move.old_uri, place)), None)

    led = follow(uri, next_move)
    return uri if led is None else led.new_uri


def shorten(connection: sqlite3.Connection, move_ids: Sequence[int]) -> tuple[int, int] | None:
    """See the port `shorten_moves`: (contact id, the first move's id), None when they cannot be made one.

    The first row then stands for the whole: from the addresses before it to those after the last, so that its
    undo leads back to the beginning. The rows of the steps stay, as their addresses are former ones too.
    """
    marks = ", ".join("?" * len(move_ids))
    rows = connection.execute(
        "SELECT id, contact_id, old_uri, replaced_uri, new_uri, before, after, moved_at FROM move "  # noqa: S608
        f"WHERE id IN ({marks}) AND chain IS NULL ORDER BY id",
        tuple(move_ids),
    ).fetchall()
    if len(rows) < 2 or len(rows) != len(set(move_ids)):
        return None
    for one, following in pairwise(rows):
        same_person = one[1] == following[1]
        goes_on = any(same_uri(one[4], old) for old in following[2:4])
        if not (same_person and goes_on and one[6] and one[6] == following[5]):
            return None
    first, last = rows[0], rows[-1]
    new_uri, after, moved_at = last[4], last[6], last[7]
    if same_uri(first[2], new_uri) or same_uri(first[3], new_uri):
        return None  # back where it began: nothing has moved
    connection.execute(
        "UPDATE move SET new_uri = ?, after = ?, moved_at = ? WHERE id = ?",
        (new_uri, after, moved_at, first[0]),
    )
    connection.execute(
        f"UPDATE move SET new_uri = ?, chain = ? WHERE (id IN ({marks}) OR chain IN ({marks})) AND id <> ?",  # noqa: S608
        (new_uri, first[0], *move_ids, *move_ids, first[0]),
    )
    return int(first[1]), int(first[0])


def undo(connection: sqlite3.Connection, move_id: int) -> int | None:
    """Take the move back; the contact's id, None when the move had made the contact and it is gone again.

    A contact that was made by the move and changed by the person since stays, with its old address.
    """
    chain = connection.execute("SELECT chain FROM move WHERE id = ?", (move_id,)).fetchone()
    if chain is not None and chain[0] is not None:
        move_id = chain[0]
    connection.execute("DELETE FROM move WHERE chain = ?", (move_id,))
    row = connection.execute(
        "SELECT contact_id, old_uri, replaced_uri, new_uri, made_contact, before, after FROM move WHERE id = ?",
        (move_id,),
    ).fetchone()
    if row is None:
        raise StoreError("undo_move", "this move is not known, or it was undone already")
    contact_id, old_uri, replaced_uri, new_uri, made_contact, before_text, after_text = row
    now = slots_of(connection, contact_id)
    before = slots_value(before_text)
    after = slots_value(after_text)
    connection.execute("DELETE FROM move WHERE id = ?", (move_id,))
    if made_contact and now == after and _untouched(connection, contact_id):
        connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
        return None
    back = old_uri if made_contact else replaced_uri
    restored: Slots = undo_replacement(
        now=now, before=before or (), after=after or (), old_uri=back, new_uri=new_uri
    )
    write_slots(connection, contact_id, restored or undone_alone(now, back))
    return int(contact_id)


def undone_alone(now: Slots, old_uri: str) -> Slots:
    """A contact that stays keeps an address: the old one when the undo would leave none."""
    return replace_address(now, now[0].uri, old_uri) if now else ()


def _untouched(connection: sqlite3.Connection, contact_id: int) -> bool:
    (same,) = connection.execute(
        "SELECT organisation = '' AND notes = '' AND favourite = 0 "
        "AND NOT EXISTS (SELECT 1 FROM move WHERE contact_id = contact.id) FROM contact WHERE id = ?",
        (contact_id,),
    ).fetchone()
    return bool(same)


def rows_as_shown(contact: Contact) -> list[tuple[Any, ...]]:
    """Rows for moves of a contact that was deleted by another run: what the value shows of them.

    One move shows twice when it had replaced another address than the one asked for.
    """
    rows: dict[int, tuple[Any, ...]] = {}
    for each in contact.former:
        key = uri_key(each.uri)
        first = rows.get(each.move_id)
        old = (each.uri, key) if first is None else (first[2], first[3])
        rows[each.move_id] = (
            each.move_id,
            contact.id,
            *old,
            each.uri,
            key,
            each.moved_to,
            each.status,
            time_text(each.moved_at),
            False,
            "",
            "",
            None,
        )
    return [rows[move_id] for move_id in sorted(rows)]
