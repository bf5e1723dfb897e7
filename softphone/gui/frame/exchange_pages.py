"""The page on which people come in from files."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from softphone.calls.people_files import PeopleFiles
from softphone.gui.frame.merging_pages import MergingPages

if TYPE_CHECKING:
    from softphone.gui.exchange.import_page import ImportPage


class ExchangePages(MergingPages):
    """`people_imported()` when there may be others in the contacts than before."""

    people_imported = Signal()
    _files: PeopleFiles | None = None

    def people_files(self) -> PeopleFiles:
        if self._files is None:
            make = self._services.people_files
            if make is None:
                raise RuntimeError("files of people are not read here")
            self._files = make()
        return self._files

    def import_page(self) -> "ImportPage":
        def make() -> "ImportPage":
            from softphone.gui.exchange.import_page import ImportPage  # noqa: PLC0415 -- made when first needed

            page = ImportPage(self._services.contacts, self.people_files())
            page.people_changed.connect(self.people_imported)
            page.left.connect(self.closed)
            return page

        return self._area.page("import", make)

    def show_import(self, path: Path) -> None:
        """Let a file be looked at before it is taken over."""
        page = self.import_page()
        self._show(page)
        page.look_at(path)
