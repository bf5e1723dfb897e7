"""Moves of addresses: redirection rules 14 and 15, and their undo."""

from datetime import datetime

import pytest

from softphone.calls.people import Contact, ContactDraft, RememberedMove
from softphone.store.contact_book import SqliteContactBook
from softphone.store.errors import StoreError
from tests.support.patience import PATIENCE_S
from tests.unit.store.conftest import START, Clock
from tests.unit.store.test_contact_book import save, uris

A, B, C, D = (f"sip:{user}@office.example" for user in "abcd")


def move(
    book: SqliteContactBook, clock: Clock, old: str, new: str, name: str = "Anna"
) -> tuple[Contact, int]:
    clock.pass_by(minutes=1)
    return book.move_address(old_uri=old, new_uri=new, status=301, name=name, moved_at=clock()).result(
        PATIENCE_S
    )


def remember(
    book: SqliteContactBook, clock: Clock, old: str, new: str, *, seconds: float | None = None
) -> RememberedMove:
    now = clock.pass_by(minutes=1)
    expires_at: datetime | None = None if seconds is None else Clock(now).pass_by(seconds=seconds)
    return book.remember_move(
        old_uri=old,
        new_uri=new,
        status=301 if seconds is None else 302,
        learned_at=now,
        expires_at=expires_at,
    ).result(PATIENCE_S)


def leads_to(book: SqliteContactBook, uri: str) -> str | None:
    found = book.current_address(uri)
    return None if found is None else found.new_uri


def test_a_moved_address_is_replaced_in_place_and_kept_as_former(
    book: SqliteContactBook, clock: Clock
) -> None:
    """The new address takes the place and label of the old one, which is shown as former with when and why."""
    before = book.save(ContactDraft(None, "Anna", ((D, "home"), (A, "work"), (C, "")))).result(PATIENCE_S)
    after, move_id = move(book, clock, A, B)
    assert [(each.uri, each.label) for each in after.addresses] == [(D, "home"), (B, "work"), (C, "")]
    (former,) = after.former
    assert (former.move_id, former.uri, former.moved_to, former.status) == (move_id, A, B, 301)
    assert former.moved_at == clock()
    assert book.find_by_uri(A) == after, "who calls from the old address is still Anna"
    assert book.undo_move(move_id).result(PATIENCE_S) == before


def test_a_move_makes_no_contact_larger_than_the_form_can_save(book: SqliteContactBook, clock: Clock) -> None:
    """A hundred addresses, and one that was left and led to none of them: said, and nothing is changed."""
    anna = save(book, "Anna", A)
    move(book, clock, A, B)
    places = tuple((f"sip:a{number}@office.example", "") for number in range(100))
    full = book.save(ContactDraft(anna.id, "Anna", places)).result(PATIENCE_S)
    with pytest.raises(StoreError, match="100 addresses"):
        move(book, clock, A, C)
    assert book.contact(anna.id) == full
    after, _ = move(book, clock, places[0][0], C)
    assert len(after.addresses) == 100


def test_moves_one_after_the_other_lead_to_the_last(book: SqliteContactBook, clock: Clock) -> None:
    """a moved to b, b to c: dialling a or b gives c, and each former address names where it led."""
    save(book, "Anna", A)
    move(book, clock, A, B)
    after, second = move(book, clock, B, C)
    assert [(each.uri, each.moved_to) for each in after.former] == [(B, C), (A, B)]
    assert (leads_to(book, A), leads_to(book, B), leads_to(book, C)) == (C, C, None)
    found = book.current_address(A)
    assert found is not None
    assert (found.id, found.old_uri, found.status, found.expires_at) == (0, A, 301, None)
    assert uris(book.undo_move(second).result(PATIENCE_S)) == [B]
    assert leads_to(book, A) == B


def test_a_former_address_that_moves_again_replaces_the_current_one(
    book: SqliteContactBook, clock: Clock
) -> None:
    """a led to b, now a itself answers that it is c: the contact has c, and b leads there as well."""
    save(book, "Anna", A, D)
    before, _ = move(book, clock, A, B)
    after, second = move(book, clock, A, C)
    assert uris(after) == [C, D]
    assert {(each.uri, each.moved_to) for each in after.former} == {(A, C), (B, C)}
    assert (leads_to(book, A), leads_to(book, B)) == (C, C)
    assert book.undo_move(second).result(PATIENCE_S) == before


def test_a_move_to_an_address_the_contact_has_already_is_undone_exactly(
    book: SqliteContactBook, clock: Clock
) -> None:
    """Both addresses become one at the better place, and both come back."""
    before = book.save(ContactDraft(None, "Anna", ((A, "work"), (D, ""), (B, "home")))).result(PATIENCE_S)
    after, move_id = move(book, clock, A, B)
    assert [(each.uri, each.label) for each in after.addresses] == [(B, "home"), (D, "")]
    assert book.undo_move(move_id).result(PATIENCE_S) == before


