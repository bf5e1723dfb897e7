"""Which devices the call uses and how loud, changed in the middle of it."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from softphone.calls.notices import DevicesNotice
from softphone.calls.sound_events import AudioDevice
from softphone.gui.call.choice_of_sound import CallSound
from softphone.gui.look.components import Space, column, label
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.level_slider import LevelSlider


class SoundPanel(QFrame):
    """Each choice counts at once and is kept, as on the settings' page."""

    def __init__(self, sound: CallSound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self.setObjectName("call-sound-panel")
        self.setProperty("card", "plain")
        outer = column(self, margin=Space.M, spacing=Space.S)
        self.microphone = ChoiceBox()
        self.loudspeaker = ChoiceBox()
        levels = self.tr("Loudness of the microphone"), self.tr("Loudness of the loudspeaker")
        self.microphone_level = LevelSlider("call-microphone-level", levels[0])
        self.loudspeaker_level = LevelSlider("call-loudspeaker-level", levels[1])
        for text, box, name, level in (
            (self.tr("Microphone"), self.microphone, "call-microphone", self.microphone_level),
            (self.tr("Loudspeaker"), self.loudspeaker, "call-loudspeaker", self.loudspeaker_level),
        ):
            outer.addLayout(_named(text, box, name))
            outer.addWidget(level)
        for box in (self.microphone, self.loudspeaker):
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._chosen)
        for slider in (self.microphone_level, self.loudspeaker_level):
            slider.level_changed.connect(self._chosen)
        self._filling = False

    def fill(self) -> None:
        """Show what there is now and what is chosen."""
        self._filling = True
        audio = self._sound.settings.value.audio
        known = self._sound.devices() or DevicesNotice((), ())
        self._fill(self.microphone, known.microphones, audio.microphone)
        self._fill(self.loudspeaker, known.loudspeakers, audio.loudspeaker)
        self.microphone_level.set_level(audio.microphone_level)
        self.loudspeaker_level.set_level(audio.loudspeaker_level)
        self._filling = False

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
        settings = self._sound.settings
        audio = replace(
            settings.value.audio,
            microphone=self.microphone.currentData() or "",
            loudspeaker=self.loudspeaker.currentData() or "",
            microphone_level=self.microphone_level.level(),
            loudspeaker_level=self.loudspeaker_level.level(),
        )
        settings.change(replace(settings.value, audio=audio))
        self._sound.set_audio(audio)


def _named(text: str, widget: QWidget, name: str) -> QVBoxLayout:
    widget.setObjectName(name)
    widget.setAccessibleName(text)
    made = QVBoxLayout()
    made.setSpacing(2)
    above = label(text, "small")
    above.setBuddy(widget)
    made.addWidget(above)
    made.addWidget(widget)
    return made
