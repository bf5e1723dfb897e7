"""What a call engine can report. Frozen values; they cross a process boundary as they are.

`call_id` is ours (a number that the controller chose, or that the engine chose for an incoming call, then
negative). Headers and bodies are bytes: nothing that the network sent is decoded on the way.
"""

from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallLevels,
    CallMedia,
    CallProgress,
    CallQuality,
    CallReplaced,
    CallTurnedAway,
    DtmfReceived,
    HoldRefused,
    RecordingChanged,
    TransferAsked,
    TransferChanged,
)
from softphone.calls.company_events import (
    MessageAnswered,
    MessageReceived,
    PresenceChanged,
    TypingSeen,
    VoicemailWaiting,
)
from softphone.calls.event import Event
from softphone.calls.reach_events import (
    CertificateRefused,
    NetworkChanged,
    NetworkTested,
    RegistrationChanged,
    ServersFound,
)
from softphone.calls.sound_events import AudioDevicesChanged, SoundTestChanged


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


class DigitsRefused(Event, frozen=True):
    """The other side did not take digits, and how they were sent was the only way."""

    call_id: int


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
