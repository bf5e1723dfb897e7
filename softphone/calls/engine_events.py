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


class RegistrationCause(StrEnum):
    """Why a registration failed, as far as it names a cure."""

    NONE = ""
    CREDENTIALS = "credentials"  # the name or the password is refused
    UNKNOWN_DIGEST = "unknown-digest"  # it asks for a way of signing in that this phone does not know
    UNKNOWN_ADDRESS = "unknown-address"  # the server knows nobody of this address
    UNKNOWN_HOST = "unknown-host"  # no name server knows the registrar
    NO_ANSWER = "no-answer"  # of nobody: a dead server, a wrong address, or a port that is blocked
    CONNECTION_REFUSED = "connection-refused"  # the computer is there, and nothing listens at this port
    NO_NETWORK = "no-network"
    NO_IPV6 = "no-ipv6"  # the server has addresses of IPv6 only, which this engine does not speak
    NO_PLACE = "no-place"  # the engine holds no more accounts; the reason is who is there, "a@x, b@y"
    CERTIFICATE = "certificate"  # see CertificateRefused
    AUTHORITIES = "authorities"  # the account's own file of them is of no use; the reason says why
    MOVED = "moved"  # a 3xx
    SERVER = "server"  # the server is in trouble by its own account, 5xx
    OTHER = "other"


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
    cause: RegistrationCause = RegistrationCause.NONE


class CallProgress(Event, frozen=True):
    """A provisional response to our INVITE: 100, 180, 181, 182, 183. `early_media` when sound comes already."""

    call_id: int
    status: int
    reason: str
    early_media: bool = False


class CallIncoming(Event, frozen=True):
    """An INVITE for us; it is already answered 180. URIs and display name as they stand in the message.

    `transport` and `tls_verified` as in CallEnded.
    """

    call_id: int
    account_id: str
    from_uri: bytes
    from_display_name: bytes
    to_uri: bytes
    raw: bytes
    transport: str = ""
    tls_verified: bool = False


class CallAnswered(Event, frozen=True):
    """2xx and ACK: people can talk. The rest as in CallEnded, of the 2xx to our INVITE, or of the INVITE to us."""

    call_id: int
    source: str = ""
    from_next_hop: bool | None = None
    transport: str = ""
    tls_verified: bool = False


class CallMedia(Event, frozen=True):
    """The sound of a call changed. `microphone` and `loudspeaker` False: there is no such device.

    `held`: we hold the call; `held_by_peer`: the other side does (RFC 3264 section 8.4). `cipher` names the SRTP suite.
    """

    call_id: int
    active: bool
    codec: str = ""
    encrypted: bool = False
    microphone: bool = True
    loudspeaker: bool = True
    held: bool = False
    held_by_peer: bool = False
    cipher: str = ""


class HoldRefused(Event, frozen=True):
    """The other side does not agree to be held, or to be taken back: the call stays as it is."""

    call_id: int


class DigitsRefused(Event, frozen=True):
    """The other side did not take digits, and how they were sent was the only way."""

    call_id: int


class CallQuality(Event, frozen=True):
    """The sound of a call over the last second, from RTP and the other side's RTCP reports (RFC 3550).

    Losses in percent, times in milliseconds; -1 for what is not known yet. `late_percent` of received packets came too
    late to be played. `buffer_ms` is the delay of the jitter buffer.
    """

    call_id: int
    loss_received: float
    loss_sent: float
    jitter_received_ms: float
    jitter_sent_ms: float
    round_trip_ms: float
    late_percent: float = 0.0
    buffer_ms: float = 0.0
    packets_received: int = 0
    packets_sent: int = 0


class TransferState(StrEnum):
    """How far a transfer that we asked for is (RFC 3515, RFC 5589)."""

    ASKED = "asked"  # REFER sent
    TRYING = "trying"  # accepted, or a provisional status was told
    DONE = "done"  # 2xx was told, or the other side took over the call
    FAILED = "failed"


class TransferChanged(Event, frozen=True):
    """News of a transfer of `call_id`. `status` is what the other side heard, 0 when nothing is told."""

    call_id: int
    state: TransferState
    status: int = 0
    reason: str = ""


class CallReplaced(Event, frozen=True):
    """An INVITE with Replaces (RFC 3891) put `new_call_id` in the place of `call_id`; it is answered already.

    `raw` is that INVITE; its From is whom we talk with now.
    """

    call_id: int
    new_call_id: int
    account_id: str
    from_uri: bytes
    from_display_name: bytes
    raw: bytes


