"""Standing rules: what they follow by themselves, what they never follow, and how an answer becomes one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.following import OnRedirect
from softphone.calls.notices import CallChanged, Followed, MoveSaved, RuleSaved
from softphone.calls.offer import Action, Choice, RedirectOffer
from softphone.calls.policy import rule_domain, rule_may_follow
from softphone.calls.records import Ended
from softphone.calls.rules import RedirectPolicy, RedirectRule, RuleScope
from softphone.calls.settings import Settings
from softphone.calls.views import Phase, Stopped
from tests.support.core_phone import TestPhone, response, running_phone

ANNA, DESK, HOME = "sip:anna@office.example", "sip:desk@office.example", "sip:anna@home.example"
EMERGENCY = (
    "<ims-3gpp version='1'><alternative-service><type>emergency</type><reason>r</reason>"
    "<action>emergency-registration</action></alternative-service></ims-3gpp>"
)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    settings = Settings(accounts=(Account("work", "sip:me@office.example"),))
    with running_phone(tmp_path, settings=settings) as running:
        yield running


def rule(phone: TestPhone, scope: RuleScope, subject: str, policy: RedirectPolicy) -> RedirectRule:
    return phone.store.redirect_rules.set(scope, subject, policy).result(timeout=30)


def called(phone: TestPhone) -> list[str]:
    return [invite.request_uri for invite in phone.engine.invites]


def offer_of(phone: TestPhone, attempt: int) -> RedirectOffer:
    offer = phone.view(attempt).offer
    assert offer is not None
    return offer


def test_a_302_inside_the_domain_is_followed_and_nothing_is_kept(phone: TestPhone) -> None:
    """The rule is named in the view and in what is said; the next call asks the old address again."""
    made = rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW_SAME_DOMAIN)
    attempt = phone.call(ANNA)
    phone.redirect(302, f"<{DESK}>;expires=600")
    assert called(phone) == [ANNA, DESK]
    assert phone.view(attempt).rule == made
    (followed,) = phone.said(Followed)
    assert isinstance(followed, Followed)
    assert (followed.automatic, followed.rule) == (True, made)
    phone.answered()
    phone.settle()
    assert phone.store.contact_book.remembered_moves() == ()
    assert phone.store.contact_book.contacts() == ()


@pytest.mark.parametrize(
    ("status", "contacts"),
    [
        (301, (DESK,)),
        (300, (DESK,)),
        (302, (HOME,)),
        (305, ("sip:proxy.office.example;lr",)),
        (380, (DESK,)),
        (485, (DESK,)),
        (302, ("tel:+79001234567",)),
        (302, ("sip:+79001234567@office.example",)),
    ],
)
def test_the_narrow_rule_asks_about_everything_else(
    phone: TestPhone, status: int, contacts: tuple[str, ...]
) -> None:
    """Same domain and 302 are what it is about; a number is in nobody's domain, and may cost."""
    rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW_SAME_DOMAIN)
    attempt = phone.call(ANNA)
    phone.redirect(status, *(f"<{each}>" for each in contacts))
    assert phone.phase(attempt) is Phase.CHOOSING
    assert phone.view(attempt).rule is None


def test_always_follow_keeps_the_301_of_a_contact_with_undo(phone: TestPhone) -> None:
    """A contact's new address is written by the rule, said, and can be taken back."""
    anna = phone.add_contact("Anna", ANNA)
    rule(phone, RuleScope.CONTACT, str(anna.id), RedirectPolicy.FOLLOW)
    phone.call(ANNA)
    phone.redirect(301, f"<{DESK}>")
    phone.settle()
    assert called(phone) == [ANNA, DESK]
    (saved,) = phone.said(MoveSaved)
    assert isinstance(saved, MoveSaved)
    assert [each.uri for each in saved.contact.addresses] == [DESK]
    phone.controller.undo_move(saved.move_id)
    phone.settle()
    assert phone.store.contact_book.contact(anna.id) == anna


def test_always_follow_remembers_the_301_of_a_stranger_and_makes_no_contact(phone: TestPhone) -> None:
    """The next call goes to the new place at once."""
    rule(phone, RuleScope.ACCOUNT, "work", RedirectPolicy.FOLLOW)
    phone.call(ANNA)
    phone.redirect(301, f"<{DESK}>")
    phone.settle()
    assert phone.store.contact_book.contacts() == ()
    again = phone.call(ANNA)
    assert called(phone)[-1] == DESK
    assert phone.view(again).remembered_from == ANNA


