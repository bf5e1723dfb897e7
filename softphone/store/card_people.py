"""A contact as a `Card`, and a card into a contact, for what is kept in step with a server.

Runs inside a transaction that the caller has opened.
"""

import sqlite3
from typing import Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import Contact
from softphone.sip.uri import same_uri, uri_key
from softphone.store import card_rows, member_rows, people_rows
from softphone.store.columns import MAX_ADDRESSES, MAX_NAME, MAX_NOTES, bounded, time_text, whole_uri

_MOST_FORMER: Final = 100


def card_of(connection: sqlite3.Connection, contact_id: int) -> Card | None:
    """With everything that a server keeps; None when there is no such contact."""
    found = card_rows.load_cards(connection, [contact_id])
    return found[0] if found else None


def revision_of(connection: sqlite3.Connection, contact_id: int | None) -> int | None:
    row = connection.execute("SELECT revision FROM contact WHERE id = ?", (contact_id,)).fetchone()
    return None if row is None else int(row[0])


def write_card(connection: sqlite3.Connection, contact_id: int | None, card: Card) -> int:
    """Make the contact what `card` says, a new one for None; its id. What is the same is not touched."""
    texts = (
        bounded(card.name, MAX_NAME),
        bounded(card.organisation, MAX_NAME),
        bounded(card.notes, MAX_NOTES),
        card.favourite,
    )
    if contact_id is None:
        contact_id = people_rows.insert_contact(connection, *texts, uid=bounded(card.uid, MAX_NAME))
    else:
        connection.execute(
            "UPDATE contact SET name = ?, organisation = ?, notes = ?, favourite = ? WHERE id = ?",
            (*texts, contact_id),
        )
    slots = people_rows.keep_ids(card.addresses[:MAX_ADDRESSES], people_rows.slots_of(connection, contact_id))
    people_rows.write_slots(connection, contact_id, slots)
    member_rows.write_groups(connection, contact_id, card.groups[: member_rows.MAX_GROUPS])
    member_rows.write_picture(connection, contact_id, card.picture)
    contact = people_rows.load_contact(connection, contact_id)
    if contact is not None:
        _write_former(connection, contact, card)
    people_rows.update_search(connection, contact_id)
    return contact_id


def _write_former(connection: sqlite3.Connection, contact: Contact, card: Card) -> None:
    """Moves of the contact that the card has not are forgotten, and those that only the card has are added."""
    wanted = {_key(each.uri, each.moved_to): each for each in card.former[:_MOST_FORMER]}
    kept = {each.move_id for each in contact.former if _key(each.uri, each.moved_to) in wanted}
    for shown in contact.former[:_MOST_FORMER]:
        if shown.move_id not in kept:
            connection.execute("DELETE FROM move WHERE id = ? OR chain = ?", (shown.move_id, shown.move_id))
    there = {_key(each.uri, each.moved_to) for each in contact.former if each.move_id in kept}
    for key, each in sorted(wanted.items(), key=lambda item: item[1].moved_at):
        current = any(same_uri(each.uri, address.uri) for address in contact.addresses)
        if key not in there and not current and not same_uri(each.uri, each.moved_to):
            _insert_former(connection, contact.id, each)


def _insert_former(connection: sqlite3.Connection, contact_id: int, former: FormerCardAddress) -> None:
    """As the import of a file writes it: without what stood before, which nobody knows here."""
    uri, key = whole_uri(former.uri), uri_key(former.uri)
    connection.execute(
        "INSERT INTO move (contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at,"
        " made_contact, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')",
        (
            *(contact_id, uri, key, uri, key),
            *(whole_uri(former.moved_to), former.status, time_text(former.moved_at)),
        ),
    )


def _key(uri: str, moved_to: str) -> tuple[str, str]:
    return uri_key(uri), uri_key(moved_to)
