"""The menus of groups: into which one a selection goes, and out of which."""

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QMenu, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.gui.look.components import Space, button

NAME_LENGTH = 100
MOST_IN_MENU = 15  # more do not fit on a low screen: see `group_picker`


def group_key(name: str) -> str:
    """The same for names of one group, as the address book takes them; "ё" is typed as "е"."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold().replace("ё", "е")


def plain_item(text: str) -> str:
    """`text` as a menu shows it: an ampersand is an ampersand."""
    return text.replace("&", "&&")


def fill_group_menu(
    menu: QMenu,
    book: ContactBook,
    ids: Sequence[int],
    change: Callable[[str, bool], None],
    make: Callable[[], None],
) -> None:
    """A line for each group, checked when all of `ids` are in it; `change(group, member)`, `make()` for a new one.

    Raises StoreFailedError.
    """
    among = dict(book.groups_among(ids))
    for name, _ in book.groups():
        inside = among.get(name, 0) == len(ids)
        action = menu.addAction(plain_item(name))
        action.setCheckable(True)
        action.setChecked(inside)
        action.triggered.connect(lambda _=False, name=name, inside=inside: change(name, not inside))
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addAction(QCoreApplication.translate("GroupMenu", "New group…"), make)


class GroupName(QFrame):
    """Asks for the name of a group in place, without a box over the window. `given(name)`, `left()`."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("group-name-bar")
        self.setProperty("bar", "standing")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        row.setSpacing(Space.XS)
        self.edit = QLineEdit()
        self.edit.setObjectName("group-name")
        self.edit.setMaxLength(NAME_LENGTH)
        self.edit.setPlaceholderText(self.tr("Name of the group"))
        self.edit.setAccessibleName(self.tr("Name of the group"))
        self.edit.setMinimumWidth(80)
        self.edit.returnPressed.connect(self._give)
        row.addWidget(self.edit, 1)
        self.ok_button = button(
            "", "quiet", object_name="group-name-ok", accessible_name=self.tr("Use this name"), icon="check"
        )
        self.ok_button.clicked.connect(self._give)
        row.addWidget(self.ok_button)
        self.cancel_button = button(
            "", "quiet", object_name="group-name-cancel", accessible_name=self.tr("Cancel"), icon="close"
        )
        self.cancel_button.clicked.connect(self.left)
        row.addWidget(self.cancel_button)
        self.hide()

    def offer(self, names: Sequence[str]) -> None:
        """What is typed is completed to one of these."""
        completer = QCompleter(list(names), self.edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if popup := completer.popup():
            popup.setObjectName("group-name-known")
            popup.setAccessibleName(QCoreApplication.translate("GroupPicker", "Groups"))
        self.edit.setCompleter(completer)

    def ask(self, name: str = "") -> None:
        self.edit.setText(name)
        self.edit.selectAll()
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        name = " ".join(self.edit.text().split())
        if name:
            self.given.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
