"""What a redirect offers to the person, and the answer that comes back."""

from dataclasses import dataclass, field
from enum import StrEnum

from softphone.calls.people import Contact
from softphone.calls.rules import RuleScope
from softphone.sip.explanation import Explanation, Kind, Notable


class Part(StrEnum):
    """A part of an address that is not what it was."""

    SCHEME = "scheme"
    USER = "user"
    HOST = "host"
    PORT = "port"
    TRANSPORT = "transport"


@dataclass(frozen=True, slots=True)
class Option:
    """One row that can be chosen: a Contact, an alternative from the body, or both merged.

    `number` counts from 1 in the order shown. `label` is safe to show, None when nobody named it.
    `dial_uri` is what an INVITE would be sent to, None for what is not called. For a 305 it is the same
    Request-URI and `proxy` is the Contact. `failed_status` is set when it was tried in this attempt already.
    """

    number: int
    kind: Kind
    uri: str | None
    dial_uri: str | None
    label: str | None = None
    action: str | None = None
    proxy: str = ""
    q: float | None = None
    expires: int | None = None
    notable: tuple[Notable, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    ignored_headers: tuple[str, ...] = ()
    voicemail_cause: int | None = None
    saveable: bool = False
    failed_status: int | None = None
    changed: tuple[Part, ...] = ()  # compared with the address before

    @property
    def callable(self) -> bool:
        """Whether choosing it places a call."""
        return self.dial_uri is not None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from. `proxy` is the account's outbound proxy, "" if it has none.

    `from_proxy`: whether the answer came from there; None without a proxy, or when it cannot be told.
    """

    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    proxy: str = ""
    from_proxy: bool | None = None
    from_next_hop: bool | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of the route picture. `status` is how it answered, None for the one not tried yet."""

    uri: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class RedirectOffer:
    """A redirect that waits for the person. `route` starts with the address first dialled.

    `notable` is what holds for the answer as a whole. `contact` is whoever has the old address, None for nobody;
    `suggested_name` then prefills the form. `after_failure` is the status of the target that was tried last from
    the same answer and failed, so that the rest is offered again.
    """

    explanation: Explanation
    options: tuple[Option, ...]
    route: tuple[Hop, ...]
    old_uri: str
    party_name: str
    suggested_name: str
    contact: Contact | None
    raw: bytes
    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    notable: tuple[Notable, ...] = ()
    after_failure: int | None = None
    provenance: Provenance = field(default_factory=Provenance)
    domain: str = ""  # host of `old_uri`, for a rule about it; "" for a number
    message: str | None = None  # the text that was to be sent, when the answer was to a MESSAGE

    @property
    def status(self) -> int:
        return self.explanation.status or 0

    @property
    def can_save(self) -> bool:
        """Only a 301 is for the address book (RFC 3261 section 21.3.2)."""
        return any(option.saveable for option in self.options)


class Action(StrEnum):
    CALL = "call"
    SAVE_AND_CALL = "save-and-call"
    SAVE_ONLY = "save-only"
    REMEMBER_AND_CALL = (
        "remember-and-call"  # a 301 of a stranger: dialled there from now on, no contact is made
    )
    SAVE_ALTERNATIVES = "save-alternatives"  # as further addresses of the contact; the offer stays open
    TOOK = "took"  # e-mail, web page, …: the front end has opened it
    REMIND = "remind"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer to an offer. `option` is an `Option.number`; `name` is for a contact that is made by saving.

    `always_for` makes the answer a rule: a call is followed from now on, DECLINE means never. Whose rule it is
    follows from the offer (the contact or the address before, its domain, the account of the call).
    """

    action: Action
    option: int | None = None
    name: str | None = None
    always_for: RuleScope | None = None
