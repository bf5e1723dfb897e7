"""Phones without a window and without a server: one redirects its callers, the other reads what was meant."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.offer import Action, Choice
from softphone.calls.records import Ended
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.calls.views import Phase
from tests.support.bare_phone import BarePhone, Until, started_phone

Three = tuple[BarePhone, BarePhone, BarePhone]


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Three]:
    """Three of them: a caller, one that redirects, and where it redirects to."""
    loop = Until()
    with ExitStack() as closing:
        yield (
            started_phone(loop, "caller", tmp_path, closing),
            started_phone(loop, "desk", tmp_path, closing),
            started_phone(loop, "night", tmp_path, closing),
        )
    loop.drain()


def rule(*targets: tuple[str, str], kind: DivertKind, when: DivertWhen = DivertWhen.ALWAYS) -> Diversion:
    return Diversion(
        id=None,
        kind=kind,
        when=when,
        targets=tuple(DivertTarget(uri, label) for uri, label in targets),
        after_s=1,
        expires_s=600 if kind is DivertKind.FORWARD else None,
        text="Closed until eight.",
    )


def test_alternatives_of_one_phone_are_the_card_of_the_other(phones: Three) -> None:
    """380: the rows of the form in order with their labels, the text, and a choice that is a call."""
    caller, desk, night = phones
    rows = ((night.address, 'Night "desk"'), ("mailto:desk@hotel.example", "Письмо"))
    desk.divert(rule(*rows, kind=DivertKind.ALTERNATIVES))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert offer.status == 380
    assert [(option.uri, option.label) for option in offer.options] == list(rows)
    assert (offer.explanation.body_text or "").startswith("Closed until eight.")
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert (desk.newest().ended, desk.newest().status) == (Ended.DIVERTED, 380)
    caller.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    caller.loop.until(lambda: night.is_in(Phase.INCOMING))
    night.controller.answer(night.newest().attempt)
    caller.loop.until(lambda: caller.is_in(Phase.CONNECTED))
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: night.is_in(Phase.ENDED) and caller.is_in(Phase.ENDED))


@pytest.mark.parametrize(
    ("kind", "status"), [(DivertKind.MOVED, 301), (DivertKind.FORWARD, 302), (DivertKind.CHOICE, 300)]
)
def test_each_kind_is_read_as_it_was_meant(phones: Three, kind: DivertKind, status: int) -> None:
    """Code, addresses, order and expiry survive the wire; only a 301 can be saved."""
    caller, desk, night = phones
    desk.divert(rule((night.address, "Night desk"), ("sip:day@127.0.0.1:9", "Day"), kind=kind))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert (offer.status, offer.can_save) == (status, status == 301)
    assert [option.label for option in offer.options] == ["Night desk", "Day"]
    assert offer.options[0].expires == (600 if status == 302 else None)
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))


def test_nobody_answers_and_then_somebody_else_does(phones: Three) -> None:
    """It rings for the time that was set, and then the 302 names the next phone."""
    caller, desk, night = phones
    desk.divert(rule((night.address, ""), kind=DivertKind.FORWARD, when=DivertWhen.NO_ANSWER))
    caller.controller.place_call(desk.address)
    caller.loop.until(lambda: desk.is_in(Phase.INCOMING))
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert desk.newest().ended is Ended.DIVERTED


def test_deflecting_from_the_ringing_call(phones: Three) -> None:
    """302 to where the person said; the caller's card offers it."""
    caller, desk, night = phones
    caller.controller.place_call(desk.address)
    caller.loop.until(lambda: desk.is_in(Phase.INCOMING))
    desk.controller.deflect(desk.newest().attempt, night.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert [option.uri for option in offer.options] == [night.address]
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert desk.newest().ended is Ended.DIVERTED


def test_two_phones_that_forward_to_each_other(phones: Three) -> None:
    """The circle ends: the caller's phone never calls an address twice."""
    caller, desk, night = phones
    desk.divert(rule((night.address, ""), kind=DivertKind.FORWARD))
    night.divert(rule((desk.address, ""), kind=DivertKind.FORWARD))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    caller.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    caller.loop.until(lambda: caller.is_in(Phase.ENDED))
    assert [leg.status for leg in caller.newest().legs] == [302, 302]


def test_a_form_that_fills_the_message_still_arrives(phones: Three) -> None:
    """Twenty rows with long names: the engine sends what was written, body and all, and the first rows are offered."""
    caller, desk, _ = phones
    rows = [
        (f"sip:colleague-{n}@sub.office.example:5062", f"Коллега с длинным именем {n}") for n in range(20)
    ]
    desk.divert(replace(rule(*rows, kind=DivertKind.ALTERNATIVES), text="Слова " * 300))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    offered = [(option.uri, option.label) for option in offer.options]
    assert len(offered) > 8
    assert offered == rows[: len(offered)]
    assert rows[0][0] in (offer.explanation.body_text or "")
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))


def test_a_message_arrives_as_it_was_written(phones: Three) -> None:
    """MESSAGE from one phone to the other, in any script; both histories have it."""
    caller, desk, _ = phones
    caller.controller.send_message(desk.address, "Привет!\nBis später 😀")
    caller.loop.until(lambda: caller.is_in(Phase.ENDED) and desk.is_in(Phase.ENDED))
    assert (caller.newest().ended, desk.newest().ended) == (Ended.SENT, Ended.RECEIVED)
    assert desk.newest().message == "Привет!\nBis später 😀"
