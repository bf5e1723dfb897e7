"""The window with letters twice as large as usual."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from softphone.gui.frame.page import Page
from softphone.gui.frame.rail import Rail, RailButton
from softphone.gui.look.theme import Theme
from softphone.gui.settings.settings_list import Section
from tests.gui.house.conftest import shown
from tests.gui.house.scene import Scene, find


@pytest.fixture
def large(scene: Scene, qapp: QApplication) -> Iterator[Scene]:
    """A scene in which the letters are large."""
    usual = qapp.font()
    font = QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(font)
    Theme.current().set_scheme("dark")  # sizes are taken from the font of the moment
    yield scene
    qapp.setFont(usual)
    Theme.current().set_scheme("light")


def test_the_rail_has_room_for_its_names(large: Scene, qtbot: QtBot) -> None:
    """No view is called "Con…"."""
    window = shown(large, qtbot)
    rail = find(window, Rail)
    for each in rail.findChildren(RailButton):
        font = QFont(each.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        assert QFontMetrics(font).horizontalAdvance(each.text()) <= each.width() - 2
        assert each.geometry().right() <= rail.width()


@pytest.mark.parametrize("section", [Section.DIAGNOSTICS, Section.SOUND, Section.CALLS, Section.ABOUT])
def test_no_page_of_the_settings_is_wider_than_a_narrow_window(
    large: Scene, qtbot: QtBot, section: Section
) -> None:
    """Headings and rows of buttons fold instead of running out of sight."""
    large.with_account()
    window = shown(large, qtbot)
    window.resize(420, 680)
    window.pages.show_section(section)
    page = next(each for each in window.findChildren(Page) if each.isVisible())
    area = page if isinstance(page, QScrollArea) else find(page, QScrollArea)
    inside = area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() <= area.viewport().width())
