"""Two windows write to each other on the wire: bubbles, what became of them, who writes, and a killed engine."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.calls.notices import EngineNotice
from softphone.calls.people import ContactDraft
from softphone.calls.settings import Settings
from softphone.gui.frame.rail import View
from softphone.gui.messages.conversation_page import ConversationPage
from tests.support.window_phone import WindowPhone, window_phone


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[WindowPhone, WindowPhone]]:
    """Anna and Boris, who know each other."""
    with ExitStack() as closing:
        anna, boris = (
            closing.enter_context(window_phone(qtbot, tmp_path / name)) for name in ("anna", "boris")
        )
        for phone, other, name in ((anna, boris, "Boris"), (boris, anna, "Anna")):
            draft = ContactDraft(None, name, ((address(other, name.lower()), ""),))
            phone.store.contact_book.save(draft).result(30)
            account = Account("me", address(phone, "boris" if name == "Anna" else "anna"))
            apply = phone.window.services.apply_settings
            assert apply is not None
            apply(Settings(accounts=(account,), default_account="me"))
            phone.engine.set_account(account, "")
        yield anna, boris


def address(phone: WindowPhone, user: str) -> str:
    return f"sip:{user}@127.0.0.1:{phone.udp_port}"


def page(phone: WindowPhone) -> ConversationPage:
    found = phone.window.findChild(ConversationPage)
    assert found is not None
    return found


def bubbles(phone: WindowPhone) -> list[tuple[str, str]]:
    """Text and fate of what stands on the page."""
    rows = page(phone).thread_view.model_.rows
    return [(row.said.text, row.said.fate.text) for row in rows if row.said is not None]


def send(phone: WindowPhone, text: str) -> None:
    field = page(phone).writing.text
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_two_windows_write_to_each_other(pair: tuple[WindowPhone, WindowPhone]) -> None:
    """What one sends is delivered and unread at the other, who opens it, begins to answer, and answers."""
    anna, boris = pair
    anna.window.messages.show(address(boris, "boris"))
    send(anna, "Lunch at noon?")
    anna.until(lambda: bubbles(anna) == [("Lunch at noon?", "delivered")])
    boris.until(lambda: boris.window.rail.badge(View.MESSAGES) == 1)
    boris.window.show_view(View.MESSAGES)
    boris.window.activateWindow()
    boris.until(lambda: bool(boris.window.column.messages.conversations))
    boris.window.messages.show(boris.window.column.messages.conversations[0].party_uri)
    assert bubbles(boris) == [("Lunch at noon?", "")]
    send(boris, "Yes")
    anna.until(lambda: [text for text, _ in bubbles(anna)] == ["Lunch at noon?", "Yes"])
    QTest.keyClicks(page(boris).writing.text, "and")
    anna.until(lambda: page(anna).typing.full_text() == "Boris is writing…")
    page(boris).writing.text.clear()
    anna.until(lambda: page(anna).typing.full_text() == "")
    boris.until(lambda: bubbles(boris)[-1] == ("Yes", "delivered"))
    anna.settle()
    (kept,) = anna.store.call_log.conversations()
    assert (kept.party_name, kept.text, kept.incoming) == ("Boris", "Yes", True)


def test_a_killed_engine_loses_no_message(pair: tuple[WindowPhone, WindowPhone]) -> None:
    """What is sent while there is no engine waits for the next one and arrives once; all is in the store."""
    anna, boris = pair
    anna.window.messages.show(address(boris, "boris"))
    send(anna, "before")
    anna.until(lambda: bubbles(anna) == [("before", "delivered")])
    pid = anna.engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    anna.until(
        lambda: any(isinstance(notice, EngineNotice) and not notice.ready for _, notice in anna.notices)
    )
    send(anna, "meanwhile")
    anna.until(lambda: bubbles(anna)[-1] == ("meanwhile", "delivered"))
    boris.settle()
    (talk,) = boris.store.call_log.conversations()
    received = boris.store.call_log.conversation(talk.party_uri)
    assert [record.message for record in received] == ["meanwhile", "before"]


def test_a_message_to_nobody_can_be_tried_again(pair: tuple[WindowPhone, WindowPhone]) -> None:
    """It says that it was not delivered; trying again sends one message, which stands in its place."""
    anna, boris = pair
    anna.window.messages.show("sip:nobody@127.0.0.1:9")
    send(anna, "hello?")
    anna.window.messages.show(address(boris, "boris"))
    send(anna, "hello!")
    anna.until(lambda: bubbles(anna) == [("hello!", "delivered")])
    anna.window.messages.show("sip:nobody@127.0.0.1:9")
    assert bubbles(anna)[0][0] == "hello?"
    for view in anna.controller.views():
        if view.ended is None:
            anna.controller.hang_up(view.attempt)
    anna.until(lambda: bubbles(anna) == [("hello?", "not sent")])
    anna.settle()
    page(anna).thread_view.retry.emit(page(anna).thread_view.model_.rows[1].record)
    anna.until(lambda: bubbles(anna) == [("hello?", "sending…")])
