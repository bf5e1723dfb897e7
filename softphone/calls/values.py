"""The nouns of the phone: people, their addresses, accounts, attempts. Plain frozen values, no behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    groups: tuple[str, ...] = ()
    has_picture: bool = False  # `ContactBook.picture` gives it
    uid: str = ""  # the same on every device (vCard UID, RFC 6350 section 6.7.6)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """What a list shows of a contact. `uri` is the first address, "" for none."""

    id: int
    name: str
    uri: str = ""
    organisation: str = ""
    favourite: bool = False
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Who is in a list, by id in its order; the first `favourites` of them are favourites."""

    ids: Sequence[int]
    favourites: int = 0


class Likeness(StrEnum):
    """Why contacts may be one person."""

    SAME_ADDRESS = "same-address"  # one SIP address or number, however it is written
    SAME_NAME = "same-name"  # the same words in any order, script and case


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Contacts that may be one person; the fullest first."""

    contacts: tuple[Contact, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a person typed into the contact form: `addresses` are (uri, label) pairs. `id` None for a new contact."""

    id: int | None
    name: str
    addresses: tuple[tuple[str, str], ...]
    organisation: str = ""
    notes: str = ""
    favourite: bool = False
    groups: tuple[str, ...] | None = None  # None: as they are
    picture: bytes | None = None  # PNG or JPEG; None: as it is, b"": no picture
    uid: str = ""  # "": as it is, or a new one


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
    it already, remembered moves taken over, and what was left out. `id` is for `ContactBook.undo_import`, 0 when it
    cannot be taken back."""

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    moves: int = 0
    rejected: tuple[RejectedEntry, ...] = ()
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reminder:
    """ "Call back later": `uri` is dialled on a click, at or after `due_at`."""

    id: int
    uri: str
    name: str
    due_at: datetime


class MediaEncryption(StrEnum):
    """Whether sound is encrypted (SRTP, RFC 3711; keys in the SDP, RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"  # offered and taken, and calls go on without
    REQUIRED = "required"  # a call without it is refused


class DtmfMode(StrEnum):
    """How digits travel in a call."""

    AUTO = "auto"  # RFC 4733 where the other side takes it, else in the sound
    RTP = "rtp"  # RFC 4733
    INFO = "info"  # SIP INFO, application/dtmf-relay
    INBAND = "inband"  # two tones in the sound


class TurnTransport(StrEnum):
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Reachability:
    """How sound finds its way through NAT. Servers are "host" or "host:port", "" for none.

    The password of the TURN server lives in the keyring (`password_keys`).
    """

    ice: bool = False
    stun_server: str = ""
    turn_server: str = ""
    turn_user: str = ""
    turn_transport: TurnTransport = TurnTransport.UDP
    keep_alive_s: int = 15


@dataclass(frozen=True, slots=True)
class DiallingRule:
    """How numbers become addresses of an account, and which of them are its own.

    `country` is a calling code without "+", "7". National numbers begin with `trunk_prefix`, others with
    `international_prefix`; `outside_prefix` is dialled before every number that leaves the house. `send_plus`: the
    server takes "+74955550101"; else the number is sent as it is dialled in the country. `prefixes` are beginnings
    of numbers, `domains` hosts that choose this account when a person dials them.
    """

    country: str = ""
    trunk_prefix: str = ""
    international_prefix: str = ""
    outside_prefix: str = ""
    send_plus: bool = True
    prefixes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What an account does with calls by itself.

    `auto_answer_s`: answered after so many seconds, None for never. `obey_answer_after`: an "answer-after" of
    Call-Info or Alert-Info is obeyed, for callers in the contacts only. `do_not_disturb`: nothing of it rings.
    """

    auto_answer_s: int | None = None
    obey_answer_after: bool = False
    do_not_disturb: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A SIP account. The password lives in the keyring under `id`, never here.

    `uri` is the address of record, "sip:anna@office.example". `registrar` is a SIP URI, or "" for an account
    that only gives a name to outgoing calls. `proxy` is a SIP URI or "". `strict_proxy`: answers that did not come
    from the proxy change nothing. `ca_file` holds the authorities of this account in PEM, "" for the system's.
    `pinned_certificate` is the one certificate that is trusted in spite of what is wrong with it, as SHA-256 of its
    DER form in lower-case hex. `codecs` in order of preference like "G722/16000", () for the phone's order.
    `ringtone` is a WAV file, "" for the phone's. `voicemail` is what one click on waiting messages dials, "" for what
    the server says. `watch_voicemail` subscribes to waiting messages (RFC 3842), `publish_presence` shows our state.
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
    media_encryption: MediaEncryption = MediaEncryption.OFF
    ca_file: str = ""
    pinned_certificate: str = ""
    codecs: tuple[str, ...] = ()
    dtmf: DtmfMode = DtmfMode.AUTO
    reliable_provisional: bool = True  # 100rel, RFC 3262
    session_timers: bool = True  # RFC 4028
    ringtone: str = ""
    voicemail: str = ""
    watch_voicemail: bool = True
    publish_presence: bool = False
    reachability: Reachability = field(default_factory=Reachability)
    dialling: DiallingRule = field(default_factory=DiallingRule)
    answering: AnswerRule = field(default_factory=AnswerRule)


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
