"""The part of the address book that finds who is there twice, and makes them one."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future

from softphone.calls.people import Contact, ContactDraft, Duplicates
from softphone.store.book_part import BookPart
from softphone.store.people_rows import known, load_contacts


class BookMerging(BookPart):
    """See the port for what each method promises."""

    def find_duplicates(self, limit: int = 500) -> Future[tuple[Duplicates, ...]]:
        from softphone.store import duplicate_rows  # noqa: PLC0415 -- seldom

        return self._database.apart.begin(
            "find_duplicates", lambda connection: duplicate_rows.find_duplicates(connection, limit)
        )

    def merge(
        self, contact_ids: Sequence[int], draft: ContactDraft | None = None
    ) -> Future[tuple[Contact, int]]:
        from softphone.store import merge_rows  # noqa: PLC0415 -- seldom

        def change(connection: sqlite3.Connection) -> tuple[Contact, int]:
            contact_id, number = merge_rows.merge(connection, contact_ids, draft)
            return known(connection, contact_id, "merge"), number

        return self._database.write("merge", change)

    def undo_merge(self, merge_id: int) -> Future[tuple[Contact, ...]]:
        from softphone.store import merge_rows  # noqa: PLC0415 -- seldom

        def change(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            ids = merge_rows.undo(connection, merge_id)
            contacts = {each.id: each for each in load_contacts(connection, ids)}
            return tuple(contacts[each] for each in ids)

        return self._database.write("undo_merge", change)
