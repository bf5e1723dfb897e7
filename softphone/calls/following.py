"""What a final response leads to: an offer to the person, the next target by rule, or the end; and the saving.

Rules 4, 12-18 of the redirection document; RFC 3261 sections 8.1.3.4, 21.3.
"""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from enum import StrEnum
from typing import Any

from softphone.calls import notices as say
from softphone.calls.addressing import account_for, domain_of, party_of
from softphone.calls.attempt import Signal
from softphone.calls.engine_events import CallEnded
from softphone.calls.lookups import known_contact
from softphone.calls.notices import Notice, Stopped
from softphone.calls.offer import Action, Choice, Option, RedirectOffer
from softphone.calls.offers import first_allowed, options_of
from softphone.calls.session import Pending, Session
from softphone.calls.values import Contact, Ended
from softphone.calls.world import World
from softphone.sip.explanation import Outcome
from softphone.sip.redirect import ALREADY_TRIED, explain
from softphone.sip.uri import same_uri


class OnRedirect(StrEnum):
    """What to do with a redirect; the window always asks."""

    ASK = "ask"
    FOLLOW = "follow"
    SAVE = "save"  # follow, and keep a 301 in the contacts
    STOP = "stop"


class Following:
    """The redirect part of the controller. `signal` moves a session through the table."""

    def __init__(
        self,
        world: World,
        on_redirect: OnRedirect,
        publish: Callable[[Notice], None],
        signal: Callable[[Session, Signal], None],
    ) -> None:
        self._world = world
        self.on_redirect = on_redirect
        self._say = publish
        self._signal = signal

    def final_response(self, session: Session, event: CallEnded) -> None:
        """The current leg of an unanswered outgoing attempt is over."""
        if (300 <= event.status < 400 or event.status == 485) and event.final_response:
            self._redirected(session, event)
        elif event.status >= 600:
            self._signal(session, Signal.FAILED)
        elif 200 <= event.status < 300:
            self._signal(session, Signal.CLOSED)
        else:
            self._target_failed(session, event.status)

    def next_option(self, session: Session) -> Option:
        """The option that the INVITE effect is for."""
        pending = session.pending[-1]
        return next(option for option in pending.offer.options if option.number == pending.trying)

    def choose(self, session: Session, choice: Choice) -> None:
        """The person's answer to the open offer."""
        pending = session.pending[-1]
        option = next((o for o in pending.offer.options if o.number == choice.option), None)
        match choice.action:
            case Action.DECLINE:
                session.ended = Ended.DECLINED_OFFER
                self._signal(session, Signal.TOOK)
            case Action.REMIND:
                self._remind(session, pending.offer)
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.TOOK:
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.SAVE_ONLY if option is not None and option.saveable:
                self._save(session, pending.offer, option, choice.name)
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.CALL | Action.SAVE_AND_CALL if option is not None and option.callable:
                if choice.action is Action.SAVE_AND_CALL and option.saveable:
                    self._save(session, pending.offer, option, choice.name)
                self._follow(session, pending, option, automatic=False)
            case _:
                pass  # an option that is not there, or cannot be called: the offer stays open

    def undo(self, move_id: int) -> None:
        self._when_done(
            self._world.book.undo_move(move_id),
            lambda _contact: self._say(say.ContactsChanged()),
            lambda reason: self._say(say.SaveFailed(0, reason)),
        )

    def _redirected(self, session: Session, event: CallEnded) -> None:
        settings = self._world.settings()
        explanation = explain(
            event.final_response,
            request_uri=session.leg.uri,
            transport=event.transport or None,
            tried=session.tried(),
            tls_verified=event.tls_verified,
        )
        if explanation.outcome is Outcome.DISCARD:
            self._target_failed(session, event.status)
            return
        account = account_for(settings, session.party_uri, session.account_id)
        found = options_of(explanation, request_uri=session.leg.uri, domain=domain_of(account))
        options = tuple(option for option in found if not session.has_used_proxy(option.proxy))
        of_targets = {code for option in options for code in option.notable}
        offer = RedirectOffer(
            explanation=explanation,
            options=options,
            route=session.route(),
            old_uri=session.leg.uri,
            party_name=session.party_name,
            suggested_name=self._suggested_name(session, options),
            contact=session.contact,
            raw=event.final_response,
            transport=event.transport,
            source=event.source,
            tls_verified=event.tls_verified,
            notable=tuple(code for code in explanation.ui_warnings if code not in of_targets),
        )
        session.shown_offer = offer
        session.moved_status = event.status
        self._say(say.Redirected(session.number, offer))
        if session.redirects >= settings.max_hops:
            self._stop(session, Stopped.TOO_MANY_HOPS)
        elif not options:
            refusals = {rejected.why for rejected in explanation.rejected}
            looped = bool(found) or refusals == {ALREADY_TRIED}
            session.stopped = Stopped.LOOP if looped else Stopped.NOTHING_USABLE
            self._target_failed(session, event.status)
        else:
            session.pending.append(Pending(offer))
            self._go_on(session)

    def _target_failed(self, session: Session, status: int) -> None:
        """Rule 12: back through the answers of this attempt to one that has a target left."""
        if session.pending and session.stopped is None:
            session.stopped = Stopped.ALL_TARGETS_FAILED
        while session.pending:
            pending = session.pending[-1]
            pending.mark_failed(status)
            if pending.left():
                session.shown_offer = pending.offer
                session.stopped = None
                self._go_on(session)
                return
            session.pending.pop()
        self._signal(session, Signal.FAILED)

    def _go_on(self, session: Session) -> None:
        """Ask, or take what a rule allows, from the newest answer."""
        pending = session.pending[-1]
        match self.on_redirect:
            case OnRedirect.ASK:
                self._signal(session, Signal.OFFERED)
            case OnRedirect.STOP:
                session.ended = Ended.DECLINED_OFFER
                self._signal(session, Signal.FAILED)
            case OnRedirect.FOLLOW | OnRedirect.SAVE:
                option = first_allowed(pending.offer.options)
                if option is None:
                    self._stop(session, Stopped.NOT_ALLOWED)
                    return
                if self.on_redirect is OnRedirect.SAVE and option.saveable:
                    self._save(session, pending.offer, option, None)
                self._follow(session, pending, option, automatic=True)

    def _follow(self, session: Session, pending: Pending, option: Option, *, automatic: bool) -> None:
        pending.trying = option.number
        offer = pending.offer
        session.redirects += 1
        kept = not automatic or self.on_redirect is OnRedirect.SAVE
        if offer.status == 302 and option.expires and kept and option.dial_uri:
            now = self._world.now()
            self._world.book.remember_move(
                old_uri=offer.old_uri,
                new_uri=option.dial_uri,
                status=302,
                learned_at=now,
                expires_at=now + timedelta(seconds=option.expires),
            )
        session.only_permanent &= offer.status == 301
        session.shown_offer = None
        self._say(say.Followed(session.number, offer, option.number, automatic))
        self._signal(session, Signal.NEXT if automatic else Signal.CHOSE)

    def _stop(self, session: Session, why: Stopped) -> None:
        session.stopped = why
        self._signal(session, Signal.FAILED)

    def _save(self, session: Session, offer: RedirectOffer, option: Option, name: str | None) -> None:
        """One transaction on the store's thread; the call does not wait for it."""
        old_uri, created = self._saved_under(session, offer)
        new_uri = option.uri if option.uri and option.uri.lower().startswith("tel:") else option.dial_uri
        if new_uri is None:
            return
        session.saved_uris.add(new_uri)

        def saved(result: tuple[Contact, int]) -> None:
            contact, move_id = result
            session.contact, session.party_name = contact, contact.name
            self._say(say.MoveSaved(session.number, contact, move_id, old_uri, new_uri, created))
            self._say(say.ContactsChanged())
            self._say(say.CallChanged(session.view()))

        future = self._world.book.move_address(
            old_uri=old_uri,
            new_uri=new_uri,
            status=offer.status,
            name=(name or "").strip() or offer.suggested_name,
            moved_at=self._world.now(),
        )
        self._when_done(future, saved, lambda reason: self._say(say.SaveFailed(session.number, reason)))

    def _saved_under(self, session: Session, offer: RedirectOffer) -> tuple[str, bool]:
        """Which saved address a move replaces, and whether a contact is made by it.

        The address that answered, if somebody has it (or this attempt has just saved it). Otherwise, when only
        301s led here, the address first dialled: the same person's, who moved more than once.
        """
        if any(same_uri(offer.old_uri, uri) for uri in session.saved_uris):
            return offer.old_uri, False
        if known_contact(self._world.book, offer.old_uri) is not None:
            return offer.old_uri, False
        if session.only_permanent and known_contact(self._world.book, session.party_uri) is not None:
            return session.party_uri, False
        return offer.old_uri, True

    def _suggested_name(self, session: Session, options: tuple[Option, ...]) -> str:
        if session.contact is not None:
            return session.contact.name
        named = next((option.label for option in options if option.label), None)
        return named or session.party_name or party_of(session.party_uri)

    def _remind(self, session: Session, offer: RedirectOffer) -> None:
        due_at = self._world.now() + timedelta(seconds=offer.explanation.retry_after or 0)
        self._when_done(
            self._world.reminders.add(uri=session.party_uri, name=session.party_name, due_at=due_at),
            lambda reminder: self._say(say.ReminderAdded(reminder)),
            lambda reason: self._say(say.SaveFailed(session.number, reason)),
        )

    def _when_done(
        self, future: Future[Any], on_value: Callable[[Any], None], on_error: Callable[[str], None]
    ) -> None:
        """Bring the store's answer back to the owner's thread."""

        def done(finished: Future[Any]) -> None:
            error = finished.exception()
            if error is None:
                value = finished.result()
                self._world.post(lambda: on_value(value))
            else:
                self._world.post(lambda: on_error(str(error)))

        future.add_done_callback(done)
