"""What a file holds, before any of it is taken over."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.calls.cards import Card
from softphone.calls.people_files import FileKind, Look
from softphone.gui.exchange.column_rows import ColumnRows
from softphone.gui.exchange.words import kind_text
from softphone.gui.look.components import ElidedLabel, IconLabel, Space, button, column, label, line
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.words.plain_text import short_address


class Preview(QWidget):
    """`wanted()` when it is to be taken over, `left()` when not, `changed(table)` when a table is to be read so."""

    wanted = Signal()
    left = Signal()
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-preview")
        layout = column(self, spacing=Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(IconLabel("folder", "text-muted"))
        self.file = ElidedLabel("", "strong", object_name="import-file")
        head.addWidget(self.file, 1)
        layout.addLayout(head)
        self.said = label("", "muted", wrap=True, object_name="import-said")
        layout.addWidget(self.said)
        self.people = RowList(
            object_name="import-people", accessible_name=self.tr("The first people of the file")
        )
        self.people.setProperty("ground", "canvas")
        layout.addWidget(self.people)
        self.commands = FoldingRow()
        self.import_button = button("", "primary", object_name="import-start", icon="check")
        self.import_button.clicked.connect(self.wanted)
        self.commands.add(self.import_button)
        self.leave_button = button(self.tr("Cancel"), "quiet", object_name="import-leave")
        self.leave_button.clicked.connect(self.left)
        self.commands.add(self.leave_button)
        layout.addWidget(self.commands)
        self._rule = line()
        layout.addWidget(self._rule)
        self.columns = ColumnRows()
        self.columns.changed.connect(self.changed)
        layout.addWidget(self.columns)

    def show_look(self, path: Path, look: Look) -> None:
        self.file.set_text(path.name)
        kind = kind_text(look.kind)
        self.said.setText(self.tr("%n person(s)", "", look.entries) + " · " + kind + self._more(look))
        self._show_people(look.first, ())
        self.import_button.set_label(self.tr("Import %n person(s)", "", look.entries))
        self.import_button.setAccessibleName(self.import_button.text())
        self.import_button.setEnabled(bool(look.entries))
        is_table = look.table is not None
        self._rule.setVisible(is_table)
        self.columns.setVisible(is_table)
        if look.table is not None:
            self.columns.show_table(look.table)

    def show_known(self, look: Look, there: tuple[bool, ...], left_out: int, *, all_of_them: bool) -> None:
        """Who is in the contacts already: of the first people, or of all when `there` has all."""
        self._show_people(look.first, there)
        if not all_of_them:
            return
        parts = [self.tr("%n person(s)", "", len(there)), kind_text(look.kind)]
        if sum(there):
            parts.append(self.tr("%n of them are there already and will be completed", "", sum(there)))
        if left_out:
            parts.append(self.tr("%n entry(s) cannot be read in full", "", left_out))
        self.said.setText(" · ".join(parts) + self._more(look))
        self.import_button.set_label(self.tr("Import %n person(s)", "", len(there)))
        self.import_button.setAccessibleName(self.import_button.text())
        self.import_button.setEnabled(bool(there))

    def _more(self, look: Look) -> str:
        if look.kind is FileKind.OURS and look.moves:
            return " · " + self.tr("%n remembered move(s)", "", look.moves)
        return ""

    def _show_people(self, people: tuple[Card, ...], there: tuple[bool, ...]) -> None:
        self.people.set_rows(
            Row(
                key=at,
                title=card.name,
                subtitle=" · ".join(_about(card)),
                right=self.tr("is there") if at < len(there) and there[at] else "",
                avatar=card.name,
            )
            for at, card in enumerate(people)
        )
        self.people.setVisible(bool(people))
        if people:
            self.people.setFixedHeight(len(people) * self.people.sizeHintForRow(0) + 2)


def _about(card: Card) -> list[str]:
    shown = [short_address(uri).removeprefix("mailto:") for uri, _ in card.addresses[:2]]
    return shown or ([card.organisation] if card.organisation else [])
