"""Tab goes through the call page from top to bottom, whatever was made when."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.gui.call.page import CallPage
from softphone.gui.call.quality_panel import QualityPanel
from softphone.gui.look.components import Button
from tests.gui.call.conftest import armed_card
from tests.gui.call.samples import STATES
from tests.gui.call.samples_talk import TALKING, quality
from tests.support.fake_phone import FakePhone


def tops(page: CallPage, first: str) -> list[tuple[str, int]]:
    """What Tab comes to, all round from `first`, with how far down it stands."""
    QApplication.processEvents()  # layouts show what they were given
    page.activateWindow()
    start = page.findChild(Button, first)
    assert start is not None
    start.setFocus()
    found: list[tuple[str, int]] = []
    while len(found) < 60:
        widget = QApplication.focusWidget()
        assert widget is not None
        if found and widget is start:
            break
        found.append((widget.objectName(), widget.mapTo(page, widget.rect().bottomLeft()).y()))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("state", ["301", "301-nobody", "380", "302"])
def test_a_card_stands_between_the_address_and_the_links(page: CallPage, qtbot: QtBot, state: str) -> None:
    """From the address down to hanging up, never back up."""
    page.resize(900, 2000)
    page.show_call(STATES[state])
    armed_card(page, qtbot)  # no key counts before
    found = tops(page, "call-address-toggle")
    down = [top for _, top in found]
    assert all(later >= earlier - 12 for earlier, later in pairwise(down)), found
    assert found[-1][0] == "call-hang-up"


def test_the_keypad_is_whole_in_a_low_window(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """It stands above the quality of the sound, which may be scrolled away; Tab comes to it before that."""
    page.resize(760, 680)
    phone.say(CallChanged(TALKING))
    page.show_call(TALKING)
    page.on_notice(quality(0, bad=False))
    keypad = page.findChild(Button, "call-keypad")
    assert keypad is not None
    keypad.click()
    star, bars = page.findChild(Button, "keypad-star"), page.findChild(Button, "call-hang-up")
    panel = page.findChild(QualityPanel)
    assert star is not None
    assert bars is not None
    assert panel is not None
    qtbot.waitUntil(lambda: star.mapTo(page, star.rect().bottomLeft()).y() < bars.mapTo(page, QPoint()).y())
    assert star.mapTo(page, QPoint()).y() < panel.mapTo(page, QPoint()).y()
    page.resize(760, 2000)
    found = [name for name, _ in tops(page, "call-address-toggle")]
    assert found.index("keypad-1") < found.index("quality-details")
