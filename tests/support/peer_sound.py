"""Tones for the phones of a test to say, and which of them the others hear."""

import time
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.support.patience import PATIENCE_S
from tests.support.tone import goertzel, samples, sine

HEARD_RATE = 8000
_SAID_S = 120.0
_HEADER_BYTES = 44
_STRETCH_S = 0.4
_LOUD = 0.02


def tone_file(folder: Path, frequency_hz: float, *, rate: int = HEARD_RATE, seconds: float = _SAID_S) -> Path:
    """A WAV file with a tone, or with silence for 0 Hz."""
    path = folder / f"tone-{frequency_hz:.0f}.wav"
    second = sine(frequency_hz, 1.0, rate=rate, amplitude=0.25)  # whole waves: seconds join without a click
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(second * round(seconds))
    return path


@dataclass(frozen=True, slots=True)
class Sound:
    """Something that was heard; it may still grow in its file. int16 mono."""

    pcm: Sequence[int]
    rate: int

    @classmethod
    def of(cls, path: Path, rate: int = 0) -> Self:
        """A WAV file, also one that is being written. `rate` where the header is written last."""
        data = path.read_bytes() if path.exists() else b""
        said = int.from_bytes(data[24:28], "little") if len(data) >= _HEADER_BYTES else 0
        return cls(samples(data[_HEADER_BYTES:]), rate or said or HEARD_RATE)

    @property
    def seconds(self) -> float:
        return len(self.pcm) / self.rate

    def since(self, start_s: float) -> "Sound":
        return Sound(self.pcm[round(start_s * self.rate) :], self.rate)

    def loudness(self, frequency_hz: float) -> float:
        """Of one tone, 0.0 to 1.0 of full scale."""
        return goertzel(self.pcm, frequency_hz, self.rate)

    def tones(self, *of: float) -> set[float]:
        """Which of these frequencies are in it."""
        return {each for each in of if self.loudness(each) > _LOUD}


def hears(
    ear: Callable[[], Sound],
    wanted: set[float],
    among: Sequence[float],
    *,
    wait: Callable[[float], None] = time.sleep,
    timeout_s: float = PATIENCE_S,
) -> None:
    """Wait until a stretch of sound that comes from now on has exactly these of the tones.

    Nothing that comes is silence. `wait(seconds)` may run an owner's loop.
    """
    end = time.monotonic() + timeout_s
    while True:
        begin = ear().seconds
        wait(_STRETCH_S)
        sound = ear()
        new = sound.since(begin)
        found = new.tones(*among) if new.seconds > _STRETCH_S / 2 else set()
        if found == wanted:
            return
        assert time.monotonic() < end, (
            f"wanted {wanted}; { ({each: round(new.loudness(each), 3) for each in among}) } came in {new.seconds:.2f} s"
            f" after {begin:.1f} s"
        )
