"""Which standing answers a card offers beside the one for this time: for whom, and follow or never."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import Action, Option, RedirectOffer
from softphone.calls.policy import ASKS_ALWAYS, rule_may_follow
from softphone.calls.rules import RuleScope
from softphone.gui.words.wording import address_text
from softphone.sip.text import safe_text

# The answers that a rule may decide.
_DECIDED = frozenset({300, 301, 302})


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the menu. `follow` False means never."""

    scope: RuleScope
    follow: bool
    text: str


def standing_answers(
    offer: RedirectOffer, option: Option | None, *, has_account: bool
) -> tuple[Standing, ...]:
    """What can be asked for once and for all; nothing where a rule would not act anyway."""
    if offer.status not in _DECIDED:
        return ()
    scopes = _scopes(offer, has_account=has_account)
    made = [
        Standing(scope, True, _follow_text(scope, offer)) for scope in scopes if _may_always(offer, option)
    ]
    made += [Standing(scope, False, _never_text(scope, offer)) for scope in scopes]
    return tuple(made)


def standing_action(offer: RedirectOffer, option: Option, *, remember_only: bool) -> Action:
    """What is done this time when the answer is to hold for good: a 301 is kept as well."""
    if not option.saveable:
        return Action.CALL
    if offer.contact is None and remember_only:
        return Action.REMEMBER_AND_CALL
    return Action.SAVE_AND_CALL


def _may_always(offer: RedirectOffer, option: Option | None) -> bool:
    if option is None or option.failed_status is not None or not rule_may_follow(offer, option):
        return False
    return not ASKS_ALWAYS.intersection(offer.notable)


def _scopes(offer: RedirectOffer, *, has_account: bool) -> tuple[RuleScope, ...]:
    made = []
    if offer.contact is not None:
        made.append(RuleScope.CONTACT)
    elif offer.old_uri:
        made.append(RuleScope.ADDRESS)
    if offer.domain:
        made.append(RuleScope.DOMAIN)
    if has_account:
        made.append(RuleScope.ACCOUNT)
    return tuple(made)


def _follow_text(scope: RuleScope, offer: RedirectOffer) -> str:
    if scope is RuleScope.ACCOUNT:
        return QCoreApplication.translate("Standing", "Always do this for calls of this account")
    return QCoreApplication.translate("Standing", "Always do this for {whom}").format(
        whom=_whom(scope, offer)
    )


def _never_text(scope: RuleScope, offer: RedirectOffer) -> str:
    if scope is RuleScope.ACCOUNT:
        return QCoreApplication.translate("Standing", "Never for calls of this account")
    return QCoreApplication.translate("Standing", "Never for {whom}").format(whom=_whom(scope, offer))


def _whom(scope: RuleScope, offer: RedirectOffer) -> str:
    if scope is RuleScope.CONTACT and offer.contact is not None:
        return safe_text(offer.contact.name, 60)
    return safe_text(offer.domain, 60) if scope is RuleScope.DOMAIN else address_text(offer.old_uri)[:60]
