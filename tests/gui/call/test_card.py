"""The redirect card under a person's hands: keys, clicks, and the half second in which nothing counts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.calls.offer import Action, Choice
from softphone.calls.views import Phase
from softphone.gui.call.page import CallPage
from softphone.gui.card.option_row import OptionRow
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.look.components import Button
from softphone.sip.explanation import Kind
from tests.gui.call import samples
from tests.gui.call.conftest import SpyDesktop, armed_card
from tests.support.fake_phone import FakePhone


def answers(phone: FakePhone) -> list[Choice]:
    return [asked[2] for asked in phone.asked if asked[0] == "answer_offer" and isinstance(asked[2], Choice)]


def press(page: CallPage, name: str) -> None:
    found = page.findChild(Button, name)
    assert found is not None, name
    found.click()


def test_no_key_and_no_click_counts_in_the_first_half_second(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """Enter, Esc, a digit, a click and a held key do nothing just after the card appears."""
    page.show_call(samples.choosing(samples.MOVED))
    card = page.findChild(RedirectCard)
    assert card is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_1, Qt.Key.Key_Space):
        qtbot.keyClick(page.focusWidget() or page, key)
    lead = page.findChild(Button, "card-save-and-call")
    qtbot.mouseClick(lead, Qt.MouseButton.LeftButton)
    press(page, "card-save-and-call")
    assert answers(phone) == []
    armed_card(page, qtbot)
    qtbot.mouseClick(lead, Qt.MouseButton.LeftButton)
    assert answers(phone) == [Choice(Action.SAVE_AND_CALL, 1, None)]


def test_enter_takes_what_leads_and_only_once(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Enter updates and calls when nothing is notable; a second Enter is not a second answer."""
    page.show_call(samples.choosing(samples.MOVED))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert answers(phone) == [Choice(Action.SAVE_AND_CALL, 1, None)]


def test_enter_calls_once_when_something_is_notable(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """A notable redirect is not saved by Enter."""
    page.show_call(samples.choosing(samples.MOVED_NOTABLE))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Enter)
    assert answers(phone) == [Choice(Action.CALL, 1, None)]


def test_escape_declines(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Esc is Not now."""
    page.show_call(samples.choosing(samples.TEMPORARY))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert answers(phone) == [Choice(Action.DECLINE)]


def test_a_digit_chooses_the_new_address_and_enter_takes_it(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """With several new addresses 2 chooses the second; since it is notable, Enter calls it once."""
    page.show_call(samples.choosing(samples.MOVED_SEVERAL))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_2)
    assert answers(phone) == []
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert answers(phone) == [Choice(Action.CALL, 2, None)]


def test_a_digit_and_enter_take_a_row(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """In a 300 the digit moves to the row's verb and Enter presses it."""
    page.show_call(samples.choosing(samples.CHOICES))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_3)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert answers(phone) == [Choice(Action.CALL, 3)]


@pytest.mark.parametrize(("failed", "keys"), [((), "1–3"), ((1,), "2–3"), ((1, 3), "2")])
def test_the_foot_of_the_page_names_the_digits_that_count(
    page: CallPage, qtbot: QtBot, failed: tuple[int, ...], keys: str
) -> None:
    """Those of the rows that can still be taken, one that is left alone included."""
    rows = (samples.option(number, failed_status=486 if number in failed else None) for number in (1, 2, 3))
    page.show_call(samples.choosing(samples.offer(300, *rows)))
    assert armed_card(page, qtbot).key_hint().startswith(f"{keys}: choose")


