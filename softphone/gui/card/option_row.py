"""One way to go on, as a row: kind, name, address, what is notable, and its one verb.

A widget and not a delegate's picture, because the verb is a button that a screen reader must find; the card makes
a bounded number of them.
"""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.offer import Option
from softphone.gui.card.composer import MessageComposer
from softphone.gui.card.confirmation import Confirmation
from softphone.gui.card.host_label import HostLabel, around_host
from softphone.gui.card.parts_label import PartsLabel
from softphone.gui.card.plan import usable
from softphone.gui.look.components import Button, ElidedLabel, IconLabel, Space, button, label, restyle
from softphone.gui.words.kind_wording import (
    kind_icon,
    kind_text,
    notable_icon,
    notable_text,
    verb,
    voicemail_text,
)
from softphone.gui.words.wording import address_text, status_text
from softphone.sip.explanation import Kind, Notable
from softphone.sip.text import safe_text

# Pixels beside the texts (margins, icon, digit), and what the title may be cut to before the button goes below.
_BESIDE_TEXT = 90
_TEXT_AT_LEAST = 220
_OTHER_PROGRAMS = frozenset({Kind.EMAIL, Kind.WEB, Kind.XMPP, Kind.MESSAGE})


class OptionRow(QFrame):
    """`taken` is the person's click on the verb; `chosen` asks the card to mark this row (301 with several);
    `written` carries a message for this address. `message`: the card is about a message that was not delivered.
    """

    taken = Signal(object)  # Option
    chosen = Signal(object)  # Option
    written = Signal(object, str)  # Option, text

    def __init__(
        self,
        option: Option,
        *,
        number: int,
        selectable: bool,
        leads: bool,
        message: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.option = option
        self._selectable = selectable
        self._message = message
        self._inner: Confirmation | MessageComposer | None = None
        self.button: Button | None = None
        self.usable = usable(option)
        self._emergency = option.kind is Kind.EMERGENCY
        self._title = _title(option)
        self.setObjectName(f"option-{number}")
        said = _subtitle(option)
        self.setAccessibleName(f"{number}. {self._title}, {' · '.join(said)}")
        self._said: PartsLabel | None = None
        self._set_look("plain")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        outer.setSpacing(Space.S)
        self._outer = outer
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(Space.S)
        outer.addLayout(self._line)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self._line.addLayout(row, 1)
        family = "danger-text" if self._emergency else "accent-text" if self.usable else "text-muted"
        row.addWidget(IconLabel(kind_icon(option.kind), family, size=22))
        row.addLayout(self._texts(said), 1)
        if number <= 9 and self.usable and not self._emergency:
            digit = label(str(number), "small")
            digit.setAccessibleName("")
            row.addWidget(digit)
        self._add_button(number, leads=leads)

    def _texts(self, said: tuple[str, ...]) -> QVBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        other = self.option.kind in _OTHER_PROGRAMS
        # Whom a domain belongs to stands at its end.
        mode = Qt.TextElideMode.ElideLeft if other and not self.option.label else Qt.TextElideMode.ElideMiddle
        self._title_label = ElidedLabel(self._title, "strong", mode=mode)
        texts.addWidget(self._title_label)
        if other and self.option.uri and (self.option.label or self.option.kind is Kind.WEB):
            texts.addWidget(HostLabel(self.option.uri, f" · {kind_text(self.option.kind)}"))
        elif self._emergency:
            texts.addWidget(label(" · ".join(said), "small", wrap=True))  # nothing of it may be cut
        else:
            self._said = PartsLabel(said)
            texts.addWidget(self._said)
        notable = [item for item in self.option.notable if item is not Notable.EMERGENCY]
        if notable and self.usable:
            points = " · ".join(map(notable_text, notable))
            line = QHBoxLayout()
            line.setSpacing(Space.XS)
            line.addWidget(IconLabel(notable_icon(notable[0]), "warning-text", size=15))
            line.addWidget(label(points, "warning", wrap=True, object_name="row-notable"), 1)
            texts.addLayout(line)
        return texts

    def _add_button(self, number: int, *, leads: bool) -> None:
        if not self.usable:
            return
        choose = QCoreApplication.translate("OptionRow", "Choose")
        text = choose if self._selectable else verb(self.option.kind, message=self._message)
        kind = "primary" if leads and not self._selectable else "secondary"
        name, spoken = f"option-{number}-take", f"{text}: {self._title}"
        if self._emergency:
            self.button = _DeliberateButton(text)
            self.button.setObjectName(name)
            self.button.setAccessibleName(spoken)
        else:
            self.button = button(text, kind, object_name=name, accessible_name=spoken)  # type: ignore[arg-type]  # literals
        self.button.clicked.connect(self._on_click)
        self._line.addWidget(self.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.button is None:
            return
        left = self.width() - self.button.sizeHint().width() - _BESIDE_TEXT
        wanted = max(self._title_label.sizeHint().width(), self._said.first_width() if self._said else 0)
        narrow = left < min(wanted, _TEXT_AT_LEAST)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if narrow != (self._line.direction() == down):
            self._line.setDirection(down if narrow else beside)
            self.updateGeometry()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the row; in a list to choose from, the button says so too."""
        self._set_look("chosen" if chosen else "plain")
        if self._selectable and self.button is not None:
            mark = (
                QCoreApplication.translate("OptionRow", "Chosen")
                if chosen
                else QCoreApplication.translate("OptionRow", "Choose")
            )
            self.button.set_label(mark)
            self.button.setAccessibleName(f"{mark}: {self._title}")

    def _set_look(self, look: str) -> None:
        if self._emergency:
            look = "danger"
        elif not self.usable:
            look = "muted"
        restyle(self, "row", look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.usable and self._selectable:
            self.chosen.emit(self.option)

    def _on_click(self) -> None:
        if self._selectable:
            self.chosen.emit(self.option)
        elif self.option.kind in _OTHER_PROGRAMS and self.option.uri is not None:
            self._unfold(self.option.uri)
        else:
            self.taken.emit(self.option)

    def _unfold(self, uri: str) -> None:
        """The whole address before another program gets it, or the field for a message."""
        if self._inner is None:
            self._inner = self._made_inner(uri)
            self._inner.cancelled.connect(self._fold)
            self._outer.addWidget(self._inner)
            if self.button is not None:
                self._inner.follow(self.button)
        self._inner.show()
        if self.button is not None:
            self.button.hide()
        self._inner.focus_first()

    def _made_inner(self, uri: str) -> Confirmation | MessageComposer:
        if message_uri(self.option) is not None:
            composer = MessageComposer(self._title, self)
            composer.sent.connect(lambda text: self.written.emit(self.option, text))
            return composer
        confirmation = Confirmation(self.option.kind, uri, self)
        confirmation.confirmed.connect(lambda: self.taken.emit(self.option))
        return confirmation

    def _fold(self) -> None:
        if self._inner is not None:
            self._inner.hide()
        if self.button is not None:
            self.button.show()
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_not_opened(self) -> None:
        """No program took the address."""
        if isinstance(self._inner, Confirmation):
            self._inner.say_not_opened()


class _DeliberateButton(Button):
    """A click, or Space once it has been gone to: never Enter, which people press by habit."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "danger")
        self.setToolTip(QCoreApplication.translate("OptionRow", "A click, or the space bar"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # goes no further: the page would take it for the leading button
            return
        super().keyPressEvent(event)


def message_uri(option: Option) -> str | None:
    """Where this phone itself can send a message; None for what is another program's, such as sms.

    The user and host of an "im:" address are a SIP address too (RFC 3428 section 5).
    """
    scheme, _, rest = (option.uri or "").partition(":")
    if option.kind is not Kind.MESSAGE or scheme.lower() not in ("im", "sip", "sips"):
        return None
    return f"sip:{rest.partition('?')[0]}" if scheme.lower() == "im" else option.uri


def _title(option: Option) -> str:
    if option.kind is Kind.EMERGENCY:
        # Never a stranger's words on the one row that must be believed.
        return QCoreApplication.translate("OptionRow", "Emergency service")
    if option.label:
        return safe_text(option.label, 120)
    if option.uri:
        return around_host(option.uri)[1] if option.kind is Kind.WEB else _shown_address(option)
    return kind_text(option.kind)


def _shown_address(option: Option) -> str:
    uri = option.proxy or option.uri or ""
    scheme = uri.partition(":")[0]
    if scheme.lower() in ("mailto", "https", "http", "xmpp", "sms", "im"):
        return safe_text("".join(around_host(uri)), 200)
    return address_text(uri)


def _subtitle(option: Option) -> tuple[str, ...]:
    """What is said below the title, the most important first."""
    parts = []
    if option.failed_status is not None:
        failed = QCoreApplication.translate("OptionRow", "failed: {status}")
        parts.append(failed.format(status=status_text(option.failed_status)))
    elif option.kind is Kind.EMERGENCY and not option.callable:
        parts.append(QCoreApplication.translate("OptionRow", "this phone cannot place it; use a telephone"))
    elif option.kind in (Kind.SIP, Kind.TEL, Kind.VOICEMAIL) and not option.callable:
        parts.append(QCoreApplication.translate("OptionRow", "cannot be called without an account"))
    emergency = option.kind is Kind.EMERGENCY
    if emergency and option.label:
        quoted = QCoreApplication.translate("OptionRow", "“{text}”")
        parts.append(quoted.format(text=safe_text(option.label, 80)))
    if (option.label or emergency) and option.uri:
        parts.append(_shown_address(option))
    if option.kind is Kind.VOICEMAIL:
        parts.append(voicemail_text(option.voicemail_cause))
    elif (option.label or option.uri) and not emergency:
        parts.append(kind_text(option.kind))
    return tuple(parts)
