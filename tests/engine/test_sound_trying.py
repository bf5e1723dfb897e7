"""Trying devices out without a call, ringtones from files, and the tone of a second caller."""

import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile  # type: ignore[import-untyped]  # it has no stubs

from softphone.engine.sound.ringtone import ringtone_loop
from softphone.engine.sound.tones import mixed, scaled
from tests.engine.test_sound_devices import ANNA, hears, is_quiet, phones, pulse, wait_until
from tests.support.pulse import PulseServer, air
from tests.support.sound_check import SoundPhone, connect
from tests.support.tone import goertzel, rms, samples, sine

__all__ = ["phones", "pulse"]

Phones = tuple[SoundPhone, SoundPhone]


@pytest.fixture
def anna(phones: Phones) -> Iterator[SoundPhone]:
    phones[0].do("devices", audio={**ANNA, "ring_device": "bell"})
    yield phones[0]


def nothing_is_open(pulse: PulseServer, microphones_alone: int) -> bool:
    return pulse.streams("sink-inputs") == 0 and pulse.streams("source-outputs") == microphones_alone


@pytest.mark.timed
def test_a_meter_shows_the_microphone_and_is_closed_with_it(pulse: PulseServer, anna: SoundPhone) -> None:
    """About ten levels a second follow the voice; NONE closes the microphone."""
    alone = pulse.streams("source-outputs")
    anna.do("test", kind="meter")
    wait_until(lambda: anna.wait_for("SoundTestChanged", state="meter")["microphone"] == 0.0, "no meter")
    with pulse.play(air("anna-mic"), sine(440, 1) * 20):
        wait_until(lambda: anna.wait_for("SoundTestChanged")["microphone"] > 0.7, "the meter does not rise")
        started, count = time.monotonic(), 0
        while time.monotonic() - started < 1.0:
            anna.wait_for("SoundTestChanged", state="meter")
            count += 1
        assert 4 <= count <= 14
    anna.do("test", kind="none")
    assert anna.wait_for("SoundTestChanged", state="idle")["problem"] == ""
    wait_until(lambda: nothing_is_open(pulse, alone), "something stays open")


@pytest.mark.timed
def test_an_echo_is_recorded_and_played(pulse: PulseServer, anna: SoundPhone) -> None:
    """Three seconds of the microphone are heard at the loudspeaker after them, and then nothing is open."""
    alone = pulse.streams("source-outputs")
    with pulse.record("anna-ear") as ear:
        with pulse.play(air("anna-mic"), sine(700, 1) * 20):
            anna.do("test", kind="echo")
            anna.wait_for("SoundTestChanged", state="recording")
            assert is_quiet(ear)
            anna.wait_for("SoundTestChanged", state="playing")
        wait_until(lambda: hears(ear, 700), "the echo is not played")
        anna.wait_for("SoundTestChanged", state="idle", problem="")
    wait_until(lambda: nothing_is_open(pulse, alone), "something stays open")


@pytest.mark.timed
def test_each_loudspeaker_has_its_tune(pulse: PulseServer, anna: SoundPhone) -> None:
    """LOUDSPEAKER plays on the call's, RING on the ring device, once; a tone that rings ends it."""
    for kind, sink, other in (("loudspeaker", "anna-ear", "bell"), ("ring", "bell", "anna-ear")):
        with pulse.record(sink) as here, pulse.record(other) as there:
            anna.do("test", kind=kind)
            wait_until(lambda: not is_quiet(here), "no tune")
            assert is_quiet(there)
            anna.wait_for("SoundTestChanged", state="idle", problem="")
    anna.do("test", kind="ring")
    anna.wait_for("SoundTestChanged", state="playing")
    anna.do("tone", tone="ringback")
    anna.wait_for("SoundTestChanged", state="idle")


@pytest.mark.timed
def test_a_call_ends_a_test(pulse: PulseServer, phones: Phones) -> None:
    """While a meter runs a call begins: the test is over, and none can begin in the call."""
    anna, boris = phones
    anna.do("test", kind="meter")
    anna.wait_for("SoundTestChanged", state="meter")
    anna.do("dial", port=boris.port)
    anna.wait_for("SoundTestChanged", state="idle", problem="")
    anna.do("test", kind="echo")
    assert "in a call" in anna.wait_for("SoundTestChanged", state="idle")["problem"]


