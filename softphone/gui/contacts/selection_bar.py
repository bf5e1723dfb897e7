"""What can be done with several contacts that are selected, below their list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.gui.look.components import Button, ElidedLabel, Space, button, column

_FEWEST = 2


class SelectionBar(QFrame):
    """Shown while there are several. What is asked for has a signal; `clear_requested()` ends the selection."""

    favourite_requested = Signal()
    group_requested = Signal()
    merge_requested = Signal()
    export_requested = Signal()
    delete_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts-selection")
        self.setProperty("bar", "standing")
        outer = column(self, spacing=0)
        outer.setContentsMargins(Space.M, Space.XS, Space.S, Space.XS)
        top = QHBoxLayout()
        self._said = ElidedLabel("", "strong", object_name="contacts-selected")
        top.addWidget(self._said, 1)
        self.clear_button = self._made("clear", self.tr("Select nobody"), "close")
        self.clear_button.clicked.connect(self.clear_requested)
        top.addWidget(self.clear_button)
        outer.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        self.buttons: list[Button] = []
        for name, words, icon, signal in (
            ("favourite", self.tr("Favourites: add or remove"), "star", self.favourite_requested),
            ("group", self.tr("Groups…"), "contacts", self.group_requested),
            ("merge", self.tr("Merge into one…"), "conference", self.merge_requested),
            ("export", self.tr("Export…"), "folder", self.export_requested),
            ("delete", self.tr("Delete"), "trash", self.delete_requested),
        ):
            made = self._made(name, words, icon)
            made.clicked.connect(signal)
            row.addWidget(made)
            self.buttons.append(made)
        row.addStretch(1)
        outer.addLayout(row)
        self.hide()

    def _made(self, name: str, words: str, icon: str) -> Button:
        return button(
            "",
            "quiet",
            object_name=f"contacts-selected-{name}",
            accessible_name=words,
            icon=icon,
            parent=self,
        )

    @property
    def group_button(self) -> Button:
        return self.buttons[1]

    def show_count(self, count: int, most_merged: int) -> None:
        """Say how many are selected; fewer than two are none."""
        self._said.set_text(self.tr("%n selected", "", count))
        self.buttons[2].setEnabled(count <= most_merged)
        self.setVisible(count >= _FEWEST)
