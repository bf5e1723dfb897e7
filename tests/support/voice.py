"""Something like a voice, for what treats a steady tone as noise."""

import numpy as np
import numpy.typing as npt

from softphone.engine.sound.queues import SAMPLE_RATE_HZ

Samples = npt.NDArray[np.float64]
"""At 16 kHz, in the range of int16."""

PEAK = 16000.0


def speech_like(seconds: float, seed: int) -> Samples:
    """Noise with the colour and the syllables of a voice."""
    size = round(seconds * SAMPLE_RATE_HZ)
    noise = np.random.default_rng(seed).standard_normal(size)
    coloured = np.convolve(noise, np.exp(-np.arange(64) / 8.0))[:size]
    t = np.arange(size) / SAMPLE_RATE_HZ
    syllables = np.sin(2 * np.pi * (2.3 + 0.1 * seed) * t + seed) + 0.5 * np.sin(
        2 * np.pi * 0.7 * t + 2 * seed
    )
    voice = coloured * np.clip(syllables, 0, None)
    return np.asarray(voice / np.abs(voice).max() * PEAK)
