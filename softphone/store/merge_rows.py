"""Several contacts made one, and several again. All of it runs inside a transaction that the caller has opened.

What an undo needs lies in temporary tables of the writer's connection, as what was deleted does: whole rows of the
contacts as they were, and which calls, rules and diversions went from whom to whom. It is gone with the run.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from softphone.calls.people import Contact, ContactDraft
from softphone.calls.rules import RuleScope
from softphone.store import member_rows, people_rows
from softphone.store.address_moves import Slot, Slots
from softphone.store.caller_rows import find_caller
from softphone.store.columns import MAX_ADDRESSES, MAX_NOTES, bounded
from softphone.store.errors import StoreError
from softphone.store.kept_rows import KeptRows

_PARTS: Final = ("address", "move", "membership", "picture")
_KEPT: Final = KeptRows("merged", ("contact", *_PARTS))
MOST_UNDONE: Final = (
    1000  # of one run, the newest: one click merges all that a search finds, which is 500 at most
)


def merge(
    connection: sqlite3.Connection, contact_ids: Sequence[int], draft: ContactDraft | None
) -> tuple[int, int]:
    """(the first of `contact_ids`, the number for `undo`). See the port."""
    ids = list(dict.fromkeys(contact_ids))
    contacts = {contact.id: contact for contact in people_rows.load_contacts(connection, ids)}
    if len(ids) < 2 or len(contacts) != len(ids):
        raise StoreError("merge", "one of these contacts was deleted in the meantime")
    one, *others = (contacts[each] for each in ids)
    number = _begin(connection, ids)
    slots = _slots(connection, ids, draft)
    image = None if draft is None else draft.picture
    if image is None and not one.has_picture:
        image = next((member_rows.picture(connection, each.id) for each in others if each.has_picture), None)
    for other in others:
        _hand_over(connection, number, one.id, other.id)
    _write_texts(connection, (one, *others), draft)
    these = json.dumps([other.id for other in others])
    connection.execute("DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))", (these,))
    groups = draft.groups if draft is not None else None
    together = [name for contact in (one, *others) for name in contact.groups]
    member_rows.write_groups(
        connection, one.id, (together if groups is None else groups)[: member_rows.MAX_GROUPS]
    )
    if image is not None:
        member_rows.write_picture(connection, one.id, image)
    people_rows.write_slots(connection, one.id, slots)
    people_rows.update_search(connection, one.id)
    connection.execute(
        "INSERT INTO temp.merge (number, contact_id, revision, last_attempt)"
        " SELECT ?, id, revision, (SELECT coalesce(max(id), 0) FROM attempt) FROM contact WHERE id = ?",
        (number, one.id),
    )
    return one.id, number


def undo(connection: sqlite3.Connection, number: int) -> list[int]:
    """The ids of those who are there again. Raises StoreError when that is not known, or something has changed."""
    _make_tables(connection)
    row = connection.execute(
        "SELECT contact_id, revision, last_attempt FROM temp.merge WHERE number = ?", (number,)
    ).fetchone()
    if row is None or row[0] is None:
        raise StoreError("undo_merge", "this merge is not known any more, or it was undone already")
    kept, revision, last_attempt = row
    now = connection.execute("SELECT revision FROM contact WHERE id = ?", (kept,)).fetchone()
    if now is None or now[0] != revision:
        raise StoreError("undo_merge", "the contact was changed since")
    # In place, as what hangs on it (diversions, what came since) would go with it.
    for table in _PARTS:
        connection.execute(f"DELETE FROM {table} WHERE contact_id = ?", (kept,))  # noqa: S608  our own names
    ids = _KEPT.owners(connection, number)
    connection.execute(
        "UPDATE contact SET (name, organisation, notes, favourite) ="
        " (SELECT name, organisation, notes, favourite FROM temp.merged_contact AS was WHERE was.id = contact.id"
        " AND was.batch = ?) WHERE id = ?",
        (number, kept),
    )
    _KEPT.put_back(connection, number, "contact", [each for each in ids if each != kept])
    for table in _PARTS:
        _KEPT.put_back(connection, number, table, ids)
    for table, column in (
        ("attempt", "contact_id"),
        ("diversion", "contact_id"),
        ("redirect_rule", "subject"),
    ):
        connection.execute(
            f"UPDATE {table} SET {column} = was.owner FROM temp.merge_row AS was"  # noqa: S608  our own names
            f" WHERE was.number = ? AND was.kind = '{table}' AND was.id = {table}.id AND {table}.{column} = ?",
            (number, str(kept) if table == "redirect_rule" else kept),
        )
    connection.execute(
        "UPDATE redirect_rule SET subject_key = subject WHERE scope = ?", (RuleScope.CONTACT.value,)
    )
    for each in ids:
        people_rows.update_search(connection, each)
    _share_out_calls(connection, kept, {each for each in ids if each != kept}, last_attempt)
    _KEPT.put_revisions_back(connection, number, ids)
    _forget(connection, number)
    return ids


def _slots(connection: sqlite3.Connection, ids: Sequence[int], draft: ContactDraft | None) -> Slots:
    """The addresses of all, each once, under the ids that they have."""
    there: list[Slot] = [slot for each in ids for slot in people_rows.slots_of(connection, each)]
    wanted = [(slot.uri, slot.label) for slot in there] if draft is None else draft.addresses
    slots = people_rows.keep_ids(wanted, tuple(there))
    if len(slots) > MAX_ADDRESSES:
        raise StoreError("merge", f"a contact can have {MAX_ADDRESSES} addresses at most")
    return slots


def _write_texts(
    connection: sqlite3.Connection, contacts: Sequence[Contact], draft: ContactDraft | None
) -> None:
    if draft is not None:
        texts = (draft.name, draft.organisation, draft.notes)
        favourite = draft.favourite
    else:
        texts = (
            next((each.name for each in contacts if each.name), ""),
            next((each.organisation for each in contacts if each.organisation), ""),
            next((each.notes for each in contacts if each.notes), ""),
        )
        favourite = any(each.favourite for each in contacts)
    name, organisation, notes = texts
    connection.execute(
        "UPDATE contact SET name = ?, organisation = ?, notes = ?, favourite = ? WHERE id = ?",
        (bounded(name), bounded(organisation), bounded(notes, MAX_NOTES), favourite, contacts[0].id),
    )


def _hand_over(connection: sqlite3.Connection, number: int, kept: int, other: int) -> None:
    """What hangs on `other` goes to `kept`; what has to go back is written down."""
    connection.execute("UPDATE move SET contact_id = ? WHERE contact_id = ?", (kept, other))
    for table in ("attempt", "diversion"):
        connection.execute(
            f"INSERT INTO temp.merge_row SELECT ?, '{table}', id, contact_id FROM {table} WHERE contact_id = ?",  # noqa: S608
            (number, other),
        )
        connection.execute(f"UPDATE {table} SET contact_id = ? WHERE contact_id = ?", (kept, other))  # noqa: S608
    scope = RuleScope.CONTACT.value
    rule = "SELECT id FROM redirect_rule WHERE scope = ? AND subject_key = ? ORDER BY id DESC LIMIT 1"
    found = connection.execute(rule, (scope, str(other))).fetchone()
    if found is not None and connection.execute(rule, (scope, str(kept))).fetchone() is None:
        connection.execute(
            "INSERT INTO temp.merge_row VALUES (?, 'redirect_rule', ?, ?)", (number, found[0], str(other))
        )
        connection.execute(
            "UPDATE redirect_rule SET subject = ?, subject_key = ? WHERE id = ?",
            (str(kept), str(kept), found[0]),
        )


def _share_out_calls(connection: sqlite3.Connection, kept: int, others: set[int], last_attempt: int) -> None:
    """What was exchanged since the merge is with whom the address belongs to again."""
    condition = "contact_id = ? AND id > ?"
    for (uri,) in connection.execute(
        f"SELECT DISTINCT party_uri FROM attempt WHERE {condition}",  # noqa: S608  our own words
        (kept, last_attempt),
    ).fetchall():
        owner = find_caller(connection, uri)
        if owner in others:
            connection.execute(
                f"UPDATE attempt SET contact_id = ? WHERE {condition} AND party_uri = ?",  # noqa: S608  as above
                (owner, kept, last_attempt, uri),
            )


def _begin(connection: sqlite3.Connection, ids: Sequence[int]) -> int:
    """Keep what is there; the number of this merge. The oldest of many cannot be undone any more."""
    _make_tables(connection)
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM temp.merge").fetchone()
    number = int(last) + 1
    _KEPT.keep(connection, number, ids)
    _forget(connection, number - MOST_UNDONE)
    return number


def _forget(connection: sqlite3.Connection, number: int) -> None:
    _KEPT.forget(connection, "batch = ?", (number,))
    connection.execute("DELETE FROM temp.merge_row WHERE number = ?", (number,))
    # Its number stays, so that no other merge is given it.
    connection.execute("UPDATE temp.merge SET contact_id = NULL WHERE number = ?", (number,))


def _make_tables(connection: sqlite3.Connection) -> None:
    _KEPT.make_tables(connection)
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS merge (number INTEGER PRIMARY KEY, contact_id INTEGER, revision INTEGER,"
        " last_attempt INTEGER)"
    )
    # Rows of other tables that went to the contact that is left, and whose they were.
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS merge_row (number INTEGER, kind TEXT, id INTEGER, owner)"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS temp.merge_row_number ON merge_row (number, kind, id)")
