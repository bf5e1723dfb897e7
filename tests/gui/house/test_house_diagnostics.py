"""When something is wrong: the test of the line, the log, SIP messages, and statistics."""

import logging
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from softphone.calls.call_engine import SoundTest
from softphone.calls.call_events import CallMedia, CallQuality
from softphone.calls.notices import NetworkTestNotice, RegistrationNotice, SoundTestNotice
from softphone.calls.reach_events import NetworkTested, RegistrationCause, RegistrationState
from softphone.calls.records import Ended
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from softphone.calls.views import Phase, SeenMessage
from softphone.gui.diagnostics.page import DiagnosticsPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from softphone.gui.wire.flow_view import FlowView
from softphone.logbook import LogEntry
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find


def page_of(window: MainWindow, part: str = "line") -> DiagnosticsPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIAGNOSTICS)
    page = find(window, DiagnosticsPage)
    find(page, QAbstractButton, f"diagnostics-{part}").click()
    return page


def started(window: MainWindow, scene: Scene, qtbot: QtBot) -> DiagnosticsPage:
    """A test whose network part is over and that waits for the registration."""
    page = page_of(window)
    find(page, QAbstractButton, "line-test").click()
    number = [each for each in scene.asked if each[0] == "test_network"][-1][1]
    assert isinstance(number, int)
    before = len(scene.accounts_set)
    window.on_notice(NetworkTestNotice(NetworkTested(number, local_address="10.0.0.2:5060")))
    qtbot.waitUntil(lambda: len(scene.accounts_set) > before, timeout=WAIT_S * 1000)
    return page


def registered(window: MainWindow) -> None:
    window.on_notice(RegistrationNotice(ACCOUNT.id, RegistrationState.REGISTERED, 200, "OK", b""))


def sound(window: MainWindow, state: SoundTestState, level: float = 0.0, problem: str = "") -> None:
    window.on_notice(SoundTestNotice(SoundTestChanged(state, microphone=level, problem=problem)))


