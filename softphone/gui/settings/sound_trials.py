"""Trying the devices out without a call: a meter, an echo, a tune, the ringing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.call_engine import SoundTest
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from softphone.gui.call.levels import LevelMeter
from softphone.gui.look.buttons import Button
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.words.engine_text import engine_text
from softphone.sip.text import safe_text

_FIRST = {
    SoundTest.METER: SoundTestState.METER,
    SoundTest.ECHO: SoundTestState.RECORDING,
    SoundTest.LOUDSPEAKER: SoundTestState.PLAYING,
    SoundTest.RING: SoundTestState.PLAYING,
}


class SoundTrials(QWidget):
    """`ask(kind)` starts and stops; everything stops when this is not shown any more. `running_changed(bool)`."""

    running_changed = Signal(bool)

    def __init__(self, ask: Callable[[SoundTest], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sound-trials")
        self._ask = ask
        self._running = SoundTest.NONE
        self._begun = False
        layout = column(self, spacing=Space.S)
        layout.addWidget(label(self.tr("Try it out"), "overline"))
        self.meter = LevelMeter()
        self.meter.setObjectName("sound-meter")
        self.meter.setAccessibleName(self.tr("Loudness of your microphone"))
        self.meter.setFixedHeight(12)
        layout.addWidget(self.meter)
        self.said = label("", "muted", wrap=True, object_name="sound-test-said")
        layout.addWidget(self.said)
        self._error = error_line(object_name="sound-test-error")
        layout.addWidget(self._error)
        row = FoldingRow()
        self.buttons: dict[SoundTest, Button] = {}
        for kind, text, icon in (
            (SoundTest.METER, self.tr("Test the microphone"), "microphone"),
            (SoundTest.ECHO, self.tr("Record and play back"), "undo"),
            (SoundTest.LOUDSPEAKER, self.tr("Play a tune"), "speaker"),
            (SoundTest.RING, self.tr("Try the ringing"), "bell"),
        ):
            made = button(text, object_name=f"sound-test-{kind.value}", icon=icon)
            made.setCheckable(True)
            made.clicked.connect(lambda _checked, kind=kind: self._pressed(kind))
            self.buttons[kind] = made
            row.add(made)
        layout.addWidget(row)
        self._show()

    def is_running(self) -> bool:
        return self._running is not SoundTest.NONE

    def stop(self) -> None:
        if self.is_running():
            self._running = SoundTest.NONE
            self._ask(SoundTest.NONE)
            self._show()
            self.running_changed.emit(False)

    def set_enabled_kinds(self, *, microphone: bool, loudspeaker: bool) -> None:
        """Which tests there are devices for."""
        self.buttons[SoundTest.METER].setEnabled(microphone)
        self.buttons[SoundTest.ECHO].setEnabled(microphone and loudspeaker)
        self.buttons[SoundTest.LOUDSPEAKER].setEnabled(loudspeaker)
        self.buttons[SoundTest.RING].setEnabled(loudspeaker)

    def _pressed(self, kind: SoundTest) -> None:
        self._error.hide()
        if self._running is kind:
            self.stop()
            return
        self._running = kind
        self._begun = False
        self._ask(kind)
        self._show()
        self.running_changed.emit(True)

    def on_changed(self, test: SoundTestChanged) -> None:
        """News of the engine. What is over by itself is over here, too."""
        if test.problem:
            say_error(
                self._error,
                self.tr("It did not work: {problem}").format(problem=safe_text(engine_text(test.problem))),
            )
        if not self.is_running():
            return
        self._begun = self._begun or test.state is _FIRST[self._running]
        if not self._begun and not test.problem:
            return  # the last word of the trial before
        self.meter.set_level(test.microphone if self._listens() else test.loudspeaker)
        if test.state is SoundTestState.IDLE:
            self._running = SoundTest.NONE
            self._show()
            self.running_changed.emit(False)
            return
        self._say(self._sentence(test.state))

    def _listens(self) -> bool:
        return self._running in (SoundTest.METER, SoundTest.ECHO)

    def _sentence(self, state: SoundTestState) -> str:
        match state:
            case SoundTestState.RECORDING:
                return self.tr("Say something now; three seconds are recorded.")
            case SoundTestState.PLAYING if self._running is SoundTest.ECHO:
                return self.tr("This is what others hear of you.")
            case SoundTestState.PLAYING:
                return self.tr("You should hear something now.")
            case _:
                return self.tr("Speak: the bar has to move, and turn orange only when you shout.")

    def _show(self) -> None:
        for kind, made in self.buttons.items():
            made.setChecked(kind is self._running)
        if not self.is_running():
            self.meter.set_level(0.0)
            self._say("")
        elif self._running is SoundTest.METER:
            self._say(self._sentence(SoundTestState.METER))
        self.meter.setVisible(self.is_running())

    def _say(self, text: str) -> None:
        if text == self.said.text():
            return
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()
