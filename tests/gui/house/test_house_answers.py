"""The page of the settings that tells what the answers mean, and the way to it from the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.gui.explain.panel import ExplanationPanel
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.codes_page import CodesPage
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import Scene, fill, find


def codes(window: MainWindow) -> CodesPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.ANSWERS)
    page = window.findChild(CodesPage)
    assert page is not None and page.isVisible()
    return page


def title(page: CodesPage) -> str:
    return [one for one in page.findChildren(QLabel, "codes-title") if one.isVisible()][-1].text()


def listed(page: CodesPage) -> list[object]:
    return [row.value for row in page.list.rows.rows if row.value is not None]


def test_the_answers_are_read_without_a_call(window: MainWindow) -> None:
    """The section of the settings opens on 301; the arrows walk through the list and show each text."""
    page = codes(window)
    assert window.column.settings.list.current_key() == Section.ANSWERS
    assert page.status == 301 and title(page) == "301 Moved Permanently"
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.status == 302 and title(page) == "302 Moved Temporarily"


@pytest.mark.parametrize(("typed", "first"), [("moved", 301), ("busy", 486), ("380", 380), ("418", 418)])
def test_the_list_follows_the_search(window: MainWindow, typed: str, first: int) -> None:
    """What is typed narrows the list and shows the best; Escape brings all of them back."""
    page = codes(window)
    page.search.setFocus()
    QTest.keyClicks(page.search, typed)
    assert listed(page)[0] == first and page.status == first
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus() and page.list.current_key() == first
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.search.text() == "" and len(listed(page)) > 20


def test_nothing_found_is_said(window: MainWindow) -> None:
    """Where no answer fits there is a sentence and a way back to all."""
    page = codes(window)
    page.search.setText("zzz")
    assert find(page, QLabel, "codes-empty-text").isVisible()
    find(page, QAbstractButton, "codes-empty-action").click()
    assert 486 in listed(page)


def test_a_link_leads_to_the_neighbour_in_the_list(window: MainWindow) -> None:
    """Following a link marks the neighbour in the list."""
    page = codes(window)
    find(page, QAbstractButton, "explanation-to-380").click()
    assert page.status == 380 and page.list.current_key() == 380


def test_a_narrow_page_shows_the_list_or_the_text(window: MainWindow, qtbot: QtBot) -> None:
    """In one column Enter opens a text, Escape and the button go back to the list, arrows only walk."""
    window.resize(420, 680)
    page = codes(window)
    assert page.folded and page.list.isVisible() and page.search.isVisible()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.isVisible() and page.list.current_key() == 302
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.status == 302 and not page.list.isVisible()
    back = find(page, QAbstractButton, "codes-all")
    assert back.isVisible()
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Escape)
    assert page.list.isVisible() and page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    back.click()
    assert page.list.isVisible()


def test_an_answer_of_the_history_is_explained(window: MainWindow, scene: Scene) -> None:
    """A call of the history offers to explain the answers on its way."""
    fill(scene)
    window.show_view(View.HISTORY)
    moved = [record for record in scene.store.call_log.recent(limit=50) if record.moved_status == 301]
    window.pages.show_record(moved[0])
    find(window, QAbstractButton, "explain-301").click()
    panel = window.findChild(ExplanationPanel)
    assert panel is not None and panel.isVisible() and panel.status == 301
    assert panel.close_button.hasFocus()
