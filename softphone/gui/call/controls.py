"""The foot of the call page: mute, keypad, hang up. Hang up never moves."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.notices import CallView, Phase
from softphone.calls.values import Direction
from softphone.gui.look.components import Button, Space, button, label, line

_LIVE = (Phase.CALLING, Phase.RINGING, Phase.CHOOSING, Phase.CONNECTED, Phase.ENDING)
_NARROWEST = 330
_HINT = 140
_HINT_LETTERS = 13  # on a line; narrower, it would be a column of single words
_KEYS = ("123", "456", "789", "*0#")
_LETTERS = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}


class CallControls(QWidget):
    """Buttons follow the phase; what they do is the page's affair."""

    hang_up = Signal()
    answer = Signal()
    decline = Signal()
    deflect = Signal()
    mute = Signal(bool)
    keypad = Signal(bool)
    call_again = Signal()
    dismiss = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-controls")
        self.setProperty("ground", "surface")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(line())
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        row.setSpacing(Space.S)
        outer.addLayout(row)
        self._mute = self._toggle(self.tr("Mute"), "call-mute", "microphone")
        self._mute.toggled.connect(self._on_mute)
        self._keypad = self._toggle(self.tr("Keypad"), "call-keypad", "keypad")
        self._keypad.toggled.connect(self.keypad)
        self._hint = label("", "small", wrap=True, object_name="call-key-hint")
        self._again = self._plain(self.tr("Call again"), "primary", "call-again", "phone")
        self._again.clicked.connect(self.call_again)
        self._close = self._plain(self.tr("Close"), "secondary", "call-close", None)
        self._close.clicked.connect(self.dismiss)
        self._answer = self._plain(self.tr("Answer"), "positive", "call-answer", "phone")
        self._answer.clicked.connect(self.answer)
        self._decline = self._plain(self.tr("Decline"), "danger", "call-decline", "hang-up")
        self._decline.clicked.connect(self.decline)
        self._deflect = self._plain(self.tr("Deflect to…"), "secondary", "call-deflect", "arrow-right")
        self._deflect.setMinimumWidth(44)
        self._deflect.clicked.connect(self.deflect)
        self._can_deflect = False
        self._hang_up = self._plain(self.tr("Hang up"), "danger", "call-hang-up", "hang-up")
        self._hang_up.clicked.connect(self.hang_up)
        for widget in (self._mute, self._keypad):
            row.addWidget(widget)
        row.addWidget(self._hint, 1)
        for widget in (self._again, self._close, self._deflect, self._answer, self._decline, self._hang_up):
            row.addWidget(widget)
        # Hidden until there is a call, so that an empty page asks for no more width than any state needs.
        for widget in (
            self._mute,
            self._keypad,
            self._again,
            self._close,
            self._deflect,
            self._answer,
            self._decline,
            self._hang_up,
        ):
            widget.hide()

    def _plain(self, text: str, kind: str, name: str, icon_name: str | None) -> Button:
        made = button(text, kind, object_name=name, icon=icon_name)  # type: ignore[arg-type]  # literals above
        made.setProperty("tile", "true")
        made.setMinimumSize(QSize(96, 44))
        return made

    def _toggle(self, text: str, name: str, icon_name: str) -> Button:
        made = button(text, "secondary", object_name=name, icon=icon_name)
        made.setProperty("tile", "true")
        made.setMinimumHeight(44)
        made.setCheckable(True)
        return made

    def show_view(self, view: CallView) -> None:
        live, connected = view.phase in _LIVE, view.phase is Phase.CONNECTED
        ended, incoming = view.phase is Phase.ENDED, view.phase is Phase.INCOMING
        self._mute.setVisible(connected)
        self._keypad.setVisible(connected)
        if not connected:
            self._keypad.setChecked(False)
        self._hang_up.setVisible(live)
        stop = self.tr("Hang up") if view.message is None else self.tr("Stop")
        self._hang_up.set_label(stop)
        self._hang_up.set_icon("hang-up" if view.message is None else "close")
        self._hang_up.setAccessibleName(stop)
        self._deflect.setVisible(incoming and self._can_deflect)
        self._hang_up.setEnabled(view.phase is not Phase.ENDING)
        self._answer.setVisible(incoming)
        self._decline.setVisible(incoming)
        again = self._again_text(view)
        self._again.set_label(again)
        self._again.setAccessibleName(again)
        self._again.set_icon(
            "phone" if view.message is None or view.direction is Direction.INCOMING else "message"
        )
        self._again.setVisible(ended)
        self._close.setVisible(ended)
        self._mute.blockSignals(True)
        self._mute.setChecked(view.muted)
        self._mute.blockSignals(False)
        self._mute.set_icon("microphone-off" if view.muted else "microphone")
        text = self.tr("Unmute") if view.muted else self.tr("Mute")
        self._mute.setAccessibleName(text)
        self._fit()

    def _again_text(self, view: CallView) -> str:
        if view.direction is Direction.INCOMING:
            return self.tr("Call back")
        return self.tr("Call again") if view.message is None else self.tr("Send again")

    def minimumSizeHint(self) -> QSize:
        """What the shortest form needs: the two toggles without their words."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Mute and Keypad say their names where there is room, else only to a screen reader and in a tool tip."""
        shown = (self._mute, self._keypad, self._hang_up)
        words = sum(made.fontMetrics().horizontalAdvance(made.accessibleName()) + 64 for made in shown)
        short = words + 2 * Space.L > self.width()
        for made in (self._mute, self._keypad):
            made.set_label("" if short else made.accessibleName())
            made.setToolTip(made.accessibleName() if short else "")
        ringing = (self._deflect, self._answer, self._decline)
        words = sum(made.fontMetrics().horizontalAdvance(made.accessibleName()) + 64 for made in ringing)
        short = words + _HINT + 2 * Space.L > self.width()
        self._deflect.set_label("" if short else self._deflect.accessibleName())
        self._deflect.setToolTip(self._deflect.accessibleName() if short else "")
        self._fit_hint()

    def _fit_hint(self) -> None:
        """The keys are told where there is room beside the buttons, which matter more."""
        buttons = [made for made in self.findChildren(Button) if not made.isHidden()]
        taken = sum(max(made.sizeHint().width(), made.minimumWidth()) + Space.S for made in buttons)
        wanted = _HINT_LETTERS * self._hint.fontMetrics().averageCharWidth()
        self._hint.setVisible(self.width() - taken - 2 * Space.L >= wanted)

    def allow_deflecting(self) -> None:
        """Whoever rings may be sent elsewhere."""
        self._can_deflect = True

    def set_hint(self, text: str) -> None:
        self._hint.setText(text)

    def focus_first(self) -> None:
        """Answer for a ringing call, so that Enter takes it."""
        self._answer.setFocus()

    def _on_mute(self, muted: bool) -> None:
        self.mute.emit(muted)


class Keypad(QFrame):
    """Twelve keys; `pressed` carries the digit (RFC 4733 events 0-11)."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setProperty("card", "plain")
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setSpacing(Space.S)
        self._sent = label("", "title", object_name="keypad-sent")
        self._sent.setAccessibleName(self.tr("Digits sent"))
        grid.addWidget(self._sent, 0, 0, 1, 3)
        for row, keys in enumerate(_KEYS, start=1):
            for column, key in enumerate(keys):
                name = {"*": "star", "#": "hash"}.get(key, key)
                spoken = {"*": self.tr("Star"), "#": self.tr("Hash")}.get(key, key)
                letters = _LETTERS.get(key, "")
                made = button(
                    f"{key}  {letters}".strip(), object_name=f"keypad-{name}", accessible_name=spoken
                )
                made.setProperty("tile", "true")
                made.setMinimumHeight(44)
                made.clicked.connect(lambda _checked=False, key=key: self.send(key))
                grid.addWidget(made, row, column)

    def send(self, digit: str) -> None:
        self._sent.setText((self._sent.text() + digit)[-24:])
        self.pressed.emit(digit)

    def clear(self) -> None:
        self._sent.clear()
