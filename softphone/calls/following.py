"""What a final response leads to: an offer to the person, the next target by rule, or the end.

Rules 4, 12-18 of the redirection document; RFC 3261 sections 8.1.3.4, 21.3. What is saved is `calls.moves`.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from softphone.calls import notices as say
from softphone.calls.accounts import Account
from softphone.calls.addressing import account_for, domain_of
from softphone.calls.attempt import Signal
from softphone.calls.call_events import CallAnswered, CallEnded
from softphone.calls.lookups import known_rule
from softphone.calls.moves import Moves, falls_back
from softphone.calls.notices import Notice
from softphone.calls.offer import Action, Choice, Option, RedirectOffer
from softphone.calls.offers import first_allowed, may_follow, offer_of, options_of
from softphone.calls.policy import (
    ends_by_rule,
    option_by_rule,
)
from softphone.calls.provenance import comes_from_a_stranger, provenance_of
from softphone.calls.records import Ended
from softphone.calls.rules import RedirectRule
from softphone.calls.session import NextLeg, Pending, Session
from softphone.calls.views import FellBack, Phase, Stopped
from softphone.calls.world import World
from softphone.sip.explanation import Outcome
from softphone.sip.redirect import ALREADY_TRIED, explain


class OnRedirect(StrEnum):
    """What to do with a redirect; the window always asks, as far as the person's rules leave it to be asked."""

    ASK = "ask"
    ALWAYS_ASK = "always-ask"  # also where a rule of the person's would decide
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
        self._moves = Moves(world, publish)

    def final_response(self, session: Session, event: CallEnded) -> None:
        """The current leg of an unanswered outgoing attempt is over."""
        account = self._account_of(session)
        session.provenance = provenance_of(event, account, via_proxy=session.leg.via_proxy)
        if session.fell_back and not any(leg.final_response for leg in session.legs):
            session.fell_back = None  # neither place has answered: that says nothing about the move
        is_answer = event.status >= 300 or session.message is not None
        if is_answer and event.final_response and comes_from_a_stranger(account, event.from_next_hop):
            self._ignore(session, event.source)
        elif (300 <= event.status < 400 or event.status == 485) and event.final_response:
            self._redirected(session, event)
        elif falls_back(session, event.status):
            self._fall_back(session, event.status)
        elif event.status >= 600:
            self._signal(session, Signal.FAILED)
        elif 200 <= event.status < 300:
            self._signal(session, Signal.CLOSED)
        else:
            self._target_failed(session, event.status)

    def ends_false_answer(self, session: Session, event: CallAnswered) -> bool:
        """Hang up what a stranger has answered in the place of the account's proxy; whether that was so."""
        if session.phase not in {Phase.CALLING, Phase.RINGING}:
            return False
        if not comes_from_a_stranger(self._account_of(session), event.from_next_hop):
            return False
        session.ignored_source = event.source
        session.stopped, session.ended = Stopped.NOT_FROM_PROXY, Ended.FAILED
        self._signal(session, Signal.HANG_UP)
        return True

    def answered(self, session: Session) -> None:
        """Somebody has answered: what led to them may be written shorter."""
        self._moves.shorten(session)

    def next_leg(self, session: Session) -> NextLeg:
        """Where the INVITE effect sends the next request."""
        planned, session.planned = session.planned, None
        if planned is not None:
            return planned
        pending = session.pending[-1]
        option = next(option for option in pending.offer.options if option.number == pending.trying)
        return NextLeg(option.dial_uri or "", option.proxy, tuple(option.headers.items()))

    def choose(self, session: Session, choice: Choice) -> None:
        """The person's answer to the open offer."""
        pending = session.pending[-1]
        option = next((o for o in pending.offer.options if o.number == choice.option), None)
        if choice.always_for is not None:
            self._moves.make_rule(session, pending.offer, option, choice)
        match choice.action:
            case Action.DECLINE:
                session.ended = Ended.DECLINED_OFFER
                self._signal(session, Signal.TOOK)
            case Action.REMIND:
                self._moves.remind(session, pending.offer)
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.TOOK:
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.SAVE_ALTERNATIVES:
                self._moves.add_alternatives(session, pending, choice.name)
            case Action.SAVE_ONLY if option is not None and option.saveable:
                self._moves.save(session, pending.offer, option, choice.name)
                session.ended = Ended.TOOK_ALTERNATIVE
                self._signal(session, Signal.TOOK)
            case Action.CALL | Action.SAVE_AND_CALL | Action.REMEMBER_AND_CALL if (
                option is not None and option.callable
            ):
                if choice.action is Action.SAVE_AND_CALL and option.saveable:
                    self._moves.save(session, pending.offer, option, choice.name)
                elif choice.action is Action.REMEMBER_AND_CALL and option.saveable:
                    self._moves.remember(session, pending.offer, option, expires_at=None)
                self._follow(session, pending, option, automatic=False)
            case _:
                pass  # an option that is not there, or cannot be called: the offer stays open

    def undo(self, move_id: int) -> None:
        self._moves.undo(move_id)

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
            session.stopped = Stopped.NOTHING_USABLE
            self._target_failed(session, event.status)
            return
        account = account_for(settings, session.party_uri, session.account_id)
        found = options_of(explanation, request_uri=session.leg.uri, domain=domain_of(account))
        options = tuple(option for option in found if not session.has_used_proxy(option.proxy))
        offer = offer_of(session, event, explanation, options, account=self._account_of(session))
        session.shown_offer = offer
        session.moved_status = event.status
        session.rule = None
        self._say(say.Redirected(session.number, offer))
        if session.redirects >= settings.max_hops:
            self._stop(session, Stopped.TOO_MANY_HOPS)
        elif not options:
            refusals = {rejected.why for rejected in explanation.rejected}
            looped = bool(found) or refusals == {ALREADY_TRIED}
            session.stopped = Stopped.LOOP if looped else Stopped.NOTHING_USABLE
            self._target_failed(session, event.status)
        else:
            rule = None if session.ask_again else self._rule_for(session, offer)
            session.pending.append(Pending(offer, rule=rule))
            self._go_on(session)

    def _rule_for(self, session: Session, offer: RedirectOffer) -> RedirectRule | None:
        return known_rule(
            self._world.rules,
            contact_id=session.contact.id if session.contact else None,
            uri=offer.old_uri,
            domain=offer.domain,
            account_id=session.account_id,
        )

    def _ignore(self, session: Session, source: str) -> None:
        """Nothing of this answer counts; the same request goes to the proxy once more, once in an attempt."""
        leg = session.leg
        leg.ignored = True
        session.ignored_source = source
        session.status, session.reason, session.ended = 0, "", None
        if session.asked_twice:
            self._stop(session, Stopped.NOT_FROM_PROXY)
            return
        session.asked_twice = True
        session.planned = NextLeg(leg.uri, leg.via_proxy, leg.headers)
        self._signal(session, Signal.NEXT)

    def _fall_back(self, session: Session, status: int) -> None:
        """A remembered move has led to where nobody is: the old address is called in the same attempt.

        Should it answer that it has moved to the same place, that place was tried already: a loop that ends (rule 4).
        """
        move = session.remembered
        if move is not None:
            session.fell_back = FellBack(session.party_uri, session.leg.uri, status, move.id)
            session.planned = NextLeg(session.party_uri)
            self._signal(session, Signal.NEXT)

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
                self._by_rule(session, pending)
            case OnRedirect.ALWAYS_ASK:
                session.rule = None
                self._signal(session, Signal.OFFERED)
            case OnRedirect.STOP:
                session.rule = None
                session.ended = Ended.DECLINED_OFFER
                self._signal(session, Signal.FAILED)
            case OnRedirect.FOLLOW | OnRedirect.SAVE:
                session.rule = None
                option = first_allowed(pending.offer.options)
                if option is None:
                    self._stop(session, Stopped.NOT_ALLOWED)
                    return
                if self.on_redirect is OnRedirect.SAVE:
                    self._keep_asked_for(session, pending.offer, option)
                self._follow(session, pending, option, automatic=True)

    def _by_rule(self, session: Session, pending: Pending) -> None:
        """What the person has decided for good, or the question."""
        rule = pending.rule
        option = option_by_rule(rule, pending.offer)
        session.rule = rule if option is not None or ends_by_rule(rule, pending.offer) else None
        if option is not None:
            if option.saveable and not self._moves.is_settled(session, pending.offer):
                if self._moves.has_owner(session, pending.offer):
                    self._moves.save(session, pending.offer, option, None)
                else:
                    self._moves.remember(session, pending.offer, option, expires_at=None)
            self._follow(session, pending, option, automatic=True)
        elif session.rule is not None:
            session.ended = Ended.DECLINED_OFFER
            self._stop(session, Stopped.BY_RULE)
        else:
            self._signal(session, Signal.OFFERED)

    def _keep_asked_for(self, session: Session, offer: RedirectOffer, option: Option) -> None:
        """A 301 in the contacts, a 302 for as long as it says."""
        if option.saveable:
            if not self._moves.is_settled(session, offer):
                self._moves.save(session, offer, option, None)
        else:
            self._remember_for_its_time(session, offer, option)

    def _remember_for_its_time(self, session: Session, offer: RedirectOffer, option: Option) -> None:
        """Rule 15. Without an expiry it is for this call alone, and so is what is never taken without a click."""
        if offer.status == 302 and option.expires and option.dial_uri and may_follow(option):
            expires_at = self._world.now() + timedelta(seconds=option.expires)
            self._moves.remember(session, offer, option, expires_at=expires_at)

    def _follow(self, session: Session, pending: Pending, option: Option, *, automatic: bool) -> None:
        pending.trying = option.number
        offer = pending.offer
        session.redirects += 1
        if not automatic:
            self._remember_for_its_time(session, offer, option)
        session.only_permanent &= offer.status == 301
        session.shown_offer = None
        rule = session.rule if automatic else None
        self._say(say.Followed(session.number, offer, option.number, automatic, rule))
        self._signal(session, Signal.NEXT if automatic else Signal.CHOSE)

    def _stop(self, session: Session, why: Stopped) -> None:
        session.stopped = why
        self._signal(session, Signal.FAILED)

    def _account_of(self, session: Session) -> Account | None:
        accounts = self._world.settings().accounts
        return next((account for account in accounts if account.id == session.account_id), None)
