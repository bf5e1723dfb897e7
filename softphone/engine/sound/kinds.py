"""What the engine asks of its sound, whether that is a sound card or files."""

from collections.abc import Sequence
from typing import Protocol

import pjsua2 as pj

from softphone.calls.ports import SoundTest, Tone
from softphone.calls.settings import AudioSettings


class SoundPort(Protocol):
    """Sound of the calls. Every method runs on the process's main thread, which is known to pjlib.

    The call itself lives on the SIP thread and may be over already at any of these calls: the native library
    has then taken its media off the conference bridge, and `pj.Error` is to be expected.
    """

    def attach(self, call_id: int, media: pj.AudioMedia) -> None:
        """The call's sound became active, or active again: connect both ways. Idempotent."""

    def detach(self, call_id: int) -> None:
        """The call's sound stopped; what was set for the call stays. Unknown ids are ignored."""

    def end(self, call_id: int) -> None:
        """The call is over. Unknown ids are ignored."""

    def set_muted(self, call_id: int, muted: bool) -> None: ...
    def set_silenced(self, call_id: int, silenced: bool) -> None:
        """Whether what comes is not played."""

    def set_conference(self, call_ids: Sequence[int]) -> None:
        """These calls hear one another; () parts them."""

    def play_digits(self, call_id: int, digits: str) -> None:
        """Mix DTMF into what is sent."""

    def record(self, call_id: int, path: str) -> None:
        """Both sides into a new file, "" stops. Told as RecordingChanged."""

    def set_devices(self, audio: AudioSettings) -> None: ...
    def play_tone(self, tone: Tone, ringtone: str = "") -> None: ...
    def test_sound(self, kind: SoundTest) -> None:
        """Told as SoundTestChanged."""

    def availability(self) -> tuple[bool, bool]:
        """Whether there is a microphone and a loudspeaker."""

    def close(self) -> None:
        """The process is about to end."""
