"""One engine process, seen from the phone: its pipes, its heartbeat, its log, its end."""

import logging
import os
import queue
import subprocess
import threading
from collections import deque

from softphone.calls.engine_events import EngineEvent
from softphone.engine.protocol import (
    RESTART_STATUS,
    Command,
    FrameError,
    FrameReader,
    Heartbeat,
    decode_event,
    encode_frame,
)
from softphone.engine.spawn import discard, spawn

_FIRST_EVENT_S = 15.0  # loading from a cold disk
_SILENCE_S = 0.35  # a heartbeat comes every 0.25 s; two such silences in a row mean that it hangs
_CHUNK_BYTES = 1 << 16
_LOG_LINES = 300
_LOG_LINE_LENGTH = 500
_JOIN_S = 1.0

_log = logging.getLogger(__name__)
_END = b""


class ProcessOverError(Exception):
    """The process ended, hangs, or sends what it should not. Says why."""


class RestartWantedError(ProcessOverError):
    """The process ended, when it had no calls, to be started anew."""


class EngineProcess:
    """Starts the process, or takes over one that is `spawned` already. Raises OSError if that fails.

    Three threads: one writes commands, so that a full pipe holds nobody up, one reads events, one reads the log.
    """

    def __init__(self, spawned: subprocess.Popen[bytes] | None = None) -> None:
        self._process = spawned if spawned is not None else spawn()
        self.pid = self._process.pid
        self._commands: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._payloads: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._log_lines: deque[str] = deque(maxlen=_LOG_LINES)
        self._killer: threading.Timer | None = None
        self._is_over = False
        self._killer_lock = threading.Lock()
        self._silence_s = _FIRST_EVENT_S
        self._threads = [
            threading.Thread(target=run, name=f"engine {name}", daemon=True)
            for name, run in (("commands", self._write), ("events", self._read), ("log", self._read_log))
        ]
        for thread in self._threads:
            thread.start()

    def send(self, command: Command) -> None:
        """Queue a command; returns at once. Nothing happens if the process is gone. Raises FrameError."""
        self._commands.put(encode_frame(command))

    def next_event(self) -> EngineEvent | Heartbeat:
        """Wait for the next event. Raises ProcessOverError."""
        payload = self._next_payload()
        if payload == _END:
            code = self._process.wait()
            if code == RESTART_STATUS:
                raise RestartWantedError("the engine process wants to be started anew")
            raise ProcessOverError(f"the engine process ended ({_exit_text(code)})")
        self._silence_s = _SILENCE_S
        try:
            return decode_event(payload)
        except FrameError as error:
            raise ProcessOverError(f"the engine process is out of step: {error}") from error

    def end_within(self, seconds: float) -> None:
        """Kill the process if it has not ended by itself by then."""
        with self._killer_lock:  # it may end in this moment, seen by another thread
            if self._killer is not None or self._is_over:
                return
            self._killer = threading.Timer(seconds, self._process.kill)
            self._killer.daemon = True
            self._killer.start()

    def kill(self) -> None:
        """End the process now and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        with self._killer_lock:
            self._is_over = True
            killer = self._killer
        if killer is not None:
            killer.cancel()
            killer.join(_JOIN_S)
        self._commands.put(None)
        for thread in self._threads:
            thread.join(_JOIN_S)
        discard(self._process)

    def recent_log(self) -> tuple[str, ...]:
        return tuple(self._log_lines)

    def _next_payload(self) -> bytes:
        """One silent wait is forgiven: the whole machine may have been asleep, and this process with it."""
        for _ in range(2):
            try:
                return self._payloads.get(timeout=self._silence_s)
            except queue.Empty:
                continue
        raise ProcessOverError("the engine process hangs")

    def _write(self) -> None:
        stdin = self._process.stdin
        while stdin is not None and (frame := self._commands.get()) is not None:
            try:
                view = memoryview(frame)
                while view:
                    view = view[os.write(stdin.fileno(), view) :]
            except OSError:
                return  # the process is gone; the reader of events says so

    def _read(self) -> None:
        stdout = self._process.stdout
        frames = FrameReader()
        try:
            while stdout is not None and (data := os.read(stdout.fileno(), _CHUNK_BYTES)):
                for payload in frames.feed(data):
                    self._payloads.put(payload)
        except (OSError, FrameError) as error:
            _log.warning("events of the engine: %s", error)
        self._payloads.put(_END)

    def _read_log(self) -> None:
        stderr = self._process.stderr
        rest = b""
        while stderr is not None and (data := os.read(stderr.fileno(), _CHUNK_BYTES)):
            *lines, rest = (rest + data).split(b"\n")
            rest = rest[-_CHUNK_BYTES:]
            for line in lines:
                text = line.decode("utf-8", "replace").rstrip()
                self._log_lines.append(text[:_LOG_LINE_LENGTH])
                _log.debug("%s", text)


def _exit_text(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"
