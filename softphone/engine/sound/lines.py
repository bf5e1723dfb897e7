"""Lines to the sound card: microphone, loudspeaker, and the loudspeaker of the phone's own tones.

A line is open only while it is wanted. It follows its device: to the default when the chosen one goes, back when
Qt says that it returned, or with the next call. The sound server may die or a device may go without a word
(measured: the state stays Active, no error), so a watchdog counts bytes. Lines and streams live on the main thread of
the engine process, but pjmedia's clock thread reads and writes an open device itself: Qt keeps a ring between its
device thread and one reader or writer, whoever that is, and a wake-up of the main thread for each frame and each
period cost 2 % of a core. A lock keeps the two from meeting where a device is closed.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QIODevice, QObject, QTimer, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource

from softphone.engine.sound.devices import device_id
from softphone.engine.sound.queues import BYTES_PER_MS, SAMPLE_RATE_HZ, LoudspeakerQueue

STALL_S = 1.0
"""No bytes for so long: the device is opened anew."""

START_S = 3.0
"""The same for a device that has just been opened: a Bluetooth headset changes its profile first."""

_WATCH_MS = 250
# Qt's own defaults make 430 ms from mouth to ear. With PulseAudio the microphone's period is one fragment (16 ms); the
# loudspeaker's is the server's whole buffer, always full and asked for by quarters (32 ms, 8 ms). Each of these
# wakes two threads of ours: half the loudspeaker's period is 4 ms less delay and 2.7 % of a core more, twice of it
# 30 ms more delay and 0.8 % less (Qt 6.12, PulseAudio 16). Qt rounds what is no power of two to something else.
_BUFFER_MS = 100
_MICROPHONE_PERIOD_FRAMES = 256
_LOUDSPEAKER_PERIOD_FRAMES = 512
_TONE_BUFFER_MS = 200
_TONE_PUMP_MS = 40

PickDevice = Callable[[str, frozenset[str]], QAudioDevice | None]


def _call_format() -> QAudioFormat:
    audio_format = QAudioFormat()
    audio_format.setSampleRate(SAMPLE_RATE_HZ)
    audio_format.setChannelCount(1)
    audio_format.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return audio_format


class SoundServer(Protocol):
    """What has to be known of the sound server before a device is opened or closed."""

    def may_open(self) -> bool: ...
    def hangs(self) -> bool: ...


class Stream(Protocol):
    """One opened device."""

    def is_open(self) -> bool:
        """False when the device could not be opened."""

    def moved_bytes(self) -> int:
        """Bytes that the device has taken or given since it was opened."""

    def silence(self) -> None:
        """Neither take nor give any more; does not wait for anything."""

    def close(self) -> None:
        """Give the device back, after `silence`. Waits for the sound server."""


class Line(QObject):
    """Keeps a stream open on the device that is wanted, for as long as `set_needed(True)` holds."""

    def __init__(
        self, pick: PickDevice, server: SoundServer, open_stream: Callable[[QAudioDevice], Stream]
    ) -> None:
        super().__init__()
        self._pick = pick
        self._server = server
        self._open_stream = open_stream
        self._wanted = ""
        self._needed = False
        self._stream: Stream | None = None
        self._silent: list[Stream] = []
        self._closed: Stream | None = None
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
            self._close()

    def open_device(self) -> str:
        """The id of the device that is open, "" if none is."""
        return self._device_id if self._stream is not None and self._stream.is_open() else ""

    def refresh(self) -> None:
        """The wish or the devices changed: move to the right device if this is another one now."""
        self._distrusted = frozenset()
        if not self._needed:
            return
        device = self._pick(self._wanted, self._distrusted)
        if self._stream is None or device is None or device_id(device) != self._device_id:
            self._reopen()

    def note_plugged(self, plugged: str) -> None:
        """A device has just appeared: if it is the wanted one, what is open cannot be on it."""
        if self._needed and plugged == self._wanted:
            self._distrusted = frozenset()
            self._reopen()

    def _open(self) -> None:
        device = self._pick(self._wanted, self._distrusted)
        self._moved, self._moved_at = 0, monotonic()
        if device is not None and self._server.may_open():
            self._device_id = device_id(device)
            self._stream = self._open_stream(device)

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.silence()
            self._silent.append(stream)
        self._close_silent()

    def _close_silent(self) -> None:
        """Close what is not used any more, or leave it for the next look while the sound server hangs."""
        if self._silent and not self._server.hangs():
            for stream in self._silent:
                stream.close()
            # The clock thread may be on its way out of it, and a QObject must not end on a thread that is not its own.
            self._closed = self._silent[-1]
            self._silent.clear()
        if not self._needed and not self._silent:
            self._watchdog.stop()

    def _reopen(self) -> None:
        self._close()
        self._open()

    @Slot()
    def _watch(self) -> None:
        self._close_silent()
        if not self._needed:
            return
        moved = self._stream.moved_bytes() if self._stream is not None else 0
        if moved != self._moved:
            self._moved, self._moved_at = moved, monotonic()
        elif monotonic() - self._moved_at >= (START_S if self._is_starting() else STALL_S):
            if self._is_starting() and self._device_id == self._wanted and self._server.may_open():
                self._distrusted |= {self._wanted}  # opened anew and still mute: try the default
            self._reopen()

    def _is_starting(self) -> bool:
        return self._moved == 0 and self._stream is not None and self._stream.is_open()


class MicrophoneReader(Protocol):
    """Who takes what a microphone hears: `read` is set while one is open, `clear` is called when it is no more."""

    read: Callable[[], bytes]

    def clear(self) -> None: ...


class MicrophoneStream(QObject):
    """A microphone that is open; in a call the clock thread reads it when a frame is due."""

    def __init__(self, device: QAudioDevice, queue: MicrophoneReader) -> None:
        super().__init__()
        self._queue = queue
        self._moved = 0
        self._in_use = Lock()
        self._source = QAudioSource(device, _call_format(), self)
        self._source.setBufferSize(_BUFFER_MS * BYTES_PER_MS)
        self._source.setNativePeriodFrameCount(_MICROPHONE_PERIOD_FRAMES)
        self._io: QIODevice | None = self._source.start()
        queue.read = self._read

    def _read(self) -> bytes:
        """On pjmedia's clock thread, in a call."""
        with self._in_use:
            if self._io is None:
                return b""
            pcm = bytes(self._io.readAll().data())
            self._moved += len(pcm)
            return pcm

    def is_open(self) -> bool:
        return self._io is not None

    def moved_bytes(self) -> int:
        return self._moved

    def silence(self) -> None:
        with self._in_use:
            self._io = None
            self._queue.clear()

    def close(self) -> None:
        self._source.reset()


