"""Sound between two clocks: the sound card's and the conference bridge's.

PCM is int16 little-endian mono at 16 kHz, 32 bytes a millisecond. Each queue has one producer thread and one
consumer thread; `bytearray.__iadd__` and slice deletion are single steps under the interpreter lock.
"""

import math
from array import array
from collections import deque

SAMPLE_RATE_HZ = 16000
BYTES_PER_MS = 32
FRAME_MS = 20
FRAME_BYTES = FRAME_MS * BYTES_PER_MS
SILENCE = bytes(FRAME_BYTES)

_LEVEL_FRAMES = 200 // FRAME_MS
_QUIETEST_DB = 60.0


def morph(pcm: bytes, change: int) -> bytes:
    """`pcm` longer (+1) or shorter (-1) by one sample, spread over all of it so that nothing clicks."""
    old = array("h", pcm)
    size = len(old) + change
    if change < 0:
        new = [old[i] + (old[i + 1] - old[i]) * i // size for i in range(size)]
    else:
        new = [old[0], *(old[i] + (old[i - 1] - old[i]) * i // size for i in range(1, size - 1)), old[-1]]
    return array("h", new).tobytes()


class DriftCorrector:
    """Says when to give or take one sample so that the mean level of a queue stays at its target.

    One sample a 20 ms frame is 3125 ppm, far more than two cards differ. Acts when the slow mean leaves the
    target by 4 ms, until it is back within 1 ms.
    """

    _SMOOTHING = 1280 // FRAME_MS  # a time constant of 1.28 s

    def __init__(self, target_ms: int) -> None:
        self._target = target_ms * BYTES_PER_MS
        self.reset()

    def reset(self) -> None:
        self._mean = float(self._target)
        self._change = 0

    def step(self, level_bytes: int) -> int:
        """Samples to add to this frame: -1, 0 or 1."""
        self._mean += (level_bytes - self._mean) / self._SMOOTHING
        excess = self._mean - self._target
        if abs(excess) > 4 * BYTES_PER_MS:
            self._change = -1 if excess > 0 else 1
        elif excess * -self._change < BYTES_PER_MS:
            self._change = 0
        return self._change


class LevelMeter:
    """Loudness of the last 200 ms of frames."""

    def __init__(self) -> None:
        self._frames: deque[bytes] = deque(maxlen=_LEVEL_FRAMES)

    def add(self, pcm: bytes) -> None:
        self._frames.append(pcm)

    def loudness(self) -> float:
        """0.0 at -60 dB of full scale (RMS) and below, 1.0 at full scale, even steps of dB between."""
        heard = array("h", b"".join(tuple(self._frames)))[::4]
        power = sum(sample * sample for sample in heard) / max(len(heard), 1) / 32768**2
        if power <= 0.0:
            return 0.0
        return min(1.0, max(0.0, 1.0 + 10 * math.log10(power) / _QUIETEST_DB))


class MicrophoneQueue:
    """From the microphone to the calls. `put` on the device's thread, `take_frame` on pjmedia's clock thread."""

    # Measured: a microphone delivers in periods of up to 16 ms, and both threads run up to 5 ms late.
    PRIMED_MS = 45
    KEPT_MS = 25
    LIMIT_MS = 120

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._primed = False
        self._drift = DriftCorrector(self.KEPT_MS)
        self.meter = LevelMeter()
        self.received_bytes = 0
        self.underruns = 0

    def put(self, pcm: bytes) -> None:
        self.received_bytes += len(pcm)
        self._pcm += pcm

    def clear(self) -> None:
        """Forget what is queued; on the device's thread, after a device has been closed."""
        self._primed = False
        self._pcm.clear()

    def take_frame(self) -> bytes:
        """FRAME_BYTES of PCM; silence while the queue is (re)filling."""
        pcm = self._take()
        self.meter.add(pcm)
        return pcm

    def _take(self) -> bytes:
        queue = self._pcm
        if len(queue) > self.LIMIT_MS * BYTES_PER_MS:
            del queue[: -self.PRIMED_MS * BYTES_PER_MS]
        if not self._primed:
            if len(queue) < self.PRIMED_MS * BYTES_PER_MS:
                return SILENCE
            self._primed = True
            self._drift.reset()
        change = self._drift.step(len(queue) - FRAME_BYTES)
        size = FRAME_BYTES - 2 * change
        pcm = bytes(queue[:size])
        if len(pcm) < size:
            self._primed = False
            self.underruns += 1
            return SILENCE
        del queue[:size]
        return morph(pcm, change) if change else pcm


class LoudspeakerQueue:
    """From the calls to the loudspeaker. `put_frame` on pjmedia's clock thread, `take` on the device's thread.

    The level that is steered is all that waits: here and, told by `device_queued`, in the sound system.
    """

    TARGET_MS = 45
    LIMIT_MS = 140

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._drift = DriftCorrector(self.TARGET_MS)
        self.device_queued = 0
        self.meter = LevelMeter()
        self.underruns = 0

    def put_frame(self, pcm: bytes) -> None:
        self.meter.add(pcm)
        change = self._drift.step(len(self._pcm) + self.device_queued)
        self._pcm += morph(pcm, change) if change else pcm

    def clear(self) -> None:
        self._pcm.clear()
        self.device_queued = 0
        self._drift.reset()

    def take(self, device_queued: int, device_free: int) -> bytes:
        """What to give to the device now; both arguments in bytes."""
        queue = self._pcm
        self.device_queued = device_queued
        if len(queue) + device_queued > self.LIMIT_MS * BYTES_PER_MS:
            del queue[:-FRAME_BYTES]  # after a stall: back to the present
        if device_queued == 0 and len(queue) < self.TARGET_MS * BYTES_PER_MS:
            return b""  # the device has run dry or has just been opened: fill up first
        pcm = bytes(queue[: device_free & ~1])
        del queue[: len(pcm)]
        return pcm