@pytest.mark.parametrize(
    ("dialled", "status", "contact", "extra", "body"),
    [
        ("sips:anna@office.example", 302, f"<{DESK}>", (), ""),
        (ANNA, 302, f"<{HOME}>", (), ""),
        (ANNA, 302, "<sip:anna@0ffice.example>", (), ""),
        (ANNA, 302, "<sip:\u0430nna@office.example>", (), ""),
        (ANNA, 302, "<sip:anna@192.0.2.7>", (), ""),
        (ANNA, 302, f"<{DESK}>;q=0", (), ""),
        (ANNA, 305, "<sip:proxy.office.example;lr>", (), ""),
        (ANNA, 380, f"<{DESK}>", (), ""),
        (ANNA, 485, f"<{DESK}>", (), ""),
        (ANNA, 380, f"<{DESK}>", ("Content-Type: application/3gpp-ims+xml",), EMERGENCY),
        (ANNA, 302, "<mailto:anna@office.example>", (), ""),
        (ANNA, 302, "<tel:+19005550100>", (), ""),
        (ANNA, 302, "<tel:112>", (), ""),
        (ANNA, 302, "<sip:112@office.example>", (), ""),
        ("+74955550101", 302, "<tel:911>", (), ""),
    ],
)
def test_what_no_rule_follows_is_asked(
    phone: TestPhone, *, dialled: str, status: int, contact: str, extra: tuple[str, ...], body: str
) -> None:
    """Encryption lost, another domain, look-alikes, bare IP addresses, last resorts, proxies, choices, emergencies,
    emergency numbers, and numbers that cost money in the place of an address."""
    rule(phone, RuleScope.ACCOUNT, "work", RedirectPolicy.FOLLOW)
    attempt = phone.call(dialled)
    phone.redirect(status, contact, extra=extra, body=body)
    assert phone.phase(attempt) is Phase.CHOOSING
    assert len(phone.engine.invites) == 1
    assert phone.view(attempt).rule is None
    offer = offer_of(phone, attempt)
    assert not any(rule_may_follow(offer, option) for option in offer.options)


def test_a_number_that_became_another_is_followed(phone: TestPhone) -> None:
    """Who carries the calls to a number says where it leads."""
    rule(phone, RuleScope.ACCOUNT, "work", RedirectPolicy.FOLLOW)
    phone.call("+74955550101")
    phone.redirect(302, "<tel:+74955550102>")
    assert called(phone)[-1] == "sip:+74955550102@office.example;user=phone"


def test_a_rule_never_skips_the_best_address_for_one_that_it_may_take(phone: TestPhone) -> None:
    """The server prefers another domain: the person decides, not the rule."""
    rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW)
    attempt = phone.call(ANNA)
    phone.redirect(302, f"<{HOME}>;q=0.9", f"<{DESK}>;q=0.5")
    assert phone.phase(attempt) is Phase.CHOOSING


def test_a_300_with_one_address_is_followed_and_one_with_two_is_asked(phone: TestPhone) -> None:
    """A choice is the person's."""
    rule(phone, RuleScope.ADDRESS, ANNA, RedirectPolicy.FOLLOW)
    phone.call(ANNA)
    phone.redirect(300, f"<{DESK}>")
    assert called(phone)[-1] == DESK
    attempt = phone.call(ANNA)
    phone.redirect(300, f"<{DESK}>", "<sip:night@office.example>")
    assert phone.phase(attempt) is Phase.CHOOSING


def test_a_target_that_fails_leads_the_rule_to_the_next(phone: TestPhone) -> None:
    """Rule 12 holds for a standing rule too, and its end can be read."""
    rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW)
    attempt = phone.call(ANNA)
    phone.redirect(302, f"<{DESK}>;q=0.9", "<sip:night@office.example>;q=0.5")
    phone.end(486, response(486))
    assert called(phone)[-1] == "sip:night@office.example"
    phone.end(480, response(480))
    assert phone.view(attempt).stopped is Stopped.ALL_TARGETS_FAILED


def test_never_ends_the_attempt_and_keeps_the_offer_to_be_asked_about(phone: TestPhone) -> None:
    """Nothing is called; the view has the rule and the offer; asking this time ignores the rule."""
    made = rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.NEVER)
    attempt = phone.call(ANNA)
    phone.redirect(302, f"<{DESK}>")
    view = phone.view(attempt)
    assert (view.phase, view.stopped, view.ended) == (Phase.ENDED, Stopped.BY_RULE, Ended.DECLINED_OFFER)
    assert view.rule == made
    assert view.offer is not None
    again = phone.call(ANNA, ask_again=True)
    phone.redirect(302, f"<{DESK}>")
    assert phone.phase(again) is Phase.CHOOSING


def test_never_still_shows_an_emergency(phone: TestPhone) -> None:
    """Somebody in need is not kept from the help that the network offers."""
    rule(phone, RuleScope.ACCOUNT, "work", RedirectPolicy.NEVER)
    attempt = phone.call(ANNA)
    phone.redirect(380, extra=("Content-Type: application/3gpp-ims+xml",), body=EMERGENCY)
    assert phone.phase(attempt) is Phase.CHOOSING


