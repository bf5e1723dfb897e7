"""What can be typed at a redirect of `softphone call`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.offer import Action, Choice, RedirectOffer
from softphone.calls.rules import RuleScope
from softphone.cli.call_answers import choice_of
from tests.support.core_phone import TestPhone, running_phone

OLD, NEW = "sip:anna@office.example", "sip:desk@office.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def offer(phone: TestPhone, status: int) -> RedirectOffer:
    attempt = phone.call(OLD)
    phone.redirect(status, f"<{NEW}>;q=0.9", "<sip:other@office.example>;q=0.5")
    found = phone.view(attempt).offer
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("save", Choice(Action.SAVE_AND_CALL, 1)),
        ("save 2\n", Choice(Action.SAVE_AND_CALL, 2)),
        (" R ", Choice(Action.REMEMBER_AND_CALL, 1)),
        ("update", Choice(Action.SAVE_ONLY, 1)),
        ("2", Choice(Action.CALL, 2)),
        ("call", Choice(Action.CALL, 1)),
        ("", Choice(Action.DECLINE)),
        ("stop", Choice(Action.DECLINE)),
        ("always domain", Choice(Action.CALL, 1, always_for=RuleScope.DOMAIN)),
        ("2 always contact", Choice(Action.CALL, 2, always_for=RuleScope.CONTACT)),
        ("save always address", Choice(Action.SAVE_AND_CALL, 1, always_for=RuleScope.ADDRESS)),
        ("no always account", Choice(Action.DECLINE, always_for=RuleScope.ACCOUNT)),
        ("keep", None),
        ("3", None),
        ("always", None),
        ("call always", None),
        ("call always everybody", None),
        ("call 1 2", None),
        ("call x", None),
        ("frobnicate", None),
    ],
)
def test_an_answer_at_a_301(phone: TestPhone, line: str, choice: Choice | None) -> None:
    """Words, numbers and a rule behind them; what is not understood is asked again."""
    assert choice_of(line, offer(phone, 301)) == choice


def test_an_answer_that_only_a_301_has_is_a_call_elsewhere(phone: TestPhone) -> None:
    """Nothing to save in a 300; its addresses can be kept."""
    found = offer(phone, 300)
    assert choice_of("save", found) == Choice(Action.CALL, 1)
    assert choice_of("keep", found) == Choice(Action.SAVE_ALTERNATIVES)
