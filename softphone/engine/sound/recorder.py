"""Ports of the conference bridge that write what they hear into files."""

import contextlib
from collections.abc import Callable

import pjsua2 as pj

from softphone.calls.call_events import RecordingChanged
from softphone.calls.event import Event
from softphone.engine.sound.frames import choose_frame_access
from softphone.engine.sound.queues import FRAME_MS, SAMPLE_RATE_HZ
from softphone.engine.sound.recording import Recording


class RecorderPort(pj.AudioMediaPort):
    """Hands frames of 16 kHz mono to a recording. The callback runs on pjmedia's clock thread and must not raise."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        super().__init__()
        self._post = post
        self._frames = choose_frame_access()
        self._recording: Recording | None = None
        self.listens = False  # a port that nothing is connected to is given silence all the same
        self.createPort("recorder", voice_format())

    def start(self, call_id: int, path: str) -> None:
        """Into a new file; another one that is being written is completed."""
        self.stop()
        self._recording = Recording(call_id, path, self._post)

    def stop(self) -> None:
        """Complete the file, in its own time."""
        recording, self._recording = self._recording, None
        if recording is not None:
            recording.stop()

    def wait(self, timeout_s: float) -> None:
        """Complete the file before this returns, if it can be done in time."""
        recording = self._recording
        self.stop()
        if recording is not None:
            recording.wait(timeout_s)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802 - pjsua2's name
        with contextlib.suppress(Exception):  # a kept traceback would keep the port alive and abort at exit
            recording = self._recording
            if recording is not None and self.listens:
                recording.put(self._frames.read(frame))


class Recorders:
    """Ports are used again: one that goes while the clock thread is in it ends the process."""

    _GOODBYE_S = 0.5

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._all: list[RecorderPort] = []
        self._free: list[RecorderPort] = []

    def take(self) -> RecorderPort:
        if self._free:
            return self._free.pop()
        port = RecorderPort(self._post)
        self._all.append(port)
        return port

    def give_back(self, port: RecorderPort) -> None:
        """After it has been disconnected."""
        port.stop()
        self._free.append(port)

    def refuse(self, call_id: int, path: str) -> None:
        self._post(RecordingChanged(call_id, False, path, "The call has no sound yet."))

    def close(self) -> None:
        for port in self._all:
            port.wait(self._GOODBYE_S)


def voice_format() -> pj.MediaFormatAudio:
    """16 kHz mono, 20 ms frames."""
    voice = pj.MediaFormatAudio()
    voice.type = pj.PJMEDIA_TYPE_AUDIO
    voice.clockRate = SAMPLE_RATE_HZ
    voice.channelCount = 1
    voice.bitsPerSample = 16
    voice.frameTimeUsec = FRAME_MS * 1000
    return voice
