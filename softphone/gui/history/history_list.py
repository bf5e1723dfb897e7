"""The history: attempts by day, each unfolding to its chain of addresses; a million of them perhaps."""

from array import array
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from softphone.calls.accounts import Account
from softphone.calls.call_log import CallLog
from softphone.calls.contact_book import ContactBook
from softphone.calls.history import HistoryFilter
from softphone.calls.people import Contact
from softphone.calls.phone import Phone
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.futures import when_done
from softphone.gui.history.day_headings import DayHeadings
from softphone.gui.history.filter_bar import FilterBar
from softphone.gui.history.history_model import HistoryRows
from softphone.gui.history.history_reading import Found, HistoryReading
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row
from softphone.gui.words.history_text import party_text

FIRST_PAGE = 200
# Lines that may still change when there is news: those that have begun since, and so many before.
_LIVE = 300
_MOST_GOING_ON = 32
_ANEW_MS = 300  # after lines were missed: a damaged file may miss them for ever


class HistoryList(ListPanel):
    """`chosen(record)`, `call_requested(uri)`, `remove_requested(record)`, `dial_wanted()`, `cleared()`,
    `export_requested(filter)`, `settings_wanted()`, `failed(text)`; `listed()` when lines were read, `settled()` when
    all that suits is listed."""

    chosen = Signal(object)
    call_requested = Signal(str)
    remove_requested = Signal(object)
    dial_wanted = Signal()
    cleared = Signal()
    export_requested = Signal(object)
    settings_wanted = Signal()
    failed = Signal(str)
    listed = Signal()
    settled = Signal()

    def __init__(
        self,
        log: CallLog,
        phone: Phone,
        book: ContactBook,
        accounts: Callable[[], Sequence[Account]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        self.lines = HistoryRows(log)
        super().__init__("history", "", parent, rows=self.lines)
        self.lines.setParent(self)
        self.heading.set_text(self.tr("History"))
        self.list.setAccessibleName(self.tr("History"))
        self._log = log
        self._phone = phone
        self._reading: HistoryReading | None = None
        self._read: HistoryFilter | None = None  # what is listed, None before the first time
        self._again = False  # there was news while all of it was read
        self._newest = 0  # the id of the newest line of all at the last look
        self.count = label("", "small", object_name="history-count")
        self.head.insertWidget(1, self.count)
        self._add_menu()
        self.filter = FilterBar(book, accounts)
        self.filter.changed.connect(self._filter_changed)
        self.filter.opened_first.connect(self._open_first)
        self.tools.addWidget(self.filter)
        self.confirm = self._confirmation()
        self.tools.addWidget(self.confirm)
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.setInterval(_ANEW_MS)
        self._anew.timeout.connect(self._read_anew)
        self.lines.stale.connect(self._anew.start)
        self.lines.unread.connect(self._say_unread, Qt.ConnectionType.QueuedConnection)
        self.list.opened.connect(self._open)
        self.list.activated_row.connect(self._call)
        self.list.removed.connect(self._remove)
        self.list.fold_toggled.connect(self._toggle)
        self.list.menu_wanted.connect(self._open_line_menu)

    def _add_menu(self) -> None:
        self.more_button = button(
            "",
            "quiet",
            object_name="history-more",
            accessible_name=self.tr("More for the history: export, how long it is kept, remove"),
            icon="more",
        )
        self.menu = QMenu(self.more_button)
        self.menu.setObjectName("history-menu")
        self.export_action = self.menu.addAction(
            self.tr("Export what is listed…"), lambda: self.export_requested.emit(self.filter.wanted)
        )
        self.menu.addAction(self.tr("How long it is kept…"), self.settings_wanted.emit)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Remove every line…"), self.ask)
        self.more_button.clicked.connect(
            lambda: self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
        )
        self.head.addWidget(self.more_button)

    def _confirmation(self) -> QWidget:
        made = QWidget()
        made.setObjectName("history-confirm")
        layout = column(made, spacing=Space.S)
        layout.setContentsMargins(0, Space.S, 0, 0)
        layout.addWidget(label(self.tr("Remove every line?"), wrap=True))
        row = FoldingRow()  # large letters put one button below the other
        self.confirm_yes = button(self.tr("Remove all"), "danger", object_name="history-confirm-yes")
        self.confirm_yes.clicked.connect(self._clear)
        row.add(self.confirm_yes)
        self.confirm_no = button(self.tr("Keep"), "secondary", object_name="history-confirm-no")
        self.confirm_no.clicked.connect(made.hide)
        row.add(self.confirm_no)
        layout.addWidget(row)
        made.hide()
        return made

    # What is listed

    def reload(self) -> None:
        """Look for news at the top; the first time read all of it. Raises StoreFailedError."""
        if self._read is None:
            self.read_all()
        elif self._reading is not None:
            self._again = True
        else:
            self._read_news()

    def read_all(self) -> None:
        """Read everything that suits again: the first lines at once, where that is quick. Raises StoreFailedError."""
        self.stop()
        wanted = self.filter.wanted
        self._newest = max(self._log.newest(HistoryFilter(), limit=1).ids, default=0)
        first_time, self._read = self._read is None, wanted
        if wanted.is_empty:
            page = self._page(wanted)
            if page.complete or first_time:
                self._show(page)
        if wanted.is_empty and page.complete:
            self.settled.emit()
            return
        reading = self._reading = HistoryReading(self._log, wanted, self.lines.prepare_days, self)
        reading.found.connect(self._have)
        reading.failed.connect(self._reading_failed)
        reading.start()

    def _page(self, wanted: HistoryFilter) -> Found:
        first = self._log.newest(wanted, limit=FIRST_PAGE)
        days = DayHeadings()
        days.add(first.began)
        return Found(_ids(first.ids), days, complete=len(first.ids) < FIRST_PAGE)

    def _read_news(self) -> None:
        """Lines that are new, have changed or are gone, among the newest."""
        wanted = self._read or HistoryFilter()
        floor = max(0, self._newest - _LIVE)
        news = self._log.newest(wanted, after_id=floor)
        self._newest = max([self._newest, *news.ids])
        found = self.lines.found
        taken = next((place for place, number in enumerate(found.ids[: _LIVE + 1]) if number <= floor), None)
        taken = min(len(found.ids), _LIVE + 1) if taken is None else taken
        days = found.days.with_head(news.began, taken)
        self._show(Found(_ids(news.ids) + found.ids[taken:], days, complete=True))

    def forget(self) -> None:
        """Much has changed: all of it is read again when it is shown next."""
        self.stop()
        self._read = None

    def stop(self) -> None:
        """Nothing more is read: another filter is wanted, or the store may be closed next."""
        if self._reading is not None:
            self._reading.stop()
            self._reading.deleteLater()
            self._reading = None

    def _have(self, found: Found) -> None:
        if found.complete:
            self.stop()
        try:
            self._show(found)
            if found.complete and self._again:
                self._again = False
                self._read_news()
        except StoreFailedError as error:
            self._say_unread(error)
        if found.complete:
            self.settled.emit()

    def _show(self, found: Found) -> None:
        # What still goes on is no history yet; "not finished" is left for what a crash has cut off.
        going_on = {view.started_at for view in self._phone.views() if view.ended is None}
        open_now: tuple[AttemptRecord, ...] = ()
        if going_on:
            open_now = self._log.lines(found.ids[:_MOST_GOING_ON])
        hidden = {each.id for each in open_now if not each.ended and each.started_at in going_on}
        self.list.keep_place(lambda: self.lines.show(found, hidden))
        self._say_count(found)
        if not len(self.lines.keys) and found.complete:
            self._say_empty()
        self.show_rows_or_empty()
        self.filter.setVisible(bool(found.ids) or self.filter.narrows)
        self.more_button.setVisible(bool(found.ids) or self.filter.narrows)
        if not found.ids:
            self.confirm.hide()
        self.listed.emit()

    def _say_count(self, found: Found) -> None:
        count = len(self.lines.keys)
        number = self.locale().toString(count) + ("" if found.complete else "+")
        self.count.setText(number if count else "")
        said = self.tr("%n line(s)", "", count)
        self.count.setAccessibleName(
            said if found.complete else self.tr("more than {lines}").format(lines=said)
        )

    def _say_empty(self) -> None:
        if self.filter.narrows:
            self.empty.say(self.tr("Nothing in the history suits."), self.tr("Show all"), self.filter.clear)
        else:
            self.empty.say(
                self.tr("No calls yet. Every call leaves a line here, with each address on its way."),
                self.tr("Call someone"),
                self.dial_wanted.emit,
            )

    def _read_anew(self) -> None:
        try:
            self.read_all()
        except StoreFailedError as error:
            self._say_unread(error)

    def _filter_changed(self) -> None:
        try:
            self.read_all()
            self.list.scrollToTop()
        except StoreFailedError as error:
            self._say_unread(error)

    def _reading_failed(self, error: BaseException) -> None:
        self.stop()
        self._say_unread(error)

    def _say_unread(self, error: BaseException) -> None:
        self.failed.emit(self.tr("The history could not be read ({reason}).").format(reason=error))

    def hide_record(self, record_id: int, hidden: bool) -> None:
        """Take a line out of sight while its removal can be undone, or put it back."""
        self.list.keep_place(lambda: self.lines.hide(record_id, hidden))
        self._say_count(self.lines.found)
        self.show_rows_or_empty()

    def show_contact(self, contact: Contact) -> None:
        """List the lines of one contact."""
        self.filter.show_contact(contact)

    def show_party(self, record: AttemptRecord) -> None:
        """List the lines of one address."""
        self.filter.show_party(record.party_uri, party_text(record))

    # One of them

    def _open(self, row: Row) -> None:
        if isinstance(row.value, AttemptRecord):
            try:
                self.chosen.emit(self._log.attempt(row.value.id) or row.value)
            except StoreFailedError as error:
                self._say_unread(error)

    def _open_first(self) -> None:
        if len(self.lines.keys):
            self.list.choose(self.lines.keys[0])
            self._open(self.lines.row_at(self.lines.number_of(0)))

    def _remove(self, row: Row) -> None:
        if isinstance(row.value, AttemptRecord):
            self.remove_requested.emit(row.value)

    def _toggle(self, row: Row) -> None:
        record = row.value
        if isinstance(record, AttemptRecord):
            self.list.keep_place(lambda: self.lines.toggle(record))

    def _call(self, row: Row) -> None:
        if isinstance(row.value, AttemptRecord):
            self.call_requested.emit(row.value.party_uri)

    def _open_line_menu(self, place: QPoint) -> None:
        if menu := self.line_menu():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def line_menu(self) -> QMenu | None:
        """What can be done with the chosen line; None for none."""
        row = self.list.current_row()
        if row is None or not isinstance(row.value, AttemptRecord):
            return None
        record = row.value
        menu = QMenu(self)
        menu.setObjectName("history-line-menu")
        menu.addAction(self.tr("Call"), lambda: self._call(row))
        menu.addAction(
            self.tr("All calls with {name}").format(name=party_text(record).replace("&", "&&")),
            lambda: self.show_party(record),
        )
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self._remove(row))
        return menu

    # All of them

    def ask(self) -> None:
        """Ask before every line is removed."""
        self.confirm.show()
        self.confirm_no.setFocus()

    def _clear(self) -> None:
        self.confirm.hide()
        when_done(
            self._log.remove_before(None, wipe=True), self, lambda _: self._was_cleared(), self._not_cleared
        )

    def _was_cleared(self) -> None:
        self._read_anew()
        self.cleared.emit()

    def _not_cleared(self, error: BaseException) -> None:
        self.failed.emit(self.tr("The history could not be cleared ({reason}).").format(reason=error))
        self._was_cleared()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows everything again, then it is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.filter.narrows:
            self.filter.clear()
        else:
            super().keyPressEvent(event)


def _ids(ids: Iterable[int]) -> "array[int]":
    return array("q", ids)
