"""The nouns of the phone: people, their addresses, accounts, attempts. Plain frozen values, no behaviour."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Transport(StrEnum):
    """How SIP messages travel (RFC 3261 section 18)."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class ContactAddress:
    """One current address of a contact. `uri` is a sip:, sips: or tel: URI as text."""

    id: int
    uri: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """An address that a contact has moved away from. `move_id` undoes the move."""

    move_id: int
    uri: str
    moved_to: str
    status: int
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or service in the address book. Addresses in the person's order, the first is dialled."""

    id: int
    name: str
    organisation: str = ""
    notes: str = ""
    favourite: bool = False
    addresses: tuple[ContactAddress, ...] = ()
    former: tuple[FormerAddress, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a person typed into the contact form: `addresses` are (uri, label) pairs. `id` None for a new contact."""

    id: int | None
    name: str
    addresses: tuple[tuple[str, str], ...]
    organisation: str = ""
    notes: str = ""
    favourite: bool = False


@dataclass(frozen=True, slots=True)
class RememberedMove:
    """Where an address of nobody in contacts has moved. `expires_at` None means for good (301)."""

    id: int
    old_uri: str
    new_uri: str
    status: int
    learned_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """ "Call back later": `uri` is dialled on a click, at or after `due_at`."""

    id: int
    uri: str
    name: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A SIP account. The password lives in the keyring under `id`, never here.

    `uri` is the address of record, "sip:anna@office.example". `registrar` is a SIP URI, or "" for an account
    that only gives a name to outgoing calls. `proxy` is a SIP URI or "".
    """

    id: str
    uri: str
    display_name: str = ""
    registrar: str = ""
    auth_user: str = ""
    proxy: str = ""
    transport: Transport = Transport.UDP
    enabled: bool = True
    verify_tls: bool = True


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
    TOOK_ALTERNATIVE = "took-alternative"  # e-mail, web page, reminder: reached without a call
    LOST = "lost"  # the engine ended under the call


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
    moved_status: int | None  # the 3xx that led on, None when none did
    legs: tuple[LegRecord, ...] = ()
