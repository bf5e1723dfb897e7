"""The foot of the call page: what can be done, answering, hanging up. Hang up never moves."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.records import Direction
from softphone.calls.views import CallView, Phase
from softphone.gui.call.actions import CallActions
from softphone.gui.look.components import Button, Space, button, label, line
from softphone.gui.words.shortcut_keys import HANG_UP

_LIVE = (Phase.CALLING, Phase.RINGING, Phase.CHOOSING, Phase.CONNECTED, Phase.ENDING)
FOOT = 54  # as high as a tile in every state, so that nothing moves
_NARROWEST = 330
_HINT = 140
_BUTTON = 96  # the narrowest that has words
_HINT_LETTERS = 13  # on a line; narrower, it would be a column of single words


class CallControls(QWidget):
    """Buttons follow the phase; what they do is the page's affair."""

    hang_up = Signal()
    answer = Signal()
    decline = Signal()
    deflect = Signal()
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
        self.actions_row = CallActions()
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
        self._deflect.clicked.connect(self.deflect)
        self._can_deflect = False
        self._hang_up = self._plain(self.tr("Hang up"), "danger", "call-hang-up", "hang-up")
        self._hang_up.clicked.connect(self.hang_up)
        row.addStrut(FOOT)
        row.addWidget(self.actions_row, 100)
        row.addWidget(self._hint, 100)
        row.addStretch(1)
        self._buttons = (
            self._again,
            self._close,
            self._deflect,
            self._answer,
            self._decline,
            self._hang_up,
        )
        for made in self._buttons:
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)  # each as high as its own words make it
        # Hidden until there is a call, so that an empty page asks for no more width than any state needs.
        self.actions_row.hide()
        for made in self._buttons:
            made.hide()
        self._hang_up_key = QShortcut(QKeySequence(HANG_UP), self)
        self._hang_up_key.setAutoRepeat(False)
        self._hang_up_key.activated.connect(self._end)

    def _plain(self, text: str, kind: str, name: str, icon_name: str | None) -> Button:
        made = button(text, kind, object_name=name, icon=icon_name)  # type: ignore[arg-type]  # literals above
        made.setProperty("tile", "true")
        made.setMinimumHeight(44)
        return made

    def show_view(self, view: CallView) -> None:
        live = view.phase in _LIVE
        ended, incoming = view.phase is Phase.ENDED, view.phase is Phase.INCOMING
        self.actions_row.show_view(view)
        self.actions_row.setVisible(_has_actions(view))
        self._hang_up.setVisible(live)
        self._hang_up_key.setEnabled(live)  # they may be for another call, on the strip
        stop = self.tr("Hang up") if view.message is None else self.tr("Stop")
        self._hang_up.set_label(stop)
        self._hang_up.set_icon("hang-up" if view.message is None else "close")
        self._hang_up.setAccessibleName(stop)
        self._hang_up.setToolTip(f"{stop} ({HANG_UP})")
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
        self._fit()

    def _again_text(self, view: CallView) -> str:
        if view.direction is Direction.INCOMING:
            return self.tr("Call back")
        return self.tr("Call again") if view.message is None else self.tr("Send again")

    def _end(self) -> None:
        if not self._hang_up.isHidden() and self._hang_up.isEnabled():
            self._hang_up.click()

    def minimumSizeHint(self) -> QSize:
        """What the shortest form needs: two tiles, the menu and the button that hangs up."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        ringing = (self._deflect, self._answer, self._decline)
        words = sum(made.fontMetrics().horizontalAdvance(made.accessibleName()) + 64 for made in ringing)
        short = words + _HINT + 2 * Space.L > self.width()
        self._deflect.set_label("" if short else self._deflect.accessibleName())
        self._deflect.setToolTip(self._deflect.accessibleName() if short else "")
        shown = [made for made in ringing if not made.isHidden()]
        wide = sum(
            made.sizeHint().width() + (made.iconSize().width() if made.icon().isNull() else 0)
            for made in shown
        )
        tight = wide + Space.S * len(shown) + 2 * Space.L > self.width()
        for made, name in ((self._answer, "phone"), (self._decline, "hang-up")):
            if made.icon().isNull() is not tight:
                made.set_icon("" if tight else name)  # the words matter more
        for made in self._buttons:
            made.setMinimumWidth(max(_BUTTON if made.text() else 0, made.minimumSizeHint().width()))
        self._fit_hint()

    def _fit_hint(self) -> None:
        """The keys are told where there is room beside the buttons, which matter more."""
        if not self.actions_row.isHidden():
            self._hint.hide()
            return
        buttons = [made for made in self._buttons if not made.isHidden()]
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


def _has_actions(view: CallView) -> bool:
    if view.message is not None:
        return False
    return view.phase is Phase.CONNECTED or (view.phase is Phase.RINGING and view.early_media)
