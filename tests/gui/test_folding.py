"""Rows of actions that fold: what is put into them can be seen."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from softphone.gui.look.folding import FoldingRow


def test_what_comes_to_a_row_in_sight_is_seen(qtbot: QtBot) -> None:
    """Also the second action and the third; what was put away on purpose stays so."""
    row = FoldingRow(wraps=True)
    qtbot.addWidget(row)
    row.show()
    merge, put_away = QPushButton("Merge"), QPushButton("Connect them")
    put_away.hide()
    for each in (merge, put_away):
        row.add(each)
    assert merge.isVisible()
    assert not put_away.isVisible()
