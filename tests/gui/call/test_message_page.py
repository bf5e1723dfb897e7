"""Messages on the call page: written in a row, on their way, redirected, failed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.offer import Action, Choice
from softphone.calls.records import AttemptRecord, Ended, LegRecord
from softphone.calls.views import Phase
from softphone.gui.call.levels import Levels
from softphone.gui.call.page import CallPage
from softphone.gui.card.composer import LARGEST, MessageComposer
from softphone.gui.card.option_row import message_uri
from softphone.gui.look.components import Button
from softphone.gui.words.history_text import outcome_text
from softphone.gui.words.wording import state_sentence
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


def text_of(page: CallPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text().replace("\u200b", "")  # where a line may end if found.isVisible() else ""


def composer(page: CallPage) -> MessageComposer:
    found = page.findChild(MessageComposer)
    assert found is not None
    return found


def test_a_message_is_written_in_its_row_and_answers_the_offer(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """Send message opens a field; Enter sends to the sip form of the im address, once, and takes the offer."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    press(page, "option-2-take")
    field = composer(page).text
    field.setPlainText("Please keep my room")
    asked: list[tuple[str, str]] = []
    page.message_requested.connect(lambda uri, text: asked.append((uri, text)))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == [("sip:desk@hotel.example", "Please keep my room")]
    assert answers(phone) == [Choice(Action.TOOK, 2)]


