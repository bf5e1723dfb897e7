"""The window on real parts: the demo exchange, the engine's process, a SQLite file. Only the screen is virtual."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.notices import EngineNotice
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.demo.exchange import DemoAddresses, DemoExchange, demo_account, demo_contacts
from softphone.gui.frame.rail import View
from tests.support.window_phone import WindowPhone, window_phone

Number = Callable[[str], str]


@pytest.fixture
def addresses() -> Iterator[DemoAddresses]:
    exchange = DemoExchange()
    try:
        yield exchange.start()
    finally:
        exchange.close()


@pytest.fixture
def uri(addresses: DemoAddresses) -> Number:
    """The address of a user of the exchange."""
    return lambda user: f"sip:{user}@127.0.0.1:{addresses.udp_port}"


@pytest.fixture
def phone(
    addresses: DemoAddresses, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[WindowPhone]:
    account, password = demo_account(addresses)
    with window_phone(
        qtbot,
        tmp_path / "profile",
        settings=Settings(accounts=(account,), default_account=account.id),
        passwords={account.id: password},
        contacts=demo_contacts(addresses),
        demo=True,
    ) as running:
        running.until(running.registered)
        yield running


def test_told_of_the_move_save_and_talk(phone: WindowPhone, uri: Number) -> None:
    """Dial the contact who moved, take *Update contact & call*: the contact is updated and the call is up."""
    phone.controller.place_call(uri("moved"))
    phone.until(lambda: phone.shows("Update contact & call"))
    phone.until(phone.takes_presses)
    phone.click("Update contact & call")
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    phone.until(lambda: phone.shows("was updated"))
    anna = phone.store.contact_book.find_by_uri(uri("anna"))
    assert anna is not None
    assert [former.uri for former in anna.former] == [uri("moved")]
    phone.click("Hang up")
    phone.until(lambda: phone.phases() == [Phase.ENDED])
    phone.click("Undo")
    phone.until(lambda: phone.store.contact_book.find_by_uri(uri("anna")) is None)


def test_a_click_in_the_first_half_second_takes_nothing(phone: WindowPhone, uri: Number) -> None:
    """A click that was meant for what stood there before does not answer the offer."""
    phone.controller.place_call(uri("moved"))
    phone.until(lambda: phone.shows("Call once"))
    phone.click("Call once")
    assert phone.phases() == [Phase.CHOOSING]


def test_a_call_that_goes_on_is_no_history_yet(phone: WindowPhone, uri: Number) -> None:
    """The history lists a call when it is over."""
    phone.controller.place_call(uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    phone.window.show_view(View.HISTORY)
    phone.store.database.run_on_writer("settle", lambda: None).result(timeout=30)
    history = phone.window.column.panel(View.HISTORY).list
    assert history.model().rowCount() == 0
    phone.controller.hang_up(1)
    phone.until(lambda: history.model().rowCount() == 2)  # the day and the call


def test_an_emergency_is_called_on_one_deliberate_click(phone: WindowPhone, uri: Number) -> None:
    """The IMS body of a 380: the red row calls the service through the account's server, and nothing else does."""
    phone.window.dial(uri("emergency"))
    phone.until(lambda: phone.shows("Call emergency"))
    phone.until(phone.takes_presses)
    QTest.keyClick(phone.window, Qt.Key.Key_Return)
    assert phone.phases() == [Phase.CHOOSING]
    phone.click("Call emergency: Emergency service")
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    assert phone.controller.views()[0].legs[-1].uri == "urn:service:sos"


@pytest.mark.timed
def test_the_engine_is_killed_in_a_call(phone: WindowPhone, uri: Number) -> None:
    """Told within 1 s which call was lost, registered again within 3 s, contacts and history whole, calls go on."""
    contacts = phone.store.contact_book.contacts()
    took_s = []
    for _ in range(3):
        attempt = phone.controller.place_call(uri("echo"))
        phone.until(lambda: phone.phases() == [Phase.CONNECTED])
        took_s.append(_lost_and_back(phone, signal.SIGKILL))
        assert phone.store.contact_book.contacts() == contacts
        phone.until(lambda: phone.store.call_log.recent()[0].ended is Ended.LOST)
        phone.controller.dismiss(attempt)
        if took_s[-1][0] < 1 and took_s[-1][1] < 3:
            break
    else:
        raise AssertionError(took_s)
    phone.controller.place_call(uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])


def _lost_and_back(phone: WindowPhone, number: int) -> tuple[float, float]:
    """Take the engine away in a call. Seconds until that is told, and until the phone is registered again."""
    pid = phone.engine.pid
    assert pid is not None
    begun = time.monotonic()
    os.kill(pid, number)
    phone.until(lambda: phone.phases() == [Phase.ENDED] and phone.shows("Echo test"))
    lost = [notice for _, notice in phone.notices if isinstance(notice, EngineNotice) and not notice.ready]
    assert lost[-1].lost == ("Echo test",)
    told_s = time.monotonic() - begun
    phone.until(lambda: phone.registered(begun))
    return told_s, time.monotonic() - begun


@pytest.mark.timed
def test_the_engine_hangs_in_a_call(phone: WindowPhone, uri: Number) -> None:
    """A stopped engine is noticed within 1 s and replaced; the phone is registered again within 3 s more."""
    took_s = []
    for _ in range(3):
        attempt = phone.controller.place_call(uri("echo"))
        phone.until(lambda: phone.phases() == [Phase.CONNECTED])
        took_s.append(_lost_and_back(phone, signal.SIGSTOP))
        phone.controller.dismiss(attempt)
        if took_s[-1][0] < 1.2 and took_s[-1][1] < 4.2:
            return
    raise AssertionError(took_s)
