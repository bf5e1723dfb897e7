"""Lines about a call in which people talk: on hold, handed over, answered by itself, recorded, digits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.call_events import TransferState
from softphone.calls.records import ByItself
from softphone.calls.views import CallView, Phase
from softphone.gui.call.keypad import received_digits
from softphone.gui.call.remark import Remark
from softphone.gui.look.components import Space
from softphone.gui.words.engine_text import engine_text
from softphone.gui.words.talk_text import by_itself_text, hold_text, replaced_text, transfer_text
from softphone.sip.text import safe_text

_PATH_SHOWN = 200


class TalkRemarks(QWidget):
    """`resume()`, `mute()` and `show_recording(path)` ask for what their buttons say."""

    resume = Signal()
    mute = Signal()
    show_recording = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("talk-remarks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._hold = Remark("remark-hold", "pause", "warning-text")
        self._hold.add_action(self.tr("Resume")).clicked.connect(self.resume)
        self._transfer = Remark("remark-transfer", "transfer", "accent-text")
        self._transfer_failed = Remark("remark-transfer-failed", "transfer", "warning-text")
        self._replaced = Remark("remark-replaced", "swap", "accent-text")
        self._by_itself = Remark("remark-by-itself", "headset", "warning-text")
        self._by_itself.add_action(self.tr("Mute")).clicked.connect(self.mute)
        self._silenced = Remark("remark-silenced", "speaker-off", "warning-text")
        self._digits = Remark("remark-digits", "keypad", "accent-text")
        self._digits_refused = Remark("remark-digits-refused", "keypad", "warning-text")
        self._recorded = Remark("remark-recorded", "record", "accent-text")
        self._recorded.add_action(self.tr("Show in folder")).clicked.connect(self._show)
        self._stopped = Remark("remark-recording-stopped", "warning", "warning-text")
        self._path = ""
        self._all = (
            self._hold,
            self._transfer,
            self._transfer_failed,
            self._replaced,
            self._by_itself,
            self._silenced,
            self._digits,
            self._digits_refused,
            self._recorded,
            self._stopped,
        )
        for remark in self._all:
            column.addWidget(remark)
        self.hide()

    def show_view(self, view: CallView, *, sent: str, keypad_open: bool, problem: str) -> None:
        """`sent` are the digits pressed here, `problem` why a recording stopped by itself."""
        talking = view.phase is Phase.CONNECTED
        self._hold.say(hold_text(view))
        self._hold.ways[0].setVisible(view.held)
        failed = view.transfer is not None and view.transfer.state is TransferState.FAILED
        said = transfer_text(view) if view.phase is not Phase.ENDED or failed else ""
        self._transfer.say("" if failed else said)
        self._transfer_failed.say(said if failed else "")
        self._replaced.say(replaced_text(view))
        kept_away = view.phase is Phase.ENDED and view.answered_at is None  # the card of the end says it
        self._by_itself.say("" if kept_away else by_itself_text(view))
        self._by_itself.ways[0].setVisible(
            talking and view.by_itself is ByItself.AUTO_ANSWERED and not view.muted
        )
        self._silenced.say(
            self.tr("You do not hear them: the loudspeaker is silenced for this call.")
            if talking and view.silenced
            else ""
        )
        self._digits.say(self._digits_text(view, "" if keypad_open else sent) if talking else "")
        self._digits_refused.say(
            self.tr("The other side did not take the last digits.") if talking and view.digits_refused else ""
        )
        self._path = view.recorded
        name = safe_text(view.recorded.replace("\\", "/").rpartition("/")[2], _PATH_SHOWN)
        self._recorded.say(
            self.tr("The recording is kept: {file}").format(file=name)
            if view.recorded and not view.recording
            else ""
        )
        self._stopped.say(
            self.tr("The recording stopped by itself ({reason}). The call goes on.").format(
                reason=safe_text(engine_text(problem), _PATH_SHOWN)
            )
            if problem and talking
            else ""
        )
        self.setVisible(any(not remark.isHidden() for remark in self._all))

    def _digits_text(self, view: CallView, sent: str) -> str:
        said = []
        if sent:
            said.append(self.tr("You pressed {digits}").format(digits=sent))
        if received := received_digits(view.received_digits):
            said.append(self.tr("They pressed {digits}").format(digits=received))
        return " · ".join(said)

    def _show(self) -> None:
        self.show_recording.emit(self._path)
