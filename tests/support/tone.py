"""Tones made and measured in plain Python. PCM here is int16 little-endian mono unless a shape is named."""

import math
from array import array
from collections.abc import Sequence


def sine(frequency_hz: float, duration_s: float, *, rate: int = 48000, amplitude: float = 0.5) -> bytes:
    """A sine as PCM."""
    step = 2 * math.pi * frequency_hz / rate
    peak = amplitude * 32767
    return array("h", (round(peak * math.sin(step * i)) for i in range(round(duration_s * rate)))).tobytes()


def bursts(
    frequency_hz: float,
    *,
    on_s: float,
    period_s: float,
    count: int,
    rate: int = 48000,
    amplitude: float = 0.8,
) -> bytes:
    """`count` periods, each `on_s` of tone and then silence."""
    on = sine(frequency_hz, on_s, rate=rate, amplitude=amplitude)
    return (on + bytes(2 * round(period_s * rate) - len(on))) * count


def samples(pcm: bytes) -> Sequence[int]:
    """int16 samples of `pcm`; an odd last byte is dropped."""
    return array("h", pcm[: len(pcm) & ~1])


def rms(pcm: Sequence[int]) -> float:
    """Root mean square, 0.0 to 1.0 of full scale."""
    return math.sqrt(sum(x * x for x in pcm) / len(pcm)) / 32768 if pcm else 0.0


def goertzel(pcm: Sequence[int], frequency_hz: float, rate: int) -> float:
    """Amplitude of one frequency in `pcm`, 0.0 to 1.0 of full scale."""
    if not pcm:
        return 0.0
    coefficient = 2 * math.cos(2 * math.pi * frequency_hz / rate)
    previous = before = 0.0
    for sample in pcm:
        previous, before = sample + coefficient * previous - before, previous
    power = previous * previous + before * before - coefficient * previous * before
    return 2 * math.sqrt(max(power, 0.0)) / len(pcm) / 32768


def purity(pcm: Sequence[int], frequency_hz: float, rate: int) -> float:
    """Share of the energy of `pcm` that is at `frequency_hz`, 0.0 to 1.0."""
    loudness = rms(pcm)
    return (goertzel(pcm, frequency_hz, rate) ** 2 / 2) / loudness**2 if loudness > 1e-4 else 0.0


def quiet_stretches(
    pcm: Sequence[int], rate: int, *, below: float = 0.01, window_ms: float = 5.0
) -> list[tuple[float, float]]:
    """(start_s, length_s) of each stretch whose peak stays under `below`, in steps of `window_ms`."""
    window = max(1, round(rate * window_ms / 1000))
    limit = below * 32768
    stretches: list[tuple[float, float]] = []
    start: int | None = None
    for at in range(0, len(pcm) - window + 1, window):
        block = pcm[at : at + window]
        quiet = max(block) < limit and min(block) > -limit
        if quiet and start is None:
            start = at
        elif not quiet and start is not None:
            stretches.append((start / rate, (at - start) / rate))
            start = None
    if start is not None:
        stretches.append((start / rate, (len(pcm) - start) / rate))
    return stretches


def onsets(pcm: Sequence[int], rate: int, *, above: float = 0.1, quiet_s: float = 0.1) -> list[float]:
    """Seconds at which sound begins after at least `quiet_s` of quiet."""
    limit = above * 32768
    last_loud = -rate
    starts: list[float] = []
    for at, sample in enumerate(pcm):
        if abs(sample) >= limit:
            if at - last_loud >= quiet_s * rate:
                starts.append(at / rate)
            last_loud = at
    return starts
