"""Somebody to be called back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.people import Reminder
from softphone.gui.frame.page import Page
from softphone.gui.look.components import Avatar, Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.name_label import NameLabel
from softphone.gui.words.plain_text import moment_text, short_address


class ReminderPage(Page):
    """`call_requested(reminder)`, `done_requested(reminder)`."""

    call_requested = Signal(object)
    done_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reminder-page", parent)
        self._reminder: Reminder | None = None
        header = QHBoxLayout()
        header.setSpacing(Space.L)
        self._avatar = Avatar(size=64)
        header.addWidget(self._avatar)
        texts = QVBoxLayout()
        self._name = NameLabel(object_name="reminder-name")
        self._when = label("", "muted", wrap=True, object_name="reminder-when")
        texts.addWidget(self._name)
        texts.addWidget(self._when)
        header.addLayout(texts, 1)
        self.body.addLayout(header)
        row = FoldingRow()
        call = button(self.tr("Call now"), "positive", object_name="reminder-call", icon="phone")
        call.clicked.connect(lambda: self.call_requested.emit(self._reminder))
        row.add(call)
        done = button(self.tr("Remove the reminder"), "quiet", object_name="reminder-done", icon="trash")
        done.clicked.connect(lambda: self.done_requested.emit(self._reminder))
        row.add(done)
        self.body.addWidget(row)

    def show_reminder(self, reminder: Reminder) -> None:
        self._reminder = reminder
        name = reminder.name or short_address(reminder.uri)
        self._avatar.set_name(name)
        self._name.set_text(name)
        self._when.setText(
            self.tr("You asked to be reminded to call {address} at {time}.").format(
                address=short_address(reminder.uri), time=moment_text(reminder.due_at)
            )
        )
