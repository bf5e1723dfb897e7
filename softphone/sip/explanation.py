"""What a final response means for the person who dialled: plain values, no wording for the screen."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from msgspec import Struct

PLAIN_SOS: Final = "urn:service:sos"  # an emergency that names no service of its own (RFC 5031)


class Outcome(StrEnum):
    """What can be done with a response."""

    OFFER = "offer"  # there is something to choose
    INFORM = "inform"  # nothing to choose, but something to read
    FAIL = "fail"  # the call failed and the response offers nothing
    DISCARD = "discard"  # not a response that may be used (RFC 3261 section 18.3)


class Kind(StrEnum):
    """What an address is good for."""

    SIP = "sip"
    TEL = "tel"
    VOICEMAIL = "voicemail"  # RFC 4458
    MESSAGE = "message"
    EMAIL = "email"
    WEB = "web"
    XMPP = "xmpp"
    EMERGENCY = "emergency"  # RFC 5031, 3GPP TS 24.229 section 7.6
    CALLBACK = "callback"
    OTHER = "other"


class Notable(StrEnum):
    """What a person should know before following one target (`ui_warnings` of `softphone explain`)."""

    DIFFERENT_DOMAIN = "different-domain"
    ENCRYPTION_LOST = "encryption-lost"  # sips → sip, RFC 3261 section 8.1.3.4
    LOOK_ALIKE = "look-alike"  # letters of several scripts, or one letter away from the name before
    MISLEADING_NAME = "misleading-name"  # its name is an address at another host
    HEADERS_STRIPPED = "headers-stripped"  # RFC 3261 section 19.1.5
    UNVERIFIED_SOURCE = "unverified-source"  # came over UDP or TCP: anybody may have written it
    LAST_RESORT = "last-resort"  # q=0
    EMERGENCY = "emergency"
    IP_LITERAL = "ip-literal"  # a bare IP address where a name stood before
    HIDDEN_CHARACTERS = "hidden-characters"  # control, bidi or zero-width characters were removed


class Target(Struct, frozen=True):
    """One Contact of the response that may be followed.

    `uri` is the Contact URI as it came, `dial_uri` the same without `method` and headers (rule 8) and None for
    what is not dialled (e-mail, web, …). `q` is 0.0-1.0 (1.0 when absent), `expires` in seconds or None.
    """

    uri: str
    dial_uri: str | None
    display_name: str | None
    display_name_safe: str | None
    q: float
    expires: int | None
    kind: Kind
    honor_headers: dict[str, str] = {}
    ignored_headers: tuple[str, ...] = ()
    notable: tuple[Notable, ...] = ()
    voicemail_cause: int | None = None  # RFC 4458 `cause`, a SIP status code


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other way to reach the person, from the body, in document order.

    `uri` is None where the body names none (3GPP restoration); `action` is the 3GPP action, else None.
    """

    kind: Kind
    uri: str | None
    label: str | None
    action: str | None = None
    notable: tuple[Notable, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value of the response that is not offered, safe to show, and why."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class UnreadBody:
    """A body, or one part of it, that is not understood and may be saved. `data` is decoded as far as its encodings
    are known; `media_type` is safe to show, "" when the response names none.
    """

    media_type: str
    data: bytes = field(repr=False)


class Explanation(Struct, frozen=True):
    """Everything that a response says to the person, in the order to offer it.

    `status` is None and `reason` None when the response is unreadable. `mode` is "proxy" for a 305.
    `targets` come first q first, emergencies before everything else. `retry_after` in seconds.
    Source: the redirection rules in docs; RFC 3261 sections 8.1.3.4, 21.3.
    """

    status: int | None
    reason: str | None
    outcome: Outcome
    mode: str | None = None
    body_text: str | None = None
    retry_after: int | None = None
    targets: tuple[Target, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    info_links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    ui_warnings: tuple[Notable, ...] = ()
    request_uri: str | None = None
    unread: tuple[UnreadBody, ...] = ()
    why: str | None = None  # for fail and discard: one English sentence for logs and `explain`
