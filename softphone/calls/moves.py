"""What is kept of a redirect: moves of contacts, moves of strangers, further addresses. And what becomes of a move
that no longer works.

Each saving is one transaction on the store's thread; the call does not wait for it and goes out even if it fails.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from softphone.calls import notices as say
from softphone.calls.alternatives import further_addresses
from softphone.calls.lookups import known_owner
from softphone.calls.notices import Notice, Phase
from softphone.calls.offer import Option, RedirectOffer
from softphone.calls.session import KeptMove, Pending, Session
from softphone.calls.values import Contact, RememberedMove
from softphone.calls.world import World
from softphone.sip.uri import same_uri

Value = TypeVar("Value")

# What says that nobody is to be reached at a place any more, or that the place is not there: gone, unknown, silent.
# A person who is busy or declines is there; a challenge, or a call that cannot be carried, says nothing about moving.
_UNKNOWN = frozenset({404, 410, 416, 484, 502, 604})
_SILENT = frozenset({408, 480, 503, 504})  # the same from a telephone that rang means that nobody picked up
NOBODY_THERE = _UNKNOWN | _SILENT


def falls_back(session: Session, status: int) -> bool:
    """Whether the old address is to be called: the first leg went to where it had moved, and nobody is there."""
    sent = [leg for leg in session.legs if not leg.ignored]
    if session.remembered is None or session.fell_back is not None or len(sent) > 1:
        return False
    return status in _UNKNOWN or (status in _SILENT and session.phase is not Phase.RINGING)


class Moves:
    """The saving part of the controller."""

    def __init__(self, world: World, publish: Callable[[Notice], None]) -> None:
        self._world = world
        self._say = publish

    def save(self, session: Session, offer: RedirectOffer, option: Option, name: str | None) -> None:
        """Update whoever has the address, or make a contact called `name`."""
        old_uri, created = self._saved_under(session, offer)
        new_uri = _kept_uri(option)
        if new_uri is None:
            return
        session.saved_uris.add(new_uri)
        session.savings += 1

        def saved(result: tuple[Contact, int]) -> None:
            contact, move_id = result
            session.contact, session.party_name = contact, contact.name
            session.savings -= 1
            session.saved.append(KeptMove(move_id, old_uri, new_uri, option.dial_uri or new_uri))
            self._say(say.MoveSaved(session.number, contact, move_id, old_uri, new_uri, created))
            self._say(say.ContactsChanged())
            self._say(say.CallChanged(session.view()))
            self.shorten(session)

        def failed(reason: str) -> None:
            session.savings -= 1
            session.saved_uris.discard(new_uri)
            self._say(say.SaveFailed(session.number, reason))

        future = self._world.book.move_address(
            old_uri=old_uri,
            new_uri=new_uri,
            status=offer.status,
            name=(name or "").strip() or offer.suggested_name,
            moved_at=self._world.now(),
        )
        self.when_done(future, saved, failed)

    def has_owner(self, session: Session, offer: RedirectOffer) -> bool:
        """Whether saving would update a contact, not make one."""
        return not self._saved_under(session, offer)[1]

    def remember(
        self, session: Session, offer: RedirectOffer, option: Option, *, expires_at: datetime | None
    ) -> None:
        """Without a contact: for good after a 301, else until `expires_at`."""
        new_uri = _kept_uri(option)
        if new_uri is None:
            return
        session.savings += 1

        def remembered(move: RememberedMove) -> None:
            session.savings -= 1
            if expires_at is None:
                kept = KeptMove(move.id, offer.old_uri, new_uri, option.dial_uri or new_uri)
                session.remembered_here.append(kept)
            self._say(say.ContactsChanged())
            self.shorten(session)

        def failed(reason: str) -> None:
            session.savings -= 1
            self._say(say.SaveFailed(session.number, reason))

        future = self._world.book.remember_move(
            old_uri=offer.old_uri,
            new_uri=new_uri,
            status=offer.status,
            learned_at=self._world.now(),
            expires_at=expires_at,
        )
        self.when_done(future, remembered, failed)

    def add_alternatives(self, session: Session, pending: Pending, name: str | None) -> None:
        """The safe addresses of the open offer as further ones of the contact; the offer stays open."""
        addresses = further_addresses(pending.offer)
        if not addresses or pending.is_keeping:
            return  # of two quick clicks on a stranger's the second would make a second contact
        pending.is_keeping = True
        if session.contact is None:
            # Whoever was called is a person of the book from now on, first of all at the address that was called.
            addresses = ((session.party_uri, ""), *addresses)

        def added(result: tuple[Contact, Contact | None]) -> None:
            pending.is_keeping = False
            contact, before = result
            session.contact, session.party_name = contact, contact.name
            if session.shown_offer is pending.offer:
                session.shown_offer = replace(pending.offer, contact=contact, party_name=contact.name)
                pending.offer = session.shown_offer
            self._say(say.AlternativesSaved(session.number, contact, before))
            self._say(say.ContactsChanged())
            self._say(say.CallChanged(session.view()))

        def failed(reason: str) -> None:
            pending.is_keeping = False
            self._say(say.SaveFailed(session.number, reason))

        future = self._world.book.add_addresses(
            contact_id=session.contact.id if session.contact else None,
            name=(name or "").strip() or pending.offer.suggested_name,
            addresses=addresses,
        )
        self.when_done(future, added, failed)

    def shorten(self, session: Session) -> None:
        """a → b → c becomes a → c, once c has answered and all of it is written."""
        if session.answered_at is None or session.savings:
            return
        saved, session.saved = session.saved, []
        remembered, session.remembered_here = session.remembered_here, []
        if len(saved) > 1 and same_uri(saved[-1].dial_uri, session.leg.uri):
            self.when_done(
                self._world.book.shorten_moves([move.id for move in saved]),
                lambda result: self._shortened(session, result),
                lambda reason: self._say(say.SaveFailed(session.number, reason)),
            )
        if (
            len(remembered) > 1
            and _is_chain(remembered)
            and same_uri(remembered[-1].dial_uri, session.leg.uri)
        ):
            future = self._world.book.remember_move(
                old_uri=remembered[0].old_uri,
                new_uri=remembered[-1].new_uri,
                status=301,
                learned_at=self._world.now(),
                expires_at=None,
            )
            self.when_done(
                future,
                lambda _: self._say(say.ContactsChanged()),
                lambda reason: self._say(say.SaveFailed(session.number, reason)),
            )

    def undo(self, move_id: int) -> None:
        self.when_done(
            self._world.book.undo_move(move_id),
            lambda _contact: self._say(say.ContactsChanged()),
            lambda reason: self._say(say.SaveFailed(0, reason)),
        )

    def when_done(
        self, future: Future[Value], on_value: Callable[[Value], None], on_error: Callable[[str], None]
    ) -> None:
        """Bring the store's answer back to the owner's thread."""

        def done(finished: Future[Value]) -> None:
            error = finished.exception()
            if error is None:
                value = finished.result()
                self._world.post(lambda: on_value(value))
            else:
                self._world.post(lambda: on_error(str(error)))

        future.add_done_callback(done)

    def _shortened(self, session: Session, result: tuple[Contact, int] | None) -> None:
        if result is None:
            return
        contact, move_id = result
        session.contact = contact
        self._say(say.MovesShortened(session.number, contact, move_id))
        self._say(say.ContactsChanged())

    def _saved_under(self, session: Session, offer: RedirectOffer) -> tuple[str, bool]:
        """Which saved address a move replaces, and whether a contact is made by it.

        The address that answered, if somebody has it (or this attempt has just saved it). Otherwise, when only
        301s led here, the address first dialled: the same person's, who moved more than once.
        """
        if any(same_uri(offer.old_uri, uri) for uri in session.saved_uris):
            return offer.old_uri, False
        owner = known_owner(self._world.book, offer.old_uri)
        if owner is None and session.only_permanent:
            owner = known_owner(self._world.book, session.party_uri)
        return (offer.old_uri, True) if owner is None else (owner.uri, False)


def _kept_uri(option: Option) -> str | None:
    """What is written down: a number as tel:, everything else as it is dialled."""
    if option.uri and option.uri.lower().startswith("tel:"):
        return option.uri
    return option.dial_uri


def _is_chain(moves: list[KeptMove]) -> bool:
    return all(same_uri(one.dial_uri, following.old_uri) for one, following in pairwise(moves))
