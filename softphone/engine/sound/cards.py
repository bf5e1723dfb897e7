"""All sound devices behind one door. Importing this loads Qt Multimedia (20 to 80 ms), so it is done late."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Slot

from softphone.calls.engine_events import AudioDevicesChanged
from softphone.calls.ports import Tone
from softphone.calls.settings import AudioSettings
from softphone.engine.sound.devices import Devices
from softphone.engine.sound.lines import CallLoudspeakerStream, Line, MicrophoneStream, ToneLoop, ToneStream
from softphone.engine.sound.pulse import PulseGuard
from softphone.engine.sound.queues import LoudspeakerQueue, MicrophoneQueue
from softphone.engine.sound.tones import tone_loop


class SoundCards(QObject):
    """`on_devices` is called at once and at each change.

    `on_return` is called now and then while there is a sound server that only a new process can use.
    """

    def __init__(
        self,
        microphone: MicrophoneQueue,
        loudspeaker: LoudspeakerQueue,
        on_devices: Callable[[AudioDevicesChanged], None],
        on_return: Callable[[], None],
    ) -> None:
        super().__init__()
        # Without plug-ins Qt Multimedia has sound devices and nothing else: FFmpeg stays out, 13 MiB (Qt 6.12).
        QCoreApplication.setLibraryPaths([])
        self._on_devices = on_devices
        self._settings = AudioSettings()
        self._tone = Tone.NONE
        self._loop = ToneLoop()
        self._devices = Devices()
        self._guard = PulseGuard()
        self._guard.lost.connect(self._devices_changed)
        self._guard.returned.connect(on_return)
        self._microphone = Line(
            self._devices.microphone, self._guard, lambda device: MicrophoneStream(device, microphone)
        )
        self._loudspeaker = Line(
            self._devices.loudspeaker, self._guard, lambda device: CallLoudspeakerStream(device, loudspeaker)
        )
        self._tone_line = Line(
            self._devices.loudspeaker, self._guard, lambda device: ToneStream(device, self._loop)
        )
        self._devices.changed.connect(self._devices_changed)
        self._told = self._present()
        on_devices(self._told)

    def availability(self) -> tuple[bool, bool]:
        """(microphone, loudspeaker): whether there is any."""
        return bool(self._told.microphones), bool(self._told.loudspeakers)

    def set_devices(self, settings: AudioSettings) -> None:
        self._settings = settings
        self._microphone.want(settings.microphone)
        self._loudspeaker.want(settings.loudspeaker)
        self._tone_line.want(self._tone_device())

    def set_call(self, active: bool) -> None:
        """Open or close microphone and loudspeaker for calls."""
        self._microphone.set_needed(active)
        self._loudspeaker.set_needed(active)

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        if tone == self._tone:
            return
        self._tone = tone
        self._tone_line.set_needed(False)  # what is queued of the last one is not played
        self._loop.start(tone_loop(tone))
        self._tone_line.want(self._tone_device())
        self._tone_line.set_needed(tone is not Tone.NONE)

    def close(self) -> None:
        self._tone_line.set_needed(False)
        self.set_call(False)
        self._guard.close()

    def _tone_device(self) -> str:
        return self._settings.ring_device if self._tone is Tone.RINGTONE else self._settings.loudspeaker

    def _present(self) -> AudioDevicesChanged:
        if self._guard.is_lost():
            return AudioDevicesChanged(microphones=(), loudspeakers=())
        return AudioDevicesChanged(
            microphones=self._devices.microphones(), loudspeakers=self._devices.loudspeakers()
        )

    @Slot()
    def _devices_changed(self) -> None:
        for line in (self._microphone, self._loudspeaker, self._tone_line):
            line.refresh()
        present = self._present()
        if present != self._told:
            self._told = present
            self._on_devices(present)