@pytest.mark.timed
def test_a_device_that_goes_ends_its_test(pulse: PulseServer, anna: SoundPhone) -> None:
    """The default microphone is unplugged in a test: it is over with a sentence. Without any, so says the next."""
    anna.do("devices", audio={})
    anna.do("test", kind="meter")
    anna.wait_for("SoundTestChanged", state="meter", microphone=0.0)
    pulse.stop(kill=True)
    gone = anna.wait_for("SoundTestChanged", state="idle", timeout_s=10)
    assert "microphone" in gone["problem"]


@pytest.mark.timed
def test_a_second_caller_is_heard_beside_the_call_by_one_side_alone(
    pulse: PulseServer, phones: Phones
) -> None:
    """WAITING in a call: Anna hears Boris and 425 Hz now and then, Boris hears no 425 Hz; NONE ends it."""
    anna, boris = phones
    connect(anna, boris)
    with (
        pulse.record("anna-ear") as ear,
        pulse.record("boris-ear") as other,
        pulse.play(air("boris-mic"), sine(880, 1) * 40),
    ):
        wait_until(lambda: hears(ear, 880), "no sound in the call")
        anna.do("tone", tone="waiting")
        wait_until(lambda: hears(ear, 425, above=0.03) and hears(ear, 880), "no tone beside the call")
        assert pulse.streams("sink-inputs") == 3  # two phones and the player: no stream of its own
        assert goertzel(samples(other.tail(1.0)), 425, 48000) < 0.005
        anna.do("tone", tone="none")
        ear.wait_for(0.5)
        ear.wait_for(4.2)
        assert goertzel(samples(ear.tail(4.0)), 425, 48000) < 0.002


@pytest.mark.timed
def test_a_ringtone_of_ones_own_rings_and_a_broken_one_is_replaced(
    pulse: PulseServer, anna: SoundPhone, tmp_path: Path
) -> None:
    """A stereo file at 44.1 kHz rings at its pitch; a file that is no sound is told and the phone's own rings."""
    good, bad = tmp_path / "мелодия.wav", tmp_path / "bad.wav"
    left = np.frombuffer(sine(600, 1.0, rate=44100), dtype="<i2")
    soundfile.write(good, np.stack([left, left], axis=1), 44100)
    bad.write_bytes(b"RIFF, or so it says")
    with pulse.record("bell") as bell:
        anna.do("tone", tone="ringtone", ringtone=str(good))
        wait_until(lambda: hears(bell, 600, above=0.2), "the file is not heard")
        anna.do("tone", tone="ringtone", ringtone=str(bad))
        anna.wait_for("EngineFault", operation="ringtone")
        wait_until(lambda: hears(bell, 784), "the phone's own ringtone is not heard")


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16000, 1), (22050, 2), (48000, 2), (96000, 6)])
def test_a_ringtone_of_any_shape_keeps_its_pitch(tmp_path: Path, rate: int, channels: int) -> None:
    """Half a second of 600 Hz, whatever the file's rate and channels."""
    path = tmp_path / "ring.wav"
    tone = np.frombuffer(sine(600, 0.5, rate=rate), dtype="<i2")
    soundfile.write(path, np.stack([tone] * channels, axis=1), rate)
    pcm = samples(ringtone_loop(str(path)))
    assert len(pcm) == pytest.approx(8000, abs=1)
    assert goertzel(pcm, 600, 16000) == pytest.approx(0.5, abs=0.03)


def test_what_a_ringtone_has_above_8_khz_is_left_out(tmp_path: Path) -> None:
    """A whistle of 12 kHz does not come out as one of 4."""
    path = tmp_path / "whistle.wav"
    soundfile.write(path, np.frombuffer(sine(12000, 0.5), dtype="<i2"), 48000)
    assert rms(samples(ringtone_loop(str(path)))) < 0.01


def test_what_is_no_ringtone_raises(tmp_path: Path) -> None:
    """No file, a folder, an empty sound."""
    with wave.open(str(tmp_path / "empty.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
    for path in (tmp_path / "none.wav", tmp_path, tmp_path / "empty.wav"):
        with pytest.raises((OSError, RuntimeError, ValueError)):
            ringtone_loop(str(path))


def test_sounds_are_mixed_and_scaled_without_wrapping() -> None:
    """Too loud is clipped at full scale, on both sides."""
    loud = sine(400, 0.02, rate=16000, amplitude=0.9)
    both = samples(mixed(loud, loud))
    assert (max(both), min(both)) == (32767, -32768)
    louder = samples(scaled(loud, 4.0))
    assert (max(louder), min(louder)) == (32767, -32768)
    assert scaled(loud, 1.0) == loud
