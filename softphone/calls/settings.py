"""What a person can set, with the defaults of a fresh phone. Kept in a TOML file; secrets are elsewhere."""

from dataclasses import dataclass, field
from enum import StrEnum

from softphone.calls.accounts import Account


class Language(StrEnum):
    SYSTEM = "system"
    ENGLISH = "en"
    RUSSIAN = "ru"
    EXPANDED = "xx"  # for who tests the window: longer words, in accents and brackets
    MIRRORED = "xr"  # and letters from right to left


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """Devices by the id Qt Multimedia gives them; "" is the system's default and follows it.

    Levels are factors on the loudness, 1.0 leaves it as it is (0.0-4.0).
    """

    microphone: str = ""
    loudspeaker: str = ""
    ring_device: str = ""
    microphone_level: float = 1.0
    loudspeaker_level: float = 1.0
    echo_cancellation: bool = True
    noise_suppression: bool = True
    automatic_gain: bool = False


class RecordingFormat(StrEnum):
    WAV = "wav"
    FLAC = "flac"


class WhoRings(StrEnum):
    """Whose calls ring."""

    EVERYBODY = "everybody"
    CONTACTS = "contacts"  # others are answered 480 and stand in the history


class Presence(StrEnum):
    """What others are told of the person."""

    AVAILABLE = "available"
    AWAY = "away"
    BUSY = "busy"


class AddressBookKind(StrEnum):
    CARDDAV = "carddav"  # two ways (RFC 6352)
    LDAP = "ldap"  # looked up only (RFC 4511)


@dataclass(frozen=True, slots=True)
class AddressBook:
    """An address book on a server. The password lives in the keyring (`password_keys`).

    `url` of CardDAV is the address book's own http(s) URL, as the discovery found it; of LDAP
    "ldap(s)://host:port/base". `user` is a name, for LDAP a distinguished name; "" asks without one.
    """

    id: str
    kind: AddressBookKind
    name: str
    url: str
    user: str = ""
    enabled: bool = True
    every_min: int = 15  # between two syncs; 0 only when asked for
    takes_new: bool = False  # contacts that are in no book go into this one; of several, into the first


@dataclass(frozen=True, slots=True)
class DesktopSettings:
    """How the phone lives among other programs. `shortcut` asks the desktop for a key that brings the phone up."""

    notifications: bool = True
    tray: bool = True
    close_to_tray: bool = False  # closing the window leaves the phone running in the tray
    pause_players: bool = True
    shortcut: bool = False
    reduce_motion: bool = False  # also when the desktop does not ask for it


@dataclass(frozen=True, slots=True)
class Settings:
    """`local_port` 0 means any free port. `max_hops` caps the redirects of one attempt (RFC 3261 section 8.1.3.4).

    `blocked` names callers who never ring nor write: SIP or tel URIs, numbers, or "@domain". `recordings` is a folder,
    "" for the system's place for sound. `do_not_disturb`: every caller is answered 480 and stands in the history.
    """

    accounts: tuple[Account, ...] = ()
    default_account: str = ""
    language: Language = Language.SYSTEM
    audio: AudioSettings = field(default_factory=AudioSettings)
    max_hops: int = 5
    local_port: int = 0
    play_ringtone: bool = True
    call_waiting: bool = True  # a second caller rings; else they hear busy
    do_not_disturb: bool = False
    who_rings: WhoRings = WhoRings.EVERYBODY
    blocked: tuple[str, ...] = ()
    recordings: str = ""
    recording_format: RecordingFormat = RecordingFormat.WAV
    presence: Presence = Presence.AVAILABLE
    desktop: DesktopSettings = field(default_factory=DesktopSettings)
    address_books: tuple[AddressBook, ...] = ()
    history_days: int = 0  # lines older than this are removed; 0 keeps all
    backups_kept: int = 7  # daily copies of the data file
