"""Contacts between rows and values. All of it runs inside a transaction that the caller has opened."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from softphone.calls.people import Contact, ContactAddress, FormerAddress
from softphone.sip.uri import same_uri, uri_key
from softphone.store import member_rows, search_rows
from softphone.store.address_moves import Slot, Slots
from softphone.store.columns import bounded, time_value, whole_uri
from softphone.store.errors import StoreError
from softphone.store.list_rows import LIST_ORDER

_AMONG = "WHERE {} IN (SELECT value FROM json_each(?))"

update_search = search_rows.update_search


def load_contacts(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> tuple[Contact, ...]:
    """The contacts with these ids (all when None), favourites first, then by name."""
    # Without values in the text: the one value is bound.
    of_contact, of_self = ("", "") if ids is None else (_AMONG.format("contact_id"), _AMONG.format("id"))
    these = None if ids is None else json.dumps(list(ids))
    values = () if these is None else (these,)
    addresses: dict[int, list[ContactAddress]] = {}
    # What each contact is reached at or has left, by look-up key: addresses with another key are never the same.
    taken: dict[tuple[int, str], list[str]] = {}
    for contact_id, address_id, uri, key, label in connection.execute(
        f"SELECT contact_id, id, uri, uri_key, label FROM address {of_contact} ORDER BY contact_id, position",  # noqa: S608
        values,
    ):
        addresses.setdefault(contact_id, []).append(ContactAddress(address_id, uri, label))
        taken.setdefault((contact_id, key), []).append(uri)
    former: dict[int, list[FormerAddress]] = {}
    columns = "contact_id, old_uri, old_key, replaced_uri, replaced_key, coalesce(chain, id), new_uri, status, moved_at"
    for (
        contact_id,
        old_uri,
        old_key,
        replaced_uri,
        replaced_key,
        move_id,
        new_uri,
        status,
        moved_at,
    ) in connection.execute(
        f"SELECT {columns} FROM move {of_contact} ORDER BY id DESC",  # noqa: S608
        values,
    ):
        for uri, key in dict.fromkeys(((old_uri, old_key), (replaced_uri, replaced_key))):
            # Newest first, each address once, none that is current again.
            known = taken.setdefault((contact_id, key), [])
            if not any(same_uri(each, uri) for each in (new_uri, *known)):
                known.append(uri)
                former.setdefault(contact_id, []).append(
                    FormerAddress(move_id, uri, new_uri, status, time_value(moved_at))
                )
    groups = member_rows.groups_of(connection, these)
    pictured = member_rows.with_picture(connection, these)
    return tuple(
        Contact(
            contact_id,
            name,
            organisation,
            notes,
            bool(favourite),
            tuple(addresses.get(contact_id, ())),
            tuple(former.get(contact_id, ())),
            tuple(groups.get(contact_id, ())),
            contact_id in pictured,
            uid,
        )
        for contact_id, name, organisation, notes, favourite, uid in connection.execute(
            f"SELECT id, name, organisation, notes, favourite, uid FROM contact {of_self} {LIST_ORDER}",  # noqa: S608
            values,
        )
    )


def load_contact(connection: sqlite3.Connection, contact_id: int) -> Contact | None:
    found = load_contacts(connection, [contact_id])
    return found[0] if found else None


def known(connection: sqlite3.Connection, contact_id: int, operation: str) -> Contact:
    """The contact; StoreError when it is gone."""
    contact = load_contact(connection, contact_id)
    if contact is None:
        raise StoreError(operation, "there is no such contact")
    return contact


def insert_contact(
    connection: sqlite3.Connection,
    name: str,
    organisation: str = "",
    notes: str = "",
    favourite: bool = False,
    *,
    contact_id: int | None = None,
    uid: str = "",
) -> int:
    """A new contact without addresses, which is not found yet: `update_search`. Its id."""
    cursor = connection.execute(
        "INSERT INTO contact (id, name, organisation, notes, favourite, sort_name, search_text, uid, revision)"
        " VALUES (?, ?, ?, ?, ?, '', '', coalesce(nullif(?, ''), lower(hex(randomblob(16)))), random())",
        (contact_id, name, organisation, notes, favourite, uid),
    )
    return cursor.lastrowid or 0


def slots_of(connection: sqlite3.Connection, contact_id: int) -> Slots:
    rows = connection.execute(
        "SELECT id, uri, label FROM address WHERE contact_id = ? ORDER BY position", (contact_id,)
    )
    return tuple(Slot(*row) for row in rows.fetchall())


def write_slots(connection: sqlite3.Connection, contact_id: int, slots: Slots) -> Slots:
    """Make `slots` the contact's addresses; the same with the ids that new ones were given."""
    if slots and slots == slots_of(connection, contact_id):
        update_search(connection, contact_id)
        return slots
    connection.execute("DELETE FROM address WHERE contact_id = ?", (contact_id,))
    written: list[Slot] = []
    for position, slot in enumerate(slots):
        uri = whole_uri(slot.uri)
        label = bounded(slot.label)
        cursor = connection.execute(
            "INSERT INTO address (id, contact_id, position, uri, uri_key, label) VALUES (?, ?, ?, ?, ?, ?)",
            (slot.id or None, contact_id, position, uri, uri_key(uri), label),
        )
        written.append(Slot(cursor.lastrowid or 0, uri, label))
    update_search(connection, contact_id)
    return tuple(written)


def keep_ids(wanted: Iterable[tuple[str, str]], existing: Slots) -> Slots:
    """(uri, label) pairs as slots: an address that was there keeps its id, one listed twice counts once."""
    slots: list[Slot] = []
    known = _by_key(existing)
    taken: dict[str, list[Slot]] = {}
    for uri, label in wanted:
        key = uri_key(uri)
        if _same_among(taken.get(key, ()), uri) is not None:
            continue
        there = _same_among(known.get(key, ()), uri)
        slot = Slot(there.id if there is not None else 0, uri, label)
        slots.append(slot)
        taken.setdefault(key, []).append(slot)
    return tuple(slots)


def _by_key(slots: Slots) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = {}
    for slot in slots:
        found.setdefault(uri_key(slot.uri), []).append(slot)
    return found


def _same_among(slots: Iterable[Slot], uri: str) -> Slot | None:
    return next((slot for slot in slots if same_uri(slot.uri, uri)), None)


def owner_of(connection: sqlite3.Connection, uri: str) -> int | None:
    """The contact with this current address."""
    for contact_id, known in connection.execute(
        "SELECT contact_id, address.uri FROM address JOIN contact ON contact.id = contact_id "
        "WHERE uri_key = ? ORDER BY favourite DESC, contact_id",
        (uri_key(uri),),
    ).fetchall():
        if same_uri(known, uri):
            return int(contact_id)
    return None
