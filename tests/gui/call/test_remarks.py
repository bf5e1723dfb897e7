"""What is remarkable about a call, each with its one action; and sending a ringing caller elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.people import Contact, ContactAddress, ContactDraft, FormerAddress
from softphone.calls.records import Ended
from softphone.calls.views import FellBack, Phase, Stopped
from softphone.gui.call.deflect import DeflectForm
from softphone.gui.call.page import CallPage
from softphone.gui.look.components import Button
from softphone.store.store import Store
from tests.gui.call import samples
from tests.support.fake_phone import FakePhone


def text_of(page: CallPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text().replace("\u200b", "")  # where a line may end if found.isVisible() else ""


def press(page: CallPage, name: str) -> None:
    found = page.findChild(Button, name)
    assert found is not None, name
    found.click()


def test_a_rule_that_followed_is_named_and_can_be_changed(page: CallPage, qtbot: QtBot) -> None:
    """ "Followed by your rule for old-office.example", and one press leads to the rules."""
    page.show_call(samples.STATES["rule"])
    assert text_of(page, "remark-rule-text") == "Followed by your rule for old-office.example."
    with qtbot.waitSignal(page.rules_requested) as asked:
        press(page, "remark-rule-action")
    assert asked.args == [samples.RULE]


def test_a_rule_that_says_never_can_be_passed_over_once(page: CallPage, phone: FakePhone) -> None:
    """Ask this time places the call again and asks again."""
    page.show_call(samples.STATES["by-rule"])
    assert samples.STATES["by-rule"].stopped is Stopped.BY_RULE
    press(page, "ended-ask")
    assert phone.asked == [("place_call", samples.OLD, "main", True)]


def test_a_move_for_a_time_is_not_called_a_move(page: CallPage) -> None:
    """Where somebody is for now, the remark says until when; the old address stays right."""
    until = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    page.show_call(replace(samples.CONNECTED, remembered_from=samples.OLD, remembered_until=until))
    said = text_of(page, "remark-remembered-text")
    assert said.startswith("anna@old-office.example is at another address until ")
    assert "moved" not in said


def test_a_move_that_led_nowhere_can_be_forgotten(page: CallPage, qtbot: QtBot) -> None:
    """The remark says which address did not answer and with what; the move of a stranger goes by its id."""
    page.show_call(samples.STATES["fell-back"])
    said = text_of(page, "remark-fell-back-text")
    assert "anna.k@new-office.example" in said and "404 Not Found" in said and "being called" in said
    with qtbot.waitSignal(page.forget_move) as asked:
        press(page, "remark-fell-back-action")
    assert asked.args == [9]
    page.show_call(replace(samples.STATES["fell-back"], phase=Phase.CONNECTED))
    assert text_of(page, "remark-fell-back-text") == "The move was forgotten."


def test_a_contacts_own_move_is_undone(page: CallPage, phone: FakePhone) -> None:
    """What the contact remembers is taken back by the phone."""
    anna = Contact(
        1,
        "Anna",
        addresses=(ContactAddress(2, samples.NEW, ""),),
        former=(FormerAddress(31, samples.OLD, samples.NEW, 301, samples.NOW),),
    )
    view = replace(
        samples.STATES["fell-back"], contact=anna, fell_back=FellBack(samples.OLD, samples.NEW, 480, 0)
    )
    page.show_call(view)
    press(page, "remark-fell-back-action")
    assert phone.asked == [("undo_move", 31)]


def test_a_move_that_has_been_replaced_is_not_offered_to_be_forgotten(
    page: CallPage, phone: FakePhone
) -> None:
    """The old address named a newer place, which was saved: undoing that would bring the dead one back."""
    newer = "sip:anna@newer.example"
    moves = tuple(FormerAddress(32, uri, newer, 301, samples.NOW) for uri in (samples.OLD, samples.NEW))
    anna = Contact(1, "Anna", addresses=(ContactAddress(2, newer, ""),), former=moves)
    fell_back = FellBack(samples.OLD, samples.NEW, 404, 0)
    page.show_call(
        samples.view(Phase.CONNECTED, contact=anna, remembered_from=samples.OLD, fell_back=fell_back)
    )
    assert "404 Not Found" in text_of(page, "remark-fell-back-text")
    found = page.findChild(Button, "remark-fell-back-action")
    assert found is not None and not found.isVisible()
    found.click()
    assert phone.asked == []


def test_another_call_starts_without_the_remarks_of_the_last(page: CallPage) -> None:
    """Nothing of one attempt stays for the next."""
    page.show_call(samples.STATES["fell-back"])
    page.show_call(samples.view(attempt=2))
    assert text_of(page, "remark-fell-back-text") == ""
    assert text_of(page, "remark-ignored-text") == ""


@pytest.mark.parametrize(
    ("state", "name", "wanted"),
    [
        ("fell-back", "remark-ignored-text", "203.0.113.9:5060 was ignored"),
        ("transferred", "remark-passed-on-text", "Boris Petrov asked you"),
        ("incoming-diverted", "remark-passed-on-text", "sends their calls here"),
        ("diverted", "remark-diversion-text", "Sent to me@holiday.example, as you have set for everybody."),
        ("connected", "remark-remembered-text", "has moved; the new address is being used"),
    ],
)
def test_what_is_remarkable_is_said(page: CallPage, state: str, name: str, wanted: str) -> None:
    """Each in one sentence."""
    page.show_call(samples.STATES[state])
    assert wanted in text_of(page, name)


def test_a_caller_sent_elsewhere_by_hand_is_not_said_to_be_by_a_setting(page: CallPage) -> None:
    """There is nothing in the settings that could be changed about it."""
    by_hand = replace(samples.DIVERSION, id=None)
    page.show_call(replace(samples.STATES["diverted"], diversion=by_hand))
    assert text_of(page, "remark-diversion-text") == "You sent the caller to me@holiday.example."
    found = page.findChild(Button, "remark-diversion-action")
    assert found is not None and not found.isVisible()
    assert "set" not in text_of(page, "ended-advice")
    page.show_call(samples.STATES["diverted"])
    assert found.isVisible()


def test_an_ordinary_end_has_no_remark_of_a_rule(page: CallPage) -> None:
    """Without a rule nothing is said of one."""
    page.show_call(samples.ended(Ended.ANSWERED))
    assert text_of(page, "remark-rule-text") == ""


# Deflect to…


def open_deflect(page: CallPage) -> DeflectForm:
    press(page, "call-deflect")
    found = page.findChild(DeflectForm)
    assert found is not None
    return found


def test_a_ringing_caller_is_sent_elsewhere_by_enter(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """The field has the focus; Enter deflects and does not answer."""
    page.show_call(samples.INCOMING)
    edit = open_deflect(page).field.edit
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "boris@office.example")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert phone.asked == [("deflect", 1, "sip:boris@office.example")]


def test_escape_goes_back_and_does_not_decline(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Esc closes the field; the call goes on ringing, and the keys answer again."""
    page.show_call(samples.INCOMING)
    edit = open_deflect(page).field.edit
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.findChild(DeflectForm) is None)
    assert phone.asked == []
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert phone.asked == [("answer", 1)]


