"""The groups of the contacts: show, rename, remove."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.group_menu import GroupName
from softphone.gui.contacts.several_desk import SeveralDesk
from softphone.gui.frame.page import Page
from softphone.gui.look.components import button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList

_ROWS_SHOWN = 8


class GroupsPage(Page):
    """`group_shown(name)` when its people are to be listed, `failed(text)`."""

    group_shown = Signal(str)
    failed = Signal(str)

    def __init__(self, book: ContactBook, desk: SeveralDesk, parent: QWidget | None = None) -> None:
        super().__init__("groups-page", parent)
        self._book = book
        self._desk = desk
        self.body.addWidget(label(self.tr("Groups"), "heading", wrap=True))
        self._said = label("", "muted", wrap=True, object_name="groups-said")
        self.body.addWidget(self._said)
        self.list = RowList(object_name="groups-list", accessible_name=self.tr("Groups"))
        self.list.setProperty("ground", "canvas")
        self.list.activated_row.connect(lambda _: self._show_people())
        self.list.removed.connect(lambda _: self._remove())
        self.body.addWidget(self.list)
        self._commands = FoldingRow()
        for name, words, icon, act in (
            ("show", self.tr("Show its people"), "contacts", self._show_people),
            ("rename", self.tr("Rename…"), "edit", self._ask_name),
            ("remove", self.tr("Remove the group"), "trash", self._remove),
        ):
            made = button(words, "secondary", object_name=f"groups-{name}", icon=icon)
            made.clicked.connect(act)
            self._commands.add(made)
        self.body.addWidget(self._commands)
        self.name = GroupName()
        self.name.given.connect(self._rename)
        self.name.left.connect(self._leave_name)
        self.body.addWidget(self.name)
        desk.people_changed.connect(self.reload)

    def reload(self) -> None:
        try:
            groups = self._book.groups()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Groups could not be read ({reason}).").format(reason=error))
            return
        self.list.set_rows(
            Row(key=name, title=name, subtitle=self.tr("%n contact(s)", "", count), avatar=name)
            for name, count in groups
        )
        if groups and self.list.current_row() is None:
            self.list.choose(groups[0][0])
        said = self.tr("A contact can be in several groups. Removing a group removes nobody.")
        none = self.tr(
            "No groups yet. Select contacts in the list (Ctrl or Shift with a click) and put them into one, or write a "
            "group on the form of a contact."
        )
        self._said.setText(said if groups else none)
        self.list.setVisible(bool(groups))
        self._commands.setVisible(bool(groups))
        if groups:
            self.list.setFixedHeight(min(_ROWS_SHOWN, len(groups)) * self.list.sizeHintForRow(0) + 2)

    def _chosen(self) -> str:
        key = self.list.current_key()
        return key if isinstance(key, str) else ""

    def _show_people(self) -> None:
        if group := self._chosen():
            self.group_shown.emit(group)

    def _ask_name(self) -> None:
        if group := self._chosen():
            self.name.ask(group)

    def _rename(self, name: str) -> None:
        group = self._chosen()
        self._leave_name()
        if group and name != group:
            self._desk.rename_group(group, name)

    def _leave_name(self) -> None:
        self.name.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if group := self._chosen():
            self._desk.remove_group(group)
