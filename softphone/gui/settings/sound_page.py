"""Which devices are spoken into, heard through and rung on, how loud, and what is done to the sound."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.notices import DevicesNotice
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import AudioDevice, SoundTestChanged
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Space, button, label
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.level_slider import LevelSlider
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.sound_trials import SoundTrials

_TRY_MS = 2000
_SETTLE_MS = 200  # a slider that is dragged is not written at each pixel


class SoundPage(Page):
    """Each choice counts at once; `set_audio` hands it to the engine, `test_sound` tries the devices out.

    Without `test_sound`, `play_tone` lets at least the ringing be heard.
    """

    def __init__(
        self,
        settings: SettingsModel,
        set_audio: Callable[[AudioSettings], None],
        play_tone: Callable[..., None] | None,
        test_sound: Callable[[SoundTest], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("sound-page", parent)
        self._settings = settings
        self._set_audio = set_audio
        self._play_tone = play_tone
        self._filling = False
        self._audio = settings.value.audio
        self._settling = self._one_shot(_SETTLE_MS, self._keep)
        self.body.addWidget(label(self.tr("Sound"), "heading", wrap=True))
        self._none = self._notice("sound-none")
        self._add_devices()
        self.ringtone = CheckBox(self.tr("Ring when somebody calls"), "sound-ringtone")
        self.ringtone.setChecked(settings.value.play_ringtone)
        self.ringtone.toggled.connect(lambda on: settings.change(replace(settings.value, play_ringtone=on)))
        self.body.addWidget(self.ringtone, 0, Qt.AlignmentFlag.AlignLeft)
        self.trials = SoundTrials(test_sound) if test_sound is not None else None
        if self.trials is not None:
            self.body.addWidget(self.trials)
        self._add_processing()
        self._timer = self._one_shot(_TRY_MS, self._stop)
        self.try_button = button(self.tr("Try the ringing"), object_name="sound-try", icon="bell")
        self.try_button.clicked.connect(self._try)
        self.body.addWidget(self.try_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.try_button.setVisible(play_tone is not None and test_sound is None)
        self.show_devices(DevicesNotice((), ()), known=False)
        settings.changed.connect(self._settings_changed)

    def _settings_changed(self) -> None:
        """Devices and levels can be chosen on the page of a call, too."""
        if not self._settling.isActive() and self._audio != self._settings.value.audio:
            self._audio = self._settings.value.audio
            self.microphone_level.set_level(self._audio.microphone_level)
            self.loudspeaker_level.set_level(self._audio.loudspeaker_level)
            for box, chosen in (
                (self.microphone, self._audio.microphone),
                (self.loudspeaker, self._audio.loudspeaker),
                (self.ring_device, self._audio.ring_device),
            ):
                box.setCurrentIndex(max(0, box.findData(chosen)))

    def _notice(self, name: str) -> QLabel:
        made = label("", "warning", wrap=True, object_name=name)
        made.hide()
        self.body.addWidget(made)
        return made

    def _one_shot(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(then)
        return made

    def _add_devices(self) -> None:
        self.microphone = ChoiceBox()
        self.loudspeaker = ChoiceBox()
        self.ring_device = ChoiceBox()
        levels = self.tr("Level of the microphone"), self.tr("Level of the loudspeaker")
        self.microphone_level = LevelSlider("sound-microphone-level", levels[0])
        self.loudspeaker_level = LevelSlider("sound-loudspeaker-level", levels[1])
        self.microphone_level.set_level(self._audio.microphone_level)
        self.loudspeaker_level.set_level(self._audio.loudspeaker_level)
        self.microphone_level.level_changed.connect(lambda level: self._change(microphone_level=level))
        self.loudspeaker_level.level_changed.connect(lambda level: self._change(loudspeaker_level=level))
        rows: tuple[tuple[str, ChoiceBox, str, LevelSlider | None], ...] = (
            (self.tr("Microphone"), self.microphone, "sound-microphone", self.microphone_level),
            (self.tr("Loudspeaker"), self.loudspeaker, "sound-loudspeaker", self.loudspeaker_level),
            (self.tr("Ring on"), self.ring_device, "sound-ring", None),
        )
        for text, box, name, level in rows:
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._chosen)
            group = QVBoxLayout()
            group.setSpacing(Space.XS)
            group.addLayout(field(text, box, name))
            if level is not None:
                group.addWidget(level)
            self.body.addLayout(group)

    def _add_processing(self) -> None:
        self.body.addWidget(label(self.tr("What others hear of you"), "overline"))
        self.echo = CheckBox(self.tr("Remove the echo of the loudspeaker"), "sound-echo")
        self.noise = CheckBox(self.tr("Remove noise"), "sound-noise")
        self.gain = CheckBox(self.tr("Even out how loud I speak"), "sound-gain")
        self.echo.setChecked(self._audio.echo_cancellation)
        self.noise.setChecked(self._audio.noise_suppression)
        self.gain.setChecked(self._audio.automatic_gain)
        self.echo.toggled.connect(lambda on: self._change(echo_cancellation=on))
        self.noise.toggled.connect(lambda on: self._change(noise_suppression=on))
        self.gain.toggled.connect(lambda on: self._change(automatic_gain=on))
        for box in (self.echo, self.noise, self.gain):
            self.body.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_devices(self, notice: DevicesNotice, *, known: bool = True) -> None:
        """Fill the boxes. A chosen device that is away stays chosen and is named as away."""
        audio = self._settings.value.audio
        self._filling = True
        self._fill(self.microphone, notice.microphones, audio.microphone)
        self._fill(self.loudspeaker, notice.loudspeakers, audio.loudspeaker)
        self._fill(self.ring_device, notice.loudspeakers, audio.ring_device)
        self._filling = False
        microphone, loudspeaker = bool(notice.microphones), bool(notice.loudspeakers)
        self._none.setVisible(known and not (microphone and loudspeaker))
        if not microphone and not loudspeaker:
            text = self.tr("This computer has no sound device now. Calls work, in silence.")
        elif not microphone:
            text = self.tr("This computer has no microphone now. Others do not hear you.")
        else:
            text = self.tr("This computer has no loudspeaker now. You do not hear others.")
        self._none.setText(text)
        if self.trials is not None:
            self.trials.set_enabled_kinds(
                microphone=microphone or not known, loudspeaker=loudspeaker or not known
            )

    def on_test(self, test: SoundTestChanged) -> None:
        if self.trials is not None:
            self.trials.on_changed(test)

    def _fill(self, box: QComboBox, devices: tuple[AudioDevice, ...], chosen: str) -> None:
        box.clear()
        default = next((device.name for device in devices if device.is_default), "")
        text = self.tr("System default")
        box.addItem(f"{text} ({default})" if default else text, "")
        for device in devices:
            box.addItem(device.name, device.id)
        if chosen and box.findData(chosen) < 0:
            box.addItem(self.tr("A device that is away now"), chosen)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _chosen(self) -> None:
        if self._filling:
            return
        self._change(
            microphone=self.microphone.currentData() or "",
            loudspeaker=self.loudspeaker.currentData() or "",
            ring_device=self.ring_device.currentData() or "",
        )
        self._keep()

    def _change(self, **changes: object) -> None:
        """Heard at once, written when the hand is at rest."""
        self._audio = replace(self._audio, **changes)  # type: ignore[arg-type]  # names and types are those above
        self._set_audio(self._audio)
        self._settling.start()

    def _keep(self) -> None:
        self._settling.stop()
        self._settings.change(replace(self._settings.value, audio=self._audio))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._settling.isActive():
            self._keep()

    def _try(self) -> None:
        if self._play_tone is not None:
            self._play_tone(Tone.RINGTONE)
            self._timer.start()

    def _stop(self) -> None:
        if self._play_tone is not None:
            self._play_tone(Tone.NONE)
