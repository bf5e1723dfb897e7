"""When the microphone's voice is processed, and by what: loaded with the first call, made anew for each."""

import threading
from collections.abc import Callable

from softphone.calls.settings import AudioSettings
from softphone.engine.sound.bridge_port import ConferencePort


class VoiceLoader:
    """Gives the port its voice processing. On the main thread; `report` takes a sentence on any."""

    def __init__(self, port: ConferencePort, report: Callable[[str], None]) -> None:
        self._port = port
        self._report = report
        self._settings = AudioSettings()
        self._in_call = False
        self._lock = threading.Lock()
        self._number = 0
        self._is_missing = False

    def want(self, settings: AudioSettings) -> None:
        """Also in a call: the next frames are processed in the new way."""
        before, self._settings = self._settings, settings
        if self._in_call and _switches(before) != _switches(settings):
            self._make()

    def begin(self) -> None:
        """There is a call; again for each further one."""
        if not self._in_call:
            self._in_call = True
            self._make()

    def end(self) -> None:
        """There is none any more: its echo is forgotten."""
        self._in_call = False
        with self._lock:
            self._number += 1
            self._port.voice = None

    def _make(self) -> None:
        with self._lock:
            self._number += 1
            number = self._number
        if not any(_switches(self._settings)) or self._is_missing:
            self._port.voice = None
            return
        threading.Thread(
            target=self._load, args=(self._settings, number), name="voice processing", daemon=True
        ).start()

    def _load(self, settings: AudioSettings, number: int) -> None:
        try:
            from softphone.engine.sound.voice import VoiceProcessor  # noqa: PLC0415 - slow to load, see there

            voice = VoiceProcessor(settings)
        except (
            Exception
        ) as fault:  # whatever a native module says when it does not fit: sound goes on without
            self._is_missing = True
            self._report(f"voice processing: {type(fault).__name__}: {fault}")
            return
        with self._lock:
            if number == self._number:
                self._port.voice = voice


def _switches(settings: AudioSettings) -> tuple[bool, bool, bool]:
    return settings.echo_cancellation, settings.noise_suppression, settings.automatic_gain
