"""Queues between two clocks, the sound of tones, and the bytes of a frame."""

import math
from array import array
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pjsua2 as pj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.call_engine import Tone
from softphone.engine.sound.frames import FrameAccess, OverlayFrames, PlainFrames, choose_frame_access
from softphone.engine.sound.queues import (
    BYTES_PER_MS,
    FRAME_BYTES,
    FRAME_MS,
    SAMPLE_RATE_HZ,
    SILENCE,
    LevelKeeper,
    LevelMeter,
    LoudspeakerQueue,
    MicrophoneQueue,
    morph,
)
from softphone.engine.sound.tones import tone_loop
from tests.support.tone import goertzel, rms, samples, sine

TONE = sine(400, 10, rate=SAMPLE_RATE_HZ)


def biggest_step(pcm: Sequence[int]) -> int:
    return max(abs(after - before) for before, after in pairwise(pcm))


@given(st.lists(st.integers(-32768, 32767), min_size=3, max_size=400), st.sampled_from((-1, 1)))
def test_morph_changes_the_length_by_one_sample_and_stays_in_range(values: list[int], change: int) -> None:
    """Whatever the sound, morphing gives one sample more or less and no value that was not spanned before."""
    new = array("h", morph(array("h", values).tobytes(), change))
    assert len(new) == len(values) + change
    assert min(values) <= min(new)
    assert max(new) <= max(values)


@pytest.mark.parametrize("change", [-1, 1])
def test_morph_does_not_click(change: int) -> None:
    """A tone that is morphed and then goes on has no step bigger than the tone's own."""
    cut = FRAME_BYTES - 2 * change
    joined = morph(TONE[:cut], change) + TONE[cut : 2 * cut]
    assert biggest_step(samples(joined)) <= biggest_step(samples(TONE)) * 1.05


