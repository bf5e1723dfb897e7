"""What the core needs of the address book. Called as `calls.ports` says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

from softphone.calls.cards import Card
from softphone.calls.people import (
    Contact,
    ContactDraft,
    ContactLine,
    Duplicates,
    ImportReport,
    Listing,
    RejectedEntry,
    RememberedMove,
)


class ContactBook(Protocol):
    """People, what they are reached at, and where they have moved."""

    def contacts(self) -> tuple[Contact, ...]:
        """All, favourites first, then by name. Seconds and a lot of memory where they are many: see `listing`."""

    def moved(self) -> tuple[Contact, ...]:
        """Those who have former addresses. Any thread."""

    def prepare_search(self) -> None:
        """Somebody may type soon: read what a search needs on a thread of its own."""

    def addresses(self, *, favourites: bool = False, limit: int = 1000) -> tuple[str, ...]:
        """Current addresses alone, those of favourites first, or only those. Any thread."""

    def contact(self, contact_id: int) -> Contact | None: ...
    def search(self, text: str, limit: int = 50) -> tuple[Contact, ...]:
        """By any part of name, organisation, number or address, former ones too, in whatever script and formatting it
        is typed; in the order of `listing`."""

    def listing(self, *, text: str = "", group: str = "", limit: int | None = None) -> Listing:
        """Who is found by `text` (as `search` finds) in `group`, or everybody, in the order of `contacts`; of those
        found by a text, whose name begins with it before the others."""

    def lines(self, contact_ids: Sequence[int]) -> tuple[ContactLine, ...]:
        """What a list shows of these, in the order asked for; those that are gone are left out. Any thread."""

    def count(self) -> int: ...
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Names of groups with how many are in each, by name. A group without members is none."""

    def groups_among(self, contact_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """The same of these alone: groups that any of them is in, with how many of them."""

    def picture(self, contact_id: int) -> bytes | None:
        """The picture as it was saved, PNG or JPEG."""

    def find_by_uri(self, uri: str) -> Contact | None:
        """The contact with this address (RFC 3261 section 19.1.4), current before former."""

    def find_caller(self, uri: str) -> Contact | None:
        """Who calls from `uri`, as it stands in a From header: `find_by_uri`, else the only contact whose address has
        the same user and host, else the only one with that number. A port counts only when both name one."""

    def current_address(self, uri: str) -> RememberedMove | None:
        """Where `uri` has moved for good or until later than now, chains shortened; None if nowhere.

        Answers for former addresses of contacts and for remembered moves alike (`id` 0 for a contact's).
        """

    def save(self, draft: ContactDraft) -> Future[Contact]: ...
    def delete(self, contact_id: int) -> Future[Contact]:
        """The deleted contact as it was, for `restore`."""

    def restore(self, contact: Contact) -> Future[Contact]: ...
    def delete_all(self, contact_ids: Sequence[int]) -> Future[tuple[Contact, ...]]:
        """Those of them that there were, for `restore_all`. One transaction."""

    def restore_all(self, contacts: Sequence[Contact]) -> Future[tuple[Contact, ...]]: ...
    def set_favourite(self, contact_ids: Sequence[int], favourite: bool) -> Future[None]: ...
    def set_group(self, contact_ids: Sequence[int], group: str, member: bool) -> Future[None]:
        """Put them into a group, which is made by that, or take them out."""

    def rename_group(self, group: str, name: str) -> Future[None]:
        """Into a group that is there: both become one."""

    def find_duplicates(self, limit: int = 500) -> Future[tuple[Duplicates, ...]]:
        """Who may be there more than once; looked for on a thread that neither the window nor a writing waits for."""

    def merge(
        self, contact_ids: Sequence[int], draft: ContactDraft | None = None
    ) -> Future[tuple[Contact, int]]:
        """Make them one, the first: (it, the id for `undo_merge`). One transaction.

        `draft` None: names and texts are those of the first that has any; addresses, former addresses, groups, rules,
        diversions and the history of all come together. The redirects that led to the others lead to it.
        """

    def undo_merge(self, merge_id: int) -> Future[tuple[Contact, ...]]:
        """As it was before, in this run; StoreFailedError for a merge that was made in another, or changed since."""

    def move_address(
        self, *, old_uri: str, new_uri: str, status: int, name: str, moved_at: datetime
    ) -> Future[tuple[Contact, int]]:
        """Replace `old_uri` by `new_uri` for whoever has it, keep the old one as former; (contact, move id).

        Nobody has it: a contact called `name` is made with the new address. A contact that has `old_uri` only
        as former has its current address replaced. One transaction.
        """

    def undo_move(self, move_id: int) -> Future[Contact | None]:
        """As it was before; None when the move had made the contact, which is gone again.

        A move that `shorten_moves` made one with others is undone with them, whichever of them is named.
        """

    def shorten_moves(self, move_ids: Sequence[int]) -> Future[tuple[Contact, int] | None]:
        """Make moves that follow one another (a → b, b → c) one: a → c, and b → c; (contact, the id that undoes all).

        None, and nothing changes, unless they are of one contact, each begins where the one before ended, and
        nothing happened to its addresses in between. One transaction.
        """

    def add_addresses(
        self, *, contact_id: int | None, name: str, addresses: Sequence[tuple[str, str]]
    ) -> Future[tuple[Contact, Contact | None]]:
        """Append (uri, label) pairs that the contact does not have; (contact, as it was before). One transaction.

        `contact_id` None, or nobody's any more: a contact called `name` is made, and the second is None.
        """

    def remember_move(
        self, *, old_uri: str, new_uri: str, status: int, learned_at: datetime, expires_at: datetime | None
    ) -> Future[RememberedMove]: ...
    def forget_move(self, move_id: int) -> Future[None]: ...
    def forget_moves(self) -> Future[int]:
        """Forget every remembered move of strangers; how many there were. Contacts keep theirs."""

    def remembered_moves(self) -> tuple[RememberedMove, ...]: ...
    def export_people(self) -> bytes:
        """Contacts with their former addresses, and remembered moves that hold, as a JSON file."""

    def cards(self, contact_ids: Sequence[int] | None = None) -> Iterator[Card]:
        """Everybody (or these) as they are written into files, read in portions: bounded memory."""

    def are_there(self, cards: Sequence[Card]) -> tuple[bool, ...]:
        """Who of them `import_cards` would complete, and not add."""

    def import_cards(
        self, cards: Iterable[Card | RejectedEntry], progress: Callable[[int], bool] | None = None
    ) -> Future[ImportReport]:
        """Take over all of `cards` in one transaction; whoever is there already (the same uid, or the same name and an
        address in common) is completed, and nothing of them is changed. They are read on a thread of their own, and
        nobody who writes waits for that; the transaction is short.

        `progress` hears how many were read, on that thread; when it answers False nothing is taken over, and the
        future is cancelled with StoreFailedError. RejectedEntry among the cards goes into the report.
        """

    def undo_import(self, import_id: int) -> Future[tuple[int, int]]:
        """Take the newest import of this run back: (contacts that are as they were before, those that are left as
        they are because they were changed since). StoreFailedError for any other."""

    def import_people(self, content: bytes) -> Future[ImportReport]:
        """Take over what `export_people` wrote, in one transaction; whoever is there already is completed.

        An entry that is not sound is left out whole and named in the report; a file that is none of ours fails.
        """
