"""What the page about the program says of its keys."""

from PySide6.QtWidgets import QLabel

from softphone.gui.call.actions import KEYS
from softphone.gui.frame.page_area import NothingPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from softphone.gui.words.shortcut_keys import ANSWER, BACK_TO_CALL, DECLINE, END_AND_ANSWER, HANG_UP


def test_every_key_of_a_call_is_told(window: MainWindow) -> None:
    """Whoever works by keyboard finds each key of a call and of a second caller on one page."""
    window.pages.show_section(Section.ABOUT)
    told = {
        each.text().replace("\u200b", "") for each in window.findChildren(QLabel) if each.isVisibleTo(window)
    }
    assert {*KEYS.values(), HANG_UP, BACK_TO_CALL, ANSWER, END_AND_ANSWER, DECLINE} <= told


def test_a_page_with_nothing_on_it_says_so_to_whoever_listens(window: MainWindow) -> None:
    """It has the focus while a list is empty, and a nameless thing would be read as nothing."""
    window.show_view(View.HISTORY)
    page = window.findChild(NothingPage)
    assert page is not None
    assert page.accessibleName() == "Choose a call to see where it went."
