"""What a person looks for in the history, and the files that it is written to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from softphone.calls.records import AttemptRecord


class Outcome(StrEnum):
    """What came of it, as people ask for it; some are in more than one."""

    MISSED = "missed"
    ANSWERED = "answered"  # in either direction
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    FAILED = "failed"  # outgoing, and nobody answered
    MESSAGES = "messages"


class Redirected(StrEnum):
    """Which redirect there was, followed or not."""

    ANY = "any"
    MOVED = "moved"  # 301
    FORWARDED = "forwarded"  # 302
    SEVERAL = "several"  # 300
    ALTERNATIVES = "alternatives"  # 380


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """All of it has to suit. `text` is looked for in names and addresses as they stand in the history, in any script;
    lines of `contact_ids`, or from an address that one of them has or had, are found by `text` as well.

    `contact_id` and `party_uri`: the lines of one contact, or of one address however it is written. `since` and
    `until` are aware; a line that began at `until` is not in it.
    """

    text: str = ""
    contact_ids: tuple[int, ...] = ()
    contact_id: int | None = None
    party_uri: str = ""
    account_id: str = ""
    outcome: Outcome | None = None
    redirected: Redirected | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return self == HistoryFilter()


@dataclass(frozen=True, slots=True)
class Portion:
    """Some lines of a scan, the newest first: their ids, and when each began in seconds since 1970 (UTC)."""

    ids: Sequence[int]
    began: Sequence[int]


class HistoryFormat(StrEnum):
    """By the ending of the file's name."""

    CSV = "csv"
    JSON_LINES = "jsonl"


class ExportStoppedError(Exception):
    """Somebody wanted no more of it; there is no file."""


class HistoryWriter(Protocol):
    def __call__(
        self,
        records: Iterable[AttemptRecord],
        path: Path,
        kind: HistoryFormat,
        progress: Callable[[int], bool] = ...,
    ) -> int:
        """Write all of them or none: how many. `progress` hears now and then how many there are so far, and ends it by
        answering False (ExportStoppedError). Raises OSError; what was there before is replaced at the end only."""
