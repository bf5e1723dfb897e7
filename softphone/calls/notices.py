"""What the controller tells its front end."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from softphone.calls.call_events import CallQuality
from softphone.calls.company_events import PresenceState
from softphone.calls.people import Contact, Reminder
from softphone.calls.reach_events import (
    CertificateRefused,
    NetworkTested,
    RegistrationCause,
    RegistrationState,
    ServersFound,
)
from softphone.calls.records import ByItself
from softphone.calls.rules import RedirectRule
from softphone.calls.sound_events import AudioDevice, SoundTestChanged

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import Option, Provenance, RedirectOffer

from softphone.calls.views import CallView, SeenMessage


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
