"""Two changed cards put together by what they were before."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.address_books import CardField, Side
from softphone.calls.cards import Card, FormerCardAddress
from softphone.exchange.carddav.merge import NOTHING, merge

_A, _B, _C = ("sip:a@x.example", "Work"), ("sip:b@x.example", ""), ("tel:+74955550101", "Home")
_BASE = Card("Anna", (_A, _B), organisation="Firm", notes="old", groups=("Friends",))
_MOVED = FormerCardAddress(_A[0], _C[0], 301, datetime(2026, 3, 1, tzinfo=UTC))

_TEXTS = st.sampled_from(["", "x", "y", "z"])
_ADDRESSES = st.lists(st.sampled_from([_A, _B, _C]), unique=True).map(tuple)
_CARDS = st.builds(
    Card,
    name=st.sampled_from(["Anna", "Anne", "Ann"]),
    addresses=_ADDRESSES,
    organisation=_TEXTS,
    notes=_TEXTS,
    groups=st.lists(st.sampled_from(["Family", "Work"]), unique=True).map(tuple),
    favourite=st.booleans(),
    former=st.sampled_from([(), (_MOVED,)]),
)


@given(base=_CARDS, here=_CARDS)
def test_what_one_side_left_alone_comes_from_the_other(base: Card, here: Card) -> None:
    """Without a change there the card is as it is here, and the other way round; no question either way."""
    assert merge(base, here, base) == merge(base, here, base, choices={})
    for one, other in ((here, base), (base, here)):
        merged = merge(base, one, other)
        assert merged.fields == ()
        assert (merged.card.name, merged.card.notes) == (here.name, here.notes)
        assert merged.card.addresses == here.addresses
        assert set(merged.card.groups) == set(here.groups)
        assert merged.card.former == here.former


@given(base=_CARDS, here=_CARDS, there=_CARDS)
def test_the_same_change_on_both_sides_is_no_question(base: Card, here: Card, there: Card) -> None:
    """Both sides alike: that is it. And what is asked about can always be answered by a side."""
    assert merge(base, here, here).fields == ()
    assert merge(base, here, here).card.addresses == here.addresses
    asked = merge(base, here, there).fields
    by_choice = merge(base, here, there, choices=dict.fromkeys(asked, Side.THERE)).card
    for field in asked:
        assert getattr(by_choice, field.value) == getattr(there, field.value)


def test_different_fields_come_together() -> None:
    """A note from here, an organisation from there, and a group and an address of each."""
    here = replace(_BASE, notes="new", addresses=(_A, _B, _C), groups=("Friends", "Mine"))
    there = replace(
        _BASE, organisation="Other", addresses=(_A, _B, ("sip:d@x.example", "")), groups=("Theirs",)
    )
    merged = merge(_BASE, here, there)
    assert merged.fields == ()
    assert merged.card == replace(
        _BASE,
        notes="new",
        organisation="Other",
        addresses=(_A, _B, _C, ("sip:d@x.example", "")),
        groups=("Mine", "Theirs"),
    )


def test_two_moves_from_one_address_are_a_question() -> None:
    """A 301 here and another address there in the place of the same one: nobody but the person can tell."""
    here = replace(_BASE, addresses=(_C, _B), former=(_MOVED,))
    there = replace(_BASE, addresses=(("sip:d@x.example", "Work"), _B))
    assert merge(_BASE, here, there).fields == (CardField.ADDRESSES,)
    taken = merge(_BASE, here, there, choices={CardField.ADDRESSES: Side.THERE})
    assert taken.card.addresses == there.addresses
    assert taken.card.former == (_MOVED,)


def test_a_301_and_a_note_are_no_question() -> None:
    """What was saved of a redirect here and written there stand beside each other."""
    here = replace(_BASE, addresses=(_C, _B), former=(_MOVED,))
    there = replace(_BASE, notes="from there")
    merged = merge(_BASE, here, there)
    assert (merged.fields, merged.card.addresses, merged.card.notes) == ((), (_C, _B), "from there")


def test_what_has_no_base_is_put_together() -> None:
    """Somebody who was typed in on both sides: sets come together, and only contradictions are asked about."""
    merged = merge(NOTHING, Card("Anna", (_A,), notes="here"), Card("Anna", (_B,), organisation="Firm"))
    assert merged.fields == ()
    assert merged.card == Card("Anna", (_A, _B), notes="here", organisation="Firm")
    assert merge(NOTHING, Card("Anna", notes="one"), Card("Anna", notes="two")).fields == (CardField.NOTES,)


def test_what_a_card_cannot_say_is_no_change() -> None:
    """A label that a vCard writes in another word is kept as it is here when something else has changed there."""
    here = replace(_BASE, addresses=(("sip:a@x.example", "Рабочий"), _B))
    there = replace(_BASE, notes="from there")
    merged = merge(_BASE, here, there, written=_BASE)
    assert merged.fields == ()
    assert merged.card.notes == "from there"
