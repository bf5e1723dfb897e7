"""Into which groups a selection of contacts goes, and out of which: a menu, or a bar to search where they are many."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.group_menu import MOST_IN_MENU, GroupName, fill_group_menu
from softphone.gui.contacts.group_picker import GroupPicker


class GroupChoice(QObject):
    """`name` and `picker` are bars for the foot of the list. `selected()` are the ids it is about.

    `put(group, member)`, `left()` when the keys are the list's again, `unread(error)`.
    """

    put = Signal(str, bool)
    left = Signal()
    unread = Signal(object)

    def __init__(
        self, book: ContactBook, selected: Callable[[], Sequence[int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._selected = selected
        self.name = GroupName()
        self.name.given.connect(self._give)
        self.name.left.connect(self._leave)
        self.picker = GroupPicker()
        self.picker.put.connect(self.put)
        self.picker.left.connect(self._leave)

    def add_to(self, menu: QMenu) -> None:
        """The entry of somebody's menu: the groups in a menu of their own, or a way to the bar."""
        words = QCoreApplication.translate("SelectionBar", "Groups…")
        if self._are_many():
            menu.addAction(words, self._pick)
        else:
            menu.addMenu(self._menu(words, menu))

    def open(self, beside: QWidget) -> None:
        """The menu above `beside`, or the bar."""
        if self._are_many():
            self._pick()
            return
        menu = self._menu("", beside)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def follow(self) -> None:
        """Others are selected, or their groups have changed."""
        if self.name.isHidden() and self.picker.isHidden():
            return
        ids = self._selected()
        if not ids:
            self.name.hide()
            self.picker.hide()
        elif not self.picker.isHidden():
            self._tell(ids)

    def _are_many(self) -> bool:
        try:
            return len(self._book.groups()) > MOST_IN_MENU
        except StoreFailedError as error:
            self.unread.emit(error)
            return False

    def _menu(self, title: str, parent: QWidget) -> QMenu:
        menu = QMenu(title, parent)
        menu.setObjectName("contacts-group-menu")
        try:
            fill_group_menu(menu, self._book, self._selected(), self.put.emit, self.name.ask)
        except StoreFailedError as error:
            self.unread.emit(error)
        return menu

    def _pick(self) -> None:
        self.name.hide()
        self._tell(self._selected())
        self.picker.ask()

    def _tell(self, ids: Sequence[int]) -> None:
        try:
            self.picker.tell(self._book.groups(), self._book.groups_among(ids), len(ids))
        except StoreFailedError as error:
            self.unread.emit(error)

    def _give(self, name: str) -> None:
        self._leave()
        self.put.emit(name, True)

    def _leave(self) -> None:
        self.name.hide()
        self.picker.hide()
        self.left.emit()
