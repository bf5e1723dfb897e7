"""Files are asked for in one way: the suffix follows the kind, nothing waits, and no dialog stays behind."""

from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.look.file_dialogs import ask_folder, ask_open, ask_save


def test_the_suffix_follows_the_kind_that_is_chosen(qtbot: QtBot) -> None:
    """A name without a suffix gets that of the kind, the first at the beginning."""
    place = QWidget()
    qtbot.addWidget(place)
    kinds = {"Table (*.csv)": "csv", "JSON lines (*.jsonl)": "jsonl"}
    dialog = ask_save(place, "Export", kinds, lambda _: None, name="d", file="history.csv")
    assert (dialog.defaultSuffix(), dialog.acceptMode()) == ("csv", QFileDialog.AcceptMode.AcceptSave)
    dialog.filterSelected.emit("JSON lines (*.jsonl)")
    assert dialog.defaultSuffix() == "jsonl"
    dialog.reject()


def _gone(dialog: QFileDialog) -> bool:
    return not shiboken6.isValid(dialog)


def test_the_answer_comes_later_and_the_dialog_goes(qtbot: QtBot, tmp_path: Path) -> None:
    """Asking returns at once; the chosen place is a path; the dialog is gone afterwards."""
    place, chosen = QWidget(), list[Path]()
    qtbot.addWidget(place)
    folder = str(tmp_path)
    for dialog in (
        ask_open(place, "Open", ["All (*)"], chosen.append, name="d", folder=folder),
        ask_folder(place, "Folder", chosen.append, name="d", folder=folder),
    ):
        assert dialog.isVisible() and dialog.directory().path() == folder
        dialog.fileSelected.emit(folder)
        dialog.accept() if dialog.fileMode() is QFileDialog.FileMode.Directory else dialog.reject()
        qtbot.waitUntil(partial(_gone, dialog))
    assert chosen and set(chosen) == {tmp_path}
