"""Something like a voice, for what treats a steady tone as noise, and the echo of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from softphone.calls.settings import AudioSettings
from softphone.engine.sound.queues import FRAME_BYTES, SAMPLE_RATE_HZ
from softphone.engine.sound.voice import VoiceProcessor

Samples = npt.NDArray[np.float64]
"""At 16 kHz, in the range of int16."""

PEAK = 16000.0
_FRAME = FRAME_BYTES // 2
_CONVERGED_S = 5


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


def echo_of(far: Samples, delay_ms: int) -> Samples:
    """As a microphone hears the loudspeaker: late, 8 dB softer, with the echoes of a small room."""
    room = np.zeros(800)
    room[0] = 0.4
    tail = np.random.default_rng(3).standard_normal(600) * np.exp(-np.arange(600) / 120)
    room[10:610] += 0.05 * tail
    late = np.zeros(delay_ms * SAMPLE_RATE_HZ // 1000)
    return np.concatenate([late, np.convolve(far, room)])[: len(far)]


def processed(microphone: Samples, far: Samples | None, settings: AudioSettings) -> Samples:
    """What is sent, in the order of pjmedia's ticks: the microphone's frame is taken before the far one is played."""
    voice = VoiceProcessor(settings)
    near = np.clip(microphone, -32768, 32767).astype("<i2")
    played = None if far is None else far.astype("<i2")
    sent = []
    for at in range(0, len(near) - _FRAME + 1, _FRAME):
        sent.append(voice.clean(near[at : at + _FRAME].tobytes()))
        if played is not None:
            voice.played(played[at : at + _FRAME].tobytes())
    return np.frombuffer(b"".join(sent), dtype="<i2").astype(float)


def power_db(pcm: Samples, start_s: float, end_s: float) -> float:
    part = pcm[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]
    return float(10 * np.log10(np.mean(part**2) + 1))


@dataclass(frozen=True, slots=True)
class EchoFigures:
    """In dB: what is taken off the echo (ERLE), before and after both have talked; and off the one who talks."""

    erle: float
    erle_after: float
    loss_in_double_talk: float


def measure_echo(delay_ms: int, settings: AudioSettings) -> EchoFigures:
    """Ten seconds of the other side alone, two in which both talk, five of the other side alone."""
    far = speech_like(17, seed=1)
    talk = np.zeros(len(far))
    both = slice(10 * SAMPLE_RATE_HZ, 12 * SAMPLE_RATE_HZ)
    talk[both] = 0.6 * speech_like(17, seed=7)[both]
    microphone = echo_of(far, delay_ms) + talk + np.random.default_rng(5).standard_normal(len(far)) * 3
    sent = processed(microphone, far, settings)
    return EchoFigures(
        power_db(microphone, _CONVERGED_S, 10) - power_db(sent, _CONVERGED_S, 10),
        power_db(microphone, 13, 17) - power_db(sent, 13, 17),
        power_db(talk, 10, 12) - power_db(sent, 10, 12),
    )
