"""Keeps the list and the pages of contacts true to the book, and does what is asked for in the list."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.contact_desk import ContactDesk
from softphone.gui.frame.banners import Banners, Manner
from softphone.gui.frame.list_column import ListColumn
from softphone.gui.frame.navigator import Navigator
from softphone.gui.frame.rail import View

if TYPE_CHECKING:
    from softphone.gui.contacts.people_file import PeopleFile

_PATIENCE_MS = 700
_BUSY = "contacts-busy"


class PeopleDesk(QObject):
    """`changed()` when the list of contacts is to be read again. `wire` connects that list, when it is there."""

    changed = Signal()

    def __init__(
        self,
        book: ContactBook,
        column: ListColumn,
        pages: Navigator,
        desk: ContactDesk,
        *,
        banners: Banners,
    ) -> None:
        super().__init__(column)
        self._book = book
        self._column = column
        self._pages = pages
        self._desk = desk
        self._banners = banners
        self.people_file: PeopleFile | None = None
        desk.contact_changed.connect(self.saved)
        desk.contact_gone.connect(lambda contact_id: self._gone((contact_id,)))
        desk.several.contacts_gone.connect(self._gone)
        desk.several.people_changed.connect(self.read_again)
        desk.several.merged.connect(self._merged)
        desk.several.busy.connect(self._busy)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_busy)
        pages.contact_saved.connect(self.saved)
        pages.group_shown.connect(self._show_group)

    def wire(self, call: Callable[[str], None]) -> None:
        contacts, pages, several = self._column.contacts, self._pages, self._desk.several
        contacts.chosen.connect(pages.show_contact)
        contacts.call_requested.connect(call)
        contacts.edit_requested.connect(pages.edit_contact)
        contacts.delete_requested.connect(self._delete)
        contacts.favourite_requested.connect(several.set_favourite)
        contacts.group_requested.connect(several.set_group)
        contacts.merge_requested.connect(pages.merge_contacts)
        contacts.duplicates_requested.connect(pages.show_duplicates)
        contacts.groups_requested.connect(pages.show_groups)
        contacts.failed.connect(pages.failed)
        contacts.new_requested.connect(pages.new_contact)
        from softphone.gui.contacts.people_file import PeopleFile  # noqa: PLC0415 -- not before the window

        file = self.people_file = PeopleFile(self._book, pages.people_files, self._banners, contacts)
        file.look_requested.connect(pages.show_import)
        pages.people_imported.connect(self.read_again)
        contacts.export_requested.connect(file.ask_export)
        contacts.import_requested.connect(file.ask_import)
        finder = self._column.finder(contacts)
        if finder is not None:
            from softphone.gui.directory.panel import DirectoryPanel  # noqa: PLC0415 -- as above

            found = DirectoryPanel(finder)
            contacts.foot.insertWidget(0, found)
            contacts.search.textChanged.connect(found.look)
            found.chosen.connect(pages.show_card)
            found.call_requested.connect(call)

    def _busy(self, is_busy: bool) -> None:
        """Say that something is being written, when it takes long."""
        if not is_busy:
            self._patience.stop()
            self._banners.take(_BUSY)
        elif not self._patience.isActive() and self._banners.shown(_BUSY) is None:
            self._patience.start()

    def _say_busy(self) -> None:
        text = self.tr("Many contacts are being written…")
        self._banners.say(_BUSY, text, manner=Manner(icon="clock", warns=False))

    def _delete(self, ids: Sequence[int]) -> None:
        if len(ids) > 1:
            self._desk.several.delete(ids)
            return
        contact = self._read(ids[0])
        if contact is not None:
            self._desk.delete(contact)

    def _read(self, contact_id: int) -> Contact | None:
        try:
            return self._book.contact(contact_id)
        except StoreFailedError as error:
            self._pages.failed.emit(self.tr("The contact could not be read ({reason}).").format(reason=error))
            return None

    def saved(self, contact: Contact) -> None:
        """Show a contact as it is now."""
        self._people_changed()
        shown = self._pages.shown_contact()
        made_here = self._pages.is_editing_contact() or self._pages.is_showing_card()
        if made_here or (shown is not None and shown.id == contact.id):
            self._pages.show_contact(contact)
        self._choose(contact.id)

    def _choose(self, contact_id: int) -> None:
        if self._column.is_showing(View.CONTACTS):
            self._column.contacts.list.choose(contact_id)

    def _gone(self, ids: Sequence[int]) -> None:
        self._people_changed()
        shown = self._pages.shown_contact()
        if shown is not None and shown.id in ids:
            self._pages.closed.emit()

    def _merged(self, contact: Contact, _ids: Sequence[int]) -> None:
        self._people_changed()
        if self._pages.is_merging():
            self._pages.show_contact(contact)
            self._choose(contact.id)

    def read_again(self) -> None:
        """Many may be others than before."""
        self._people_changed()
        shown = self._pages.shown_contact()
        if shown is not None:
            self._pages.reread_contact(shown.id)

    def _people_changed(self) -> None:
        self._column.pictures.stale()
        self._pages.people_changed()
        self.changed.emit()
        self._pages.reread_moves()

    def _show_group(self, group: str) -> None:
        self._column.contacts.show_group(group)
