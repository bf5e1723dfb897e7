"""The address lines of the contact form: address, label, and the buttons that order and remove them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from softphone.gui.contacts.contact_address import contact_uri
from softphone.gui.look.components import Space, button, column, label, restyle
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.words.address_reasons import address_error_text
from softphone.gui.words.plain_text import short_address
from softphone.sip.errors import SipParseError

_LABEL_LENGTH = 60
# With less room than for so many letters the label stands below the address.
_LETTERS = "n" * 40
_SHORT_LABEL = "n" * 8


class AddressRow(QWidget):
    """One address with its label; a mistake is told below it."""

    removed = Signal(object)
    raised = Signal(object)

    def __init__(self, number: int, uri: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What is shown is short; the URI in full is kept as long as the person does not change the line.
        self._uri, self._shown = uri, short_address(uri)
        layout = column(self, spacing=Space.XS)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.S)
        self.address = AddressEdit(
            object_name=f"contact-address-{number}", accessible_name=self.tr("Address {number}")
        )
        self.address.setPlaceholderText(self.tr("anna@office.example or +7 495 555-01-01"))
        self.address.setText(self._shown)
        self.address.setCursorPosition(0)  # whose address it is is read from its beginning
        self.address.setToolTip(uri)
        self.address.textChanged.connect(self._clear)
        self._row.addWidget(self.address, 3)
        rest = QHBoxLayout()
        rest.setSpacing(Space.S)
        self.label = QLineEdit(text)
        self.label.setCursorPosition(0)
        self.label.setObjectName(f"contact-label-{number}")
        self.label.setPlaceholderText(self.tr("Work, home…"))
        self.label.setMaxLength(_LABEL_LENGTH)
        self.label.setMinimumWidth(max(64, self.fontMetrics().horizontalAdvance(_SHORT_LABEL)))
        rest.addWidget(self.label, 1)
        self.raise_button = button(
            "", "quiet", object_name=f"contact-first-{number}", accessible_name=self.tr("Call this one first")
        )
        self.raise_button.set_icon("star", "text-muted")
        self.raise_button.clicked.connect(lambda: self.raised.emit(self))
        rest.addWidget(self.raise_button)
        self.remove_button = button(
            "",
            "quiet",
            object_name=f"contact-remove-address-{number}",
            accessible_name=self.tr("Remove this address"),
        )
        self.remove_button.set_icon("close", "text-muted")
        self.remove_button.clicked.connect(lambda: self.removed.emit(self))
        rest.addWidget(self.remove_button)
        self._row.addLayout(rest, 1)
        layout.addLayout(self._row)
        self.error = label("", "error", wrap=True, object_name=f"contact-address-error-{number}")
        self.error.hide()
        layout.addWidget(self.error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().horizontalAdvance(_LETTERS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
            self.updateGeometry()

    def set_number(self, number: int) -> None:
        """Name the line for a screen reader; the first one is dialled and cannot go further up."""
        self.address.setAccessibleName(self.tr("Address {number}").format(number=number))
        self.label.setAccessibleName(self.tr("Label of address {number}").format(number=number))
        self.raise_button.setEnabled(number > 1)
        self.raise_button.set_icon("star-filled" if number == 1 else "star", "text-muted")
        told = self.tr("This one is called first") if number == 1 else self.tr("Call this one first")
        self.raise_button.setToolTip(told)

    def is_empty(self) -> bool:
        return not self.address.text().strip()

    def uri(self, default_domain: str | None) -> str:
        """Raises SipParseError after showing what is wrong at the letter."""
        text = self.address.text()
        if self._uri and text == self._shown:
            return self._uri
        try:
            return contact_uri(text, default_domain)
        except SipParseError as error:
            self.error.setText(address_error_text(error, text))
            self.error.show()
            restyle(self.address, "wrong", "true")
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            self.address.mark(error.offset)
            raise

    def _clear(self) -> None:
        self.error.hide()
        restyle(self.address, "wrong", "")


class AddressRows(QWidget):
    """All address lines of one contact; there is always at least one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(self, spacing=Space.S)
        self._made = 0
        self.rows: list[AddressRow] = []

    def show_addresses(self, addresses: tuple[tuple[str, str], ...]) -> None:
        for row in self.rows:
            row.deleteLater()
            self._layout.removeWidget(row)
            row.hide()
        self.rows = []
        self._made = 0
        for uri, text in addresses or (("", ""),):
            self._append(uri, text)
        self._renumber()

    def add(self) -> None:
        self._append("", "")
        self._renumber()
        self.rows[-1].address.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self, default_domain: str | None) -> tuple[tuple[str, str], ...]:
        """The (uri, label) pairs that are filled in. Raises SipParseError at the first wrong one, marked."""
        return tuple(
            (row.uri(default_domain), row.label.text().strip()) for row in self.rows if not row.is_empty()
        )

    def _append(self, uri: str, text: str) -> None:
        self._made += 1
        row = AddressRow(self._made, uri, text, self)
        row.removed.connect(self._remove)
        row.raised.connect(self._raise)
        self.rows.append(row)
        self._layout.addWidget(row)

    def _remove(self, row: AddressRow) -> None:
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self._append("", "")
        self._renumber()
        self.rows[0].address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _raise(self, row: AddressRow) -> None:
        self.rows.remove(row)
        self.rows.insert(0, row)
        self._layout.removeWidget(row)
        self._layout.insertWidget(0, row)
        self._renumber()
        row.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renumber(self) -> None:
        before: QWidget | None = None
        for number, row in enumerate(self.rows, 1):
            row.set_number(number)
            for widget in (row.address, row.label, row.raise_button, row.remove_button):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
