"""Tab goes through the call page from top to bottom, whatever was made when."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.gui.call.page import CallPage
from softphone.gui.look.components import Button
from tests.gui.call.conftest import armed_card
from tests.gui.call.samples import STATES


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
