"""Why each address stands in its place."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.offer import Option
from softphone.calls.offers import options_of
from softphone.calls.ordering import Place, Why, places
from softphone.sip.explanation import Kind
from softphone.sip.redirect import explain
from tests.support.core_phone import response


def option(number: int, q: float | None, kind: Kind = Kind.SIP) -> Option:
    return Option(number=number, kind=kind, uri=f"sip:{number}@example.org", dial_uri=None, q=q)


def whys(*qs: float | None) -> list[Why]:
    return [place.why for place in places([option(n, q) for n, q in enumerate(qs, 1)])]


def test_a_higher_q_stands_before_a_lower_one() -> None:
    """Each place names its own q and that of the neighbour it was compared with."""
    assert places([option(1, 0.7), option(2, 0.5)]) == (
        Place(1, Why.HIGHER_Q, 0.7, 0.5),
        Place(2, Why.LOWER_Q, 0.5, 0.7),
    )


def test_equal_ones_stand_as_they_came() -> None:
    """The same q keeps the order of the answer."""
    assert whys(1.0, 1.0, 0.5) == [Why.AS_THEY_CAME, Why.HIGHER_Q, Why.LOWER_Q]


def test_last_resort_emergency_text_and_a_single_one_have_reasons_of_their_own() -> None:
    """q=0 is the last resort, an emergency stands first, what only the text names comes after the Contacts."""
    assert whys(0.5) == [Why.ONLY]
    assert whys(0.5, 0.0, None) == [Why.HIGHER_Q, Why.LAST_RESORT, Why.FROM_BODY]
    first = places([option(1, 0.1, Kind.EMERGENCY), option(2, 0.9)])
    assert [place.why for place in first] == [Why.EMERGENCY, Why.AS_THEY_CAME]


def test_no_options_have_no_places() -> None:
    """Nothing offered, nothing to explain."""
    assert places(()) == ()


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, None]), max_size=30))
def test_every_option_has_one_place(qs: list[float | None]) -> None:
    """Whatever the values, each option is explained once and in its order."""
    options = [option(n, q) for n, q in enumerate(qs, 1)]
    assert [place.number for place in places(options)] == [each.number for each in options]


def test_the_order_of_a_real_answer_agrees_with_its_reasons() -> None:
    """Of a parsed response no row that is said to have a higher q stands behind a lower one."""
    raw = response(300, "<sip:a@x.example>;q=0.2", "<sip:b@x.example>;q=0.9", "<sip:c@x.example>")
    explanation = explain(raw, request_uri="sip:z@x.example")
    made = places(options_of(explanation, request_uri="sip:z@x.example", domain=None))
    for place in made:
        if place.why is Why.HIGHER_Q:
            assert place.q is not None and place.other_q is not None and place.q > place.other_q
    assert [place.q for place in made] == [1.0, 0.9, 0.2]
