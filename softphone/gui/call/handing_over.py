"""Whom a caller is to be connected with, or who is called besides: a field like the dial field, on the call's page."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.records import AttemptRecord
from softphone.gui.dial.field import DialField
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.folding import FoldingRow


class Handing(StrEnum):
    TRANSFER = "transfer"  # blind
    CONSULT = "consult"  # ask first
    ADD = "add"  # call somebody else as well


class HandingOverForm(QFrame):
    """`do(how, address)` is asked to act and raises SipParseError; `cancelled()` for back, `done()` when it did."""

    cancelled = Signal()
    done = Signal()

    def __init__(
        self,
        name: str,
        do: Callable[[Handing, str], None],
        book: ContactBook,
        recent: Callable[[], tuple[AttemptRecord, ...]],
        *,
        adding: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.adding = adding
        self._do = do
        self._how = Handing.ADD if adding else Handing.TRANSFER
        self.setObjectName("handing-form")
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        column.setSpacing(Space.S)
        text = self.tr("Call somebody else") if adding else self.tr("Transfer {name} to").format(name=name)
        column.addWidget(label(text, "strong", wrap=True))
        self.field = DialField(self._take, book, recent, self)
        self.field.setObjectName("handing-field")
        self.field.edit.setObjectName("handing-edit")
        self.field.edit.setAccessibleName(text)
        take = self.field.call_button
        take.setObjectName("handing-take")
        take.set_icon("phone" if adding else "transfer")
        verb = self.tr("Call") if adding else self.tr("Transfer")
        take.setAccessibleName(verb)
        take.setToolTip(f"{verb} (Enter)")
        take.pressed.connect(self._plainly)
        self.field.called.connect(self.done)
        column.addWidget(self.field)
        said = (
            self.tr("{name} waits on hold meanwhile. When they answer, you can merge both calls.")
            if adding
            else self.tr("Enter transfers at once. To talk with them first, press “Ask first”.")
        )
        column.addWidget(label(said.format(name=name), "small", wrap=True))
        row = FoldingRow()
        if not adding:
            ask = button(self.tr("Ask first"), object_name="handing-ask", icon="phone")
            ask.setToolTip(self.tr("Call them while {name} waits on hold").format(name=name))
            ask.clicked.connect(self._ask)
            row.add(ask)
        back = button(self.tr("Back"), "quiet", object_name="handing-back", icon="back")
        back.clicked.connect(self.cancelled)
        row.add(back)
        column.addWidget(row)

    def focus(self) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _plainly(self) -> None:
        self._how = Handing.ADD if self.adding else Handing.TRANSFER

    def _ask(self) -> None:
        """Enter on a suggestion that this marks asks first as well."""
        self._how = Handing.CONSULT
        self.focus()
        self.field.call()

    def _take(self, address: str) -> None:
        self._do(self._how, address)
