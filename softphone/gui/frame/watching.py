"""Whose presence is shown just now, and therefore watched: the chosen page, favourites, and who is in sight."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.sip.party import party_key

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

MOST = 50
_LAG_MS = 300  # whoever scrolls past is not asked for
_FIRST_MS = 1500


class Watching(QObject):
    """`changed()` when something else is shown. The nearest come first: the page, the list, then favourites."""

    def __init__(self, window: "MainWindow", tell: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__(window.column)
        self._window = window
        self._tell = tell
        self._told: tuple[str, ...] = ()
        self._stopped = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAG_MS)
        self._soon.timeout.connect(self._ask)
        QTimer.singleShot(_FIRST_MS, self, self.changed)

    def stop(self) -> None:
        self._stopped = True
        self._soon.stop()

    def changed(self) -> None:
        if not self._soon.isActive() and not self._stopped:
            self._soon.start()

    def _ask(self) -> None:
        if self._stopped:
            return
        wanted = tuple(dict.fromkeys(self._uris()))[:MOST]
        if wanted != self._told:
            self._told = wanted
            self._tell(wanted)

    def _uris(self) -> Iterable[str]:
        """Of contacts alone: to a stranger, being asked says that this phone is on."""
        window = self._window
        book = window.services.contacts
        try:
            for uri in (*window.pages.watched(), *window.column.watched()):
                yield from _as_in_contacts(book, uri)
            yield from book.addresses(favourites=True, limit=MOST)
        except StoreFailedError:
            return


def _as_in_contacts(book: ContactBook, uri: str) -> Iterable[str]:
    """`uri` as the contact has it whose it is, none for a stranger's. Raises StoreFailedError."""
    contact = book.find_caller(uri)
    key = party_key(uri)
    return (
        [each.uri for each in contact.addresses if party_key(each.uri) == key] if contact is not None else []
    )
