"""The engine process's two pipes to the phone."""

import os
import queue
import sys
import threading
from collections.abc import Iterator

from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.engine.protocol import EngineCommand, FrameError, FrameReader, decode_command, encode_frame

_CHUNK_BYTES = 1 << 16


class Pipes:
    """Events out, commands in. Takes standard input and output away from everything else in the process.

    A native library that prints would otherwise write into the middle of a frame: file descriptor 1 becomes the
    standard error stream.
    """

    def __init__(self) -> None:
        self._in = os.dup(0)
        self._out = os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="events out", daemon=True)
        self._writer.start()

    def post(self, event: Event) -> None:
        """Send an event, from any thread, without waiting for the pipe."""
        self._events.put(event)

    def flush(self, timeout_s: float) -> None:
        """Wait until what was posted is written; nothing can be posted afterwards."""
        self._events.put(None)
        self._writer.join(timeout_s)

    def commands(self) -> Iterator[EngineCommand]:
        """The commands until the phone is gone. Frames that hold none are reported and passed over."""
        frames = FrameReader()
        while True:
            try:
                data = os.read(self._in, _CHUNK_BYTES)
                if not data:
                    return
                for payload in frames.feed(data):
                    yield from self._decoded(payload)
            except FrameError as error:  # where the next frame begins is unknown now
                self.post(EngineFault(operation="read", status=0, reason=str(error)))
                return
            except OSError:
                return

    def _decoded(self, payload: bytes) -> tuple[EngineCommand, ...]:
        try:
            return (decode_command(payload),)
        except FrameError as error:
            self.post(EngineFault(operation="read", status=0, reason=str(error)))
            return ()

    def _write(self) -> None:
        while (event := self._events.get()) is not None:
            try:
                view = memoryview(encode_frame(event))
                while view:
                    view = view[os.write(self._out, view) :]
            except FrameError as error:
                self.post(EngineFault(operation="write", status=0, reason=str(error)))
            except OSError:
                return  # the phone is gone; the reader notices and ends the process
