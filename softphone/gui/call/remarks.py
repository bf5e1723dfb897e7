"""Lines that come and go on the call page: no microphone, a remembered move, a rule, a save that failed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.views import CallView, Phase
from softphone.gui.call.commands import can_forget
from softphone.gui.call.remark import Remark
from softphone.gui.look.components import Space
from softphone.gui.words.remark_text import (
    diversion_text,
    fell_back_text,
    ignored_text,
    moved_text,
    passed_on_text,
    rule_text,
)
from softphone.sip.text import safe_text


class Remarks(QWidget):
    """`ask_again()`: call the old address; `forget_move()`: the move that led nowhere; `change_rule()` and
    `change_diversion()`: show where they are set.
    """

    ask_again = Signal()
    forget_move = Signal()
    change_rule = Signal()
    change_diversion = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remarks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._sound = Remark("remark-sound", "microphone-off", "warning-text")
        self._remembered = Remark("remark-remembered", "moved", "accent-text")
        again = self._remembered.add_action(self.tr("Call the old address"))
        again.clicked.connect(self.ask_again)
        self._fell_back = Remark("remark-fell-back", "undo", "warning-text")
        forget = self._fell_back.add_action(self.tr("Forget the move"))
        forget.clicked.connect(self._forget)
        self._ignored = Remark("remark-ignored", "shield", "warning-text")
        self._rule = Remark("remark-rule", "check", "accent-text")
        self._rule.add_action(self.tr("Change")).clicked.connect(self.change_rule)
        self._passed_on = Remark("remark-passed-on", "arrow-right", "accent-text")
        self._diversion = Remark("remark-diversion", "moved", "accent-text")
        self._diversion.add_action(self.tr("Change")).clicked.connect(self.change_diversion)
        self._save = Remark("remark-save", "warning", "warning-text")
        self._reminder = Remark("remark-reminder", "bell", "accent-text")
        self._forgotten = False
        self._all = (
            self._sound,
            self._remembered,
            self._fell_back,
            self._ignored,
            self._rule,
            self._passed_on,
            self._diversion,
            self._save,
            self._reminder,
        )
        for remark in self._all:
            column.addWidget(remark)
        self.hide()

    def clear(self) -> None:
        self._forgotten = False
        for remark in self._all:
            remark.say("")
        self._fit()

    def show_view(self, view: CallView) -> None:
        self._sound.say(self._sound_text(view))
        self._remembered.say(moved_text(view))
        self._fell_back.say(self.tr("The move was forgotten.") if self._forgotten else fell_back_text(view))
        if self._fell_back.action is not None:
            self._fell_back.action.setVisible(not self._forgotten and can_forget(view))
        self._ignored.say(ignored_text(view))
        self._rule.say(rule_text(view))
        self._passed_on.say(passed_on_text(view))
        self._diversion.say(diversion_text(view))
        if self._diversion.action is not None:  # what was done by hand is not written down anywhere
            self._diversion.action.setVisible(view.diversion is not None and view.diversion.id is not None)
        self._fit()

    def _forget(self) -> None:
        self._forgotten = True
        self._fell_back.say(self.tr("The move was forgotten."))
        if self._fell_back.action is not None:
            self._fell_back.action.hide()
        self.forget_move.emit()

    def save_failed(self, reason: str) -> None:
        self._save.say(
            self.tr(
                "The contact could not be saved, so it is as it was before. The call goes on. Try again in "
                "Contacts later. ({reason})"
            ).format(reason=safe_text(reason, 160))
        )
        self._fit()

    def remind(self, name: str, when: str) -> None:
        self._reminder.say(
            self.tr("You will be reminded to call {name}: {when}.").format(
                name=safe_text(name, 80), when=when
            )
        )
        self._fit()

    def _sound_text(self, view: CallView) -> str:
        media = view.media
        if media is None or view.phase is not Phase.CONNECTED:
            return ""
        if not media.microphone and not media.loudspeaker:
            return self.tr(
                "No microphone and no loudspeaker, so this call is silent. Plug in a headset; it is used at once."
            )
        if not media.microphone:
            return self.tr("There is no microphone: they cannot hear you. Plug one in; it is used at once.")
        if not media.loudspeaker:
            return self.tr("There is no loudspeaker: you cannot hear them. Plug one in; it is used at once.")
        return ""

    def _fit(self) -> None:
        self.setVisible(any(not remark.isHidden() for remark in self._all))