def test_nobody_has_the_address_so_a_contact_is_made_and_goes_with_the_undo(
    book: SqliteContactBook, clock: Clock
) -> None:
    """Save and call for an unknown address makes a contact; undo takes it away again."""
    made, move_id = move(book, clock, A, B, "Анна")
    assert (made.name, uris(made), [each.uri for each in made.former]) == ("Анна", [B], [A])
    assert book.undo_move(move_id).result(PATIENCE_S) is None
    assert book.contacts() == ()


def test_a_made_contact_that_the_person_worked_on_survives_the_undo(
    book: SqliteContactBook, clock: Clock
) -> None:
    """An undo never throws a person's notes away: the contact goes back to the old address."""
    made, move_id = move(book, clock, A, B)
    book.save(ContactDraft(made.id, "Anna", ((B, ""),), notes="met in May")).result(PATIENCE_S)
    undone = book.undo_move(move_id).result(PATIENCE_S)
    assert undone is not None
    assert (uris(undone), undone.notes, undone.former) == ([A], "met in May", ())


def test_undoing_an_older_move_gives_the_old_address_back_beside_the_new(
    book: SqliteContactBook, clock: Clock
) -> None:
    """With a newer move on top the current address stays; the old one is added."""
    save(book, "Anna", A)
    _, first = move(book, clock, A, B)
    _, second = move(book, clock, B, C)
    undone = book.undo_move(first).result(PATIENCE_S)
    assert uris(undone) == [C, A]
    assert leads_to(book, A) is None
    assert leads_to(book, B) == C
    assert uris(book.undo_move(second).result(PATIENCE_S)) == [B, A]


def test_undoing_after_an_edit_changes_only_the_moved_address(book: SqliteContactBook, clock: Clock) -> None:
    """What the person added since stays."""
    contact = save(book, "Anna", A)
    _, move_id = move(book, clock, A, B)
    book.save(ContactDraft(contact.id, "Anna", ((D, ""), (B, "new")))).result(PATIENCE_S)
    undone = book.undo_move(move_id).result(PATIENCE_S)
    assert undone is not None
    assert [(each.uri, each.label) for each in undone.addresses] == [(D, ""), (A, "new")]


def test_a_move_is_undone_once(book: SqliteContactBook, clock: Clock) -> None:
    """A second click on Undo is an error, not another change."""
    save(book, "Anna", A)
    _, move_id = move(book, clock, A, B)
    undone = book.undo_move(move_id).result(PATIENCE_S)
    with pytest.raises(StoreError):
        book.undo_move(move_id).result(PATIENCE_S)
    assert book.contacts() == (undone,)


def test_a_move_back_makes_the_first_address_current_again(book: SqliteContactBook, clock: Clock) -> None:
    """There and back again: no address is current and former at once, and nothing leads in a circle."""
    save(book, "Anna", A)
    move(book, clock, A, B)
    after, second = move(book, clock, B, A)
    assert (uris(after), [each.uri for each in after.former]) == ([A], [B])
    assert (leads_to(book, A), leads_to(book, B)) == (None, A)
    assert uris(book.undo_move(second).result(PATIENCE_S)) == [B]


def test_a_move_to_the_same_address_is_refused(book: SqliteContactBook, clock: Clock) -> None:
    """An address that differs in spelling only is no move."""
    save(book, "Anna", A)
    for future in (
        book.move_address(old_uri=A, new_uri="sip:%61@OFFICE.example", status=301, name="", moved_at=clock()),
        book.remember_move(old_uri=A, new_uri=A, status=301, learned_at=clock(), expires_at=None),
    ):
        with pytest.raises(StoreError):
            future.result(PATIENCE_S)


def test_a_former_address_taken_by_another_contact_is_that_contacts(
    book: SqliteContactBook, clock: Clock
) -> None:
    """An address that somebody has now is not followed to where it led before."""
    save(book, "Anna", A)
    move(book, clock, A, B)
    bob = save(book, "Bob", A)
    assert book.find_by_uri(A) == bob
    assert leads_to(book, A) is None


def test_a_remembered_302_holds_until_it_expires(book: SqliteContactBook, clock: Clock) -> None:
    """Rule 15: to the second, and it is gone from the list afterwards."""
    kept = remember(book, clock, A, B, seconds=60)
    assert book.current_address(A) == kept
    assert book.remembered_moves() == (kept,)
    clock.pass_by(seconds=59.9)
    assert leads_to(book, A) == B
    clock.pass_by(seconds=0.1)
    assert leads_to(book, A) is None
    assert book.remembered_moves() == ()


