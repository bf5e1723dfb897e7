"""What the controller tells its front end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from softphone.calls.engine_events import AudioDevice, CallMedia, RegistrationState
from softphone.calls.values import Contact, Direction, Ended, LegRecord, Reminder

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import RedirectOffer


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


@dataclass(frozen=True, slots=True)
class CallView:
    """All that a call page shows of one attempt. `attempt` is ours, for this run; times are aware, UTC.

    `status` and `reason` are of the last response heard (`reason` as the peer wrote it, made safe to show).
    `remembered_from` is the address the person dialled when a remembered move led straight to another one.
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
    remembered_from: str | None = None
    final_response: bytes = b""
    ended_by_peer: bool = False


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
class LevelsChanged:
    attempt: int
    microphone: float
    loudspeaker: float


@dataclass(frozen=True, slots=True)
class RegistrationNotice:
    account_id: str
    state: RegistrationState
    status: int
    reason: str
    final_response: bytes


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
    | LevelsChanged
    | RegistrationNotice
    | EngineNotice
    | DevicesNotice
    | ContactsChanged
    | HistoryChanged
    | ReminderAdded
)
