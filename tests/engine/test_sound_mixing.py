"""Who hears whom: conferences, silence, mute, digits in the sound and recordings, between engines that play files."""

import os
import queue
import signal
import subprocess
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile  # type: ignore[import-untyped]  # it has no stubs

from softphone.calls.accounts import Account, DtmfMode
from softphone.calls.call_events import CallIncoming, CallMedia, RecordingChanged
from softphone.calls.engine_events import EngineLost
from softphone.engine.protocol import SoundMode
from softphone.engine.sound.recording import Recording
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.tone import samples, sine

pytestmark = pytest.mark.timeout(90)

RATE = 16000
ANNA_HZ, BORIS_HZ, CLARA_HZ = 440, 700, 1100
_HEARD = 0.02
_SUNG = 0.1
_ROWS_HZ, _COLUMNS_HZ = (697, 770, 852, 941), (1209, 1336, 1477, 1633)


def write_tone(path: Path, frequency_hz: float, *, seconds: int = 30) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sine(frequency_hz, 1, rate=RATE, amplitude=0.25) * seconds)
    return path


@contextmanager
def phone(directory: Path, name: str, frequency_hz: float) -> Iterator[EnginePhone]:
    """Says a tone, and writes what it hears into NAME-heard.wav."""
    play = write_tone(directory / f"{name}.wav", frequency_hz)
    heard = directory / f"{name}-heard.wav"
    with EnginePhone(quiet_config(sound=SoundMode.FILES, play=str(play), record=str(heard))) as found:
        yield found


def connect(caller: EnginePhone, call_id: int, callee: EnginePhone, *, account_id: str = "") -> int:
    """A call with sound both ways; its number at the callee."""
    known = len(caller.events), len(callee.events)
    caller.engine.invite(call_id, f"sip:friend@{callee.address}", account_id=account_id)
    theirs = callee.wait_for(CallIncoming, after=known[1]).call_id
    callee.engine.answer(theirs)
    caller.wait_for(CallMedia, lambda event: event.active, after=known[0])
    callee.wait_for(CallMedia, lambda event: event.active, after=known[1])
    return theirs


@pytest.fixture
def party(tmp_path: Path) -> Iterator[dict[str, EnginePhone]]:
    """Anna in a call with Boris (1) and with Clara (2)."""
    with ExitStack() as stack:
        phones = {
            name: stack.enter_context(phone(tmp_path, name, frequency_hz))
            for name, frequency_hz in (("anna", ANNA_HZ), ("boris", BORIS_HZ), ("clara", CLARA_HZ))
        }
        connect(phones["anna"], 1, phones["boris"])
        connect(phones["anna"], 2, phones["clara"])
        yield phones


def tones(pcm: Sequence[int]) -> set[int]:
    """Which of the three are in there."""
    spectrum = np.abs(np.fft.rfft(np.asarray(pcm, dtype=float) / 32768)) / max(len(pcm), 1) * 2
    step = RATE / max(len(pcm), 1)
    found = set()
    for frequency_hz in (ANNA_HZ, BORIS_HZ, CLARA_HZ):
        near = spectrum[round((frequency_hz - 5) / step) : round((frequency_hz + 5) / step) + 1]
        if len(near) and near.max() > _HEARD:
            found.add(frequency_hz)
    return found


def tail(path: Path, seconds: float) -> Sequence[int]:
    """The end of a WAV file that may still grow, whatever its header says."""
    data = path.read_bytes()[44:] if path.exists() else b""
    return samples(data)[-round(seconds * RATE) :]