def test_a_wrong_address_is_shown_at_its_letter(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Nothing is sent, and the call goes on ringing."""
    page.show_call(samples.INCOMING)
    form = open_deflect(page)
    form.field.edit.setText("boris@of fice.example")
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert phone.asked == []
    assert form.field.error.isVisible() and "letter" in form.field.error.text()


def test_people_are_found_by_name(page: CallPage, phone: FakePhone, store: Store, qtbot: QtBot) -> None:
    """The field completes over the contacts."""
    draft = ContactDraft(id=None, name="Boris Petrov", addresses=(("sip:boris@home.example", ""),))
    store.contact_book.save(draft).result(30)
    page.show_call(samples.INCOMING)
    edit = open_deflect(page).field.edit
    edit.setText("Boris Petrov")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert phone.asked == [("deflect", 1, "sip:boris@home.example")]


def test_the_field_stays_while_the_phone_rings_and_goes_with_the_call(page: CallPage, qtbot: QtBot) -> None:
    """A change of the view takes nothing away that was typed; the end of ringing does."""
    page.show_call(samples.INCOMING)
    edit = open_deflect(page).field.edit
    edit.setText("half a na")
    page.show_call(replace(samples.INCOMING, signalling_transport="tcp"))
    assert edit.text() == "half a na" and edit.isVisible()
    page.show_call(samples.CONNECTED)
    qtbot.waitUntil(lambda: page.findChild(DeflectForm) is None)


def test_without_contacts_nobody_is_deflected(phone: FakePhone, qtbot: QtBot) -> None:
    """A page that knows no contacts offers no such button."""
    made = CallPage(phone)
    qtbot.addWidget(made)
    made.show()
    made.show_call(samples.INCOMING)
    found = made.findChild(Button, "call-deflect")
    assert found is not None and not found.isVisible()