def test_the_closest_rule_decides(phone: TestPhone) -> None:
    """Contact before address, address before domain, domain before account."""
    anna = phone.add_contact("Anna", ANNA)
    scopes = [
        (RuleScope.ACCOUNT, "work", RedirectPolicy.NEVER),
        (RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW),
        (RuleScope.ADDRESS, ANNA, RedirectPolicy.NEVER),
        (RuleScope.CONTACT, str(anna.id), RedirectPolicy.FOLLOW),
    ]
    for scope, subject, policy in scopes:
        made = rule(phone, scope, subject, policy)
        attempt = phone.call(ANNA)
        phone.redirect(302, f"<{DESK}>")
        assert phone.view(attempt).rule == made
        phone.controller.hang_up(attempt)


def test_rules_that_cannot_be_read_ask(phone: TestPhone) -> None:
    """A database that fails keeps nobody from deciding."""
    rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW)
    attempt = phone.call(ANNA)
    phone.store.close()
    phone.redirect(302, f"<{DESK}>")
    assert phone.phase(attempt) is Phase.CHOOSING


@pytest.mark.parametrize(
    ("status", "contact", "scope", "policy", "subject"),
    [
        (302, DESK, RuleScope.DOMAIN, RedirectPolicy.FOLLOW_SAME_DOMAIN, "office.example"),
        (301, DESK, RuleScope.DOMAIN, RedirectPolicy.FOLLOW, "office.example"),
        (301, DESK, RuleScope.ACCOUNT, RedirectPolicy.FOLLOW, "work"),
        (302, DESK, RuleScope.ADDRESS, RedirectPolicy.FOLLOW_SAME_DOMAIN, ANNA),
        (302, DESK, RuleScope.CONTACT, RedirectPolicy.FOLLOW_SAME_DOMAIN, ANNA),
    ],
)
def test_an_answer_becomes_a_rule(
    phone: TestPhone, *, status: int, contact: str, scope: RuleScope, policy: RedirectPolicy, subject: str
) -> None:
    """No wider than what was clicked needs; nobody in contacts makes it a rule about the address."""
    attempt = phone.call(ANNA)
    phone.redirect(status, f"<{contact}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1, always_for=scope))
    phone.settle()
    (saved,) = phone.said(RuleSaved)
    assert isinstance(saved, RuleSaved)
    assert (saved.rule.policy, saved.rule.subject) == (policy, subject)
    assert phone.store.redirect_rules.rules() == (saved.rule,)
    assert called(phone)[-1] == contact


def test_declining_for_good_is_never(phone: TestPhone) -> None:
    """Not now, and never for Anna."""
    anna = phone.add_contact("Anna", ANNA)
    attempt = phone.call(ANNA)
    phone.redirect(301, f"<{HOME}>")
    phone.controller.answer_offer(attempt, Choice(Action.DECLINE, always_for=RuleScope.CONTACT))
    phone.settle()
    (made,) = phone.store.redirect_rules.rules()
    assert (made.scope, made.subject, made.policy) == (
        RuleScope.CONTACT,
        str(anna.id),
        RedirectPolicy.NEVER,
    )
    phone.call(ANNA)
    phone.redirect(301, f"<{HOME}>")
    last = phone.said(CallChanged)[-1]
    assert isinstance(last, CallChanged)
    assert last.view.stopped is Stopped.BY_RULE


def test_an_answer_that_no_rule_could_give_makes_none(phone: TestPhone) -> None:
    """Another domain is asked each time, so "always" for it would promise what is not done."""
    attempt = phone.call(ANNA)
    phone.redirect(301, f"<{HOME}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1, always_for=RuleScope.DOMAIN))
    phone.settle()
    assert called(phone)[-1] == HOME
    assert phone.store.redirect_rules.rules() == ()


@pytest.mark.parametrize("mode", [OnRedirect.STOP, OnRedirect.ALWAYS_ASK])
def test_what_was_asked_on_the_command_line_goes_before_rules(tmp_path: Path, mode: OnRedirect) -> None:
    """An explicit flag is the person's word for this call."""
    with running_phone(tmp_path, on_redirect=mode) as phone:
        rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW)
        attempt = phone.call(ANNA)
        phone.redirect(302, f"<{DESK}>")
        assert len(phone.engine.invites) == 1
        assert phone.view(attempt).rule is None


def test_following_was_asked_for_where_a_rule_says_never(tmp_path: Path) -> None:
    """`--on-redirect follow` goes before it too."""
    with running_phone(tmp_path, on_redirect=OnRedirect.FOLLOW) as phone:
        rule(phone, RuleScope.DOMAIN, "office.example", RedirectPolicy.NEVER)
        phone.call(ANNA)
        phone.redirect(302, f"<{HOME}>")
        assert called(phone) == [ANNA, HOME]


@pytest.mark.parametrize(
    ("uri", "domain"),
    [
        ("sip:anna@Office.Example:5070;transport=tcp", "office.example"),
        ("sip:+74955550101@office.example;user=phone", ""),
        ("tel:+74955550101", ""),
        ("nonsense", ""),
    ],
)
def test_the_domain_of_a_number_is_nobodys(uri: str, domain: str) -> None:
    """The host of a number is whoever carries the call."""
    assert rule_domain(uri) == domain
