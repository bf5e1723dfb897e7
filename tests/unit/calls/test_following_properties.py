"""Random chains of redirects, failures and answers: every attempt ends, and nothing is kept without a click or rule."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls.accounts import Account
from softphone.calls.following import OnRedirect
from softphone.calls.offer import Action, Choice
from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, response, running_phone

PLACES = tuple(f"sip:{user}@{host}.example" for user in "abc" for host in ("office", "home"))
WORK = Account("work", "sip:me@office.example", registrar="sip:office.example", proxy="sip:proxy.example;lr")
KEEPS = {Action.SAVE_AND_CALL, Action.SAVE_ONLY, Action.REMEMBER_AND_CALL, Action.SAVE_ALTERNATIVES}
MOST_STEPS = 60

place = st.sampled_from(PLACES)
contact = st.tuples(place, st.sampled_from(("", ";q=0.5", ";q=0", ";expires=60"))).map(
    lambda pair: f"<{pair[0]}>{pair[1]}"
)
redirect = st.tuples(
    st.just("redirect"),
    st.sampled_from((300, 301, 302, 305, 380, 399, 485)),
    st.lists(contact, max_size=3).map(tuple),
    st.sampled_from((None, None, None, True, False)),
)
failure = st.tuples(st.just("failure"), st.sampled_from((404, 408, 480, 486, 500, 503, 600, 603, 604)))
choice = st.tuples(
    st.just("choice"),
    st.builds(
        Choice,
        st.sampled_from(Action),
        st.integers(1, 3),
        always_for=st.sampled_from((None, None, None, *RuleScope)),
    ),
)
step = st.one_of(redirect, redirect, failure, choice, choice, st.just(("answered",)), st.just(("ring",)))


def play(phone: TestPhone, attempt: int, event: tuple[Any, ...]) -> None:
    """One event, if it can come in the phase that the attempt is in; the engine answers a living leg once."""
    phase = phone.phase(attempt)
    match event:
        case ("choice", Choice() as given_choice):
            phone.controller.answer_offer(attempt, given_choice)
        case _ if phase not in {Phase.CALLING, Phase.RINGING}:
            pass
        case ("redirect", int(status), tuple(contacts), from_next_hop):
            raw = response(status, *contacts, to=phone.engine.invites[-1].request_uri)
            phone.end(status, raw, from_next_hop=from_next_hop)
        case ("failure", int(status)):
            phone.end(status, response(status))
        case ("answered",):
            phone.answered()
        case ("ring",):
            phone.ring()
    phone.settle()


def bring_to_an_end(phone: TestPhone, attempt: int) -> None:
    """Nobody does anything any more: whoever is called is not there, and the person turns away."""
    for _ in range(MOST_STEPS):
        match phone.phase(attempt):
            case Phase.ENDED:
                return
            case Phase.CHOOSING:
                phone.controller.answer_offer(attempt, Choice(Action.DECLINE))
            case Phase.CONNECTED:
                phone.end(200, by_peer=True)
            case _:
                phone.end(404, response(404))
    pytest.fail("the attempt has no end")


def kept(phone: TestPhone) -> tuple[object, ...]:
    book = phone.store.contact_book
    return book.contacts(), book.remembered_moves(), phone.store.redirect_rules.rules()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    dialled=place,
    known=st.booleans(),
    policy=st.sampled_from((None, None, *RedirectPolicy)),
    mode=st.sampled_from(
        (OnRedirect.ASK, OnRedirect.ASK, OnRedirect.ALWAYS_ASK, OnRedirect.FOLLOW, OnRedirect.STOP)
    ),
    events=st.lists(step, max_size=14),
)
def test_every_attempt_ends_and_keeps_only_what_was_said(
    *,
    dialled: str,
    known: bool,
    policy: RedirectPolicy | None,
    mode: OnRedirect,
    events: list[tuple[Any, ...]],
) -> None:
    """Whatever comes in whatever order; the number of INVITEs is bounded by hops, targets and one repetition."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_phone(Path(folder), on_redirect=mode, settings=Settings(accounts=(WORK,))) as phone,
    ):
        if known:
            phone.add_contact("Anna", dialled)
        if policy is not None:
            phone.store.redirect_rules.set(RuleScope.ACCOUNT, "work", policy).result(timeout=30)
        before = kept(phone)
        attempt = phone.call(dialled, ask_again=False)
        for event in events:
            play(phone, attempt, event)
        bring_to_an_end(phone, attempt)
        phone.settle()
        clicked = any(
            event[0] == "choice" and (event[1].action in KEEPS or event[1].always_for) for event in events
        )
        # A 302 with an expiry is remembered by the click that calls it.
        expiring = any(event[0] == "redirect" and ";expires=60" in str(event[2]) for event in events)
        called = any(event[0] == "choice" and event[1].action is Action.CALL for event in events)
        by_rule = policy is RedirectPolicy.FOLLOW and mode is OnRedirect.ASK
        if not (clicked or by_rule or (expiring and called)):
            assert kept(phone) == before
        assert len(phone.engine.invites) <= MOST_STEPS
        assert phone.view(attempt).ended is not None
        assert all(record.ended for record in phone.store.call_log.recent())
