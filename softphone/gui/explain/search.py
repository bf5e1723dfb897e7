"""Looks another answer up where there is room for a field and a few chips only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.answers import Answers
from softphone.gui.contacts.contacts_list import SearchField
from softphone.gui.look.components import Space, button, clearable, column, label
from softphone.gui.look.folding import FoldingRow

_MOST = 6


class ExplanationSearch(QWidget):
    """`chosen(status)`; Enter takes the best."""

    chosen = Signal(int)

    def __init__(self, told: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation-search-part")
        self._told = told
        self._found: tuple[int, ...] = ()
        self._chips: FoldingRow | None = None
        self._column = column(self, spacing=Space.S)
        self._column.setContentsMargins(0, Space.XS, 0, Space.S)
        self.field = SearchField()
        self.field.setObjectName("explanation-search-field")
        self.field.setAccessibleName(self.tr("Search the answers"))
        self.field.setPlaceholderText(self.tr("Number or word: 486, busy, moved"))
        self.field.setToolTip(self.field.placeholderText())  # it may be cut
        clearable(self.field)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._take_best)
        self._column.addWidget(self.field)
        self._nothing = label(
            self.tr("No answer from 300 to 699 fits these words."),
            "muted",
            wrap=True,
            object_name="explanation-search-nothing",
        )
        self._nothing.hide()
        self._column.addWidget(self._nothing)

    def _search(self, text: str) -> None:
        if self._chips is not None:
            self._column.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        self._found = self._told.search(text)[:_MOST] if text.strip() else ()
        self._nothing.setVisible(bool(text.strip()) and not self._found)
        if not self._found:
            return
        self._chips = FoldingRow()
        self._chips.setObjectName("explanation-search-found")
        for status in self._found:
            self._chips.add(self._chip(status))
        self._column.addWidget(self._chips)
        self._chips.show()

    def _chip(self, status: int) -> QWidget:
        meaning = self._told.meaning(status)
        chip = button(
            meaning.title,
            object_name=f"explanation-found-{status}",
            accessible_name=f"{meaning.title}: {meaning.name}",
        )
        chip.setProperty("compact", "true")
        chip.setToolTip(meaning.name)
        chip.clicked.connect(lambda: self.chosen.emit(status))
        return chip

    def _take_best(self) -> None:
        if self._found:
            self.chosen.emit(self._found[0])