class LoudspeakerStream(QObject):
    """A loudspeaker that is open; each `pump` gives it what `take(queued_bytes, free_bytes)` has.

    Push mode: in pull mode Python would have to override QIODevice.readData, which costs 30 to 50 ms more; and
    overriding writeData cuts data at NUL (PySide6 6.12.0).
    """

    def __init__(self, device: QAudioDevice, take: Callable[[int, int], bytes], buffer_ms: int) -> None:
        super().__init__()
        self._take = take
        self._moved = 0
        self._in_use = Lock()
        self._sink = QAudioSink(device, _call_format(), self)
        self._sink.setBufferSize(buffer_ms * BYTES_PER_MS)
        self._sink.setNativePeriodFrameCount(_LOUDSPEAKER_PERIOD_FRAMES)
        self._io: QIODevice | None = self._sink.start()
        self._size = self._sink.bufferSize()

    @Slot()
    def pump(self) -> None:
        with self._in_use:
            if self._io is None:
                return
            free = self._sink.bytesFree()
            pcm = self._take(max(0, self._size - free), free)
            if pcm:
                self._moved += max(0, self._io.write(pcm))

    def is_open(self) -> bool:
        return self._io is not None

    def moved_bytes(self) -> int:
        return self._moved

    def silence(self) -> None:
        with self._in_use:
            self._io = None

    def close(self) -> None:
        self._sink.reset()


class CallLoudspeakerStream(LoudspeakerStream):
    """Pumped on pjmedia's clock thread by each frame of the calls, without delay."""

    def __init__(self, device: QAudioDevice, queue: LoudspeakerQueue) -> None:
        queue.clear()
        super().__init__(device, queue.take, _BUFFER_MS)
        self._queue = queue
        queue.on_frame = self.pump

    def silence(self) -> None:
        super().silence()
        self._queue.clear()


class ToneStream(LoudspeakerStream):
    """Pumped by a timer."""

    def __init__(self, device: QAudioDevice, take: Callable[[int, int], bytes]) -> None:
        super().__init__(device, take, _TONE_BUFFER_MS)
        self.pump()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.pump)
        self._timer.start(_TONE_PUMP_MS)

    def silence(self) -> None:
        self._timer.stop()
        super().silence()
