"""Hearing what the phone hears: notes into its microphone, and the same notes found at its loudspeaker.

Works on the virtual desktop of `make demo`, whose sound server has the sinks `room` (its microphone) and
`loudspeaker`. Nothing of the phone is asked: the sound server's own recording is measured.

Notes that change, because echo cancellation is on: one steady tone at the microphone is what the steady tone at the
loudspeaker would leave there, and is rightly taken away, now and then to the last bit.
"""

import math
import os
import shutil
from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

RATE = 16000
NOTES_HZ = (440, 1100, 700, 1400, 560, 880)  # whole periods in a block of 50 ms: none is found in another
_ORDER = (0, 3, 1, 5, 2, 4, 0, 5, 3, 2, 1, 4, 5)  # one before comes again when its echo has passed
_NOTE_S = 0.2


def can_measure() -> bool:
    """Whether this desktop has the virtual sound server and the tools to listen to it."""
    return "PULSE_SERVER" in os.environ and all(shutil.which(tool) for tool in ("pacat", "parec"))


def melody(rate: int = RATE) -> "array[int]":
    """What is played: 2.6 s."""
    length = int(rate * _NOTE_S)
    steps = (2 * math.pi * NOTES_HZ[note] / rate for note in _ORDER)
    return array("h", (int(12000 * math.sin(step * i)) for step in steps for i in range(length)))


def notes_share(pcm: bytes, rate: int = RATE) -> float:
    """How much of 16-bit mono `pcm` is one of the notes, 0 to 1, in its louder half: what comes before and after
    them is not counted."""
    samples = array("h", pcm[: len(pcm) & ~1])
    size = rate // 20
    blocks = [samples[i : i + size] for i in range(0, len(samples) - size + 1, size)]
    energies = [sum(x * x for x in block) / size for block in blocks]
    loud = sorted(range(len(blocks)), key=energies.__getitem__)[len(blocks) // 2 :]
    if not loud or energies[loud[0]] < 1000:
        return 0.0
    shares = [sum(_block_power(blocks[i], note, rate) for note in NOTES_HZ) / energies[i] for i in loud]
    return min(1.0, sum(shares) / len(shares))


def _block_power(block: "array[int]", frequency_hz: int, rate: int) -> float:
    """Mean square of the part of `block` at one frequency."""
    factor = 2 * math.cos(2 * math.pi * frequency_hz / rate)
    last = before = 0.0
    for sample in block:
        last, before = sample + factor * last - before, last
    return 2 * (last * last + before * before - factor * last * before) / len(block) ** 2


class EchoCheck(QObject):
    """Plays the notes into `room` and records `loudspeaker.monitor` meanwhile; `done(share)` at the end, once."""

    def __init__(self, done: Callable[[float], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._recorder = QProcess(self)
        self._player = QProcess(self)
        shape = ["--raw", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        self._recorder.start("parec", [*shape, "--latency-msec=20", "--device=loudspeaker.monitor"])
        self._player.finished.connect(self._finish)
        self._player.start("pacat", [*shape, "--device=room"])
        self._player.write(melody().tobytes())
        self._player.closeWriteChannel()

    def _finish(self) -> None:
        self._recorder.terminate()
        self._recorder.waitForFinished(1000)
        self._done(notes_share(bytes(self._recorder.readAllStandardOutput().data())))
