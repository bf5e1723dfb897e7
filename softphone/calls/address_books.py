"""Address books on servers: what the window asks for, and what is written down of each card between two syncs.

`AddressBooks` runs the syncs (softphone/exchange), `SyncedCards` keeps what both sides agreed on (softphone/store).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from softphone.calls.cards import Card
from softphone.calls.settings import AddressBook


class BookTrouble(StrEnum):
    """Why a sync did not do all that it should. Nothing here was changed or deleted because of it."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too-slow"
    CERTIFICATE = "certificate"
    PASSWORD = "password"  # noqa: S105  the name of a trouble
    KEYRING = "keyring"  # it does not give the password now
    FORBIDDEN = "forbidden"
    NO_BOOK = "no-book"  # nothing is there, or something that is no address book
    BROKEN = "broken"  # an answer that is none, or that no sound server gives
    TOO_LARGE = "too-large"
    SENT_ELSEWHERE = "sent-elsewhere"  # to another host, or from https to http
    SERVER = "server"  # it says that it has a fault (5xx)
    FULL = "full"
    MISTYPED = "mistyped"
    OWN_STORE = "own-store"  # this computer could not write
    MANY_GONE_THERE = "many-gone-there"  # `count`: so many would be deleted here
    MANY_GONE_HERE = "many-gone-here"  # `count`: so many would be deleted there
    SOME_REFUSED = "some-refused"  # `count` cards; the others are in step
    SOME_UNREADABLE = "some-unreadable"  # likewise


@dataclass(frozen=True, slots=True)
class Trouble:
    """`detail` is safe to show: the server's own words, or those of the system, shortened."""

    kind: BookTrouble
    detail: str = ""
    count: int = 0
    retry_after_s: float = 0.0  # when the server wants to be asked again


@dataclass(frozen=True, slots=True)
class BookState:
    book_id: str
    syncing: bool = False
    synced_at: datetime | None = None
    trouble: Trouble | None = None
    contacts: int = 0  # how many are in this book
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class FoundBook:
    """An address book that a server has for somebody. `encrypted` False: what is sent can be read on the way."""

    url: str
    name: str
    writable: bool = True
    encrypted: bool = True


