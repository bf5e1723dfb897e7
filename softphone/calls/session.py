"""One attempt while it lives: its legs, its offers, and the picture of it that a front end gets."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from softphone.calls.call_events import CallMedia, CallQuality, TransferState
from softphone.calls.people import Contact, RememberedMove
from softphone.calls.records import ByItself, Direction, Ended, LegRecord, QualitySummary
from softphone.calls.rules import Diversion, RedirectRule
from softphone.calls.views import CallView, FellBack, Phase, SeenMessage, Stopped, TransferView
from softphone.sip.uri import same_uri

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import Hop, Option, Provenance, RedirectOffer
    from softphone.calls.quality import QualityCourse
    from softphone.sip.writing import Answer


@dataclass(slots=True)
class Leg:
    """One INVITE. `call_id` is the engine's name for it."""

    call_id: int
    uri: str
    started_at: datetime
    via_proxy: str = ""
    ended_at: datetime | None = None
    status: int | None = None
    reason: str = ""
    final_response: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()  # beside those of every request
    ignored: bool = False  # what answered it was not whom the account speaks with

    def record(self) -> LegRecord:
        return LegRecord(
            uri=self.uri,
            started_at=self.started_at,
            ended_at=self.ended_at,
            status=self.status,
            reason=self.reason,
            via_proxy=self.via_proxy,
            final_response=self.final_response,
        )


@dataclass(frozen=True, slots=True)
class NextLeg:
    """Where the next request goes."""

    uri: str
    via_proxy: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptMove:
    """A move that this attempt has written down. `dial_uri` is what was called for `new_uri`.

    `answered_by` is the address whose answer named `new_uri`; `old_uri` is what it replaced in the book.
    """

    id: int
    old_uri: str
    new_uri: str
    dial_uri: str
    answered_by: str
    created: bool = False


@dataclass(slots=True)
class Pending:
    """An offer of this attempt and which of its options is being tried (an `Option.number`)."""

    offer: "RedirectOffer"
    trying: int | None = None
    rule: RedirectRule | None = None
    is_keeping: bool = False  # its alternatives are being saved

    def mark_failed(self, status: int) -> None:
        """The option being tried came to nothing."""
        options = tuple(
            replace(option, failed_status=status) if option.number == self.trying else option
            for option in self.offer.options
        )
        self.offer = replace(self.offer, options=options, after_failure=status)
        self.trying = None

    def left(self) -> "tuple[Option, ...]":
        """Options that could still be called."""
        return tuple(o for o in self.offer.options if o.callable and o.failed_status is None)


