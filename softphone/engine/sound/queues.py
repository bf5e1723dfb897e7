"""Sound between two clocks: the sound card's and the conference bridge's.

PCM is int16 little-endian mono at 16 kHz, 32 bytes a millisecond. In a call pjmedia's clock thread alone works on
the queues, so nothing is handed from thread to thread: at each tick, once in 20 ms, it reads what the microphone
has and writes what the loudspeaker gets. `clear` comes from the main thread, while no stream is attached.
"""

import math
from array import array
from collections import deque
from collections.abc import Callable

SAMPLE_RATE_HZ = 16000
BYTES_PER_MS = 32
FRAME_MS = 20
FRAME_BYTES = FRAME_MS * BYTES_PER_MS
SILENCE = bytes(FRAME_BYTES)

RESAMPLING_QUALITY = 4
"""pjmedia's small filter between 8 and 16 kHz: 0.3 % of a core less in a PCMU call than by the default of 8."""

_LEVEL_FRAMES = 200 // FRAME_MS
_QUIETEST_DB = 60.0
_MOST_REPEATS = 3


_MORPHED = 96  # samples: 6 ms, a third of the time that a whole frame would take


def morph(pcm: bytes, change: int) -> bytes:
    """`pcm` longer (+1) or shorter (-1) by one sample, spread over its first 6 ms so that nothing clicks."""
    size = len(pcm) // 2
    head = min(_MORPHED, size)
    old = array("h", pcm[: 2 * head])
    new_size = head + change
    if change < 0:
        new = [old[i] + (old[i + 1] - old[i]) * i // new_size for i in range(new_size)]
    else:
        inner = range(1, new_size - 1)
        new = [old[0], *(old[i] + (old[i - 1] - old[i]) * i // new_size for i in inner), old[-1]]
    return array("h", new).tobytes() + pcm[2 * head :]


def conceal(last: bytes, repeats: int) -> bytes:
    """In place of a frame that is missing: the last one backwards, so that it joins on, and softer each time."""
    if repeats >= _MOST_REPEATS:
        return SILENCE
    return array("h", (sample >> repeats for sample in reversed(array("h", last)))).tobytes()


class LevelKeeper:
    """Steers a queue so that what is left in it at its worst moment of a second is `margin_ms`.

    Sound cards differ in period and clock, and threads run late, so the least that works is found out: an underrun
    raises the margin, quiet seconds lower it again. Corrections are one sample a frame (3125 ppm at 20 ms, far more
    than two cards differ). Only while a stream settles, in its first two seconds, and after a stall, too much is cut at
    once; and only then an underrun teaches nothing.
    """

    _WINDOW = 1000 // FRAME_MS
    _SETTLING_WINDOW = 200 // FRAME_MS
    _SETTLING_WINDOWS = 12  # a cut is a frame at most, and an opening device leaves several waiting
    _TOLERANCE = 2 * BYTES_PER_MS
    _MUCH = 25 * BYTES_PER_MS
    _RAISE = FRAME_BYTES  # what is put in for a missing frame stays as delay
    _MOST = 100 * BYTES_PER_MS
    _DECAY = BYTES_PER_MS // 2  # a window: after 40 s an underrun is forgotten

    def __init__(self, margin_ms: int) -> None:
        self._least_margin = margin_ms * BYTES_PER_MS
        self._least: int | None = None
        self.reset()

    def reset(self) -> None:
        """A new stream: forget what the last one needed."""
        self.margin = self._least_margin
        self._settling = self._SETTLING_WINDOWS
        self._begin_window()
        self._change = self._budget = 0

    def underrun(self) -> bool:
        """The queue was empty when something was due. Whether that has to be learned from."""
        if self._settling:
            return False
        self.margin = min(self.margin + self._RAISE, self._MOST)
        self._begin_window()
        self._change = self._budget = 0
        return True

    def saw(self, left_bytes: int) -> None:
        """What is left in the queue now."""
        self._least = left_bytes if self._least is None else min(self._least, left_bytes)

    def step(self) -> int:
        """Once a frame: samples to add to this frame. -1, 0, 1, or less than that: what to cut."""
        self._frames_left -= 1
        if self._frames_left <= 0:
            excess = 0 if self._least is None else self._least - self.margin
            settling = self._settling > 0
            self._settling -= settling
            self.margin = max(self._least_margin, self.margin - self._DECAY)
            self._begin_window()
            if excess > (self._TOLERANCE if settling else self._MUCH):
                self._budget = 0
                return -(excess // 2)
            self._change = -1 if excess > 0 else 1
            self._budget = min(abs(excess) // 2, self._WINDOW) if abs(excess) > self._TOLERANCE else 0
        if self._budget > 0:
            self._budget -= 1
            return self._change
        return 0

    def _begin_window(self) -> None:
        self._frames_left = self._SETTLING_WINDOW if self._settling else self._WINDOW
        self._least = None


class LevelMeter:
    """Loudness of the last 200 ms of frames."""

    def __init__(self) -> None:
        self._frames: deque[bytes] = deque(maxlen=_LEVEL_FRAMES)

    def add(self, pcm: bytes) -> None:
        self._frames.append(pcm)

    def loudness(self, factor: float = 1.0) -> float:
        """0.0 at -60 dB of full scale (RMS) and below, 1.0 at full scale, even steps of dB between.

        `factor` is what all samples are multiplied by afterwards.
        """
        heard = array("h", b"".join(tuple(self._frames)))[::4]
        power = factor**2 * sum(sample * sample for sample in heard) / max(len(heard), 1) / 32768**2
        if power <= 0.0:
            return 0.0
        return min(1.0, max(0.0, 1.0 + 10 * math.log10(power) / _QUIETEST_DB))


def _no_sound() -> bytes:
    """The `read` of a queue that has no microphone."""
    return b""


def _nobody_waits() -> None:
    """The `on_frame` of a queue that has no loudspeaker."""


class MicrophoneQueue:
    """From the microphone to the calls. `take_frame` on pjmedia's clock thread, which asks `read` for what is new."""

    MARGIN_MS = 6
    LIMIT_MS = 200

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._filling = True
        self._last = SILENCE
        self._repeats = 0
        self._keeper = LevelKeeper(self.MARGIN_MS)
        self.meter = LevelMeter()
        self.underruns = 0
        self.read: Callable[[], bytes] = _no_sound

    def clear(self) -> None:
        """Forget what is queued, after a device has been closed."""
        self.read = _no_sound
        self._filling = True
        self._pcm.clear()
        self._keeper.reset()

    def take_frame(self) -> bytes:
        """FRAME_BYTES of PCM; silence while the queue is filling, the last frame again for one that is late."""
        self._pcm += self.read()
        if len(self._pcm) > self.LIMIT_MS * BYTES_PER_MS:
            del self._pcm[: -self._enough()]  # after a stall: keep to the present
        return self._take()

    def _take(self) -> bytes:
        queue = self._pcm
        if self._filling and len(queue) < self._enough():
            return SILENCE
        self._filling = False
        change = self._keeper.step()
        if change < -1:
            del queue[: -2 * change]
            change = 0
        size = FRAME_BYTES - 2 * change
        if len(queue) < size:
            return self._concealed()
        self._repeats = 0
        self._last = pcm = bytes(queue[:size])
        del queue[:size]
        self._keeper.saw(len(queue))
        return morph(pcm, change) if change else pcm

    def _concealed(self) -> bytes:
        """What has come is kept for the next frame, so the queue is longer by a frame from now on."""
        if self._repeats == 0:
            self.underruns += 1
            self._keeper.underrun()
        self._repeats += 1
        return conceal(self._last[:FRAME_BYTES].ljust(FRAME_BYTES, b"\0"), self._repeats - 1)

    def _enough(self) -> int:
        return FRAME_BYTES + self._keeper.margin


class LoudspeakerQueue:
    """From the calls to the loudspeaker, all on pjmedia's clock thread: `put_frame`, and `take` in its `on_frame`.

    The level that is steered is what is left, here and in Qt's buffer, when the next frame comes. When that is
    nothing, Qt has given the device silence: a gap as long as the frame is late.
    """

    MARGIN_MS = 8
    LIMIT_MS = 160

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._device_queued = 0
        self._running = False
        self._keeper = LevelKeeper(self.MARGIN_MS)
        self.meter = LevelMeter()
        self.underruns = 0
        self.on_frame: Callable[[], None] = _nobody_waits

    def put_frame(self, pcm: bytes) -> None:
        """`on_frame` is called afterwards."""
        self.meter.add(pcm)
        change = self._keeper.step() if self._running else 0
        if change < -1:
            change = max(change, -len(pcm) // 2)
            self._pcm += pcm[-2 * change :]
        else:
            self._pcm += morph(pcm, change) if change else pcm
        if len(self._pcm) > 2 * FRAME_BYTES:
            del self._pcm[:-FRAME_BYTES]  # nobody takes: there is no loudspeaker, or it stalls
        self.on_frame()

    def clear(self) -> None:
        """A device has been opened or closed."""
        self.on_frame = _nobody_waits
        self._running = False
        self._pcm.clear()
        self._keeper.reset()

    def take(self, device_queued: int, device_free: int) -> bytes:
        """What to give to the device now, after a frame has come; both arguments in bytes."""
        queue = self._pcm
        self._device_queued = device_queued
        if not self._running:
            self._running = True
            queue[:-FRAME_BYTES] = bytes(self._keeper.margin)
        elif device_queued == 0:
            self.underruns += 1
            if self._keeper.underrun():
                queue[:0] = conceal(bytes(queue[:FRAME_BYTES]), 0)  # a frame more: the next may be as late
        self._keeper.saw(device_queued + max(0, len(queue) - FRAME_BYTES))
        if len(queue) + device_queued > self.LIMIT_MS * BYTES_PER_MS:
            del queue[:-FRAME_BYTES]  # after a stall: back to the present
        pcm = bytes(queue[: device_free & ~1])
        del queue[: len(pcm)]
        return pcm

    def queued_ms(self) -> float:
        """All that waits, for measuring."""
        return (len(self._pcm) + self._device_queued) / BYTES_PER_MS
