"""Tab goes through the call page from top to bottom, whatever was made when."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.call.page import CallPage
from softphone.gui.look.components import Button
from tests.gui.call.conftest import armed_card
from tests.gui.call.samples import STATES


def tops(page: CallPage, first: str) -> list[tuple[str, int]]:
    """What Tab comes to, all round from `first`, with how far down it stands."""
    QApplication.processEvents()  # layouts show what they were given
    start = page.findChild(Button, first)
    assert start is not None
    found: list[tuple[str, int]] = []
    widget: QWidget | None = start
    while widget is not None:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append((widget.objectName(), widget.mapTo(page, widget.rect().bottomLeft()).y()))
        widget = widget.nextInFocusChain()
        if widget is start:
            break
    return found


def test_a_card_stands_between_the_address_and_the_links(page: CallPage, qtbot: QtBot) -> None:
    """From the address down to hanging up, never back up."""
    for state in ("301", "301-nobody", "380", "rule"):
        page.show_call(STATES[state])
        page.resize(900, 2000)
        QApplication.processEvents()
        found = tops(page, "call-address-toggle")
        down = [top for name, top in found]
        assert all(later >= earlier - 12 for earlier, later in pairwise(down)), found
        assert found[-1][0] == "call-hang-up"


def test_an_explanation_comes_after_the_link_that_unfolds_it(page: CallPage, qtbot: QtBot) -> None:
    """And before hanging up, which is the last thing anybody wants to meet by a slip."""
    page.show_call(STATES["301"])
    armed_card(page, qtbot)
    link = page.findChild(Button, "link-explain")
    assert link is not None
    link.click()
    names = [name for name, _ in tops(page, "link-response")]
    assert names[1].startswith("explanation-")
    assert names.index("call-hang-up") > max(n for n, name in enumerate(names) if "explanation" in name)
