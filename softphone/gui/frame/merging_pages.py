"""Pages on which contacts become one, get an address more, or are put in groups."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.gui.frame.directory_pages import DirectoryPages

if TYPE_CHECKING:
    from softphone.gui.contacts.duplicates_page import DuplicatesPage
    from softphone.gui.contacts.groups_page import GroupsPage
    from softphone.gui.contacts.merge_page import MergePage
    from softphone.gui.contacts.picker_page import PickerPage


class MergingPages(DirectoryPages):
    """`group_shown(name)`: its people are to be listed."""

    group_shown = Signal(str)
    _picked: Callable[[Contact], None] | None = None
    _not_picked: Callable[[], None] | None = None

    def show_contact(self, contact: Contact) -> None:
        raise NotImplementedError

    def _merge_page(self) -> "MergePage":
        def make() -> "MergePage":
            from softphone.gui.contacts.merge_page import MergePage  # noqa: PLC0415 -- made when first needed

            page = MergePage(self._services.contacts, self._pictures)
            page.merge_requested.connect(self._desk.several.merge)
            page.left.connect(self.show_contact)
            self._desk.several.merge_failed.connect(page.view.merge_failed)
            return page

        return self._area.page("merge", make)

    def is_merging(self) -> bool:
        return self._area.is_showing("merge")

    def merge_contacts(self, ids: Sequence[int]) -> None:
        """Merge these; for one of them, ask with whom."""
        contacts = [contact for each in ids if (contact := self._contact(each)) is not None]
        if len(contacts) == 1:
            self.merge_with(contacts[0])
        elif contacts:
            self._show_merge(contacts)

    def merge_with(self, contact: Contact) -> None:
        self._pick(
            self.tr("Merge {name} with…").format(name=contact.name),
            lambda other: self._show_merge((contact, other)),
            lambda: self.show_contact(contact),
            without=contact.id,
        )

    def _show_merge(self, contacts: Sequence[Contact]) -> None:
        self._show(self._merge_page())
        self._merge_page().show_contacts(contacts)

    def _contact(self, contact_id: int) -> Contact | None:
        try:
            return self._services.contacts.contact(contact_id)
        except StoreFailedError as error:
            self.failed.emit(self.tr("The contact could not be read ({reason}).").format(reason=error))
            return None

    def _pick(
        self,
        heading: str,
        then: Callable[[Contact], None],
        otherwise: Callable[[], None],
        *,
        without: int | None = None,
    ) -> None:
        """Let a contact be chosen; `then` with it, `otherwise` when none is."""
        self._picked, self._not_picked = then, otherwise
        self._show(self._picker_page())
        self._picker_page().ask(heading, without=without)

    def _picker_page(self) -> "PickerPage":
        def make() -> "PickerPage":
            from softphone.gui.contacts.picker_page import PickerPage  # noqa: PLC0415 -- made when first needed

            page = PickerPage(self._services.contacts)
            page.picked.connect(lambda contact: self._picked and self._picked(contact))
            page.left.connect(lambda: self._not_picked and self._not_picked())
            page.failed.connect(self.failed)
            return page

        return self._area.page("picker", make)

    def show_duplicates(self) -> None:
        def make() -> "DuplicatesPage":
            from softphone.gui.contacts.duplicates_page import DuplicatesPage  # noqa: PLC0415 -- as above

            return DuplicatesPage(self._services.contacts, self._desk.several, self._pictures)

        self._show(self._area.page("duplicates", make))

    def _groups_page(self) -> "GroupsPage":
        def make() -> "GroupsPage":
            from softphone.gui.contacts.groups_page import GroupsPage  # noqa: PLC0415 -- made when first needed

            page = GroupsPage(self._services.contacts, self._desk.several)
            page.group_shown.connect(self.group_shown)
            page.failed.connect(self.failed)
            return page

        return self._area.page("groups", make)

    def show_groups(self) -> None:
        self._groups_page().reload()
        self._show(self._groups_page())
