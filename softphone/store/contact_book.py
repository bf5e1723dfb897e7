"""The address book in SQLite: implements the port `calls.ports.ContactBook`."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

from softphone.calls.cards import Card
from softphone.calls.values import (
    Contact,
    ContactDraft,
    ContactLine,
    Duplicates,
    ImportReport,
    Listing,
    RejectedEntry,
    RememberedMove,
)
from softphone.sip.uri import same_uri
from softphone.store import (
    caller_rows,
    deleted_rows,
    move_rows,
    people_rows,
    remembered_rows,
)
from softphone.store.address_moves import Slot
from softphone.store.columns import (
    MAX_ADDRESSES,
    MAX_NOTES,
    bounded,
    search_fold,
)
from softphone.store.database import Database
from softphone.store.deleted_rows import DeletedRows
from softphone.store.errors import StoreError
from softphone.store.move_chain import follow

_MAX_WORDS = 8
_KEPT_FOR_RESTORE = 100


def utc_now() -> datetime:
    return datetime.now(UTC)


class SqliteContactBook:
    """See the port for what each method promises. Reading and writing raise StoreError, writing in its future."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now
        self._all: tuple[int, tuple[Contact, ...]] = (-1, ())
        # Moves and diversions of contacts deleted in this run, whole, so that `restore` brings them and the moves'
        # undo back too. Only the writer thread touches it.
        self._deleted: dict[int, DeletedRows] = {}

    def contacts(self) -> tuple[Contact, ...]:
        version = self._database.data_version()
        if self._all[0] != version:
            self._all = (version, self._database.read("contacts", people_rows.load_contacts))
        return self._all[1]

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

    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """Contacts in which every word of `text` occurs, in the order of the list."""
        words = search_fold(bounded(text)).split()[:_MAX_WORDS]
        condition = " AND ".join(["instr(search_text, ?) > 0"] * len(words)) or "TRUE"

        def query(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            rows = connection.execute(
                f"SELECT id FROM contact WHERE {condition} "  # noqa: S608  only question marks
                "ORDER BY favourite DESC, sort_name, id LIMIT ?",
                (*words, limit),
            ).fetchall()
            return people_rows.load_contacts(connection, [contact_id for (contact_id,) in rows])

        return self._database.read("search", query)

    def listing(self, *, text: str = "", group: str = "", limit: int | None = None) -> Listing:
        raise NotImplementedError

    def lines(self, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
        raise NotImplementedError

    def count(self) -> int:
        raise NotImplementedError

    def groups(self) -> tuple[tuple[str, int], ...]:
        raise NotImplementedError

    def picture(self, contact_id: int) -> bytes | None:
        raise NotImplementedError

    def delete_all(self, contact_ids: Sequence[int]) -> Future[tuple[Contact, ...]]:
        raise NotImplementedError

    def restore_all(self, contacts: Sequence[Contact]) -> Future[tuple[Contact, ...]]:
        raise NotImplementedError

    def set_favourite(self, contact_ids: Sequence[int], favourite: bool) -> Future[None]:
        raise NotImplementedError

    def set_group(self, contact_ids: Sequence[int], group: str, member: bool) -> Future[None]:
        raise NotImplementedError

    def rename_group(self, group: str, name: str) -> Future[None]:
        raise NotImplementedError

    def find_duplicates(self, limit: int = 500) -> Future[tuple[Duplicates, ...]]:
        raise NotImplementedError

    def merge(
        self, contact_ids: Sequence[int], draft: ContactDraft | None = None
    ) -> Future[tuple[Contact, int]]:
        raise NotImplementedError

    def undo_merge(self, merge_id: int) -> Future[tuple[Contact, ...]]:
        raise NotImplementedError

    def cards(self, contact_ids: Sequence[int] | None = None) -> Iterator[Card]:
        raise NotImplementedError

    def import_cards(
        self, cards: Iterable[Card | RejectedEntry], progress: Callable[[int], bool] | None = None
    ) -> Future[ImportReport]:
        raise NotImplementedError

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

    def current_address(self, uri: str) -> RememberedMove | None:
        now = self._now()

        def query(connection: sqlite3.Connection) -> tuple[RememberedMove | None, bool]:
            found = move_rows.current_address(connection, uri, now)
            return found, remembered_rows.is_from_later(connection, uri, now)

        found, is_from_later = self._database.read("current_address", query)
        if is_from_later:  # before the clock comes by that time once more
            self.forget_expired()
        return found

    def forget_expired(self) -> Future[None]:
        """Take out moves whose time is over, or cannot be told since the clock was set back."""
        now = self._now()
        return self._database.write(
            "forget_expired", lambda connection: remembered_rows.forget_expired(connection, now)
        )

    def save(self, draft: ContactDraft) -> Future[Contact]:
        def change(connection: sqlite3.Connection) -> Contact:
            if len(draft.addresses) > MAX_ADDRESSES:
                raise StoreError("save", f"a contact can have {MAX_ADDRESSES} addresses at most")
            values = (
                bounded(draft.name),
                bounded(draft.organisation),
                bounded(draft.notes, MAX_NOTES),
                draft.favourite,
            )
            if draft.id is None:
                contact_id = _insert_contact(connection, (None, *values))
            else:
                contact_id = draft.id
                cursor = connection.execute(
                    "UPDATE contact SET name = ?, organisation = ?, notes = ?, favourite = ? WHERE id = ?",
                    (*values, contact_id),
                )
                if cursor.rowcount == 0:
                    raise StoreError("save", "this contact was deleted in the meantime")
            slots = people_rows.keep_ids(draft.addresses, people_rows.slots_of(connection, contact_id))
            people_rows.write_slots(connection, contact_id, slots)
            return _known(connection, contact_id, "save")

        return self._database.write("save", change)

    def delete(self, contact_id: int) -> Future[Contact]:
        def change(connection: sqlite3.Connection) -> Contact:
            contact = _known(connection, contact_id, "delete")
            self._deleted.pop(contact_id, None)  # the newest last
            self._deleted[contact_id] = deleted_rows.of_contact(connection, contact_id)
            if len(self._deleted) > _KEPT_FOR_RESTORE:
                del self._deleted[next(iter(self._deleted))]
            connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
            return contact

        return self._database.write("delete", change)

    def restore(self, contact: Contact) -> Future[Contact]:
        """Bring a deleted contact back under its ids. One that is there already is left as it is."""

        def change(connection: sqlite3.Connection) -> Contact:
            there = people_rows.load_contact(connection, contact.id)
            if there is not None:
                return there
            _insert_contact(
                connection,
                (contact.id, contact.name, contact.organisation, contact.notes, contact.favourite),
            )
            slots = tuple(Slot(each.id, each.uri, each.label) for each in contact.addresses)
            people_rows.write_slots(connection, contact.id, slots)
            deleted_rows.put_back(connection, contact, self._deleted.get(contact.id))
            return _known(connection, contact.id, "restore")

        return self._database.write("restore", change)

    def move_address(
        self, *, old_uri: str, new_uri: str, status: int, name: str, moved_at: datetime
    ) -> Future[tuple[Contact, int]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, int]:
            if same_uri(old_uri, new_uri):
                raise StoreError("move_address", "the new address is the old one")
            owner = move_rows.find_owner(connection, old_uri)
            made = owner is None
            if owner is None:
                owner = _insert_contact(connection, (None, bounded(name), "", "", False))
            move_id = move_rows.add_move(
                connection,
                owner,
                old_uri=old_uri,
                new_uri=new_uri,
                status=status,
                moved_at=moved_at,
                made_contact=made,
            )
            return _known(connection, owner, "move_address"), move_id

        return self._database.write("move_address", change)

    def undo_move(self, move_id: int) -> Future[Contact | None]:
        """See the port. Were there newer moves or edits since, the old address takes the place of the new one if
        that is still there, and is added otherwise. A move that is not known is a StoreError."""

        def change(connection: sqlite3.Connection) -> Contact | None:
            contact_id = move_rows.undo(connection, move_id)
            return None if contact_id is None else people_rows.load_contact(connection, contact_id)

        return self._database.write("undo_move", change)

    def shorten_moves(self, move_ids: Sequence[int]) -> Future[tuple[Contact, int] | None]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, int] | None:
            done = move_rows.shorten(connection, move_ids)
            return None if done is None else (_known(connection, done[0], "shorten_moves"), done[1])

        return self._database.write("shorten_moves", change)

    def add_addresses(
        self, *, contact_id: int | None, name: str, addresses: Sequence[tuple[str, str]]
    ) -> Future[tuple[Contact, Contact | None]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, Contact | None]:
            before = None if contact_id is None else people_rows.load_contact(connection, contact_id)
            owner = before.id if before else _insert_contact(connection, (None, bounded(name), "", "", False))
            has = people_rows.slots_of(connection, owner)
            slots = people_rows.keep_ids([*((uri, label) for _, uri, label in has), *addresses], has)
            if len(slots) > MAX_ADDRESSES:
                raise StoreError("add_addresses", f"a contact can have {MAX_ADDRESSES} addresses at most")
            people_rows.write_slots(connection, owner, slots)
            return _known(connection, owner, "add_addresses"), before

        return self._database.write("add_addresses", change)

    def remember_move(
        self, *, old_uri: str, new_uri: str, status: int, learned_at: datetime, expires_at: datetime | None
    ) -> Future[RememberedMove]:
        """Replaces what was remembered of `old_uri`, and what would lead from `new_uri` back to it."""

        def change(connection: sqlite3.Connection) -> RememberedMove:
            if same_uri(old_uri, new_uri):
                raise StoreError("remember_move", "the new address is the old one")
            if status != 301 and expires_at is None:
                raise StoreError("remember_move", "only a 301 holds for good (RFC 3261 section 21.3.3)")
            now = self._now()
            remembered_rows.forget_expired(connection, now)
            remembered_rows.forget(connection, old_uri)
            back = follow(new_uri, lambda uri: remembered_rows.remembered(connection, uri, now))
            if back is not None and same_uri(back.new_uri, old_uri):
                remembered_rows.forget(connection, new_uri)
            move = RememberedMove(0, old_uri, new_uri, status, learned_at, expires_at)
            return remembered_rows.insert(connection, move)

        return self._database.write("remember_move", change)

    def forget_move(self, move_id: int) -> Future[None]:
        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM remembered_move WHERE id = ?", (move_id,))

        return self._database.write("forget_move", change)

    def forget_moves(self) -> Future[int]:
        def change(connection: sqlite3.Connection) -> int:
            return connection.execute("DELETE FROM remembered_move").rowcount

        return self._database.write("forget_moves", change)

    def remembered_moves(self) -> tuple[RememberedMove, ...]:
        """Those that still hold, newest first."""
        now = self._now()
        return self._database.read(
            "remembered_moves", lambda connection: remembered_rows.holding(connection, now)
        )

    def export_people(self) -> bytes:
        from softphone.store import portable  # noqa: PLC0415 -- seldom, and the window waits for this module

        return portable.people_file(self.contacts(), self.remembered_moves())

    def import_people(self, content: bytes) -> Future[ImportReport]:
        from softphone.store import portable, portable_rows  # noqa: PLC0415 -- as above

        def change(connection: sqlite3.Connection) -> ImportReport:
            return portable_rows.take_over(connection, portable.read_file(content, self._now()))

        return self._database.write("import_people", change)


def _insert_contact(connection: sqlite3.Connection, row: tuple[int | None, str, str, str, bool]) -> int:
    """`row` is id, name, organisation, notes, favourite; the id of the new contact."""
    cursor = connection.execute(
        "INSERT INTO contact (id, name, organisation, notes, favourite, sort_name, search_text)"
        " VALUES (?, ?, ?, ?, ?, '', '')",
        row,
    )
    return cursor.lastrowid or 0


def _known(connection: sqlite3.Connection, contact_id: int, operation: str) -> Contact:
    contact = people_rows.load_contact(connection, contact_id)
    if contact is None:
        raise StoreError(operation, "there is no such contact")
    return contact
