"""Two phones in a call between PulseAudio null sinks, and what can be measured there."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from softphone.calls.call_events import CallIncoming, CallMedia
from softphone.calls.settings import AudioSettings
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.patience import PATIENCE_S
from tests.support.pulse import RATE, PulseServer, Recorder, Recording, air
from tests.support.tone import goertzel, onsets, quiet_stretches, samples, sine

TONE_HZ = 440
_HEARD_S = 0.2
_SETTLED_S = 2.0

ROOT = Path(__file__).parents[2]


class SoundPhone:
    """A `tests.support.sound_phone` process."""

    def __init__(
        self, server: PulseServer | None, *, codec: str = "PCMU", environment: dict[str, str] | None = None
    ):
        self._environment = environment or (server.environment if server else {})
        self._codec = codec

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.sound_phone", f"--codec={self._codec}"],
            cwd=ROOT,
            env={**self._environment, "QT_LOGGING_RULES": "*=false"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="sound phone", daemon=True)
        self._reader.start()
        self.port: int = self.wait_for("ready")["port"]
        return self

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put({**json.loads(line), "heard_at": time.monotonic()})

    def do(self, command: str, **arguments: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": command, **arguments}) + "\n")
        self._process.stdin.flush()

    def wait_for(self, event: str, *, timeout_s: float = PATIENCE_S, **fields: object) -> dict[str, Any]:
        """The next event of that name with these fields; others before it are dropped."""
        give_up = time.monotonic() + timeout_s
        while True:
            try:
                seen = self._events.get(timeout=max(0.0, give_up - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"no {event} {fields or ''}") from None
            if seen["event"] == event and fields.items() <= seen.items():
                return seen

    def usage(self) -> dict[str, Any]:
        """cpu_s, rss_mib, and how full the queues are."""
        self.do("usage")
        return self.wait_for("usage")

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            status = self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = -9
        self._reader.join(5)
        assert self._process.stdout is not None
        self._process.stdout.close()
        if kind is None and status != 0:
            raise AssertionError(f"the phone ended with {status}")


def mouth_to_ear_ms(mouth: Recording, ear: Recording) -> list[float]:
    """Delay of each burst of sound from one recording to the other."""
    spoken = [mouth.started_at + at for at in onsets(samples(bytes(mouth.pcm)), RATE)]
    heard = [ear.started_at + at for at in onsets(samples(bytes(ear.pcm)), RATE)]
    delays = []
    for moment in spoken:
        later = [at - moment for at in heard if 0 < at - moment < 0.5]
        if later:
            delays.append(later[0] * 1000)
    return delays


def connect(caller: SoundPhone, callee: SoundPhone) -> None:
    """A call from one to the other whose sound is up on both."""
    caller.do("dial", port=callee.port)
    caller.wait_for("CallMedia")
    callee.wait_for("CallMedia")


@contextmanager
def sound_server_is(server: PulseServer) -> Iterator[None]:
    """Processes that are started meanwhile, without an environment of their own, use `server`."""
    ours = {name: value for name, value in server.environment.items() if name.startswith("PULSE_")}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def plain_audio(name: str) -> AudioSettings:
    """NAME's devices without voice processing, to which a steady tone is noise."""
    return AudioSettings(
        microphone=f"{name}-mic",
        loudspeaker=f"{name}-ear",
        echo_cancellation=False,
        noise_suppression=False,
    )


@contextmanager
def engines_in_a_call(directory: Path) -> Iterator[tuple[PulseServer, EnginePhone, EnginePhone]]:
    """A sound server, and the engines of Anna and Boris in a call, each with devices NAME-mic and NAME-ear."""
    with ExitStack() as stack:
        names = ("anna", "boris")
        server = stack.enter_context(
            PulseServer(
                directory,
                speakers=[f"{name}-ear" for name in names],
                microphones=[f"{name}-mic" for name in names],
            )
        )
        stack.enter_context(sound_server_is(server))
        anna, boris = (
            stack.enter_context(
                EnginePhone(
                    quiet_config(
                        sound=SoundMode.DEVICES,
                        audio=plain_audio(name),
                    )
                )
            )
            for name in names
        )
        anna.engine.invite(1, f"sip:boris@{boris.address}")
        boris.engine.answer(boris.wait_for(CallIncoming).call_id)
        anna.wait_for(CallMedia)
        boris.wait_for(CallMedia)
        give_up = time.monotonic() + 10
        while server.streams("sink-inputs") < len(names):
            if time.monotonic() > give_up:
                raise TimeoutError("the loudspeakers are not opened")
            anna.run_for(0.05)
        yield server, anna, boris


@dataclass(frozen=True, slots=True)
class Listening:
    """What came of a steady tone: the gaps of over a millisecond at the far ear, and before the microphone."""

    seconds: float
    gaps_ms: tuple[float, ...]
    own_gaps_ms: tuple[float, ...]
    loudness: float

    @property
    def longest_ms(self) -> float:
        return max(self.gaps_ms, default=0.0)


def listen(server: PulseServer, seconds: float) -> Listening:
    """440 Hz at Anna's microphone for `seconds`, after two to settle, as Boris hears it."""
    with (
        server.record(air("anna-mic")) as mouth,
        server.record("boris-ear") as ear,
        server.play(air("anna-mic"), sine(TONE_HZ, 1) * round(seconds + 20)),
    ):
        _wait_for_tone(ear)
        ear.wait_for(_SETTLED_S)
        starts = len(mouth.recording.pcm), len(ear.recording.pcm)
        ear.wait_for(seconds, timeout_s=2 * seconds + 10)
        said, heard = (
            samples(bytes(recorder.recording.pcm[start:]))
            for recorder, start in zip((mouth, ear), starts, strict=True)
        )
    tail = heard[-round(RATE * _HEARD_S) :]
    return Listening(len(heard) / RATE, _gaps_ms(heard), _gaps_ms(said), goertzel(tail, TONE_HZ, RATE))


def _wait_for_tone(ear: Recorder) -> None:
    give_up = time.monotonic() + 15
    while goertzel(samples(ear.tail(_HEARD_S)), TONE_HZ, RATE) < 0.2:
        if time.monotonic() > give_up:
            raise TimeoutError("the tone does not reach the ear")
        ear.wait_for(0.1)


def _gaps_ms(pcm: Sequence[int]) -> tuple[float, ...]:
    """Stretches in which a tone of half of full scale stays under a twentieth: 1 ms is more than any zero crossing."""
    return tuple(1000 * length for _, length in quiet_stretches(pcm, RATE, below=0.05, window_ms=1.0))
