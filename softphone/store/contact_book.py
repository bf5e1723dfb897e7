"""The address book in SQLite: implements the port `calls.contact_book.ContactBook`."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from softphone.calls.people import Contact, ContactDraft
from softphone.store import caller_rows, deleted_rows, list_rows, member_rows, move_rows, people_rows
from softphone.store.address_moves import Slot
from softphone.store.book_cards import BookCards
from softphone.store.book_lists import BookLists
from softphone.store.book_merging import BookMerging
from softphone.store.book_moves import BookMoves
from softphone.store.book_part import utc_now
from softphone.store.columns import MAX_ADDRESSES, MAX_NOTES, bounded
from softphone.store.database import Database
from softphone.store.errors import StoreError

_MOST_KEPT = 1_000  # contacts that are held in memory for whoever asks for all of them again


class SqliteContactBook(BookLists, BookCards, BookMoves, BookMerging):
    """See the port for what each method promises. Reading and writing raise StoreError, writing in its future."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(database, now)
        self._all: tuple[int, tuple[Contact, ...]] = (-1, ())

    def contacts(self) -> tuple[Contact, ...]:
        version = self._database.data_version()
        if self._all[0] == version:
            return self._all[1]
        contacts = self._database.read("contacts", people_rows.load_contacts)
        self._all = (version, contacts) if len(contacts) <= _MOST_KEPT else (-1, ())
        return contacts

    def moved(self) -> tuple[Contact, ...]:
        def query(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            ids = [each for (each,) in connection.execute("SELECT DISTINCT contact_id FROM move")]
            return people_rows.load_contacts(connection, ids)

        return self._database.read("moved", query)

    def addresses(self, *, favourites: bool = False, limit: int = 1000) -> tuple[str, ...]:
        query = """
            SELECT uri FROM contact JOIN address ON contact_id = contact.id WHERE favourite >= ?
            ORDER BY favourite DESC, sort_name, contact.id, position LIMIT ?
        """
        return self._database.read(
            "addresses",
            lambda connection: tuple(uri for (uri,) in connection.execute(query, (favourites, limit))),
        )

    def contact(self, contact_id: int) -> Contact | None:
        return self._database.read(
            "contact", lambda connection: people_rows.load_contact(connection, contact_id)
        )

    def find_by_uri(self, uri: str) -> Contact | None:
        def query(connection: sqlite3.Connection) -> Contact | None:
            owner = move_rows.find_owner(connection, uri)
            return None if owner is None else people_rows.load_contact(connection, owner)

        return self._database.read("find_by_uri", query)

    def find_caller(self, uri: str) -> Contact | None:
        def query(connection: sqlite3.Connection) -> Contact | None:
            owner = caller_rows.find_caller(connection, uri)
            return None if owner is None else people_rows.load_contact(connection, owner)

        return self._database.read("find_caller", query)

    def save(self, draft: ContactDraft) -> Future[Contact]:
        def change(connection: sqlite3.Connection) -> Contact:
            return people_rows.known(connection, _write(connection, draft), "save")

        return self._database.write("save", change)

    def delete(self, contact_id: int) -> Future[Contact]:
        def change(connection: sqlite3.Connection) -> Contact:
            contact = people_rows.known(connection, contact_id, "delete")
            deleted_rows.delete(connection, [contact_id])
            return contact

        return self._database.write("delete", change)

    def delete_all(self, contact_ids: Sequence[int]) -> Future[tuple[Contact, ...]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            contacts = people_rows.load_contacts(connection, contact_ids)
            deleted_rows.delete(connection, contact_ids)
            return contacts

        return self._database.write("delete_all", change)

    def restore(self, contact: Contact) -> Future[Contact]:
        """Bring a deleted contact back under its ids. One that is there already is left as it is."""

        def change(connection: sqlite3.Connection) -> Contact:
            _restore(connection, [contact])
            return people_rows.known(connection, contact.id, "restore")

        return self._database.write("restore", change)

    def restore_all(self, contacts: Sequence[Contact]) -> Future[tuple[Contact, ...]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            _restore(connection, contacts)
            return people_rows.load_contacts(connection, [contact.id for contact in contacts])

        return self._database.write("restore_all", change)

    def add_addresses(
        self, *, contact_id: int | None, name: str, addresses: Sequence[tuple[str, str]]
    ) -> Future[tuple[Contact, Contact | None]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, Contact | None]:
            before = None if contact_id is None else people_rows.load_contact(connection, contact_id)
            owner = before.id if before else people_rows.insert_contact(connection, bounded(name))
            has = people_rows.slots_of(connection, owner)
            slots = people_rows.keep_ids([*((uri, label) for _, uri, label in has), *addresses], has)
            if len(slots) > MAX_ADDRESSES:
                raise StoreError("add_addresses", f"a contact can have {MAX_ADDRESSES} addresses at most")
            people_rows.write_slots(connection, owner, slots)
            return people_rows.known(connection, owner, "add_addresses"), before

        return self._database.write("add_addresses", change)


def _write(connection: sqlite3.Connection, draft: ContactDraft) -> int:
    """Make the contact what the draft says; its id."""
    if len(draft.addresses) > MAX_ADDRESSES:
        raise StoreError("save", f"a contact can have {MAX_ADDRESSES} addresses at most")
    values = (
        bounded(draft.name),
        bounded(draft.organisation),
        bounded(draft.notes, MAX_NOTES),
        draft.favourite,
    )
    if draft.id is None:
        contact_id = people_rows.insert_contact(connection, *values, uid=bounded(draft.uid))
    else:
        contact_id = draft.id
        cursor = connection.execute(
            "UPDATE contact SET name = ?, organisation = ?, notes = ?, favourite = ? WHERE id = ?",
            (*values, contact_id),
        )
        if cursor.rowcount == 0:
            raise StoreError("save", "this contact was deleted in the meantime")
        if draft.uid:
            connection.execute("UPDATE contact SET uid = ? WHERE id = ?", (bounded(draft.uid), contact_id))
    if draft.groups is not None:
        member_rows.write_groups(connection, contact_id, draft.groups)
    if draft.picture is not None:
        member_rows.write_picture(connection, contact_id, draft.picture)
    slots = people_rows.keep_ids(draft.addresses, people_rows.slots_of(connection, contact_id))
    people_rows.write_slots(connection, contact_id, slots)
    return contact_id


def _restore(connection: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    """Those who are there are left as they are."""
    ids = [contact.id for contact in contacts]
    there = list_rows.among(connection, ids)
    there |= deleted_rows.put_back(connection, [each for each in ids if each not in there])
    for contact in contacts:
        if contact.id not in there:
            _make_again(connection, contact)
            there.add(contact.id)


def _make_again(connection: sqlite3.Connection, contact: Contact) -> None:
    people_rows.insert_contact(
        connection,
        contact.name,
        contact.organisation,
        contact.notes,
        contact.favourite,
        contact_id=contact.id,
        uid=contact.uid,
    )
    slots = tuple(Slot(each.id, each.uri, each.label) for each in contact.addresses)
    deleted_rows.put_back_as_shown(connection, contact)
    people_rows.write_slots(connection, contact.id, slots)
