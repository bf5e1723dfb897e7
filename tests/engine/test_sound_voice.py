"""Echo cancellation, noise suppression and levels of what the microphone hears."""

from dataclasses import dataclass

import numpy as np
import pytest

from softphone.calls.settings import AudioSettings
from softphone.engine.sound.queues import FRAME_BYTES, SAMPLE_RATE_HZ, LevelMeter
from softphone.engine.sound.voice import VoiceProcessor
from tests.support.voice import Samples, speech_like

FRAME = FRAME_BYTES // 2
_CONVERGED_S = 5


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
    for at in range(0, len(near) - FRAME + 1, FRAME):
        sent.append(voice.clean(near[at : at + FRAME].tobytes()))
        if played is not None:
            voice.played(played[at : at + FRAME].tobytes())
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


@pytest.mark.parametrize("delay_ms", [20, 80, 200])
def test_an_echo_is_cancelled_and_who_talks_over_it_is_not(delay_ms: int) -> None:
    """At least 25 dB (36 measured) are taken off the echo, before and after double talk; in it at most 8 dB."""
    figures = measure_echo(delay_ms, AudioSettings())
    print(f"{delay_ms} ms: {figures}")
    assert figures.erle > 25
    assert figures.erle_after > 25
    assert figures.loss_in_double_talk < 8


def test_without_cancelling_the_echo_stays() -> None:
    """Switched off, nearly all of the echo is sent: the figures above are the canceller's."""
    plain = AudioSettings(echo_cancellation=False, noise_suppression=False)
    assert measure_echo(80, plain).erle < 3


def test_noise_is_suppressed_and_a_voice_in_it_is_not() -> None:
    """A steady hiss loses at least 8 dB once it is known; a voice 25 dB above it loses under 4."""
    hiss = np.random.default_rng(2).standard_normal(10 * SAMPLE_RATE_HZ) * 200
    voice = speech_like(10, seed=4)
    voice[: 6 * SAMPLE_RATE_HZ] = 0
    settings = AudioSettings(echo_cancellation=False)
    sent = processed(hiss + voice, None, settings)
    assert power_db(hiss, 3, 6) - power_db(sent, 3, 6) > 8
    assert power_db(voice, 6.5, 10) - power_db(sent, 6.5, 10) < 4


def test_a_meter_counts_the_level_that_is_set() -> None:
    """Twice as loud is 6 dB more: a tenth of the scale of 60 dB."""
    meter = LevelMeter()
    meter.add(np.full(FRAME, 1000, dtype="<i2").tobytes())
    assert meter.loudness(2.0) - meter.loudness() == pytest.approx(0.1, abs=0.001)
    assert meter.loudness(0.0) == 0.0
