"""Who never rings nor writes: a list, and a line to add to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.gui.look.beside import Beside
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.typed_address import clear
from softphone.gui.words.address_reasons import address_error_text
from softphone.gui.words.plain_text import short_address
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError

_MOST_ROWS = 5
_MOST_ENTRIES = 1000
_FEWEST_DIGITS = 3


class BlockList(QWidget):
    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("block-list")
        self._settings = settings
        layout = column(self, spacing=Space.S)
        layout.addWidget(label(self.tr("Blocked callers"), "overline"))
        said = self.tr("They can neither call nor write; the history shows that they tried.")
        layout.addWidget(label(said, "small", wrap=True))
        self.list = RowList(object_name="blocked-list", accessible_name=self.tr("Blocked callers"))
        self.list.setProperty("ground", "canvas")
        self.list.removed.connect(lambda row: self._settings.unblock(row.value))
        layout.addWidget(self.list)
        self.line = AddressEdit(object_name="blocked-line", accessible_name=self.tr("Whom to block"))
        self.line.setPlaceholderText(self.tr("a number, an address, or @host for everybody there"))
        self.line.setToolTip(self.line.placeholderText())  # it may be cut
        self.line.returnPressed.connect(self._add)
        self.add_button = button(self.tr("Block"), object_name="blocked-add")
        self.add_button.clicked.connect(self._add)
        layout.addWidget(Beside(self.line, self.add_button))
        self._error = error_line(object_name="blocked-error")
        self.line.textChanged.connect(lambda: clear(self.line, self._error))
        layout.addWidget(self._error)
        self.remove_button = button(self.tr("Unblock"), "quiet", object_name="blocked-remove")
        self.remove_button.clicked.connect(self._remove)
        layout.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        settings.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        blocked = self._settings.value.blocked
        self.list.set_rows(self._row(entry) for entry in blocked)
        if blocked and self.list.current_row() is None:
            self.list.choose(blocked[0])
        height = self.list.sizeHintForRow(0) if blocked else 0
        self.list.setFixedHeight(min(_MOST_ROWS, len(blocked)) * height + 2)
        self.list.setVisible(bool(blocked))
        self.remove_button.setVisible(bool(blocked))

    def _row(self, entry: str) -> Row:
        if entry.startswith("@"):
            text = self.tr("Everybody at {host}").format(host=entry[1:])
            return Row(key=entry, title=text, subtitle=entry, avatar="", icon="domain", value=entry)
        return Row(
            key=entry, title=short_address(entry), subtitle=entry, avatar="", icon="person", value=entry
        )

    def _add(self) -> None:
        text = self.line.text().strip()
        if len(self._settings.value.blocked) >= _MOST_ENTRIES:
            say_error(self._error, self.tr("The list is full."))
            return
        entry = self._read(text)
        if entry:
            self._settings.block(entry)
            self.line.clear()
            self.list.choose(entry)

    def _read(self, text: str) -> str:
        """As it is kept, "" after showing what is wrong."""
        host = text.removeprefix("@")
        if text.startswith("@") and host and not any(letter in "@/?;: " for letter in host):
            return "@" + host.lower()
        digits = "".join(letter for letter in text if letter.isdigit())
        if len(digits) >= _FEWEST_DIGITS and all(letter.isdigit() or letter in "+-() ./" for letter in text):
            return ("+" if text.startswith("+") else "") + digits
        try:
            return parse_dialled(text)
        except SipParseError as error:
            say_error(self._error, address_error_text(error, text))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.mark(error.offset)
            return ""

    def _remove(self) -> None:
        row = self.list.current_row()
        if row is not None and isinstance(row.value, str):
            self._settings.unblock(row.value)
