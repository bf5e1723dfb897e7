"""The history: attempts with their legs, written while the call goes on."""

from concurrent.futures import Future
from datetime import timedelta

import pytest

from softphone.calls.records import AttemptRecord, Direction, Ended, LegRecord
from softphone.store.call_log import SqliteCallLog
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.reminders import SqliteReminders
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START

LATER = START + timedelta(seconds=3)
LEGS = (
    LegRecord("sip:a@h", START, START, 301, "Moved", final_response=b"SIP/2.0 301 \xff\r\n"),
    LegRecord("sip:b@h", START, LATER, 200, "OK", via_proxy="sip:proxy@h;lr"),
)


@pytest.fixture
def log(database: Database) -> SqliteCallLog:
    return SqliteCallLog(database)


def begin(log: SqliteCallLog, party: str = "sip:a@h") -> Future[int]:
    return log.begin(
        direction=Direction.OUTGOING,
        party_uri=party,
        party_name="Анна",
        contact_id=7,
        account_id="work",
        started_at=START,
    )


def finish(log: SqliteCallLog, attempt: Future[int]) -> Future[None]:
    return log.finish(
        attempt, ended=Ended.ANSWERED, ended_at=LATER, answered_at=START, moved_status=301, contact_id=8
    )


def test_an_attempt_is_read_back_with_its_legs_in_order(log: SqliteCallLog) -> None:
    """Nobody waits for the disk: begin, legs and end are asked for at once and come out in order."""
    attempt = begin(log)
    log.write_legs(attempt, LEGS[:1])
    log.write_legs(attempt, LEGS)
    finish(log, attempt).result(PATIENCE_S)
    assert log.recent() == (
        AttemptRecord(
            attempt.result(),
            Direction.OUTGOING,
            "sip:a@h",
            "Анна",
            8,
            "work",
            START,
            START,
            LATER,
            Ended.ANSWERED,
            301,
            LEGS,
        ),
    )


def test_an_attempt_without_an_end_is_in_the_history(log: SqliteCallLog) -> None:
    """What a crash cut short is still shown."""
    attempt = begin(log)
    log.write_legs(attempt, LEGS[:1]).result(PATIENCE_S)
    (record,) = log.recent()
    assert (record.ended, record.ended_at, record.legs) == (None, None, LEGS[:1])


def test_the_history_is_read_in_pages_newest_first(log: SqliteCallLog) -> None:
    """`before_id` continues where the last page ended."""
    ids = [begin(log, f"sip:{number}@h").result(PATIENCE_S) for number in range(5)]
    first = log.recent(limit=3)
    assert [record.id for record in first] == ids[:1:-1]
    assert [record.id for record in log.recent(limit=3, before_id=first[-1].id)] == ids[1::-1]


def test_lines_can_be_removed_one_by_one_and_all(log: SqliteCallLog) -> None:
    """Their legs go with them."""
    attempts = [begin(log).result(PATIENCE_S) for _ in range(3)]
    log.remove(attempts[1]).result(PATIENCE_S)
    assert [record.id for record in log.recent()] == [attempts[2], attempts[0]]
    log.remove_before(None).result(PATIENCE_S)
    assert log.recent() == ()


def test_legs_of_an_attempt_that_was_not_written_are_an_error(log: SqliteCallLog) -> None:
    """The writer waits for nothing, and a failed begin fails what builds on it."""
    never: Future[int] = Future()
    failed: Future[int] = Future()
    failed.set_exception(StoreError("begin", "disk full"))
    for attempt in (never, failed):
        for future in (log.write_legs(attempt, LEGS), finish(log, attempt)):
            with pytest.raises(StoreError):
                future.result(PATIENCE_S)


def test_what_a_peer_wrote_is_kept_within_bounds(log: SqliteCallLog) -> None:
    """Endless reasons, addresses and responses are cut, broken characters replaced."""
    attempt = begin(log, "sip:" + "a" * 10_000)
    leg = LegRecord("sip:\ud800@h", START, reason="r" * 10_000, final_response=b"x" * 100_000)
    log.write_legs(attempt, [leg]).result(PATIENCE_S)
    (record,) = log.recent()
    assert len(record.party_uri) == 4096
    assert record.legs[0].uri == "sip:\ufffd@h"
    assert (len(record.legs[0].reason), len(record.legs[0].final_response)) == (300, 65_536)


def test_reminders_are_listed_as_they_fall_due_until_done(database: Database) -> None:
    """Call back later: soonest first, gone when done."""
    reminders = SqliteReminders(database)
    late = reminders.add(uri="sip:a@h", name="Анна", due_at=LATER).result(PATIENCE_S)
    soon = reminders.add(uri="sip:b@h", name="Bob", due_at=START).result(PATIENCE_S)
    assert reminders.pending() == (soon, late)
    reminders.done(soon.id).result(PATIENCE_S)
    assert reminders.pending() == (late,)
