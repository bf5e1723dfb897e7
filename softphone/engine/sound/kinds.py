"""What the engine asks of its sound, whether that is a sound card or files."""

from typing import Protocol

import pjsua2 as pj

from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.settings import AudioSettings


class SoundPort(Protocol):
    """Where calls are heard, and what they hear. `ends_of` is called on the SIP thread, all else on the main thread.

    Both threads are known to pjlib.
    """

    def ends_of(self, call_id: int) -> tuple[pj.AudioMedia, pj.AudioMedia | None]:
        """What the call is to hear, and where it is to be heard. Again for each time that its sound begins."""

    def begin(self, call_id: int) -> None:
        """The call has sound."""

    def rest(self, call_id: int) -> None:
        """It has none for now. Unknown ids are ignored."""

    def end(self, call_id: int) -> None:
        """The call is over. Unknown ids are ignored."""

    def set_muted(self, call_id: int, muted: bool) -> None:
        """For what is shown; that nothing is sent is done already."""

    def set_devices(self, audio: AudioSettings) -> None: ...
    def play_tone(self, tone: Tone, ringtone: str = "") -> None: ...
    def test_sound(self, kind: SoundTest) -> None:
        """Told as SoundTestChanged."""

    def availability(self) -> tuple[bool, bool]:
        """Whether there is a microphone and a loudspeaker."""

    def close(self) -> None:
        """The process is about to end."""
