"""What a phone keeps of its contacts, with the syncs of one address book, and no window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from softphone.calls.address_books import Keep, Outcome
from softphone.calls.cards import Card
from softphone.calls.people import Contact, ContactDraft
from softphone.exchange.carddav.book import CardDavBook
from softphone.exchange.carddav.http import Http, Limits
from softphone.exchange.carddav.sync import BookSync
from softphone.store.contact_book import SqliteContactBook
from softphone.store.opening import open_database
from softphone.store.synced_cards import SqliteSyncedCards

BOOK = "book-1"


class SyncedPhone:
    def __init__(self, folder: Path, url: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.database, report = open_database(folder / "softphone.db")
        assert report.sound
        self.url = url
        self.later = timedelta()
        self.contacts = SqliteContactBook(self.database)
        self.cards = SqliteSyncedCards(self.database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    def sync(
        self,
        *,
        takes_new: bool = True,
        delete_many: bool = False,
        limits: Limits | None = None,
        thorough: bool = False,
        still: Callable[[], bool] = lambda: True,
    ) -> Outcome:
        http = Http(self.url, limits=limits)
        try:
            return BookSync(
                self.cards,
                CardDavBook(http, self.url),
                BOOK,
                takes_new=takes_new,
                delete_many=delete_many,
                now=lambda: datetime.now(UTC) + self.later,
                thorough=thorough,
                still=still,
            ).run(self.url)
        finally:
            http.close()

    def add(self, name: str, *uris: str, notes: str = "") -> Contact:
        draft = ContactDraft(None, name, tuple((uri, "") for uri in uris), notes=notes)
        return self.contacts.save(draft).result(30)

    def move(self, name: str, old_uri: str, new_uri: str) -> None:
        """As a 301 that the person has saved."""
        moved_at = datetime(2026, 3, 1, tzinfo=UTC)
        self.contacts.move_address(
            old_uri=old_uri, new_uri=new_uri, status=301, name=name, moved_at=moved_at
        ).result(30)

    def change(self, name: str, /, **changes: object) -> Contact:
        contact = self.named(name)
        draft = ContactDraft(
            contact.id,
            contact.name,
            tuple((each.uri, each.label) for each in contact.addresses),
            contact.organisation,
            contact.notes,
            contact.favourite,
        )
        return self.contacts.save(replace(draft, **changes)).result(30)  # type: ignore[arg-type]

    def delete(self, name: str) -> Contact:
        return self.contacts.delete(self.named(name).id).result(30)

    def named(self, name: str) -> Contact:
        (found,) = [each for each in self.contacts.contacts() if each.name == name]
        return found

    def names(self) -> list[str]:
        return sorted(each.name for each in self.contacts.contacts())

    def uris(self, name: str) -> list[str]:
        return [each.uri for each in self.named(name).addresses]

    def solve(self, keep: Keep, card: Card | None = None) -> None:
        (conflict,) = self.cards.conflicts()
        self.cards.solve(conflict.book_id, conflict.card.row.href, keep, card)


def vcard(uid: str, name: str, *uris: str, more: str = "") -> str:
    """A card as another program would put it on the server."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", f"N:{name};;;;"]
    lines += [f"IMPP:{uri}" if not uri.startswith("tel:") else f"TEL:{uri[4:]}" for uri in uris]
    lines += [line for line in more.split("\n") if line]
    return "\r\n".join([*lines, "END:VCARD", ""])
