"""Calls of this run first, then what is to be called back, then the latest of the history."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.people import Reminder
from softphone.calls.records import ACCEPTED, AttemptRecord, Ended
from softphone.calls.rules import Diversion, DivertKind
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.history.history_rows import attempt_row
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.words.plain_text import short_address, when_text
from softphone.gui.words.redirect_words import target_text
from softphone.sip.text import safe_text

RECENT_LIMIT = 30
_TEXT_SHOWN = 120


class CallsList(ListPanel):
    """`call_chosen(attempt)`, `record_chosen(record)`, `reminder_chosen(reminder)`, `call_requested(uri)`,
    `swap_requested(attempt)` for a call on hold, `dismiss_requested(attempt)`, `remove_requested(record)`,
    `dial_wanted()`.
    """

    call_chosen = Signal(int)
    record_chosen = Signal(object)
    reminder_chosen = Signal(object)
    call_requested = Signal(str)
    swap_requested = Signal(int)
    dismiss_requested = Signal(int)
    remove_requested = Signal(object)
    dial_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calls", "", parent)
        self._held: frozenset[int] = frozenset()
        self.heading.set_text(self.tr("Calls"))
        self.list.setAccessibleName(self.tr("Calls"))
        self.list.opened.connect(self._open)
        self.list.activated_row.connect(self._activate)
        self.list.removed.connect(self._remove)
        self.empty.say(
            self.tr("No calls yet. Type a name, a number or an address above."),
            self.tr("Call someone"),
            self.dial_wanted.emit,
        )

    def show_calls(
        self,
        views: Iterable[CallView],
        reminders: Iterable[Reminder],
        recent: Iterable[AttemptRecord],
    ) -> None:
        """Attempts of this run stand once: the log's line of the same attempt is left out. So does each party with
        whom messages were exchanged, by the newest: a talk in writing drives no call out of the list.
        """
        written: set[str] = set()
        shown = [
            view
            for view in sorted(views, key=_view_order)
            if not _is_passed(view) or _is_new(view.party_uri, written)
        ]
        self._held = frozenset(view.attempt for view in shown if view.phase is Phase.CONNECTED and view.held)
        known = {_mark(view.started_at, view.party_uri) for view in shown}
        now = [self._view_row(view) for view in shown]
        later = [self._reminder_row(reminder) for reminder in reminders]
        before = [
            attempt_row(record, when_text(record.started_at))
            for record in recent
            if _mark(record.started_at, record.party_uri) not in known
            and (record.message is None or _is_new(record.party_uri, written))
        ][:RECENT_LIMIT]
        rows = list(now)
        if later:
            rows += [Row(key="later", title=self.tr("To call back"), kind=RowKind.SECTION), *later]
        if before:
            if rows:
                rows.append(Row(key="recent", title=self.tr("Earlier"), kind=RowKind.SECTION))
            rows += before
        self.set_rows(rows)

    def choose_call(self, attempt: int) -> None:
        self.list.choose(("call", attempt))

    def _view_row(self, view: CallView) -> Row:
        address = short_address(view.party_uri)
        state, icon, color = self._state(view)
        return Row(
            key=("call", view.attempt),
            title=view.party_name or address,
            subtitle=state,
            right=when_text(view.started_at) if view.phase is Phase.ENDED else "",
            icon=icon,
            icon_color=color,
            value=view.attempt,
        )

    def _state(self, view: CallView) -> tuple[str, str, str]:
        if view.message is not None and view.phase is not Phase.CHOOSING:
            return self._message_state(view)
        match view.phase:
            case Phase.CALLING:
                return self.tr("calling…"), "outgoing", "accent-text"
            case Phase.RINGING:
                return self.tr("rings there…"), "outgoing", "accent-text"
            case Phase.CHOOSING:
                return self.tr("choose what to do"), "moved", "warning-text"
            case Phase.INCOMING:
                return self.tr("calls you"), "incoming", "positive-text"
            case Phase.CONNECTED:
                return self._talking(view)
            case Phase.ENDING:
                return self.tr("hanging up…"), "hang-up", ""
            case Phase.ENDED:
                return self._ended(view)

    def _talking(self, view: CallView) -> tuple[str, str, str]:
        if view.recording:
            return self.tr("in a call, recorded"), "record", "danger-text"
        if view.held:
            return self.tr("on hold · Enter: go on"), "pause", "warning-text"
        if view.held_by_peer:
            return self.tr("has put you on hold"), "pause", "warning-text"
        if view.in_conference:
            return self.tr("in the conference"), "conference", "positive-text"
        return self.tr("in a call"), "phone", "positive-text"

    def _message_state(self, view: CallView) -> tuple[str, str, str]:
        said = safe_text(view.message or "", _TEXT_SHOWN)
        match view.ended:
            case Ended.RECEIVED:
                return said, "message", "accent-text"
            case Ended.SENT if view.status == ACCEPTED:
                return self.tr("passed on: {text}").format(text=said), "message", ""
            case Ended.SENT:
                return self.tr("delivered: {text}").format(text=said), "message", ""
            case None:
                return self.tr("sending…"), "message", "accent-text"
            case _:
                return self.tr("not delivered"), "message", "danger-text"

    def _ended(self, view: CallView) -> tuple[str, str, str]:
        match view.ended:
            case Ended.MISSED:
                return self.tr("missed"), "missed", "danger-text"
            case Ended.FAILED:
                return self.tr("not connected"), "close", "danger-text"
            case Ended.LOST:
                return QCoreApplication.translate("HistoryText", "lost"), "close", "danger-text"
            case Ended.ANSWERED:
                return self.tr("ended"), "phone", ""
            case Ended.DIVERTED:
                return self._sent_elsewhere(view.diversion), "arrow-right", ""
            case Ended.TOOK_ALTERNATIVE:
                return self.tr("reached another way"), "moved", ""
            case _:
                return self.tr("not connected"), "close", ""

    def _sent_elsewhere(self, diversion: Diversion | None) -> str:
        """What the caller was told; the page of the call says it in full."""
        match diversion:
            case Diversion(kind=DivertKind.ALTERNATIVES):
                return self.tr("was offered other ways")
            case Diversion(kind=DivertKind.CHOICE):
                return self.tr("was offered a choice")
            case Diversion(targets=(first, *_)):
                return self.tr("sent to {address}").format(address=target_text(first))
            case _:
                return self.tr("sent elsewhere by this phone")

    def _reminder_row(self, reminder: Reminder) -> Row:
        return Row(
            key=("reminder", reminder.id),
            title=reminder.name or short_address(reminder.uri),
            subtitle=self.tr("call back at {time}").format(time=when_text(reminder.due_at)),
            icon="bell",
            icon_color="accent-text",
            value=reminder,
        )

    def _open(self, row: Row) -> None:
        match row.value:
            case int():
                self.call_chosen.emit(row.value)
            case AttemptRecord():
                self.record_chosen.emit(row.value)
            case Reminder():
                self.reminder_chosen.emit(row.value)

    def _activate(self, row: Row) -> None:
        match row.value:
            case AttemptRecord():
                self.call_requested.emit(row.value.party_uri)
            case int() if row.value in self._held:
                self.swap_requested.emit(row.value)
            case _:
                self._open(row)

    def _remove(self, row: Row) -> None:
        match row.value:
            case int():
                self.dismiss_requested.emit(row.value)
            case AttemptRecord():
                self.remove_requested.emit(row.value)


def _view_order(view: CallView) -> tuple[bool, float]:
    """What goes on stands before what has ended, newest first."""
    return view.phase is Phase.ENDED, -view.started_at.timestamp()


def _is_passed(view: CallView) -> bool:
    """Whether it is a message about which nothing is left to do."""
    return view.message is not None and view.ended in (Ended.RECEIVED, Ended.SENT)


def _is_new(uri: str, met: set[str]) -> bool:
    """Whether `uri` has not been met yet; from now on it has."""
    if uri in met:
        return False
    met.add(uri)
    return True


def _mark(started_at: datetime, uri: str) -> tuple[int, str]:
    return int(started_at.timestamp()), uri
