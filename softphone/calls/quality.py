"""How good the sound is, as one number: the E-model of ITU-T G.107, reduced to what a phone can measure.

R = 93.2 - Idd - Ie,eff. 93.2 is R with every other parameter at its default (G.107 table 3), Idd the impairment by
absolute delay (G.107 section 7.4 without echo), Ie,eff that by codec and loss (section 7.5, random loss, BurstR = 1).
MOS follows from R (annex B). It is an estimate for narrow band: a wide-band codec sounds better than it says.
"""

from collections import deque
from dataclasses import dataclass, field
from math import log2
from typing import Final

from softphone.calls.call_events import CallQuality
from softphone.calls.records import QualitySummary

_R_BEST: Final = 93.2
_DELAY_UNHEARD_MS: Final = 100.0
_SMOOTHED_S: Final = 5  # one lost packet in a second is 2 %; nobody hears a call change that quickly
# (Ie, Bpl) of G.113 appendix I for G.711 with concealment of lost packets, which the library has for every codec, and
# for GSM full rate. G.722 and linear sound lose as much with a packet and count as G.711; iLBC and Speex count as
# G.729A, whose kind they are.
_DEFAULT: Final = (0.0, 25.1)
_CODECS: Final = {"GSM": (20.0, 10.0), "ILBC": (11.0, 19.0), "SPEEX": (11.0, 19.0)}
_PACKET_MS: Final = 20.0


def mos_of(codec: str, *, loss_percent: float, delay_ms: float) -> float:
    """1.0 to 4.5. `delay_ms` is one way, mouth to ear; `codec` is a name like "PCMU/8000"."""
    impairment, robustness = _CODECS.get(codec.partition("/")[0].upper(), _DEFAULT)
    loss = min(100.0, max(0.0, loss_percent))
    by_loss = impairment + (95.0 - impairment) * loss / (loss + robustness)
    rating = min(100.0, max(0.0, _R_BEST - _delay_impairment(delay_ms) - by_loss))
    mos = 1.0 + 0.035 * rating + rating * (rating - 60.0) * (100.0 - rating) * 7e-6
    return min(4.5, max(1.0, mos))


def _delay_impairment(delay_ms: float) -> float:
    """Idd, 0 up to 100 ms."""
    if delay_ms <= _DELAY_UNHEARD_MS:
        return 0.0
    x = log2(delay_ms / _DELAY_UNHEARD_MS)
    return float(25.0 * ((1 + x**6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2))


@dataclass(slots=True)
class _Mean:
    """Of what is known; unknown values are negative."""

    total: float = 0.0
    count: int = 0

    def add(self, value: float) -> None:
        if value >= 0:
            self.total += value
            self.count += 1

    def value(self) -> float:
        return round(self.total / self.count, 2) if self.count else -1.0


@dataclass(slots=True)
class QualityCourse:
    """The sound of one call, second by second."""

    codec: str = ""
    worst: float = 5.0
    _mos: _Mean = field(default_factory=_Mean)
    _loss_received: _Mean = field(default_factory=_Mean)
    _loss_sent: _Mean = field(default_factory=_Mean)
    _jitter: _Mean = field(default_factory=_Mean)
    _round_trip: _Mean = field(default_factory=_Mean)
    _lost: deque[float] = field(default_factory=lambda: deque(maxlen=_SMOOTHED_S))

    def add(self, event: CallQuality, codec: str) -> float:
        """The estimate of the moment, of what is heard here."""
        self.codec = codec or self.codec
        self._lost.append(max(0.0, event.loss_received) + max(0.0, event.late_percent))
        lost = sum(self._lost) / len(self._lost)
        delay = max(0.0, event.round_trip_ms) / 2 + max(0.0, event.buffer_ms) + _PACKET_MS
        mos = round(mos_of(self.codec, loss_percent=lost, delay_ms=delay), 2)
        self.worst = min(self.worst, mos)
        self._mos.add(mos)
        self._loss_received.add(event.loss_received)
        self._loss_sent.add(event.loss_sent)
        self._jitter.add(event.jitter_received_ms)
        self._round_trip.add(event.round_trip_ms)
        return mos

    def summary(self) -> QualitySummary | None:
        """None for a call in which nothing was heard."""
        if not self._mos.count:
            return None
        return QualitySummary(
            mos=self._mos.value(),
            worst_mos=self.worst,
            loss_received=self._loss_received.value(),
            loss_sent=self._loss_sent.value(),
            jitter_ms=self._jitter.value(),
            round_trip_ms=self._round_trip.value(),
            codec=self.codec,
        )
