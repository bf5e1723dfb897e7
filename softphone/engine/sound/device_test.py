"""Trying the devices out without a call: a level meter, a recorded echo, a tune."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from softphone.engine.sound.devices import Devices
from softphone.engine.sound.lines import Line, MicrophoneStream, SoundServer, ToneStream
from softphone.engine.sound.queues import BYTES_PER_MS, LevelMeter
from softphone.engine.sound.tones import scaled, tone_loop, tune

_TICK_MS = 100
_ECHO_BYTES = 3000 * BYTES_PER_MS
_TICK_BYTES = _TICK_MS * BYTES_PER_MS
_QUEUED_BYTES = 200 * BYTES_PER_MS  # that a loudspeaker still has to play when it has taken all
_PATIENCE_TICKS = 35  # a Bluetooth headset changes its profile first
_STALL_TICKS = 15
_NO_MICROPHONE = "There is no microphone."
_NO_LOUDSPEAKER = "There is no loudspeaker."
_SILENT_MICROPHONE = "The microphone gives no sound."
_SILENT_LOUDSPEAKER = "The loudspeaker takes no sound."
_MICROPHONE_GONE = "The microphone has gone."
_LOUDSPEAKER_GONE = "The loudspeaker has gone."


class _Ear:
    """What is read of a microphone in a test."""

    def __init__(self) -> None:
        self.read: Callable[[], bytes] = bytes

    def clear(self) -> None:
        self.read = bytes


class _Player:
    """A sound that is played once, and silence after it."""

    def __init__(self) -> None:
        self.start(b"")

    def start(self, pcm: bytes) -> None:
        self._pcm, self.at = pcm, 0

    def take(self, _device_queued: int, device_free: int) -> bytes:
        size = device_free & ~1
        pcm = self._pcm[self.at : self.at + size]
        self.at += size
        return pcm.ljust(size, b"\0")

    def is_over(self) -> bool:
        return self.at >= len(self._pcm) + _QUEUED_BYTES

    def heard_now(self) -> bytes:
        end = max(0, self.at - _QUEUED_BYTES // 2)
        return self._pcm[max(0, end - _TICK_BYTES) : end]


class DeviceTest(QObject):
    """One test at a time, on the main thread; `post` is told SoundTestChanged."""

    def __init__(self, devices: Devices, server: SoundServer, post: Callable[[Event], None]) -> None:
        super().__init__()
        self._post = post
        self._ear = _Ear()
        self._player = _Player()
        self._microphone = Line(
            devices.microphone, server, lambda device: MicrophoneStream(device, self._ear)
        )
        self._loudspeaker = Line(
            devices.loudspeaker, server, lambda device: ToneStream(device, self._player.take)
        )
        self._settings = AudioSettings()
        self._state = SoundTestState.IDLE
        self._echo: bytearray | None = None
        self._device = ""
        self._moved_at = self._ticks = self._played = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self, kind: SoundTest, settings: AudioSettings) -> None:
        """In place of a test that goes on; NONE stops."""
        self._silence()
        self._settings = settings
        match kind:
            case SoundTest.NONE:
                self._end("")
            case SoundTest.METER | SoundTest.ECHO:
                self._echo = bytearray() if kind is SoundTest.ECHO else None
                self._listen(SoundTestState.METER if self._echo is None else SoundTestState.RECORDING)
            case SoundTest.LOUDSPEAKER:
                self._play(scaled(tune(), settings.loudspeaker_level), settings.loudspeaker)
            case SoundTest.RING:
                self._play(tone_loop(Tone.RINGTONE), settings.ring_device)

    def stop(self) -> None:
        """Something more important wants the devices."""
        if self._state is not SoundTestState.IDLE:
            self._silence()
            self._end("")

    def refresh(self) -> None:
        """The devices are others: one that has gone is seen by the next look."""
        self._microphone.refresh()
        self._loudspeaker.refresh()

    def _listen(self, state: SoundTestState) -> None:
        self._microphone.want(self._settings.microphone)
        self._begin(state, self._microphone, _NO_MICROPHONE)

    def _play(self, pcm: bytes, device: str) -> None:
        self._player.start(pcm)
        self._loudspeaker.want(device)
        self._begin(SoundTestState.PLAYING, self._loudspeaker, _NO_LOUDSPEAKER)

    def _begin(self, state: SoundTestState, line: Line, problem: str) -> None:
        line.set_needed(True)
        self._device = line.open_device()
        self._moved_at = self._ticks = self._played = 0
        if not self._device:
            self._silence()
            self._end(problem)
            return
        self._state = state
        self._timer.start()
        self._post(SoundTestChanged(state))

    def _silence(self) -> None:
        self._timer.stop()
        self._microphone.set_needed(False)
        self._loudspeaker.set_needed(False)

    def _end(self, problem: str) -> None:
        self._state = SoundTestState.IDLE
        self._echo = None
        self._post(SoundTestChanged(SoundTestState.IDLE, problem=problem))

    def _fail(self, problem: str) -> None:
        self._silence()
        self._end(problem)

    @Slot()
    def _tick(self) -> None:
        self._ticks += 1
        if self._state is SoundTestState.PLAYING:
            self._tick_playing()
        else:
            self._tick_listening()

    def _tick_listening(self) -> None:
        if self._microphone.open_device() != self._device:
            self._fail(_MICROPHONE_GONE)
            return
        pcm = self._ear.read()
        if not self._is_alive(bool(pcm)):
            self._fail(_SILENT_MICROPHONE)
            return
        if pcm:
            self._post(
                SoundTestChanged(self._state, microphone=_loudness(pcm, self._settings.microphone_level))
            )
        if self._echo is not None:
            self._echo += pcm
            if len(self._echo) >= _ECHO_BYTES:
                self._silence()
                said = scaled(bytes(self._echo), self._settings.microphone_level)
                self._play(scaled(said, self._settings.loudspeaker_level), self._settings.loudspeaker)

    def _tick_playing(self) -> None:
        if self._loudspeaker.open_device() != self._device:
            self._fail(_LOUDSPEAKER_GONE)
            return
        before, self._played = self._played, self._player.at
        if not self._is_alive(before != self._played):
            self._fail(_SILENT_LOUDSPEAKER)
        elif self._player.is_over():
            self.stop()
        else:
            self._post(SoundTestChanged(self._state, loudspeaker=_loudness(self._player.heard_now(), 1.0)))

    def _is_alive(self, moved: bool) -> bool:
        if moved:
            self._moved_at = self._ticks
        return self._ticks - self._moved_at < (_STALL_TICKS if self._moved_at else _PATIENCE_TICKS)


def _loudness(pcm: bytes, factor: float) -> float:
    meter = LevelMeter()
    meter.add(pcm)
    return meter.loudness(factor)