class CardField(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    NOTES = "notes"
    FAVOURITE = "favourite"
    PICTURE = "picture"
    ADDRESSES = "addresses"
    GROUPS = "groups"
    FORMER = "former"


class Side(StrEnum):
    HERE = "here"
    THERE = "there"


class Keep(StrEnum):
    HERE = "here"
    THERE = "there"
    BOTH = "both"
    CHOSEN = "chosen"  # field by field


@dataclass(frozen=True, slots=True)
class CardConflict:
    """A card that was changed on both sides; `here` or `there` None: deleted on that side.

    `fields` are those that cannot be put together by themselves.
    """

    book_id: str
    href: str
    here: Card | None
    there: Card | None
    fields: tuple[CardField, ...]
    found_at: datetime


class AddressBooks(Protocol):
    """Called on the owner's thread, which it never makes wait; `changed` is called there too."""

    def apply(self, books: Sequence[AddressBook]) -> None:
        """The books of the settings, after each change of them."""

    def listen(self, changed: Callable[[bool], None]) -> None:
        """`changed(contacts)` when a state or the conflicts are other than before, True: contacts are, too."""

    def states(self) -> Mapping[str, BookState]: ...
    def sync_now(self, book_id: str = "", *, delete_many: bool = False) -> None:
        """Of all when ""; `delete_many`: the person agrees to deletions that were asked about."""

    def discover(self, typed: str, user: str, password: str) -> Future[tuple[FoundBook, ...]]:
        """The books behind a host, an address (user@host) or a URL. BookError in the future."""

    def conflicts(self) -> Future[tuple[CardConflict, ...]]: ...
    def solve(
        self, conflict: CardConflict, keep: Keep, choices: Mapping[CardField, Side] | None = None
    ) -> Future[None]: ...
    def forget(self, book_id: str, *, keep_contacts: bool) -> Future[int]:
        """Of a book that was taken out of the settings: forget what is known of it; how many contacts it had.

        The server's cards stay in any case."""

    def password_changed(self, book_id: str) -> None: ...
    def hold(self, held: bool) -> None:
        """While the person writes at a contact no sync begins, so that saving does not undo what came meanwhile; for
        a quarter of an hour at most."""


class BookError(Exception):
    def __init__(
        self, kind: BookTrouble, detail: str = "", count: int = 0, *, retry_after_s: float = 0.0
    ) -> None:
        super().__init__(f"{kind.value}: {detail}")
        self.trouble = Trouble(kind, detail, count, retry_after_s)


@dataclass(frozen=True, slots=True)
class CardRow:
    """What is known of a card, without its text. `here` is the contact's revision now, None when it is gone.

    `etag` "" for a card that is not on the server as far as is known; `sent` then says that it may be, since it was
    on its way when the phone ended.
    """

    href: str
    etag: str
    contact_id: int | None
    revision: int
    here: int | None
    sent: bool = False
    conflict: bool = False

    @property
    def changed_here(self) -> bool:
        return self.here != self.revision


@dataclass(frozen=True, slots=True)
class SyncedCard:
    """A row with all that a merge needs. `text` is the vCard both sides agreed on last, `sent` the one on its way."""

    row: CardRow
    text: str
    sent: str
    contact: Card | None
    conflict_text: str | None = None
    conflict_etag: str = ""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A contact that is on no server."""

    contact_id: int
    revision: int
    card: Card


@dataclass(frozen=True, slots=True)
class Relations:
    """`href` of another card with the same uid in the book; `unlinked` a contact that is in no book and is the person
    of the card: the same uid (unless there is such another card), or name and an address alike."""

    href: str | None = None
    unlinked: Unlinked | None = None


@dataclass(frozen=True, slots=True)
class TakeCard:
    """The server's card is what both sides know now; `card` is written into the contact (a new one for None).

    `card` None leaves the contact as it is. `in_step` False: the contact has what the server's card lacks.
    Left out when the contact is no longer as `revision` says (None: it is gone). `old_href`: where the card was before.
    """

    href: str
    etag: str
    text: str
    uid: str
    contact_id: int | None
    revision: int | None
    card: Card | None
    in_step: bool = True
    old_href: str = ""


@dataclass(frozen=True, slots=True)
class NoteConflict:
    """`text` "" when the card was deleted there. `old_href`: where the card was before."""

    href: str
    etag: str
    text: str
    old_href: str = ""


@dataclass(frozen=True, slots=True)
class DropCard:
    """The card is gone there: forget it, and delete the contact with it if it is as `revision` says."""

    href: str
    contact_id: int | None = None
    revision: int = 0


Step = TakeCard | NoteConflict | DropCard


@dataclass(frozen=True, slots=True)
class Applied:
    """`left` were not done, since the contact has changed meanwhile."""

    left: int = 0
    contacts_changed: bool = False


@dataclass(slots=True)
class Outcome:
    """What a sync has done so far. `trouble` None: both sides are in step but for conflicts."""

    trouble: Trouble | None = None
    contacts_changed: bool = False
    sent: int = 0
    odd: bool = False  # the server has said something that does not fit together


@dataclass(frozen=True, slots=True)
class BookCount:
    contacts: int = 0
    conflicts: int = 0
    synced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredConflict:
    book_id: str
    found_at: datetime
    card: SyncedCard = field(repr=False)


class SyncedCards(Protocol):
    """Blocks; any thread but the owner's. Raises StoreFailedError."""

    def token(self, book_id: str, url: str) -> str:
        """How far the book was read; "" for not at all. Another URL than before: what was known is forgotten."""

    def rows(self, book_id: str) -> dict[str, CardRow]: ...
    def cards(self, book_id: str, hrefs: Sequence[str]) -> dict[str, SyncedCard]: ...
    def look_up(self, book_id: str, cards: Sequence[Card]) -> tuple[Relations, ...]:
        """For each card what of this phone it may belong to."""

    def unlinked(self, after_id: int, limit: int) -> tuple[Unlinked, ...]:
        """Contacts of no book with ids above `after_id`, by id."""

    def apply(self, book_id: str, steps: Sequence[Step]) -> Applied:
        """All in one transaction."""

    def intend(self, book_id: str, href: str, uid: str, contact_id: int, text: str) -> None:
        """Write down that `text` is about to be sent to `href`."""

    def sent(self, book_id: str, href: str, etag: str, text: str, revision: int) -> None:
        """It has arrived: what both sides agree on is `text`, and the contact as it was at `revision`."""

    def not_sent(self, book_id: str, href: str) -> None:
        """It was refused, so it is not on its way any more."""

    def deleted(self, book_id: str, href: str) -> None:
        """It is gone there because it was here; the row stays until the next start, in case it comes back here."""

    def finish(self, book_id: str, token: str, at: datetime) -> None: ...
    def sweep(self) -> None:
        """Forget cards that are gone on both sides; to be called at the start."""

    def count(self, book_id: str) -> BookCount: ...
    def has_changes(self, book_id: str, *, takes_new: bool) -> bool:
        """Whether there is something to send; `takes_new`: a contact of no book is."""

    def conflicts(self) -> tuple[StoredConflict, ...]: ...
    def solve(self, book_id: str, href: str, keep: Keep, card: Card | None) -> None:
        """See `Keep`; `card` is what the contact becomes with THERE, BOTH (the second one's) and CHOSEN."""

    def forget(self, book_id: str, *, keep_contacts: bool) -> int: ...
