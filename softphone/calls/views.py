"""What a call page shows of one attempt, as one value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from softphone.calls.call_events import CallMedia, CallQuality, TransferState
from softphone.calls.people import Contact
from softphone.calls.records import ByItself, Direction, Ended, LegRecord, QualitySummary
from softphone.calls.rules import Diversion, RedirectRule

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import Provenance, RedirectOffer


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
