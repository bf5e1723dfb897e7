"""Somebody of a directory on a page, and the list of those who are found."""

from typing import TYPE_CHECKING

from softphone.calls.cards import Card
from softphone.gui.frame.settings_pages import SettingsPages

if TYPE_CHECKING:
    from softphone.gui.directory.page import DirectoryPage


class DirectoryPages(SettingsPages):
    def _directory_page(self) -> "DirectoryPage":
        def make() -> "DirectoryPage":
            from softphone.gui.directory.page import DirectoryPage  # noqa: PLC0415 -- made when first needed

            page = DirectoryPage(self._services.contacts)
            page.saved.connect(self._directory_saved)
            page.call_requested.connect(self.call_requested)
            page.message_requested.connect(self.message_requested)
            page.failed.connect(self.failed)
            return page

        return self._area.page("directory", make)

    def show_card(self, card: Card) -> None:
        """Somebody whom a directory knows."""
        self._directory_page().show_card(card)
        self._show(self._directory_page())

    def is_showing_card(self) -> bool:
        return self._area.is_showing("directory")

    def _directory_saved(self, contact: object) -> None:
        self.contact_saved.emit(contact)
