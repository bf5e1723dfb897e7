"""Where a ringing caller is to be sent: a field like the dial field, on the page of the ringing call."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.records import AttemptRecord
from softphone.gui.dial.field import DialField
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.folding import FoldingRow


class DeflectForm(QFrame):
    """`deflect(address)` is asked to send the caller there and raises SipParseError; `cancelled()` for back."""

    cancelled = Signal()

    def __init__(
        self,
        deflect: Callable[[str], None],
        book: ContactBook,
        recent: Callable[[], tuple[AttemptRecord, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("deflect-form")
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(label(self.tr("Send the caller to"), "strong", wrap=True))
        self.field = DialField(deflect, book, recent, self)
        self.field.setObjectName("deflect-field")
        self.field.edit.setObjectName("deflect-edit")
        self.field.edit.setAccessibleName(self.tr("Name, number or SIP address the caller is sent to"))
        take = self.field.call_button
        take.setObjectName("deflect-take")
        take.set_icon("arrow-right")
        take.setAccessibleName(self.tr("Deflect"))
        take.setToolTip(self.tr("Deflect (Enter)"))
        column.addWidget(self.field)
        column.addWidget(
            label(self.tr("It goes on ringing here until you choose. Nothing is saved."), "small", wrap=True)
        )
        row = FoldingRow()
        back = button(self.tr("Back"), "quiet", object_name="deflect-back", icon="back")
        back.clicked.connect(self.cancelled)
        row.add(back)
        column.addWidget(row)

    def focus(self) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
