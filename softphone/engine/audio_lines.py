"""Lines to the sound card: microphone, loudspeaker, and the loudspeaker of the phone's own tones.

A line is open only while it is wanted. It follows its device: to the default when the chosen one goes, back when
Qt says that it returned, or with the next call. The sound server may die or a device may go without a word
(measured: the state stays Active, no error), so a watchdog counts bytes. All of it lives on the main thread of the
engine process.
"""

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QIODevice, QMetaObject, QObject, Qt, QTimer, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource

from softphone.engine.audio_devices import device_id
from softphone.engine.audio_queues import BYTES_PER_MS, SAMPLE_RATE_HZ, LoudspeakerQueue, MicrophoneQueue

STALL_S = 1.0
"""No bytes for so long: the device is opened anew."""

START_S = 3.0
"""The same for a device that has just been opened: a Bluetooth headset changes its profile first."""

_WATCH_MS = 250
_MICROPHONE_BUFFER_MS = 100  # Qt's own default makes 430 ms from mouth to ear
_LOUDSPEAKER_BUFFER_MS = 60
_MICROPHONE_PERIOD_FRAMES = 128
_LOUDSPEAKER_PERIOD_FRAMES = 128
_TONE_BUFFER_MS = 200
_TONE_PUMP_MS = 40

PickDevice = Callable[[str, frozenset[str]], QAudioDevice | None]


def _call_format() -> QAudioFormat:
    audio_format = QAudioFormat()
    audio_format.setSampleRate(SAMPLE_RATE_HZ)
    audio_format.setChannelCount(1)
    audio_format.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return audio_format


class Stream(Protocol):
    """One opened device."""

    def is_open(self) -> bool:
        """False when the device could not be opened."""

    def moved_bytes(self) -> int:
        """Bytes that the device has taken or given since it was opened."""

    def close(self) -> None: ...


