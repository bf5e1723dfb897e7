"""The part of the address book that keeps where people have moved, contacts and others."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime

from softphone.calls.people import Contact, RememberedMove
from softphone.sip.uri import same_uri
from softphone.store import move_rows, people_rows, remembered_rows
from softphone.store.book_part import BookPart
from softphone.store.columns import bounded
from softphone.store.errors import StoreError
from softphone.store.move_chain import follow


class BookMoves(BookPart):
    """See the port for what each method promises."""

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

    def move_address(
        self, *, old_uri: str, new_uri: str, status: int, name: str, moved_at: datetime
    ) -> Future[tuple[Contact, int]]:
        def change(connection: sqlite3.Connection) -> tuple[Contact, int]:
            if same_uri(old_uri, new_uri):
                raise StoreError("move_address", "the new address is the old one")
            owner = move_rows.find_owner(connection, old_uri)
            made = owner is None
            if owner is None:
                owner = people_rows.insert_contact(connection, bounded(name))
            move_id = move_rows.add_move(
                connection,
                owner,
                old_uri=old_uri,
                new_uri=new_uri,
                status=status,
                moved_at=moved_at,
                made_contact=made,
            )
            return people_rows.known(connection, owner, "move_address"), move_id

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
            return (
                None if done is None else (people_rows.known(connection, done[0], "shorten_moves"), done[1])
            )

        return self._database.write("shorten_moves", change)

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
