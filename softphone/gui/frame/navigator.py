"""Which page stands in the page area: makes pages at first use and connects them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from softphone.calls.notices import CallView, DevicesNotice, Notice
from softphone.calls.ports import StoreFailedError
from softphone.calls.values import Account, AttemptRecord, Contact, Reminder
from softphone.gui.contacts.contact_desk import ContactDesk
from softphone.gui.frame.page_area import PageArea
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address

if TYPE_CHECKING:
    from softphone.gui.call.page import CallPage
    from softphone.gui.contacts.contact_form import ContactForm
    from softphone.gui.contacts.contact_page import ContactPage
    from softphone.gui.history.history_page import HistoryPage
    from softphone.gui.settings.accounts_page import AccountsPage
    from softphone.gui.settings.sound_page import SoundPage

# Pages are imported where they are made: the window is usable before any of them is needed.


class Navigator(QObject):
    """`opened()` when a page has something to show, `closed()` when it has not any more.

    `call_requested(uri)`, `demo_requested()`, `dial_wanted()`, `failed(text)`, `account_removed(account)`,
    `contact_saved(contact)`, `reminder_called(reminder)`, `call_dismissed(attempt)` ask the window to act.
    """

    opened = Signal()
    closed = Signal()
    call_requested = Signal(str)
    demo_requested = Signal()
    dial_wanted = Signal()
    failed = Signal(str)
    account_removed = Signal(object)
    contact_saved = Signal(object)
    reminder_called = Signal(object)
    call_dismissed = Signal(int)
    section_shown = Signal(object)

    def __init__(
        self,
        area: PageArea,
        services: Services,
        settings: SettingsModel,
        accounts: AccountDesk,
        desk: ContactDesk,
    ) -> None:
        super().__init__(area)
        self._area = area
        self._services = services
        self._settings = settings
        self._accounts = accounts
        self._desk = desk
        self._devices: DevicesNotice | None = None
        self.call_attempt: int | None = None

    # Calls

    def call_page(self) -> "CallPage":
        def make() -> "CallPage":
            from softphone.gui.call.page import CallPage  # noqa: PLC0415 -- made when first needed

            account = self._settings.default_account()
            page = CallPage(self._services.phone, own_address=short_address(account.uri) if account else "")
            page.dial_requested.connect(self.call_requested)
            page.dismissed.connect(self.call_dismissed)
            return page

        return self._area.page("call", make)

    def show_call(self, view: CallView) -> None:
        page = self.call_page()
        self.call_attempt = view.attempt
        page.show_call(view)
        self._area.show_page(page)
        self.opened.emit()

    def tell_call_page(self, notice: Notice) -> None:
        """Hand a notice on, if there is a call page."""
        if self._area.made("call") is not None:
            self.call_page().on_notice(notice)

    def is_showing_call(self, attempt: int | None = None) -> bool:
        return self._area.is_showing("call") and attempt in (None, self.call_attempt)

    def is_editing(self) -> bool:
        """Whether the person is filling in a form, which nothing but a ringing call may push aside."""
        if self._area.is_showing("contact-form"):
            return True
        page = self._area.made("accounts")
        return self._area.is_showing("accounts") and page is not None and self._accounts_page().is_editing()

    # People

    def _contact_page(self) -> "ContactPage":
        def make() -> "ContactPage":
            from softphone.gui.contacts.contact_page import ContactPage  # noqa: PLC0415 -- made when first needed

            page = ContactPage()
            page.call_requested.connect(self.call_requested)
            page.edit_requested.connect(self.edit_contact)
            page.delete_requested.connect(self._desk.delete)
            page.favourite_toggled.connect(self._desk.toggle_favourite)
            page.undo_requested.connect(self._undo_move)
            return page

        return self._area.page("contact", make)

    def _undo_move(self, move_id: int) -> None:
        contact = self._contact_page().contact
        if contact is not None:
            self._desk.undo_move(move_id, contact)

    def show_contact(self, contact: Contact) -> None:
        page = self._contact_page()
        page.show_contact(contact)
        self._area.show_page(page)
        self.opened.emit()

    def shown_contact(self) -> Contact | None:
        return self._contact_page().contact if self._area.is_showing("contact") else None

    def _read_contact(self, contact_id: int) -> Contact | None:
        try:
            return self._services.contacts.contact(contact_id)
        except StoreFailedError as error:
            self.failed.emit(self.tr("The contact could not be read ({reason}).").format(reason=error))
            return None

    def reread_contact(self, contact_id: int) -> None:
        contact = self._read_contact(contact_id)
        if contact is None:
            self.closed.emit()
        elif contact != self._contact_page().contact:
            self._contact_page().show_contact(contact)

    def _contact_form(self) -> "ContactForm":
        def make() -> "ContactForm":
            from softphone.gui.contacts.contact_form import ContactForm  # noqa: PLC0415 -- made when first needed

            form = ContactForm(self._services.contacts, self._settings)
            form.saved.connect(self.contact_saved)
            form.cancelled.connect(self._form_cancelled)
            return form

        return self._area.page("contact-form", make)

    def edit_contact(self, contact: Contact) -> None:
        self._open_form()
        self._contact_form().edit(contact)

    def new_contact(self, name: str = "", uri: str = "") -> None:
        self._open_form()
        self._contact_form().start_new(name, uri)

    def _open_form(self) -> None:
        self._area.show_page(self._contact_form())
        self.opened.emit()

    def _form_cancelled(self, contact_id: int | None) -> None:
        contact = None if contact_id is None else self._read_contact(contact_id)
        if contact is None:
            self.closed.emit()
        else:
            self.show_contact(contact)

    def _history_page(self) -> "HistoryPage":
        def make() -> "HistoryPage":
            from softphone.gui.history.history_page import HistoryPage  # noqa: PLC0415 -- made when first needed

            page = HistoryPage(self._services.contacts)
            page.call_requested.connect(self.call_requested)
            page.add_requested.connect(self.new_contact)
            page.contact_requested.connect(self.show_contact)
            page.remove_requested.connect(self._desk.remove_record)
            return page

        return self._area.page("history", make)

    def show_record(self, record: AttemptRecord) -> None:
        page = self._history_page()
        page.show_record(record)
        self._area.show_page(page)
        self.opened.emit()

    def shown_record(self) -> AttemptRecord | None:
        return self._history_page().record if self._area.is_showing("history") else None

    def show_reminder(self, reminder: Reminder) -> None:
        from softphone.gui.history.reminder_page import ReminderPage  # noqa: PLC0415 -- made when first needed

        def make() -> ReminderPage:
            page = ReminderPage()
            page.call_requested.connect(self.reminder_called)
            page.done_requested.connect(self._desk.reminder_done)
            return page

        page = self._area.page("reminder", make)
        page.show_reminder(reminder)
        self._area.show_page(page)
        self.opened.emit()

    # Settings and the first start

    def _accounts_page(self) -> "AccountsPage":
        def make() -> "AccountsPage":
            from softphone.gui.settings.accounts_page import AccountsPage  # noqa: PLC0415 -- made when first needed

            page = AccountsPage(self._accounts, self._settings)
            page.removed.connect(self.account_removed)
            return page

        return self._area.page("accounts", make)

    def show_section(self, section: Section) -> None:
        match section:
            case Section.ACCOUNTS:
                self._accounts_page().show_overview()
                self._area.show_page(self._accounts_page())
            case Section.SOUND:
                self._area.show_page(self._sound_page())
            case Section.CALLS:
                self._show_calls_section()
            case Section.LANGUAGE | Section.ABOUT:
                self._show_about(section)
        self.section_shown.emit(section)
        self.opened.emit()

    def _sound_page(self) -> "SoundPage":
        def make() -> "SoundPage":
            from softphone.gui.settings.sound_page import SoundPage  # noqa: PLC0415 -- made when first needed

            page = SoundPage(self._settings, self._services.set_audio, self._services.play_tone)
            if self._devices is not None:
                page.show_devices(self._devices)
            return page

        return self._area.page("sound", make)

    def _show_calls_section(self) -> None:
        from softphone.gui.settings.calls_page import CallsPage  # noqa: PLC0415 -- made when first needed

        def make() -> CallsPage:
            page = CallsPage(self._settings, self._services.contacts)
            page.failed.connect(self.failed)
            return page

        page = self._area.page("calls", make)
        try:
            page.reload()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Remembered moves could not be read ({reason}).").format(reason=error))
        self._area.show_page(page)

    def _show_about(self, section: Section) -> None:
        from softphone.gui.settings.about_page import AboutPage, LanguagePage  # noqa: PLC0415 -- made when first needed

        if section is Section.ABOUT:
            self._area.show_page(self._area.page("about", AboutPage))
        else:
            self._area.show_page(self._area.page("language", lambda: LanguagePage(self._settings)))

    def new_account(self) -> None:
        self.show_section(Section.ACCOUNTS)
        self._accounts_page().edit(None)

    def edit_account(self, account: Account) -> None:
        self.show_section(Section.ACCOUNTS)
        self._accounts_page().edit(account)

    def on_devices(self, notice: DevicesNotice) -> None:
        self._devices = notice
        if self._area.made("sound") is not None:
            self._sound_page().show_devices(notice)

    def show_onboarding(self) -> None:
        from softphone.gui.frame.onboarding import OnboardingPage  # noqa: PLC0415 -- most starts do not need it

        def make() -> OnboardingPage:
            page = OnboardingPage(with_demo=self._services.start_demo is not None)
            page.call_wanted.connect(self.dial_wanted)
            page.account_wanted.connect(self.new_account)
            page.demo_wanted.connect(self.demo_requested)
            return page

        self._area.show_page(self._area.page("onboarding", make))
        self.opened.emit()

    def show_nothing(self, text: str) -> None:
        self._area.show_nothing(text)
