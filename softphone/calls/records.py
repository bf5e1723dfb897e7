"""What the history keeps of calls and messages. Plain frozen values, no behaviour."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

# To a MESSAGE: somebody on the way will pass it on, and says nothing about its arrival (RFC 3428 section 7).
ACCEPTED: Final = 202


class Direction(StrEnum):
    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Ended(StrEnum):
    """How an attempt ended, as the history shows it."""

    ANSWERED = "answered"
    MISSED = "missed"  # incoming, not answered here
    REJECTED = "rejected"  # incoming, refused here
    CANCELLED = "cancelled"  # outgoing, hung up before an answer
    FAILED = "failed"
    DECLINED_OFFER = "declined-offer"  # the person chose none of what a 3xx offered
    TOOK_ALTERNATIVE = "took-alternative"  # e-mail, web page, reminder, saved and not called
    LOST = "lost"  # the engine ended under the call
    SENT = "sent"  # an outgoing message was taken, with ACCEPTED by a server on the way
    RECEIVED = "received"  # an incoming message
    DIVERTED = "diverted"  # incoming, answered with a 3xx by this phone


class ByItself(StrEnum):
    """What the phone did with a caller without asking, as the person had set."""

    DO_NOT_DISTURB = "do-not-disturb"
    NOT_IN_CONTACTS = "not-in-contacts"
    BLOCKED = "blocked"
    NO_CALL_WAITING = "no-call-waiting"
    NO_PLACE = "no-place"  # as many calls as the engine can carry
    NOTHING_IN_COMMON = "nothing-in-common"  # no codec or no encryption that both sides speak
    FLOOD = "flood"  # too many callers at once
    AUTO_ANSWERED = "auto-answered"


@dataclass(frozen=True, slots=True)
class LegRecord:
    """One INVITE of an attempt and what it came to. `status` is the final status, None while there is none."""

    uri: str
    started_at: datetime
    ended_at: datetime | None = None
    status: int | None = None
    reason: str = ""
    via_proxy: str = ""  # the proxy of a 305
    final_response: bytes = b""  # raw, empty when answered


@dataclass(frozen=True, slots=True)
class QualitySummary:
    """How the sound of a call was. Losses in percent of packets, times in milliseconds; `mos` 1.0-4.5 (ITU-T G.107).

    -1 for what was never known: not every phone sends reports of what it receives (RTCP).
    """

    mos: float
    worst_mos: float
    loss_received: float
    loss_sent: float
    jitter_ms: float
    round_trip_ms: float
    codec: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages with one party, by the newest of them. `incoming`: that one came from the party."""

    party_uri: str
    party_name: str
    contact_id: int | None
    account_id: str
    text: str
    at: datetime
    incoming: bool
    unread: int = 0


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """A line of the history: one wish to talk with one party, all its legs in order. Times are aware, UTC."""

    id: int
    direction: Direction
    party_uri: str
    party_name: str
    contact_id: int | None
    account_id: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ended: Ended | None
    moved_status: (
        int | None
    )  # the 3xx that led on, or that this phone answered with; None when there was none
    legs: tuple[LegRecord, ...] = ()
    message: str | None = None  # the text of a SIP MESSAGE, None for a call
    unread: bool = False  # an incoming message that nobody has looked at yet
    quality: QualitySummary | None = None
    recording: str = ""  # the file that the call was recorded to
    transferred_to: str = ""  # whom the person connected the other side with
    by_itself: ByItself | None = None
