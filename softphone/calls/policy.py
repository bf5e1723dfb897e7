"""What a person's standing rule makes of a redirect, and what rule an answer on the card makes. Pure decisions.

A rule takes what the server prefers or it asks: it never skips the best address for a worse one that it may take.
"""

import re

from softphone.calls.numbers import EMERGENCY_NUMBERS
from softphone.calls.offer import Action, Option, RedirectOffer
from softphone.calls.rules import RedirectPolicy, RedirectRule, RuleScope
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind, Notable
from softphone.sip.uri import SipUri, parse_uri

# What no rule follows; a person looks at it each time.
ASKS_ALWAYS = frozenset(
    {
        Notable.ENCRYPTION_LOST,
        Notable.DIFFERENT_DOMAIN,
        Notable.LOOK_ALIKE,
        Notable.MISLEADING_NAME,
        Notable.IP_LITERAL,
        Notable.EMERGENCY,
        Notable.LAST_RESORT,
    }
)
_GLOBAL_NUMBER = re.compile(r"\+[0-9]+")
_ONE_ADDRESS = frozenset({301, 302})
_NO_RULE = frozenset({305, 380, 485})
_CALLS = frozenset({Action.CALL, Action.SAVE_AND_CALL, Action.REMEMBER_AND_CALL, Action.SAVE_ONLY})


def ends_by_rule(rule: RedirectRule | None, offer: RedirectOffer) -> bool:
    """Whether NEVER ends the attempt. An emergency is shown even so."""
    if rule is None or rule.policy is not RedirectPolicy.NEVER:
        return False
    return not any(option.kind is Kind.EMERGENCY for option in offer.options)


def option_by_rule(rule: RedirectRule | None, offer: RedirectOffer) -> Option | None:
    """The option that the rule takes without asking, the next one left of the answer; None means ask."""
    option = next((o for o in offer.options if o.failed_status is None), None)
    if rule is None or option is None or not rule_may_follow(offer, option):
        return None
    match rule.policy:
        case RedirectPolicy.FOLLOW:
            return option
        case RedirectPolicy.FOLLOW_SAME_DOMAIN if _is_same_domain_302(offer, option):
            return option
        case _:
            return None


def rule_may_follow(offer: RedirectOffer, option: Option) -> bool:
    """Whether any rule could take `option`: what a card goes by when it offers to make one."""
    if offer.status in _NO_RULE or not option.callable or option.proxy:
        return False
    if offer.status not in _ONE_ADDRESS and len(offer.options) > 1:
        return False  # a 300, and a 3xx that nobody knows: a choice is the person's
    if option.kind is Kind.TEL and rule_domain(offer.old_uri):
        return False  # whoever answers for an address could have any number called at the account's expense
    if is_emergency_number(option.dial_uri or ""):
        return False
    return not ASKS_ALWAYS.intersection(option.notable)


def policy_of_answer(action: Action, offer: RedirectOffer, option: Option | None) -> RedirectPolicy | None:
    """What "always do this" means, no wider than it needs to be; None when no rule can do it."""
    if action is Action.DECLINE:
        return RedirectPolicy.NEVER
    if action not in _CALLS or option is None or not rule_may_follow(offer, option):
        return None
    if _is_same_domain_302(offer, option):
        return RedirectPolicy.FOLLOW_SAME_DOMAIN
    return RedirectPolicy.FOLLOW


def subject_of_rule(scope: RuleScope, offer: RedirectOffer, account_id: str) -> tuple[RuleScope, str] | None:
    """Whom a rule made from the card is about; None for nobody. Without a contact it is about the address."""
    match scope:
        case RuleScope.CONTACT if offer.contact is not None:
            return scope, str(offer.contact.id)
        case RuleScope.CONTACT | RuleScope.ADDRESS:
            return RuleScope.ADDRESS, offer.old_uri
        case RuleScope.DOMAIN if offer.domain:
            return scope, offer.domain
        case RuleScope.ACCOUNT if account_id:
            return scope, account_id
        case _:
            return None


def rule_domain(uri: str) -> str:
    """Host of `uri` in lower case; "" for a telephone number, whose host says nothing about whom it belongs to."""
    parsed = _sip(uri)
    if parsed is None or (parsed.param("user") or "").lower() == "phone":
        return ""
    if _GLOBAL_NUMBER.fullmatch(parsed.user_text):
        return ""
    return parsed.host.lower().rstrip(".")


def is_emergency_number(uri: str) -> bool:
    """Whether calling `uri` dials an emergency number that names no emergency service (RFC 5031) by itself."""
    parsed = _sip(uri)
    return parsed is not None and parsed.user_text.partition(";")[0] in EMERGENCY_NUMBERS


def _is_same_domain_302(offer: RedirectOffer, option: Option) -> bool:
    if offer.status != 302 or option.dial_uri is None:
        return False
    return rule_domain(option.dial_uri) == rule_domain(offer.old_uri) != ""


def _sip(uri: str) -> SipUri | None:
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return None
    return parsed if isinstance(parsed, SipUri) else None
