"""Sound as the SIP thread sees it.

The SIP thread itself connects calls on the bridge (`patchbay`). What has to do with devices and clocks is requested
of the main thread, which does it when it can: a sound server that stalls holds it for seconds; SIP goes on meanwhile.
"""

import queue
from collections.abc import Callable
from functools import partial

import msgspec
import pjsua2 as pj

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.call_events import CallMedia
from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.engine.loop import MainLoop
from softphone.engine.sound.kinds import SoundPort
from softphone.engine.sound.patchbay import Patchbay


class Sound:
    """Takes requests on the SIP thread, from the start; they wait until `open`.

    `post` sends an event to the phone from any thread, `on_sip` runs a function on the SIP thread soon.
    """

    def __init__(self, post: Callable[[Event], None], on_sip: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._on_sip = on_sip
        self._patchbay = Patchbay(post)
        self._waiting: dict[int, tuple[pj.AudioMedia, CallMedia]] = {}  # for `open`
        self._requests: queue.SimpleQueue[tuple[str, Callable[[SoundPort], None]]] = queue.SimpleQueue()
        self._opened: tuple[MainLoop, SoundPort] | None = None
        self._closed = False

    def open(self, loop: MainLoop, port: SoundPort) -> None:
        """From now on requests run on `loop`. On the main thread."""
        self._opened = loop, port
        loop.post(self._run_requests)
        self._on_sip(self._attach_waiting)

    def attach(self, call_id: int, media: pj.AudioMedia, event: CallMedia) -> None:
        """Connect the call's sound, and send `event` with the devices that there are."""
        if self._opened is None:
            self._waiting[call_id] = media, event
            return
        port = self._opened[1]

        def connect() -> None:
            self._patchbay.attach(call_id, media, *port.ends_of(call_id), talks=event.active)

        def begin(port: SoundPort) -> None:
            try:
                port.begin(call_id)
            finally:
                microphone, loudspeaker = port.availability()
                self._post(msgspec.structs.replace(event, microphone=microphone, loudspeaker=loudspeaker))

        self._guarded("attach sound", connect)
        self._request("attach sound", begin)

    def cut(self, call_id: int) -> None:
        """We are about to end the call: nothing more is said and heard. Before the library is asked to."""
        self._waiting.pop(call_id, None)
        self._guarded("cut sound", lambda: self._patchbay.cut(call_id))
        self._request("cut sound", lambda port: port.rest(call_id))

    def detach(self, call_id: int) -> None:
        """The call has no sound for now: it is held. After the library has taken it off the bridge."""
        self._waiting.pop(call_id, None)
        self._guarded("detach sound", lambda: self._patchbay.detach(call_id))
        self._request("detach sound", lambda port: port.rest(call_id))

    def end(self, call_id: int) -> None:
        """The call is over: forget what was set for it."""
        self._waiting.pop(call_id, None)
        self._guarded("end sound", lambda: self._patchbay.end(call_id))
        self._request("end sound", lambda port: port.end(call_id))

    def set_muted(self, call_id: int, muted: bool) -> None:
        self._guarded("mute", lambda: self._patchbay.set_muted(call_id, muted))
        self._request("mute", lambda port: port.set_muted(call_id, muted))

    def set_silenced(self, call_id: int, silenced: bool) -> None:
        self._guarded("silence", lambda: self._patchbay.set_silenced(call_id, silenced))

    def set_conference(self, call_ids: tuple[int, ...]) -> None:
        self._guarded("conference", lambda: self._patchbay.set_conference(call_ids))

    def play_digits(self, call_id: int, digits: str) -> None:
        """DTMF as tones in what is sent: 0-9 * # A-D."""
        self._guarded("digits in the sound", lambda: self._patchbay.play_digits(call_id, digits))

    def record(self, call_id: int, path: str) -> None:
        self._guarded("record", lambda: self._patchbay.record(call_id, path))

    def test_sound(self, kind: SoundTest) -> None:
        self._request("test sound", lambda port: port.test_sound(kind))

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """`ringtone` is a WAV file to be used for Tone.RINGTONE."""
        self._request("play tone", lambda port: port.play_tone(tone, ringtone))

    def set_devices(self, audio: AudioSettings) -> None:
        self._request("set devices", lambda port: port.set_devices(audio))

    def close(self) -> None:
        """Complete what is recorded, close the port, then let the main loop end."""

        def close(port: SoundPort) -> None:
            self._closed = True
            try:
                port.close()
            finally:
                if self._opened is not None:
                    self._opened[0].stop()

        self._guarded("close sound", self._patchbay.close)
        self._request("close sound", close)

    def _attach_waiting(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for call_id, (media, event) in waiting.items():
            self.attach(call_id, media, event)

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
                port = self._opened[1]
                self._guarded(operation, partial(act, port))

    def _guarded(self, operation: str, act: Callable[[], None]) -> None:
        try:
            act()
        except pj.Error as error:
            self._post(EngineFault(operation=operation, status=error.status, reason=error.reason))
        except Exception as error:
            self._post(EngineFault(operation=operation, status=0, reason=f"{type(error).__name__}: {error}"))
