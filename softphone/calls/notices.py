"""What the controller tells its front end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from softphone.calls.engine_events import (
    AudioDevice,
    CallMedia,
    CallQuality,
    CertificateRefused,
    NetworkTested,
    PresenceState,
    RegistrationCause,
    RegistrationState,
    ServersFound,
    SoundTestChanged,
    TransferState,
)
from softphone.calls.people import Contact, Reminder
from softphone.calls.records import ByItself, Direction, Ended, LegRecord, QualitySummary
from softphone.calls.rules import Diversion, RedirectRule

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import Option, Provenance, RedirectOffer


class Phase(StrEnum):
    """Where an attempt stands; the states of `calls.attempt`."""

    CALLING = "calling"  # outgoing, nothing heard yet (TRYING, PROCEEDING)
    RINGING = "ringing"  # outgoing, 180 or 183 (EARLY)
    CHOOSING = "choosing"  # a redirect is offered
    INCOMING = "incoming"  # incoming, rings here
    CONNECTED = "connected"
    ENDING = "ending"  # hung up here, the other side has not confirmed
    ENDED = "ended"


class Stopped(StrEnum):
    """Why the phone itself ended an attempt that a redirect could have carried on."""

    TOO_MANY_HOPS = "too-many-hops"
    LOOP = "loop"
    NOTHING_USABLE = "nothing-usable"
    NOT_ALLOWED = "not-allowed"  # nothing that may be followed without a person's click
    ALL_TARGETS_FAILED = "all-targets-failed"
    BY_RULE = "by-rule"  # the person's rule says never
    NOT_FROM_PROXY = "not-from-proxy"  # answers came, but not from the account's proxy


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """One SIP message of an attempt, credentials blanked. `leg` counts from 0, `at` is aware, UTC."""

    leg: int
    sent: bool
    at: datetime
    transport: str
    peer: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class FellBack:
    """A remembered move did not work, so the old address was called. `move_id` 0 for a contact's own move."""

    old_uri: str
    new_uri: str
    status: int
    move_id: int


@dataclass(frozen=True, slots=True)
class TransferView:
    """A transfer of this call that the person asked for. `status` is what the other side heard.

    `refused`: by the other side itself, to whom the status belongs then; it called nobody.
    """

    target_uri: str
    target_name: str
    state: TransferState
    status: int = 0
    reason: str = ""
    attended: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class CallView:
    """All that a call page shows of one attempt. `attempt` is ours, for this run; times are aware, UTC.

    `status` and `reason` are of the last response heard (`reason` as the peer wrote it, made safe to show).
    `remembered_from` is the address the person dialled when a remembered move led straight to another one, which
    holds until `remembered_until`, None for good.
    """

    attempt: int
    direction: Direction
    phase: Phase
    party_name: str
    party_uri: str
    contact: Contact | None
    account_id: str
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    status: int = 0
    reason: str = ""
    being_forwarded: bool = False  # a 181 was heard
    early_media: bool = False
    legs: tuple[LegRecord, ...] = ()
    offer: "RedirectOffer | None" = None
    ended: Ended | None = None
    stopped: Stopped | None = None
    muted: bool = False
    media: CallMedia | None = None
    signalling_transport: str = ""
    signalling_verified: bool = False  # by TLS, and the server's certificate holds
    remembered_from: str | None = None
    remembered_until: datetime | None = None
    final_response: bytes = b""
    ended_by_peer: bool = False
    message: str | None = None  # the text, when the attempt is a SIP MESSAGE
    rule: RedirectRule | None = None  # the rule that decided on the newest redirect, if one did
    fell_back: FellBack | None = None
    ignored_source: str = ""  # where an answer came from that was ignored, as it was not the account's proxy
    provenance: "Provenance | None" = None  # of the newest final answer
    transferred_by: str = ""  # who asked us to call this party, safe to show
    diverted_by: str = ""  # incoming: who redirected the caller to us (Diversion, RFC 5806), safe to show
    diversion: Diversion | None = None  # incoming: how this phone answered it with a 3xx
    messages: tuple[SeenMessage, ...] = ()  # the whole attempt on the wire, in order
    held: bool = False  # by us
    held_by_peer: bool = False
    silenced: bool = False  # what the other side says is not played
    in_conference: bool = False
    recording: str = ""  # the file, while the call is recorded
    recorded: str = ""  # the file that it was recorded to
    transfer: TransferView | None = None
    consults_for: int | None = None  # the attempt that this call may be connected with (attended transfer)
    replaced_by: str = ""  # whom the other side put in its place, safe to show
    quality: CallQuality | None = None
    mos: float | None = None  # an estimate of the moment, 1.0-4.5
    quality_summary: QualitySummary | None = None  # of an ended call
    received_digits: str = ""
    digits_refused: bool = False  # the newest of ours
    by_itself: ByItself | None = None


@dataclass(frozen=True, slots=True)
class CallChanged:
    view: CallView


@dataclass(frozen=True, slots=True)
class Redirected:
    """A 3xx (or 485) came, whatever is done with it. A front end that only logs needs nothing else."""

    attempt: int
    offer: "RedirectOffer"


@dataclass(frozen=True, slots=True)
class Followed:
    """A target of the offer is being called. `automatic` when a rule took it, not a person."""

    attempt: int
    offer: "RedirectOffer"
    option: int
    automatic: bool
    rule: RedirectRule | None = None


