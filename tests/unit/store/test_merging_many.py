"""All that a search for duplicates finds is merged by one click, and taken apart by one."""

from softphone.calls.people import ContactDraft
from softphone.gui.contacts.duplicates_page import MOST_FOUND
from softphone.store import merge_rows
from softphone.store.contact_book import SqliteContactBook

WAIT_S = 30
_PAIRS = 120


def test_all_the_merges_of_one_click_can_be_undone(book: SqliteContactBook) -> None:
    saved = [book.save(ContactDraft(None, f"P{n // 2}", ())) for n in range(2 * _PAIRS)]
    ids = [each.result(WAIT_S).id for each in saved]
    merges = [book.merge(ids[at : at + 2]) for at in range(0, len(ids), 2)]
    numbers = [each.result(WAIT_S)[1] for each in merges]
    assert book.count() == _PAIRS
    for undone in [book.undo_merge(number) for number in reversed(numbers)]:
        undone.result(WAIT_S)
    assert book.count() == 2 * _PAIRS


def test_as_many_are_kept_as_the_page_merges_at_once() -> None:
    assert merge_rows.MOST_UNDONE >= MOST_FOUND
