"""What a call engine can report. Frozen values; they cross a process boundary as they are.

`call_id` is ours (a number that the controller chose, or that the engine chose for an incoming call, then
negative). Headers and bodies are bytes: nothing that the network sent is decoded on the way.
"""

from enum import StrEnum

import msgspec


class Event(msgspec.Struct, frozen=True, tag=True):
    """Base of everything that the engine reports."""


class EngineReady(Event, frozen=True):
    """The engine takes calls. Ports are 0 for a transport that could not be opened; `problems` says why."""

    udp_port: int
    tcp_port: int
    tls_port: int
    codecs: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class EngineLost(Event, frozen=True):
    """The engine process ended or hung and is being restarted. These calls are over."""

    reason: str
    lost_calls: tuple[int, ...] = ()


class EngineFault(Event, frozen=True):
    """Something in the engine went wrong that ended nothing; for the log."""

    operation: str
    status: int
    reason: str


class RegistrationState(StrEnum):
    NONE = "none"  # an account without a registrar
    REGISTERING = "registering"
    REGISTERED = "registered"
    FAILED = "failed"
    UNREGISTERED = "unregistered"


class RegistrationChanged(Event, frozen=True):
    """`final_response` is the raw response of a failed REGISTER, empty if none came; the rest as in CallEnded."""

    account_id: str
    state: RegistrationState
    status: int = 0
    reason: str = ""
    expires_s: int = 0
    final_response: bytes = b""
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    from_next_hop: bool | None = None


class CallProgress(Event, frozen=True):
    """A provisional response to our INVITE: 100, 180, 181, 182, 183. `early_media` when sound comes already."""

    call_id: int
    status: int
    reason: str
    early_media: bool = False


class CallIncoming(Event, frozen=True):
    """An INVITE for us; it is already answered 180. URIs and display name as they stand in the message."""

    call_id: int
    account_id: str
    from_uri: bytes
    from_display_name: bytes
    to_uri: bytes
    raw: bytes


class CallAnswered(Event, frozen=True):
    """2xx and ACK: people can talk. `source` and `from_next_hop` as in CallEnded, of the 2xx to our INVITE."""

    call_id: int
    source: str = ""
    from_next_hop: bool | None = None


class CallMedia(Event, frozen=True):
    """The sound of a call changed. `microphone` and `loudspeaker` False: there is no such device."""

    call_id: int
    active: bool
    codec: str = ""
    encrypted: bool = False
    microphone: bool = True
    loudspeaker: bool = True


class CallLevels(Event, frozen=True):
    """Loudness 0.0-1.0 of what we send and hear, about five times a second in a call."""

    call_id: int
    microphone: float
    loudspeaker: float


class DtmfReceived(Event, frozen=True):
    call_id: int
    digit: str


class CallEnded(Event, frozen=True):
    """A leg is over. For a failed outgoing leg `final_response` is the raw message as it came.

    `status` is the true status of that message (a 301 says 301), 408 and an empty `final_response` when no
    answer came, 200 after a normal hang-up of either side, 487 when we cancelled.
    `source` is "address:port" of the sender; `tls_verified` is True for a TLS peer with a verified certificate.
    `from_next_hop`: whether it came from the address and port that the request was sent to (the account's proxy, the
    proxy of a 305, else the host of the Request-URI); None when that cannot be told.
    """

    call_id: int
    status: int
    reason: str
    final_response: bytes = b""
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    by_peer: bool = False  # the other side hung up an answered call
    from_next_hop: bool | None = None


class MessageAnswered(Event, frozen=True):
    """The final answer to a MESSAGE of ours (RFC 3428); fields as in CallEnded, `status` 2xx when it was taken."""

    call_id: int
    status: int
    reason: str
    final_response: bytes = b""
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    from_next_hop: bool | None = None


class MessageReceived(Event, frozen=True):
    """A MESSAGE for us, answered 200 already. `body` at most 64 KiB of it; headers as they stand in the message."""

    account_id: str
    from_uri: bytes
    from_display_name: bytes
    to_uri: bytes
    content_type: bytes
    body: bytes
    source: str = ""


class TransferAsked(Event, frozen=True):
    """The other side of `call_id` asks us to call somebody else (REFER, RFC 3515). The headers' values, unparsed.

    `new_call_id` is the leg that the engine has begun (negative), its outcome is told to the asker; 0 when the
    engine declined, because the target is no name on one of the account's hosts: a front end may offer it to the
    person.
    """

    call_id: int
    new_call_id: int
    refer_to: bytes
    referred_by: bytes


class MessageSeen(Event, frozen=True):
    """A SIP message of a call, or a MESSAGE, as it went over the wire, for the call-flow picture.

    Told in order, a tenth of a second later or less, and therefore also after the end of the call. Answers to
    challenges and media keys are blanked. `at` is Unix time in seconds. `peer` is "address:port". At most 16 KiB of
    `raw` (the library's log cuts it at 3900), 200 messages a call; each retransmission is one.
    """

    call_id: int
    sent: bool
    at: float
    transport: str
    peer: str
    raw: bytes


class AudioDevice(msgspec.Struct, frozen=True):
    id: str
    name: str
    is_default: bool = False


class AudioDevicesChanged(Event, frozen=True):
    """Devices that there are now. Both empty: no sound card at all, calls still work in silence."""

    microphones: tuple[AudioDevice, ...]
    loudspeakers: tuple[AudioDevice, ...]


EngineEvent = (
    EngineReady
    | EngineLost
    | EngineFault
    | RegistrationChanged
    | CallProgress
    | CallIncoming
    | CallAnswered
    | CallMedia
    | CallLevels
    | DtmfReceived
    | CallEnded
    | MessageAnswered
    | MessageReceived
    | TransferAsked
    | MessageSeen
    | AudioDevicesChanged
)
