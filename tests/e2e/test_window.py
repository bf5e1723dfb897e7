"""The window on real parts: the demo exchange, the engine's process, a SQLite file. Only the screen is virtual."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.controller import CallController
from softphone.calls.engine_events import RegistrationState
from softphone.calls.notices import EngineNotice, Notice, Phase, RegistrationNotice
from softphone.calls.settings import Settings
from softphone.calls.values import Ended
from softphone.calls.world import World
from softphone.demo.exchange import DemoAddresses, DemoExchange, demo_account, demo_contacts
from softphone.demo.passwords import DemoPasswords
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.post import QtPost
from softphone.gui.services import Services
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

_GUARD_MS = 550  # a card takes no click in its first half second


@dataclass
class WindowPhone:
    """The whole phone in this process; only its engine is in another."""

    window: MainWindow
    controller: CallController
    engine: EngineClient
    store: Store
    addresses: DemoAddresses
    qtbot: QtBot
    notices: list[tuple[float, Notice]] = field(default_factory=list)

    def until(self, condition: Callable[[], bool], timeout_s: float = 10) -> None:
        self.qtbot.waitUntil(condition, timeout=round(timeout_s * 1000))

    def uri(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self.addresses.udp_port}"

    def phases(self) -> list[Phase]:
        return [view.phase for view in self.controller.views()]

    def registered(self, since: float = 0) -> bool:
        return any(
            isinstance(notice, RegistrationNotice)
            and notice.state is RegistrationState.REGISTERED
            and at > since
            for at, notice in self.notices
        )

    def button(self, name: str) -> QAbstractButton:
        found = [
            b
            for b in self.window.findChildren(QAbstractButton)
            if b.accessibleName() == name and b.isVisible()
        ]
        assert found, f"there is no button {name!r}"
        return found[0]

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def shows(self, text: str) -> bool:
        return any(
            text in str(widget.property("text") or "") or text in widget.accessibleName()
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
        )


@pytest.fixture
def phone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WindowPhone]:
    with ExitStack() as closing:
        exchange = DemoExchange()
        closing.callback(exchange.close)
        addresses = exchange.start()
        account, password = demo_account(addresses)
        store = open_store(Profile.at(tmp_path / "profile"))
        closing.callback(store.close)
        settings = Settings(accounts=(account,), default_account=account.id)
        store.settings_file.save(settings)
        for draft in demo_contacts(addresses):
            store.contact_book.save(draft).result(timeout=5)
        post = QtPost()
        config = EngineConfig(bind_address="127.0.0.1", sound=SoundMode.FILES)
        engine = EngineClient(post=post.post, config=config)
        closing.callback(engine.close)
        engine.start()
        controller = CallController(
            World(
                engine=engine,
                book=store.contact_book,
                log=store.call_log,
                reminders=store.reminders,
                rules=store.redirect_rules,
                diversions=store.diversions,
                settings=lambda: settings,
                now=lambda: datetime.now(UTC),
                post=post.post,
                after=post.after,
            )
        )
        closing.callback(controller.close)
        window = MainWindow(
            Services(
                phone=controller,
                contacts=store.contact_book,
                log=store.call_log,
                reminders=store.reminders,
                rules=store.redirect_rules,
                diversions=store.diversions,
                settings=store.settings_file,
                passwords=DemoPasswords({account.id: password}),
                set_account=engine.set_account,
                remove_account=engine.remove_account,
                set_audio=engine.set_audio,
                demo=True,
            )
        )
        qtbot.addWidget(window)
        controller.subscribe(window.on_notice)
        running = WindowPhone(window, controller, engine, store, addresses, qtbot)
        controller.subscribe(lambda notice: running.notices.append((time.monotonic(), notice)))
        window.show()
        running.until(running.registered)
        yield running


def test_told_of_the_move_save_and_talk(phone: WindowPhone) -> None:
    """Dial the contact who moved, take *Update contact & call*: the contact is updated and the call is up."""
    phone.controller.place_call(phone.uri("moved"))
    phone.until(lambda: phone.shows("Update contact & call"))
    phone.qtbot.wait(_GUARD_MS)
    phone.click("Update contact & call")
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    phone.until(lambda: phone.shows("was updated"))
    anna = phone.store.contact_book.find_by_uri(phone.uri("anna"))
    assert anna is not None
    assert [former.uri for former in anna.former] == [phone.uri("moved")]
    phone.click("Hang up")
    phone.until(lambda: phone.phases() == [Phase.ENDED])
    phone.click("Undo")
    phone.until(lambda: phone.store.contact_book.find_by_uri(phone.uri("anna")) is None)


def test_a_click_in_the_first_half_second_takes_nothing(phone: WindowPhone) -> None:
    """A click that was meant for what stood there before does not answer the offer."""
    phone.controller.place_call(phone.uri("moved"))
    phone.until(lambda: phone.shows("Call once"))
    phone.click("Call once")
    assert phone.phases() == [Phase.CHOOSING]


def test_a_call_that_goes_on_is_no_history_yet(phone: WindowPhone) -> None:
    """The history lists a call when it is over."""
    phone.controller.place_call(phone.uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    phone.window.show_view(View.HISTORY)
    phone.store.database.run_on_writer("settle", lambda: None).result(timeout=5)
    history = phone.window.column.panel(View.HISTORY).list
    assert history.model().rowCount() == 0
    phone.controller.hang_up(1)
    phone.until(lambda: history.model().rowCount() == 2)  # the day and the call


def test_an_emergency_is_called_on_one_deliberate_click(phone: WindowPhone) -> None:
    """The IMS body of a 380: the red row calls the service through the account's server, and nothing else does."""
    phone.window.dial(phone.uri("emergency"))
    phone.until(lambda: phone.shows("Call emergency"))
    phone.qtbot.wait(_GUARD_MS)
    QTest.keyClick(phone.window, Qt.Key.Key_Return)
    assert phone.phases() == [Phase.CHOOSING]
    phone.click("Call emergency: Emergency service")
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    assert phone.controller.views()[0].legs[-1].uri == "urn:service:sos"


@pytest.mark.serial
def test_the_engine_is_killed_in_a_call(phone: WindowPhone) -> None:
    """Told within 1 s which call was lost, registered again within 3 s, contacts and history whole, calls go on."""
    contacts = phone.store.contact_book.contacts()
    attempt = phone.controller.place_call(phone.uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    pid = phone.engine.pid
    assert pid is not None
    killed = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    phone.until(lambda: phone.phases() == [Phase.ENDED], 1)
    assert phone.shows("Echo test")
    lost = [notice for _, notice in phone.notices if isinstance(notice, EngineNotice) and not notice.ready]
    assert lost[-1].lost == ("Echo test",)
    assert time.monotonic() - killed < 1
    phone.until(lambda: phone.registered(killed), 3)
    assert phone.store.contact_book.contacts() == contacts
    phone.until(lambda: phone.store.call_log.recent()[0].ended is Ended.LOST)
    phone.controller.dismiss(attempt)
    phone.controller.place_call(phone.uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])


@pytest.mark.serial
def test_the_engine_hangs_in_a_call(phone: WindowPhone) -> None:
    """A stopped engine is noticed within 1 s and replaced; the phone is registered again within 3 s more."""
    phone.controller.place_call(phone.uri("echo"))
    phone.until(lambda: phone.phases() == [Phase.CONNECTED])
    pid = phone.engine.pid
    assert pid is not None
    stopped = time.monotonic()
    os.kill(pid, signal.SIGSTOP)
    phone.until(lambda: phone.phases() == [Phase.ENDED], 1.2)
    phone.until(lambda: phone.registered(stopped), 3)
