"""One attempt while it lives: its legs, its offers, and the picture of it that a front end gets."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from softphone.calls.engine_events import CallMedia
from softphone.calls.notices import CallView, Phase, SeenMessage, Stopped
from softphone.calls.values import Contact, Direction, Diversion, Ended, LegRecord
from softphone.sip.uri import same_uri

# Loaded with the first redirect, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.offer import Hop, Option, RedirectOffer
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


@dataclass(slots=True)
class Pending:
    """An offer of this attempt and which of its options is being tried (an `Option.number`)."""

    offer: "RedirectOffer"
    trying: int | None = None

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
    remembered_from: str | None = None
    ended_by_peer: bool = False
    refuse_with: int = 486
    moved_status: int | None = None
    message: str | None = None  # the text, when this is a SIP MESSAGE
    messages: list[SeenMessage] = field(default_factory=list)
    transferred_by: str = ""
    diverted_by: str = ""
    accepted: bool = False  # incoming: the person has answered, the engine is at it
    diversion: Diversion | None = None
    divert_with: "Answer | None" = None  # the 3xx that the DIVERT effect sends
    quiet: bool = False  # nobody is told before it is over

    @property
    def leg(self) -> Leg:
        """The newest leg; every session has one from its first moment."""
        return self.legs[-1]

    def tried(self) -> tuple[str, ...]:
        """Every address an INVITE of this attempt was sent to."""
        return tuple(leg.uri for leg in self.legs)

    def has_used_proxy(self, proxy: str) -> bool:
        """Whether a 305 has led through `proxy` already; "" never has."""
        return bool(proxy) and any(same_uri(proxy, leg.via_proxy) for leg in self.legs if leg.via_proxy)

    def route(self) -> "tuple[Hop, ...]":
        from softphone.calls.offer import Hop  # noqa: PLC0415 (see above)

        return tuple(Hop(leg.via_proxy or leg.uri, leg.status) for leg in self.legs)

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
            remembered_from=self.remembered_from,
            final_response=self.leg.final_response,
            ended_by_peer=self.ended_by_peer,
            message=self.message,
            transferred_by=self.transferred_by,
            diverted_by=self.diverted_by,
            diversion=self.diversion,
            messages=tuple(self.messages),
        )
