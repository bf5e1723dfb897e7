"""Asking for a file. Nothing waits for the answer: calls go on meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], None]


def ask_open(
    place: QWidget, title: str, kinds: Sequence[str], then: Then, *, name: str, folder: str = ""
) -> QFileDialog:
    """A file that is there. `kinds` are filters like "Pictures (*.png)", `name` the object's."""
    dialog = _dialog(place, title, kinds, then, name=name, folder=folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_save(
    place: QWidget, title: str, kinds: Mapping[str, str], then: Then, *, name: str, file: str
) -> QFileDialog:
    """A file to be written, `file` if nobody changes it. `kinds` maps filters to the suffix each gives a name."""
    dialog = _dialog(place, title, tuple(kinds), then, name=name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(next(iter(kinds.values())))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(kinds[chosen]))
    dialog.selectFile(file)
    dialog.open()
    return dialog


def ask_folder(place: QWidget, title: str, then: Then, *, name: str, folder: str = "") -> QFileDialog:
    dialog = _dialog(place, title, (), then, name=name, folder=folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    dialog.open()
    return dialog


def _dialog(
    place: QWidget, title: str, kinds: Sequence[str], then: Then, *, name: str, folder: str = ""
) -> QFileDialog:
    dialog = QFileDialog(place, title, folder or QDir.homePath())
    dialog.setObjectName(name)
    if kinds:
        dialog.setNameFilters(list(kinds))
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
