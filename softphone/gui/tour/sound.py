"""Hearing what the phone hears: a tone into its microphone, and the same tone found at its loudspeaker.

Works on the virtual desktop of `make demo`, whose sound server has the sinks `room` (its microphone) and
`loudspeaker`. Nothing of the phone is asked: the sound server's own recording is measured.
"""

import math
import os
import shutil
from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

RATE = 16000
TONE_HZ = 440
SECONDS = 2.5


def can_measure() -> bool:
    """Whether this desktop has the virtual sound server and the tools to listen to it."""
    return "PULSE_SERVER" in os.environ and all(shutil.which(tool) for tool in ("pacat", "parec"))


def tone_share(pcm: bytes, frequency_hz: int = TONE_HZ, rate: int = RATE) -> float:
    """Share of the energy that is at `frequency_hz`, 0.0-1.0, in the louder half of int16 mono `pcm`.

    0.0 when there is next to no sound. By Goertzel's algorithm, in blocks of 50 ms.
    """
    samples = array("h", pcm[: len(pcm) & ~1])
    size = rate // 20
    blocks = [samples[i : i + size] for i in range(0, len(samples) - size + 1, size)]
    energies = [sum(x * x for x in block) / size for block in blocks]
    loud = sorted(range(len(blocks)), key=energies.__getitem__)[len(blocks) // 2 :]
    if not loud or energies[loud[0]] < 1000:
        return 0.0
    shares = [_block_power(blocks[i], frequency_hz, rate) / energies[i] for i in loud]
    return min(1.0, sum(shares) / len(shares))


def _block_power(block: "array[int]", frequency_hz: int, rate: int) -> float:
    """Mean square of the part of `block` at one frequency."""
    factor = 2 * math.cos(2 * math.pi * frequency_hz / rate)
    last = before = 0.0
    for sample in block:
        last, before = sample + factor * last - before, last
    return 2 * (last * last + before * before - factor * last * before) / len(block) ** 2


class EchoCheck(QObject):
    """Plays the tone into `room` and records `loudspeaker.monitor` meanwhile; `done(share)` at the end, once."""

    def __init__(self, done: Callable[[float], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._recorder = QProcess(self)
        self._player = QProcess(self)
        shape = ["--raw", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        self._recorder.start("parec", [*shape, "--latency-msec=20", "--device=loudspeaker.monitor"])
        self._player.finished.connect(self._finish)
        self._player.start("pacat", [*shape, "--device=room"])
        step = 2 * math.pi * TONE_HZ / RATE
        tone = array("h", (int(12000 * math.sin(step * i)) for i in range(int(RATE * SECONDS))))
        self._player.write(tone.tobytes())
        self._player.closeWriteChannel()

    def _finish(self) -> None:
        self._recorder.terminate()
        self._recorder.waitForFinished(1000)
        self._done(tone_share(bytes(self._recorder.readAllStandardOutput().data())))
