"""The phone's own sounds, generated: int16 little-endian mono at 16 kHz, each one period of an endless loop."""

import math
from array import array
from collections.abc import Callable
from functools import cache

from softphone.calls.call_engine import Tone
from softphone.engine.sound.queues import SAMPLE_RATE_HZ

_CALL_TONE_HZ = 425  # ITU-T E.180: ringing and busy tone in most of the world
_EDGE_S = 0.005


@cache
def tone_loop(tone: Tone) -> bytes:
    """One period of `tone`; empty for NONE."""
    match tone:
        case Tone.RINGBACK:
            return _render(5.0, [(0.0, 1.0, _plain(_CALL_TONE_HZ, 0.18))])
        case Tone.BUSY:
            return _render(0.7, [(0.0, 0.35, _plain(_CALL_TONE_HZ, 0.18))])
        case Tone.RINGTONE:
            # Two bells a fourth apart, twice, then a rest: soft to be near, clear across a room.
            high, low = _bell(1046.5), _bell(784.0)
            return _render(3.6, [(0.0, 0.9, high), (0.22, 0.9, low), (0.75, 0.9, high), (0.97, 1.2, low)])
        case Tone.WAITING:
            beep = _plain(_CALL_TONE_HZ, 0.12)
            return _render(4.0, [(0.0, 0.2, beep), (0.4, 0.2, beep)])
        case Tone.NONE:
            return b""


@cache
def tune() -> bytes:
    """Something short to hear a loudspeaker by."""
    notes = [
        (0.25 * at, 0.8, _bell(frequency_hz)) for at, frequency_hz in enumerate((523.3, 659.3, 784.0, 1046.5))
    ]
    return _render(1.6, notes)


class ToneLoop:
    """Where in an endless sound the loudspeaker is."""

    def __init__(self, period: bytes = b"") -> None:
        self.start(period)

    def start(self, period: bytes) -> None:
        self._period, self._at = period, 0

    def take(self, _device_queued: int, device_free: int) -> bytes:
        """The next bytes of the sound, as many as the device has room for."""
        if not self._period:
            return b""
        size = device_free & ~1
        start, self._at = self._at, (self._at + size) % len(self._period)
        return (self._period[start:] + self._period * (size // len(self._period) + 1))[:size]


def mixed(one: bytes, other: bytes) -> bytes:
    """Both at once; too loud is clipped."""
    pairs = zip(array("h", one), array("h", other), strict=True)
    return array("h", (max(-32768, min(32767, a + b)) for a, b in pairs)).tobytes()


def scaled(pcm: bytes, factor: float) -> bytes:
    """As loud as `factor` says; too loud is clipped."""
    if factor == 1.0:
        return pcm
    return array("h", (max(-32768, min(32767, round(factor * x))) for x in array("h", pcm))).tobytes()


def _plain(frequency_hz: float, amplitude: float) -> Callable[[float, float], float]:
    def at(second: float, left: float) -> float:
        edge = min(1.0, second / _EDGE_S, left / _EDGE_S)
        return amplitude * edge * math.sin(math.tau * frequency_hz * second)

    return at


def _bell(frequency_hz: float) -> Callable[[float, float], float]:
    """A struck bar: the octave dies sooner than the root."""

    def at(second: float, left: float) -> float:
        edge = min(1.0, second / _EDGE_S, left / 0.05)
        root = math.exp(-4.5 * second) * math.sin(math.tau * frequency_hz * second)
        octave = 0.4 * math.exp(-9.0 * second) * math.sin(math.tau * 2 * frequency_hz * second)
        return 0.3 * edge * (root + octave)

    return at


def _render(period_s: float, strokes: list[tuple[float, float, Callable[[float, float], float]]]) -> bytes:
    """A period with each (start_s, length_s, wave) added into it."""
    mixed = [0.0] * round(period_s * SAMPLE_RATE_HZ)
    for start_s, length_s, wave in strokes:
        first = round(start_s * SAMPLE_RATE_HZ)
        for i in range(round(length_s * SAMPLE_RATE_HZ)):
            second = i / SAMPLE_RATE_HZ
            mixed[first + i] += wave(second, length_s - second)
    return array("h", (round(32767 * max(-1.0, min(1.0, x))) for x in mixed)).tobytes()
