"""The groups on the form of a contact: a box for each there is, and a line for a new one.

Of many groups those of the contact and some others have boxes; the line completes the names of all.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.gui.contacts.group_menu import GroupName, group_key
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import CheckBox

_MOST_SHOWN = 30


class GroupsField(QWidget):
    """`groups` are those that are checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contact-groups")
        self._boxes: dict[str, CheckBox] = {}
        self._hidden: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        layout = column(self, spacing=Space.XS)
        layout.addWidget(label(self.tr("Groups"), "small"))
        self._place = column(place := QWidget(), spacing=0)
        layout.addWidget(place)
        self._row: FoldingRow | None = None
        self.name = GroupName()
        self.name.given.connect(self._add)
        self.name.left.connect(self._leave)
        layout.addWidget(self.name)
        self.new_button = button(self.tr("New group…"), "quiet", object_name="contact-new-group", icon="plus")
        self.new_button.clicked.connect(self._ask)
        layout.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def boxes(self) -> tuple[CheckBox, ...]:
        return tuple(self._boxes.values())

    @property
    def groups(self) -> tuple[str, ...]:
        return (*(name for name, box in self._boxes.items() if box.isChecked()), *self._hidden)

    def show_groups(self, mine: Sequence[str], there: Sequence[str]) -> None:
        """`mine` checked, of those that are `there`."""
        self._leave()
        names = list(dict.fromkeys((*mine, *there)))
        self._names = tuple(names)
        self._hidden = tuple(name for name in names[_MOST_SHOWN:] if name in mine)
        more = self.tr("Another group…") if len(names) > _MOST_SHOWN else self.tr("New group…")
        self.new_button.set_label(more)
        self.new_button.setAccessibleName(more)
        self.name.offer(names)
        self._make(names[:_MOST_SHOWN], set(mine))

    def _make(self, names: Sequence[str], checked: set[str]) -> None:
        if self._row is not None:
            self._row.hide()
            self._row.deleteLater()
        self._row = FoldingRow(wraps=True)
        self._boxes = {}
        for number, name in enumerate(names, 1):
            box = CheckBox(name, f"contact-group-{number}")
            box.setChecked(name in checked)
            self._boxes[name] = box
            self._row.add(box)
        self._row.setVisible(bool(names))
        self._place.addWidget(self._row)

    def _ask(self) -> None:
        self.new_button.hide()
        self.name.ask()

    def _leave(self) -> None:
        before = self.name.isVisible()
        self.name.hide()
        self.new_button.show()
        if before:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str) -> None:
        known = next((each for each in self._names if group_key(each) == group_key(name)), name)
        self._hidden = tuple(each for each in self._hidden if each != known)
        names = list(dict.fromkeys((*self._boxes, known)))
        self._make(names, {*self.groups, known})
        self._leave()
