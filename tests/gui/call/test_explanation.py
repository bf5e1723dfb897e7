"""The explanation beside the card and at the end of a failed call: read, followed, searched, put away by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from softphone.answers import answers
from softphone.calls.records import Ended
from softphone.gui.call.page import CallPage
from softphone.gui.explain.explained import explained
from softphone.gui.explain.links import ExplainLinks
from softphone.gui.explain.panel import ExplanationPanel
from softphone.gui.explain.side_by_side import SideBySide
from softphone.gui.look.components import Button
from softphone.gui.look.theme import Theme
from tests.gui.call import samples
from tests.support.fake_phone import FakePhone


def button(inside: QWidget, name: str) -> Button:
    found = [one for one in inside.findChildren(Button, name) if not one.isHidden()]
    assert found, name
    return found[-1]


def text_of(inside: QWidget, name: str) -> str:
    found = [one for one in inside.findChildren(QLabel, name) if one.isVisible()]
    assert found, name
    return found[-1].text()


def opened(page: CallPage) -> ExplanationPanel:
    button(page, "link-explain").click()
    panel = page.findChild(ExplanationPanel)
    assert panel is not None
    return panel


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ExplanationPanel:
    made = ExplanationPanel(301)
    qtbot.addWidget(made)
    made.resize(480, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.close_button.setFocus()
    return made


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_explanation_opens_in_place_and_closes(page: CallPage, qtbot: QtBot) -> None:
    """The link opens a panel with all four questions answered and 301 beside 380."""
    page.show_call(samples.STATES["301"])
    panel = opened(page)
    for section in ("what", "when", "fix", "server"):
        assert text_of(page, f"explanation-{section}")
    qtbot.waitUntil(lambda: len(panel.findChildren(QLabel, "compare-380")) == 5)
    button(page, "explanation-close").click()
    qtbot.waitUntil(lambda: page.findChild(ExplanationPanel) is None)


@pytest.mark.parametrize("status", [486, 404, 418])
def test_a_failed_call_is_explained_when_it_is_over(page: CallPage, status: int) -> None:
    """Under an ended call stands what its answer means, also for a code with no text of its own."""
    page.show_call(samples.ended(Ended.FAILED, status))
    assert button(page, "link-explain").accessibleName() == f"What does {status} mean?"
    panel = opened(page)
    assert panel.accessibleName().startswith(str(status))
    if status == 418:
        assert "400" in text_of(panel, "explanation-unknown")
        button(panel, "explanation-to-400").click()
        assert panel.status == 400


def test_every_final_failure_has_an_explanation() -> None:
    """300 to 699 are explained, nothing else is."""
    assert [status for status in range(1000) if explained(status)] == list(range(300, 700))


def test_neighbours_lead_to_one_another_and_back(panel: ExplanationPanel) -> None:
    """A link goes to the neighbour and says so to a screen reader; Backspace goes the way back."""
    button(panel, "explanation-to-380").click()
    assert panel.status == 380 and panel.accessibleName() == "380 Alternative Service"
    assert panel.back_button.hasFocus()
    button(panel, "explanation-to-302").click()
    assert text_of(panel, "explanation-title") == "302 Moved Temporarily"
    press(panel.back_button, Qt.Key.Key_Backspace)
    assert panel.status == 380
    button(panel, "explanation-back").click()
    assert panel.status == 301
    assert panel.back_button.isHidden() and panel.close_button.hasFocus()


def test_any_two_neighbours_stand_side_by_side(panel: ExplanationPanel, qtbot: QtBot) -> None:
    """A chip puts another neighbour into the second column, by arrow key too."""
    chip = button(panel, "compare-with-380")
    assert chip.isChecked()
    chip.setFocus()
    press(chip, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(panel.findChildren(SideBySide)) == 1)
    assert text_of(panel, "comparison-heading") == "301 and 302 side by side"
    table = panel.findChild(SideBySide)
    assert table is not None
    cells = table.findChildren(QLabel, "compare-302")
    assert len(cells) == 5
    assert all(cell.accessibleName().split(": ")[0].endswith(", 302") for cell in cells)


def test_typing_in_the_panel_searches_and_answers_nothing(page: CallPage, phone: FakePhone) -> None:
    """Digits and Enter go to the search of the panel, never to the card behind it; Escape closes step by step."""
    page.show_call(samples.STATES["301"])
    panel = opened(page)
    for key in (Qt.Key.Key_4, Qt.Key.Key_8):
        press(page.focusWidget() or page, key)
    assert panel.search.field.text() == "48" and panel.search.field.hasFocus()
    press(panel.search.field, Qt.Key.Key_6)
    assert button(panel, "explanation-found-486").accessibleName() == "486 Busy Here: Busy"
    press(panel.search.field, Qt.Key.Key_Return)
    assert panel.status == 486 and panel.search.isHidden()
    press(panel, Qt.Key.Key_Return)
    button(panel, "explanation-search").click()
    assert panel.search.field.hasFocus()
    panel.search.field.setText("zzz")
    assert text_of(panel, "explanation-search-nothing")
    press(panel.search.field, Qt.Key.Key_Escape)  # empties it
    press(panel.search.field, Qt.Key.Key_Escape)  # puts the search away
    assert panel.search.isHidden() and panel.search_button.hasFocus()
    press(panel.search_button, Qt.Key.Key_Escape)
    assert button(page, "link-explain").hasFocus()
    assert phone.asked == []


@pytest.mark.parametrize("status", answers("en").codes)
def test_every_code_can_be_shown_in_a_narrow_panel(status: int, qtbot: QtBot, theme: Theme) -> None:
    """No text is wider than a folded window, whichever neighbour stands beside it."""
    panel = ExplanationPanel(status)
    qtbot.addWidget(panel)
    panel.resize(330, 900)
    panel.show()
    assert panel.minimumSizeHint().width() <= 330
    qtbot.waitUntil(lambda: panel.findChild(SideBySide) is not None)
    for difference in answers("en").differences(status):
        if len(answers("en").differences(status)) > 1:
            button(panel, f"compare-with-{difference.other}").setChecked(True)
        assert panel.minimumSizeHint().width() <= 330


def test_links_explain_the_answers_of_a_call_in_the_history(qtbot: QtBot, theme: Theme) -> None:
    """Each different answer has one link; the panel closes by its key and gives the focus back."""
    links = ExplainLinks([301, 200, None, 486, 301, 0])
    qtbot.addWidget(links)
    links.resize(480, 700)
    with qtbot.waitExposed(links):
        links.show()
    links.activateWindow()
    assert [one.objectName() for one in links.findChildren(Button)] == ["explain-301", "explain-486"]
    button(links, "explain-486").click()
    panel = links.findChild(ExplanationPanel)
    assert panel is not None and panel.status == 486
    press(panel, Qt.Key.Key_Escape)
    assert button(links, "explain-486").hasFocus()
    qtbot.waitUntil(lambda: links.findChild(ExplanationPanel) is None)
    nothing = ExplainLinks([200, None])
    qtbot.addWidget(nothing)
    assert nothing.isHidden()


def test_two_columns_become_one_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    """In a very narrow place each answer stands on lines of its own, with its number before it."""
    told = answers("en")
    table = SideBySide(told, next(one for one in told.differences(486) if one.other == 600))
    qtbot.addWidget(table)
    cell = table.findChild(QLabel, "compare-600")
    assert cell is not None
    table.resize(600, 400)
    table.show()
    assert cell.text() == told.meaning(600).brief
    table.resize(260, 900)
    assert cell.text() == f"600: {told.meaning(600).brief}"
    table.resize(600, 400)
    assert cell.text() == told.meaning(600).brief