def test_the_answer_goes_to_its_own_attempt(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """A message that is shown on the page at once does not get the answer meant for the offer."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    press(page, "option-2-take")
    composer(page).text.setPlainText("Hello")
    page.message_requested.connect(lambda *_: page.show_call(samples.view(attempt=7, message="Hello")))
    press(page, "composer-send")
    assert [asked[1] for asked in phone.asked if asked[0] == "answer_offer"] == [1]


def test_what_is_too_long_or_empty_is_not_sent(page: CallPage, qtbot: QtBot) -> None:
    """The counter counts bytes as they go over the wire; too long says so and cannot be sent."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    press(page, "option-2-take")
    send = page.findChild(Button, "composer-send")
    assert send is not None and not send.isEnabled()
    composer(page).text.setPlainText("я" * (LARGEST // 2))
    assert send.isEnabled() and "0 more" in text_of(page, "composer-counter")
    composer(page).text.setPlainText("я" * (LARGEST // 2 + 1))
    assert not send.isEnabled() and "Too long by 2" in text_of(page, "composer-counter")
    composer(page).text.setPlainText("  \n ")
    assert not send.isEnabled()


def test_escape_leaves_the_field_and_not_the_offer(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Esc in the field folds it; what was written is there when it is opened again."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    press(page, "option-2-take")
    composer(page).text.setPlainText("Half a thou")
    qtbot.keyClick(composer(page).text, Qt.Key.Key_Escape)
    assert not composer(page).isVisible() and answers(phone) == []
    press(page, "option-2-take")
    assert composer(page).text.toPlainText() == "Half a thou"


def test_a_text_message_to_a_number_is_the_desktops(
    page: CallPage, desktop: SpyDesktop, qtbot: QtBot
) -> None:
    """An sms address is shown whole and handed to another program."""
    page.show_call(samples.choosing(samples.WAYS))
    armed_card(page, qtbot)
    press(page, "option-6-take")
    assert page.findChild(MessageComposer) is None
    press(page, "confirm-open")
    assert desktop.asked == [(Kind.MESSAGE, "sms:+15551234567")]


@pytest.mark.parametrize(
    ("uri", "kind", "wanted"),
    [
        ("im:a@b.example?body=x", Kind.MESSAGE, "sip:a@b.example"),
        ("IM:a@b.example", Kind.MESSAGE, "sip:a@b.example"),
        ("sip:a@b.example", Kind.MESSAGE, "sip:a@b.example"),
        ("sms:+123", Kind.MESSAGE, None),
        ("sip:a@b.example", Kind.SIP, None),
    ],
)
def test_where_this_phone_itself_can_write(uri: str, kind: Kind, wanted: str | None) -> None:
    """im and sip addresses of the kind message, nothing else."""
    assert message_uri(samples.option(1, uri, kind)) == wanted


def test_a_message_on_its_way_is_quoted_without_the_parts_of_a_call(page: CallPage) -> None:
    """The text is there; mute, keypad and levels are not."""
    page.show_call(samples.view(message=samples.TEXT))
    assert text_of(page, "call-state") == "Sending the message…"
    assert text_of(page, "message-text") == samples.TEXT
    for name in ("call-mute", "call-keypad"):
        found = page.findChild(Button, name)
        assert found is not None and not found.isVisible()
    levels = page.findChild(Levels)
    assert levels is not None and not levels.isVisible()


def test_a_redirected_message_has_words_and_verbs_of_its_own(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """ "was not delivered", "Update contact & send"."""
    page.show_call(samples.choosing(samples.MESSAGE_MOVED, message=samples.TEXT))
    armed_card(page, qtbot)
    assert text_of(page, "card-headline") == "Your message to Anna Karlsson was not delivered"
    lead = page.findChild(Button, "card-save-and-call")
    assert lead is not None and lead.accessibleName() == "Update contact & send"
    lead.click()
    assert answers(phone) == [Choice(Action.SAVE_AND_CALL, 1, None)]


@pytest.mark.parametrize("status", [300, 301, 302, 305, 380, 485])
def test_no_card_for_a_message_speaks_of_a_call(page: CallPage, status: int) -> None:
    """Every code has a sentence for messages."""
    made = samples.offer(status, samples.option(saveable=status == 301), message="Hello")
    page.show_call(samples.choosing(made, message="Hello"))
    said = text_of(page, "card-headline") + text_of(page, "card-sentence")
    assert "call" not in said.lower()
    buttons = [found.text() for found in page.findChildren(Button) if found.isVisible()]
    assert not any(text.startswith("Call") for text in buttons)


@pytest.mark.parametrize("how", [Ended.SENT, Ended.CANCELLED, Ended.DECLINED_OFFER, Ended.LOST, Ended.FAILED])
def test_every_end_of_a_message_has_words(page: CallPage, how: Ended) -> None:
    """Delivered or not is the first thing said."""
    page.show_call(samples.ended(how, message="Hello"))
    delivered = how is Ended.SENT
    wanted = "The message was delivered" if delivered else "The message was not delivered"
    assert text_of(page, "ended-headline") == wanted
    assert text_of(page, "ended-advice")


def test_what_a_server_passes_on_is_not_called_delivered(page: CallPage) -> None:
    """202 says that somebody has taken it, and not whether it arrives (RFC 3428 section 7)."""
    view = samples.ended(Ended.SENT, 202, message="Hello")
    page.show_call(view)
    record = AttemptRecord(
        id=1,
        direction=view.direction,
        party_uri=view.party_uri,
        party_name=view.party_name,
        contact_id=None,
        account_id="",
        started_at=view.started_at,
        answered_at=None,
        ended_at=view.started_at,
        ended=Ended.SENT,
        moved_status=None,
        legs=(LegRecord(samples.OLD, view.started_at, status=202),),
        message=view.message,
    )
    said = [
        text_of(page, "ended-headline"),
        text_of(page, "ended-advice"),
        state_sentence(view),
        outcome_text(record),
    ]
    assert not any("delivered" in text for text in said)
    assert "passed on" in said[0]


def test_sending_again_sends_the_same_text(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """Nobody is called by it."""
    page.show_call(samples.ended(Ended.FAILED, 415, message="Hello"))
    with qtbot.waitSignal(page.message_requested) as asked:
        press(page, "call-again")
    assert asked.args == [samples.OLD, "Hello"]
    assert phone.asked == []


def test_what_a_peer_wrote_is_cleaned(page: CallPage) -> None:
    """A received message shows no hidden characters and no markup."""
    page.show_call(samples.view(Phase.ENDED, ended=Ended.RECEIVED, message="<b>Hi</b>\u202e there\x07"))
    assert text_of(page, "message-text") == "<b>Hi</b> there"
