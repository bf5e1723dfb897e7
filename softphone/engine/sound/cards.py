"""All sound devices behind one door. Importing this loads Qt Multimedia (20 to 80 ms), so it is done late."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import AudioDevicesChanged
from softphone.engine.sound.device_test import DeviceTest
from softphone.engine.sound.devices import Devices
from softphone.engine.sound.lines import CallLoudspeakerStream, Line, MicrophoneStream, ToneStream
from softphone.engine.sound.pulse import PulseGuard
from softphone.engine.sound.queues import LoudspeakerQueue, MicrophoneQueue
from softphone.engine.sound.ringtone import ringtone_loop
from softphone.engine.sound.tones import ToneLoop, tone_loop


class SoundCards(QObject):
    """`post` is told the devices at once and at each change, and what comes of tests.

    `on_return` is called now and then while there is a sound server that only a new process can use.
    """

    def __init__(
        self,
        microphone: MicrophoneQueue,
        loudspeaker: LoudspeakerQueue,
        post: Callable[[Event], None],
        on_return: Callable[[], None],
    ) -> None:
        super().__init__()
        # Without plug-ins Qt Multimedia has sound devices and nothing else: FFmpeg stays out, 13 MiB (Qt 6.12).
        QCoreApplication.setLibraryPaths([])
        self._post = post
        self._settings = AudioSettings()
        self._tone = Tone.NONE
        self._playing = (Tone.NONE, "")
        self._loop = ToneLoop()
        self._devices = Devices()
        self._guard = PulseGuard()
        self._guard.lost.connect(self._devices_changed)
        self._guard.returned.connect(on_return)
        self._guard.plugged.connect(self._device_plugged, Qt.ConnectionType.QueuedConnection)
        self._guard.unplugged.connect(self._tell_devices, Qt.ConnectionType.QueuedConnection)
        self._microphone = Line(
            self._devices.microphone, self._guard, lambda device: MicrophoneStream(device, microphone)
        )
        self._loudspeaker = Line(
            self._devices.loudspeaker, self._guard, lambda device: CallLoudspeakerStream(device, loudspeaker)
        )
        self._tone_line = Line(
            self._devices.loudspeaker, self._guard, lambda device: ToneStream(device, self._loop.take)
        )
        self._devices.changed.connect(self._devices_changed)
        self._told = self._present()
        post(self._told)
        self._test = DeviceTest(self._devices, self._guard, post)

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
        if active:
            self._test.stop()
        self._microphone.set_needed(active)
        self._loudspeaker.set_needed(active)

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """`ringtone` is a file; one that cannot be read is the phone's own ringtone."""
        if (tone, ringtone) == self._playing:
            return
        if tone is not Tone.NONE:
            self._test.stop()
        self._tone, self._playing = tone, (tone, ringtone)
        self._tone_line.set_needed(False)  # what is queued of the last one is not played
        self._loop.start(self._own_ringtone(ringtone) or tone_loop(tone))
        self._tone_line.want(self._tone_device())
        self._tone_line.set_needed(tone is not Tone.NONE)

    def test(self, kind: SoundTest) -> None:
        """Without calls and tones."""
        self._test.start(kind, self._settings)

    def close(self) -> None:
        self._test.stop()
        self._tone_line.set_needed(False)
        self.set_call(False)
        self._guard.close()

    def _own_ringtone(self, path: str) -> bytes:
        if self._tone is not Tone.RINGTONE or not path:
            return b""
        try:
            return ringtone_loop(path)
        except (OSError, RuntimeError, ValueError, ImportError) as error:
            self._post(EngineFault(operation="ringtone", status=0, reason=f"{path}: {error}"))
            return b""

    def _tone_device(self) -> str:
        return self._settings.ring_device if self._tone is Tone.RINGTONE else self._settings.loudspeaker

    def _present(self) -> AudioDevicesChanged:
        if self._guard.is_lost():
            return AudioDevicesChanged(microphones=(), loudspeakers=())
        there = self._guard.is_there
        return AudioDevicesChanged(
            microphones=tuple(each for each in self._devices.microphones() if there(each.id)),
            loudspeakers=tuple(each for each in self._devices.loudspeakers() if there(each.id)),
        )

    @Slot(str)
    def _device_plugged(self, device: str) -> None:
        for line in (self._microphone, self._loudspeaker, self._tone_line):
            line.note_plugged(device)
        self._tell_devices()

    @Slot()
    def _devices_changed(self) -> None:
        for line in (self._microphone, self._loudspeaker, self._tone_line):
            line.refresh()
        self._test.refresh()
        self._tell_devices()

    @Slot()
    def _tell_devices(self) -> None:
        present = self._present()
        if present != self._told:
            self._told = present
            self._post(present)
