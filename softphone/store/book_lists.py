"""The part of the address book that lists and finds people."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from softphone.calls.people import Contact, ContactLine, Listing
from softphone.store import list_rows, member_rows, people_rows
from softphone.store.book_part import BookPart, utc_now
from softphone.store.database import Database
from softphone.store.people_finder import PeopleFinder


class BookLists(BookPart):
    """See the port for what each method promises."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(database, now)
        self._finder = PeopleFinder(database)

    def prepare_search(self) -> None:
        self._finder.prepare()

    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """Contacts in which every word of `text` occurs, in the order of `listing`; half of them favourites at most
        where there are others."""
        listing = self.listing(text=text)
        favourites, others = listing.ids[: listing.favourites], listing.ids[listing.favourites :]
        # Of a few that are asked for not all are favourites, who may have it in their address only.
        some = favourites[: max(limit - len(others), limit - limit // 2)] if text.strip() else favourites
        found = [*some, *others[: max(0, limit - len(some))]][:limit]
        contacts = self._database.read(
            "search", lambda connection: people_rows.load_contacts(connection, found)
        )
        place = {contact_id: number for number, contact_id in enumerate(found)}
        return tuple(sorted(contacts, key=lambda contact: place[contact.id]))

    def listing(self, *, text: str = "", group: str = "", limit: int | None = None) -> Listing:
        return self._finder.find(text, group, limit)

    def lines(self, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
        return self._database.read("lines", lambda connection: list_rows.lines(connection, contact_ids))

    def count(self) -> int:
        return self._database.read("count", list_rows.count)

    def groups(self) -> tuple[tuple[str, int], ...]:
        return self._database.read("groups", member_rows.groups)

    def groups_among(self, contact_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
        return self._database.read(
            "groups_among", lambda connection: member_rows.groups_among(connection, contact_ids)
        )

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
