"""Cards that were changed on both sides, and what the person makes of them. Inside the caller's transaction."""

import sqlite3
from datetime import datetime
from uuid import uuid4

from softphone.calls.address_books import Keep
from softphone.calls.cards import Card
from softphone.store.card_people import revision_of, write_card
from softphone.store.columns import time_value
from softphone.store.errors import StoreError


def open_ones(connection: sqlite3.Connection) -> list[tuple[str, str, datetime]]:
    """(book, href, when it was found), oldest first."""
    rows = connection.execute("SELECT book_id, href, found_at FROM card_conflict ORDER BY found_at, href")
    return [(book_id, href, time_value(found_at)) for book_id, href, found_at in rows.fetchall()]


def solve(connection: sqlite3.Connection, book_id: str, href: str, keep: Keep, card: Card | None) -> None:
    """Leave the card's row so that the next sync does the rest. `card`: see the port."""
    row = connection.execute(
        "SELECT card.contact_id, card.uid, open.etag, open.text FROM card_conflict AS open"
        " JOIN card ON card.book_id = open.book_id AND card.href = open.href"
        " WHERE open.book_id = ? AND open.href = ?",
        (book_id, href),
    ).fetchone()
    if row is None:
        raise StoreError("sync_solve", "it was solved already")
    contact_id, uid, etag, text = row
    connection.execute("DELETE FROM card_conflict WHERE book_id = ? AND href = ?", (book_id, href))
    here = revision_of(connection, contact_id) is not None
    if not text:
        _solve_deleted_there(connection, (book_id, href), contact_id, keep)
        return
    if keep is Keep.HERE:
        # The server's card is known now; what differs from it is sent, and a contact that is gone is deleted there.
        _agree(connection, (book_id, href), (etag, text, contact_id, None))
        return
    if card is None:
        raise StoreError("sync_solve", "there is nothing to make of it")
    if keep is Keep.BOTH and here:
        _send_as_another(connection, book_id, href, contact_id)
        contact_id, here = None, False
    written = write_card(connection, contact_id if here else None, card)
    if keep is Keep.CHOSEN:
        _agree(connection, (book_id, href), (etag, text, written, None))
        return
    connection.execute("UPDATE contact SET uid = ? WHERE id = ? AND ? <> ''", (uid, written, uid))
    _agree(connection, (book_id, href), (etag, text, written, revision_of(connection, written)))


def _solve_deleted_there(
    connection: sqlite3.Connection, card: tuple[str, str], contact_id: int | None, keep: Keep
) -> None:
    if keep is Keep.THERE:
        connection.execute("DELETE FROM card WHERE book_id = ? AND href = ?", card)
        connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
    else:
        # It is on no server and goes there again, with all that its card had.
        connection.execute(
            "UPDATE card SET etag = '', sent = '', revision = random() WHERE book_id = ? AND href = ?", card
        )


def _agree(
    connection: sqlite3.Connection, card: tuple[str, str], known: tuple[str, str, int | None, int | None]
) -> None:
    """`known` is etag, text, contact and the revision that is in step with it, None for none."""
    etag, text, contact_id, revision = known
    agreed = revision if revision is not None else ~(revision_of(connection, contact_id) or 0)
    connection.execute(
        "UPDATE card SET etag = ?, text = ?, contact_id = ?, revision = ?, sent = '' WHERE book_id = ? AND href = ?",
        (etag, text, contact_id, agreed, *card),
    )


def _send_as_another(connection: sqlite3.Connection, book_id: str, href: str, contact_id: int) -> None:
    """The contact becomes a card of its own beside the server's."""
    uid = uuid4().hex
    connection.execute("UPDATE contact SET uid = ? WHERE id = ?", (uid, contact_id))
    connection.execute(
        "INSERT INTO card (book_id, href, uid, etag, contact_id, revision, text)"
        " SELECT book_id, ?, ?, '', contact_id, 0, text FROM card WHERE book_id = ? AND href = ?",
        (f"{href.rpartition('/')[0]}/{uid}.vcf", uid, book_id, href),
    )