class Line(QObject):
    """Keeps a stream open on the device that is wanted, for as long as `set_needed(True)` holds."""

    def __init__(
        self, pick: PickDevice, may_open: Callable[[], bool], open_stream: Callable[[QAudioDevice], Stream]
    ) -> None:
        super().__init__()
        self._pick = pick
        self._may_open = may_open
        self._open_stream = open_stream
        self._wanted = ""
        self._needed = False
        self._stream: Stream | None = None
        self._device_id = ""
        self._distrusted: frozenset[str] = frozenset()
        self._moved = 0
        self._moved_at = 0.0
        self._watchdog = QTimer(self)
        self._watchdog.setInterval(_WATCH_MS)
        self._watchdog.timeout.connect(self._watch)

    def want(self, wanted: str) -> None:
        """Use the device with this id, "" for the system's default."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.refresh()

    def set_needed(self, needed: bool) -> None:
        if needed == self._needed:
            return
        self._needed = needed
        if needed:
            self._distrusted = frozenset()  # it may have come back without a word
            self._open()
            self._watchdog.start()
        else:
            self._watchdog.stop()
            self._close()

    def refresh(self) -> None:
        """The wish or the devices changed: move to the right device if this is another one now."""
        self._distrusted = frozenset()
        if not self._needed:
            return
        device = self._pick(self._wanted, self._distrusted)
        if self._stream is None or device is None or device_id(device) != self._device_id:
            self._reopen()

    def _open(self) -> None:
        device = self._pick(self._wanted, self._distrusted)
        self._moved, self._moved_at = 0, monotonic()
        if device is not None and self._may_open():
            self._device_id = device_id(device)
            self._stream = self._open_stream(device)

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def _reopen(self) -> None:
        self._close()
        self._open()

    @Slot()
    def _watch(self) -> None:
        moved = self._stream.moved_bytes() if self._stream is not None else 0
        if moved != self._moved:
            self._moved, self._moved_at = moved, monotonic()
        elif monotonic() - self._moved_at >= (START_S if self._is_starting() else STALL_S):
            if self._is_starting() and self._device_id == self._wanted and self._may_open():
                self._distrusted |= {self._wanted}  # opened anew and still mute: try the default
            self._reopen()

    def _is_starting(self) -> bool:
        return self._moved == 0 and self._stream is not None and self._stream.is_open()


class MicrophoneStream(QObject):
    """A microphone that is open: what it hears goes into the queue."""

    def __init__(self, device: QAudioDevice, queue: MicrophoneQueue) -> None:
        super().__init__()
        self._queue = queue
        self._moved = 0
        self._source = QAudioSource(device, _call_format(), self)
        self._source.setBufferSize(_MICROPHONE_BUFFER_MS * BYTES_PER_MS)
        self._source.setNativePeriodFrameCount(_MICROPHONE_PERIOD_FRAMES)
        self._io: QIODevice | None = self._source.start()
        if self._io is not None:
            self._io.readyRead.connect(self._read)

    @Slot()
    def _read(self) -> None:
        if self._io is not None:
            pcm = bytes(self._io.readAll().data())
            self._moved += len(pcm)
            self._queue.put(pcm)

    def is_open(self) -> bool:
        return self._io is not None

    def moved_bytes(self) -> int:
        return self._moved

    def close(self) -> None:
        self._io = None
        self._source.reset()
        self._queue.clear()
        self.deleteLater()


class LoudspeakerStream(QObject):
    """A loudspeaker that is open; each `pump` gives it what `take(queued_bytes, free_bytes)` has.

    Push mode: in pull mode Python would have to override QIODevice.readData, which costs 30 to 50 ms more; and
    overriding writeData cuts data at NUL (PySide6 6.12.0).
    """

    def __init__(self, device: QAudioDevice, take: Callable[[int, int], bytes], buffer_ms: int) -> None:
        super().__init__()
        self._take = take
        self._moved = 0
        self._sink = QAudioSink(device, _call_format(), self)
        self._sink.setBufferSize(buffer_ms * BYTES_PER_MS)
        self._sink.setNativePeriodFrameCount(_LOUDSPEAKER_PERIOD_FRAMES)
        self._io: QIODevice | None = self._sink.start()
        self.pump()

    @Slot()
    def pump(self) -> None:
        if self._io is None:
            return
        free = self._sink.bytesFree()
        pcm = self._take(max(0, self._sink.bufferSize() - free), free)
        if pcm:
            self._moved += max(0, self._io.write(pcm))

    def is_open(self) -> bool:
        return self._io is not None

    def moved_bytes(self) -> int:
        return self._moved

    def close(self) -> None:
        self._io = None
        self._sink.reset()
        self.deleteLater()


class CallLoudspeakerStream(LoudspeakerStream):
    """Pumped by each frame of the calls: 50 times a second and without delay, where a timer would need 200."""

    def __init__(self, device: QAudioDevice, queue: LoudspeakerQueue) -> None:
        queue.clear()
        super().__init__(device, queue.take, _LOUDSPEAKER_BUFFER_MS)
        self._queue = queue
        self._called = False
        queue.on_frame = self._on_frame

    def _on_frame(self) -> None:
        """On pjmedia's clock thread. One call waits at most, however late the main thread is."""
        if not self._called:
            self._called = True
            # Not a signal: in PySide6 6.12.0 each emit() gives up a reference to True that it does not own, and
            # CPython 3.11 ends the process when the last one is gone, here after half a minute.
            QMetaObject.invokeMethod(self, "_frame_is_there", Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _frame_is_there(self) -> None:
        self._called = False
        self.pump()

    def close(self) -> None:
        self._queue.on_frame = lambda: None
        super().close()


class ToneStream(LoudspeakerStream):
    """Pumped by a timer."""

    def __init__(self, device: QAudioDevice, loop: "ToneLoop") -> None:
        super().__init__(device, loop.take, _TONE_BUFFER_MS)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.pump)
        self._timer.start(_TONE_PUMP_MS)

    def close(self) -> None:
        self._timer.stop()
        super().close()


class ToneLoop:
    """Where in an endless sound the loudspeaker is."""

    def __init__(self) -> None:
        self._period = b""
        self._at = 0

    def start(self, period: bytes) -> None:
        self._period, self._at = period, 0

    def take(self, _device_queued: int, device_free: int) -> bytes:
        """The next bytes of the sound, as many as the device has room for."""
        if not self._period:
            return b""
        size = device_free & ~1
        start, self._at = self._at, (self._at + size) % len(self._period)
        return (self._period[start:] + self._period * (size // len(self._period) + 1))[:size]
