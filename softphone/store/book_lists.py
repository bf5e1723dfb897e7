"""The part of the address book that lists and finds people."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future

from softphone.calls.values import Contact, ContactLine, Listing
from softphone.store import list_rows, member_rows, people_rows
from softphone.store.book_part import BookPart
from softphone.store.columns import bounded, search_fold
from softphone.store.list_rows import LIST_ORDER

_MAX_WORDS = 8


class BookLists(BookPart):
    """See the port for what each method promises."""

    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """Contacts in which every word of `text` occurs, in the order of the list."""
        found = self.listing(text=text, limit=limit).ids
        contacts = self._database.read(
            "search", lambda connection: people_rows.load_contacts(connection, found)
        )
        place = {contact_id: number for number, contact_id in enumerate(found)}
        return tuple(sorted(contacts, key=lambda contact: place[contact.id]))

    def listing(self, *, text: str = "", group: str = "", limit: int | None = None) -> Listing:
        words = search_fold(bounded(text)).split()[:_MAX_WORDS]
        condition = " AND ".join(["instr(search_text, ?) > 0"] * len(words)) or "TRUE"

        def query(connection: sqlite3.Connection) -> Listing:
            rows = connection.execute(
                f"SELECT id, favourite FROM contact WHERE {condition} {LIST_ORDER}",  # noqa: S608  question marks
                words,
            ).fetchall()
            if group:
                wanted = member_rows.members(connection, group)
                rows = [row for row in rows if row[0] in wanted]
            rows = rows[:limit]
            return Listing(
                tuple(contact_id for contact_id, _ in rows), sum(favourite for _, favourite in rows)
            )

        return self._database.read("listing", query)

    def lines(self, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
        return self._database.read("lines", lambda connection: list_rows.lines(connection, contact_ids))

    def count(self) -> int:
        return self._database.read("count", list_rows.count)

    def groups(self) -> tuple[tuple[str, int], ...]:
        return self._database.read("groups", member_rows.groups)

    def picture(self, contact_id: int) -> bytes | None:
        return self._database.read("picture", lambda connection: member_rows.picture(connection, contact_id))

    def set_favourite(self, contact_ids: Sequence[int], favourite: bool) -> Future[None]:
        return self._database.write(
            "set_favourite",
            lambda connection: list_rows.set_favourite(connection, contact_ids, favourite),
        )

    def set_group(self, contact_ids: Sequence[int], group: str, member: bool) -> Future[None]:
        return self._database.write(
            "set_group", lambda connection: member_rows.set_group(connection, contact_ids, group, member)
        )

    def rename_group(self, group: str, name: str) -> Future[None]:
        return self._database.write(
            "rename_group", lambda connection: member_rows.rename_group(connection, group, name)
        )