def test_a_302_without_expiry_is_never_remembered(book: SqliteContactBook, clock: Clock) -> None:
    """Rule 7 (RFC 3261 section 21.3.3)."""
    with pytest.raises(StoreError):
        book.remember_move(old_uri=A, new_uri=B, status=302, learned_at=clock(), expires_at=None).result(
            PATIENCE_S
        )


def test_a_newer_statement_replaces_the_remembered_one(book: SqliteContactBook, clock: Clock) -> None:
    """One address, one remembered move, however the address is spelt."""
    remember(book, clock, A, B, seconds=600)
    newer = remember(book, clock, "sip:%61@office.example", C)
    assert book.remembered_moves() == (newer,)
    assert leads_to(book, A) == C
    book.forget_move(newer.id).result(PATIENCE_S)
    assert leads_to(book, A) is None


def test_remembered_moves_form_chains_that_expire_with_their_shortest_link(
    book: SqliteContactBook, clock: Clock
) -> None:
    """a to b for good, b to c for ten minutes: a leads to c for ten minutes, then to b."""
    first = remember(book, clock, A, B)
    second = remember(book, clock, B, C, seconds=600)
    assert book.current_address(A) == RememberedMove(first.id, A, C, 301, first.learned_at, second.expires_at)
    clock.pass_by(minutes=10)
    assert leads_to(book, A) == B


def test_of_two_remembered_moves_that_contradict_each_other_the_newer_wins(
    book: SqliteContactBook, clock: Clock
) -> None:
    """a to b, then b to a: a is where it ends, and the older one is dropped."""
    remember(book, clock, A, B)
    newer = remember(book, clock, B, A)
    assert book.remembered_moves() == (newer,)
    assert (leads_to(book, A), leads_to(book, B)) == (None, A)


def test_a_contacts_move_beats_an_older_remembered_circle(book: SqliteContactBook, clock: Clock) -> None:
    """b led to a once; now the contact has moved from a to b: both lead to b."""
    remember(book, clock, B, A)
    save(book, "Anna", A)
    move(book, clock, A, B)
    assert (leads_to(book, A), leads_to(book, B)) == (B, None)


def test_a_newer_temporary_move_of_a_contacts_address_is_followed(
    book: SqliteContactBook, clock: Clock
) -> None:
    """The contact moved to b; b is at c for an hour: a and b lead to c, afterwards to b."""
    save(book, "Anna", A)
    move(book, clock, A, B)
    remember(book, clock, B, C, seconds=3600)
    assert (leads_to(book, A), leads_to(book, B)) == (C, C)
    clock.pass_by(hours=1)
    assert (leads_to(book, A), leads_to(book, B)) == (B, None)


def test_a_chain_of_any_length_comes_to_an_end(book: SqliteContactBook, clock: Clock) -> None:
    """Forty links: followed up to the cap, in one read."""
    for number in range(40):
        remember(book, clock, f"sip:u{number}@h", f"sip:u{number + 1}@h")
    assert leads_to(book, "sip:u0@h") == "sip:u32@h"
    assert leads_to(book, "sip:u20@h") == "sip:u40@h"


def test_times_without_a_zone_are_refused(book: SqliteContactBook) -> None:
    """A naive time could mean any hour."""
    with pytest.raises(StoreError):
        book.move_address(
            old_uri=A, new_uri=B, status=301, name="x", moved_at=START.replace(tzinfo=None)
        ).result(PATIENCE_S)
    assert book.contacts() == ()


def test_moves_in_a_row_become_one_and_are_undone_as_one(book: SqliteContactBook, clock: Clock) -> None:
    """a → b → c is a → c: both former addresses lead to c, and either undo brings a back as it stood."""
    before = book.save(ContactDraft(None, "Anna", ((D, "home"), (A, "work")))).result(PATIENCE_S)
    for undone_by in (0, 1):
        ids = [move(book, clock, old, new)[1] for old, new in ((A, B), (B, C))]
        shortened = book.shorten_moves(ids).result(PATIENCE_S)
        assert shortened is not None
        contact, move_id = shortened
        assert [(each.uri, each.label) for each in contact.addresses] == [(D, "home"), (C, "work")]
        assert {(each.uri, each.moved_to, each.move_id) for each in contact.former} == {
            (A, C, move_id),
            (B, C, move_id),
        }
        assert (leads_to(book, A), leads_to(book, B)) == (C, C)
        assert book.find_by_uri(A) == book.find_by_uri(B) == contact
        assert book.undo_move(ids[undone_by]).result(PATIENCE_S) == before
        assert (leads_to(book, A), leads_to(book, B)) == (None, None)


