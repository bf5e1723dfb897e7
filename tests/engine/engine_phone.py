"""An engine with an owner's loop around it, so that a test can wait for what it reports."""

import os
import queue
import subprocess
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from softphone.calls.call_events import CallEnded
from softphone.calls.engine_events import EngineEvent, EngineReady
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from tests.support.patience import PATIENCE_S

_E = TypeVar("_E")


def quiet_config(**changes: object) -> EngineConfig:
    """Loopback only and no sound devices."""
    settings: dict[str, object] = {"bind_address": "127.0.0.1", "sound": SoundMode.NONE, **changes}
    return EngineConfig(**settings)  # type: ignore[arg-type]  # the tests name fields that exist


class EnginePhone:
    """A started engine. `events` is everything that it has reported so far, in order."""

    def __init__(
        self, config: EngineConfig | None = None, spawned: subprocess.Popen[bytes] | None = None
    ) -> None:
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.events: list[EngineEvent] = []
        self.engine = EngineClient(post=self._queue.put, config=config or quiet_config(), spawned=spawned)
        self.engine.subscribe(self.events.append)

    def __enter__(self) -> Self:
        self.engine.start()
        self.ready = self.wait_for(EngineReady)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.close()

    @property
    def pid(self) -> int:
        pid = self.engine.pid
        assert pid is not None, "there is no engine process now"
        return pid

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.ready.udp_port}"

    def wait_for(
        self,
        kind: type[_E],
        that: Callable[[_E], bool] = lambda _: True,
        *,
        after: int = 0,
        timeout_s: float = PATIENCE_S,
    ) -> _E:
        """The first event of a kind, at or after index `after` of `events`, running the owner's loop meanwhile."""
        end = time.monotonic() + timeout_s
        seen = after
        while True:
            while seen < len(self.events):
                event = self.events[seen]
                seen += 1
                if isinstance(event, kind) and that(event):
                    return event
            left = end - time.monotonic()
            assert left > 0, (
                f"no {kind.__name__} came; these did: {self.events[after:]} log {self.engine.recent_log()}"
            )
            try:
                self._queue.get(timeout=left)()
            except queue.Empty:
                continue

    def wait_for_end(self, call_id: int, *, after: int = 0, timeout_s: float = PATIENCE_S) -> CallEnded:
        """The end of one call."""
        return self.wait_for(
            CallEnded, lambda event: event.call_id == call_id, after=after, timeout_s=timeout_s
        )

    def run_for(self, seconds: float) -> None:
        """Run the owner's loop for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._queue.get(timeout=left)()
            except queue.Empty:
                return

    def signal(self, number: int) -> None:
        """Send the engine process a signal."""
        os.kill(self.pid, number)
