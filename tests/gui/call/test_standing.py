"""Standing answers: who is offered one, by which keys, and what reaches the phone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from softphone.calls.notices import AlternativesSaved, CallChanged, RuleSaved, SaveFailed
from softphone.calls.offer import Action, Choice, RedirectOffer
from softphone.calls.people import Contact
from softphone.calls.rules import RuleScope
from softphone.gui.call.page import CallPage
from softphone.gui.call.standing import standing_answers
from softphone.gui.card.composer import MessageComposer
from softphone.gui.card.plan import actions, keepable
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.look.components import Button
from softphone.gui.settings.choices import CheckBox
from softphone.sip.explanation import Kind, Notable
from tests.gui.call import samples
from tests.gui.call.conftest import armed_card
from tests.support.fake_phone import FakePhone


def answers(phone: FakePhone) -> list[Choice]:
    return [asked[2] for asked in phone.asked if asked[0] == "answer_offer" and isinstance(asked[2], Choice)]


def press(page: CallPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None, name
    found.click()
    return found


def pick(page: CallPage, name: str) -> None:
    """Open the menu of standing answers and choose a row."""
    press(page, "card-always")
    menu = page.findChildren(QMenu, "card-always-menu")[-1]
    action = menu.findChild(QAction, name)
    assert action is not None, [each.objectName() for each in menu.actions()]
    action.trigger()
    menu.close()


def offered(offer: RedirectOffer, *, has_account: bool = True) -> list[tuple[RuleScope, bool]]:
    option = offer.options[0] if offer.options else None
    return [(row.scope, row.follow) for row in standing_answers(offer, option, has_account=has_account)]


def test_person_domain_and_account_can_be_answered_for_good(qapp: QApplication) -> None:
    """A plain 301 of a contact offers always and never for each of the three."""
    scopes = (RuleScope.CONTACT, RuleScope.DOMAIN, RuleScope.ACCOUNT)
    assert offered(samples.MOVED) == [(s, True) for s in scopes] + [(s, False) for s in scopes]


def test_a_stranger_is_answered_for_by_address(qapp: QApplication) -> None:
    """Nobody in contacts: the rule is about the address; without an account there is none about it."""
    got = offered(samples.MOVED_NOBODY, has_account=False)
    assert {scope for scope, _ in got} == {RuleScope.ADDRESS, RuleScope.DOMAIN}


@pytest.mark.parametrize(
    "notable",
    [
        Notable.ENCRYPTION_LOST,
        Notable.DIFFERENT_DOMAIN,
        Notable.LOOK_ALIKE,
        Notable.IP_LITERAL,
        Notable.LAST_RESORT,
    ],
)
def test_what_always_asks_is_never_offered_for_good(qapp: QApplication, notable: Notable) -> None:
    """Where no rule would act only "never" can be a standing answer."""
    made = samples.offer(301, samples.option(saveable=True, notable=(notable,)), domain="old.example")
    assert not any(follow for _, follow in offered(made))
    assert any(not follow for _, follow in offered(made))


@pytest.mark.parametrize("made", [samples.PROXY, samples.DESK, samples.EMERGENCY, samples.NOTHING])
def test_305_and_380_have_no_standing_answer(qapp: QApplication, made: RedirectOffer) -> None:
    """A proxy, alternatives and an emergency are asked for each time."""
    assert offered(made) == []


def test_always_carries_the_scope_and_saves(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Always for the domain updates the contact and calls, with the rule in the choice."""
    page.show_call(samples.choosing(samples.MOVED))
    armed_card(page, qtbot)
    pick(page, "always-domain-follow")
    assert answers(phone) == [Choice(Action.SAVE_AND_CALL, 1, None, RuleScope.DOMAIN)]


