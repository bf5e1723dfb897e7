"""The history: attempts by day, each unfolding to its chain of addresses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.calls.phone import Phone
from softphone.calls.ports import CallLog
from softphone.calls.values import AttemptRecord
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.futures import when_done
from softphone.gui.history.history_rows import history_rows
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.people_list import Row

PAGE_SIZE = 200


class HistoryList(ListPanel):
    """`chosen(record)`, `call_requested(uri)`, `remove_requested(record)`, `dial_wanted()`, `cleared()`,
    `failed(text)`."""

    chosen = Signal(object)
    call_requested = Signal(str)
    remove_requested = Signal(object)
    dial_wanted = Signal()
    cleared = Signal()
    failed = Signal(str)

    def __init__(self, log: CallLog, phone: Phone, parent: QWidget | None = None) -> None:
        super().__init__("history", "", parent)
        self.heading.setText(self.tr("History"))
        self.list.setAccessibleName(self.tr("History"))
        self._log = log
        self._phone = phone
        self._unfolded: set[int] = set()
        self._hidden: set[int] = set()
        self.records: tuple[AttemptRecord, ...] = ()
        self.clear_button = button(
            "",
            "quiet",
            object_name="history-clear",
            accessible_name=self.tr("Clear the history"),
            icon="trash",
        )
        self.clear_button.clicked.connect(self._ask)
        self.head.addWidget(self.clear_button)
        self.confirm = self._confirmation()
        self.tools.addWidget(self.confirm)
        self.list.opened.connect(lambda row: self.chosen.emit(row.value))
        self.list.activated_row.connect(self._call)
        self.list.removed.connect(lambda row: self.remove_requested.emit(row.value))
        self.list.fold_toggled.connect(self._toggle)
        self.list.verticalScrollBar().valueChanged.connect(self._read_on)
        self.empty.say(
            self.tr("No calls yet. Every call leaves a line here, with each address on its way."),
            self.tr("Call someone"),
            self.dial_wanted.emit,
        )

    def _confirmation(self) -> QWidget:
        made = QWidget()
        made.setObjectName("history-confirm")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(label(self.tr("Remove every line?"), wrap=True), 1)
        self.confirm_yes = button(self.tr("Remove all"), "danger", object_name="history-confirm-yes")
        self.confirm_yes.clicked.connect(self._clear)
        row.addWidget(self.confirm_yes)
        self.confirm_no = button(self.tr("Keep"), "secondary", object_name="history-confirm-no")
        self.confirm_no.clicked.connect(made.hide)
        row.addWidget(self.confirm_no)
        made.hide()
        return made

    def reload(self) -> None:
        """Read the newest attempts again."""
        self.records = self._log.recent(limit=PAGE_SIZE)
        self._show()

    def hide_record(self, record_id: int, hidden: bool) -> None:
        """Take a line out of sight while its removal can be undone, or put it back."""
        if hidden:
            self._hidden.add(record_id)
        else:
            self._hidden.discard(record_id)
        self._show()

    def _show(self) -> None:
        # What still goes on is no history yet; "not finished" is left for what a crash has cut off.
        going_on = {view.started_at for view in self._phone.views() if view.ended is None}
        shown = [
            record
            for record in self.records
            if record.id not in self._hidden and (record.ended or record.started_at not in going_on)
        ]
        self.set_rows(history_rows(shown, self._unfolded))
        self.clear_button.setVisible(bool(shown))
        if not shown:
            self.confirm.hide()

    def _read_on(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if self.records and len(self.records) % PAGE_SIZE == 0 and value >= bar.maximum() - bar.pageStep():
            older = self._log.recent(limit=PAGE_SIZE, before_id=self.records[-1].id)
            if older:
                self.records += older
                self._show()

    def _toggle(self, row: Row) -> None:
        if isinstance(row.value, AttemptRecord):
            self._unfolded ^= {row.value.id}
            self._show()

    def _call(self, row: Row) -> None:
        if isinstance(row.value, AttemptRecord):
            self.call_requested.emit(row.value.party_uri)

    def _was_cleared(self) -> None:
        self.reload()
        self.cleared.emit()

    def _ask(self) -> None:
        self.confirm.show()
        self.confirm_no.setFocus()

    def _clear(self) -> None:
        self.confirm.hide()
        when_done(
            self._log.clear(),
            self,
            lambda _: self._was_cleared(),
            lambda error: self.failed.emit(
                self.tr("The history could not be cleared ({reason}). Nothing was removed.").format(
                    reason=error
                )
            ),
        )
