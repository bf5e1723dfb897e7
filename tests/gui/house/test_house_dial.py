"""The dial field: what can be typed, what is proposed, and how a mistake is shown."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from softphone.calls.records import Ended
from softphone.gui.dial.completion import suggest
from softphone.gui.dial.popup import SuggestionPopup
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import Scene, fill, press_key, write


def placed(scene: Scene) -> list[object]:
    return [asked[1] for asked in scene.phone.asked if asked[0] == "place_call"]


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("anna@office.example", "sip:anna@office.example"),
        ("+7 (495) 555-01-01", "sip:+74955550101@example.org;user=phone"),
        ("sip:anna@office.example;transport=tls", "sip:anna@office.example;transport=tls"),
        ("tel:+74955550101", "sip:+74955550101@example.org;user=phone"),
    ],
)
def test_pasted_forms(window: MainWindow, scene: Scene, qtbot: QtBot, typed: str, dialled: str) -> None:
    """Every usual way to write an address is called on Enter, and the field is empty again."""
    window.column.dial.edit.setText(typed)
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert placed(scene) == [dialled]
    assert window.column.dial.edit.text() == ""
    assert window.pages.is_showing_call()


def test_keys_are_for_the_call_once_it_was_dialled(window: MainWindow, qtbot: QtBot) -> None:
    """Enter in the field calls; the next Enter answers what the call's page asks, and tells nobody to type first."""
    dial = window.column.dial
    dial.focus()
    dial.edit.setText("anna@office.example")
    press_key(dial.edit, Qt.Key.Key_Return)
    assert not dial.edit.hasFocus()
    assert window.pages.call_page().isAncestorOf(window.focusWidget()) or (
        window.focusWidget() is window.pages.call_page()
    )


def test_wrong_letter(window: MainWindow, qtbot: QtBot) -> None:
    """A mistake is told under the field, at its letter, until one types on."""
    window.column.dial.edit.setText("anna@of fice.example")
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    dial = window.column.dial
    assert dial.error.isVisible()
    assert "letter 8" in dial.error.text()
    assert dial.edit.marked == 7
    press_key(dial.edit, Qt.Key.Key_Delete)
    assert dial.edit.marked is None
    assert dial.error.isHidden()


def test_number_without_account(scene: Scene, qtbot: QtBot) -> None:
    """A number without an account says that one is needed."""
    scene.phone._domain = None
    window = scene.window()
    qtbot.addWidget(window)
    window.column.dial.edit.setText("12345")
    window.column.dial.call()
    assert "needs an account" in window.column.dial.error.text()


def test_completion_by_keyboard(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """While one types, contacts are proposed; Down and Enter call the first of them."""
    fill(scene)
    write(window.column.dial.edit, "бор")
    popup = window.findChild(SuggestionPopup)
    assert popup is not None
    assert popup.isVisible()
    assert [found.name for found in popup.suggestions] == ["Борис Дмитриев"]
    assert window.column.dial.edit.hasFocus()
    press_key(window.column.dial.edit, Qt.Key.Key_Down)
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert placed(scene) == ["sip:boris@office.example"]
    assert not popup.isVisible()


def test_escape_closes_suggestions(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Escape takes the suggestions away first, then what was typed."""
    fill(scene)
    write(window.column.dial.edit, "front")
    popup = window.findChild(SuggestionPopup)
    assert popup is not None
    press_key(window.column.dial.edit, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert window.column.dial.edit.text() == "front"
    press_key(window.column.dial.edit, Qt.Key.Key_Escape)
    assert window.column.dial.edit.text() == ""


def test_exact_name_is_called(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A contact's whole name calls the first address; a part of it asks for a second Enter."""
    fill(scene)
    write(window.column.dial.edit, "Front desk")
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert placed(scene) == ["sip:desk@hotel.example"]
    write(window.column.dial.edit, "ech")
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert len(placed(scene)) == 1
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert placed(scene)[-1] == "sip:echo@demo.invalid"


def test_history_completes_too(scene: Scene) -> None:
    """Addresses of the history are proposed after contacts, each once, and never one that has moved."""
    fill(scene)
    scene.attempt("", "sip:anna.other@office.example", Ended.FAILED, ago=timedelta(days=2))
    found = suggest("anna", scene.store.contact_book, scene.store.call_log.recent())
    addresses = [suggestion.address for suggestion in found]
    assert addresses[0] == "anna.k@new-office.example"
    assert "anna.other@office.example" in addresses
    assert "anna@old-office.example" not in addresses
    assert len(addresses) == len(set(addresses))
