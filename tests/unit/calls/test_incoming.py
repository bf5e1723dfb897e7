"""Calls that come in: by the person's rules, at their click, and when neither holds any more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.call_engine import Tone
from softphone.calls.call_events import CallAnswered
from softphone.calls.notices import CallChanged
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import Direction, Ended
from softphone.calls.rules import DivertKind, DivertWhen
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.sip.errors import SipParseError
from tests.support.core_phone import TestPhone, running_phone
from tests.unit.calls.incoming_invites import ANNA, BORIS, ME, add_rule, call_in, refused, rule

OFFICE = Account("office", ME)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(OFFICE,), default_account="office")) as running:
        yield running


def contacts(phone: TestPhone) -> list[str]:
    return [value for name, value in phone.engine.redirects[-1].headers if name == "Contact"]


def phases_told(phone: TestPhone) -> list[Phase]:
    return [notice.view.phase for notice in phone.notices if isinstance(notice, CallChanged)]


def test_a_caller_is_forwarded_without_a_sound(phone: TestPhone) -> None:
    """*Always*: 302 at once, no ring tone, and the window hears of it when it is over."""
    kept = add_rule(phone, rule(expires_s=3600))
    attempt = call_in(phone, account_id="office")
    (redirect,) = phone.engine.redirects
    assert (redirect.call_id, redirect.status, redirect.reason) == (-1, 302, "Moved Temporarily")
    assert redirect.headers == (
        ("Contact", f"<{BORIS}>;expires=3600"),
        ("Diversion", f"<{ME}>;reason=unconditional;counter=1"),
    )
    assert (phone.engine.tones, phone.notices) == ([], [])
    refused(phone, 302)
    assert phases_told(phone) == [Phase.ENDED]
    view = phone.view(attempt)
    assert (view.ended, view.diversion, view.status) == (Ended.DIVERTED, kept, 302)
    phone.settle()
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.moved_status, record.direction) == (Ended.DIVERTED, 302, Direction.INCOMING)


def test_a_double_click_answers_once(phone: TestPhone) -> None:
    """The engine is asked once, also when the other side's ACK is late."""
    attempt = call_in(phone)
    phone.controller.answer(attempt)
    phone.controller.answer(attempt)
    assert [command[:2] for command in phone.engine.commands] == [("answer", -1)]


def test_a_moved_person_says_301(phone: TestPhone) -> None:
    """*I have moved* names the new address and no time."""
    add_rule(phone, rule(kind=DivertKind.MOVED))
    call_in(phone)
    assert phone.engine.redirects[0].status == 301
    assert contacts(phone) == [f"<{BORIS}>"]


def test_alternatives_are_in_contacts_and_body(phone: TestPhone) -> None:
    """380 as the form has it: what can be called in Contacts, everything in a body of two parts."""
    add_rule(
        phone, rule(BORIS, "mailto:me@office.example", kind=DivertKind.ALTERNATIVES, text="Back on Monday.")
    )
    call_in(phone)
    (redirect,) = phone.engine.redirects
    assert (redirect.status, contacts(phone)) == (380, [f"<{BORIS}>"])
    assert redirect.content_type.startswith("multipart/mixed;boundary=")
    assert "Back on Monday." in redirect.body
    assert 'uri="mailto:me@office.example"' in redirect.body


def test_a_rule_is_for_the_person_it_names(phone: TestPhone) -> None:
    """Known by a former address too; others ring."""
    anna = phone.add_contact("Anna", "sip:anna@old.example")
    phone.store.contact_book.move_address(
        old_uri="sip:anna@old.example",
        new_uri="sip:anna@new.example",
        status=301,
        name="",
        moved_at=phone.now,
    ).result(timeout=30)
    add_rule(phone, rule(contact_id=anna.id))
    stranger = call_in(phone, caller=ANNA, call_id=-1)
    assert phone.phase(stranger) is Phase.INCOMING
    call_in(phone, caller="sip:anna@old.example", call_id=-2)
    call_in(phone, caller="sip:anna@new.example", call_id=-3)
    assert [redirect.call_id for redirect in phone.engine.redirects] == [-2, -3]


def test_busy_is_while_another_call_is_on(phone: TestPhone) -> None:
    """Talking, calling or ringing elsewhere; an offer that waits, a message and an ended call are no calls."""
    add_rule(phone, rule(when=DivertWhen.BUSY))
    first = call_in(phone, call_id=-1)
    assert phone.phase(first) is Phase.INCOMING
    call_in(phone, call_id=-2)
    assert [redirect.call_id for redirect in phone.engine.redirects] == [-2]
    assert phone.engine.redirects[0].headers[1][1].endswith("reason=user-busy;counter=1")
    phone.controller.reject(first)
    refused(phone, 486, call_id=-1)
    refused(phone, 302, call_id=-2)
    phone.controller.send_message("sip:bob@example.com", "hello")
    phone.call("sip:old@example.com")
    phone.redirect(302, "<sip:new@example.com>")
    assert phone.phase(call_in(phone, call_id=-3)) is Phase.INCOMING


