"""What happens to contacts and lines of the history, each with a way back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from softphone.calls.people import Contact, ContactDraft, Reminder
from softphone.calls.records import AttemptRecord
from softphone.gui.contacts.several_desk import SeveralDesk
from softphone.gui.frame.banners import QuietPlace
from softphone.gui.futures import when_done
from softphone.gui.services import Services
from softphone.gui.words.history_text import party_text

T = TypeVar("T")


class ContactDesk(QObject):
    """Writes to the store and says so in `quiet`.

    `several` does what happens to many at once. `contact_changed(contact)` with the contact as it is now,
    `contact_gone(id)`, `record_hidden(id, hidden)` for a
    line whose removal can still be undone, `history_changed()`, `reminders_changed()`, `failed(text)`.
    """

    contact_changed = Signal(object)
    contact_gone = Signal(int)
    record_hidden = Signal(int, bool)
    history_changed = Signal()
    reminders_changed = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, quiet: QuietPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._quiet = quiet
        self.several = SeveralDesk(services.contacts, quiet, self)
        self.several.failed.connect(self.failed)

    def toggle_favourite(self, contact: Contact) -> None:
        def changed(_: None) -> None:
            self.contact_changed.emit(replace(contact, favourite=not contact.favourite))

        self._write(self._services.contacts.set_favourite((contact.id,), not contact.favourite), changed)

    def delete(self, contact: Contact) -> None:
        def deleted(gone: Contact) -> None:
            self.contact_gone.emit(gone.id)
            self._quiet.say(
                self.tr("{name} was deleted").format(name=gone.name),
                self.tr("Undo"),
                lambda: self._write(self._services.contacts.restore(gone), self.contact_changed.emit),
            )

        self._write(self._services.contacts.delete(contact.id), deleted)

    def undo_move(self, move_id: int, contact: Contact) -> None:
        def undone(now: Contact | None) -> None:
            if now is None:
                self.contact_gone.emit(contact.id)
            else:
                self.contact_changed.emit(now)

        self._write(self._services.contacts.undo_move(move_id), undone)

    def put_back(self, before: Contact | None, contact: Contact) -> None:
        """Undo that `contact` got further addresses; `before` None: it was made by that."""
        if before is None:
            self._write(
                self._services.contacts.delete(contact.id), lambda gone: self.contact_gone.emit(gone.id)
            )
            return
        draft = ContactDraft(
            id=before.id,
            name=before.name,
            addresses=tuple((address.uri, address.label) for address in before.addresses),
            organisation=before.organisation,
            notes=before.notes,
            favourite=before.favourite,
        )
        self._write(self._services.contacts.save(draft), self.contact_changed.emit)

    def remove_record(self, record: AttemptRecord) -> None:
        """Hide the line now; it is removed for good when the way back has gone."""
        kept = False

        def keep() -> None:
            nonlocal kept
            kept = True
            self.record_hidden.emit(record.id, False)

        def settle() -> None:
            if not kept:
                self._write(self._services.log.remove(record.id), lambda _: self.history_changed.emit())

        self.record_hidden.emit(record.id, True)
        said = self.tr("The call with {name} was removed").format(name=party_text(record))
        self._quiet.say(said, self.tr("Undo"), keep, settle)

    def reminder_done(self, reminder: Reminder) -> None:
        self._write(self._services.reminders.done(reminder.id), lambda _: self.reminders_changed.emit())

    def _write(self, future: Future[T], done: Callable[[T], None]) -> None:
        when_done(future, self, done, self._say_failed)

    def _say_failed(self, error: BaseException) -> None:
        self.failed.emit(
            self.tr("This could not be written ({reason}). Everything is as it was before.").format(
                reason=error
            )
        )
