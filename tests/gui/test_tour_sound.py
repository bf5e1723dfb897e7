"""The notes by which the demo's tour hears that sound comes back."""

from array import array

import pytest

from softphone.calls.settings import AudioSettings
from softphone.engine.sound.voice import VoiceProcessor
from softphone.gui.tour.sound import RATE, melody, notes_share

_FRAME = RATE // 50


def _come_back(delay_ms: int) -> bytes:
    """What the loudspeaker plays of the melody when an echo service sends back what the phone sends."""
    voice = VoiceProcessor(AudioSettings())
    silence = array("h", bytes(2 * RATE))
    said = (silence + melody() + silence).tobytes()
    sent: list[bytes] = []
    heard: list[bytes] = []
    for begin in range(0, len(said) - 2 * _FRAME + 1, 2 * _FRAME):
        back = len(heard) - delay_ms // 20
        heard.append(sent[back] if back >= 0 else bytes(2 * _FRAME))
        voice.played(heard[-1])
        sent.append(voice.clean(said[begin : begin + 2 * _FRAME]))
    return b"".join(heard[RATE // _FRAME :])


@pytest.mark.parametrize("delay_ms", [40, 80, 120, 160, 200, 260, 320])
def test_notes_that_come_back_are_not_taken_for_the_echo_of_the_room(delay_ms: int) -> None:
    """Through echo cancellation and noise suppression, as they are set on a fresh phone."""
    assert notes_share(_come_back(delay_ms)) > 0.6


def test_silence_and_another_tone_are_not_the_notes() -> None:
    """Neither nothing nor a hum is taken for them."""
    hum = array("h", (8000 if i % 320 < 160 else -8000 for i in range(RATE))).tobytes()
    assert notes_share(bytes(2 * RATE)) == 0.0
    assert notes_share(hum) < 0.1
    assert notes_share(melody().tobytes()) > 0.99