@dataclass(slots=True)
class Session:
    """A living attempt. Only the controller writes it."""

    number: int
    direction: Direction
    phase: Phase
    party_name: str
    party_uri: str
    contact: Contact | None
    account_id: str
    started_at: datetime
    legs: list[Leg] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)  # the chain of answers, the newest last
    shown_offer: "RedirectOffer | None" = None
    saved_uris: set[str] = field(default_factory=set)
    saved: list[KeptMove] = field(default_factory=list)  # of contacts, in order
    remembered_here: list[KeptMove] = field(default_factory=list)  # of strangers, for good
    savings: int = 0  # asked of the store and not answered yet
    redirects: int = 0
    only_permanent: bool = True  # every redirect followed so far was a 301
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ended: Ended | None = None
    stopped: Stopped | None = None
    status: int = 0
    reason: str = ""
    being_forwarded: bool = False
    early_media: bool = False
    muted: bool = False
    media: CallMedia | None = None
    transport: str = ""
    tls_verified: bool = False
    remembered_from: str | None = None
    remembered: RememberedMove | None = None  # what led the first leg elsewhere
    fell_back: FellBack | None = None
    ask_again: bool = False  # neither moves nor rules count this time
    rule: RedirectRule | None = None
    planned: NextLeg | None = None  # a leg that no option of an offer is for
    asked_twice: bool = False  # a request was repeated since a stranger had answered it
    ignored_source: str = ""
    provenance: "Provenance | None" = None
    ended_by_peer: bool = False
    refuse_with: int = 486
    moved_status: int | None = None
    message: str | None = None  # the text, when this is a SIP MESSAGE
    messages: list[SeenMessage] = field(default_factory=list)
    flow_untold: bool = False  # messages came that the front end will be told of
    transferred_by: str = ""
    declined_transfers: list[str] = field(default_factory=list)
    diverted_by: str = ""
    accepted: bool = False  # incoming: the person has answered, the engine is at it
    invite: bytes = b""  # incoming: the request while it is open
    diversion: Diversion | None = None
    divert_with: "Answer | None" = None  # the 3xx that the REDIRECT effect sends
    quiet: bool = False  # nobody is told before it is over
    silenced: bool = False
    on_hold: bool = False  # wanted here; what is so, `media` says
    holds: int = 0  # how often that changed
    is_hold_open: bool = False  # the engine has not done as it was asked yet
    in_conference: bool = False
    recording_asked: str = ""  # the file, while the engine has not said whether it grows
    recording: str = ""
    recorded: str = ""
    transfer: TransferView | None = None
    transfers: int = 0
    handed_to: int | None = None  # the attempt whose party this one is being connected with
    consults_for: int | None = None
    replaced_by: str = ""
    legs_before: int = 0  # those that another line of the history has
    quality: CallQuality | None = None
    mos: float | None = None
    quality_course: "QualityCourse | None" = None
    quality_summary: QualitySummary | None = None
    received_digits: str = ""
    digits_refused: bool = False
    by_itself: ByItself | None = None

    @property
    def leg(self) -> Leg:
        """The newest leg; every session has one from its first moment."""
        return self.legs[-1]

    def is_talking(self) -> bool:
        """Whether this is a conversation that the person is in, not one on hold."""
        return self.phase is Phase.CONNECTED and not self.on_hold and self.message is None

    def take_media(self, event: CallMedia) -> None:
        """A hold that comes about later than it was waited for is one all the same."""
        self.media = event
        if event.held == self.on_hold:
            self.is_hold_open = False
        elif not self.is_hold_open:
            self.on_hold = event.held

    def transferred_to(self) -> str:
        """Whom the other side was connected with, "" when it was not."""
        done = self.transfer is not None and self.transfer.state is TransferState.DONE
        return self.transfer.target_uri if self.transfer is not None and done else ""

    def close_accounts(self) -> None:
        """What a line of the history says of the sound, now that no more is added."""
        if self.quality_course is not None:
            self.quality_summary = self.quality_course.summary()
        self.recorded = self.recording or self.recorded
        self.recording = self.recording_asked = ""

    def begin_accounts(self) -> None:
        """The newest leg begins another line of the history."""
        self.legs_before = len(self.legs) - 1
        self.quality = self.quality_course = self.quality_summary = self.mos = None
        self.recorded = ""

    def tried(self) -> tuple[str, ...]:
        """Every address an INVITE of this attempt was sent to."""
        return tuple(leg.uri for leg in self.legs)

    def has_used_proxy(self, proxy: str) -> bool:
        """Whether a 305 has led through `proxy` already; "" never has."""
        return bool(proxy) and any(same_uri(proxy, leg.via_proxy) for leg in self.legs if leg.via_proxy)

    def route(self) -> "tuple[Hop, ...]":
        from softphone.calls.offer import Hop  # noqa: PLC0415 (see above)

        return tuple(Hop(leg.via_proxy or leg.uri, leg.status) for leg in self.legs if not leg.ignored)

    def view(self) -> CallView:
        return CallView(
            attempt=self.number,
            direction=self.direction,
            phase=self.phase,
            party_name=self.party_name,
            party_uri=self.party_uri,
            contact=self.contact,
            account_id=self.account_id,
            started_at=self.started_at,
            answered_at=self.answered_at,
            ended_at=self.ended_at,
            status=self.status,
            reason=self.reason,
            being_forwarded=self.being_forwarded,
            early_media=self.early_media,
            legs=tuple(leg.record() for leg in self.legs),
            offer=self.shown_offer,
            ended=self.ended,
            stopped=self.stopped,
            muted=self.muted,
            media=self.media,
            signalling_transport=self.transport,
            signalling_verified=self.tls_verified,
            remembered_from=self.remembered_from,
            remembered_until=self.remembered.expires_at if self.remembered else None,
            rule=self.rule,
            fell_back=self.fell_back,
            ignored_source=self.ignored_source,
            provenance=self.provenance,
            final_response=self.leg.final_response,
            ended_by_peer=self.ended_by_peer,
            message=self.message,
            transferred_by=self.transferred_by,
            diverted_by=self.diverted_by,
            diversion=self.diversion,
            messages=tuple(self.messages),
            held=self.media is not None and self.media.held,
            held_by_peer=self.media is not None and self.media.held_by_peer,
            silenced=self.silenced,
            in_conference=self.in_conference,
            recording=self.recording,
            recorded=self.recorded,
            transfer=self.transfer,
            consults_for=self.consults_for,
            replaced_by=self.replaced_by,
            quality=self.quality,
            mos=self.mos,
            quality_summary=self.quality_summary,
            received_digits=self.received_digits,
            digits_refused=self.digits_refused,
            by_itself=self.by_itself,
        )
