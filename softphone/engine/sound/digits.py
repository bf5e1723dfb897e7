"""DTMF as tones in the sound that is sent (ITU-T Q.23), for lines that take no other digits."""

from time import monotonic

import pjsua2 as pj

from softphone.engine.sound.queues import SAMPLE_RATE_HZ

ON_MS = 100
OFF_MS = 60
MOST_WAITING = 31  # of the library's generator: 2.15.1 aborts the process at the 32nd
_SAFETY_S = 0.2


class DigitTones:
    """Digits of one call, in the library's own generator. Without digits it is silent."""

    def __init__(self) -> None:
        self.media = pj.ToneGenerator()
        self.media.createToneGenerator(SAMPLE_RATE_HZ, 1)
        self._waiting = 0
        self._until = 0.0

    def play(self, digits: str) -> None:
        """After those that are being played. Raises ValueError for more than the generator can keep."""
        now = monotonic()
        if now > self._until + _SAFETY_S and not self.media.isBusy():
            self._waiting = 0
        if self._waiting + len(digits) > MOST_WAITING:
            raise ValueError(f"more than {MOST_WAITING} digits at once")
        self._waiting += len(digits)
        self._until = max(now, self._until) + len(digits) * (ON_MS + OFF_MS) / 1000
        tones = pj.ToneDigitVector()
        for digit in digits.lower():
            tone = pj.ToneDigit()
            tone.digit, tone.on_msec, tone.off_msec = digit, ON_MS, OFF_MS
            tones.append(tone)
        self.media.playDigits(tones)