@dataclass(frozen=True, slots=True)
class MoveSaved:
    """An address was updated. `move_id` undoes it. `created` when the contact was made by it."""

    attempt: int
    contact: Contact
    move_id: int
    old_uri: str
    new_uri: str
    created: bool


@dataclass(frozen=True, slots=True)
class SaveFailed:
    """The contact could not be written; the call goes on. `reason` is for details."""

    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class RuleSaved:
    """A rule was made from a card."""

    attempt: int
    rule: RedirectRule


@dataclass(frozen=True, slots=True)
class AlternativesSaved:
    """The alternatives of an offer are addresses of the contact now; `before` is the contact as it was, or None."""

    attempt: int
    contact: Contact
    before: Contact | None


@dataclass(frozen=True, slots=True)
class MovesShortened:
    """a → b → c is kept as a → c, now that c has answered. `move_id` undoes the whole."""

    attempt: int
    contact: Contact
    move_id: int


@dataclass(frozen=True, slots=True)
class RegistrarMoved:
    """A REGISTER was answered with a 3xx. Options are servers that may be taken over into the account, best first.

    Nothing changes by itself. `text` is what a 380 says, safe to show; "" for none.
    """

    account_id: str
    status: int
    servers: "tuple[Option, ...]"
    text: str
    provenance: "Provenance"
    raw: bytes


@dataclass(frozen=True, slots=True)
class TransferDeclined:
    """Somebody we talk with wanted us to call `uri`; the engine did not do it by itself. The person may."""

    attempt: int
    uri: str
    name: str


@dataclass(frozen=True, slots=True)
class LevelsChanged:
    attempt: int
    microphone: float
    loudspeaker: float


@dataclass(frozen=True, slots=True)
class QualityChanged:
    """`mos` is an estimate of the moment, 1.0-4.5. About once a second, in a call with sound."""

    attempt: int
    quality: CallQuality
    mos: float


@dataclass(frozen=True, slots=True)
class HoldFailed:
    """The other side could not be put on hold, or not be taken back from it (`held` says what was wanted).

    When another call is on, this one is muted and silenced instead, as its view says.
    """

    attempt: int
    held: bool


@dataclass(frozen=True, slots=True)
class RecordingNotice:
    """A recording ended; `problem` says why by itself, "" when the person stopped it or the call was over."""

    attempt: int
    path: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CallsTurnedAway:
    """So many callers or writers were kept away since the last such notice."""

    count: int
    why: ByItself
    party_uri: str  # the last of them
    party_name: str


@dataclass(frozen=True, slots=True)
class SoundTestNotice:
    test: SoundTestChanged


@dataclass(frozen=True, slots=True)
class NetworkTestNotice:
    test: NetworkTested


@dataclass(frozen=True, slots=True)
class ServersNotice:
    found: ServersFound


@dataclass(frozen=True, slots=True)
class NetworkNotice:
    """The addresses of this computer; () without a network."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateNotice:
    refused: CertificateRefused


@dataclass(frozen=True, slots=True)
class PresenceNotice:
    """`uri` as the contact has it."""

    uri: str
    state: PresenceState
    note: str  # safe to show


@dataclass(frozen=True, slots=True)
class VoicemailNotice:
    """`dial` is what hears the messages, "" when nobody knows."""

    account_id: str
    waiting: bool
    new: int
    old: int
    dial: str


@dataclass(frozen=True, slots=True)
class TypingNotice:
    party_uri: str
    typing: bool


@dataclass(frozen=True, slots=True)
class MessageNotice:
    """An incoming message, as it stands in the history."""

    view: CallView


@dataclass(frozen=True, slots=True)
class ConversationsChanged:
    """The stored messages are not what they were; read them again."""


@dataclass(frozen=True, slots=True)
class WireNotice:
    """A SIP message that belongs to no call; credentials blanked."""

    message: SeenMessage


@dataclass(frozen=True, slots=True)
class RegistrationNotice:
    account_id: str
    state: RegistrationState
    status: int
    reason: str
    final_response: bytes
    cause: RegistrationCause = RegistrationCause.NONE


@dataclass(frozen=True, slots=True)
class EngineNotice:
    """`ready` False: the engine is being restarted and `lost` names the parties whose calls it ended."""

    ready: bool
    reason: str = ""
    lost: tuple[str, ...] = ()
    udp_port: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DevicesNotice:
    microphones: tuple[AudioDevice, ...]
    loudspeakers: tuple[AudioDevice, ...]


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """The address book is not what it was; read it again."""


@dataclass(frozen=True, slots=True)
class HistoryChanged:
    """The call log is not what it was; read it again."""


@dataclass(frozen=True, slots=True)
class ReminderAdded:
    reminder: Reminder


Notice = (
    CallChanged
    | Redirected
    | Followed
    | MoveSaved
    | SaveFailed
    | RuleSaved
    | AlternativesSaved
    | MovesShortened
    | RegistrarMoved
    | TransferDeclined
    | LevelsChanged
    | RegistrationNotice
    | EngineNotice
    | DevicesNotice
    | ContactsChanged
    | HistoryChanged
    | ReminderAdded
    | QualityChanged
    | HoldFailed
    | RecordingNotice
    | CallsTurnedAway
    | SoundTestNotice
    | NetworkTestNotice
    | ServersNotice
    | NetworkNotice
    | CertificateNotice
    | PresenceNotice
    | VoicemailNotice
    | TypingNotice
    | MessageNotice
    | ConversationsChanged
    | WireNotice
)
