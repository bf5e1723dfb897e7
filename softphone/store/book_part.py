"""What the parts of the address book share: the file, and the clock."""

from collections.abc import Callable
from datetime import UTC, datetime

from softphone.store.database import Database


def utc_now() -> datetime:
    return datetime.now(UTC)


class BookPart:
    """Reading and writing raise StoreError, writing in its future."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now
