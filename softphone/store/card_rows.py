"""Cards of files into the tables, and people out as cards. All of it runs inside the caller's transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.values import Contact, ImportReport, RejectedEntry
from softphone.sip.text import safe_text
from softphone.sip.uri import uri_key
from softphone.store import member_rows, people_rows, search_rows
from softphone.store.columns import MAX_ADDRESSES, MAX_NOTES, bounded, search_fold, time_text, whole_uri
from softphone.store.search_form import text_of

MAX_FORMER: Final = 100
_MOST_ENTRIES_OF_ONE: Final = 20  # each reads again what the ones before have added
_MOST_VARIANTS: Final = 30
_FEW: Final = 3  # people of one name
_MOST_LOOKED_AT: Final = 100  # of those who share an address or a name
_MOST_REJECTED: Final = 10_000
_MOST_TO_TAKE_BACK: Final = 5_000  # completed people as they were, in memory

_NEW: Final = """
    INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text, uid, revision)
    VALUES (?, ?, ?, ?, ?, ?, coalesce(nullif(?, ''), lower(hex(randomblob(16)))), random())
"""
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


@dataclass(slots=True)
class Completed:
    """Somebody who was there, as they were before, and the former addresses and the picture that they were given."""

    before: Contact
    moves: tuple[int, ...]
    pictured: bool


@dataclass(slots=True)
class Taken:
    """What has become of the cards so far."""

    added: list[int] = field(default_factory=list)
    completed: list[Completed] = field(default_factory=list)  # the first of them
    completed_count: int = 0
    unchanged: int = 0
    rejected: list[RejectedEntry] = field(default_factory=list)
    unnamed: int = 0  # rejected after the first `_MOST_REJECTED`
    _times: Counter[int] = field(default_factory=Counter)
    _spellings: dict[str, set[str]] = field(default_factory=dict)

    def reject(self, entry: RejectedEntry) -> None:
        if len(self.rejected) < _MOST_REJECTED:
            self.rejected.append(entry)
        else:
            self.unnamed += 1

    def complete(self, done: Completed) -> None:
        self.completed_count += 1
        if len(self.completed) < _MOST_TO_TAKE_BACK:
            self.completed.append(done)

    def report(self, moves: int = 0) -> ImportReport:
        rejected = self.rejected
        if self.unnamed:
            more = RejectedEntry(f"{self.unnamed} more", f"only the first {_MOST_REJECTED} are named")
            rejected = [*rejected, more]
        return ImportReport(len(self.added), self.completed_count, self.unchanged, moves, tuple(rejected))

    def refuses(self, card: Card) -> str:
        """Why the card is left out whole, "" when it is not."""
        for uri in (*(uri for uri, _ in card.addresses), *(each.uri for each in card.former)):
            if ";" in uri or "?" in uri:
                # Equality takes each pair of those that a look-up finds together; a thousand would slow every call.
                known = self._spellings.setdefault(uri_key(uri), set())
                known.add(uri)
                if len(known) > _MOST_VARIANTS:
                    return f"{safe_text(uri, 80)}: too many variants of this address"
        return ""

    def met_again(self, contact_id: int) -> bool:
        """Whether the file may say more about somebody."""
        self._times[contact_id] += 1
        return self._times[contact_id] <= _MOST_ENTRIES_OF_ONE


def take(connection: sqlite3.Connection, card: Card, taken: Taken, now: datetime) -> None:
    """Add whom the card describes, or complete them when they are there: the same uid, or the same name and an
    address in common, current or former. Nothing of somebody who is there is changed."""
    if why := taken.refuses(card):
        taken.reject(RejectedEntry(card.entry or safe_text(card.name), why))
        return
    contact_id = _there(connection, card)
    if contact_id is None:
        taken.added.append(_insert(connection, card, now))
        return
    if not taken.met_again(contact_id):
        taken.reject(
            RejectedEntry(card.entry or safe_text(card.name), "this person is in the file too often")
        )
        return
    done = _complete(connection, people_rows.known(connection, contact_id, "import_cards"), card, now)
    if done is None:
        taken.unchanged += 1
    else:
        taken.complete(done)


def is_there(connection: sqlite3.Connection, card: Card) -> bool:
    """Whether `take` would find this person."""
    return _there(connection, card) is not None


def _there(connection: sqlite3.Connection, card: Card) -> int | None:
    if uid := bounded(card.uid):
        row = connection.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
        if row is not None:
            return int(row[0])
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


def _insert(connection: sqlite3.Connection, card: Card, now: datetime) -> int:
    """All that is known of a contact in one go: row by row, `people_rows` would take twice as long."""
    addresses = _addresses(card)
    former = card.former[:MAX_FORMER]
    uris, left = [uri for uri, _, _ in addresses], [each.uri for each in former]
    name, organisation = bounded(card.name), bounded(card.organisation)
    text = text_of(name, organisation, uris + left)
    cursor = connection.execute(
        _NEW,
        (
            name,
            organisation,
            bounded(card.notes, MAX_NOTES),
            card.favourite,
            search_fold(name),
            text,
            bounded(card.uid),
        ),
    )
    contact_id = cursor.lastrowid or 0
    connection.executemany(
        "INSERT INTO address (contact_id, position, uri, uri_key, label) VALUES (?, ?, ?, ?, ?)",
        [(contact_id, at, uri, key, label) for at, (uri, key, label) in enumerate(addresses)],
    )
    for each in reversed(former):
        _insert_former(connection, contact_id, each, now)
    search_rows.write_numbers(connection, contact_id, uris, left)
    if card.groups:
        member_rows.write_groups(connection, contact_id, card.groups[: member_rows.MAX_GROUPS])
    if card.picture:
        member_rows.write_picture(connection, contact_id, card.picture)
    return contact_id


def _addresses(card: Card) -> list[tuple[str, str, str]]:
    """(uri, key, label), each once."""
    found = [(whole_uri(uri), uri_key(uri), bounded(label)) for uri, label in card.addresses[:MAX_ADDRESSES]]
    if len({key for _, key, _ in found}) == len(found):
        return found
    return [
        (slot.uri, uri_key(slot.uri), slot.label)
        for slot in people_rows.keep_ids([(uri, label) for uri, _, label in found], ())
    ]


def _complete(
    connection: sqlite3.Connection, contact: Contact, card: Card, now: datetime
) -> Completed | None:
    """Add what `contact` lacks; None when there was nothing."""
    has = people_rows.slots_of(connection, contact.id)
    left = {uri_key(each.uri) for each in contact.former}
    # An address that the contact has moved away from since the file was written does not come back.
    new = [pair for pair in card.addresses if uri_key(pair[0]) not in left]
    slots = people_rows.keep_ids([*((uri, label) for _, uri, label in has), *new], has)[:MAX_ADDRESSES]
    more = len(slots) > len(has)
    if more:
        people_rows.write_slots(connection, contact.id, slots)
    known = left | {uri_key(each.uri) for each in contact.addresses}
    former = [each for each in card.former if uri_key(each.uri) not in known]
    former = former[: max(0, MAX_FORMER - len(contact.former))]  # the newest
    moves = tuple(_insert_former(connection, contact.id, each, now) for each in reversed(former))
    texts = (
        contact.organisation or bounded(card.organisation),
        contact.notes or bounded(card.notes, MAX_NOTES),
    )
    said = texts != (contact.organisation, contact.notes)
    if said:
        connection.execute(
            "UPDATE contact SET organisation = ?, notes = ? WHERE id = ?", (*texts, contact.id)
        )
    if said or moves:
        search_rows.update_search(connection, contact.id)
    folded = {search_fold(each) for each in contact.groups}
    groups = [each for each in card.groups if search_fold(each) not in folded]
    if groups:
        member_rows.write_groups(
            connection,
            contact.id,
            [*contact.groups, *groups][: max(member_rows.MAX_GROUPS, len(contact.groups))],
        )
    pictured = bool(card.picture) and not contact.has_picture
    if pictured:
        member_rows.write_picture(connection, contact.id, card.picture)
    return Completed(contact, moves, pictured) if more or moves or said or groups or pictured else None


def _insert_former(
    connection: sqlite3.Connection, contact_id: int, former: FormerCardAddress, now: datetime
) -> int:
    """A time that is still to come is now: the clock of the other phone was ahead."""
    key = uri_key(former.uri)
    cursor = connection.execute(
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
            time_text(min(former.moved_at, now)),
        ),
    )
    return cursor.lastrowid or 0


def ids_in_order(connection: sqlite3.Connection) -> list[int]:
    return [
        each
        for (each,) in connection.execute("SELECT id FROM contact ORDER BY favourite DESC, sort_name, id")
    ]


def load_cards(connection: sqlite3.Connection, contact_ids: Sequence[int]) -> list[Card]:
    """In the order asked for, without those that are gone."""
    found = {contact.id: contact for contact in people_rows.load_contacts(connection, contact_ids)}
    return [_card(connection, found[each]) for each in contact_ids if each in found]


def _card(connection: sqlite3.Connection, contact: Contact) -> Card:
    image = member_rows.picture(connection, contact.id) if contact.has_picture else None
    return Card(
        contact.name,
        tuple((each.uri, each.label) for each in contact.addresses),
        tuple(
            FormerCardAddress(each.uri, each.moved_to, each.status, each.moved_at)
            for each in contact.former[:MAX_FORMER]
        ),
        contact.organisation,
        contact.notes,
        contact.groups,
        contact.favourite,
        image or b"",
        contact.uid,
    )
