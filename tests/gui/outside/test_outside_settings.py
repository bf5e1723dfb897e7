"""The page of the desktop's settings, and the tray's menu."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.calls.outside import ShortcutState, Ways
from softphone.calls.records import Direction, Ended
from softphone.calls.settings import Presence
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.window import MainWindow
from softphone.gui.outside.tray import Tray
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.desktop_page import DesktopPage
from softphone.gui.settings.settings_list import Section
from tests.gui.house.conftest import shown
from tests.gui.house.scene import Scene, find

# Qt's own tray asks the offscreen platform, which has none, for a signal of X11's.
pytestmark = pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", extend=True)


class Keys:
    """A desktop with keys for everywhere, or without."""

    def __init__(self, *, absent: bool = False) -> None:
        self.absent = absent
        self.asked: list[str] = []

    def start(self, pressed: Callable[[str], None], changed: Callable[[ShortcutState, str], None]) -> None:
        self.pressed, self.changed = pressed, changed

    def probe(self) -> None:
        self.changed(ShortcutState.ABSENT if self.absent else ShortcutState.OFF, "")

    def bind(self, words: str) -> None:
        self.asked.append(words)
        self.changed(ShortcutState.ON, "Ctrl+Alt+P")

    def release(self) -> None:
        self.asked.append("")
        self.changed(ShortcutState.OFF, "")


class Start:
    possible = True

    def __init__(self) -> None:
        self.on = False
        self.problem = ""

    def is_on(self) -> bool:
        return self.on

    def set(self, on: bool) -> str:
        if not self.problem:
            self.on = on
        return self.problem


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offscreen platform has none."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def start() -> Start:
    return Start()


@pytest.fixture
def window(scene: Scene, qtbot: QtBot, keys: Keys, start: Start) -> Iterator[MainWindow]:
    made = shown(scene.with_account(), qtbot)
    made.outside.start(Ways(shortcut=keys, autostart=start))
    yield made
    made.outside.stop()


def page(window: MainWindow) -> DesktopPage:
    window.open_section(Section.DESKTOP)
    return find(window, DesktopPage)


def box(window: MainWindow, name: str) -> CheckBox:
    return find(window, CheckBox, f"desktop-{name}")


def action(tray: Tray, name: str) -> QAction:
    found = tray.menu.findChild(QAction, name)
    assert found is not None, [each.objectName() for each in tray.menu.findChildren(QAction)]
    return found


@pytest.mark.usefixtures("with_tray")
@pytest.mark.parametrize("name", ["notifications", "tray", "close_to_tray", "pause_players", "reduce_motion"])
def test_each_switch_is_a_setting(window: MainWindow, name: str) -> None:
    """By keyboard, and it stands in the file."""
    page(window)
    made = box(window, name.replace("_", "-"))
    before = getattr(window.settings.value.desktop, name)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert getattr(window.settings.value.desktop, name) is not before
    assert made.isChecked() is not before


def test_a_desktop_without_a_tray_says_so(window: MainWindow) -> None:
    made = page(window)
    assert not made.tray.isEnabled()
    assert not made.close_to_tray.isEnabled()
    assert "no tray" in made.tray_line.text()
    assert not window.outside.keeps_running()


def test_a_key_for_everywhere_is_asked_for_and_named(window: MainWindow, keys: Keys) -> None:
    made = page(window)
    made.shortcut.click()
    assert keys.asked == ["Show the phone"]
    assert "Ctrl+Alt+P" in made.shortcut_line.text()
    made.shortcut.click()
    assert keys.asked == ["Show the phone", ""]


def test_a_desktop_without_such_keys_says_so(window: MainWindow, keys: Keys) -> None:
    keys.absent = True
    made = page(window)
    assert not made.shortcut.isEnabled()
    assert made.shortcut_line.text() == "This desktop offers no such keys."


def test_starting_with_the_computer_is_a_switch(window: MainWindow, start: Start) -> None:
    """And a sentence when it cannot be done."""
    made = page(window)
    made.autostart.click()
    assert start.on
    assert made.autostart.isChecked()
    start.problem = "No space left on device"
    made.autostart.click()
    assert made.autostart.isChecked()
    assert "No space left on device" in made.autostart_error.text()


def test_a_window_without_a_desktop_shows_the_page_all_the_same(scene: Scene, qtbot: QtBot) -> None:
    made = page(shown(scene.with_account(), qtbot))
    assert not made.autostart.isEnabled()
    assert not made.shortcut.isEnabled()


@pytest.fixture
def tray(window: MainWindow, with_tray: None) -> Tray:
    window.outside._settings_changed()
    assert window.outside.tray is not None
    return window.outside.tray


def talking(number: int, phase: Phase, **more: object) -> CallView:
    view = CallView(
        attempt=number,
        direction=Direction.INCOMING,
        phase=phase,
        party_name="Anna & Boris",
        party_uri="sip:anna@office.example",
        contact=None,
        account_id="a1",
        started_at=datetime.now(UTC),
    )
    return replace(view, **more)  # type: ignore[arg-type]  # a test names real fields


def test_the_tray_dials_favourites_and_who_was_called_last(
    scene: Scene, window: MainWindow, tray: Tray
) -> None:
    """Each once, favourites first."""
    scene.person("Anna", ("sip:anna@office.example", ""), favourite=True)
    scene.person("Boris", ("sip:boris@office.example", ""))
    scene.attempt("Clara", "sip:clara@office.example", Ended.ANSWERED)
    scene.attempt("Anna", "sip:anna@office.example", Ended.ANSWERED)
    tray.reload()
    assert [action(tray, f"tray-call-{number}").text() for number in range(2)] == ["Anna", "Clara"]
    action(tray, "tray-call-1").trigger()
    assert ("place_call", "sip:clara@office.example", None, False) in scene.phone.asked


def test_the_tray_tells_two_people_of_one_name_apart(scene: Scene, window: MainWindow, tray: Tray) -> None:
    """Each can be called; another address of the same one is no third."""
    anna = scene.person(
        "Anna", ("sip:anna@office.example", ""), ("sip:anna@home.example", ""), favourite=True
    )
    scene.person("Anna", ("sip:anna@other.example", ""), favourite=True)
    scene.attempt(anna.name, "sip:anna@home.example", Ended.ANSWERED)
    scene.attempt("Clara", "sip:clara@office.example", Ended.ANSWERED)
    tray.reload()
    menu = tray.menu.findChild(QMenu, "tray-call")
    assert menu is not None
    texts = [each.text() for each in menu.actions()]
    assert texts[-1] == "Clara"
    assert set(texts[:2]) == {"Anna · anna@office.example", "Anna · anna@other.example"}
    action(tray, f"tray-call-{texts.index('Anna · anna@other.example')}").trigger()
    assert ("place_call", "sip:anna@other.example", None, False) in scene.phone.asked


def test_the_tray_menu_made_anew_leaves_nothing_of_the_one_before(tray: Tray, qtbot: QtBot) -> None:
    """It is made with each piece of news, for as long as the phone runs."""
    before = len(tray.menu.findChildren(QObject))
    for _ in range(5):
        tray.reload()
    qtbot.waitUntil(lambda: len(tray.menu.findChildren(QObject)) == before)


def test_the_tray_holds_what_a_call_needs(scene: Scene, window: MainWindow, tray: Tray, qtbot: QtBot) -> None:
    scene.phone.say(CallChanged(talking(1, Phase.INCOMING)))
    qtbot.waitUntil(lambda: tray.menu.findChild(QAction, "tray-answer-1") is not None)
    assert action(tray, "tray-answer-1").text() == "Answer Anna && Boris"
    action(tray, "tray-decline-1").trigger()
    scene.phone.say(CallChanged(talking(1, Phase.CONNECTED)))
    tray.reload()
    action(tray, "tray-mute-1").trigger()
    action(tray, "tray-hang-up-1").trigger()
    asked = [each for each in scene.phone.asked if each[0] in ("reject", "set_muted", "hang_up")]
    assert asked == [("reject", 1, 486), ("set_muted", 1, True), ("hang_up", 1)]


def test_the_tray_changes_the_state(window: MainWindow, tray: Tray) -> None:
    action(tray, "tray-state-away").trigger()
    assert window.settings.value.presence is Presence.AWAY
    action(tray, "tray-disturb").trigger()
    assert window.settings.value.do_not_disturb
    tray.reload()
    assert "Do not disturb" in tray.icon.toolTip()


class Closing(QCloseEvent):
    """As a window manager sends it."""

    def spontaneous(self) -> bool:
        return True


def test_a_tray_that_comes_later_is_found(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """At the start of a session the phone may be quicker."""
    assert window.outside.tray is None
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    qtbot.waitUntil(lambda: window.outside.tray is not None)


def test_closing_leaves_the_phone_in_the_tray_where_that_is_wanted(window: MainWindow, tray: Tray) -> None:
    """The person's closing alone: who ends the program means it."""
    value = window.settings.value
    window.settings.change(replace(value, desktop=replace(value.desktop, close_to_tray=True)))
    event = Closing()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert not window.isVisible()
    action(tray, "tray-show").trigger()
    assert window.isVisible()
    window.outside.leaving = True
    last = Closing()
    window.closeEvent(last)
    assert last.isAccepted()


def test_without_the_wish_closing_ends_the_phone(window: MainWindow, tray: Tray) -> None:
    event = Closing()
    window.closeEvent(event)
    assert event.isAccepted()
    assert window.outside.tray is None


def test_switching_the_tray_off_leaves_no_phone_nowhere(window: MainWindow, tray: Tray) -> None:
    window.hide()
    value = window.settings.value
    window.settings.change(replace(value, desktop=replace(value.desktop, tray=False)))
    assert window.outside.tray is None
    assert window.isVisible()
