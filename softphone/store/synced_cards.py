"""What is known of cards on servers, in SQLite: implements `calls.address_books.SyncedCards`.

Every method is one transaction; after a power cut between two of them the next sync goes on from there.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeVar

from softphone.calls.address_books import (
    Applied,
    BookCount,
    CardRow,
    Keep,
    NoteConflict,
    Relations,
    Step,
    StoredConflict,
    SyncedCard,
    TakeCard,
    Unlinked,
)
from softphone.calls.cards import Card
from softphone.sip.uri import uri_key
from softphone.store import conflict_rows
from softphone.store.card_people import card_of, revision_of, write_card
from softphone.store.columns import bounded, optional_time_value, search_fold, time_text
from softphone.store.database import Database
from softphone.store.errors import StoreError, reason_of

_ROW: Final = """
    SELECT card.href, card.etag, card.contact_id, card.revision, contact.revision, card.sent <> '',
        card_conflict.href IS NOT NULL
    FROM card LEFT JOIN contact ON contact.id = card.contact_id
    LEFT JOIN card_conflict ON card_conflict.book_id = card.book_id AND card_conflict.href = card.href
"""
_ALONE: Final = "NOT EXISTS (SELECT 1 FROM card WHERE card.contact_id = contact.id)"

Result = TypeVar("Result")


class SqliteSyncedCards:
    """See the port. Reading has connections of its own, so that the window never waits for a sync."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def token(self, book_id: str, url: str) -> str:
        def change(connection: sqlite3.Connection) -> str:
            row = connection.execute(
                "SELECT url, token FROM card_book WHERE book_id = ?", (book_id,)
            ).fetchone()
            if row is not None and row[0] == url:
                return str(row[1])
            _forget_rows(connection, book_id)
            connection.execute(
                "INSERT INTO card_book (book_id, url, token) VALUES (?, ?, '')", (book_id, url)
            )
            return ""

        return self._write("sync_begin", change)

    def rows(self, book_id: str) -> dict[str, CardRow]:
        return self._read(
            "card_rows",
            lambda connection: {
                row[0]: _row_value(row)
                for row in connection.execute(f"{_ROW} WHERE card.book_id = ?", (book_id,))
            },
        )

    def cards(self, book_id: str, hrefs: Sequence[str]) -> dict[str, SyncedCard]:
        return self._read("cards", lambda connection: _cards(connection, book_id, hrefs))

    def look_up(self, book_id: str, cards: Sequence[Card]) -> tuple[Relations, ...]:
        return self._read(
            "look_up_cards", lambda connection: tuple(_relations(connection, book_id, card) for card in cards)
        )

    def unlinked(self, after_id: int, limit: int) -> tuple[Unlinked, ...]:
        def query(connection: sqlite3.Connection) -> tuple[Unlinked, ...]:
            rows = connection.execute(
                f"SELECT id FROM contact WHERE id > ? AND {_ALONE} ORDER BY id LIMIT ?",  # noqa: S608
                (after_id, limit),
            ).fetchall()
            found = [_unlinked(connection, contact_id) for (contact_id,) in rows]
            return tuple(each for each in found if each is not None)

        return self._read("unlinked", query)

    def apply(self, book_id: str, steps: Sequence[Step]) -> Applied:
        def change(connection: sqlite3.Connection) -> Applied:
            left, changed = 0, False
            for step in steps:
                if isinstance(step, TakeCard):
                    done = _take(connection, book_id, step)
                    changed |= done and step.card is not None
                elif isinstance(step, NoteConflict):
                    done = True
                    _note(connection, book_id, step, self._now())
                else:
                    done = step.contact_id is None or _delete_contact(
                        connection, step.contact_id, step.revision
                    )
                    if done:
                        _drop(connection, book_id, step.href)
                        changed |= step.contact_id is not None
                left += not done
            return Applied(left, changed)

        return self._step("sync_apply", book_id, change)

    def intend(self, book_id: str, href: str, uid: str, contact_id: int, text: str) -> None:
        self._step(
            "sync_intend",
            book_id,
            lambda connection: connection.execute(
                "INSERT INTO card (book_id, href, uid, etag, contact_id, revision, text, sent)"
                " VALUES (?, ?, ?, '', ?, 0, '', ?)"
                " ON CONFLICT (book_id, href) DO UPDATE SET sent = excluded.sent",
                (book_id, href, uid, contact_id, bounded_card(text)),
            ),
        )

    def sent(self, book_id: str, href: str, etag: str, text: str, revision: int) -> None:
        self._step(
            "sync_sent",
            book_id,
            lambda connection: connection.execute(
                "UPDATE card SET etag = ?, text = ?, revision = ?, sent = '' WHERE book_id = ? AND href = ?",
                (etag, bounded_card(text), revision, book_id, href),
            ),
        )

    def not_sent(self, book_id: str, href: str) -> None:
        self._step(
            "sync_not_sent",
            book_id,
            lambda connection: connection.execute(
                "UPDATE card SET sent = '' WHERE book_id = ? AND href = ?", (book_id, href)
            ),
        )

    def deleted(self, book_id: str, href: str) -> None:
        self._step(
            "sync_deleted",
            book_id,
            lambda connection: connection.execute(
                "UPDATE card SET etag = '', sent = '', revision = random() WHERE book_id = ? AND href = ?",
                (book_id, href),
            ),
        )

    def finish(self, book_id: str, token: str, at: datetime) -> None:
        self._step(
            "sync_finish",
            book_id,
            lambda connection: connection.execute(
                "UPDATE card_book SET token = ?, synced_at = ? WHERE book_id = ?",
                (token, time_text(at), book_id),
            ),
        )

    def sweep(self) -> None:
        self._write(
            "sync_sweep",
            lambda connection: connection.execute(
                "DELETE FROM card WHERE etag = '' AND sent = ''"
                " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.id = card.contact_id)"
                " AND NOT EXISTS (SELECT 1 FROM card_conflict AS open"
                " WHERE open.book_id = card.book_id AND open.href = card.href)"
            ),
        )

    def count(self, book_id: str) -> BookCount:
        def query(connection: sqlite3.Connection) -> BookCount:
            (contacts,) = connection.execute(
                "SELECT count(*) FROM card JOIN contact ON contact.id = contact_id WHERE book_id = ?",
                (book_id,),
            ).fetchone()
            (conflicts,) = connection.execute(
                "SELECT count(*) FROM card_conflict WHERE book_id = ?", (book_id,)
            ).fetchone()
            row = connection.execute(
                "SELECT synced_at FROM card_book WHERE book_id = ?", (book_id,)
            ).fetchone()
            return BookCount(contacts, conflicts, optional_time_value(row[0]) if row else None)

        return self._read("count_cards", query)

    def has_changes(self, book_id: str, *, takes_new: bool) -> bool:
        def query(connection: sqlite3.Connection) -> bool:
            (changed,) = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM card LEFT JOIN contact ON contact.id = card.contact_id"  # noqa: S608
                " WHERE book_id = ? AND contact.revision IS NOT card.revision"
                " AND (contact.id IS NOT NULL OR etag <> '' OR sent <> ''))"
                f" OR (? AND EXISTS (SELECT 1 FROM contact WHERE {_ALONE}))",
                (book_id, takes_new),
            ).fetchone()
            return bool(changed)

        return self._read("card_changes", query)

    def conflicts(self) -> tuple[StoredConflict, ...]:
        def query(connection: sqlite3.Connection) -> tuple[StoredConflict, ...]:
            found = []
            for book_id, href, found_at in conflict_rows.open_ones(connection):
                card = _cards(connection, book_id, [href]).get(href)
                if card is not None:
                    found.append(StoredConflict(book_id, found_at, card))
            return tuple(found)

        return self._read("card_conflicts", query)

    def solve(self, book_id: str, href: str, keep: Keep, card: Card | None) -> None:
        self._write(
            "sync_solve", lambda connection: conflict_rows.solve(connection, book_id, href, keep, card)
        )

    def forget(self, book_id: str, *, keep_contacts: bool) -> int:
        def change(connection: sqlite3.Connection) -> int:
            ids = connection.execute(
                "SELECT contact.id FROM card JOIN contact ON contact.id = contact_id WHERE book_id = ?",
                (book_id,),
            ).fetchall()
            if not keep_contacts:
                connection.execute(
                    "DELETE FROM contact WHERE id IN (SELECT contact_id FROM card WHERE book_id = ?)",
                    (book_id,),
                )
            _forget_rows(connection, book_id)
            return len(ids)

        return self._write("sync_forget", change)

    def _read(self, operation: str, query: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            with closing(self._database.apart.connection()) as connection:
                connection.execute("BEGIN")
                return query(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise StoreError(operation, reason_of(error, self._database.path)) from error

    def _step(self, operation: str, book_id: str, change: Callable[[sqlite3.Connection], Result]) -> Result:
        """One of a sync that `token` began. Other data may have taken the place of ours since, or the book was
        forgotten: nothing that the sync knows is true then."""

        def checked(connection: sqlite3.Connection) -> Result:
            if connection.execute("SELECT 1 FROM card_book WHERE book_id = ?", (book_id,)).fetchone() is None:
                raise StoreError(operation, "other data took the place of these meanwhile")
            return change(connection)

        return self._write(operation, checked)

    def _write(self, operation: str, change: Callable[[sqlite3.Connection], Result]) -> Result:
        return self._database.write(operation, change).result()


def bounded_card(text: str) -> str:
    """Whatever a server sent as text that SQLite keeps."""
    return bounded(text, len(text))


def _row_value(row: tuple[str, str, int | None, int, int | None, int, int]) -> CardRow:
    href, etag, contact_id, revision, here, sent, conflict = row
    return CardRow(href, etag, contact_id, revision, here, bool(sent), bool(conflict))


def _cards(connection: sqlite3.Connection, book_id: str, hrefs: Iterable[str]) -> dict[str, SyncedCard]:
    found: dict[str, SyncedCard] = {}
    among = f"{_ROW} WHERE card.book_id = ? AND card.href IN (SELECT value FROM json_each(?))"  # noqa: S608
    for row in connection.execute(among, (book_id, json.dumps(list(hrefs)))).fetchall():
        value = _row_value(row)
        text, sent = connection.execute(
            "SELECT text, sent FROM card WHERE book_id = ? AND href = ?", (book_id, value.href)
        ).fetchone()
        conflict = connection.execute(
            "SELECT text, etag FROM card_conflict WHERE book_id = ? AND href = ?", (book_id, value.href)
        ).fetchone()
        contact = None if value.here is None else card_of(connection, value.contact_id or 0)
        found[value.href] = SyncedCard(value, text, sent, contact, *(conflict or (None, "")))
    return found


def _relations(connection: sqlite3.Connection, book_id: str, card: Card) -> Relations:
    row = None
    if card.uid:
        row = connection.execute(
            "SELECT href FROM card WHERE book_id = ? AND uid = ? LIMIT 1", (book_id, card.uid)
        ).fetchone()
    known = card if row is None else replace(card, uid="")
    return Relations(None if row is None else str(row[0]), _find_unlinked(connection, known))


def _find_unlinked(connection: sqlite3.Connection, card: Card) -> Unlinked | None:
    if card.uid:
        row = connection.execute(
            f"SELECT id FROM contact WHERE uid = ? AND {_ALONE} ORDER BY id LIMIT 1",  # noqa: S608
            (card.uid,),
        ).fetchone()
        if row is not None:
            return _unlinked(connection, row[0])
    keys = [uri_key(uri) for uri, _ in card.addresses]
    row = connection.execute(
        "SELECT contact.id FROM contact JOIN address ON contact_id = contact.id"  # noqa: S608
        " WHERE uri_key IN (SELECT value FROM json_each(?)) AND sort_name = ?"
        f" AND {_ALONE} ORDER BY contact.id LIMIT 1",
        (json.dumps(keys), search_fold(bounded(card.name))),
    ).fetchone()
    return None if row is None else _unlinked(connection, row[0])


def _unlinked(connection: sqlite3.Connection, contact_id: int) -> Unlinked | None:
    card, revision = card_of(connection, contact_id), revision_of(connection, contact_id)
    return None if card is None or revision is None else Unlinked(contact_id, revision, card)


def _take(connection: sqlite3.Connection, book_id: str, step: TakeCard) -> bool:
    """Whether the contact is as the step takes it to be, so that it was done."""
    contact_id = step.contact_id
    if contact_id is not None and revision_of(connection, contact_id) != step.revision:
        return False
    other = connection.execute(
        "SELECT 1 FROM card WHERE contact_id = ? AND NOT (book_id = ? AND href IN (?, ?))",
        (contact_id, book_id, step.href, step.old_href),
    ).fetchone()
    if other is not None:
        return False  # a contact is in one book only, and there once
    revision = step.revision
    if step.card is not None:
        contact_id = write_card(connection, contact_id, step.card)
        revision = revision_of(connection, contact_id)
    if step.uid:
        connection.execute("UPDATE contact SET uid = ? WHERE id = ?", (step.uid, contact_id))
    if step.old_href:
        _drop(connection, book_id, step.old_href)
    # Another revision than any contact has: it is to be sent.
    agreed = revision if step.in_step and revision is not None else ~(revision or 0)
    connection.execute(
        "INSERT INTO card (book_id, href, uid, etag, contact_id, revision, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (book_id, href) DO UPDATE SET uid = excluded.uid, etag = excluded.etag,"
        " contact_id = excluded.contact_id, revision = excluded.revision, text = excluded.text, sent = ''",
        (book_id, step.href, step.uid, step.etag, contact_id, agreed, bounded_card(step.text)),
    )
    connection.execute("DELETE FROM card_conflict WHERE book_id = ? AND href = ?", (book_id, step.href))
    return True


def _note(connection: sqlite3.Connection, book_id: str, step: NoteConflict, now: datetime) -> None:
    if step.old_href:
        for table in ("card", "card_conflict"):
            connection.execute(
                f"UPDATE {table} SET href = ? WHERE book_id = ? AND href = ?",  # noqa: S608  our own names
                (step.href, book_id, step.old_href),
            )
    connection.execute(
        "INSERT INTO card_conflict (book_id, href, etag, text, found_at) SELECT book_id, href, ?, ?, ? FROM card"
        " WHERE book_id = ? AND href = ?"
        " ON CONFLICT (book_id, href) DO UPDATE SET etag = excluded.etag, text = excluded.text",
        (step.etag, bounded_card(step.text), time_text(now), book_id, step.href),
    )


def _delete_contact(connection: sqlite3.Connection, contact_id: int, revision: int) -> bool:
    now = revision_of(connection, contact_id)
    if now is not None and now != revision:
        return False
    connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
    return True


def _drop(connection: sqlite3.Connection, book_id: str, href: str) -> None:
    for table in ("card", "card_conflict"):
        connection.execute(f"DELETE FROM {table} WHERE book_id = ? AND href = ?", (book_id, href))  # noqa: S608


def _forget_rows(connection: sqlite3.Connection, book_id: str) -> None:
    for table in ("card", "card_conflict", "card_book"):
        connection.execute(f"DELETE FROM {table} WHERE book_id = ?", (book_id,))  # noqa: S608  our own names
