"""What was read of an imported file, into the tables. All of it runs inside the caller's transaction."""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from softphone.calls.values import Contact, FormerAddress, ImportReport, RejectedEntry, RememberedMove
from softphone.sip.text import safe_text
from softphone.sip.uri import same_uri, uri_key
from softphone.store import people_rows, remembered_rows
from softphone.store.columns import MAX_ADDRESSES, time_text
from softphone.store.portable import MAX_FORMER, ReadFile, ReadPerson

_MOST_ENTRIES_OF_ONE = 20  # each reads again what the ones before have added


def take_over(connection: sqlite3.Connection, found: ReadFile) -> ImportReport:
    """Write what was read; runs in the caller's transaction.

    A contact of the same name that shares an address, current or former, is the same person and is completed:
    addresses and moves that it lacks are added, nothing of it is changed. Of two moves the newer is believed.
    """
    counts = {"added": 0, "completed": 0, "unchanged": 0}
    # (name, address) → contact. A contact without an address is known by its name alone.
    known: dict[tuple[str, str], int] = {}
    for contact in people_rows.load_contacts(connection):
        uris = [each.uri for each in contact.addresses] + [each.uri for each in contact.former]
        known.update(dict.fromkeys(_names(contact.name, uris), contact.id))
    times: Counter[int] = Counter()
    for person in found.people:
        names = _names(
            person.name, [*(uri for uri, _ in person.addresses), *(each.uri for each in person.former)]
        )
        contact_id = next((known[name] for name in names if name in known), None)
        if contact_id is not None:
            times[contact_id] += 1
            if times[contact_id] > _MOST_ENTRIES_OF_ONE:
                found.rejected.append(
                    RejectedEntry(safe_text(person.name), "this person is in the file too often")
                )
                continue
        there = None if contact_id is None else people_rows.load_contact(connection, contact_id)
        if there is None:
            contact_id = _insert(connection, person)
            counts["added"] += 1
        else:
            contact_id = there.id
            counts["completed" if _complete(connection, there, person) else "unchanged"] += 1
        known.update(dict.fromkeys(names, contact_id))
    moves = sum(_take_move(connection, move) for move in found.moves)
    return ImportReport(**counts, moves=moves, rejected=tuple(found.rejected))


def _names(name: str, uris: Sequence[str]) -> list[tuple[str, str]]:
    folded = name.strip().casefold()
    return [(folded, uri_key(uri)) for uri in uris] or [(folded, "")]


def _insert(connection: sqlite3.Connection, person: ReadPerson) -> int:
    cursor = connection.execute(
        "INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text)"
        " VALUES (?, ?, ?, ?, '', '')",
        (person.name, person.organisation, person.notes, person.favourite),
    )
    contact_id = cursor.lastrowid or 0
    people_rows.write_slots(connection, contact_id, people_rows.keep_ids(person.addresses, ()))
    for former in person.former:
        _insert_former(connection, contact_id, former)
    return contact_id


def _complete(connection: sqlite3.Connection, contact: Contact, person: ReadPerson) -> bool:
    """Add what `contact` lacks; whether there was any."""
    has = people_rows.slots_of(connection, contact.id)
    left = {uri_key(each.uri) for each in contact.former}
    # An address that the contact has moved away from since the file was written does not come back.
    new = [pair for pair in person.addresses if uri_key(pair[0]) not in left]
    slots = people_rows.keep_ids([*((uri, label) for _, uri, label in has), *new], has)[:MAX_ADDRESSES]
    if len(slots) > len(has):
        people_rows.write_slots(connection, contact.id, slots)
    known = left | {uri_key(each.uri) for each in contact.addresses}
    former = [each for each in person.former if uri_key(each.uri) not in known]
    room = max(0, MAX_FORMER - len(contact.former))
    former = former[max(0, len(former) - room) :]  # the newest
    for each in former:
        _insert_former(connection, contact.id, each)
    return len(slots) > len(has) or bool(former)


def _insert_former(connection: sqlite3.Connection, contact_id: int, former: FormerAddress) -> None:
    key = uri_key(former.uri)
    connection.execute(
        "INSERT INTO move (contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at,"
        " made_contact, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')",
        (
            contact_id,
            former.uri,
            key,
            former.uri,
            key,
            former.moved_to,
            former.status,
            time_text(former.moved_at),
        ),
    )


def _take_move(connection: sqlite3.Connection, move: RememberedMove) -> bool:
    rows = connection.execute(
        "SELECT id, old_uri, learned_at FROM remembered_move WHERE old_key = ?", (uri_key(move.old_uri),)
    ).fetchall()
    same = [(number, learned_at) for number, uri, learned_at in rows if same_uri(uri, move.old_uri)]
    if any(learned_at >= time_text(move.learned_at) for _, learned_at in same):
        return False
    remembered_rows.forget(connection, move.old_uri)
    remembered_rows.insert(connection, move)
    return True
