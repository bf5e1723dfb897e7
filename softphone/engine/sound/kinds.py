"""What the engine asks of its sound, whether that is a sound card or files."""

from typing import Protocol

import pjsua2 as pj

from softphone.calls.ports import Tone
from softphone.calls.settings import AudioSettings


class SoundPort(Protocol):
    """Sound of the calls. Every method runs on the process's main thread, which is known to pjlib.

    The call itself lives on the SIP thread and may be over already at any of these calls: the native library
    has then taken its media off the conference bridge, and `pj.Error` is to be expected.
    """

    def attach(self, call_id: int, media: pj.AudioMedia) -> None:
        """The call's sound became active, or active again: connect both ways. Idempotent."""

    def detach(self, call_id: int) -> None:
        """The call is over or its sound stopped. Unknown ids are ignored."""

    def set_muted(self, call_id: int, muted: bool) -> None: ...
    def set_devices(self, audio: AudioSettings) -> None: ...
    def play_tone(self, tone: Tone) -> None: ...
    def availability(self) -> tuple[bool, bool]:
        """Whether there is a microphone and a loudspeaker."""

    def close(self) -> None:
        """The process is about to end."""
