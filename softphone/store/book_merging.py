"""The part of the address book that finds who is there twice, and makes them one."""

from collections.abc import Sequence
from concurrent.futures import Future

from softphone.calls.values import Contact, ContactDraft, Duplicates
from softphone.store.book_part import BookPart


class BookMerging(BookPart):
    """See the port for what each method promises."""

    def find_duplicates(self, limit: int = 500) -> Future[tuple[Duplicates, ...]]:
        raise NotImplementedError

    def merge(
        self, contact_ids: Sequence[int], draft: ContactDraft | None = None
    ) -> Future[tuple[Contact, int]]:
        raise NotImplementedError

    def undo_merge(self, merge_id: int) -> Future[tuple[Contact, ...]]:
        raise NotImplementedError