def test_an_emergency_is_never_taken_by_enter_alone(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Enter on an emergency card does nothing; the red button takes one deliberate press."""
    page.show_call(samples.choosing(samples.EMERGENCY_CALLABLE))
    armed_card(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert answers(phone) == []
    press(page, "option-1-take")
    assert answers(phone) == [Choice(Action.CALL, 1)]


def test_a_name_is_needed_to_save_a_stranger(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """The prefilled name goes with the choice; an emptied one is asked for and nothing is saved."""
    page.show_call(samples.choosing(samples.MOVED_NOBODY))
    armed_card(page, qtbot)
    name = page.findChild(QLineEdit, "card-name")
    assert name is not None and name.text() == "Anna Karlsson"
    name.clear()
    press(page, "card-save-and-call")
    assert answers(phone) == []
    error = page.findChild(QLabel, "card-name-error")
    assert error is not None and error.isVisible()
    qtbot.keyClicks(name, "Anna K.")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert answers(phone) == [Choice(Action.SAVE_AND_CALL, 1, "Anna K.")]


def test_calling_a_stranger_once_needs_no_name(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Call once carries no name."""
    page.show_call(samples.choosing(samples.MOVED_NOBODY))
    armed_card(page, qtbot)
    press(page, "card-call")
    assert answers(phone) == [Choice(Action.CALL, 1, None)]


def test_the_whole_address_is_shown_before_another_program_opens_it(
    page: CallPage, phone: FakePhone, desktop: SpyDesktop, qtbot: QtBot
) -> None:
    """Open first shows the address in the row; only the second press opens it and answers."""
    page.show_call(samples.choosing(samples.DESK))
    armed_card(page, qtbot)
    press(page, "option-4-take")
    assert desktop.asked == []
    shown = page.findChild(QLabel, "confirm-address")
    assert shown is not None and shown.accessibleName() == "https://hotel.example/requests"
    press(page, "confirm-open")
    assert desktop.asked == [(Kind.WEB, "https://hotel.example/requests")]
    assert answers(phone) == [Choice(Action.TOOK, 4)]


def test_an_address_that_no_program_opens_is_said_and_the_card_stays(
    page: CallPage, phone: FakePhone, desktop: SpyDesktop, qtbot: QtBot
) -> None:
    """When nothing opens the address the person can still copy it, and the offer is not answered."""
    desktop.works = False
    page.show_call(samples.choosing(samples.DESK))
    armed_card(page, qtbot)
    press(page, "option-3-take")
    press(page, "confirm-open")
    said = page.findChild(QLabel, "confirm-text")
    assert said is not None and "No program" in said.text()
    assert answers(phone) == []


def test_remind_me_answers_with_a_reminder(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """A Retry-After gives a row that asks for a reminder."""
    page.show_call(samples.choosing(samples.DESK))
    armed_card(page, qtbot)
    press(page, "remind-take")
    assert answers(phone) == [Choice(Action.REMIND)]


def test_hang_up_works_at_once_while_the_card_is_open(page: CallPage, phone: FakePhone) -> None:
    """Hanging up waits for no half second."""
    page.show_call(samples.choosing(samples.MOVED))
    press(page, "call-hang-up")
    assert phone.asked == [("hang_up", 1)]


def test_the_card_never_takes_the_focus_from_a_text_field(phone: FakePhone, qtbot: QtBot) -> None:
    """Somebody who types in the dial field goes on typing there; digits do not choose rows."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = QLineEdit()
    page = CallPage(phone)
    column.addWidget(field)
    column.addWidget(page)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    page.show_call(samples.choosing(samples.CHOICES))
    armed_card(page, qtbot)
    assert field.hasFocus()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert answers(phone) == []


def test_the_card_takes_the_focus_where_nobody_types(page: CallPage, qtbot: QtBot) -> None:
    """Without a text field in use the leading button has the focus."""
    page.show_call(samples.choosing(samples.MOVED))
    lead = page.findChild(Button, "card-save-and-call")
    assert page.focusWidget() is lead


def test_a_new_offer_is_a_new_card_with_a_new_half_second(page: CallPage, qtbot: QtBot) -> None:
    """After a failed target the rest comes as a card that is not armed yet."""
    page.show_call(samples.choosing(samples.CHOICES))
    first = armed_card(page, qtbot)
    page.on_notice(CallChanged(samples.choosing(samples.FAILED_ONE)))
    cards = [card for card in page.findChildren(RedirectCard) if card is not first]
    assert len(cards) == 1 and not cards[0].guard.armed()


def test_the_card_stays_while_the_same_offer_is_told_again(page: CallPage, qtbot: QtBot) -> None:
    """A change elsewhere in the view does not take away what the person is typing."""
    page.show_call(samples.choosing(samples.MOVED_NOBODY))
    card = page.findChild(RedirectCard)
    name = page.findChild(QLineEdit, "card-name")
    assert name is not None
    name.setText("Half a na")
    page.show_call(samples.choosing(samples.MOVED_NOBODY, muted=True))
    assert page.findChild(RedirectCard) is card
    assert name.text() == "Half a na"


def test_the_card_goes_with_the_offer(page: CallPage, qtbot: QtBot) -> None:
    """When the call goes on, the card is gone and the page still has the keys."""
    page.show_call(samples.choosing(samples.MOVED))
    page.show_call(samples.view(Phase.CALLING))
    qtbot.waitUntil(lambda: page.findChild(RedirectCard) is None)


def test_hundreds_of_targets_are_shown_nine_at_first(page: CallPage, qtbot: QtBot) -> None:
    """A hostile answer with 300 addresses makes a short card that can be unfolded step by step."""
    options = tuple(samples.option(n, f"sip:u{n}@example.org") for n in range(1, 301))
    page.show_call(samples.choosing(samples.offer(300, *options)))
    armed_card(page, qtbot)
    assert len(page.findChildren(OptionRow)) == 9
    press(page, "card-more")
    assert len(page.findChildren(OptionRow)) == 29


@pytest.mark.parametrize("name", sorted(samples.STATES))
def test_what_a_peer_wrote_is_plain_text_everywhere(page: CallPage, name: str) -> None:
    """No label on any page interprets markup."""
    view = samples.STATES[name]
    evil = "<img src='file:///etc/passwd'><b>Anna</b>\u202e"
    page.show_call(replace(view, party_name=evil, contact=None, reason=evil))
    QApplication.processEvents()
    labels = page.findChildren(QLabel)
    assert labels
    assert all(item.textFormat() == Qt.TextFormat.PlainText for item in labels if item.pixmap().isNull())
    assert not any("\u202e" in item.text() for item in labels)


@pytest.mark.parametrize("name", sorted(samples.STATES))
@pytest.mark.parametrize("width", [360, 760])
def test_every_control_can_be_reached_and_is_named(page: CallPage, name: str, width: int) -> None:
    """Each button and field has an object name, an accessible name and a place in the tab order; nothing is cut."""
    page.resize(width, 680)
    page.show_call(samples.STATES[name])
    QApplication.processEvents()
    for control in [*page.findChildren(Button), *page.findChildren(QLineEdit)]:
        if not control.isVisibleTo(page):
            continue
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
        left = control.mapTo(page, control.rect().topLeft()).x()
        assert left >= 0 and left + control.width() <= width, control.objectName()


def test_the_emergency_row_speaks_in_our_own_words(page: CallPage) -> None:
    """What the peer calls the service is quoted below, never the title."""
    evil = samples.option(1, "urn:service:sos", Kind.EMERGENCY, label="Your bank", dial_uri=None)
    page.show_call(samples.choosing(samples.offer(380, evil)))
    row = page.findChild(OptionRow)
    assert row is not None
    assert row.accessibleName().startswith("1. Emergency service, ")
    assert "“Your bank”" in row.accessibleName()


def test_the_card_is_read_out_and_found_by_a_screen_reader(page: CallPage) -> None:
    """With assistive technology at work the card announces itself and its buttons are in the tree by name."""
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        page.show_call(samples.choosing(samples.MOVED))
        assert {"Update contact & call", "Call once", "Update only", "Not now", "Hang up"} <= _spoken(page)
    finally:
        QAccessible.setActive(was_active)


def _spoken(widget: QWidget) -> set[str]:
    """Names of everything visible below `widget` in the accessibility tree."""
    found: set[str] = set()
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        item = waiting.pop()
        if not item.state().invisible:
            found.add(item.text(QAccessible.Text.Name))
        waiting += [item.child(index) for index in range(item.childCount())]
    return found


def test_where_a_call_would_go_and_what_is_wrong_with_it_is_heard(page: CallPage) -> None:
    """Who sees nothing is told that a letter is another one, before Enter calls there."""
    page.show_call(samples.STATES["301-notable"])
    card = page.findChild(RedirectCard)
    assert card is not None
    warnings = [made.text() for made in card.findChildren(QLabel, "notable")]
    (target,) = {option.uri for option in card.offer.options}
    assert warnings
    assert target is not None
    heard = card.spoken()
    for words in (card.accessibleName(), target.removeprefix("sip:"), *warnings):
        assert words in heard
    leads = page.findChild(Button, "card-call")
    assert leads is not None
    assert all(words in leads.accessibleDescription() for words in warnings)


def test_the_call_button_says_what_is_chosen_now(page: CallPage, qtbot: QtBot) -> None:
    page.show_call(samples.STATES["301-several"])
    armed_card(page, qtbot)
    described = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(page, key)
        focused = QApplication.focusWidget()
        assert focused is not None
        described.append(focused.accessibleDescription())
    assert len(set(described)) == 2
