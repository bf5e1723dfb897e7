"""A PulseAudio server of the test's own: null sinks as loudspeakers and as the air before microphones."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

RATE = 48000
"""Of every sink, int16 mono as far as players and recorders see it."""

_BYTES_PER_S = RATE * 2
_FORMAT = ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")


@dataclass
class Recording:
    """What a sink played, from `started_at` (time.monotonic) on."""

    pcm: bytearray = field(default_factory=bytearray)
    started_at: float = float("inf")

    def _add(self, data: bytes) -> None:
        self.pcm += data
        # The earliest that any chunk says the first sample can have been: delays of this process fall out.
        self.started_at = min(self.started_at, time.monotonic() - len(self.pcm) / _BYTES_PER_S)


class Recorder:
    """Records the monitor of a sink until it is stopped."""

    def __init__(self, server: "PulseServer", sink: str) -> None:
        self.recording = Recording()
        self._heard = threading.Event()
        self._process = subprocess.Popen(
            ["parec", f"--device={sink}.monitor", *_FORMAT, "--latency-msec=10"],
            env=server.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._thread = threading.Thread(target=self._read, name=f"parec {sink}", daemon=True)
        self._thread.start()
        if not self._heard.wait(10):
            self.stop()
            raise TimeoutError(f"no sound from the monitor of {sink}")

    def _read(self) -> None:
        assert self._process.stdout is not None
        while data := self._process.stdout.read(4096):
            self.recording._add(data)
            self._heard.set()

    def wait_for(self, seconds: float, *, timeout_s: float = 30.0) -> None:
        """Return when `seconds` more have been recorded."""
        goal = len(self.recording.pcm) + round(seconds * _BYTES_PER_S)
        give_up = time.monotonic() + timeout_s
        while len(self.recording.pcm) < goal:
            if time.monotonic() > give_up:
                raise TimeoutError("the recording does not grow")
            time.sleep(0.01)

    def tail(self, seconds: float) -> bytes:
        """The last `seconds` of the recording so far."""
        return bytes(self.recording.pcm[-2 * round(seconds * RATE) :])

    def stop(self) -> Recording:
        self._process.terminate()
        self._process.wait(5)
        self._thread.join(5)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self.recording

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


class Player:
    """Plays PCM into a sink until it is stopped or the PCM ends."""

    def __init__(self, server: "PulseServer", sink: str, pcm: bytes) -> None:
        file = server.directory / f"play-{sink}-{time.monotonic_ns()}.raw"
        file.write_bytes(pcm)
        self._process = subprocess.Popen(
            ["pacat", "--playback", f"--device={sink}", *_FORMAT, "--latency-msec=200", str(file)],
            env=server.environment,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


class PulseServer:
    """`with PulseServer(tmp_path, speakers=["ear"], microphones=["mouth"]) as pulse: …`

    Each microphone NAME is a source that hears what is played into the sink NAME-air. The first speaker and
    the first microphone are the defaults. `environment` is for every child that shall use this server.
    """

    def __init__(
        self, directory: Path, *, speakers: Iterable[str] = ("ear",), microphones: Iterable[str] = ("mouth",)
    ) -> None:
        self.directory = directory / "pulse"
        self.directory.mkdir(mode=0o700)
        self._socket = self.directory / "native"
        self._log = self.directory / "server.log"
        self._speakers = tuple(speakers)
        self._microphones = tuple(microphones)
        self._process: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, list[int]] = {}
        self._listeners: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **os.environ,
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(self.directory / "cookie"),
            "PULSE_RUNTIME_PATH": str(self.directory),
            "XDG_RUNTIME_DIR": str(self.directory),
            "XDG_CONFIG_HOME": str(self.directory),
            "HOME": str(self.directory),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers. Devices are as at the first start."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                    *("--log-target=stderr", "--high-priority=no", "--realtime=no"),
                    *("-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                ],
                env={**self.environment, "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
                stdout=log,
                stderr=log,
            )
        self._modules.clear()
        self._wait_until_it_answers()
        for name in self._speakers:
            self.add_speaker(name)
        for name in self._microphones:
            self.add_microphone(name)

    def _wait_until_it_answers(self) -> None:
        give_up = time.monotonic() + 10
        while subprocess.run(
            ["pactl", "info"], env=self.environment, capture_output=True, check=False
        ).returncode:
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"pulseaudio did not start: {self._log.read_text(errors='replace')}")
            time.sleep(0.02)

    def stop(self, *, kill: bool = False) -> None:
        """End the server; `kill` as a crash would."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        self._process.wait(10)
        self._process = None
        for name in tuple(self._listeners):
            self._end_listener(name)

    def freeze(self) -> None:
        """Keep the server from answering, as a stalled one does, until `thaw`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def control(self, *arguments: str) -> str:
        """What `pactl ARGUMENTS` prints."""
        return subprocess.run(
            ["pactl", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=10,
        ).stdout.strip()

    def add_speaker(self, name: str, *, at_once: bool = False) -> None:
        """`at_once` gives up rewinding: without it two seconds of silence are made in advance."""
        quick = ("norewinds=1",) if at_once else ()
        self._load(name, "module-null-sink", f"sink_name={name}", _described("sink", name), *quick)

    def add_microphone(self, name: str) -> None:
        self._load(name, "module-null-sink", f"sink_name={name}-air", _described("sink", f"{name}-air"))
        self._load_microphone(name)
        # A null sink that nobody hurries renders two seconds at once, and its monitor is silent as long.
        self._listeners[name] = subprocess.Popen(
            ["parec", f"--device={name}-air.monitor", *_FORMAT, "--latency-msec=10"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _load_microphone(self, name: str) -> None:
        master = f"master={name}-air.monitor"
        self._load(name, "module-remap-source", master, f"source_name={name}", _described("source", name))

    def _load(self, name: str, module: str, *arguments: str) -> None:
        shape = (f"rate={RATE}", "channels=1", "format=s16le") if module == "module-null-sink" else ()
        self._modules.setdefault(name, []).append(
            int(self.control("load-module", module, *arguments, *shape))
        )

    def remove(self, name: str) -> None:
        """Unplug a speaker or microphone."""
        self._end_listener(name)
        for module in reversed(self._modules.pop(name)):
            self.control("unload-module", str(module))

    def unplug_microphone(self, name: str) -> None:
        """The microphone alone goes; what is played into its air is not held up."""
        self.control("unload-module", str(self._modules[name].pop()))

    def plug_microphone(self, name: str) -> None:
        self._load_microphone(name)

    def _end_listener(self, name: str) -> None:
        listener = self._listeners.pop(name, None)
        if listener is not None:
            listener.terminate()
            listener.wait(5)

    def set_default_speaker(self, name: str) -> None:
        self.control("set-default-sink", name)

    def set_default_microphone(self, name: str) -> None:
        self.control("set-default-source", name)

    def streams(self, kind: str) -> int:
        """How many streams are open: `kind` is "sink-inputs" or "source-outputs"."""
        return len([line for line in self.control("list", "short", kind).splitlines() if line])

    def play(self, sink: str, pcm: bytes) -> Player:
        return Player(self, sink, pcm)

    def record(self, sink: str) -> Recorder:
        return Recorder(self, sink)


def air(microphone: str) -> str:
    """The sink to play into so that `microphone` hears it."""
    return f"{microphone}-air"


def _described(kind: str, name: str) -> str:
    return f"{kind}_properties=device.description={name}"