class CallTurnedAway(Event, frozen=True):
    """A caller whom the engine had no place for and answered by itself with `status`."""

    account_id: str
    status: int
    from_uri: bytes
    from_display_name: bytes


class RecordingChanged(Event, frozen=True):
    """`recording` with a `path`: the file grows. Otherwise it is closed; `problem` says why it ended by itself."""

    call_id: int
    recording: bool
    path: str
    problem: str = ""


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


class NetworkTested(Event, frozen=True):
    """What a test of the way to the world found. Addresses are "address:port", "" for what was not found or asked.

    `nat` is a word of RFC 3489 like "port-restricted", times in milliseconds, problems English sentences or "".
    """

    test_id: int
    local_address: str = ""
    mapped_address: str = ""
    nat: str = ""
    stun_ms: float = -1.0
    stun_problem: str = ""
    relay_address: str = ""
    turn_ms: float = -1.0
    turn_problem: str = ""


class FoundServer(msgspec.Struct, frozen=True):
    """A SIP server of a domain (RFC 3263). `found_by` is naptr, srv or address; `answers` to an OPTIONS request."""

    host: str
    port: int
    transport: str
    found_by: str
    answers: bool = False
    problem: str = ""


class ServersFound(Event, frozen=True):
    """Best first. `problem` when there is none: an English sentence."""

    request_id: int
    domain: str
    servers: tuple[FoundServer, ...] = ()
    problem: str = ""


class NetworkChanged(Event, frozen=True):
    """The addresses of this computer are others; () when it has no network. Accounts register anew by themselves."""

    addresses: tuple[str, ...]


class CertificateRefused(Event, frozen=True):
    """A TLS server could not be trusted and was told nothing.

    `problems` are words, the worst first: changed (another one than the pinned), self-signed, unknown-authority,
    expired, not-yet-valid, name-mismatch, revoked, weak; without a certificate: old-protocol (the server knows nothing
    newer than TLS 1.1), needs-newer-protocol, no-tls (it speaks something else), no-common-cipher; other. Times are
    Unix time in seconds. `pem` is empty when none was shown. `sha256` is of the DER form, lower-case hex. `names` are
    those that the certificate is for.
    """

    account_id: str
    host: str
    problems: tuple[str, ...]
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: int = 0
    not_after: int = 0
    sha256: str = ""
    pem: str = ""
    detail: str = ""


class PresenceState(StrEnum):
    """What is known of somebody. From presence (RFC 3863) or from the calls of a line (RFC 4235)."""

    UNKNOWN = "unknown"
    OFFLINE = "offline"
    AVAILABLE = "available"
    AWAY = "away"
    BUSY = "busy"
    RINGING = "ringing"


class PresenceChanged(Event, frozen=True):
    """`uri` as it was asked for in `watch`. `note` as the other side wrote it."""

    account_id: str
    uri: str
    state: PresenceState
    note: str = ""


class VoicemailWaiting(Event, frozen=True):
    """RFC 3842. `account_uri` is where they can be heard, "" if the server does not say."""

    account_id: str
    waiting: bool
    new: int = 0
    old: int = 0
    account_uri: str = ""


class TypingSeen(Event, frozen=True):
    """Somebody writes us a message, or has stopped (RFC 3994)."""

    account_id: str
    from_uri: bytes
    typing: bool


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
    answer came, 200 after a normal hang-up of either side, 487 when we cancelled. An answered call that nobody hung up
    has a reason: 408 when the other side was gone, 488 when no sound could be agreed on, or what the library says.
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
    """A SIP message as it went over the wire, for the call-flow picture; `call_id` 0 for what belongs to no call.

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
    | HoldRefused
    | DigitsRefused
    | CallLevels
    | DtmfReceived
    | CallEnded
    | MessageAnswered
    | MessageReceived
    | TransferAsked
    | MessageSeen
    | AudioDevicesChanged
    | CallQuality
    | TransferChanged
    | CallReplaced
    | CallTurnedAway
    | RecordingChanged
    | SoundTestChanged
    | NetworkTested
    | ServersFound
    | NetworkChanged
    | CertificateRefused
    | PresenceChanged
    | VoicemailWaiting
    | TypingSeen
)
