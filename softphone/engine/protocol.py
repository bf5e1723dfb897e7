"""What the phone and its engine process say to each other: this file is the whole contract.

Commands go down the child's standard input, events come up its standard output. Each message is one msgpack
map with a `type`, in a frame: four bytes of length, big endian, then the map. Events are those of
`softphone.calls.engine_events`, and `Heartbeat`. Passwords travel here and nowhere else.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from softphone.calls.accounts import Account, TurnTransport
from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.engine_events import EngineEvent
from softphone.calls.event import Event
from softphone.calls.settings import AudioSettings, Presence

MAX_FRAME_BYTES = 1 << 20
_LENGTH_BYTES = 4

RESTART_STATUS = 75
"""Exit status of an engine process that had no calls and wants to be started anew (EX_TEMPFAIL of sysexits.h)."""


class FrameError(Exception):
    """The other side sent what is no frame of this protocol."""


class SoundMode(StrEnum):
    """Where the sound of calls comes from and goes to."""

    DEVICES = "devices"  # microphone and loudspeaker
    FILES = "files"  # WAV files; without a path silence is sent, or nothing is kept
    NONE = "none"


class Command(msgspec.Struct, frozen=True, tag=True):
    """Base of everything that the engine can be asked to do."""


class Start(Command, frozen=True):
    """The first command. Port 0 is any free port; UDP and TCP get the same number.

    `bind_address` "" is every interface, `name_server` "" the system's.
    Incoming calls are numbered downwards from `first_incoming_id`.
    """

    bind_address: str
    local_port: int
    tls_port: int
    tls_ca_file: str
    sound: SoundMode
    play: str
    record: str
    audio: AudioSettings
    native_log_level: int
    first_incoming_id: int
    name_server: str = ""


class SetAccount(Command, frozen=True):
    account: Account
    password: str
    turn_password: str = ""

    def __repr__(self) -> str:
        """Without the passwords: a representation ends in logs."""
        return f"SetAccount(account={self.account!r})"


class RemoveAccount(Command, frozen=True):
    account_id: str


class Invite(Command, frozen=True):
    call_id: int
    request_uri: str
    account_id: str
    route: str
    headers: tuple[tuple[str, str], ...]


class Answer(Command, frozen=True):
    call_id: int


class Reject(Command, frozen=True):
    call_id: int
    status: int


class Redirect(Command, frozen=True):
    """Answer an incoming INVITE with a 3xx. `headers` in order; `body` is UTF-8 text of `content_type`, or ""."""

    call_id: int
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content_type: str
    body: str


class SendMessage(Command, frozen=True):
    """Send a MESSAGE; answered by MessageAnswered."""

    call_id: int
    request_uri: str
    account_id: str
    route: str
    headers: tuple[tuple[str, str], ...]
    text: str


class HangUp(Command, frozen=True):
    call_id: int


class SetMuted(Command, frozen=True):
    call_id: int
    muted: bool


class SetSilenced(Command, frozen=True):
    call_id: int
    silenced: bool


class SendDtmf(Command, frozen=True):
    call_id: int
    digits: str


class Hold(Command, frozen=True):
    call_id: int


class Resume(Command, frozen=True):
    call_id: int


class Transfer(Command, frozen=True):
    call_id: int
    target_uri: str


class TransferTo(Command, frozen=True):
    call_id: int
    other_call_id: int


class SetConference(Command, frozen=True):
    call_ids: tuple[int, ...]


class Record(Command, frozen=True):
    """Into a new file, by its ending; "" stops."""

    call_id: int
    path: str


class TestSound(Command, frozen=True):
    kind: SoundTest


class TestNetwork(Command, frozen=True):
    """Answered by NetworkTested."""

    test_id: int
    stun_server: str
    turn_server: str
    turn_user: str
    turn_password: str
    turn_transport: TurnTransport

    def __repr__(self) -> str:
        """Without the password: a representation ends in logs."""
        return f"TestNetwork(stun_server={self.stun_server!r}, turn_server={self.turn_server!r})"


class FindServers(Command, frozen=True):
    """Answered by ServersFound."""

    request_id: int
    domain: str


class Watch(Command, frozen=True):
    account_id: str
    uris: tuple[str, ...]


class SetPresence(Command, frozen=True):
    presence: Presence
    may_ask: tuple[str, ...] = ()


class SendTyping(Command, frozen=True):
    request_uri: str
    typing: bool
    account_id: str


class PlayTone(Command, frozen=True):
    tone: Tone
    ringtone: str = ""


class SetAudio(Command, frozen=True):
    audio: AudioSettings


class Shutdown(Command, frozen=True):
    """End all calls, unregister, and exit."""


EngineCommand = (
    Start
    | SetAccount
    | RemoveAccount
    | Invite
    | Answer
    | Reject
    | Redirect
    | SendMessage
    | HangUp
    | SetMuted
    | SetSilenced
    | SendDtmf
    | Hold
    | Resume
    | Transfer
    | TransferTo
    | SetConference
    | Record
    | TestSound
    | TestNetwork
    | FindServers
    | Watch
    | SetPresence
    | SendTyping
    | PlayTone
    | SetAudio
    | Shutdown
)


class Heartbeat(Event, frozen=True):
    """The process runs; its SIP thread was last seen alive `sip_silent_ms` ago."""

    sip_silent_ms: int


ChildEvent = EngineEvent | Heartbeat

_encoder = msgspec.msgpack.Encoder()
_command_decoder: msgspec.msgpack.Decoder[EngineCommand] = msgspec.msgpack.Decoder(EngineCommand)
_event_decoder: msgspec.msgpack.Decoder[ChildEvent] = msgspec.msgpack.Decoder(ChildEvent)


def encode_frame(message: Command | Event) -> bytes:
    """One frame. Raises FrameError if it would be longer than the other side accepts, or holds half a character."""
    try:
        payload = _encoder.encode(message)
    except UnicodeError as error:
        raise FrameError(f"{type(message).__name__} holds text that is no Unicode: {error}") from error
    if len(payload) > MAX_FRAME_BYTES:
        raise FrameError(f"{type(message).__name__} of {len(payload)} bytes is too long for a frame")
    return len(payload).to_bytes(_LENGTH_BYTES, "big") + payload


def decode_command(payload: bytes) -> EngineCommand:
    """The command in the payload of a frame. Raises FrameError."""
    try:
        return _command_decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise FrameError(f"not a command: {error}") from error


def decode_event(payload: bytes) -> ChildEvent:
    """The event in the payload of a frame. Raises FrameError."""
    try:
        return _event_decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise FrameError(f"not an event: {error}") from error


class FrameReader:
    """Cuts a byte stream into payloads, however the bytes arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The payloads that `data` completes. Raises FrameError for a length over the bound."""
        self._buffer += data
        while len(self._buffer) >= _LENGTH_BYTES:
            length = int.from_bytes(self._buffer[:_LENGTH_BYTES], "big")
            if length > MAX_FRAME_BYTES:
                raise FrameError(f"a frame of {length} bytes is over the bound")
            end = _LENGTH_BYTES + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_LENGTH_BYTES:end])
            del self._buffer[:end]
            yield payload
