"""The call page beside its cards: state, sound, controls, remarks, details."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged, LevelsChanged, MoveSaved, ReminderAdded, SaveFailed
from softphone.calls.people import Reminder
from softphone.calls.records import Direction, Ended, LegRecord
from softphone.calls.settings import Language
from softphone.calls.views import Phase, SeenMessage, Stopped
from softphone.gui.call.body import CallBody
from softphone.gui.call.levels import LevelMeter
from softphone.gui.call.page import CallPage
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.i18n import install_language
from softphone.gui.look.components import Button, ElidedLabel, QuietBar
from softphone.gui.wire.message_text import visible
from softphone.gui.words.ending import ended_sentence, failure_sentence, stopped_sentence
from softphone.sip.text import has_hidden
from tests.gui.call import samples
from tests.support.fake_phone import FakePhone


def text_of(page: CallPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    said = found.full_text() if isinstance(found, ElidedLabel) else found.text()
    return said if found.isVisible() else ""


def button(page: CallPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None, name
    return found


def test_hang_up_stays_in_its_place_in_every_state(page: CallPage, qtbot: QtBot) -> None:
    """From calling over the card to talking the button does not move by a pixel."""
    places = set()
    states = samples.STATES
    for view in (samples.view(), states["ringing"], states["301"], states["380"], samples.CONNECTED):
        page.show_call(view)
        qtbot.wait(20)
        found = button(page, "call-hang-up")
        assert found.isVisible()
        places.add((found.mapTo(page, found.rect().topLeft()).toTuple(), found.size().toTuple()))
    assert len(places) == 1


def test_hanging_up_does_not_lead_to_undo(page: CallPage, qtbot: QtBot) -> None:
    """The button that was pressed cannot be pressed again; the next Enter or Space takes nothing back."""
    page.show_call(samples.CONNECTED)
    page.on_notice(MoveSaved(1, samples.ANNA, 1, samples.OLD, samples.NEW, created=False))
    assert page.findChild(QuietBar) is not None
    hang_up = button(page, "call-hang-up")
    hang_up.setFocus()
    page.show_call(replace(samples.CONNECTED, phase=Phase.ENDING))
    assert page.focusWidget() is page
    hang_up.setFocus()
    page.show_call(replace(samples.CONNECTED, phase=Phase.ENDED, ended=Ended.ANSWERED))
    assert page.focusWidget() is page


def test_where_a_message_went_in_the_end_is_told(page: CallPage) -> None:
    """It was redirected, and taken at the other place: both answers stand below."""
    moved = LegRecord(samples.OLD, samples.NOW, samples.NOW, 301, "Moved Permanently")
    taken = LegRecord(samples.NEW, samples.NOW, samples.NOW, 200, "OK")
    page.show_call(
        samples.view(Phase.ENDED, message="Hello", ended=Ended.SENT, status=200, legs=(moved, taken))
    )
    told = [found.text() for found in page.findChildren(QLabel, "ended-leg")]
    assert told == ["anna@old-office.example · 301 Moved Permanently", "anna.k@new-office.example · 200 OK"]


def test_a_link_stands_at_the_left_edge_when_it_is_the_only_one(page: CallPage, qtbot: QtBot) -> None:
    """The other one was hidden while another page stood in this one's place; it leaves no gap."""
    page.show_call(samples.ended(Ended.FAILED, 486))
    link = button(page, "link-response")
    qtbot.waitUntil(lambda: link.isVisible() and link.x() > 0)
    page.hide()
    message = SeenMessage(0, True, samples.NOW, "udp", "192.0.2.1:5060", b"INVITE sip:a@b SIP/2.0")
    page.show_call(samples.view(Phase.INCOMING, attempt=2, messages=(message,)))
    page.show()
    qtbot.waitUntil(lambda: link.isVisible() and link.x() == 0)


def test_signalling_and_sound_are_told_apart(page: CallPage) -> None:
    """Encrypted sound over plain signalling is said as exactly that."""
    page.show_call(replace(samples.CONNECTED, signalling_transport="udp"))
    assert "not encrypted" in text_of(page, "lock-signalling")
    assert text_of(page, "lock-media").startswith("Sound encrypted")


