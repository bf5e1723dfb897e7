"""Words that are wider than what holds them: nothing of them is lost."""

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.look.beside import Beside
from softphone.gui.look.buttons import button
from softphone.gui.look.components import label
from softphone.gui.look.eliding import elided
from softphone.gui.look.name_label import NameLabel
from softphone.gui.look.theme import Theme
from softphone.gui.look.wrapped_label import fitted

LONG = "Konstantinopolskaya-Featherstonehaugh"
MODES = (Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme.current()


@pytest.mark.parametrize("mode", MODES)
def test_what_is_cut_with_an_ellipsis_fits(theme: Theme, mode: Qt.TextElideMode) -> None:
    """Also where the cut takes a ligature apart; what fits is not cut."""
    font = QFont(QApplication.font())
    font.setPointSizeF(18)
    metrics = QFontMetrics(font)
    for text in ("anna.k@new-office.example", "afflux.office.example"):
        for room in range(40, 420, 3):
            shown = elided(text, metrics, mode, room)
            assert shown == text or metrics.horizontalAdvance(shown) <= room, (room, shown)


def test_a_word_that_is_wider_than_the_line_goes_on_in_the_next(theme: Theme) -> None:
    """It is broken where the line is full, an accent stays with its letter, and nothing is changed where all fits."""
    metrics = QFontMetrics(QApplication.font())
    room = metrics.horizontalAdvance("Konstantino")
    parts = fitted(f"Anna {LONG}", metrics, room).split("\u200b")
    assert "".join(parts) == f"Anna {LONG}"
    assert len(parts) > 2
    assert all(metrics.horizontalAdvance(word) <= room for part in parts for word in re.split("[ -]", part))
    assert fitted("Anna at home", metrics, 1000) == "Anna at home"
    accented = "e\u0301" * 40
    assert not any(part.startswith("\u0301") for part in fitted(accented, metrics, room).split("\u200b"))


def test_a_label_is_as_high_as_its_broken_words(theme: Theme, qtbot: QtBot) -> None:
    """Its text stays what was set, for a screen reader and for copying."""
    made = label(LONG, "heading", wrap=True)
    qtbot.addWidget(made)
    made.show()
    narrow, wide = made.heightForWidth(120), made.heightForWidth(2000)
    assert narrow >= 2 * wide
    made.resize(QSize(120, narrow))
    broken = made.grab().toImage()
    assert made.text() == LONG
    made.setText(LONG[: len(LONG) // 2])
    assert made.grab().toImage() != broken


def test_a_button_asks_for_the_lines_that_its_words_take(theme: Theme, qtbot: QtBot) -> None:
    """It grows in the layout that made it narrow, is whole then, and shrinks again with more room."""
    place = QWidget()
    qtbot.addWidget(place)
    row = QHBoxLayout(place)
    made = button("Add an address book of the company", object_name="b")
    made.may_shrink()
    row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
    place.resize(600, 200)
    place.show()
    one_line = made.sizeHint().height()
    place.resize(190, 200)
    qtbot.waitUntil(lambda: made.height() > one_line and made.is_whole())
    assert made.toolTip() == ""
    place.resize(600, 200)
    qtbot.waitUntil(lambda: made.height() == one_line and made.is_whole())


def test_a_name_takes_a_second_line_before_it_is_cut(theme: Theme, qtbot: QtBot) -> None:
    """With more than two lines it ends with an ellipsis and is whole in the tool tip."""
    made = NameLabel("Anna Karlsson of the office")
    qtbot.addWidget(made)
    made.show()
    made.resize(made.fontMetrics().horizontalAdvance("Anna Karlsson of"), 60)
    assert made.text().count("\n") == 1
    assert made.text().split() == ["Anna", "Karlsson", "of", "the", "office"]
    assert made.toolTip() == ""
    made.resize(made.fontMetrics().horizontalAdvance("Anna Kar"), 60)
    assert made.text().count("\n") == 1
    assert made.text().endswith("…")
    assert made.toolTip() == made.accessibleName() == "Anna Karlsson of the office"


def test_a_button_stands_below_words_that_need_the_width(theme: Theme, qtbot: QtBot) -> None:
    """And beside them where there is room for both."""
    words = label("The server asks to try again then", wrap=True)
    act = button("Remind me", object_name="act")
    made = Beside(words, act)
    qtbot.addWidget(made)
    made.show()
    for width, below in ((700, False), (200, True), (700, False)):
        made.resize(width, 120)
        qtbot.waitUntil(lambda: act.y() >= words.geometry().bottom() if below else act.x() > words.x())  # noqa: B023
