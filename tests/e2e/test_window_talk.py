"""Three windows talk with one another over their engines: hold, swap, conference, transfer, a second caller."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.rail import View
from tests.support.window_phone import WindowPhone, window_phone

pytestmark = pytest.mark.timeout(60)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def phones(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[list[WindowPhone]]:
    """Ours first. Each is of the same house as the others, so that a transfer within it is done without asking."""
    with ExitStack() as closing:
        made = []
        for name in ("anna", "boris", "clara"):
            account = Account(id=name, uri=f"sip:{name}@127.0.0.1")
            settings = Settings(accounts=(account,), default_account=name)
            made.append(closing.enter_context(window_phone(qtbot, tmp_path / name, settings=settings)))
        yield made


def address(phone: WindowPhone, user: str) -> str:
    return f"sip:{user}@127.0.0.1:{phone.udp_port}"


def ring(caller: WindowPhone, callee: WindowPhone, user: str) -> None:
    before = len(callee.controller.views())
    caller.controller.place_call(address(callee, user))
    callee.until(lambda: len(callee.controller.views()) > before)


def talk(caller: WindowPhone, callee: WindowPhone, user: str) -> None:
    """A call from one to the other, answered."""
    ring(caller, callee, user)
    callee.controller.answer(callee.newest().attempt)
    caller.until(lambda: caller.newest().phase is Phase.CONNECTED)
    callee.until(lambda: callee.newest().phase is Phase.CONNECTED)
    caller.window.news.show_attempt(caller.newest().attempt)


def with_(phone: WindowPhone, user: str) -> CallView:
    """The call of `phone` with whom it called as `user`."""
    return next(view for view in phone.controller.views() if f":{user}@" in view.party_uri)


def keys(phone: WindowPhone, key: Qt.Key) -> None:
    """With Control, in this window: one of three has the keyboard."""
    phone.window.activateWindow()
    phone.until(phone.window.isActiveWindow)
    QTest.keyClick(phone.window, key, CONTROL)


def type_and_enter(phone: WindowPhone, name: str, text: str) -> None:
    phone.until(lambda: phone.find(name, QLineEdit) is not None)
    field = phone.find(name, QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_two_calls_are_held_swapped_and_merged(phones: list[WindowPhone]) -> None:
    """Calling somebody else holds the first; one click swaps, one click makes a conference."""
    us, boris, clara = phones
    talk(us, boris, "boris")
    us.click_when_there("Hold")
    us.until(lambda: us.newest().held and us.shows("is on hold"))
    boris.until(lambda: boris.newest().held_by_peer)
    us.click_when_there("Resume")
    us.until(lambda: not us.newest().held)
    keys(us, Qt.Key.Key_J)
    type_and_enter(us, "Call somebody else", address(clara, "clara"))
    clara.until(lambda: Phase.INCOMING in clara.phases())
    clara.click_when_there("Answer")
    us.until(lambda: with_(us, "clara").phase is Phase.CONNECTED and with_(us, "boris").held)
    us.click_when_there("Swap")
    us.until(lambda: with_(us, "clara").held and not with_(us, "boris").held)
    us.click_when_there("Merge")
    us.until(lambda: with_(us, "clara").in_conference and with_(us, "boris").in_conference)
    us.until(lambda: us.shows("Conference: you, "))
    us.controller.hang_up(with_(us, "clara").attempt)
    us.controller.hang_up(with_(us, "boris").attempt)
    us.until(lambda: us.phases() == [Phase.ENDED, Phase.ENDED])


def test_a_call_is_handed_over_and_the_outcome_is_said(phones: list[WindowPhone]) -> None:
    """Blind, from the field on the page: the others talk, we are out, and the page says so."""
    us, boris, clara = phones
    talk(us, boris, "boris")
    keys(us, Qt.Key.Key_T)
    type_and_enter(us, "Transfer boris to", address(clara, "clara"))
    clara.until(lambda: Phase.INCOMING in clara.phases())
    clara.click_when_there("Answer")
    us.until(lambda: us.phases() == [Phase.ENDED])
    assert us.shows("The call was handed over")
    assert us.shows("boris is talking with ")
    boris.until(lambda: boris.newest().phase is Phase.CONNECTED)


def test_a_transfer_that_fails_keeps_the_call(phones: list[WindowPhone]) -> None:
    """Nobody there: the page says so, and that the other side is still here."""
    us, boris, clara = phones
    talk(us, boris, "boris")
    keys(us, Qt.Key.Key_T)
    type_and_enter(us, "Transfer boris to", address(clara, "clara"))
    clara.until(lambda: Phase.INCOMING in clara.phases())
    clara.click_when_there("Decline")
    us.until(lambda: us.shows("boris is still here"))
    assert us.phases() == [Phase.CONNECTED]


def test_whoever_was_asked_first_is_connected(phones: list[WindowPhone]) -> None:
    """Attended: the others talk with each other, we are out, and the page says who talks with whom."""
    us, boris, clara = phones
    talk(us, boris, "boris")
    keys(us, Qt.Key.Key_T)
    us.until(lambda: us.find("Transfer boris to", QLineEdit) is not None)
    field = us.find("Transfer boris to", QLineEdit)
    assert field is not None
    QTest.keyClicks(field, address(clara, "clara"))
    us.click("Ask first")
    clara.until(lambda: Phase.INCOMING in clara.phases())
    clara.click_when_there("Answer")
    us.until(lambda: with_(us, "clara").phase is Phase.CONNECTED)
    us.until(lambda: us.shows("boris waits on hold."))
    us.click_when_there("Connect them")
    us.until(lambda: us.phases() == [Phase.ENDED, Phase.ENDED])
    assert us.shows("boris is talking with ")
    boris.until(lambda: boris.newest().phase is Phase.CONNECTED and not boris.newest().held_by_peer)
    clara.until(lambda: clara.newest().phase is Phase.CONNECTED)


def test_a_second_caller_is_answered_over_the_running_call(phones: list[WindowPhone]) -> None:
    """A banner over the page; the keys answer, the first is on hold, and comes back with one click."""
    us, boris, clara = phones
    talk(us, boris, "boris")
    ring(clara, us, "anna")
    us.until(lambda: us.shows("is calling you."))
    first = with_(us, "boris").attempt
    assert us.window.pages.is_showing_call(first)
    us.until(us.button("Answer").isEnabled)  # presses count
    keys(us, Qt.Key.Key_Return)
    us.until(lambda: us.newest().phase is Phase.CONNECTED and with_(us, "boris").held)
    boris.until(lambda: boris.newest().held_by_peer)
    clara.controller.hang_up(clara.newest().attempt)
    us.until(lambda: us.newest().phase is Phase.ENDED)
    us.window.show_view(View.CALLS)
    us.window.news.show_attempt(first)
    us.click_when_there("Resume")
    us.until(lambda: not with_(us, "boris").held)
    boris.until(lambda: not boris.newest().held_by_peer)