def test_nobody_answers_for_twenty_seconds(phone: TestPhone) -> None:
    """It rings as ever, and is sent on when the time is over."""
    add_rule(phone, rule(when=DivertWhen.NO_ANSWER, after_s=20))
    attempt = call_in(phone)
    assert phone.engine.tones == [Tone.RINGTONE]
    phone.later(seconds=19)
    assert phone.engine.redirects == []
    phone.later(seconds=1)
    assert phone.engine.redirects[0].headers[1][1].endswith("reason=no-answer;counter=1")
    assert phone.engine.tones[-1] is Tone.NONE
    refused(phone, 302)
    assert phone.view(attempt).ended is Ended.DIVERTED


@pytest.mark.parametrize("done", ["answered", "accepted", "refused", "gone", "hung-up"])
def test_the_time_means_nothing_once_it_rings_no_more(phone: TestPhone, done: str) -> None:
    """Answered, refused or given up meanwhile: no 3xx comes late, not even between the click and the 2xx."""
    add_rule(phone, rule(when=DivertWhen.NO_ANSWER))
    attempt = call_in(phone)
    match done:
        case "answered":
            phone.controller.answer(attempt)
            phone.engine.emit(CallAnswered(-1))
        case "accepted":
            phone.controller.answer(attempt)
        case "refused":
            phone.controller.reject(attempt)
        case "gone":
            refused(phone, 487, by_peer=True)
        case "hung-up":
            phone.controller.hang_up(attempt)
    phone.later(seconds=60)
    assert phone.engine.redirects == []


def test_a_rule_that_changes_while_it_rings_counts_as_it_is_then(phone: TestPhone) -> None:
    """Longer: it waits for the rest. Switched off: it goes on ringing."""
    kept = add_rule(phone, rule(when=DivertWhen.NO_ANSWER, after_s=20))
    call_in(phone)
    phone.later(seconds=10)
    add_rule(phone, replace(kept, after_s=30))
    phone.later(seconds=10)
    assert phone.engine.redirects == []
    phone.later(seconds=10)
    assert len(phone.engine.redirects) == 1
    refused(phone, 302)
    call_in(phone, call_id=-2)
    add_rule(phone, replace(kept, enabled=False))
    phone.later(seconds=60)
    assert len(phone.engine.redirects) == 1


def test_a_caller_in_a_circle_rings(phone: TestPhone) -> None:
    """Nobody is sent back to where they came from, and the person hears the phone."""
    add_rule(phone, rule())
    attempt = call_in(phone, f"Diversion: <{BORIS}>;reason=unconditional", account_id="office")
    assert phone.phase(attempt) is Phase.INCOMING
    assert phone.engine.tones == [Tone.RINGTONE]
    assert phone.engine.redirects == []


def test_a_call_is_diverted_once(phone: TestPhone) -> None:
    """What has been answered with a 3xx is not answered again, by nobody."""
    add_rule(phone, rule())
    add_rule(phone, rule(when=DivertWhen.NO_ANSWER, after_s=1))
    attempt = call_in(phone)
    phone.later(seconds=5)
    phone.controller.deflect(attempt, BORIS)
    phone.controller.answer(attempt)
    phone.controller.reject(attempt)
    assert len(phone.engine.redirects) == 1
    assert phone.engine.commands == []


def test_a_cancel_that_crosses_the_answer_is_a_missed_call(phone: TestPhone) -> None:
    """The caller gave up: nobody was sent anywhere."""
    add_rule(phone, rule())
    attempt = call_in(phone)
    refused(phone, 487, by_peer=True)
    view = phone.view(attempt)
    assert (view.ended, view.diversion) == (Ended.MISSED, None)
    phone.settle()
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.moved_status) == (Ended.MISSED, None)


def test_a_lost_engine_ends_a_call_that_was_being_diverted(phone: TestPhone) -> None:
    """It is told then, though it was quiet so far."""
    add_rule(phone, rule())
    attempt = call_in(phone)
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(-1,)))
    assert phone.view(attempt).ended is Ended.LOST
    assert phases_told(phone) == [Phase.ENDED]