def test_never_declines_for_good(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Never for Anna is Not now with the rule."""
    page.show_call(samples.choosing(samples.TEMPORARY))
    armed_card(page, qtbot)
    pick(page, "always-contact-never")
    assert answers(phone) == [Choice(Action.DECLINE, always_for=RuleScope.CONTACT)]


def test_the_menu_opens_by_keyboard_but_not_in_the_first_half_second(page: CallPage, qtbot: QtBot) -> None:
    """The button is in the tab order and guarded like the others."""
    page.show_call(samples.choosing(samples.MOVED))
    button = page.findChild(Button, "card-always")
    assert button is not None and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert page.findChild(QMenu) is None
    armed_card(page, qtbot)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    menu = page.findChild(QMenu, "card-always-menu")
    assert menu is not None and menu.isVisible()
    assert menu.activeAction() is menu.actions()[0]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.findChild(QMenu) is None)


def test_a_saved_rule_is_said_and_can_be_changed(page: CallPage, qtbot: QtBot) -> None:
    """The quiet bar names whom it is about and leads to where rules are changed."""
    page.show_call(samples.CONNECTED)
    page.on_notice(RuleSaved(1, samples.RULE))
    said = page.findChild(QLabel, "quiet-bar-text")
    assert said is not None and "old-office.example" in said.text()
    with qtbot.waitSignal(page.rules_requested) as asked:
        press(page, "quiet-bar-action")
    assert asked.args == [samples.RULE]


def test_a_strangers_move_is_remembered_without_a_contact(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """With the box ticked no name is asked for and nothing is saved as a contact."""
    page.show_call(samples.choosing(samples.MOVED_NOBODY))
    armed_card(page, qtbot)
    name = page.findChild(QLineEdit, "card-name")
    box = page.findChild(CheckBox, "card-remember")
    assert name is not None and box is not None
    name.clear()
    box.click()
    assert not name.isEnabled()
    only = page.findChild(Button, "card-save-only")
    assert only is None or not only.isVisible()
    press(page, "card-remember-and-call")
    assert answers(phone) == [Choice(Action.REMEMBER_AND_CALL, 1, None)]


def test_remembering_leads_only_when_nothing_is_notable(qapp: QApplication) -> None:
    """A look-alike leads with calling once, whether a contact is wanted or not."""
    odd = replace(samples.MOVED_NOTABLE, contact=None)
    made = actions(odd, odd.options[0], remember_only=True)
    assert [action.action for action in made] == [Action.CALL, Action.REMEMBER_AND_CALL]
    assert made[0].leads and not made[1].leads


def test_alternatives_are_kept_and_the_card_stays(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """One press keeps them all, the offer stays open, and an undo carries the contact as it was."""
    page.show_call(samples.choosing(samples.WAYS))
    card = armed_card(page, qtbot)
    keep = press(page, "card-keep")
    assert answers(phone) == [Choice(Action.SAVE_ALTERNATIVES)]
    assert not keep.isEnabled()
    now = Contact(id=1, name="Front desk")
    page.on_notice(AlternativesSaved(1, now, samples.ANNA))
    with qtbot.waitSignal(page.alternatives_undo) as undone:
        press(page, "quiet-bar-action")
    assert undone.args == [samples.ANNA, now]
    press(page, "option-1-take")
    assert answers(phone)[-1] == Choice(Action.CALL, 1)
    assert card.offer is samples.WAYS


def test_a_half_written_message_outlives_the_keeping_of_alternatives(page: CallPage, qtbot: QtBot) -> None:
    """The offer then belongs to a contact; the card, its half second and what is typed stay as they were."""
    stranger = replace(samples.WAYS, contact=None)
    page.show_call(samples.choosing(stranger))
    card = armed_card(page, qtbot)
    press(page, "option-2-take")
    composer = page.findChild(MessageComposer)
    assert composer is not None
    composer.text.setPlainText("Please keep my")
    keep = press(page, "card-keep")
    page.on_notice(AlternativesSaved(1, samples.ANNA, None))
    page.on_notice(
        CallChanged(samples.choosing(replace(stranger, contact=samples.ANNA, party_name="Anna Karlsson")))
    )
    assert page.findChild(RedirectCard) is card and not keep.isEnabled()
    assert composer.text.toPlainText() == "Please keep my"


def test_alternatives_that_could_not_be_kept_can_be_tried_again(page: CallPage, qtbot: QtBot) -> None:
    """A failed save says so and gives the link back."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    keep = press(page, "card-keep")
    page.on_notice(SaveFailed(1, "the disk is full"))
    assert keep.isEnabled()


def test_only_harmless_alternatives_of_a_380_can_be_kept(qapp: QApplication) -> None:
    """An emergency, a look-alike and a 301 are nothing to keep as further addresses."""
    assert keepable(samples.WAYS) and keepable(samples.DESK)
    alike = samples.offer(380, samples.option(notable=(Notable.LOOK_ALIKE,)))
    for made in (samples.EMERGENCY_CALLABLE, samples.MOVED, samples.NOTHING, alike):
        assert not keepable(made)


def test_a_voicemail_row_tells_when_it_is_for(page: CallPage, qtbot: QtBot) -> None:
    """RFC 4458 cause 486 reads "when busy"."""
    page.show_call(samples.choosing(samples.WAYS))
    row = page.findChild(Button, "option-1-take")
    assert row is not None
    parent = row.parentWidget()
    assert parent is not None and "voicemail: when busy" in parent.accessibleName()


def test_neither_enter_nor_a_digit_calls_an_emergency(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """A digit does not reach the red row and Enter on it does nothing; the space bar does."""
    page.show_call(samples.choosing(samples.EMERGENCY_CALLABLE))
    armed_card(page, qtbot)
    take = page.findChild(Button, "option-1-take")
    assert take is not None
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.focusWidget() is not take
    take.setFocus()
    qtbot.keyClick(take, Qt.Key.Key_Return)
    assert answers(phone) == []


def test_the_space_bar_calls_an_emergency_that_was_gone_to(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """Somebody without a pointer reaches it by Tab and presses Space."""
    page.show_call(samples.choosing(samples.EMERGENCY_CALLABLE))
    armed_card(page, qtbot)
    take = page.findChild(Button, "option-1-take")
    assert take is not None
    take.setFocus()
    qtbot.keyClick(take, Qt.Key.Key_Space)
    assert answers(phone) == [Choice(Action.CALL, 1)]
    assert samples.EMERGENCY_CALLABLE.options[0].kind is Kind.EMERGENCY


def test_a_call_that_ends_takes_the_open_menu_with_it(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Nothing can be picked for an offer that has gone."""
    page.show_call(samples.choosing(samples.MOVED))
    armed_card(page, qtbot)
    press(page, "card-always")
    assert page.findChild(QMenu) is not None
    page.show_call(samples.view())
    qtbot.waitUntil(lambda: page.findChild(QMenu) is None)
    assert QApplication.activePopupWidget() is None
    assert answers(phone) == []
