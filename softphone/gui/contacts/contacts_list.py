"""The list of contacts, a hundred thousand of them perhaps: search, groups, letters, several at once."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.group_box import GroupBox
from softphone.gui.contacts.group_choice import GroupChoice
from softphone.gui.contacts.letter_index import LetterIndex
from softphone.gui.contacts.merge_view import MOST_MERGED
from softphone.gui.contacts.people_rows import PeopleRows, Wanted
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.contacts.search_field import SearchField
from softphone.gui.contacts.selection_bar import SelectionBar
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.look.components import Space, button, clearable, label
from softphone.gui.look.people_list import Row
from softphone.gui.words.plain_text import first_address

__all__ = ["ContactsList", "SearchField"]

# So many people are seen without a way to jump.
_LETTERS_FROM = 40


class ContactsList(ListPanel):
    """`chosen(contact)`, `call_requested(uri)`, `edit_requested(contact)`, `new_requested(name)`, `failed(text)`;
    for contacts by their ids `delete_requested(ids)`, `favourite_requested(ids, favourite)`,
    `group_requested(ids, group, member)`, `merge_requested(ids)`, `export_requested(ids)`, None for everybody;
    `import_requested()`, `duplicates_requested()`, `groups_requested()`.
    """

    chosen = Signal(object)
    call_requested = Signal(str)
    edit_requested = Signal(object)
    new_requested = Signal(str)
    failed = Signal(str)
    delete_requested = Signal(object)
    favourite_requested = Signal(object, bool)
    group_requested = Signal(object, str, bool)
    merge_requested = Signal(object)
    export_requested = Signal(object)
    import_requested = Signal()
    duplicates_requested = Signal()
    groups_requested = Signal()

    def __init__(
        self, book: ContactBook, pictures: Pictures | None = None, parent: QWidget | None = None
    ) -> None:
        self.people = PeopleRows(book, pictures=pictures)
        super().__init__("contacts", "", parent, rows=self.people)
        self.people.setParent(self)
        self._book = book
        self._wanted = Wanted("", "", favourites=False)
        self.heading.set_text(self.tr("Contacts"))
        self.count = label("", "small", object_name="contacts-count")
        self.count.setContentsMargins(Space.XS, 0, 0, 0)
        self.head.insertWidget(1, self.count)
        self.list.setAccessibleName(self.tr("Contacts"))
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._add_commands()
        self.search = SearchField()
        self.search.setObjectName("contacts-search")
        self.search.setAccessibleName(self.tr("Search contacts"))
        self.search.setPlaceholderText(self.tr("Search"))
        clearable(self.search)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._open_first)
        self.search.list_wanted.connect(self._go_to_list)
        self.tools.addWidget(self.search)
        self.groups = GroupBox()
        self.groups.activated.connect(self._look)
        self.tools.addWidget(self.groups)
        self.letters = LetterIndex()
        self.letters.wanted.connect(self._go_to)
        self.letters.hide()
        self.middle.addWidget(self.letters)
        self._letters_soon = QTimer(self)
        self._letters_soon.setSingleShot(True)
        self._letters_soon.timeout.connect(self._show_letters)
        self.bar = SelectionBar()
        self.foot.addWidget(self.bar)
        self.group_choice = GroupChoice(book, self.selected, self)
        self.foot.addWidget(self.group_choice.name)
        self.foot.addWidget(self.group_choice.picker)
        self._connect()

    def _add_commands(self) -> None:
        self.new_button = button(
            "", "quiet", object_name="contacts-new", accessible_name=self.tr("New contact"), icon="plus"
        )
        self.new_button.setToolTip(self.tr("New contact (Ctrl+N)"))
        self.new_button.clicked.connect(lambda: self.new_requested.emit(""))
        self.head.addWidget(self.new_button)
        self.more_button = button(
            "",
            "quiet",
            object_name="contacts-more",
            accessible_name=self.tr("More for contacts: duplicates, groups, export and import"),
            icon="more",
        )
        self.menu = QMenu(self.more_button)
        self.menu.setObjectName("contacts-menu")
        self.menu.addAction(self.tr("Find duplicates…"), self.duplicates_requested.emit)
        self.menu.addAction(self.tr("Groups…"), self.groups_requested.emit)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Export contacts…"), lambda: self.export_requested.emit(None))
        self.menu.addAction(self.tr("Import contacts…"), self.import_requested.emit)
        self.more_button.clicked.connect(self._open_menu)
        self.head.addWidget(self.more_button)

    def _connect(self) -> None:
        self.people.unread.connect(self._say_unread, Qt.ConnectionType.QueuedConnection)
        self.list.opened.connect(self._open)
        self.list.activated_row.connect(self._call)
        self.list.removed.connect(lambda _: self._delete())
        self.list.chosen_changed.connect(self._chosen_changed)
        self.list.menu_wanted.connect(self._open_person_menu)
        bar = self.bar
        bar.favourite_requested.connect(self._toggle_favourite)
        bar.group_requested.connect(lambda: self.group_choice.open(bar.group_button))
        bar.merge_requested.connect(lambda: self.merge_requested.emit(self.selected()))
        bar.export_requested.connect(lambda: self.export_requested.emit(self.selected()))
        bar.delete_requested.connect(self._delete)
        bar.clear_requested.connect(self._clear_selection)
        self.group_choice.put.connect(self._put)
        self.group_choice.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.group_choice.unread.connect(self._say_unread)

    # What is listed

    def _look(self) -> None:
        try:
            self._show()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Contacts could not be searched ({reason}).").format(reason=error))

    def reload(self) -> None:
        """Read the book again; search, group and selection stay. Raises StoreFailedError."""
        self.groups.show_groups(self._book.groups())
        self._show()
        self.group_choice.follow()

    def _show(self) -> None:
        text = self.search.text().strip()
        wanted = Wanted(text, self.groups.group, self.groups.favourites)
        self.list.keep_place(lambda: self.people.show(wanted))
        if wanted != self._wanted and (text or self.groups.narrows):
            self.list.scrollToTop()  # who fits best stands there
        self._wanted = wanted
        count = len(self.people.keys)
        self._say_count(count, searched=bool(text))
        if not count:
            self._say_why_empty(text)
        self.show_rows_or_empty()
        narrowed = bool(text) or self.groups.narrows
        self.search.setVisible(bool(count) or narrowed)
        self.letters.setVisible(self.people.has_letters and count >= _LETTERS_FROM)
        if not self.letters.isHidden():
            self._letters_soon.start(0)

    def _say_count(self, count: int, *, searched: bool) -> None:
        said = self.tr("%n found", "", count) if searched else self.tr("%n contact(s)", "", count)
        # The heading beside it says that these are contacts, the field below it that they are found.
        self.count.setText(QLocale().toString(count) if count or searched else "")
        self.count.setAccessibleName(said)
        self.count.setToolTip(said)

    def _say_why_empty(self, wanted: str) -> None:
        if wanted and self.groups.narrows:
            self.empty.say(
                self.tr("Nobody in here is found for “{text}”.").format(text=wanted),
                self.tr("Search everybody"),
                self._show_everybody,
            )
        elif wanted:
            self.empty.say(
                self.tr("Nobody is found for “{text}”.").format(text=wanted),
                self.tr("Add a contact"),
                lambda: self.new_requested.emit(wanted),
            )
        elif self.groups.narrows:
            self.empty.say(self.tr("Nobody is in here."), self.tr("Show everybody"), self._show_everybody)
        else:
            self.empty.say(
                self.tr("Nobody here yet. People whom you add keep their addresses, also when they move."),
                self.tr("Add a contact"),
                lambda: self.new_requested.emit(""),
            )

    def _show_everybody(self) -> None:
        self.groups.setCurrentIndex(0)
        self._look()

    def show_group(self, group: str) -> None:
        """List the people of one group."""
        self.search.clear()
        self.groups.choose(group)
        self._look()

    def _show_letters(self) -> None:
        self.letters.show_letters(self.people.letters())

    def _go_to(self, number: int) -> None:
        self.list.scrollTo(self.people.index(number), QListView.ScrollHint.PositionAtTop)

    def _say_unread(self, error: StoreFailedError) -> None:
        self.failed.emit(self.tr("Contacts could not be read ({reason}).").format(reason=error))

    # One of them

    def _read(self, row: Row) -> Contact | None:
        try:
            return self._book.contact(row.key) if isinstance(row.key, int) else None
        except StoreFailedError as error:
            self._say_unread(error)
            return None

    def _open(self, row: Row) -> None:
        contact = self._read(row)
        if contact is not None:
            self.chosen.emit(contact)

    def _go_to_list(self) -> None:
        """To whoever is chosen, or to the first; nothing is opened by it."""
        if self.list.current_row() is None and self.people.keys:
            self.list.choose(self.people.keys[0])
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_first(self) -> None:
        if self.people.keys:
            self.list.choose(self.people.keys[0])
            self._open(self.people.row_at(self.people.number_of(0)))

    def _call(self, row: Row) -> None:
        contact = self._read(row)
        if contact is not None and (uri := first_address(contact)):
            self.call_requested.emit(uri)

    # Several of them

    def selected(self) -> tuple[int, ...]:
        """The ids of those who are selected, in the order of the list."""
        ids: list[int] = []
        for first, last in self.list.chosen_ranges():
            ids += self.people.keys_between(first, last)
        return tuple(ids)

    def _chosen_changed(self) -> None:
        ranges = self.list.chosen_ranges()
        count = sum(len(self.people.keys_between(first, last)) for first, last in ranges)
        self.bar.show_count(count, MOST_MERGED)
        self.group_choice.follow()

    def _clear_selection(self) -> None:
        self.list.keep_only_current()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        if ids := self.selected():
            self.delete_requested.emit(ids)

    def _toggle_favourite(self) -> None:
        ids = self.selected()
        if ids:
            self.favourite_requested.emit(ids, not self._are_favourites(ids))

    def _are_favourites(self, ids: Sequence[int]) -> bool:
        """Whether all are, as far as the first hundred tell: one favourite among them takes nobody out."""
        try:
            return all(line.favourite for line in self._book.lines(ids[:100]))
        except StoreFailedError as error:
            self._say_unread(error)
            return False

    def _put(self, group: str, member: bool) -> None:
        if ids := self.selected():
            self.group_requested.emit(ids, group, member)

    # Menus

    def _open_menu(self) -> None:
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _open_person_menu(self, place: QPoint) -> None:
        if menu := self.person_menu():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def person_menu(self) -> QMenu | None:
        """What can be done with whoever is selected; None for nobody."""
        ids = self.selected()
        if not ids:
            return None
        menu = QMenu(self)
        menu.setObjectName("contacts-person-menu")
        if len(ids) == 1 and (row := self.list.current_row()) is not None:
            menu.addAction(self.tr("Call"), lambda: self._call(row))
            menu.addAction(self.tr("Edit"), lambda: self._edit(row))
            menu.addSeparator()
        out = self._are_favourites(ids)
        words = self.tr("Remove from favourites") if out else self.tr("Add to favourites")
        menu.addAction(words, self._toggle_favourite)
        self.group_choice.add_to(menu)
        merge = menu.addAction(
            self.tr("Merge with…") if len(ids) == 1 else self.bar.buttons[2].accessibleName(),
            lambda: self.merge_requested.emit(ids),
        )
        merge.setEnabled(len(ids) <= MOST_MERGED)
        menu.addAction(self.tr("Export…"), lambda: self.export_requested.emit(ids))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), self._delete)
        return menu

    def _edit(self, row: Row) -> None:
        contact = self._read(row)
        if contact is not None:
            self.edit_requested.emit(contact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self._clear_selection()
        else:
            super().keyPressEvent(event)
