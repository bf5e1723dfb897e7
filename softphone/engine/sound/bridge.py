"""The sound of calls: Qt Multimedia's devices bridged to pjmedia's conference bridge.

The published pjsua2 wheel is built without sound devices. Each call that is attached is connected both ways to one
port of ours; while there is one, a thread of pjmedia's own ("null device") is the clock, and the devices are open.
Idle, nothing runs. Everything here is called on the main thread of the engine process, which runs Qt's event loop.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pjsua2 as pj
from PySide6.QtCore import QObject, QTimer, Slot

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.call_events import CallLevels
from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from softphone.engine.sound.bridge_port import ConferencePort
from softphone.engine.sound.queues import (
    FRAME_MS,
    RESAMPLING_QUALITY,
    SAMPLE_RATE_HZ,
    LoudspeakerQueue,
    MicrophoneQueue,
)
from softphone.engine.sound.tones import ToneLoop, tone_loop
from softphone.engine.sound.voice_loader import VoiceLoader

if TYPE_CHECKING:
    from softphone.engine.sound.cards import SoundCards

WARM_UP_MS = 250
"""After the engine is up: late enough not to delay the first REGISTER, early enough for the first call."""

_LEVELS_MS = 200
_CLOCK_REST_MS = 100  # some ticks of the clock, see ConferencePort.lasting


def configure_media(media: pj.MediaConfig) -> None:
    """Make pjmedia's side fit this bridge; before libInit."""
    media.clockRate = SAMPLE_RATE_HZ
    media.channelCount = 1
    media.audioFramePtime = FRAME_MS
    media.noVad = True
    media.ecTailLen = 0
    media.quality = RESAMPLING_QUALITY


class SoundBridge(QObject):
    """`post` takes events for the parent process and may be called on any thread.

    `restart` is called while no call has sound, every two seconds, when sound comes back with a new process only:
    the sound server was away for longer than Qt looks for it, and is there again.
    """

    def __init__(
        self, endpoint: pj.Endpoint, post: Callable[[Event], None], restart: Callable[[], None]
    ) -> None:
        super().__init__()
        self._restart = restart
        self._clock = endpoint.audDevManager()
        self._post = post
        self._calls: set[int] = set()
        self._muted: set[int] = set()
        self._settings = AudioSettings()
        self._microphone = MicrophoneQueue()
        self._loudspeaker = LoudspeakerQueue()
        self._port = ConferencePort(self._microphone, self._loudspeaker, self._report)
        self._voice = VoiceLoader(self._port, self._report)
        self._cards: SoundCards | None = None
        self._no_cards = False
        self._clock.setNoDev()
        self._levels = QTimer(self)
        self._levels.setInterval(_LEVELS_MS)
        self._levels.timeout.connect(self._post_levels)
        self._clock_runs = False
        self._clock_rest = QTimer(self)
        self._clock_rest.setSingleShot(True)
        self._clock_rest.setInterval(_CLOCK_REST_MS)
        self._clock_rest.timeout.connect(self._stop_clock)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._settle)
        self._later.start(WARM_UP_MS)

    def ends_of(self, _call_id: int) -> tuple[pj.AudioMedia, pj.AudioMedia]:
        """On the SIP thread."""
        return self._port, self._port

    def begin(self, call_id: int) -> None:
        self._calls.add(call_id)
        self._clock_rest.stop()
        self._port.lasting = True
        self._voice.begin()
        if not self._clock_runs:
            self._clock.setNullDev()
            self._clock_runs = True
        self._levels.start()
        self._later.start(0)  # opening devices takes 10 ms and more: what the engine has to do now goes first

    def rest(self, call_id: int) -> None:
        self._calls.discard(call_id)
        if not self._calls and self._port.lasting:
            self._levels.stop()
            self._voice.end()
            self._port.tone = None
            self._port.lasting = False
            self._clock_rest.start()
            self._later.start(0)

    def end(self, call_id: int) -> None:
        self._muted.discard(call_id)
        self.rest(call_id)

    def set_muted(self, call_id: int, muted: bool) -> None:
        (self._muted.add if muted else self._muted.discard)(call_id)

    def set_devices(self, audio: AudioSettings) -> None:
        self._settings = audio
        # pjmedia multiplies and clips. It names the two from the bridge's side: what the port is sent is received.
        self._port.adjustTxLevel(audio.microphone_level)
        self._port.adjustRxLevel(audio.loudspeaker_level)
        self._voice.want(audio)
        if self._cards is not None:
            self._cards.set_devices(audio)

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """Loop `tone` until another is asked for; NONE stops. What is heard in a call is mixed into its sound."""
        in_call = tone is Tone.WAITING and bool(self._calls)
        self._port.tone = ToneLoop(tone_loop(tone)) if in_call else None
        if in_call:
            tone = Tone.NONE
        cards = self._loaded_cards()
        if cards is not None:
            cards.play_tone(tone, ringtone)

    def test_sound(self, kind: SoundTest) -> None:
        cards = self._loaded_cards()
        if cards is None:
            self._post(
                SoundTestChanged(SoundTestState.IDLE, problem="The sound of this computer cannot be used.")
            )
        elif kind is SoundTest.NONE or not self._calls:
            cards.test(kind)
        else:
            self._post(SoundTestChanged(SoundTestState.IDLE, problem="Sound cannot be tested in a call."))

    def availability(self) -> tuple[bool, bool]:
        """(microphone, loudspeaker): whether there is any."""
        cards = self._loaded_cards()
        return cards.availability() if cards is not None else (False, False)

    def close(self) -> None:
        """Before the calls are dropped and libDestroy. Devices first, then the clock, then the port."""
        self._later.stop()
        self._levels.stop()
        self._clock_rest.stop()
        if self._cards is not None:
            self._cards.close()
        self._clock.setNoDev()

    @Slot()
    def _stop_clock(self) -> None:
        self._clock.setNoDev()
        self._clock_runs = False

    @Slot()
    def _settle(self) -> None:
        """Open devices if there is a call, close them if there is none; at the first time load them."""
        cards = self._loaded_cards()
        if cards is not None:
            cards.set_call(bool(self._calls))

    def _loaded_cards(self) -> "SoundCards | None":
        if self._cards is None and not self._no_cards:
            try:
                from softphone.engine.sound.cards import SoundCards  # noqa: PLC0415 - slow to load, see there
            except (
                ImportError
            ) as error:  # a system library of Qt Multimedia is missing: calls go on in silence
                self._no_cards = True
                self._report(f"Qt Multimedia: {error}")
            else:
                self._cards = SoundCards(
                    self._microphone, self._loudspeaker, self._post, self._restart_without_calls
                )
                self._cards.set_devices(self._settings)
        return self._cards

    @Slot()
    def _restart_without_calls(self) -> None:
        if not self._calls:
            self._restart()

    @Slot()
    def _post_levels(self) -> None:
        microphone, loudspeaker = (
            self._microphone.meter.loudness(self._settings.microphone_level),
            self._loudspeaker.meter.loudness(),
        )
        for call_id in self._calls:
            sent = 0.0 if call_id in self._muted else microphone
            self._post(CallLevels(call_id=call_id, microphone=sent, loudspeaker=loudspeaker))

    def _report(self, reason: str) -> None:
        """On any thread."""
        self._post(EngineFault(operation="sound", status=0, reason=reason))
