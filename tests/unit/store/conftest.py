"""A store of its own in a folder of its own for each test."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.opening import open_database

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test moves."""

    moment: datetime = field(default=START)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **amount: float) -> datetime:
        self.moment += timedelta(**amount)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened, report = open_database(tmp_path / "softphone.db")
    assert report.sound
    yield opened
    opened.close()


@pytest.fixture
def book(database: Database, clock: Clock) -> SqliteContactBook:
    return SqliteContactBook(database, clock)
