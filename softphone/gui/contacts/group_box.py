"""The box above the list of contacts: everybody, favourites, or one group."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from softphone.gui.settings.choices import ChoiceBox

_FIXED = 2  # everybody and favourites


class GroupBox(ChoiceBox):
    """Hidden while there is no group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts-group")
        self.setAccessibleName(self.tr("Whom to show"))
        self.addItem(self.tr("Everybody"), "")
        self.addItem(self.tr("Favourites"), "")
        self.hide()

    @property
    def group(self) -> str:
        """The chosen group, "" for none."""
        return str(self.currentData())

    @property
    def favourites(self) -> bool:
        return self.currentIndex() == 1

    @property
    def narrows(self) -> bool:
        return self.currentIndex() > 0

    def choose(self, group: str) -> None:
        self.setCurrentIndex(max(0, self.findData(group)) if group else 0)

    def show_groups(self, groups: Sequence[tuple[str, int]]) -> None:
        """Groups with how many are in each; the chosen one stays, or everybody when it is gone."""
        wanted = [(f"{name} ({QLocale().toString(count)})", name) for name, count in groups]
        if wanted != [(self.itemText(n), self.itemData(n)) for n in range(_FIXED, self.count())]:
            group, favourites = self.group, self.favourites
            while self.count() > _FIXED:
                self.removeItem(_FIXED)
            for text, name in wanted:
                self.addItem(text, name)
            self.setCurrentIndex(1 if favourites else 0)
            if group:
                self.choose(group)
        self.setVisible(bool(groups) or self.narrows)
