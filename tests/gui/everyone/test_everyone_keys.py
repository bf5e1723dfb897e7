"""The flows of a day with nothing but a keyboard, pressed in the window as a person presses it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.calls.offer import Choice
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.frame.rail import RailButton, View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from tests.gui.call.samples import STATES
from tests.gui.everyone.keyboard import ready
from tests.gui.house.conftest import scene, shown, window
from tests.gui.house.scene import WAIT_S, Scene, fill

__all__ = ["scene", "window"]  # the fixtures
_MOST = 150


class Hands:
    """Ten fingers on the keys of one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            handle = self.window.windowHandle()
            assert handle is not None
            QTest.keyClick(handle, ord(letter))

    def tab_to(self, name: str) -> None:
        """Press Tab until the focus is at `name`."""
        for _ in range(_MOST):
            if self.at() == name:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not come to {name}")

    def at(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=WAIT_S * 1000)


@pytest.fixture
def hands(window: MainWindow, qtbot: QtBot) -> Hands:
    return Hands(window, qtbot)


def test_an_account_is_added(scene: Scene, qtbot: QtBot) -> None:
    """From the first sight of an empty phone to an account that signs in."""
    hands = Hands(shown(scene, qtbot), qtbot)
    hands.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    hands.tab_to("accounts-empty-action")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.at() == "wizard-address")
    hands.type("anna@office.example")
    hands.tab_to("wizard-password")
    hands.type("secret")
    hands.tab_to("wizard-connect")
    hands.press(Qt.Key.Key_Return)
    assert any(asked[0] == "find_servers" for asked in scene.asked)


def test_somebody_is_called_and_hung_up(hands: Hands, scene: Scene) -> None:
    """Ctrl+L, an address, Enter; Tab comes to hanging up."""
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.type("anna@office.example")
    hands.press(Qt.Key.Key_Return)
    assert scene.phone.asked[-1][:2] == ("place_call", "sip:anna@office.example")
    hands.tab_to("call-hang-up")
    hands.press(Qt.Key.Key_Space)
    assert scene.phone.asked[-1][0] == "hang_up"


@pytest.mark.parametrize(
    "name", ["301", "301-notable", "301-nobody", "301-several", "302", "300", "305", "380", "380-ways"]
)
def test_each_redirect_card_is_answered_and_declined(hands: Hands, scene: Scene, name: str) -> None:
    """Tab comes to every answer of a card, Enter takes the one that leads, and Escape declines."""
    view = STATES[name]
    scene.phone.say(CallChanged(view))
    hands.window.pages.show_call(view)
    QApplication.processEvents()
    ready(hands.window)
    card = hands.window.findChild(RedirectCard)
    assert card is not None
    wanted = {each.objectName() for each in card.findChildren(QWidget) if _answers(each)}
    for each in sorted(wanted):
        hands.tab_to(each)
    hands.press(Qt.Key.Key_Escape)
    declined = [asked for asked in scene.phone.asked if asked[0] == "answer_offer"]
    assert declined
    assert isinstance(declined[-1][2], Choice)


def _answers(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.objectName().endswith(("-take", "-decline"))


def test_a_contact_is_made_and_changed(hands: Hands, scene: Scene) -> None:
    """Ctrl+N, the form, Save; then Edit, another name, Save again."""
    hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.tab_to("contact-name")
    hands.type("Vera")
    hands.tab_to("contact-address-1")
    hands.type("vera@office.example")
    hands.tab_to("contact-save")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: bool(scene.store.contact_book.search("Vera")))
    hands.until(lambda: hands.window.findChild(QWidget, "contact-edit") is not None)
    hands.tab_to("contact-edit")
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("contact-name")
    hands.press(Qt.Key.Key_End)
    hands.type(" Pavlovna")
    hands.tab_to("contact-save")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: bool(scene.store.contact_book.search("Vera Pavlovna")))


def test_a_setting_is_changed_and_escape_goes_back(hands: Hands) -> None:
    """Ctrl+5, down to the calls, into the page, a switch with Space; in a narrow window Escape is the way back."""
    window = hands.window
    window.resize(420, 680)
    hands.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    hands.tab_to("settings-list")
    hands.press(Qt.Key.Key_Home)
    for _ in Section:
        if window.column.settings.list.current_key() is Section.CALLS:
            break
        hands.press(Qt.Key.Key_Down)
        if not window.column.isVisible():  # going to a row opened its page
            hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Return)
    hands.tab_to("calls-dnd")
    hands.press(Qt.Key.Key_Space)
    assert window.settings.value.do_not_disturb
    hands.press(Qt.Key.Key_Escape)
    assert window.column.isVisible()
    assert hands.at() == "settings-list"


@pytest.mark.parametrize("view", [View.CALLS, View.CONTACTS, View.HISTORY, View.SETTINGS])
def test_every_view_has_a_key(scene: Scene, qtbot: QtBot, view: View) -> None:
    """Ctrl and a digit go to a view and put the focus into its list."""
    fill(scene.with_account())
    hands = Hands(shown(scene, qtbot), qtbot)
    digit = Qt.Key(Qt.Key.Key_1.value + list(View).index(view))
    hands.press(digit, Qt.KeyboardModifier.ControlModifier)
    assert hands.window.rail.findChild(RailButton, f"rail-{view.value}").isChecked()  # type: ignore[union-attr]
    assert hands.at() == f"{view.value}-list"
