"""What gives way first where there is little room, and what never does."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.offer import Option
from softphone.gui.call.page import CallPage
from softphone.gui.card.option_row import OptionRow
from softphone.gui.card.parts_label import PartsLabel
from softphone.gui.look.components import Button, button
from softphone.gui.look.theme import Theme
from softphone.gui.settings.choices import ChoiceBox
from softphone.sip.explanation import Kind
from tests.gui.call.samples import STATES

NARROW = 360


def row_of(option: Option, qtbot: QtBot) -> OptionRow:
    row = OptionRow(option, number=1, selectable=False, leads=False)
    qtbot.addWidget(row)
    row.resize(NARROW, 60)
    row.show()
    for _ in range(4):
        QApplication.processEvents()
    return row


def test_the_kind_of_an_address_goes_before_the_address_is_cut(theme: Theme, qtbot: QtBot) -> None:
    """Icon and verb say the kind; half an address says nothing. All of it stays in the tool tip."""
    uri = "sip:anna.karlsson@desk.office.example"
    row = row_of(Option(number=1, kind=Kind.SIP, uri=uri, dial_uri=uri, label="Desk"), qtbot)
    said = row.findChild(PartsLabel)
    assert said is not None
    assert said.text() == "anna.karlsson@desk.office.example"
    assert said.toolTip() == f"{said.text()} · internet call"
    assert "internet call" in row.accessibleName()


def test_an_emergency_that_cannot_be_placed_is_never_cut(theme: Theme, qtbot: QtBot) -> None:
    """What a person must do instead stands there whole, on as many lines as it takes."""
    option = Option(number=1, kind=Kind.EMERGENCY, uri="urn:service:sos", dial_uri=None, label="Help")
    row = row_of(option, qtbot)
    said = next(each for each in row.findChildren(QLabel) if "use a telephone" in each.text())
    assert said.wordWrap()
    assert said.text().endswith("urn:service:sos")


def test_the_action_of_a_remark_goes_below_a_sentence_that_needs_the_room(
    page: CallPage, theme: Theme, qtbot: QtBot
) -> None:
    """A sentence in a column of single words cannot be read at a glance."""
    page.show_call(STATES["connected"])
    for width, below in ((900, False), (360, True)):
        page.resize(width, 680)
        for _ in range(4):
            QApplication.processEvents()
        said = page.findChild(QLabel, "remark-remembered-text")
        action = page.findChild(Button, "remark-remembered-action")
        assert said is not None
        assert action is not None
        top, bottom = action.mapTo(page, QPoint(0, 0)).y(), said.mapTo(page, said.rect().bottomLeft()).y()
        assert (top >= bottom) is below, width


def test_a_choice_that_does_not_fit_ends_with_an_ellipsis(theme: Theme, qtbot: QtBot) -> None:
    """A word cut in two looks like a fault."""
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("A headset with a name that is longer than any box that shows it")
    box.resize(180, box.sizeHint().height())
    box.show()
    qtbot.waitUntil(lambda: box.toolTip() == box.currentText())
    box.resize(box.sizeHint())
    qtbot.waitUntil(lambda: box.toolTip() == "")


def test_words_of_a_button_that_do_not_fit_end_with_an_ellipsis(theme: Theme, qtbot: QtBot) -> None:
    """With large letters a button is cut at its end, not at both sides; its width shows in what is drawn."""
    made = button("Call the old address", object_name="b")
    qtbot.addWidget(made)
    made.show()
    whole = made.sizeHint()
    made.resize(whole.width() // 2, whole.height())
    cut = made.grab().toImage()
    made.set_label("Call the old one")
    made.resize(whole.width() // 2, whole.height())
    assert made.grab().toImage() == cut  # what differs is behind the ellipsis


def test_keys_are_told_only_where_there_is_room_beside_the_buttons(page: CallPage, theme: Theme) -> None:
    """A hint as a column of single words takes room from the call."""
    page.show_call(STATES["301"])
    hint = page.findChild(QLabel, "call-key-hint")
    assert hint is not None
    for width, shown in ((760, True), (420, True), (340, True)):
        page.resize(width, 680)
        QApplication.processEvents()
        assert hint.isVisible() is shown, width
    hint.setStyleSheet("font-size: 40pt")
    page.resize(420, 680)
    page.resize(421, 680)
    QApplication.processEvents()
    assert not hint.isVisible()
