"""Conversations in the window: read, written, searched, deleted; who is there and who writes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import ConversationsChanged, PresenceNotice, TypingNotice
from softphone.calls.records import Ended
from softphone.calls.settings import Language
from softphone.calls.views import Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.people_list import Row
from softphone.gui.messages.bubble import links_in
from softphone.gui.messages.conversation_page import ConversationPage
from softphone.gui.messages.thread import ThreadRow
from softphone.gui.messages.writing import MOST_BY_DATAGRAM
from tests.gui.house.gallery_messages import ANNA, fill_messages, keep
from tests.gui.house.scene import WAIT_S, Scene, fill, find, press_key, write

STRANGER = "sip:eve@elsewhere.example"


def page_of(window: MainWindow) -> ConversationPage:
    return find(window, ConversationPage)


def texts(window: MainWindow) -> list[str]:
    return [row.said.text for row in page_of(window).thread_view.model_.rows if row.said is not None]


def rows(window: MainWindow) -> list[Row]:
    return list(window.column.messages.list.rows.rows)


def fates(window: MainWindow) -> list[str]:
    return [row.said.fate.text for row in page_of(window).thread_view.model_.rows if row.said is not None]


def open_conversation(window: MainWindow, uri: str = ANNA) -> ConversationPage:
    window.messages.show(uri)
    return page_of(window)


def changed(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The store has something new; the window has read it."""
    scene.phone.say(ConversationsChanged())
    qtbot.waitUntil(lambda: not window.messages._soon.isActive(), timeout=WAIT_S * 1000)