def test_line_that_is_in_order(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Network, registration and sound are tried one after the other and told line by line."""
    page = started(window, scene, qtbot)
    assert "10.0.0.2" in page.line.report()
    registered(window)
    assert "You can call and be called" in page.line.report()
    assert scene.asked[-1] == ("test_sound", SoundTest.ECHO)
    sound(window, SoundTestState.RECORDING, 0.4)
    sound(window, SoundTestState.PLAYING)
    sound(window, SoundTestState.IDLE)
    assert "The microphone hears you (at most 40 %)" in page.line.report()
    assert not page.line.test.running
    find(page, QAbstractButton, "line-copy").click()
    assert QGuiApplication.clipboard().text() == page.line.report()


def test_line_that_is_not(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Each part that fails is said with what to do, and the next is tried all the same."""
    page = started(window, scene, qtbot)
    window.on_notice(
        RegistrationNotice(
            ACCOUNT.id, RegistrationState.FAILED, 503, "", b"", cause=RegistrationCause.CONNECTION_REFUSED
        )
    )
    sound(window, SoundTestState.RECORDING, 0.0)
    sound(window, SoundTestState.IDLE)
    report = page.line.report()
    assert "Try another transport" in report
    assert "hears nothing" in report
    find(page, QAbstractButton, "line-account-settings").click()
    assert find(window, QLabel, "account-state").isVisible()


def test_line_test_stops_when_left(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Behind another page nothing is recorded, and late answers change nothing."""
    page = started(window, scene, qtbot)
    registered(window)
    window.show_view(View.CALLS)
    assert scene.asked[-1] == ("test_sound", SoundTest.NONE)
    assert not page.line.test.running
    before = page.line.report()
    sound(window, SoundTestState.IDLE)
    assert page.line.report() == before


def test_sound_is_left_alone_in_a_call(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A call that is on is not talked into."""
    scene.phone.place_call("sip:anna@office.example")
    page = started(window, scene, qtbot)
    registered(window)
    assert "because a call is on" in page.line.report()
    assert not any(each[0] == "test_sound" for each in scene.asked)


def test_engine_that_says_nothing(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A part that never answers is given up, said, and the rest goes on."""
    page = started(window, scene, qtbot)
    page.line.test._timer.timeout.emit()
    page.line.test._timer.timeout.emit()
    assert "did not answer" in page.line.report()
    assert "do not answer" in page.line.report()
    assert scene.asked[-1] == ("test_sound", SoundTest.NONE)


def test_without_an_account(scene: Scene, qtbot: QtBot) -> None:
    """There is nothing to test, and it is said."""
    window = scene.window()
    window.show()
    page = page_of(window)
    assert not find(page, QAbstractButton, "line-test").isEnabled()


ENTRIES = (
    LogEntry(datetime.now(UTC), logging.DEBUG, "store", "a detail"),
    LogEntry(datetime.now(UTC), logging.INFO, "calls", "a piece of news"),
    LogEntry(datetime.now(UTC), logging.WARNING, "engine.client", "engine lost: Ärger mit password='hidden'"),
    LogEntry(datetime.now(UTC), logging.ERROR, "calls", "it broke"),
)


@pytest.mark.parametrize(
    ("level", "words", "shown"),
    [
        (0, "", ["a detail", "a piece of news", "engine lost", "it broke"]),
        (2, "", ["engine lost", "it broke"]),
        (3, "", ["it broke"]),
        (0, "ärger LOST", ["engine lost"]),
        (0, "nowhere", ["Nothing in the log matches."]),
    ],
)
def test_log(scene: Scene, qtbot: QtBot, level: int, words: str, shown: list[str]) -> None:
    """The log is narrowed by level and by words in any script; secrets are blanked on the screen, too."""
    window = scene.window(log_entries=lambda: ENTRIES)
    window.show()
    page = page_of(window, "log")
    page.log.level.setCurrentIndex(level)
    page.log.search.setText(words)
    text = find(page, QPlainTextEdit, "log-text").toPlainText()
    assert len(text.splitlines()) == len(shown)
    for part in shown:
        assert part in text
    assert "hidden" not in text


def test_log_of_the_engine(scene: Scene, qtbot: QtBot) -> None:
    """The engine's own lines stand beside those of the window."""
    window = scene.window(log_entries=lambda: ENTRIES)
    window.show()
    page = page_of(window, "log")
    page.log.source.setCurrentIndex(1)
    assert page.log.text.toPlainText() == "12:00:00.000 engine: a line of the engine"


def message(text: bytes) -> SeenMessage:
    return SeenMessage(0, True, datetime.now(UTC), "udp", "192.0.2.7:5060", text)


def test_messages_of_no_call_and_of_calls(window: MainWindow, scene: Scene) -> None:
    """Registrations and each call have their ladder; what answers a challenge is blanked."""
    page = page_of(window, "wire")
    assert find(page, QLabel, "wire-none").isVisible()
    register = b'REGISTER sip:example.org SIP/2.0\r\nAuthorization: Digest response="0123abcd"\r\n\r\n'
    scene.phone.wire.append(message(register))
    attempt = scene.phone.place_call("sip:anna@office.example")
    scene.phone.change(attempt, messages=(message(b"INVITE sip:anna@office.example SIP/2.0\r\n\r\n"),))
    page = page_of(window, "wire")
    page.wire.reload()
    flow = find(page.wire, FlowView)
    assert "REGISTER sip:example.org" in flow.text.toPlainText()
    assert "0123abcd" not in flow.text.toPlainText()
    find(page, QAbstractButton, "wire-copy").click()
    assert "0123abcd" not in QGuiApplication.clipboard().text()
    page.wire.which.setCurrentIndex(1)
    page.wire.which.activated.emit(1)
    shown = [each for each in page.wire.findChildren(FlowView) if each.isVisible()]
    assert "INVITE sip:anna@office.example" in shown[-1].text.toPlainText()


def test_statistics_follow_the_calls(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Losses, jitter and round trip of the running call are shown as they change; unknown is unknown."""
    page = page_of(window, "statistics")
    text = find(page, QPlainTextEdit, "statistics-text")
    assert "no call" in text.toPlainText()
    attempt = scene.phone.place_call("sip:anna@office.example")
    scene.phone.change(
        attempt,
        phase=Phase.CONNECTED,
        media=CallMedia(1, True, "G722/16000", encrypted=True, cipher="AES_CM_128_HMAC_SHA1_80"),
        quality=CallQuality(1, 1.5, -1, 6.0, -1, 48.0),
        mos=4.1,
    )
    page_of(window, "statistics")
    qtbot.waitUntil(lambda: "loss received: 1.5 %, sent: ? %" in text.toPlainText(), timeout=WAIT_S * 1000)
    assert "SRTP AES_CM_128_HMAC_SHA1_80" in text.toPlainText()
    assert "MOS: 4.10" in text.toPlainText()
    scene.phone.change(attempt, phase=Phase.ENDED, ended=Ended.ANSWERED)
    qtbot.waitUntil(lambda: "phase: ended" in text.toPlainText(), timeout=WAIT_S * 1000)


def test_keyboard_and_names(window: MainWindow) -> None:
    """Every control of every part can be reached by keyboard and says what it is."""
    for part in ("line", "log", "wire", "statistics"):
        page = page_of(window, part)
        for made in page.findChildren(QAbstractButton):
            if made.isVisible():
                assert made.accessibleName(), made.objectName()
                assert made.objectName()
                assert made.focusPolicy().value, made.objectName()
