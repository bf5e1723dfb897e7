"""One address of a contact with what it is good for: call, write, open, send a message."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.addressing import can_be_called
from softphone.calls.people import ContactAddress
from softphone.gui.card.composer import MessageComposer
from softphone.gui.desktop import Desktop, may_open
from softphone.gui.look.components import ElidedLabel, IconLabel, Space, button, label
from softphone.gui.look.presence_dot import PresenceDot
from softphone.gui.words.breakable import breakable
from softphone.gui.words.kind_wording import kind_icon, verb
from softphone.gui.words.plain_text import short_address
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind

_NARROWEST = 160
# Pixels for icon, margins and an address; with less the button goes below.
_BESIDE_VERB = 250
_MESSAGES = ("sip:", "sips:", "im:")


def kind_of(uri: str) -> Kind:
    """What an address is good for; OTHER when it is none that the phone knows."""
    try:
        return admit(uri).kind
    except SipParseError:
        return Kind.OTHER


class AddressLine(QFrame):
    """`call_requested(uri)`, `message_requested(uri, text)`, `failed(text)`."""

    call_requested = Signal(str)
    message_requested = Signal(str, str)
    failed = Signal(str)

    def __init__(
        self, number: int, address: ContactAddress, desktop: Desktop, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number = number
        self._address = address
        self._desktop = desktop
        self._kind = kind_of(address.uri)
        self._composer: MessageComposer | None = None
        self.setProperty("row", "plain")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self._outer.setSpacing(Space.S)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(Space.S)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self._line.addLayout(row, 1)
        self._verb: QWidget | None = None
        called = can_be_called(address.uri)
        if not called:
            row.addWidget(IconLabel(kind_icon(self._kind), "text-muted"))
        self.dot = PresenceDot()
        row.addWidget(self.dot)
        row.addLayout(self._texts(whole=not called), 1)
        if address.uri.lower().startswith(_MESSAGES):
            made = self._message_button(alone=not called)
            if called:
                row.addWidget(made)
            else:
                self._verb = made
        if called or (may_open(self._kind, address.uri) and not address.uri.lower().startswith("im:")):
            self._verb = self._verb_button(called=called)
        if self._verb is not None:
            self._line.addWidget(self._verb)
        self._outer.addLayout(self._line)

    @property
    def uri(self) -> str:
        return self._address.uri

    def minimumSizeHint(self) -> QSize:
        """Where there is little room the button goes below, so it asks for no width beside the address."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._verb is None:
            return
        beside = self.width() - self._verb.sizeHint().width() >= _BESIDE_VERB
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            self.updateGeometry()

    def _texts(self, *, whole: bool) -> QVBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        uri = self._address.uri
        if whole:
            # What another program is to open is seen whole before it is.
            shown: QWidget = label(breakable(uri), wrap=True)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        else:
            shown = ElidedLabel(short_address(uri), mode=Qt.TextElideMode.ElideMiddle)
            shown.setToolTip(uri)
        texts.addWidget(shown)
        if self._address.label:
            texts.addWidget(ElidedLabel(self._address.label, "small"))
        return texts

    def _verb_button(self, *, called: bool) -> QWidget:
        words = verb(self._kind if not called else Kind.SIP)
        made = button(
            words,
            object_name=f"contact-call-{self._number}",
            accessible_name=f"{words} {short_address(self._address.uri)}",
        )
        made.clicked.connect(self._call if called else self._open)
        return made

    def _message_button(self, *, alone: bool) -> QWidget:
        text = verb(Kind.MESSAGE)
        made = button(
            text if alone else "",
            "secondary" if alone else "quiet",
            object_name=f"contact-message-{self._number}",
            accessible_name=f"{text}: {short_address(self._address.uri)}",
        )
        if not alone:
            made.set_icon("message", "accent-text")
        made.clicked.connect(self._compose)
        return made

    def _call(self) -> None:
        self.call_requested.emit(self._address.uri)

    def _open(self) -> None:
        if not self._desktop.open_external(self._kind, self._address.uri):
            self.failed.emit(
                self.tr("No program of this computer opened {address}.").format(address=self._address.uri)
            )

    def _compose(self) -> None:
        if self._composer is not None:
            self._composer.focus_first()
            return
        composer = MessageComposer(short_address(self._address.uri))
        composer.sent.connect(self._send)
        composer.cancelled.connect(self._put_away)
        self._composer = composer
        self._outer.addWidget(composer)
        if self._verb is not None:
            composer.follow(self._verb)
        composer.focus_first()

    def _send(self, text: str) -> None:
        self._put_away()
        self.message_requested.emit(self._address.uri, text)

    def _put_away(self) -> None:
        if self._composer is not None:
            self._composer.hide()
            self._composer.deleteLater()
            self._composer = None
