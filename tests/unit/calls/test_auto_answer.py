"""Calls that answer themselves, and those that do not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, AnswerRule
from softphone.calls.auto_answer import asked_for
from softphone.calls.call_events import CallAnswered
from softphone.calls.records import ByItself
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, running_phone
from tests.unit.calls.incoming_invites import ANNA, ME, call_in, invite, refused

OFFICE = Account("office", ME)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def answering(phone: TestPhone, **fields: object) -> None:
    account = replace(OFFICE, answering=AnswerRule(**fields))  # type: ignore[arg-type]  # a test names real fields
    phone.settings = Settings(accounts=(account,))


def answers(phone: TestPhone) -> list[int]:
    return [number for kind, number, _ in phone.engine.commands if kind == "answer"]


def test_after_the_seconds_of_the_account(phone: TestPhone) -> None:
    """It rings so long, is answered, and the view says by whom."""
    answering(phone, auto_answer_s=3)
    attempt = call_in(phone, account_id="office")
    phone.later(seconds=2)
    assert (answers(phone), phone.view(attempt).by_itself) == ([], None)
    phone.later(seconds=1)
    assert (answers(phone), phone.view(attempt).by_itself) == ([-1], ByItself.AUTO_ANSWERED)
    phone.engine.emit(CallAnswered(-1))
    assert phone.phase(attempt) is Phase.CONNECTED


def test_never_over_another_call(phone: TestPhone) -> None:
    """Talking or calling: it rings on; the other one that rings is no hindrance, the first to be answered is."""
    answering(phone, auto_answer_s=3)
    phone.call("sip:bob@example.com")
    call_in(phone, account_id="office")
    phone.later(seconds=10)
    assert answers(phone) == []
    phone.end(486)
    refused(phone, 487, by_peer=True)
    call_in(phone, account_id="office", call_id=-2)
    call_in(phone, account_id="office", call_id=-3)
    phone.later(seconds=10)
    assert answers(phone) == [-2]


@pytest.mark.parametrize("done", ["answered", "refused", "gone"])
def test_what_is_done_meanwhile_counts(phone: TestPhone, done: str) -> None:
    """The person was quicker, or the caller gave up."""
    answering(phone, auto_answer_s=3)
    attempt = call_in(phone, account_id="office")
    match done:
        case "answered":
            phone.controller.answer(attempt)
        case "refused":
            phone.controller.reject(attempt)
        case "gone":
            refused(phone, 487, by_peer=True)
    before = answers(phone)
    phone.later(seconds=10)
    assert (answers(phone), phone.view(attempt).by_itself) == (before, None)


def test_a_contact_may_ask_for_it(phone: TestPhone) -> None:
    """Where the person lets contacts; a stranger's wish is none."""
    header = "Call-Info: <sip:pbx.example>;answer-after=0"
    answering(phone, obey_answer_after=True)
    call_in(phone, header, account_id="office", call_id=-1)
    phone.later(seconds=1)
    assert answers(phone) == []
    refused(phone, 487, by_peer=True)
    phone.add_contact("Anna", ANNA)
    call_in(phone, header, account_id="office", call_id=-2)
    phone.later(seconds=1)
    assert answers(phone) == [-2]
    answering(phone)
    refused(phone, 487, by_peer=True, call_id=-2)
    call_in(phone, header, account_id="office", call_id=-3)
    phone.later(seconds=1)
    assert answers(phone) == [-2]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (("Call-Info: <sip:x>;answer-after=0",), 0),
        (('Call-Info: <http://a/b>;purpose=icon, <sip:x> ; Answer-After = "7"',), 7),
        (("Alert-Info: <http://127.0.0.1/ring>;info=x;answer-after=2",), 2),
        (("Answer-Mode: Auto",), 0),
        (("Answer-Mode: auto;require",), 0),
        (("Priv-Answer-Mode: Auto",), 0),
        (("Answer-Mode: Manual",), None),
        (("Alert-Info: <http://127.0.0.1>;info=alert-autoanswer;delay=3",), 3),
        (('Alert-Info: <http://127.0.0.1>;info="alert-autoanswer"',), 0),
        (("Alert-Info: info=alert-autoanswer",), 0),
        (("Alert-Info: <http://127.0.0.1>;info=alert-autoanswer-not",), None),
        (("Alert-Info: <http://127.0.0.1?;info=alert-group>",), None),
        (("Call-Info: <sip:x>;answer-after=99999",), None),
        (("Call-Info: <sip:x>;answer-after=9999",), 3600),
        (("Call-Info: <sip:x>;answer-after=-1",), None),
        (("Subject: Call-Info: <sip:x>;answer-after=0",), None),
        ((), None),
    ],
)
def test_what_an_invite_asks_for(headers: tuple[str, ...], seconds: int | None) -> None:
    """Both headers in use, and RFC 5373; what is not clear asks for nothing."""
    assert asked_for(invite(*headers)) == seconds


def test_bytes_that_are_no_invite_ask_for_nothing() -> None:
    """Whatever they hold."""
    assert asked_for(b"\x00answer-after=0\xff") is None
