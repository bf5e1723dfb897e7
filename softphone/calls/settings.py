"""What a person can set, with the defaults of a fresh phone. Kept in a TOML file; secrets are elsewhere."""

from dataclasses import dataclass, field
from enum import StrEnum

from softphone.calls.values import Account


class Language(StrEnum):
    SYSTEM = "system"
    ENGLISH = "en"
    RUSSIAN = "ru"


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """Devices by the id Qt Multimedia gives them; "" is the system's default and follows it."""

    microphone: str = ""
    loudspeaker: str = ""
    ring_device: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """`local_port` 0 means any free port. `max_hops` caps the redirects of one attempt (RFC 3261 section 8.1.3.4)."""

    accounts: tuple[Account, ...] = ()
    default_account: str = ""
    language: Language = Language.SYSTEM
    audio: AudioSettings = field(default_factory=AudioSettings)
    max_hops: int = 5
    local_port: int = 0
    play_ringtone: bool = True
