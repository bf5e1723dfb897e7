"""SIP messages: sent, redirected, failed, and those that come in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.company_events import MessageAnswered, MessageReceived
from softphone.calls.following import OnRedirect
from softphone.calls.notices import CallChanged
from softphone.calls.offer import Action, Choice
from softphone.calls.records import Direction, Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase, Stopped
from tests.support.core_phone import TestPhone, response, running_phone

BOB, NEW, NEWER = "sip:bob@example.com", "sip:bob@new.example.com", "sip:bob@newer.example.com"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def answered(phone: TestPhone, status: int, *contacts: str) -> None:
    """The newest MESSAGE gets its final answer."""
    message = phone.engine.messages[-1]
    raw = response(status, *contacts, to=message.request_uri)
    phone.engine.emit(
        MessageAnswered(message.call_id, status, "Whatever", raw, "udp", "127.0.0.1:5060", False, None)
    )


def received(
    phone: TestPhone,
    body: bytes,
    content_type: bytes = b"text/plain",
    *,
    caller: bytes = b"sip:anna@else.example",
) -> None:
    phone.engine.emit(MessageReceived("", caller, b'Anna "A"', b"sip:me@here", content_type, body))


def test_a_message_that_is_taken(phone: TestPhone) -> None:
    """A MESSAGE goes out instead of an INVITE; 2xx is sent, in the history with its text, without a tone."""
    attempt = phone.controller.send_message(BOB, "hello")
    (message,) = phone.engine.messages
    assert (message.request_uri, message.text, phone.engine.invites) == (BOB, "hello", [])
    assert phone.view(attempt).message == "hello"
    answered(phone, 202)
    assert (phone.phase(attempt), phone.view(attempt).ended) == (Phase.ENDED, Ended.SENT)
    phone.settle()
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.message) == (Ended.SENT, "hello")
    assert phone.engine.tones == []


def test_a_redirected_message_is_a_card_like_a_call(phone: TestPhone) -> None:
    """The card knows the text; *call* sends it to the address chosen, through the proxy of a 305 if it is one."""
    attempt = phone.controller.send_message(BOB, "hello")
    answered(phone, 302, f"<{NEW}?Subject=Hi>;q=0.5", f"<{NEWER}>")
    offer = phone.view(attempt).offer
    assert offer is not None
    assert (offer.message, [option.dial_uri for option in offer.options]) == ("hello", [NEWER, NEW])
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 2))
    message = phone.engine.messages[-1]
    assert (message.request_uri, message.text, message.headers) == (NEW, "hello", (("Subject", "Hi"),))
    answered(phone, 305, "<sip:proxy.example.com>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    message = phone.engine.messages[-1]
    assert (message.request_uri, message.route, message.text) == (NEW, "sip:proxy.example.com", "hello")
    answered(phone, 200)
    assert phone.view(attempt).ended is Ended.SENT
    assert phone.engine.invites == []


def test_loops_hops_and_failures_are_those_of_calls(tmp_path: Path) -> None:
    """The next target after a failure, the end after a 6xx, a loop and too many hops."""
    with running_phone(tmp_path, on_redirect=OnRedirect.FOLLOW) as phone:
        attempt = phone.controller.send_message(BOB, "1")
        answered(phone, 300, f"<{NEW}>", f"<{NEWER}>;q=0.5")
        answered(phone, 404)
        assert phone.engine.messages[-1].request_uri == NEWER
        answered(phone, 603)
        assert phone.view(attempt).ended is Ended.FAILED
        attempt = phone.controller.send_message(BOB, "2")
        answered(phone, 302, f"<{NEW}>")
        answered(phone, 302, f"<{BOB}>")
        assert phone.view(attempt).stopped is Stopped.LOOP
        attempt = phone.controller.send_message("sip:hop@0.example.com", "3")
        for hop in range(1, 8):
            if phone.phase(attempt) is Phase.ENDED:
                break
            answered(phone, 302, f"<sip:hop@{hop}.0.example.com>")
        assert phone.view(attempt).stopped is Stopped.TOO_MANY_HOPS


def test_hanging_up_ends_a_message_at_once(phone: TestPhone) -> None:
    """There is no CANCEL for a MESSAGE; a late answer changes nothing any more."""
    attempt = phone.controller.send_message(BOB, "hello")
    phone.controller.hang_up(attempt)
    assert phone.view(attempt).ended is Ended.CANCELLED
    answered(phone, 200)
    assert phone.view(attempt).ended is Ended.CANCELLED


def test_a_lost_engine_loses_the_message(phone: TestPhone) -> None:
    """Nobody knows whether it came."""
    attempt = phone.controller.send_message(BOB, "hello")
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(1,)))
    assert phone.view(attempt).ended is Ended.LOST


def test_an_im_address_is_the_sip_address_of_the_same_user(tmp_path: Path) -> None:
    """And a name alone is completed with the account's domain."""
    settings = Settings(accounts=(Account("office", "sip:me@office.example"),))
    with running_phone(tmp_path, settings=settings) as phone:
        for typed in ("im:bob@example.com?subject=x", "IM:bob@example.com", "bob"):
            phone.controller.send_message(typed, "hello")
        addresses = [message.request_uri for message in phone.engine.messages]
        assert addresses == [BOB, BOB, "sip:bob@office.example"]


