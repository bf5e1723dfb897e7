"""What the page about the program says of its keys."""

from PySide6.QtWidgets import QLabel

from softphone.gui.call.actions import KEYS
from softphone.gui.call.controls import HANG_UP
from softphone.gui.frame import second_caller
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section


def test_every_key_of_a_call_is_told(window: MainWindow) -> None:
    """Whoever works by keyboard finds each key of a call and of a second caller on one page."""
    window.pages.show_section(Section.ABOUT)
    told = {each.text() for each in window.findChildren(QLabel) if each.isVisibleTo(window)}
    second = {second_caller.ANSWER, second_caller.END_AND_ANSWER, second_caller.DECLINE}
    assert {*KEYS.values(), HANG_UP, *second} <= told
