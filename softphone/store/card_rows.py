"""Cards of files into the tables, and people out as cards. All of it runs inside the caller's transaction.

The tables that cards go into are those beside the address book (`import_stage`): they have no triggers.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import Contact, ImportReport, RejectedEntry
from softphone.sip.text import safe_text
from softphone.sip.uri import uri_key
from softphone.store import member_rows, people_rows, search_rows
from softphone.store.address_moves import Slot, Slots
from softphone.store.columns import MAX_ADDRESSES, MAX_NOTES, bounded, search_fold, time_text, whole_uri
from softphone.store.letter_pairs import pairs_of
from softphone.store.search_form import text_of

MAX_FORMER: Final = 100
_MOST_ENTRIES_OF_ONE: Final = 20  # each reads again what the ones before have added
_MOST_VARIANTS: Final = 30
_MOST_REJECTED: Final = 10_000
_MOST_TO_TAKE_BACK: Final = 5_000  # completed people as they were, in memory

_NEW: Final = """
    INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text, search_pairs, uid, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(nullif(?, ''), lower(hex(randomblob(16)))), random())
"""


@dataclass(frozen=True, slots=True)
class Completed:
    """Somebody who was there, as they were before, and the former addresses and the picture that they were given."""

    before: Contact
    moves: tuple[int, ...]
    pictured: bool


@dataclass(slots=True)
class Taken:
    """What has become of the cards so far."""

    completed: list[Completed] = field(default_factory=list)  # the first of them
    completed_count: int = 0
    unchanged: int = 0
    rejected: list[RejectedEntry] = field(default_factory=list)
    unnamed: int = 0  # rejected after the first `_MOST_REJECTED`
    forgets: bool = False  # whether somebody was completed of whom nobody knows what they were before
    _times: Counter[int] = field(default_factory=Counter)
    _spellings: dict[str, set[str]] = field(default_factory=dict)

    def reject(self, entry: RejectedEntry) -> None:
        if len(self.rejected) < _MOST_REJECTED:
            self.rejected.append(entry)
        else:
            self.unnamed += 1

    def complete(self, done: Completed, *, added: bool) -> None:
        """`added`: it is somebody whom this import has added, so that nothing of before is to be kept."""
        self.completed_count += 1
        if added:
            return
        if len(self.completed) < _MOST_TO_TAKE_BACK:
            self.completed.append(done)
        else:
            self.forgets = True

    def withdraw(self, contact_id: int, completions: int) -> None:
        """What was done about somebody is done again, `completions` times."""
        self._times.pop(contact_id, None)
        self.completed_count -= completions
        self.completed = [each for each in self.completed if each.before.id != contact_id]

    def report(self, added: int) -> ImportReport:
        rejected = self.rejected
        if self.unnamed:
            more = RejectedEntry(f"{self.unnamed} more", f"only the first {_MOST_REJECTED} are named")
            rejected = [*rejected, more]
        return ImportReport(added, self.completed_count, self.unchanged, 0, tuple(rejected))

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


def insert(connection: sqlite3.Connection, card: Card, now: datetime) -> int:
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
            pairs_of(text),
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


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a card has and its contact has not; `slots` are all addresses together, None when none is new."""

    slots: Slots | None
    former: tuple[FormerCardAddress, ...]
    texts: tuple[str, str] | None  # organisation and notes together, None when neither is new
    groups: tuple[str, ...]
    picture: bytes

    @property
    def nothing(self) -> bool:
        return self.slots is None and self.texts is None and not (self.former or self.groups or self.picture)


def lacking(contact: Contact, card: Card) -> Lacking:
    has = tuple(Slot(each.id, each.uri, each.label) for each in contact.addresses)
    left = {uri_key(each.uri) for each in contact.former}
    # An address that the contact has moved away from since the file was written does not come back.
    new = [pair for pair in card.addresses if uri_key(pair[0]) not in left]
    slots = people_rows.keep_ids([*((uri, label) for _, uri, label in has), *new], has)[:MAX_ADDRESSES]
    known = left | {uri_key(each.uri) for each in contact.addresses}
    former = [each for each in card.former if uri_key(each.uri) not in known]
    texts = (
        contact.organisation or bounded(card.organisation),
        contact.notes or bounded(card.notes, MAX_NOTES),
    )
    folded = {search_fold(each) for each in contact.groups}
    return Lacking(
        slots if len(slots) > len(has) else None,
        tuple(former[: max(0, MAX_FORMER - len(contact.former))]),  # the newest
        texts if texts != (contact.organisation, contact.notes) else None,
        tuple(each for each in card.groups if search_fold(each) not in folded),
        b"" if contact.has_picture else card.picture,
    )


def complete(connection: sqlite3.Connection, contact: Contact, new: Lacking, now: datetime) -> Completed:
    """Add what `contact` lacks."""
    if new.slots is not None:
        people_rows.write_slots(connection, contact.id, new.slots)
    moves = tuple(_insert_former(connection, contact.id, each, now) for each in reversed(new.former))
    if new.texts is not None:
        connection.execute(
            "UPDATE contact SET organisation = ?, notes = ? WHERE id = ?", (*new.texts, contact.id)
        )
    if new.texts is not None or moves:
        search_rows.update_search(connection, contact.id)
    if new.groups:
        most = max(member_rows.MAX_GROUPS, len(contact.groups))
        member_rows.write_groups(connection, contact.id, [*contact.groups, *new.groups][:most])
    if new.picture:
        member_rows.write_picture(connection, contact.id, new.picture)
    return Completed(contact, moves, bool(new.picture))


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
