"""Sound from a WAV file into the call and from the call into a WAV file, for machines and tests."""

import threading
from collections.abc import Callable
from pathlib import Path

import pjsua2 as pj

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.engine_events import EngineFault
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import SoundTestChanged, SoundTestState

_RATE_HZ = 16000
_WAV_HEADER_BYTES = 44
_WAV_LENGTH_AT = 40
_CLOSE_TRIES = 50
_CLOSE_STEP_S = 0.01


class FileSound:
    """Plays `play` once into each call and records what comes back into `record`.

    WAV files are 16 bit mono. Without `play` the call gets silence, so that RTP flows both ways; without `record`
    what comes is dropped. Tones are not played. The clock starts with the first call and stays: with it the
    conference bridge carries out what it was asked to, closing the recorder too.
    """

    def __init__(
        self,
        endpoint: pj.Endpoint,
        post: Callable[[Event], None],
        play: Path | None,
        record: Path | None,
    ) -> None:
        self._devices = endpoint.audDevManager()
        self._post = post
        self._play = play
        self._record = record
        self._lock = threading.Lock()
        self._sources: dict[int, pj.AudioMedia] = {}
        self._recorder: pj.AudioMediaRecorder | None = None
        self._clock_runs = False

    def ends_of(self, call_id: int) -> tuple[pj.AudioMedia, pj.AudioMedia | None]:
        """On the SIP thread. The source of a call that was held goes on where it was."""
        with self._lock:
            source = self._sources.get(call_id) or self._open_source()
            self._sources[call_id] = source
            return source, self._open_recorder()

    def begin(self, _call_id: int) -> None:
        if not self._clock_runs:
            self._devices.setNullDev()
            self._clock_runs = True

    def rest(self, call_id: int) -> None:
        """The clock goes on."""

    def end(self, call_id: int) -> None:
        with self._lock:
            self._sources.pop(call_id, None)
            if self._sources or self._recorder is None:
                return
            self._recorder = None
        self._wait_for_header()

    def set_muted(self, call_id: int, muted: bool) -> None:
        """Nobody looks at levels."""

    def set_devices(self, audio: AudioSettings) -> None:
        """Files have no devices."""

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """Nobody listens."""

    def test_sound(self, kind: SoundTest) -> None:
        """There is nothing to test."""
        problem = "" if kind is SoundTest.NONE else "The sound of this phone comes from files."
        self._post(SoundTestChanged(SoundTestState.IDLE, problem=problem))

    def availability(self) -> tuple[bool, bool]:
        return self._play is not None, self._record is not None

    def close(self) -> None:
        for call_id in tuple(self._sources):
            self.end(call_id)

    def _wait_for_header(self) -> None:
        """The file is complete when the bridge has closed it, a tick of its clock later: then it has a length."""
        rest = threading.Event()
        for _ in range(_CLOSE_TRIES):
            if self._record is None or not self._record.exists():
                return
            with self._record.open("rb") as file:
                if any(file.read(_WAV_HEADER_BYTES)[_WAV_LENGTH_AT:]):
                    return
            rest.wait(_CLOSE_STEP_S)

    def _open_source(self) -> pj.AudioMedia:
        if self._play is not None:
            try:
                player = pj.AudioMediaPlayer()
                player.createPlayer(str(self._play), pj.PJMEDIA_FILE_NO_LOOP)
            except pj.Error as error:
                self._post(
                    EngineFault(operation=f"play {self._play}", status=error.status, reason=error.reason)
                )
            else:
                return player
        silence = pj.ToneGenerator()
        silence.createToneGenerator(_RATE_HZ, 1)
        return silence

    def _open_recorder(self) -> pj.AudioMediaRecorder | None:
        if self._record is None or self._recorder is not None:
            return self._recorder
        try:
            recorder = pj.AudioMediaRecorder()
            recorder.createRecorder(str(self._record))
        except pj.Error as error:
            self._post(
                EngineFault(operation=f"record {self._record}", status=error.status, reason=error.reason)
            )
            return None
        self._recorder = recorder
        return recorder