def test_no_microphone_is_said_in_words(page: CallPage) -> None:
    """A call without a microphone says that the other side cannot hear."""
    page.show_call(samples.NO_MICROPHONE)
    assert "no microphone" in text_of(page, "remark-sound-text")
    page.show_call(samples.CONNECTED)
    assert text_of(page, "remark-sound-text") == ""


def test_levels_move_the_meters_of_this_call_only(page: CallPage) -> None:
    """Loudness of another attempt changes nothing; NaN is silence."""
    page.show_call(samples.CONNECTED)
    page.on_notice(LevelsChanged(99, 1.0, 1.0))
    meters = page.findChildren(LevelMeter)
    assert [meter.level() for meter in meters] == [0.0, 0.0]
    page.on_notice(LevelsChanged(1, 0.5, float("nan")))
    assert [meter.level() for meter in meters] == [0.5, 0.0]


def test_mute_and_keypad_reach_the_phone(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Mute toggles; keypad keys and typed digits are sent while the keypad is open."""
    page.show_call(samples.CONNECTED)
    button(page, "call-mute").click()
    button(page, "call-keypad").click()
    button(page, "keypad-5").click()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_NumberSign, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(page, "7")
    assert phone.asked[0] == ("set_muted", 1, True)
    assert [asked[2] for asked in phone.asked if asked[0] == "send_dtmf"] == ["5", "#", "7"]


def test_incoming_call_is_answered_and_declined_by_key(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """Enter answers, Esc declines, and the buttons do the same."""
    page.show_call(samples.INCOMING)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    button(page, "call-answer").click()
    button(page, "call-decline").click()
    assert [asked[0] for asked in phone.asked] == ["answer", "reject", "answer", "reject"]


def test_a_stranger_who_rings_is_called_one(page: CallPage) -> None:
    """A name that only the caller's phone claims is said to be that."""
    page.show_call(replace(samples.INCOMING, contact=None))
    assert "not in your contacts" in text_of(page, "incoming-who")


def test_a_saved_move_can_be_undone_by_keyboard(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """The quiet bar names the person and undoes the move."""
    page.show_call(samples.CONNECTED)
    page.on_notice(MoveSaved(1, samples.ANNA, 7, samples.OLD, samples.NEW, False))
    assert "Anna Karlsson" in text_of(page, "quiet-bar-text")
    undo = button(page, "quiet-bar-action")
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Return)
    assert phone.asked == [("undo_move", 7)]
    qtbot.waitUntil(lambda: page.findChild(QuietBar) is None)


def test_a_failed_save_is_said_and_the_call_goes_on(page: CallPage, phone: FakePhone) -> None:
    """What happened, what was kept and what to do stand in one remark."""
    page.show_call(samples.CONNECTED)
    page.on_notice(SaveFailed(1, "disk full"))
    said = text_of(page, "remark-save-text")
    assert "could not be saved" in said and "goes on" in said and "disk full" in said
    assert phone.asked == []


def test_a_reminder_is_confirmed(page: CallPage) -> None:
    """The page says that a reminder was set, and for whom."""
    page.show_call(samples.view(Phase.ENDED, ended=Ended.TOOK_ALTERNATIVE))
    page.on_notice(ReminderAdded(Reminder(1, samples.OLD, "Front desk", datetime.now(UTC))))
    assert "Front desk" in text_of(page, "remark-reminder-text")


def test_a_remembered_move_offers_the_old_address_again(page: CallPage, phone: FakePhone) -> None:
    """The old address is dialled anew, without the remembered move."""
    page.show_call(samples.CONNECTED)
    button(page, "remark-remembered-action").click()
    assert phone.asked == [("place_call", samples.OLD, None, True)]


def test_an_ended_call_can_be_repeated_or_put_away(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Call again asks the window to dial; Close dismisses."""
    page.show_call(samples.STATES["failed-486"])
    with qtbot.waitSignal(page.dial_requested) as asked:
        button(page, "call-again").click()
    assert asked.args == [samples.OLD]
    with qtbot.waitSignal(page.dismissed):
        button(page, "call-close").click()
    assert phone.asked == [("dismiss", 1)]


def test_a_fresh_page_follows_only_its_own_attempt(page: CallPage) -> None:
    """The notice of another attempt does not change the page."""
    page.show_call(samples.CONNECTED)
    page.on_notice(CallChanged(replace(samples.INCOMING, attempt=2)))
    assert page.attempt == 1


@pytest.mark.parametrize("stopped", list(Stopped))
def test_every_way_of_stopping_has_two_sentences(qapp: object, stopped: Stopped) -> None:
    """What happened, and what was kept or can be done."""
    said = stopped_sentence(stopped)
    assert said.headline and said.advice.endswith(".")


@pytest.mark.parametrize("how", list(Ended))
@pytest.mark.parametrize("direction", list(Direction))
def test_every_end_has_two_sentences(qapp: object, how: Ended, direction: Direction) -> None:
    """Each kind of end is put into words, in both directions."""
    said = ended_sentence(samples.ended(how, 486, direction=direction))
    assert said.headline and said.advice.endswith(".")


@pytest.mark.parametrize(
    ("status", "by_peer", "said"),
    [
        (200, True, "The other side hung up."),
        (200, False, "You hung up."),
        (408, False, "The other side could not be reached any more."),
        (488, False, "The two phones could not agree on the sound."),
    ],
)
def test_who_ended_a_call_is_told(qapp: object, status: int, by_peer: bool, said: str) -> None:
    """The person is told of having hung up only if they did."""
    call = samples.ended(Ended.ANSWERED, answered_at=samples.NOW, status=status, ended_by_peer=by_peer)
    assert ended_sentence(call).advice == said


def test_a_way_that_is_not_encrypted_throughout_is_said(qapp: object) -> None:
    """A sips: call that the other side's part of the way cannot carry is no "not available"."""
    call = samples.ended(Ended.FAILED, 480, reason="SIPS Required")
    said = ended_sentence(replace(call, final_response=b""))
    assert "encrypted throughout" in said.headline


def test_every_status_has_two_sentences(qapp: object) -> None:
    """No status from 0 to 699 is left without words."""
    for status in range(700):
        said = failure_sentence(status)
        assert said.headline and said.advice


def test_the_response_is_shown_with_nothing_hidden(page: CallPage) -> None:
    """A bidi override in the raw response appears as an escape; the view is read-only."""
    page.show_call(samples.STATES["301"])
    button(page, "link-response").click()
    shown = page.findChild(QPlainTextEdit, "response-text")
    assert shown is not None and shown.isReadOnly()
    assert "\\u202eevil" in shown.toPlainText()
    assert shown.toPlainText().startswith("SIP/2.0 301")


@given(st.binary(max_size=400))
def test_any_bytes_become_visible_text(raw: bytes) -> None:
    """Whatever came, the text holds no hidden character but line ends."""
    assert not has_hidden(visible(raw).replace("\n", ""))


def test_the_address_can_be_seen_whole(page: CallPage) -> None:
    """A long address is cut in the header and shown whole on demand."""
    uri = "sip:" + "a" * 150 + "@example.org;transport=tls"
    page.show_call(samples.view(party_uri=uri))
    cut = page.findChild(ElidedLabel, "call-address")
    assert cut is not None and "…" in cut.text()
    button(page, "call-address-toggle").click()
    whole = page.findChild(QLabel, "call-address-full")
    assert whole is not None and whole.isVisible() and whole.accessibleName() == uri


def test_the_page_changes_its_language_while_a_card_is_open(
    page: CallPage, phone: FakePhone, qapp: QApplication, qtbot: QtBot
) -> None:
    """After a change of language every part is there once, in the other language, and still works."""
    page.show_call(samples.STATES["301"])
    try:
        install_language(qapp, Language.RUSSIAN)
        qtbot.waitUntil(
            lambda: len(page.findChildren(RedirectCard)) == 1 and len(page.findChildren(CallBody)) == 1
        )
        button(page, "link-explain").click()
        assert "Что" in text_of(page, "explanation-what-caption")
        button(page, "call-hang-up").click()
        assert phone.asked == [("hang_up", 1)]
    finally:
        install_language(qapp, Language.ENGLISH)
