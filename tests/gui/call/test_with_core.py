"""The page on the real controller and a real store: what is pressed here is what happens there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from softphone.calls.company_events import MessageAnswered
from softphone.calls.notices import CallChanged, Notice
from softphone.calls.records import Ended
from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.calls.views import Phase
from softphone.gui.call.page import CallPage
from softphone.gui.look.components import Button
from softphone.gui.look.theme import Theme
from softphone.gui.settings.choices import CheckBox
from tests.gui.call.conftest import armed_card
from tests.support.core_phone import TestPhone, running_phone

OLD = "sip:anna@office.example"
NEW = "sip:anna.k@office.example"


@pytest.fixture
def core(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as made:
        yield made


@pytest.fixture
def shown(core: TestPhone, theme: Theme, qtbot: QtBot) -> CallPage:
    """A page that goes to the newest attempt, as the window does."""
    page = CallPage(core.controller, contacts=core.store.contact_book)
    qtbot.addWidget(page)
    page.resize(760, 680)
    page.show()

    def tell(notice: Notice) -> None:
        if isinstance(notice, CallChanged) and notice.view.attempt != page.attempt:
            page.show_call(notice.view)
        else:
            page.on_notice(notice)

    core.controller.subscribe(tell)
    return page


def press(page: CallPage, name: str) -> None:
    found = page.findChild(Button, name)
    assert found is not None, name
    found.click()


def text_of(page: CallPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text().replace("\u200b", "")  # where a line may end if found.isVisible() else ""


def test_always_for_the_domain_is_followed_the_next_time(
    core: TestPhone, shown: CallPage, qtbot: QtBot
) -> None:
    """The menu makes the rule; the next redirect is followed without a card, and the page says by which rule."""
    core.call(OLD)
    core.redirect(302, f"<{NEW}>")
    armed_card(shown, qtbot)
    press(shown, "card-always")
    menu = shown.findChild(QMenu, "card-always-menu")
    assert menu is not None
    action = menu.findChild(QAction, "always-domain-follow")
    assert action is not None
    action.trigger()
    menu.close()
    core.settle()
    rules = core.store.redirect_rules.rules()
    assert [(rule.scope, rule.subject) for rule in rules] == [(RuleScope.DOMAIN, "office.example")]
    assert "office.example" in text_of(shown, "quiet-bar-text")
    core.end(486)
    again = core.call(OLD)
    core.redirect(302, f"<{NEW}>")
    assert core.phase(again) is Phase.CALLING
    assert core.engine.invites[-1].request_uri == NEW
    assert text_of(shown, "remark-rule-text") == "Followed by your rule for office.example."


def test_never_ends_the_next_call_and_can_be_passed_over(
    core: TestPhone, shown: CallPage, qtbot: QtBot
) -> None:
    """The rule ends the attempt in words; Ask this time shows the card again."""
    core.store.redirect_rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.NEVER).result(30)
    core.call(OLD)
    core.redirect(302, f"<{NEW}>")
    assert text_of(shown, "ended-headline") == "Not followed, as your rule says"
    press(shown, "ended-ask")
    core.redirect(302, f"<{NEW}>")
    armed_card(shown, qtbot)
    assert shown.attempt == 2


def test_a_strangers_move_is_remembered_and_no_contact_made(
    core: TestPhone, shown: CallPage, qtbot: QtBot
) -> None:
    """The next call goes to the new place and the page says so."""
    core.call(OLD)
    core.redirect(301, f"<{NEW}>")
    armed_card(shown, qtbot)
    box = shown.findChild(CheckBox, "card-remember")
    assert box is not None
    box.click()
    press(shown, "card-remember-and-call")
    core.settle()
    assert core.store.contact_book.contacts() == ()
    core.end(486)
    core.call(OLD)
    assert core.engine.invites[-1].request_uri == NEW
    assert "has moved" in text_of(shown, "remark-remembered-text")


def test_a_move_that_died_is_said_and_forgotten(core: TestPhone, shown: CallPage, qtbot: QtBot) -> None:
    """The old address is called in the same attempt; one press asks for the move to go."""
    core.store.contact_book.remember_move(
        old_uri=OLD, new_uri=NEW, status=301, learned_at=core.now, expires_at=None
    ).result(30)
    core.call(OLD)
    core.end(404)
    assert core.engine.invites[-1].request_uri == OLD
    assert "could not be reached (404 Not Found)" in text_of(shown, "remark-fell-back-text")
    with qtbot.waitSignal(shown.forget_move) as asked:
        press(shown, "remark-fell-back-action")
    known = core.store.contact_book.remembered_moves()
    assert asked.args == [known[0].id]


def test_alternatives_are_kept_once_and_the_card_stays(
    core: TestPhone, shown: CallPage, qtbot: QtBot
) -> None:
    """What a 380 names becomes addresses of a new contact; the same card goes on."""
    core.call("sip:desk@hotel.example")
    core.redirect(380, '"Night manager" <sip:night@hotel.example>', "<mailto:desk@hotel.example>")
    card = armed_card(shown, qtbot)
    press(shown, "card-keep")
    core.settle()
    (contact,) = core.store.contact_book.contacts()
    assert [address.uri for address in contact.addresses][-2:] == [
        "sip:night@hotel.example",
        "mailto:desk@hotel.example",
    ]
    press(shown, "option-1-take")
    assert core.engine.invites[-1].request_uri == "sip:night@hotel.example"
    assert card.offer.status == 380


def test_a_message_is_sent_on_to_where_its_reader_has_gone(
    core: TestPhone, shown: CallPage, qtbot: QtBot
) -> None:
    """A 302 to a MESSAGE shows its own card; Send there sends the same text, and the page says delivered."""
    attempt = core.controller.send_message(OLD, "Hello Anna")
    first = core.engine.messages[-1]
    raw = b"\r\n".join(
        (
            b"SIP/2.0 302 Moved Temporarily",
            b"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1",
            b"From: <sip:me@127.0.0.1>;tag=1",
            b"To: <sip:anna@office.example>;tag=2",
            b"Call-ID: abc",
            b"CSeq: 1 MESSAGE",
            b"Contact: <" + NEW.encode() + b">",
            b"Content-Length: 0",
            b"",
            b"",
        )
    )
    core.engine.emit(MessageAnswered(first.call_id, 302, "Moved Temporarily", raw, transport="udp"))
    armed_card(shown, qtbot)
    assert "was not delivered" in text_of(shown, "card-headline")
    press(shown, "card-call")
    sent = core.engine.messages[-1]
    assert (sent.request_uri, sent.text) == (NEW, "Hello Anna")
    core.engine.emit(MessageAnswered(sent.call_id, 200, "OK", b""))
    assert core.view(attempt).ended is Ended.SENT
    assert text_of(shown, "ended-headline") == "The message was delivered"
