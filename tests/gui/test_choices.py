"""Boxes to tick, at widths and sizes of letters for which their words are too long."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.settings.choices import CheckBox


def test_the_words_of_a_check_box_take_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    """None is cut where the window is narrow or the letters are large; where there is room it is one line."""
    holder = QWidget()
    qtbot.addWidget(holder)
    box = CheckBox("Do not disturb: nothing rings, and the history shows who has called", "quiet")
    column = QVBoxLayout(holder)
    column.addWidget(box)
    column.addStretch(1)
    holder.resize(900, 400)
    with qtbot.waitExposed(holder):
        holder.show()
    line = box.height()
    assert line == box.sizeHint().height()
    holder.resize(240, 400)
    qtbot.waitUntil(lambda: box.height() > line + box.fontMetrics().height() / 2)
    holder.resize(900, 400)
    qtbot.waitUntil(lambda: box.height() == line)


def test_an_ampersand_in_a_name_is_no_key(qtbot: QtBot) -> None:
    """A group called R&D is not switched by Alt+D."""
    box = CheckBox("R&D", "some-group")
    qtbot.addWidget(box)
    assert box.shortcut().isEmpty()
    assert box.text() == "R&D"