def test_conversations_stand_in_the_list_and_open_in_the_page(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Newest first, with what was said last; the page has days and every message, oldest on top."""
    fill(scene)
    fill_messages(scene)
    window.show_view(View.MESSAGES)
    listed = rows(window)
    assert "Anna Karlsson" in [row.title for row in listed]
    anna = next(row for row in listed if row.title == "Anna Karlsson")
    assert anna.subtitle == "Nine is fine."
    window.column.messages.list.opened.emit(anna)
    assert texts(window)[0] == "Have you seen the plan for Thursday?"
    assert texts(window)[-1] == "Nine is fine."
    days = [row.day for row in page_of(window).thread_view.model_.rows if row.said is None]
    assert len(days) >= 2
    assert find(window, QLabel, "conversation-name").text() == "Anna Karlsson"


def test_what_became_of_a_message_stands_beside_it(window: MainWindow, scene: Scene) -> None:
    """Delivered, taken by a server, failed with the reason; a message of theirs has the time alone."""
    fill(scene)
    fill_messages(scene)
    open_conversation(window)
    assert fates(window)[1] == "delivered"
    assert "taken by a server" in fates(window)
    assert "not delivered: not available" in fates(window)
    assert fates(window)[-1] == ""


def test_enter_sends_and_shift_enter_begins_a_line(window: MainWindow, scene: Scene) -> None:
    """The field is empty afterwards, and that we wrote was told."""
    page = open_conversation(window, STRANGER)
    write(page.writing.text, "Good morning")
    press_key(page.writing.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write(page.writing.text, "Eve")
    press_key(page.writing.text, Qt.Key.Key_Return)
    assert ("send_message", STRANGER, "Good morning\nEve", None) in scene.phone.asked
    assert page.writing.written() == ""
    assert ("send_typing", STRANGER, True) in scene.phone.asked
    press_key(page.writing.text, Qt.Key.Key_Return)
    assert len([each for each in scene.phone.asked if each[0] == "send_message"]) == 1


def test_what_is_too_long_for_one_message_is_said(window: MainWindow) -> None:
    """It cannot be sent before it is shorter."""
    page = open_conversation(window, STRANGER)
    write(page.writing.text, "я" * MOST_BY_DATAGRAM)
    assert page.writing.problem.isVisible()
    assert not page.writing.button.isEnabled()
    page.writing.text.setPlainText("short")
    assert page.writing.button.isEnabled()
    assert not page.writing.problem.isVisible()


def test_a_message_that_is_being_sent_shows_at_once(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """ "Sending", then what came of it; a redirected one leads to its card."""
    page = open_conversation(window, STRANGER)
    page.send_text("hello")
    (view,) = scene.phone.views()
    log = scene.store.call_log
    begun = log.begin(
        direction=view.direction,
        party_uri=STRANGER,
        party_name="eve",
        contact_id=None,
        account_id="",
        started_at=view.started_at,
        message="hello",
    )
    begun.result(WAIT_S)
    changed(window, scene, qtbot)
    assert fates(window) == ["sending…"]
    scene.phone.change(view.attempt, phase=Phase.CHOOSING)
    assert window.pages.is_showing_call(view.attempt)
    open_conversation(window, STRANGER)
    assert fates(window) == ["redirected, waits for your choice"]
    page.thread_view.choose.emit(page.thread_view.model_.rows[1].record)
    assert window.pages.is_showing_call(view.attempt)


def test_a_failed_message_is_tried_again_in_its_place(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """By a click on the words, or Enter on the message: it is sent anew and the failed one is gone."""
    keep(scene, "lost", STRANGER, mine=True, ended=Ended.FAILED, status=503)
    page = open_conversation(window, STRANGER)
    page.thread_view.setFocus()
    page.thread_view.setCurrentIndex(page.thread_view.model_.index(1))
    press_key(page.thread_view, Qt.Key.Key_Return)
    assert ("send_message", STRANGER, "lost", None) in scene.phone.asked
    qtbot.waitUntil(lambda: texts(window) == [], timeout=WAIT_S * 1000)


def test_unread_messages_are_counted_until_they_are_seen(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """On the rail and in the list; the conversation on the screen of the active window is read."""
    keep(scene, "one", STRANGER, name="Eve")
    keep(scene, "two", STRANGER, name="Eve")
    changed(window, scene, qtbot)
    assert window.rail.badge(View.MESSAGES) == 2
    window.show_view(View.MESSAGES)
    assert rows(window)[0].right.endswith("2")
    assert not window.messages.is_reading(STRANGER)
    open_conversation(window, STRANGER)
    qtbot.waitUntil(lambda: window.rail.badge(View.MESSAGES) == 0, timeout=WAIT_S * 1000)
    assert window.messages.is_reading(STRANGER)
    keep(scene, "three", STRANGER, name="Eve")
    changed(window, scene, qtbot)
    assert texts(window) == ["one", "two", "three"]
    qtbot.waitUntil(lambda: scene.store.call_log.unread_messages() == 0, timeout=WAIT_S * 1000)


def test_messages_are_searched_and_shown_where_they_stand(window: MainWindow, scene: Scene) -> None:
    """Of old ones too: the page reads on until it has the message."""
    for number in range(230):
        keep(scene, f"line {number}", STRANGER, name="Eve", ago=500 - number)
    keep(scene, "something else", ANNA)
    window.show_view(View.MESSAGES)
    window.column.messages.search.setText("LINE 7")
    found = rows(window)
    assert [row.subtitle for row in found][-1] == "line 7"
    window.column.messages.list.opened.emit(found[-1])
    page = page_of(window)
    chosen = page.thread_view.record()
    assert chosen is not None
    assert chosen.message == "line 7"
    window.column.messages.search.setText("nothing has this")
    assert not rows(window)
    window.column.messages.search.clear()
    assert len(rows(window)) == 2


def test_a_conversation_is_deleted_after_a_question(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Keep keeps it; Delete leaves nothing of it and goes back to the list."""
    keep(scene, "one", STRANGER, name="Eve")
    page = open_conversation(window, STRANGER)
    page.head.remove.click()
    assert page.head.confirm.isVisible()
    page.head._keep.click()
    assert not page.head.confirm.isVisible()
    window.column.messages.list.removed.emit(rows(window)[0])
    with qtbot.waitSignal(page.closed, timeout=WAIT_S * 1000):
        page.head.removed.emit()
    qtbot.waitUntil(lambda: rows(window) == [], timeout=WAIT_S * 1000)
    assert scene.store.call_log.conversations() == ()


def test_what_was_begun_is_there_again(window: MainWindow) -> None:
    """Each conversation keeps its draft while the phone runs."""
    page = open_conversation(window, STRANGER)
    write(page.writing.text, "half a sent")
    open_conversation(window, ANNA)
    assert page.writing.written() == ""
    open_conversation(window, STRANGER)
    assert page.writing.written() == "half a sent"


def test_another_language_keeps_what_was_begun(window: MainWindow, qtbot: QtBot) -> None:
    """The widgets are others, the draft is the same."""
    page = open_conversation(window, STRANGER)
    write(page.writing.text, "half a sent")
    before = window.column
    window.settings.change(replace(window.settings.value, language=Language.RUSSIAN))
    qtbot.waitUntil(lambda: window.column is not before, timeout=WAIT_S * 1000)
    window.messages.show(STRANGER)
    shown = window.area.made("conversation")
    assert isinstance(shown, ConversationPage)
    assert shown.writing.written() == "half a sent"


def test_somebody_new_is_written_to(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The field takes what the dial field takes, and says what is wrong."""
    window.show_view(View.MESSAGES)
    window.column.messages.new_button.click()
    page = page_of(window)
    assert page.to.isVisible()
    assert not page.foot.isVisible()
    page.to_field.edit.setText("bad address@@")
    page.to_field.call()
    assert page.to.isVisible()
    page.to_field.edit.setText("eve@elsewhere.example")
    page.to_field.call()
    qtbot.waitUntil(page.foot.isVisible, timeout=WAIT_S * 1000)
    assert page.uri == STRANGER
    assert page.writing.text.hasFocus()


def test_who_writes_is_said_until_they_stop(window: MainWindow, scene: Scene) -> None:
    """Of the person on the page alone, from whatever port they write."""
    fill(scene)
    page = open_conversation(window)
    scene.phone.say(TypingNotice(STRANGER, True))
    assert page.typing.full_text() == ""
    scene.phone.say(TypingNotice(ANNA + ":5099", True))
    assert page.typing.full_text() == "Anna Karlsson is writing…"
    scene.phone.say(TypingNotice(ANNA, False))
    assert page.typing.full_text() == ""


def test_how_things_are_is_told_by_a_dot_and_by_words(window: MainWindow, scene: Scene) -> None:
    """On the page, in the list of contacts for a screen reader, and on the contact's page."""
    fill(scene)
    page = open_conversation(window)
    scene.phone.presences[ANNA] = PresenceState.BUSY
    scene.phone.say(PresenceNotice(ANNA, PresenceState.BUSY, "On the phone"))
    assert page.head.dot.isVisible()
    assert page.head.dot.accessibleName() == "Busy: On the phone"
    window.show_view(View.CONTACTS)
    model = window.column.contacts.list.rows
    spoken = [str(model.index(number).data()) for number in range(model.rowCount())]
    assert any(each.startswith("Anna Karlsson") and each.endswith("Busy") for each in spoken)


def test_contacts_in_sight_are_watched_and_strangers_are_not(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Asking a stranger would tell them that the phone is on."""
    fill(scene)
    keep(scene, "one", STRANGER, name="Eve")
    window.show_view(View.MESSAGES)
    open_conversation(window, STRANGER)
    window.show_view(View.CONTACTS)
    qtbot.waitUntil(lambda: ANNA in scene.phone.watched, timeout=WAIT_S * 1000)
    assert STRANGER not in scene.phone.watched
    assert len(scene.phone.watched) <= 50


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/x, and http://b.example.", ["https://a.example/x", "http://b.example"]),
        ("javascript:alert(1) file:///etc/passwd sip:a@b", []),
        ("(https://a.example/(x))", ["https://a.example/(x"]),
        ("HTTPS://A.example\nhttps://", ["HTTPS://A.example"]),
    ],
)
def test_only_web_addresses_are_links(text: str, found: list[str]) -> None:
    """Without the signs that end a sentence."""
    assert [text[start:end] for start, end in links_in(text)] == found


def test_a_link_opens_on_a_click_and_text_is_never_markup(
    window: MainWindow, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks like HTML is shown letter by letter; hidden letters are gone; a click opens the address."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    hostile = "<b>x</b> <img src=http://t.example/i> \u202ehttps://a.example/x \u200b" + "z" * 3000
    keep(scene, hostile, STRANGER, name="<i>Eve</i>")
    page = open_conversation(window, STRANGER)
    view = page.thread_view
    index = view.model_.index(1)
    row = view.model_.rows[1]
    assert isinstance(row, ThreadRow)
    assert row.said is not None
    shown = view._delegate.bubble(row.said)._text.toPlainText()
    assert "<b>x</b>" in shown
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    place = QRectF(view.visualRect(index))
    hit = next(
        (
            QPoint(x, y)
            for y in range(int(place.top()), int(place.top()) + 80, 4)
            for x in range(0, view.viewport().width(), 4)
            if view._delegate.bubble(row.said).anchor_at(place, QPoint(x, y).toPointF())
            == "https://a.example/x"
        ),
        None,
    )
    assert opened == []
    assert hit is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hit)
    assert opened == ["https://a.example/x"]


def test_a_message_is_copied_and_removed_by_key(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Ctrl+C takes the text, Delete removes the one message."""
    keep(scene, "first", STRANGER)
    keep(scene, "second", STRANGER)
    page = open_conversation(window, STRANGER)
    page.thread_view.setFocus()
    page.thread_view.setCurrentIndex(page.thread_view.model_.index(1))
    press_key(page.thread_view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "first"
    press_key(page.thread_view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: texts(window) == ["second"], timeout=WAIT_S * 1000)
