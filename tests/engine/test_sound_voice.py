"""Echo cancellation, noise suppression and levels of what the microphone hears."""

import queue
import sys
import threading

import numpy as np
import pytest

from softphone.calls.settings import AudioSettings
from softphone.engine.sound.queues import FRAME_BYTES, SAMPLE_RATE_HZ, LevelMeter
from softphone.engine.sound.voice_loader import VoiceLoader
from tests.support.voice import measure_echo, power_db, processed, speech_like

FRAME = FRAME_BYTES // 2


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


class Port:
    """Where voice processing is put."""

    voice: object = None


def loaded(told: "queue.SimpleQueue[str]", settings: AudioSettings) -> tuple[VoiceLoader, Port]:
    port = Port()
    loader = VoiceLoader(port, told.put)  # type: ignore[arg-type]  # all that it uses of a port
    loader.want(settings)
    return loader, port


def wait_for_voice(port: Port) -> None:
    for _ in range(1000):
        if port.voice is not None:
            return
        threading.Event().wait(0.01)
    raise AssertionError("no voice processing")


def test_voice_is_processed_in_calls_alone_and_anew_for_each() -> None:
    """It begins with a call, another is made for other switches and for the next call, and none when all are off."""
    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    loader, port = loaded(told, AudioSettings())
    assert port.voice is None
    loader.begin()
    wait_for_voice(port)
    first = port.voice
    loader.want(AudioSettings(microphone="another", microphone_level=2.0))
    assert port.voice is first
    loader.want(AudioSettings(echo_cancellation=False, noise_suppression=False))
    assert port.voice is None
    loader.want(AudioSettings())
    wait_for_voice(port)
    loader.end()
    assert port.voice is None
    loader.begin()
    wait_for_voice(port)
    assert port.voice is not first
    assert told.empty()


def test_without_the_library_sound_goes_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once, and not tried again."""
    monkeypatch.setitem(sys.modules, "softphone.engine.sound.voice", None)
    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    loader, port = loaded(told, AudioSettings())
    loader.begin()
    assert "voice processing" in told.get(timeout=10)
    loader.end()
    loader.begin()
    assert port.voice is None
    assert told.empty()
