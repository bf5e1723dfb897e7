"""What the parts of a call (hold, digits, transfer, quality) know of it."""

from typing import Protocol

from softphone.engine.native_call import NativeCall


class Line(Protocol):
    """A call leg, on the SIP thread."""

    call_id: int
    native: NativeCall | None

    def is_open(self) -> bool:
        """Whether neither side has ended the call."""

    def is_talking(self) -> bool:
        """Whether the call is answered and open."""

    def break_off(self, why: str) -> None:
        """End the call, which cannot go on."""

    def tell_media(self) -> None:
        """Say how the sound is now."""
