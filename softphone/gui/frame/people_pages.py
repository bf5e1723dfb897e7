"""Pages about people: contacts, the history's attempts, reminders."""

from typing import TYPE_CHECKING

from softphone.calls.people import Contact, Reminder
from softphone.calls.records import AttemptRecord
from softphone.calls.rules import Diversion
from softphone.gui.frame.exchange_pages import ExchangePages
from softphone.gui.words.plain_text import short_address

if TYPE_CHECKING:
    from softphone.gui.contacts.contact_form import ContactForm
    from softphone.gui.contacts.contact_page import ContactPage
    from softphone.gui.history.history_page import HistoryPage


class PeoplePages(ExchangePages):
    def _contact_page(self) -> "ContactPage":
        def make() -> "ContactPage":
            from softphone.gui.contacts.contact_page import ContactPage  # noqa: PLC0415 -- made when first needed

            page = ContactPage(self._redirects, pictures=self._pictures)
            page.presence_of = self._services.phone.presence_of
            page.conversation_requested.connect(self.conversation_requested)
            page.call_requested.connect(self.call_requested)
            page.edit_requested.connect(self.edit_contact)
            page.delete_requested.connect(self._desk.delete)
            page.block_requested.connect(self.block_requested)
            page.history_requested.connect(self.history_of_requested)
            page.favourite_toggled.connect(self._desk.toggle_favourite)
            page.merge_requested.connect(self.merge_with)
            page.group_shown.connect(self.group_shown)
            page.undo_requested.connect(self._undo_move)
            page.message_requested.connect(self.message_requested)
            page.divert_requested.connect(self._divert_for_contact)
            page.failed.connect(self.failed)
            return page

        return self._area.page("contact", make)

    def _undo_move(self, move_id: int) -> None:
        contact = self._contact_page().contact
        if contact is not None:
            self._desk.undo_move(move_id, contact)

    def _divert_for_contact(self, contact: Contact, diversion: Diversion | None) -> None:
        from softphone.gui.settings.diversion_form import blank_diversion  # noqa: PLC0415 -- made when first needed

        self.edit_diversion(
            diversion or blank_diversion(contact_id=contact.id), lambda: self._return_to_contact(contact.id)
        )

    def _return_to_contact(self, contact_id: int) -> None:
        contact = self._contact(contact_id)
        if contact is None:
            self.closed.emit()
        else:
            self.show_contact(contact)

    def show_contact(self, contact: Contact) -> None:
        self._contact_page().show_contact(contact)
        self._show(self._contact_page())

    def shown_contact(self) -> Contact | None:
        return self._contact_page().contact if self._area.is_showing("contact") else None

    def reread_contact(self, contact_id: int) -> None:
        contact = self._contact(contact_id)
        if contact is None:
            self.closed.emit()
        elif contact != self._contact_page().contact:
            self._contact_page().show_contact(contact)

    def _contact_form(self) -> "ContactForm":
        def make() -> "ContactForm":
            from softphone.gui.contacts.contact_form import ContactForm  # noqa: PLC0415 -- made when first needed

            form = ContactForm(self._services.contacts, self._settings, pictures=self._pictures)
            form.saved.connect(self.contact_saved)
            form.cancelled.connect(self._form_cancelled)
            return form

        return self._area.page("contact-form", make)

    def is_editing_contact(self) -> bool:
        return self._area.is_showing("contact-form")

    def edit_contact(self, contact: Contact) -> None:
        self._show(self._contact_form())
        self._contact_form().edit(contact)

    def add_to_contact(self, name: str, uri: str) -> None:
        """Let somebody be chosen who gets the address too; it is shown in the form before it is written."""
        before = self.shown_record()

        def back() -> None:
            if before is not None:
                self.show_record(before)
            else:
                self.closed.emit()

        def chosen(contact: Contact) -> None:
            self._show(self._contact_form())
            self._contact_form().edit(contact, more=uri)

        heading = self.tr("Add {address} to…").format(address=short_address(uri))
        self._pick(heading, chosen, back)

    def new_contact(self, name: str = "", uri: str = "") -> None:
        self._show(self._contact_form())
        self._contact_form().start_new(name, uri)

    def _form_cancelled(self, contact_id: int | None) -> None:
        if contact_id is None:
            self.closed.emit()
        else:
            self._return_to_contact(contact_id)

    def _history_page(self) -> "HistoryPage":
        def make() -> "HistoryPage":
            from softphone.gui.history.history_page import HistoryPage  # noqa: PLC0415 -- made when first needed

            page = HistoryPage(self._services.contacts)
            page.call_requested.connect(self.call_requested)
            page.add_requested.connect(self.new_contact)
            page.add_to_requested.connect(self.add_to_contact)
            page.contact_requested.connect(self.show_contact)
            page.history_requested.connect(self.history_of_requested)
            page.remove_requested.connect(self._desk.remove_record)
            page.block_requested.connect(self.block_requested)
            return page

        return self._area.page("history", make)

    def show_record(self, record: AttemptRecord) -> None:
        self._history_page().show_record(record)
        self._show(self._history_page())

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
        self._show(page)
