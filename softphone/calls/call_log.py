"""What the core needs of the history. Called as `calls.ports` says."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

from softphone.calls.history import HistoryFilter, Portion
from softphone.calls.records import (
    AttemptRecord,
    ByItself,
    Conversation,
    Direction,
    Ended,
    LegRecord,
    QualitySummary,
)


class CallLog(Protocol):
    """The history. An attempt is written when it begins and again at each change, so that a crash loses nothing."""

    def begin(
        self,
        *,
        direction: Direction,
        party_uri: str,
        party_name: str,
        contact_id: int | None,
        account_id: str,
        started_at: datetime,
        message: str | None = None,
    ) -> Future[int]:
        """The id of the new attempt."""

    def write_legs(self, attempt_id: Future[int], legs: Sequence[LegRecord]) -> Future[None]:
        """Replace the legs of the attempt. Takes the future of `begin`, so that nobody waits for the disk."""

    def finish(
        self,
        attempt_id: Future[int],
        *,
        ended: Ended,
        ended_at: datetime,
        answered_at: datetime | None,
        moved_status: int | None,
        contact_id: int | None,
        quality: QualitySummary | None = None,
        recording: str = "",
        transferred_to: str = "",
        by_itself: ByItself | None = None,
    ) -> Future[None]: ...
    def recent(self, limit: int = 200, before_id: int | None = None) -> tuple[AttemptRecord, ...]:
        """Newest first."""

    def conversations(self, limit: int = 200) -> tuple[Conversation, ...]:
        """Everybody whom messages were exchanged with, the newest first."""

    def conversation(
        self, party_uri: str, limit: int = 100, before_id: int | None = None
    ) -> tuple[AttemptRecord, ...]:
        """The messages with one party, however its address is written; newest first."""

    def search_messages(self, text: str, limit: int = 50) -> tuple[AttemptRecord, ...]:
        """Messages with `text` in them, case-insensitive in every script; newest first."""

    def mark_read(self, party_uri: str) -> Future[int]:
        """How many messages of `party_uri` were unread."""

    def remove_conversation(self, party_uri: str) -> Future[int]:
        """Forget all messages with a party; how many there were."""

    def unread_messages(self) -> int: ...

    def last_dialled(self) -> AttemptRecord | None:
        """The newest outgoing call."""

    def remove(self, attempt_id: int) -> Future[None]: ...
    def count(self, before: datetime | None = None) -> int:
        """How many lines there are; with `before` those that began before that moment."""

    def remove_before(
        self,
        before: datetime | None,
        *,
        wipe: bool = False,
        progress: Callable[[int], bool] | None = None,
        shrinking: Callable[[], bool] | None = None,
    ) -> Future[int]:
        """Remove lines that began before that moment (None: all there are now), in portions between which others can
        write; how many. What is removed is overwritten. `wipe`: copies of it in the write-ahead log go too, and the
        file gets smaller. `progress` hears on the writer's thread how many are gone, and ends it by answering False.
        `shrinking` is asked there again and again while the file gets smaller, seconds for a large one, and leaves it
        as large as it is by answering False.
        """

    def scan(
        self,
        wanted: HistoryFilter,
        hear: Callable[[Portion], bool],
        still: Callable[[], bool] = ...,
    ) -> Future[int]:
        """Tell `hear` of every line that suits, the newest first, on a thread of its own: the first portion soon, and
        all of a million in a second. Ends when `hear` or `still` answers False. The future tells how many."""

    def newest(self, wanted: HistoryFilter, *, after_id: int = 0, limit: int | None = None) -> Portion:
        """The newest that suit, read at once: `limit` of them, or those with ids above `after_id`."""

    def lines(self, ids: Sequence[int]) -> tuple[AttemptRecord, ...]:
        """These, newest first, without the final responses of their legs; those that are gone are left out."""

    def attempt(self, attempt_id: int) -> AttemptRecord | None:
        """One line in full."""

    def each(self, wanted: HistoryFilter) -> Iterator[AttemptRecord]:
        """Every line that suits, as `lines` gives them, in bounded memory. May be used on any one thread."""
