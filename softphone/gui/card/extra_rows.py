"""Rows beside the addresses: be reminded, and where the server says more (Error-Info, RFC 3261 section 20.18)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.offer import Option
from softphone.gui.card.option_row import OptionRow
from softphone.gui.desktop import Desktop
from softphone.gui.look.beside import Beside
from softphone.gui.look.components import IconLabel, Space, button, label
from softphone.gui.words.wording import delay_text
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_text


class RemindRow(QFrame):
    """ "Call back in 20 minutes"."""

    taken = Signal()

    def __init__(self, seconds: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remind-row")
        self.setProperty("row", "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(IconLabel("bell", "accent-text", size=22))
        said = QWidget()
        texts = QVBoxLayout(said)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        title = self.tr("Call back in {delay}").format(delay=delay_text(seconds))
        texts.addWidget(label(title, "strong", wrap=True))
        texts.addWidget(label(self.tr("The server asks to try again then"), "small", wrap=True))
        take = button(
            self.tr("Remind me"),
            object_name="remind-take",
            accessible_name=self.tr("Remind me: {title}").format(title=title),
        )
        take.clicked.connect(self.taken)
        row.addWidget(Beside(said, take), 1)


class InfoRow(QWidget):
    """A page or a recording that explains the answer; opens or calls on a click, and answers nothing."""

    call = Signal(str)

    def __init__(self, uri: str, index: int, *, desktop: Desktop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        calls = uri.partition(":")[0].lower() in ("sip", "sips", "tel")
        option = Option(
            number=0,
            kind=Kind.SIP if calls else Kind.WEB,
            uri=uri,
            dial_uri=uri if calls else None,
            label=self.tr("The server explains: {address}").format(address=safe_text(uri, 80)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = OptionRow(option, number=100 + index, selectable=False, leads=False, parent=self)
        self._row.taken.connect(self._take, Qt.ConnectionType.DirectConnection)
        column.addWidget(self._row)

    def _take(self, option: Option) -> None:
        if option.callable:
            self.call.emit(option.uri)
        elif option.uri is None or not self._desktop.open_external(option.kind, option.uri):
            self._row.say_not_opened()
