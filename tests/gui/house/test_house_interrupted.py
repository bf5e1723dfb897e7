"""A call comes over a form: nothing that was typed is lost, and there are ways back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.records import Ended
from softphone.calls.views import Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.components import Button
from softphone.gui.settings.settings_list import Section
from tests.gui.house.gallery_calls import call
from tests.gui.house.scene import Scene, find, press_key, write

TYPED = "Vera of the third floor"


def begin(window: MainWindow) -> QLineEdit:
    """A contact that somebody has begun to write."""
    window.new_contact()
    name = find(window, QLineEdit, "contact-name")
    write(name, TYPED)
    return name


def is_back(window: MainWindow, field: QLineEdit) -> bool:
    return window.pages.is_editing() and field.isVisible() and field.text() == TYPED


def press_back(window: MainWindow, _scene: Scene) -> None:
    find(window, Button, "banner-interrupted-action").click()


def go_to_contacts(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)


def want_a_new_one(window: MainWindow, _scene: Scene) -> None:
    press_key(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("way", "width"), [(press_back, 1080), (go_to_contacts, 420), (want_a_new_one, 1080)]
)
def test_a_form_waits_behind_the_call(
    way: Callable[[MainWindow, Scene], None], width: int, window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """By the strip to the call, and back to what was being written, letters and keys in their place."""
    window.resize(width, 680)
    call(scene, 1, "Anna", Phase.CALLING)
    name = begin(window)
    QApplication.processEvents()
    press_key(name, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.call_in_sight() == 1
    assert window.banners.shown("interrupted") is not None
    way(window, scene)
    assert is_back(window, name)
    assert window.view is View.CONTACTS
    assert QApplication.focusWidget() is name
    assert window.banners.shown("interrupted") is None
    QApplication.processEvents()
    assert window.going_on.strip is not None
    assert window.going_on.strip.isVisible()


def test_a_ringing_call_gives_the_form_back_when_it_is_put_away(window: MainWindow, scene: Scene) -> None:
    """It came over the form by itself, and goes by itself from there."""
    name = begin(window)
    call(scene, 1, "Anna", Phase.INCOMING)
    assert window.call_in_sight() == 1
    call(scene, 1, "Anna", Phase.ENDED, ended=Ended.MISSED)
    find(window, Button, "call-close").click()
    window.close_page()
    assert is_back(window, name)
    assert window.banners.shown("interrupted") is None


def test_settings_are_kept_the_same_way(window: MainWindow, scene: Scene) -> None:
    """An account that is being set up stands where it was left."""
    window.open_section(Section.ACCOUNTS)
    window.pages.new_account()
    assert window.pages.is_editing()
    form = window.area.current()
    call(scene, 1, "Anna", Phase.INCOMING)
    assert window.call_in_sight() == 1
    call(scene, 1, "Anna")
    window.show_view(View.HISTORY)
    window.show_view(View.SETTINGS)
    assert window.area.current() is form
    assert window.pages.is_editing()


def test_a_page_without_anything_typed_is_not_brought_back(window: MainWindow, scene: Scene) -> None:
    """Only forms wait; and one that was left for something else is not offered any more."""
    window.show_view(View.HISTORY)
    call(scene, 1, "Anna", Phase.INCOMING)
    assert window.banners.shown("interrupted") is None
    window.show_view(View.CONTACTS)
    page: QWidget | None = window.area.current()
    assert page is not None
    assert not window.pages.is_editing()
