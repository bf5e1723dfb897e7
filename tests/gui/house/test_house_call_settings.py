"""Settings of calls: who rings, who is blocked, where recordings go, and that the phone hears of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.records import Direction, Ended
from softphone.calls.settings import Presence, RecordingFormat, WhoRings
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.calls_page import CallsPage
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_list import Section
from tests.gui.house.conftest import shown
from tests.gui.house.scene import WAIT_S, Scene, find, press_key


def page_of(window: MainWindow) -> CallsPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.CALLS)
    return find(window, CallsPage)


def choose(box: ChoiceBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_everything_is_kept_and_told(window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """Each choice is written, applied and followed by the phone at once."""
    page = page_of(window)
    page.quiet.click()
    page.waiting.click()
    choose(page.who, WhoRings.CONTACTS)
    choose(page.presence, Presence.AWAY)
    choose(page.format, RecordingFormat.FLAC)
    page.folder.setText(str(tmp_path))
    page.folder.editingFinished.emit()
    value = window.settings.value
    assert (value.do_not_disturb, value.call_waiting, value.who_rings) == (True, False, WhoRings.CONTACTS)
    assert (value.presence, value.recording_format) == (Presence.AWAY, RecordingFormat.FLAC)
    assert value.recordings == str(tmp_path)
    assert scene.applied[-1] == value
    assert ("settings_changed",) in scene.phone.asked
    qtbot.waitUntil(lambda: scene.store.settings_file.load() == value, timeout=WAIT_S * 1000)


def test_changed_elsewhere(window: MainWindow) -> None:
    """Do not disturb switched on elsewhere is on here."""
    page = page_of(window)
    window.settings.change(type(window.settings.value)(do_not_disturb=True, who_rings=WhoRings.CONTACTS))
    assert page.quiet.isChecked()
    assert page.who.currentData() == WhoRings.CONTACTS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("seller@shop.example", "sip:seller@shop.example"),
        ("sip:seller@shop.example", "sip:seller@shop.example"),
        ("@Spam.Example", "@spam.example"),
        ("+7 (495) 555-01-99", "+74955550199"),
        ("8 800 555 35 35", "88005553535"),
    ],
)
def test_blocking(window: MainWindow, typed: str, kept: str) -> None:
    """Addresses, numbers in any writing and whole hosts can be blocked, and ring again."""
    page = page_of(window).blocked
    page.line.setText(typed)
    press_key(page.line, Qt.Key.Key_Return)
    assert list(window.settings.value.blocked) == [kept]
    assert page.line.text() == ""
    press_key(page.list, Qt.Key.Key_Delete)
    assert list(window.settings.value.blocked) == []


@pytest.mark.parametrize("typed", ["", "@", "no body@x", "12", "@a b"])
def test_nonsense_is_not_blocked(window: MainWindow, typed: str) -> None:
    """What is neither address nor number is said to be wrong."""
    page = page_of(window).blocked
    page.line.setText(typed)
    page.add_button.click()
    assert window.settings.value.blocked == ()
    assert find(page, QLabel, "blocked-error").isVisible()


def test_folder_has_to_be_there(window: MainWindow, tmp_path: Path) -> None:
    """A folder that is not there is said; what was set stays."""
    page = page_of(window)
    for typed in (str(tmp_path / "none"), "relative/folder"):
        page.folder.setText(typed)
        page.folder.editingFinished.emit()
        assert find(page, QLabel, "calls-recordings-error").isVisible()
    assert window.settings.value.recordings == ""


def test_blocking_from_the_history(scene: Scene, qtbot: QtBot) -> None:
    """A stranger who called can be blocked with one click, and let through again with another."""
    number = scene.attempt("", "sip:seller@shop.example", Ended.MISSED, direction=Direction.INCOMING)
    scene.with_account()
    window = shown(scene, qtbot)
    record = next(each for each in scene.store.call_log.recent() if each.id == number)
    window.pages.show_record(record)
    find(window, QAbstractButton, "history-block").click()
    assert list(window.settings.value.blocked) == ["sip:seller@shop.example"]
    bar = window.quiet.bar
    assert bar is not None
    bar.action.click()
    assert list(window.settings.value.blocked) == []


def test_blocking_a_contact(scene: Scene, qtbot: QtBot) -> None:
    """Of a contact every address that can call is blocked at once."""
    addresses = (
        ("sip:anna@office.example", ""),
        ("tel:+74955550101", ""),
        ("mailto:anna@office.example", ""),
    )
    contact = scene.person("Anna", *addresses)
    window = shown(scene, qtbot)
    window.pages.show_contact(contact)
    find(window, QAbstractButton, "contact-block").click()
    assert window.settings.value.blocked == ("sip:anna@office.example", "tel:+74955550101")