def dialled(pcm: Sequence[int]) -> str:
    """The digits in there, by the two loudest of their tones in steps of 20 ms. None follows itself in these tests: a
    tone that is interrupted, as on a busy machine, is still one digit."""
    step = RATE // 50
    parts = np.asarray(pcm[: len(pcm) // step * step], dtype=float).reshape(-1, step) / 32768
    waves = np.exp(-2j * np.pi * np.outer(np.arange(step), (*_ROWS_HZ, *_COLUMNS_HZ)) / RATE)
    loud = np.abs(parts @ waves) * 2 / step
    found = ""
    for rows, columns in zip(loud[:, : len(_ROWS_HZ)], loud[:, len(_ROWS_HZ) :], strict=True):
        digit = "123A456B789C*0#D"[4 * int(rows.argmax()) + int(columns.argmax())]
        if min(rows.max(), columns.max()) > _SUNG and not found.endswith(digit):
            found += digit
    return found


def run_until(running: EnginePhone, holds: Callable[[], bool], what: str) -> None:
    for _ in range(600):
        if holds():
            return
        running.run_for(0.05)
    raise AssertionError(what)


def hears(party: dict[str, EnginePhone], directory: Path, name: str, expected: set[int]) -> None:
    """Wait until a second of what NAME hears is just these tones."""
    path = directory / f"{name}-heard.wav"

    def holds() -> bool:
        heard = tail(path, 0.4)
        return len(heard) > RATE // 4 and tones(heard) == expected

    for _ in range(600):
        if holds():
            return
        party[name].run_for(0.05)
    raise AssertionError(f"{name} hears {tones(tail(path, 0.4))} instead of {expected}")


def test_in_a_conference_each_hears_both_others(party: dict[str, EnginePhone], tmp_path: Path) -> None:
    """Before it and after it each hears Anna alone, and nobody ever hears themselves."""
    anna = party["anna"]
    hears(party, tmp_path, "boris", {ANNA_HZ})
    anna.engine.set_conference((1, 2))
    hears(party, tmp_path, "boris", {ANNA_HZ, CLARA_HZ})
    hears(party, tmp_path, "clara", {ANNA_HZ, BORIS_HZ})
    hears(party, tmp_path, "anna", {BORIS_HZ, CLARA_HZ})
    anna.engine.set_conference(())
    hears(party, tmp_path, "boris", {ANNA_HZ})
    hears(party, tmp_path, "clara", {ANNA_HZ})


def test_who_leaves_a_conference_leaves_the_others_in_it(
    party: dict[str, EnginePhone], tmp_path: Path
) -> None:
    """Clara hangs up: Boris hears Anna alone, and a third call can take the place that was freed."""
    anna, clara = party["anna"], party["clara"]
    anna.engine.set_conference((1, 2))
    hears(party, tmp_path, "boris", {ANNA_HZ, CLARA_HZ})
    clara.engine.hang_up(clara.wait_for(CallIncoming).call_id)
    anna.wait_for_end(2)
    hears(party, tmp_path, "boris", {ANNA_HZ})
    connect(anna, 3, clara)
    hears(party, tmp_path, "boris", {ANNA_HZ})
    anna.engine.set_conference((1, 3))
    hears(party, tmp_path, "boris", {ANNA_HZ, CLARA_HZ})


def test_mute_and_silence_hold_for_one_call_and_in_a_conference(
    party: dict[str, EnginePhone], tmp_path: Path
) -> None:
    """Muted towards Boris, Anna is heard by Clara; silenced, Clara is heard by Boris and not by Anna."""
    anna = party["anna"]
    anna.engine.set_conference((1, 2))
    anna.engine.set_muted(1, True)
    anna.engine.set_silenced(2, True)
    hears(party, tmp_path, "boris", {CLARA_HZ})
    hears(party, tmp_path, "clara", {ANNA_HZ, BORIS_HZ})
    hears(party, tmp_path, "anna", {BORIS_HZ})
    anna.engine.set_muted(1, False)
    anna.engine.set_silenced(2, False)
    hears(party, tmp_path, "boris", {ANNA_HZ, CLARA_HZ})
    hears(party, tmp_path, "anna", {BORIS_HZ, CLARA_HZ})


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_recording_has_everybody_and_the_microphone_as_it_was_sent(
    party: dict[str, EnginePhone], tmp_path: Path, ending: str
) -> None:
    """Both sides, then with mute the other alone, then the conference; the file is complete when its end is told."""
    anna = party["anna"]
    path = tmp_path / f"talk.{ending}"
    anna.engine.record(1, str(path))
    assert anna.wait_for(RecordingChanged) == RecordingChanged(1, True, str(path))
    anna.run_for(1.0)
    anna.engine.set_muted(1, True)
    anna.run_for(1.0)
    anna.engine.set_muted(1, False)
    anna.engine.set_conference((1, 2))
    anna.run_for(1.2)
    anna.engine.record(1, "")
    assert anna.wait_for(RecordingChanged, lambda event: not event.recording).problem == ""
    pcm, rate = soundfile.read(path, dtype="int16")
    assert (rate, pcm.ndim) == (RATE, 1)
    assert len(pcm) > 2.5 * RATE
    seconds = [tones(pcm[at : at + RATE // 4]) for at in range(0, len(pcm) - RATE // 4, RATE // 4)]
    assert {ANNA_HZ, BORIS_HZ} in seconds
    assert {BORIS_HZ} in seconds
    assert seconds[-1] == {ANNA_HZ, BORIS_HZ, CLARA_HZ}
    assert max(len(heard) for heard in seconds[: len(seconds) // 2]) <= 2


def test_the_end_of_the_call_completes_its_recording(party: dict[str, EnginePhone], tmp_path: Path) -> None:
    """Hung up: the end of the recording is told without a problem, and another call's goes on."""
    anna = party["anna"]
    anna.engine.record(1, str(tmp_path / "one.wav"))
    anna.engine.record(2, str(tmp_path / "two.wav"))
    run_until(anna, lambda: len(tail(tmp_path / "one.wav", 2)) > RATE, "nothing is recorded")
    anna.engine.hang_up(1)
    ended = anna.wait_for(RecordingChanged, lambda event: not event.recording)
    assert (ended.call_id, ended.problem) == (1, "")
    with wave.open(str(tmp_path / "one.wav")) as file:
        assert file.getnframes() >= RATE
    before = len(tail(tmp_path / "two.wav", 60))
    run_until(anna, lambda: len(tail(tmp_path / "two.wav", 60)) > before + RATE, "the other does not grow")


def test_a_file_that_cannot_be_written_is_told_and_the_call_goes_on(
    party: dict[str, EnginePhone], tmp_path: Path
) -> None:
    """No folder, a file that exists, a full disk, a folder that is removed meanwhile: each has its sentence."""
    anna = party["anna"]
    taken = tmp_path / "taken.wav"
    taken.write_bytes(b"precious")
    folder = tmp_path / "folder"
    folder.mkdir()

    def problem_of(path: Path) -> str:
        known = len(anna.events)
        anna.engine.record(1, str(path))
        if path.parent == folder:
            anna.wait_for(RecordingChanged, lambda event: event.recording, after=known)
            path.unlink()
            folder.rmdir()
        return anna.wait_for(RecordingChanged, lambda event: not event.recording, after=known).problem

    assert problem_of(tmp_path / "nowhere" / "talk.wav") == "No such file or directory."
    assert problem_of(taken) == "File exists."
    assert taken.read_bytes() == b"precious"
    assert problem_of(folder / "talk.wav") == "No such file or directory."
    anna.engine.record(9, str(tmp_path / "nobody.wav"))
    assert "no sound" in anna.wait_for(RecordingChanged, lambda event: event.call_id == 9).problem
    hears(party, tmp_path, "boris", {ANNA_HZ})


def test_a_process_that_is_killed_leaves_a_recording_that_can_be_read(tmp_path: Path) -> None:
    """kill -9 in the middle: the WAV's header stands for all but the last second or two."""
    path = tmp_path / "talk.wav"
    with phone(tmp_path, "anna", ANNA_HZ) as anna, phone(tmp_path, "boris", BORIS_HZ) as boris:
        connect(anna, 1, boris)
        anna.engine.record(1, str(path))
        run_until(anna, lambda: len(tail(path, 9)) > 2.5 * RATE, "nothing is recorded")
        os.kill(anna.pid, signal.SIGKILL)
        anna.wait_for(EngineLost)
    with wave.open(str(path)) as file:
        frames = file.readframes(file.getnframes())
    assert len(frames) >= 2 * 2 * RATE
    assert {ANNA_HZ, BORIS_HZ} <= tones(samples(frames))


def test_who_is_held_is_out_of_the_conference_and_of_the_recording_until_resumed(
    party: dict[str, EnginePhone], tmp_path: Path
) -> None:
    """Clara on hold: the others go on; resumed, everybody is in it again, mute included, and in the file."""
    anna = party["anna"]
    path = tmp_path / "talk.wav"
    anna.engine.set_conference((1, 2))
    anna.engine.record(2, str(path))
    anna.engine.set_muted(2, True)
    hears(party, tmp_path, "clara", {BORIS_HZ})
    anna.engine.hold(2)
    anna.wait_for(CallMedia, lambda event: event.call_id == 2 and event.held)
    hears(party, tmp_path, "boris", {ANNA_HZ})
    hears(party, tmp_path, "anna", {BORIS_HZ})
    anna.run_for(0.3)
    recorded = path.stat().st_size
    anna.run_for(0.5)
    assert path.stat().st_size <= recorded + RATE // 5
    resumed = len(anna.events)
    anna.engine.resume(2)
    anna.wait_for(
        CallMedia, lambda event: event.call_id == 2 and event.active and not event.held, after=resumed
    )
    hears(party, tmp_path, "boris", {ANNA_HZ, CLARA_HZ})
    hears(party, tmp_path, "clara", {BORIS_HZ})
    hears(party, tmp_path, "anna", {BORIS_HZ, CLARA_HZ})
    anna.engine.set_muted(2, False)
    hears(party, tmp_path, "clara", {ANNA_HZ, BORIS_HZ})
    run_until(
        anna, lambda: tones(tail(path, 0.4)) == {ANNA_HZ, BORIS_HZ, CLARA_HZ}, "the recording stands still"
    )


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_full_disk_ends_the_recording_with_a_word(tmp_path: Path, ending: str) -> None:
    """What fits is there; the problem is told once, and what comes after it is dropped."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False, capture_output=True
    ).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        told: queue.SimpleQueue[RecordingChanged] = queue.SimpleQueue()
        recording = Recording(1, str(disk / f"talk.{ending}"), told.put)  # type: ignore[arg-type]  # no others come
        assert told.get(timeout=20).recording
        noise = np.random.default_rng(1).integers(-20000, 20000, 320, dtype="<i2").tobytes()
        for _ in range(600):
            recording.put(noise)
        ended = told.get(timeout=20)
        assert (ended.recording, ended.problem) == (False, "No space left on device.")
        recording.put(noise)
        recording.stop()
        recording.wait(10)
        assert told.empty()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_digits_in_the_sound_are_heard_by_the_other_side_alone(tmp_path: Path) -> None:
    """Each is two tones of ITU-T Q.23, 0.1 s long with a pause, beside what is said, muted or not."""
    inband = Account(id="inband", uri="sip:anna@localhost", dtmf=DtmfMode.INBAND)
    with phone(tmp_path, "anna", ANNA_HZ) as anna, phone(tmp_path, "boris", BORIS_HZ) as boris:
        anna.engine.set_account(inband, "")
        connect(anna, 1, boris, account_id="inband")
        hears({"boris": boris}, tmp_path, "boris", {ANNA_HZ})
        anna.engine.set_muted(1, True)
        hears({"boris": boris}, tmp_path, "boris", set())
        before = len(tail(tmp_path / "boris-heard.wav", 60))
        anna.engine.send_dtmf(1, "159D")
        run_until(
            boris, lambda: len(tail(tmp_path / "boris-heard.wav", 60)) > before + RATE, "nothing is recorded"
        )
        heard = tail(tmp_path / "boris-heard.wav", 60)[before - RATE // 2 :]
        assert dialled(heard) == "159D"
        assert dialled(tail(tmp_path / "anna-heard.wav", 60)) == ""


def test_more_digits_than_the_library_keeps_are_sung_all(tmp_path: Path) -> None:
    """Forty at once come through in order, where the library would end the process at the thirty-second."""
    inband = Account(id="inband", uri="sip:anna@localhost", dtmf=DtmfMode.INBAND)
    digits = "1593" * 10
    with phone(tmp_path, "anna", 0) as anna, phone(tmp_path, "boris", BORIS_HZ) as boris:
        anna.engine.set_account(inband, "")
        connect(anna, 1, boris, account_id="inband")
        anna.engine.send_dtmf(1, digits[:20])
        anna.engine.send_dtmf(1, digits[20:])
        ear = tmp_path / "boris-heard.wav"
        run_until(boris, lambda: dialled(tail(ear, 60)) == digits, "not all digits are heard")
        assert not [event for event in anna.events if isinstance(event, EngineLost)]
