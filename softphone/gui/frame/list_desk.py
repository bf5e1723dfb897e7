"""Keeps the lists true to the phone and the store, and opens what is chosen in them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.people import Reminder
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.gui.contacts.contact_desk import ContactDesk
from softphone.gui.frame.banners import Banners
from softphone.gui.frame.list_column import ListColumn
from softphone.gui.frame.navigator import Navigator
from softphone.gui.frame.people_desk import PeopleDesk
from softphone.gui.frame.rail import View
from softphone.gui.services import Services
from softphone.gui.settings.settings_list import Section
from softphone.gui.words.plain_text import short_address

if TYPE_CHECKING:
    from softphone.gui.contacts.people_file import PeopleFile

# Lists follow a little later than pages: a card is painted first, and a burst of news costs one reading.
_LAG_MS = 60
_RECENT = 200
_LONGEST_WAIT_MS = 3_600_000


class ListDesk(QObject):
    """Made anew together with the widgets that it serves. `messages_wanted()` when their list is shown first."""

    messages_wanted = Signal()

    def __init__(
        self,
        services: Services,
        column: ListColumn,
        pages: Navigator,
        desk: ContactDesk,
        banners: Banners,
        *,
        call: Callable[[str], None],
    ) -> None:
        super().__init__(column)
        self._services = services
        self._column = column
        self._pages = pages
        self._desk = desk
        self._banners = banners
        self._call = call
        self._recent: tuple[AttemptRecord, ...] | None = None
        self._stopped = False
        self.people = PeopleDesk(services.contacts, column, pages, desk, banners=banners)
        self.people.changed.connect(self._people_changed)
        self._hidden: set[int] = set()
        self._wired: set[View] = set()
        self._stale: set[View] = set(View)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAG_MS)
        self._soon.timeout.connect(self.refresh)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._remind)
        desk.record_hidden.connect(self._record_hidden)
        desk.history_changed.connect(self.history_changed)
        desk.reminders_changed.connect(self.calls_changed)
        pages.opened.connect(self._mark_call)
        pages.call_dismissed.connect(lambda _: self.calls_changed())
        pages.reminder_called.connect(self._call_back)
        self._remind()

    @property
    def people_file(self) -> "PeopleFile | None":
        return self.people.people_file

    def stop(self) -> None:
        """The window closes: nothing is read any more, for the store may be closed next."""
        self._stopped = True
        if View.HISTORY in self._wired:
            self._column.history.stop()
        self._soon.stop()
        self._due.stop()

    def recent(self) -> tuple[AttemptRecord, ...]:
        """The newest attempts of the log, read once until they change."""
        if self._recent is None:
            try:
                self._recent = self._services.log.recent(limit=_RECENT)
            except StoreFailedError as error:
                self._say_unread(error)
                return ()
        return self._recent

    # News

    def calls_changed(self) -> None:
        self._later(View.CALLS)

    def contacts_changed(self) -> None:
        self._later(View.CONTACTS)

    def history_changed(self) -> None:
        self._recent = None
        self._later(View.CALLS, View.HISTORY)

    def history_wiped(self) -> None:
        """Many lines have gone at once."""
        if View.HISTORY in self._wired:
            self._column.history.forget()
        self.history_changed()

    def messages_changed(self) -> None:
        self._later(View.MESSAGES)

    def reminder_added(self) -> None:
        self._remind()
        self._later(View.CALLS)

    def _later(self, *views: View) -> None:
        self._stale.update(views)
        if not self._soon.isActive() and not self._stopped:
            self._soon.start()

    def refresh(self) -> None:
        """Read what has changed again for the list that is shown; the others when they are gone to."""
        if self._stopped:
            return
        for view in View:
            if view in self._stale and self._column.is_showing(view):
                self._reload(view)

    def show(self, view: View) -> None:
        """Show the list of `view`, up to date."""
        self._wire(view)
        self._column.show_view(view)
        if view in self._stale:
            self._reload(view)

    def _reload(self, view: View) -> None:
        self._stale.discard(view)
        try:
            self._read(view)
        except StoreFailedError as error:
            self._say_unread(error)

    def _say_unread(self, error: StoreFailedError) -> None:
        text = self.tr("This list could not be read ({reason}). Calls can be made all the same.")
        self._pages.failed.emit(text.format(reason=error))

    def _read(self, view: View) -> None:
        match view:
            case View.CALLS:
                shown = [record for record in self.recent() if record.id not in self._hidden]
                reminders = self._pending()
                self._column.calls.show_calls(self._services.phone.views(), reminders, shown)
                self._mark_call()
            case View.CONTACTS:
                self._column.contacts.reload()
            case View.HISTORY:
                self._column.history.reload()
            case View.MESSAGES:
                self._column.messages.reload()
            case View.SETTINGS:
                pass

    def _mark_call(self) -> None:
        """The call on the screen is the chosen one of the list."""
        if self._pages.call_attempt is not None and self._pages.is_showing_call():
            self._column.calls.choose_call(self._pages.call_attempt)

    # What is chosen

    def _wire(self, view: View) -> None:
        if view in self._wired:
            return
        self._wired.add(view)
        match view:
            case View.CALLS:
                self._wire_calls()
            case View.CONTACTS:
                self.people.wire(self._call)
            case View.HISTORY:
                history = self._column.history
                history.chosen.connect(self._pages.show_record)
                history.call_requested.connect(self._call)
                history.remove_requested.connect(self._desk.remove_record)
                history.dial_wanted.connect(self._pages.dial_wanted)
                history.failed.connect(self._pages.failed)
                history.cleared.connect(self.history_changed)
                history.settings_wanted.connect(lambda: self._pages.section_requested.emit(Section.HISTORY))
                from softphone.gui.history.history_file import HistoryFile  # noqa: PLC0415 -- not before the window

                write = self._services.write_history
                history.export_action.setVisible(write is not None)
                if write is not None:
                    file = HistoryFile(self._services.log, write, self._banners, history)
                    history.export_requested.connect(file.ask)
            case View.MESSAGES:
                self.messages_wanted.emit()
            case View.SETTINGS:
                self._column.settings.chosen.connect(self._pages.show_section)
                self._pages.section_shown.connect(self._column.settings.list.choose)

    def _people_changed(self) -> None:
        self.contacts_changed()
        # Lines of the history bear the names of now.
        self._recent = None
        self._later(View.CALLS)
        if View.HISTORY in self._wired:
            self._column.history.lines.forget_rows()
        self.refresh()

    def _wire_calls(self) -> None:
        calls = self._column.calls
        calls.call_chosen.connect(self._open_call)
        calls.record_chosen.connect(self._pages.show_record)
        calls.reminder_chosen.connect(self._pages.show_reminder)
        calls.call_requested.connect(self._call)
        calls.swap_requested.connect(self._swap)
        calls.dismiss_requested.connect(self._dismiss)
        calls.remove_requested.connect(self._desk.remove_record)
        calls.dial_wanted.connect(self._pages.dial_wanted)

    def _open_call(self, attempt: int) -> None:
        for view in self._services.phone.views():
            if view.attempt == attempt:
                self._pages.show_call(view)

    def _swap(self, attempt: int) -> None:
        """Go on with a call on hold; the one that goes on now is held for it."""
        self._services.phone.resume(attempt)
        self._open_call(attempt)

    def _dismiss(self, attempt: int) -> None:
        """Put an ended call away; one that goes on is not ended by Delete."""
        for view in self._services.phone.views():
            if view.attempt == attempt and view.ended is not None:
                self._services.phone.dismiss(attempt)
                if self._pages.is_showing_call(attempt):
                    self._pages.closed.emit()
                self.calls_changed()

    def _record_hidden(self, record_id: int, hidden: bool) -> None:
        if hidden:
            self._hidden.add(record_id)
        else:
            self._hidden.discard(record_id)
        if View.HISTORY in self._wired:
            self._column.history.hide_record(record_id, hidden)
        shown = self._pages.shown_record()
        if hidden and shown is not None and shown.id == record_id:
            self._pages.closed.emit()
        self._later(View.CALLS)

    # Reminders

    def _remind(self) -> None:
        """Say who is due to be called back and wait for the next one."""
        if self._stopped:
            return
        now = datetime.now(UTC)
        waits = []
        for reminder in self._pending():
            wait = (reminder.due_at - now).total_seconds()
            if wait > 0:
                waits.append(wait)
            elif self._banners.shown(("reminder", reminder.id)) is None:
                self._say_due(reminder)
        if waits:
            self._due.start(min(int(min(waits) * 1000) + 50, _LONGEST_WAIT_MS))

    def _pending(self) -> tuple[Reminder, ...]:
        try:
            return self._services.reminders.pending()
        except StoreFailedError as error:
            self._say_unread(error)
            return ()

    def _say_due(self, reminder: Reminder) -> None:
        name = reminder.name or short_address(reminder.uri)
        self._banners.say(
            ("reminder", reminder.id),
            self.tr("It is time to call {name} back.").format(name=name),
            (self.tr("Call"), lambda: self._call_back(reminder)),
        )

    def _call_back(self, reminder: Reminder) -> None:
        self._banners.take(("reminder", reminder.id))
        self._desk.reminder_done(reminder)
        self._call(reminder.uri)
