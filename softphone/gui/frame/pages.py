"""What the rooms of the navigator have in common: the place where pages stand, and what they ask the window for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.records import AttemptRecord
from softphone.gui.contacts.contact_desk import ContactDesk
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.frame.page_area import PageArea
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.settings_model import SettingsModel

# Pages are imported where they are made: the window is usable before any of them is needed.


class Pages(QObject):
    """`opened()` when a page has something to show, `closed()` when it has not any more.

    `call_requested(uri)`, `message_requested(uri, text)`, `demo_requested()`, `dial_wanted()`, `failed(text)`,
    `block_requested(uris)`, `account_removed(account)`, `contact_saved(contact)`,
    `reminder_called(reminder)`, `call_dismissed(attempt)`,
    `call_wanted(attempt)` ask the window to act; `section_requested(section)` asks for a page of the settings,
    `data_about_to_go()` before other data takes the place of what is there, `data_replaced(settings, text)` after it;
    `section_shown(section)` tells which one is shown. `history_of_requested(contact or record)` asks for their lines
    alone, `history_wiped()` tells that old ones are gone. `form_covered(form)` when a call comes over what somebody is
    filling in. `recent` gives the newest lines of the history.
    """

    opened = Signal()
    closed = Signal()
    call_requested = Signal(str)
    message_requested = Signal(str, str)
    conversation_requested = Signal(str)
    demo_requested = Signal()
    dial_wanted = Signal()
    failed = Signal(str)
    account_removed = Signal(object)
    contact_saved = Signal(object)
    reminder_called = Signal(object)
    call_dismissed = Signal(int)
    call_wanted = Signal(int)
    form_covered = Signal(object)
    block_requested = Signal(object)
    history_of_requested = Signal(object)  # a contact, or a line of somebody who is none
    history_wiped = Signal()
    section_shown = Signal(object)
    section_requested = Signal(object)
    data_about_to_go = Signal()
    data_replaced = Signal(object, str)

    def __init__(
        self,
        area: PageArea,
        services: Services,
        settings: SettingsModel,
        *,
        accounts: AccountDesk,
        desk: ContactDesk,
        redirects: RedirectDesk,
        pictures: Pictures,
        recent: Callable[[], tuple[AttemptRecord, ...]],
    ) -> None:
        super().__init__(area)
        self._area = area
        self._services = services
        self._settings = settings
        self._accounts = accounts
        self._desk = desk
        self._redirects = redirects
        self._pictures = pictures
        self._recent = recent

    def show_page(self, page: QWidget) -> None:
        """Show a page that somebody else has made."""
        self._show(page)

    def _show(self, page: QWidget) -> None:
        self._area.show_page(page)
        self.opened.emit()

    def show_nothing(self, text: str) -> None:
        self._area.show_nothing(text)
