"""Who is kept away, what they are told, and what the person hears of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, AnswerRule, DiallingRule
from softphone.calls.call_events import CallTurnedAway
from softphone.calls.company_events import MessageReceived
from softphone.calls.notices import CallChanged, CallsTurnedAway
from softphone.calls.records import ByItself, Ended
from softphone.calls.rules import DivertWhen
from softphone.calls.screening import Pace, is_blocked
from softphone.calls.settings import Settings, WhoRings
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, running_phone
from tests.unit.calls.incoming_invites import ANNA, ME, add_rule, call_in, refused, rule

RUSSIA = DiallingRule(country="7", trunk_prefix="8", international_prefix="810")
OFFICE = Account("office", ME, dialling=RUSSIA)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(OFFICE,), default_account="office")) as running:
        yield running


def write_in(phone: TestPhone, caller: str = ANNA) -> None:
    phone.engine.emit(
        MessageReceived("office", caller.encode(), b"", ME.encode(), b"text/plain", b"hello", "")
    )


def rejections(phone: TestPhone) -> list[object]:
    return [status for kind, _, status in phone.engine.commands if kind == "reject"]


@pytest.mark.parametrize(
    ("entry", "caller", "blocked"),
    [
        ("@spam.example", "sip:anybody@spam.example", True),
        ("@spam.example", "sip:anybody@pbx.Spam.Example:5070", True),
        ("@spam.example", "sip:anybody@notspam.example", False),
        ("@", "sip:anybody@spam.example", False),
        ("8 (495) 555-01-01", "sip:+74955550101@any.example;user=phone", True),
        ("+7 495 555 01 01", "sip:84955550101@pbx.example", True),
        ("+74955550101", "tel:+7-495-555-01-01", True),
        ("+74955550101", "sip:+74955550102@any.example", False),
        ("tel:+74955550101", "sip:4955550101@pbx.example", True),
        ("100", "sip:100@203.0.113.7", True),
        ("203.0.113.7", "sip:100@203.0.113.7:5062", True),
        ("203.0.113.7", "sip:2030113@elsewhere.example", False),
        ("495.555.01.01", "sip:84955550101@pbx.example", True),
        ("sip:bob@spam.example", "sip:bob@spam.example:5099;transport=tcp", True),
        ("bob@spam.example", "sip:bob@SPAM.example", True),
        ("bob@spam.example", "sip:Bob@spam.example", False),
        ("bob@spam.example", "sip:rob@spam.example", False),
        ("spam.example", "sip:bob@spam.example", True),
        ("spammer", "sip:spammer@any.example", True),
        ("", "sip:bob@spam.example", False),
        ("sip:", "sip:bob@spam.example", False),
        ("anna", "\udcff<<", False),
    ],
)
def test_the_block_list(entry: str, caller: str, blocked: bool) -> None:
    """A domain, an address, a number however it is written; nothing else by accident."""
    assert is_blocked(caller, ("sip:nobody@else.example", entry), RUSSIA) is blocked


def test_a_blocked_caller_is_declined_without_a_sound(phone: TestPhone) -> None:
    """603, rejected in the history, no ring; a rule that forwards callers is not for them."""
    phone.settings = replace(phone.settings, blocked=(ANNA,))
    add_rule(phone, rule())
    attempt = call_in(phone, account_id="office")
    assert (rejections(phone), phone.engine.redirects, phone.engine.tones) == ([603], [], [])
    assert [n for n in phone.notices if isinstance(n, CallChanged)] == []
    refused(phone, 603)
    view = phone.view(attempt)
    assert (view.ended, view.by_itself) == (Ended.REJECTED, ByItself.BLOCKED)
    phone.settle()
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.by_itself) == (Ended.REJECTED, ByItself.BLOCKED)


@pytest.mark.parametrize(
    ("header", "blocked"),
    [
        ('P-Asserted-Identity: "X" <sip:+74955550101@pbx.example>', True),
        ("p-asserted-identity : <tel:+74955550199>, <tel:+7-495-555-01-01>", True),
        ("P-Asserted-Identity: <tel:+74955550199>", False),
        ("P-Asserted-Identity: <<", False),
        ("Subject: P-Asserted-Identity: <tel:+74955550101>", False),
    ],
)
def test_a_caller_who_hides_is_known_by_what_the_server_says(
    phone: TestPhone, header: str, blocked: bool
) -> None:
    """From is anonymous, P-Asserted-Identity is not."""
    phone.settings = replace(phone.settings, blocked=("8 495 555 01 01",))
    call_in(phone, header, caller="sip:anonymous@anonymous.invalid", account_id="office")
    assert rejections(phone) == ([603] if blocked else [])


def test_a_blocked_writer_is_not_read(phone: TestPhone) -> None:
    """Nothing of it is stored."""
    phone.settings = replace(phone.settings, blocked=("@else.example",))
    write_in(phone)
    assert phone.controller.views() == ()
    assert phone.said(CallsTurnedAway) == [CallsTurnedAway(1, ByItself.BLOCKED, ANNA, "anna")]


@pytest.mark.parametrize("whole_phone", [True, False])
def test_do_not_disturb(phone: TestPhone, whole_phone: bool) -> None:
    """480, of the phone or of one account; missed in the history; contacts too."""
    answering = AnswerRule(do_not_disturb=not whole_phone)
    phone.settings = replace(
        phone.settings, do_not_disturb=whole_phone, accounts=(replace(OFFICE, answering=answering),)
    )
    phone.add_contact("Anna", ANNA)
    attempt = call_in(phone, account_id="office")
    assert (rejections(phone), phone.engine.tones) == ([480], [])
    refused(phone, 480)
    assert (phone.view(attempt).ended, phone.view(attempt).by_itself) == (
        Ended.MISSED,
        ByItself.DO_NOT_DISTURB,
    )
    assert phone.said(CallsTurnedAway) == [CallsTurnedAway(1, ByItself.DO_NOT_DISTURB, ANNA, "Anna")]


def test_diversions_go_before_do_not_disturb(phone: TestPhone) -> None:
    """Whoever has said where callers are to go wants them there now more than ever."""
    phone.settings = replace(phone.settings, do_not_disturb=True)
    add_rule(phone, rule())
    call_in(phone)
    assert ([r.status for r in phone.engine.redirects], rejections(phone)) == ([302], [])


def test_a_rule_that_waits_does_not_let_a_caller_ring(phone: TestPhone) -> None:
    """It is for calls that nobody answers, and this one does not ring."""
    phone.settings = replace(phone.settings, do_not_disturb=True)
    add_rule(phone, rule(when=DivertWhen.NO_ANSWER))
    call_in(phone)
    assert rejections(phone) == [480]
    phone.later(minutes=2)
    assert phone.engine.redirects == []


def test_only_contacts_ring(phone: TestPhone) -> None:
    """Others hear 480 and stand in the history."""
    phone.settings = replace(phone.settings, who_rings=WhoRings.CONTACTS)
    phone.add_contact("Anna", ANNA)
    assert phone.phase(call_in(phone, caller=ANNA, call_id=-1)) is Phase.INCOMING
    stranger = call_in(phone, caller="sip:x@y.example", call_id=-2)
    assert rejections(phone) == [480]
    assert phone.view(stranger).by_itself is ByItself.NOT_IN_CONTACTS


def test_two_strangers_ring_at_once_and_three_callers(phone: TestPhone) -> None:
    """The third stranger hears busy; a contact gets through; nobody after the third."""
    phone.add_contact("Anna", ANNA)
    phone.add_contact("Boris", "sip:boris@else.example")
    for number in (1, 2, 3):
        call_in(phone, caller=f"sip:x{number}@y.example", call_id=-number)
    assert rejections(phone) == [486]
    assert phone.phase(call_in(phone, caller=ANNA, call_id=-4)) is Phase.INCOMING
    call_in(phone, caller="sip:boris@else.example", call_id=-5)
    assert rejections(phone) == [486, 486]
    assert sum(view.phase is Phase.INCOMING for view in phone.controller.views()) == 3


def test_a_flood_is_one_growing_notice(phone: TestPhone) -> None:
    """A thousand calls: few lines, few notices, everyone answered, the phone free for a contact."""
    for number in range(1, 1001):
        call_in(phone, caller=f"sip:x{number}@y.example", call_id=-number)
    assert len(rejections(phone)) == 998
    assert len(phone.said(CallsTurnedAway)) == 1
    phone.later(seconds=10)
    told = phone.said(CallsTurnedAway)
    assert [notice.count for notice in told if isinstance(notice, CallsTurnedAway)] == [1, 997]
    phone.settle()
    assert len(phone.store.call_log.recent(limit=1000)) == 22
    phone.later(seconds=10)
    assert len(phone.said(CallsTurnedAway)) == 2
    phone.add_contact("Anna", ANNA)
    assert phone.phase(call_in(phone, caller=ANNA, call_id=-2000)) is Phase.INCOMING


def test_whoever_calls_again_and_again_hears_busy(phone: TestPhone) -> None:
    """More than ten times a minute is a program; a contact may, and after a minute the stranger may again."""
    for number in range(1, 12):
        call_in(phone, caller="sip:x@y.example", call_id=-number)
        refused(phone, 487, call_id=-number, by_peer=True)
    assert rejections(phone) == [486]
    phone.later(seconds=61)
    assert phone.phase(call_in(phone, caller="sip:x@y.example", call_id=-50)) is Phase.INCOMING
    phone.add_contact("Anna", ANNA)
    for number in range(100, 140):
        call_in(phone, caller=ANNA, call_id=-number)
        refused(phone, 487, call_id=-number, by_peer=True)
    assert rejections(phone) == [486]


def test_whoever_takes_a_contacts_name_is_bounded_too(phone: TestPhone) -> None:
    """A From header can be forged: six times as much as of a stranger, and no more."""
    phone.add_contact("Boris", "sip:boris@else.example")
    for number in range(1000):
        phone.engine.emit(
            MessageReceived("", b"sip:boris@else.example", b"", b"sip:me@x", b"text/plain", b"%d" % number)
        )
    phone.settle()
    assert len(phone.store.call_log.recent(limit=2000)) == 120


def test_ten_thousand_messages_of_a_stranger(phone: TestPhone) -> None:
    """Twenty a minute are read; the rest is one notice. A contact is read meanwhile."""
    for _ in range(2000):
        write_in(phone)
    assert len(phone.controller.views()) == 20
    phone.later(seconds=10)
    counts = [notice.count for notice in phone.said(CallsTurnedAway) if isinstance(notice, CallsTurnedAway)]
    assert counts == [1, 1979]
    phone.add_contact("Boris", "sip:boris@else.example")
    for _ in range(30):
        write_in(phone, "sip:boris@else.example")
    assert len(phone.controller.views()) == 50


def test_a_caller_whom_the_engine_had_no_place_for(phone: TestPhone) -> None:
    """Missed in the history, and told; nothing is sent any more."""
    phone.engine.emit(CallTurnedAway("office", 486, ANNA.encode(), b"Anna"))
    (view,) = phone.controller.views()
    assert (view.ended, view.by_itself, view.status) == (Ended.MISSED, ByItself.NO_PLACE, 486)
    assert phone.engine.commands == []
    assert phone.said(CallsTurnedAway) == [CallsTurnedAway(1, ByItself.NO_PLACE, ANNA, "Anna")]
    phone.settle()
    assert phone.store.call_log.recent()[0].by_itself is ByItself.NO_PLACE


def test_a_caller_with_whom_the_engine_cannot_talk(phone: TestPhone) -> None:
    """No codec or encryption in common is another reason; whoever asks anew with a longer session is not counted."""
    phone.engine.emit(CallTurnedAway("office", 488, ANNA.encode(), b"Anna"))
    phone.engine.emit(CallTurnedAway("office", 422, ANNA.encode(), b"Anna"))
    (view,) = phone.controller.views()
    assert (view.ended, view.by_itself) == (Ended.MISSED, ByItself.NOTHING_IN_COMMON)
    ringing = call_in(phone, call_id=-1)
    refused(phone, 422)
    assert phone.view(ringing).ended is Ended.FAILED


def test_blocking_whoever_rings_ends_the_ring(phone: TestPhone) -> None:
    """The list counts at once, but not for a call that is answered."""
    ringing = call_in(phone, call_id=-1)
    phone.settings = replace(phone.settings, blocked=(ANNA,))
    phone.controller.settings_changed()
    assert rejections(phone) == [603]
    assert phone.phase(ringing) is Phase.ENDING
    refused(phone, 603)
    phone.settle()
    assert [record.by_itself for record in phone.store.call_log.recent()] == [ByItself.BLOCKED]


def test_a_pace_is_counted_by_the_minute() -> None:
    """One of many, all together, and a clock that is set back."""
    pace = Pace(most_of_one=2, most_of_all=3)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert [pace.allows("a", now) for _ in range(3)] == [True, True, False]
    assert [pace.allows(party, now) for party in "bc"] == [True, False]
    assert pace.allows("a", now + timedelta(seconds=60))
    assert pace.allows("a", now - timedelta(days=1))
