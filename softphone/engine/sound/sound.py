"""Sound as the SIP thread sees it: requests that the main thread carries out when it can.

A sound server that stalls holds the main thread for seconds; SIP goes on meanwhile.
"""

import queue
from collections.abc import Callable

import msgspec
import pjsua2 as pj

from softphone.calls.engine_events import CallMedia, EngineFault, Event
from softphone.calls.ports import SoundTest, Tone
from softphone.calls.settings import AudioSettings
from softphone.engine.loop import MainLoop
from softphone.engine.sound.kinds import SoundPort


class Sound:
    """Takes requests from any thread and from the start; they wait until `open`."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._requests: queue.SimpleQueue[tuple[str, Callable[[SoundPort], None]]] = queue.SimpleQueue()
        self._opened: tuple[MainLoop, SoundPort] | None = None
        self._closed = False
        self._attached: set[int] = set()

    def open(self, loop: MainLoop, port: SoundPort) -> None:
        """From now on requests run on `loop`. On the main thread."""
        self._opened = loop, port
        loop.post(self._run_requests)

    def attach(self, call_id: int, media: pj.AudioMedia, event: CallMedia) -> None:
        """Connect the call's sound, and send `event` with the devices that there are."""

        def connect(port: SoundPort) -> None:
            if call_id not in self._attached:
                return  # over before the main thread came to it
            try:
                port.attach(call_id, media)
            except pj.Error:
                if call_id in self._attached:
                    raise
            finally:
                microphone, loudspeaker = port.availability()
                self._post(msgspec.structs.replace(event, microphone=microphone, loudspeaker=loudspeaker))

        self._attached.add(call_id)
        self._request("attach sound", connect)

    def detach(self, call_id: int) -> None:
        """The call has no sound for now: it is held, or it is about to end."""
        self._attached.discard(call_id)
        self._request("detach sound", lambda port: port.detach(call_id))

    def end(self, call_id: int) -> None:
        """The call is over: forget what was set for it."""
        self._attached.discard(call_id)
        self._request("end sound", lambda port: port.end(call_id))

    def set_muted(self, call_id: int, muted: bool) -> None:
        self._request("mute", lambda port: port.set_muted(call_id, muted))

    def set_silenced(self, call_id: int, silenced: bool) -> None:
        self._request("silence", lambda port: port.set_silenced(call_id, silenced))

    def set_conference(self, call_ids: tuple[int, ...]) -> None:
        self._request("conference", lambda port: port.set_conference(call_ids))

    def play_digits(self, call_id: int, digits: str) -> None:
        """DTMF as tones in what is sent: 0-9 * # A-D."""
        self._request("digits in the sound", lambda port: port.play_digits(call_id, digits))

    def record(self, call_id: int, path: str) -> None:
        self._request("record", lambda port: port.record(call_id, path))

    def test_sound(self, kind: SoundTest) -> None:
        self._request("test sound", lambda port: port.test_sound(kind))

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """`ringtone` is a WAV file to be used for Tone.RINGTONE."""
        self._request("play tone", lambda port: port.play_tone(tone, ringtone))

    def set_devices(self, audio: AudioSettings) -> None:
        self._request("set devices", lambda port: port.set_devices(audio))

    def close(self) -> None:
        """Close the port, then let the main loop end."""

        def close(port: SoundPort) -> None:
            self._closed = True
            try:
                port.close()
            finally:
                if self._opened is not None:
                    self._opened[0].stop()

        self._request("close sound", close)

    def _request(self, operation: str, act: Callable[[SoundPort], None]) -> None:
        self._requests.put((operation, act))
        if self._opened is not None:
            self._opened[0].post(self._run_requests)

    def _run_requests(self) -> None:
        for _ in range(self._requests.qsize()):
            try:
                operation, act = self._requests.get_nowait()
            except queue.Empty:
                return
            if self._opened is not None and not self._closed:
                self._run(operation, act, self._opened[1])

    def _run(self, operation: str, act: Callable[[SoundPort], None], port: SoundPort) -> None:
        try:
            act(port)
        except pj.Error as error:
            self._post(EngineFault(operation=operation, status=error.status, reason=error.reason))
        except Exception as error:
            self._post(EngineFault(operation=operation, status=0, reason=f"{type(error).__name__}: {error}"))
