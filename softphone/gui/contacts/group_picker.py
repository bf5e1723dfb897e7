"""Choosing among more groups than a menu holds: one types a part of the name, or the name of a new one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.gui.contacts.group_menu import NAME_LENGTH, group_key
from softphone.gui.contacts.search_field import SearchField
from softphone.gui.look.components import Space, button, clearable, column
from softphone.gui.look.people_list import Row, RowList

_ROWS_SHOWN: Final = 4
# What else has to be seen in a low window, or with large letters: of a size of its own, and of that of so many rows.
_ELSE_PX: Final = 150
_ELSE_ROWS: Final = 4.5
_NEW: Final = 0  # the key of the row that makes a group; the others have their names


class GroupPicker(QFrame):
    """`put(group, member)` when somebody's groups are to change; it stays for the next one. `left()`."""

    put = Signal(str, bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("group-picker")
        self.setProperty("bar", "standing")
        self._groups: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._inside: dict[str, int] = {}
        self._count = 0
        layout = column(self, spacing=Space.XS)
        layout.setContentsMargins(0, Space.S, 0, 0)
        layout.addLayout(self._top())
        self.list = RowList(object_name="group-picker-list", accessible_name=self.tr("Groups"))
        self.list.clicked.connect(lambda _: self._take(self.list.current_row()))
        self.list.activated_row.connect(self._take)
        layout.addWidget(self.list)
        self.hide()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.M, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        self.search = SearchField()
        self.search.setObjectName("group-picker-search")
        self.search.setMaxLength(NAME_LENGTH)
        self.search.setAccessibleName(self.tr("Find a group, or name a new one"))
        self.search.setPlaceholderText(self.tr("Group"))
        self.search.setMinimumWidth(80)
        clearable(self.search)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(lambda: self._take(self.list.current_row()))
        self.search.installEventFilter(self)
        row.addWidget(self.search, 1)
        self.close_button = button(
            "", "quiet", object_name="group-picker-close", accessible_name=self.tr("Close"), icon="close"
        )
        self.close_button.clicked.connect(self.left)
        row.addWidget(self.close_button)
        return row

    def ask(self) -> None:
        """Begin anew; `tell` comes before."""
        self.search.clear()
        self._look()
        self.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, groups: Sequence[tuple[str, int]], inside: Sequence[tuple[str, int]], count: int) -> None:
        """All groups with how many are in each, and how many of the `count` that are chosen."""
        self._groups, self._inside, self._count = dict(groups), dict(inside), count
        self._keys = {name: group_key(name) for name in self._groups}
        chosen = self.list.current_key()
        self._look()
        if chosen is not None:
            self.list.choose(chosen)

    def _look(self) -> None:
        text = " ".join(self.search.text().split())
        wanted = group_key(text)
        found = {name: key for name, key in self._keys.items() if wanted in key}
        rows = [
            self._row(name) for name in sorted(found, key=lambda name: not found[name].startswith(wanted))
        ]
        # The last, whatever its own words begin with: Enter makes no group while there is one with what was typed.
        if text and wanted not in found.values():
            title = self.tr("New group “{name}”").format(name=text)
            rows.append(
                Row(key=_NEW, title=title, avatar=text, icon="plus", icon_color="accent-text", value=text)
            )
        self.list.set_rows(rows)
        if rows:
            self.list.choose(rows[0].key)
        height = max(1, self.list.sizeHintForRow(0))
        fitting = int((self.window().height() - _ELSE_PX) / height - _ELSE_ROWS)
        self.list.setFixedHeight(max(1, min(_ROWS_SHOWN, fitting, len(rows))) * height)

    def _row(self, name: str) -> Row:
        inside = self._inside.get(name, 0)
        if not inside:
            said = self.tr("%n contact(s)", "", self._groups[name])
            return Row(key=name, title=name, subtitle=said, avatar=name)
        said = self.tr("In this group") if inside >= self._count else self.tr("Some of them")
        color = "positive-text" if inside >= self._count else "text-muted"
        return Row(key=name, title=name, subtitle=said, icon="check", icon_color=color)

    def _take(self, row: Row | None) -> None:
        if row is None:
            return
        if isinstance(row.key, str):
            self.put.emit(row.key, self._inside.get(row.key, 0) < self._count)
        elif isinstance(row.value, str):
            self.search.clear()
            self.put.emit(row.value, True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # One goes on typing while the arrows choose.
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in arrows:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
