"""Two phones in a call between PulseAudio null sinks, and what can be measured there."""

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.pulse import RATE, PulseServer, Recording
from tests.support.tone import onsets, samples

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

    def wait_for(self, event: str, *, timeout_s: float = 15.0, **fields: object) -> dict[str, Any]:
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
    caller.wait_for("active")
    callee.wait_for("active")
