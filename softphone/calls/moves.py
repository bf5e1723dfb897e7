"""What is kept of a redirect: moves of contacts, moves of strangers, further addresses, rules, reminders. And what
becomes of a move that no longer works.

Each saving is one transaction on the store's thread; the call does not wait for it and goes out even if it fails.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from softphone.calls import notices as say
from softphone.calls.alternatives import further_addresses
from softphone.calls.lookups import known_owner
from softphone.calls.notices import Notice
from softphone.calls.offer import Choice, Option, RedirectOffer
from softphone.calls.people import Contact, RememberedMove
from softphone.calls.policy import policy_of_answer, subject_of_rule
from softphone.calls.ports import StoreFailedError
from softphone.calls.session import KeptMove, Pending, Session
from softphone.calls.views import Phase
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
        """Update whoever has the address, or make a contact called `name`.

        Another address of the same answer that was saved before gives way: nobody has moved from there to here.
        """
        new_uri = _kept_uri(option)
        if new_uri is None:
            return
        old_uri, created = self._taken_back(session, offer) or self._saved_under(session, offer)
        session.saved_uris.add(new_uri)
        session.savings += 1

        def saved(result: tuple[Contact, int]) -> None:
            contact, move_id = result
            session.contact, session.party_name = contact, contact.name
            session.savings -= 1
            dialled = option.dial_uri or new_uri
            session.saved.append(KeptMove(move_id, old_uri, new_uri, dialled, offer.old_uri, created))
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

    def is_settled(self, session: Session, offer: RedirectOffer) -> bool:
        """Whether a better address of this answer is kept already, and somebody is there, if only busy: for rules."""
        kept = _kept_of(session.saved, offer) or _kept_of(session.remembered_here, offer)
        if kept is None:
            return False
        failed = [option.failed_status for option in offer.options if _kept_uri(option) == kept.new_uri]
        return not NOBODY_THERE.intersection(failed)

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
                dialled = option.dial_uri or new_uri
                session.remembered_here.append(
                    KeptMove(move.id, offer.old_uri, new_uri, dialled, offer.old_uri)
                )
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

    def make_rule(
        self, session: Session, offer: RedirectOffer, option: Option | None, choice: Choice
    ) -> None:
        """The answer as a rule. One that could not do what was clicked is not made."""
        policy = policy_of_answer(choice.action, offer, option)
        about = subject_of_rule(choice.always_for, offer, session.account_id) if choice.always_for else None
        if policy is not None and about is not None:
            self.when_done(
                self._world.rules.set(*about, policy),
                lambda rule: self._say(say.RuleSaved(session.number, rule)),
                lambda reason: self._say(say.SaveFailed(session.number, reason)),
            )

    def remind(self, session: Session, offer: RedirectOffer) -> None:
        due_at = self._world.now() + timedelta(seconds=offer.explanation.retry_after or 0)
        self.when_done(
            self._world.reminders.add(uri=session.party_uri, name=session.party_name, due_at=due_at),
            lambda reminder: self._say(say.ReminderAdded(reminder)),
            lambda reason: self._say(say.SaveFailed(session.number, reason)),
        )

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
                reason = error.reason if isinstance(error, StoreFailedError) else str(error)
                self._world.post(lambda: on_error(reason))

        future.add_done_callback(done)

    def _shortened(self, session: Session, result: tuple[Contact, int] | None) -> None:
        if result is None:
            return
        contact, move_id = result
        session.contact = contact
        self._say(say.MovesShortened(session.number, contact, move_id))
        self._say(say.ContactsChanged())

    def _taken_back(self, session: Session, offer: RedirectOffer) -> tuple[str, bool] | None:
        """Undo what was saved of this answer and of all that it led to; under which address that was, if it was."""
        first = _kept_of(session.saved, offer)
        if first is None:
            return None
        since = session.saved.index(first)
        for kept in reversed(session.saved[since:]):
            session.saved_uris.discard(kept.new_uri)
            self.undo(kept.id)
        del session.saved[since:]
        return first.old_uri, first.created

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


def _kept_of(moves: list[KeptMove], offer: RedirectOffer) -> KeptMove | None:
    return next((move for move in moves if same_uri(move.answered_by, offer.old_uri)), None)


def _is_chain(moves: list[KeptMove]) -> bool:
    return all(same_uri(one.dial_uri, following.old_uri) for one, following in pairwise(moves))