@pytest.mark.parametrize("ppm", [-500, 0, 500])
def test_a_microphone_with_another_clock_gives_sound_without_a_gap(ppm: int) -> None:
    """At 500 ppm off, with 8 ms periods, a minute of sound comes through whole and the delay stays small."""
    queue = MicrophoneQueue()
    heard: list[bytes] = []
    queue.read = lambda: b"".join(heard)
    given_bytes, silent, most = 0.0, 0, 0
    for frame in range(60_000 // FRAME_MS):
        heard.clear()
        while given_bytes <= frame * FRAME_BYTES * (1 + ppm / 1e6):
            heard.append(b"\x01\x00" * 128)
            given_bytes += 256
        silent += queue.take_frame() == SILENCE
        if frame > 100:
            most = max(most, len(queue._pcm))
    assert queue.underruns <= 4
    assert silent <= 8
    assert most < (FRAME_MS + 60) * BYTES_PER_MS


def test_a_microphone_that_stalls_does_not_leave_a_delay() -> None:
    """Half a second at once after a stall is cut back to what is needed."""
    queue = MicrophoneQueue()
    queue.read = lambda: bytes(500 * BYTES_PER_MS)
    queue.take_frame()
    assert len(queue._pcm) < 40 * BYTES_PER_MS


def test_no_microphone_is_silence() -> None:
    """With nothing put in, frames are whole and silent."""
    queue = MicrophoneQueue()
    assert [queue.take_frame() for _ in range(5)] == [SILENCE] * 5


class Card:
    """A loudspeaker that plays `rate` bytes a millisecond once its buffer has been full, as PulseAudio does."""

    def __init__(self, buffer_ms: int = 60) -> None:
        self.size = buffer_ms * BYTES_PER_MS
        self.queued = 0.0
        self.started = False
        self.ran_dry = 0

    def advance(self, ms: float, ppm: float) -> None:
        if not self.started:
            self.started = self.queued >= self.size
            return
        self.queued -= ms * BYTES_PER_MS * (1 + ppm / 1e6)
        if self.queued < 0:
            self.queued, self.started = 0.0, False
            self.ran_dry += 1


@pytest.mark.parametrize("ppm", [-500, 0, 500])
def test_a_loudspeaker_with_another_clock_neither_runs_dry_nor_falls_behind(ppm: int) -> None:
    """At 500 ppm off, a minute of frames plays without a gap and with under 50 ms of delay at any time."""
    queue, card = LoudspeakerQueue(), Card()
    longest = 0.0
    for ms in range(0, 60_000, 5):
        if ms % FRAME_MS == 0:
            queue.put_frame(TONE[:FRAME_BYTES])
            card.queued += len(queue.take(int(card.queued), int(card.size - card.queued)))
        if ms > 2000:
            longest = max(longest, queue.queued_ms())
        card.advance(5, ppm)
    assert card.ran_dry <= 1
    assert longest < 50


def test_a_loudspeaker_that_stalls_does_not_leave_a_delay() -> None:
    """A second without a taker is cut back to the present."""
    queue = LoudspeakerQueue()
    queue.take(0, 60 * BYTES_PER_MS)
    queue.take(FRAME_BYTES, FRAME_BYTES)
    for _ in range(50):
        queue.put_frame(TONE[:FRAME_BYTES])
    queue.take(FRAME_BYTES, FRAME_BYTES)
    assert queue.queued_ms() <= 3 * FRAME_MS


def test_an_underrun_raises_the_margin_up_to_a_bound() -> None:
    """Each underrun asks for more, never for more than 100 ms."""
    keeper = LevelKeeper(6)
    for _ in range(200):
        keeper.step()  # in its first seconds it is not held to anything
    margins = []
    for _ in range(30):
        keeper.underrun()
        margins.append(keeper.margin / BYTES_PER_MS)
    assert margins[0] == 26
    assert margins[-1] == 100


def test_a_quiet_time_lowers_the_margin_again() -> None:
    """A minute without another underrun, and the queue is as short as it was."""
    keeper = LevelKeeper(6)
    for _ in range(200):
        keeper.step()
    keeper.underrun()
    assert keeper.margin == 26 * BYTES_PER_MS
    for _ in range(60_000 // FRAME_MS):
        keeper.step()
    assert keeper.margin == 6 * BYTES_PER_MS


@pytest.mark.parametrize("late_ms", [1, 7, 19])
def test_a_late_microphone_is_bridged_by_what_was_said_last_and_loses_nothing(late_ms: int) -> None:
    """Later than the margin, the last frame is given again, and then all that came, a frame later."""
    queue = MicrophoneQueue()
    sound = array("h", range(1, 1 + 16 * 100)).tobytes()
    frames = []
    for portion_ms in (FRAME_MS + queue.MARGIN_MS, FRAME_MS - late_ms, FRAME_MS + late_ms, FRAME_MS):
        portion, sound = sound[: portion_ms * BYTES_PER_MS], sound[portion_ms * BYTES_PER_MS :]
        queue.read = partial(bytes, portion)
        frames.append(queue.take_frame())
    late = late_ms > queue.MARGIN_MS
    assert queue.underruns == late
    if late:
        assert list(array("h", frames.pop(1))) == list(reversed(array("h", frames[0])))
    heard = array("h", b"".join(frames))
    assert list(heard) == list(range(1, 1 + len(heard)))


def test_a_microphone_that_stays_away_fades_to_silence() -> None:
    """Three frames are bridged, each half as loud as the one before; a buzz does not go on."""
    queue = MicrophoneQueue()
    queue.read = partial(bytes, TONE[: FRAME_BYTES + queue.MARGIN_MS * BYTES_PER_MS])
    queue.take_frame()
    queue.read = bytes
    loudness = [rms(samples(queue.take_frame())) for _ in range(4)]
    assert loudness[1] == pytest.approx(loudness[0] / 2, rel=0.01)
    assert loudness[2] == pytest.approx(loudness[0] / 4, rel=0.01)
    assert loudness[3] == 0.0


@pytest.mark.parametrize(("amplitude", "expected"), [(0.0, 0.0), (1.0, 0.95), (0.1, 0.617), (0.0001, 0.0)])
def test_loudness_is_even_in_decibels(amplitude: float, expected: float) -> None:
    """Silence is 0, full scale nearly 1, and 20 dB less is a third less."""
    meter = LevelMeter()
    for start in range(0, 200 * BYTES_PER_MS, FRAME_BYTES):
        pcm = sine(400, 1, rate=SAMPLE_RATE_HZ, amplitude=amplitude)
        meter.add(pcm[start : start + FRAME_BYTES])
    assert meter.loudness() == pytest.approx(expected, abs=0.01)


def test_loudness_before_any_sound_is_none() -> None:
    """An empty meter says 0."""
    assert LevelMeter().loudness() == 0.0


@pytest.mark.parametrize("access", [PlainFrames(), OverlayFrames(), choose_frame_access()])
def test_frames_are_read_and_written_whole(access: FrameAccess) -> None:
    """Bytes with NUL and 255 go into a frame and come out the same; an empty frame is silence."""
    pcm = bytes(range(256)) * 3
    pcm = pcm[:FRAME_BYTES]
    frame = pj.MediaFrame()
    assert access.read(frame) == SILENCE
    access.write(frame, pcm)
    assert access.read(frame) == pcm
    assert frame.type == pj.PJMEDIA_FRAME_TYPE_AUDIO
    assert bytes(frame.buf) == pcm


def test_the_quick_way_is_chosen_where_it_works() -> None:
    """On Linux the overlay passes its self-test."""
    assert isinstance(choose_frame_access(), OverlayFrames)


def test_ringback_and_busy_are_a_425_hz_cadence() -> None:
    """ITU-T E.180: a second of tone in five; a third of a second on, a third off."""
    ringback, busy = samples(tone_loop(Tone.RINGBACK)), samples(tone_loop(Tone.BUSY))
    assert len(ringback) == 5 * SAMPLE_RATE_HZ
    assert goertzel(ringback[:SAMPLE_RATE_HZ], 425, SAMPLE_RATE_HZ) > 0.15
    assert rms(ringback[SAMPLE_RATE_HZ:]) == 0.0
    assert len(busy) == round(0.7 * SAMPLE_RATE_HZ)
    assert rms(busy[len(busy) // 2 :]) == 0.0


@pytest.mark.parametrize("tone", [Tone.RINGTONE, Tone.RINGBACK, Tone.BUSY])
def test_a_tone_loops_without_a_click_and_does_not_clip(tone: Tone) -> None:
    """The joint of the loop is quiet and no sample reaches full scale."""
    pcm = samples(tone_loop(tone))
    assert abs(pcm[-1] - pcm[0]) < 100
    assert max(map(abs, pcm)) < 32767
    assert not math.isclose(rms(pcm), 0.0)


def test_no_tone_is_no_sound() -> None:
    """NONE has no bytes."""
    assert tone_loop(Tone.NONE) == b""
