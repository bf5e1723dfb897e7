"""Which devices are spoken into, heard through and rung on."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from softphone.calls.engine_events import AudioDevice
from softphone.calls.notices import DevicesNotice
from softphone.calls.ports import Tone
from softphone.calls.settings import AudioSettings
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import button, label
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel

_TRY_MS = 2000


class SoundPage(Page):
    """Each choice counts at once; `set_audio` hands it to the engine, `play_tone` tries the ringing out."""

    def __init__(
        self,
        settings: SettingsModel,
        set_audio: Callable[[AudioSettings], None],
        play_tone: Callable[[Tone], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("sound-page", parent)
        self._settings = settings
        self._set_audio = set_audio
        self._play_tone = play_tone
        self._filling = False
        self.body.addWidget(label(self.tr("Sound"), "heading"))
        self._none = label(
            self.tr("This computer has no sound device now. Calls work, in silence."),
            "warning",
            wrap=True,
            object_name="sound-none",
        )
        self._none.hide()
        self.body.addWidget(self._none)
        self.microphone = ChoiceBox()
        self.loudspeaker = ChoiceBox()
        self.ring_device = ChoiceBox()
        self.body.addLayout(field(self.tr("Microphone"), self.microphone, "sound-microphone"))
        self.body.addLayout(field(self.tr("Loudspeaker"), self.loudspeaker, "sound-loudspeaker"))
        self.body.addLayout(field(self.tr("Ring on"), self.ring_device, "sound-ring"))
        for box in (self.microphone, self.loudspeaker, self.ring_device):
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._chosen)
        self.ringtone = CheckBox(self.tr("Ring when somebody calls"), "sound-ringtone")
        self.ringtone.setChecked(settings.value.play_ringtone)
        self.ringtone.toggled.connect(lambda on: settings.change(replace(settings.value, play_ringtone=on)))
        self.body.addWidget(self.ringtone, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TRY_MS)
        self._timer.timeout.connect(self._stop)
        self.try_button = button(self.tr("Try the ringing"), object_name="sound-try", icon="bell")
        self.try_button.clicked.connect(self._try)
        self.body.addWidget(self.try_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.try_button.setVisible(play_tone is not None)
        self.show_devices(DevicesNotice((), ()), known=False)

    def show_devices(self, notice: DevicesNotice, *, known: bool = True) -> None:
        """Fill the boxes. A chosen device that is away stays chosen and is named as away."""
        audio = self._settings.value.audio
        self._filling = True
        self._fill(self.microphone, notice.microphones, audio.microphone)
        self._fill(self.loudspeaker, notice.loudspeakers, audio.loudspeaker)
        self._fill(self.ring_device, notice.loudspeakers, audio.ring_device)
        self._filling = False
        self._none.setVisible(known and not notice.microphones and not notice.loudspeakers)

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
        audio = AudioSettings(
            microphone=self.microphone.currentData() or "",
            loudspeaker=self.loudspeaker.currentData() or "",
            ring_device=self.ring_device.currentData() or "",
        )
        self._settings.change(replace(self._settings.value, audio=audio))
        self._set_audio(audio)

    def _try(self) -> None:
        if self._play_tone is not None:
            self._play_tone(Tone.RINGTONE)
            self._timer.start()

    def _stop(self) -> None:
        if self._play_tone is not None:
            self._play_tone(Tone.NONE)