def test_rules_that_cannot_be_read_let_it_ring(phone: TestPhone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged database must not make the phone unreachable."""

    def fail() -> None:
        raise StoreFailedError("the disk is gone")

    monkeypatch.setattr(phone.store.diversions, "diversions", fail)
    assert phone.phase(call_in(phone)) is Phase.INCOMING


def test_deflect_to_somebody(phone: TestPhone) -> None:
    """From the ringing call: 302 with the reason deflection, through the account's dialling rule."""
    attempt = call_in(phone, account_id="office")
    phone.controller.deflect(attempt, "+7 (495) 555-01-01")
    assert contacts(phone) == ["<sip:+74955550101@office.example;user=phone>"]
    assert phone.engine.redirects[0].headers[1][1] == f"<{ME}>;reason=deflection;counter=1"
    assert phone.phase(attempt) is Phase.ENDING
    refused(phone, 302)
    view = phone.view(attempt)
    assert view.ended is Ended.DIVERTED
    assert view.diversion is not None
    assert view.diversion.targets[0].uri == "sip:+74955550101@office.example;user=phone"


def test_deflecting_to_no_address_is_explained_at_the_letter(phone: TestPhone) -> None:
    """The call goes on ringing."""
    attempt = call_in(phone, account_id="office")
    for wrong in ("", "bo b", "javascript:alert(1)", "sip:bob@exa mple", "sip:bob@example.com;transport=ws"):
        with pytest.raises(SipParseError):
            phone.controller.deflect(attempt, wrong)
    assert phone.phase(attempt) is Phase.INCOMING
    phone.controller.answer(attempt)
    phone.controller.deflect(attempt, BORIS)
    assert phone.engine.redirects == []


def test_who_sent_the_caller_here_is_told(phone: TestPhone) -> None:
    """The newest diversion, by the contacts' name, else the one in the header made safe, else the address."""
    phone.add_contact("The boss", "sip:boss@else.example")
    told = []
    for number, header in enumerate(
        (
            'Diversion: "The Queen" <sip:boss@else.example>;reason=no-answer, <sip:x@y.example>',
            'diversion : "Line \u202e1020" <sip:1020@pbx.example>',
            "Diversion: <sip:1020@pbx.example>;reason=deflection",
            "Diversion: <<",
            "Subject: Diversion: <sip:x@y.example>",
        )
    ):
        told.append(phone.view(call_in(phone, header, call_id=-1 - number)).diverted_by)
    assert told == ["The boss", "Line 1020", "1020", "", ""]


def test_the_messages_of_a_call_are_kept_for_the_picture(phone: TestPhone) -> None:
    """With their leg, also those before the call was told and after its end; nobody is told of each."""

    def seen(call_id: int, raw: bytes) -> ev.MessageSeen:
        return ev.MessageSeen(call_id, sent=True, at=1.5, transport="udp", peer="127.0.0.1:5060", raw=raw)

    phone.engine.emit(seen(-1, b"INVITE"))
    incoming = call_in(phone)
    assert [message.raw for message in phone.view(incoming).messages] == [b"INVITE"]
    outgoing = phone.call("sip:old@example.com")
    phone.engine.emit(seen(1, b"INVITE"))
    phone.redirect(302, "<sip:new@example.com>")
    phone.engine.emit(seen(1, b"ACK"))
    phone.controller.hang_up(outgoing)
    told = len(phone.notices)
    for number in range(300):
        phone.engine.emit(seen(1, b"%d" % number))
    assert len(phone.notices) == told
    messages = phone.view(outgoing).messages
    assert [message.raw for message in messages[:3]] == [b"INVITE", b"ACK", b"0"]
    assert len(messages) == 200
    assert messages[0].leg == 0
    assert messages[0].at.timestamp() == 1.5


def test_a_thousand_diverted_callers_fill_no_memory(phone: TestPhone) -> None:
    """The history keeps them; the phone remembers the last ones."""
    add_rule(phone, rule())
    for number in range(1, 230):
        call_in(phone, call_id=-number)
        refused(phone, 302, call_id=-number)
    assert len(phone.controller.views()) == 200


def test_a_thousand_missed_calls_fill_no_memory_either(phone: TestPhone) -> None:
    """What goes on stays; of what is over, the last ones do. One a minute is no flood."""
    talking = call_in(phone, call_id=-1)
    for number in range(2, 530):
        phone.later(minutes=1)
        call_in(phone, call_id=-number)
        refused(phone, 487, call_id=-number, by_peer=True)
    attempts = [view.attempt for view in phone.controller.views()]
    assert (len(attempts), attempts[0]) == (501, talking)
