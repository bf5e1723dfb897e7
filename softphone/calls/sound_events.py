"""What the engine reports of sound devices and their tests; see `engine_events`."""

from enum import StrEnum

import msgspec

from softphone.calls.event import Event


class SoundTestState(StrEnum):
    IDLE = "idle"
    METER = "meter"  # the microphone's level is told
    RECORDING = "recording"  # of an echo test
    PLAYING = "playing"


class SoundTestChanged(Event, frozen=True):
    """News of a test of the devices; levels 0.0-1.0, about ten times a second."""

    state: SoundTestState
    microphone: float = 0.0
    loudspeaker: float = 0.0
    problem: str = ""


class AudioDevice(msgspec.Struct, frozen=True):
    id: str
    name: str
    is_default: bool = False


class AudioDevicesChanged(Event, frozen=True):
    """Devices that there are now. Both empty: no sound card at all, calls still work in silence."""

    microphones: tuple[AudioDevice, ...]
    loudspeakers: tuple[AudioDevice, ...]
