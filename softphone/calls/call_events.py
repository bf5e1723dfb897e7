"""What the engine reports of calls; see `engine_events`."""

from enum import StrEnum

from softphone.calls.event import Event


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
