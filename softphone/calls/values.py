"""The nouns of the phone: people, their addresses, accounts, attempts. Plain frozen values, no behaviour."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

# To a MESSAGE: somebody on the way will pass it on, and says nothing about its arrival (RFC 3428 section 7).
ACCEPTED: Final = 202


class Transport(StrEnum):
    """How SIP messages travel (RFC 3261 section 18)."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class ContactAddress:
    """One current address of a contact. `uri` is a sip:, sips: or tel: URI as text, or what a 380 named beside them:
    mailto:, http:, https:, xmpp:, sms:, im:. Those are never called; see `calls.addressing.dialled_address`."""

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
class RejectedEntry:
    """An entry of an imported file that was left out whole. `entry` says where it stood, both are safe to show."""

    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an imported file: contacts added, contacts that got something new, contacts that had all of
    it already, remembered moves taken over, and what was left out."""

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    moves: int = 0
    rejected: tuple[RejectedEntry, ...] = ()


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
    that only gives a name to outgoing calls. `proxy` is a SIP URI or "". `strict_proxy`: answers that did not come
    from the proxy change nothing.
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
    strict_proxy: bool = True


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
    moved_status: (
        int | None
    )  # the 3xx that led on, or that this phone answered with; None when there was none
    legs: tuple[LegRecord, ...] = ()
    message: str | None = None  # the text of a SIP MESSAGE, None for a call


class RedirectPolicy(StrEnum):
    """What is done with a redirect of whom a rule is about. ASK is what holds without a rule."""

    ASK = "ask"
    FOLLOW_SAME_DOMAIN = "follow-same-domain"  # a 302 to the same domain; everything else asks
    FOLLOW = "follow"  # 301, 302, a 300 with one address; a 301 is kept in the contacts too
    NEVER = "never"


class RuleScope(StrEnum):
    """Whom a rule is about. The first of these that has a rule decides."""

    CONTACT = "contact"  # `subject` is the contact's id in decimal
    ADDRESS = "address"  # a SIP or tel URI of nobody in contacts
    DOMAIN = "domain"  # the host of the address dialled, lower case
    ACCOUNT = "account"  # the account's id


@dataclass(frozen=True, slots=True)
class RedirectRule:
    """A person's standing answer to redirects. `name` is the contact's name, for the list; else ""."""

    id: int
    scope: RuleScope
    subject: str
    policy: RedirectPolicy
    made_at: datetime
    name: str = ""


class DivertKind(StrEnum):
    """What callers are told, by which status."""

    MOVED = "moved"  # 301: I have moved
    FORWARD = "forward"  # 302: for now, call there
    CHOICE = "choice"  # 300: choose one
    ALTERNATIVES = "alternatives"  # 380: other ways to reach me


class DivertWhen(StrEnum):
    ALWAYS = "always"
    BUSY = "busy"  # while another call is on
    NO_ANSWER = "no-answer"  # after `after_s` of ringing


@dataclass(frozen=True, slots=True)
class DivertTarget:
    """One row of the form; `uri` of a scheme that a redirect may name: sip, sips, tel, mailto, https, xmpp, sms, im."""

    uri: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Diversion:
    """How this phone redirects callers. `account_id` "" is every account, `contact_id` None is every caller.

    A rule for a contact goes before one for an account, that before one for all. `expires_s` None: the 3xx names no
    expiry. Targets in order of preference, the first is preferred most. `text` is said with a 380.
    """

    id: int | None
    kind: DivertKind
    when: DivertWhen
    targets: tuple[DivertTarget, ...]
    account_id: str = ""
    contact_id: int | None = None
    after_s: int = 20
    expires_s: int | None = None
    text: str = ""
    enabled: bool = True