def test_a_shortened_move_survives_a_delete_and_restore(book: SqliteContactBook, clock: Clock) -> None:
    """With its undo, and also when another run brings the contact back."""
    before = save(book, "Anna", A)
    ids = [move(book, clock, old, new)[1] for old, new in ((A, B), (B, C))]
    shortened = book.shorten_moves(ids).result(PATIENCE_S)
    assert shortened is not None
    contact, move_id = shortened
    book.delete(contact.id).result(PATIENCE_S)
    assert book.restore(contact).result(PATIENCE_S) == contact
    book.delete(contact.id).result(PATIENCE_S)
    another = SqliteContactBook(book._database, clock)
    assert another.restore(contact).result(PATIENCE_S) == contact
    assert uris(another.undo_move(move_id).result(PATIENCE_S)) == uris(before)


def test_what_does_not_follow_one_another_is_not_shortened(book: SqliteContactBook, clock: Clock) -> None:
    """One move alone, two people, moves with an edit between them, undone ones, a way back, shortened ones."""
    anna = save(book, "Anna", A, D)
    _, first = move(book, clock, A, B)
    _, other_address = move(book, clock, D, "sip:d2@office.example")
    assert book.shorten_moves([first]).result(PATIENCE_S) is None
    assert book.shorten_moves([first, first]).result(PATIENCE_S) is None
    assert book.shorten_moves([first, other_address]).result(PATIENCE_S) is None
    assert book.shorten_moves([first, 4711]).result(PATIENCE_S) is None
    assert book.shorten_moves([]).result(PATIENCE_S) is None
    _, second = move(book, clock, B, C)
    assert book.shorten_moves([first, second]).result(PATIENCE_S) is None, "an address changed in between"
    _, back = move(book, clock, C, B)
    assert book.shorten_moves([second, back]).result(PATIENCE_S) is None, "it ends where it began"
    _, bobs = move(book, clock, "sip:bob@h", "sip:bob2@h", "Bob")
    assert book.shorten_moves([back, bobs]).result(PATIENCE_S) is None
    contact = book.contact(anna.id)
    assert contact is not None
    assert len({each.move_id for each in contact.former}) == len(contact.former)


def test_a_clock_set_back_ends_a_move_for_a_time_and_leaves_one_for_good(
    book: SqliteContactBook, clock: Clock
) -> None:
    """What was learned in the future of the clock may have lasted long enough already."""
    remember(book, clock, A, B, seconds=600)
    remember(book, clock, C, D)
    clock.pass_by(hours=-2)
    assert (leads_to(book, A), leads_to(book, C)) == (None, D)
    assert [each.old_uri for each in book.remembered_moves()] == [C]
    book.forget_expired().result(PATIENCE_S)
    clock.pass_by(hours=2)
    assert leads_to(book, A) is None


def test_addresses_are_added_once_and_all_or_none(book: SqliteContactBook) -> None:
    """To a contact, or to one that is made when there is none (any more)."""
    anna = save(book, "Anna", A)
    after, before = book.add_addresses(
        contact_id=anna.id, name="x", addresses=((B, "work"), ("sip:%61@OFFICE.example", ""), (B, "again"))
    ).result(PATIENCE_S)
    assert before == anna
    assert [(each.uri, each.label) for each in after.addresses] == [(A, ""), (B, "work")]
    assert after.addresses[0].id == anna.addresses[0].id
    with pytest.raises(StoreError):
        book.add_addresses(
            contact_id=anna.id, name="", addresses=[(f"sip:{n}@h", "") for n in range(100)]
        ).result(PATIENCE_S)
    assert book.contact(anna.id) == after
    book.delete(anna.id).result(PATIENCE_S)
    made, none = book.add_addresses(contact_id=anna.id, name="Anna", addresses=((C, ""),)).result(PATIENCE_S)
    assert (made.name, uris(made), none) == ("Anna", [C], None)


def test_what_was_shortened_can_become_longer(book: SqliteContactBook, clock: Clock) -> None:
    """The whole of it then leads to the newest place."""
    save(book, "Anna", A)
    ids = [move(book, clock, old, new)[1] for old, new in ((A, B), (B, C))]
    book.shorten_moves(ids).result(PATIENCE_S)
    _, newest = move(book, clock, A, D)
    shortened = book.shorten_moves([ids[0], newest]).result(PATIENCE_S)
    assert shortened is not None
    assert {(each.uri, each.moved_to) for each in shortened[0].former} == {(A, D), (B, D), (C, D)}
    assert uris(book.undo_move(newest).result(PATIENCE_S)) == [A]
