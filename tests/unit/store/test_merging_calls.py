"""Calls that go on, or are made, while people are made one and several again."""

from concurrent.futures import Future
from datetime import timedelta

from softphone.calls.people import Contact, ContactDraft
from softphone.calls.records import Direction, Ended
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from tests.unit.store.conftest import START

WAIT_S = 30


def add(book: SqliteContactBook, name: str, *uris: str) -> Contact:
    return book.save(ContactDraft(None, name, tuple((uri, "") for uri in uris))).result(WAIT_S)


def begin(log: SqliteCallLog, uri: str, contact: Contact) -> Future[int]:
    return log.begin(
        direction=Direction.OUTGOING,
        party_uri=uri,
        party_name=contact.name,
        contact_id=contact.id,
        account_id="",
        started_at=START,
    )


def finish(log: SqliteCallLog, call: Future[int], contact: Contact) -> None:
    log.finish(
        call,
        ended=Ended.ANSWERED,
        ended_at=START + timedelta(minutes=1),
        answered_at=START,
        moved_status=None,
        contact_id=contact.id,
    ).result(WAIT_S)


def lines(log: SqliteCallLog) -> list[tuple[str, str, int | None]]:
    return [(each.party_uri, each.party_name, each.contact_id) for each in reversed(log.recent())]


def test_a_call_since_the_merge_is_with_whom_the_address_belongs_to_again(
    book: SqliteContactBook, database: Database
) -> None:
    """Also a number that is written in another way, and a call that was still going on when they were taken apart."""
    log = SqliteCallLog(database)
    anna, boris = add(book, "Anna", "sip:anna@h"), add(book, "Boris", "sip:boris@h", "tel:+74955550101")
    one, number = book.merge([anna.id, boris.id]).result(WAIT_S)
    for uri in ("sip:anna@h", "sip:boris@h", "sip:84955550101@gateway"):
        finish(log, begin(log, uri, one), one)
    going = begin(log, "sip:boris@h", one)
    going.result(WAIT_S)
    book.undo_merge(number).result(WAIT_S)
    finish(log, going, one)
    assert lines(log) == [
        ("sip:anna@h", "Anna", anna.id),
        ("sip:boris@h", "Boris", boris.id),
        ("sip:84955550101@gateway", "Boris", boris.id),
        ("sip:boris@h", "Boris", boris.id),
    ]


def test_a_call_that_goes_on_while_two_become_one_is_with_the_one(
    book: SqliteContactBook, database: Database
) -> None:
    """And back again, as long as it is not over."""
    log = SqliteCallLog(database)
    anna, boris = add(book, "Anna", "sip:anna@h"), add(book, "Boris", "sip:boris@h")
    calls = [begin(log, "sip:boris@h", boris) for _ in range(2)]
    calls[-1].result(WAIT_S)
    one, number = book.merge([anna.id, boris.id]).result(WAIT_S)
    finish(log, calls[0], boris)
    assert lines(log) == [("sip:boris@h", "Anna", one.id)] * 2
    book.undo_merge(number).result(WAIT_S)
    finish(log, calls[1], boris)
    assert lines(log) == [("sip:boris@h", "Boris", boris.id)] * 2


def test_whoever_is_in_no_address_book_any_more_is_still_who_was_called(
    book: SqliteContactBook, database: Database
) -> None:
    """A deletion in the middle of a call, which can be undone."""
    log = SqliteCallLog(database)
    anna = add(book, "Anna", "sip:anna@h")
    going = begin(log, "sip:anna@h", anna)
    going.result(WAIT_S)
    book.delete(anna.id).result(WAIT_S)
    finish(log, going, anna)
    assert lines(log) == [("sip:anna@h", "Anna", anna.id)]
