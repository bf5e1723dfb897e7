"""A call into a file: on a thread of its own, because a disk may stall for seconds and sound must not."""

import queue
import threading
from collections.abc import Callable

from softphone.calls.call_events import RecordingChanged
from softphone.calls.event import Event
from softphone.engine.sound.queues import FRAME_MS
from softphone.engine.sound.sound_file import SoundFile, create_sound_file

_MOST_WAITING = 10_000 // FRAME_MS
_TOO_SLOW = "The disk is too slow."
_SETTLE_FRAMES = 1000 // FRAME_MS
_END = b""


class Recording:
    """Begins with its construction and ends by `stop` or by what goes wrong; either is told by `post`."""

    def __init__(self, call_id: int, path: str, post: Callable[[Event], None]) -> None:
        self._call_id = call_id
        self._path = path
        self._post = post
        self._frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._problem = ""
        self._over = False
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    def put(self, pcm: bytes) -> None:
        """A frame; never waits. On pjmedia's clock thread."""
        if self._over:
            return
        if self._frames.qsize() >= _MOST_WAITING:
            self._over = True
            self._problem = _TOO_SLOW
            self._frames.put(_END)
            return
        self._frames.put(pcm)

    def stop(self) -> None:
        """Write what has come and complete the file, on its thread."""
        self._over = True
        self._frames.put(_END)

    def wait(self, timeout_s: float) -> None:
        """Return when the file is complete."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        problem = ""
        try:
            with create_sound_file(self._path) as file:
                self._post(RecordingChanged(self._call_id, True, self._path))
                self._write(file)
        except Exception as error:  # whatever the disk or the library for files says: the call goes on
            problem = _sentence(error)
        self._over = True
        self._post(RecordingChanged(self._call_id, False, self._path, problem or self._problem))

    def _write(self, file: SoundFile) -> None:
        written = 0
        while (pcm := self._frames.get()) != _END:
            file.write(pcm)
            written += 1
            if written % _SETTLE_FRAMES == 0:
                file.settle()


def _sentence(error: Exception) -> str:
    text = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return text if text.endswith(".") else f"{text}."