def test_a_message_that_comes_in(phone: TestPhone) -> None:
    """It is over when it is told: who, what, in the history; no tone, no phase before."""
    phone.add_contact("Anna K.", "sip:anna@else.example")
    received(phone, "Привет\r\nмир\u202e".encode("koi8-r", "ignore"), b"text/plain; charset=koi8-r")
    (notice,) = phone.said(CallChanged)
    assert isinstance(notice, CallChanged)
    view = notice.view
    assert (view.phase, view.ended, view.direction) == (Phase.ENDED, Ended.RECEIVED, Direction.INCOMING)
    assert (view.party_name, view.message) == ("Anna K.", "Привет\nмир")
    phone.settle()
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.message, record.party_uri) == (
        Ended.RECEIVED,
        "Привет\nмир",
        "sip:anna@else.example",
    )
    assert phone.engine.tones == []


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        (b"", b"plain", "plain"),
        (b"TEXT/Plain;charset=UTF-8", b"\x1b[31mred\x00 \xff", "[31mred \ufffd"),
        (b"text/plain;charset=no-such", "ж".encode(), "ж"),
        (b"image/png", b"x" * 1500, "[image/png, 2 kB]"),
        (
            b"multipart/mixed;boundary=x",
            (
                b"--x\r\nContent-Type: image/png\r\n\r\n?\r\n--x\r\nContent-Type: text/plain;charset=utf-8\r\n"
                b"Content-Transfer-Encoding: base64\r\n\r\n0L/RgNC40LLQtdGC\r\n--x--\r\n"
            ),
            "привет",
        ),
        (b"multipart/mixed;boundary=y", b"nothing", "[multipart/mixed, 1 kB]"),
        (b"\xff\xfe", b"odd", "odd"),
    ],
)
def test_whatever_comes_can_be_shown(phone: TestPhone, content_type: bytes, body: bytes, text: str) -> None:
    """Text by its charset, anything else by its type and size."""
    received(phone, body, content_type)
    assert phone.controller.views()[-1].message == text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (b"application/im-iscomposing+xml", b"<isComposing/>"),
        (b"message/imdn+xml", b"<imdn/>"),
        (b"text/plain", b" \r\n"),
        (b"text/plain", b"\xe2\x80\x8b"),
    ],
)
def test_what_is_not_for_people_is_not_told(phone: TestPhone, content_type: bytes, body: bytes) -> None:
    """That somebody is typing is no message."""
    received(phone, body, content_type)
    assert phone.controller.views() == ()


def test_messages_fill_no_memory(phone: TestPhone) -> None:
    """The last 200 of a run are remembered, each cut to what a person reads."""
    for number in range(230):
        phone.later(seconds=5)
        received(phone, b"%d " % number + b"x" * 60_000)
    views = phone.controller.views()
    assert len(views) == 200
    assert all(len(view.message or "") <= 16_000 for view in views)
