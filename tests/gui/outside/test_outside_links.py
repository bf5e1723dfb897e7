"""Links that come from outside: shown, asked about, and nothing else."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.calls.records import Direction
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.components import Button
from softphone.sip.text import has_hidden
from tests.gui.house.scene import Scene, find, press_key

HOSTILE = (
    b"sip:a@b?Route=%3Csip:evil.example%3E",
    b"sip:" + b"a" * 65_000 + b"@b.example",
    b"sip:a\x01\x02\x1b[31m@b.example",
    b"sip:a%00%0d%0a@b.example",
    "sip:a\u202eb@c.example".encode(),
    b"--options",
    b"--tour",
    b"\xff\xfe\xfd",
    b"file:///etc/passwd",
    b"sip:112@office.example",
)


def banner_texts(window: MainWindow) -> tuple[str, str]:
    """What the banner says, and below it."""
    banner = window.banners.shown("link")
    assert banner is not None
    details = banner.findChildren(QLabel, "banner-link-detail")
    shown = (banner.text.text(), details[0].text() if details else "")
    return shown[0].replace("\u200b", ""), shown[1].replace("\u200b", "")


def answer(window: MainWindow, qtbot: QtBot, number: int = 1) -> None:
    """Press one of the banner's buttons, once they count."""
    name = "banner-link-action" + (f"-{number}" if number > 1 else "")
    made = find(window, Button, name)
    qtbot.waitUntil(made.isEnabled)
    made.click()


def calls(scene: Scene) -> list[tuple[object, ...]]:
    return [each for each in scene.phone.asked if each[0] in ("place_call", "send_message")]


def test_a_link_fills_the_dial_field_and_asks(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    """Nobody is called until the person says so; then the address is called, without what was left out."""
    window.outside.take((b"sip:anna@new.example?Route=%3Csip:evil%3E&Subject=hi",))
    assert window.column.dial.edit.text() == "sip:anna@new.example"
    said, detail = banner_texts(window)
    assert "anna@new.example" in said
    assert "Route, Subject" in detail
    assert calls(scene) == []
    answer(window, qtbot)
    assert calls(scene) == [("place_call", "sip:anna@new.example", None, False)]
    assert window.banners.shown("link") is None
    assert window.column.dial.edit.text() == ""


def test_a_contact_is_named_and_the_address_stays_in_sight(scene: Scene, window: MainWindow) -> None:
    scene.person("Anna Karenina", ("sip:anna@new.example", ""))
    window.outside.take((b"sip:anna@new.example",))
    said, detail = banner_texts(window)
    assert "Anna Karenina" in said
    assert "anna@new.example" in detail


@pytest.mark.parametrize("link", HOSTILE)
def test_hostile_links_do_nothing_but_show(
    scene: Scene, window: MainWindow, qtbot: QtBot, link: bytes
) -> None:
    window.outside.take((link,))
    said, detail = banner_texts(window)
    assert said
    assert not has_hidden(said + detail)
    assert len(said + detail) < 1000
    assert calls(scene) == []
    buttons = window.banners.findChildren(Button)
    assert buttons
    last = max((each.objectName() for each in buttons if "-action" in each.objectName()), key=len)
    answer(window, qtbot, int(last.rpartition("-")[2]) if last[-1].isdigit() else 1)
    assert calls(scene) == []
    assert window.banners.shown("link") is None


def test_a_hundred_links_are_one_banner(scene: Scene, window: MainWindow) -> None:
    """The newest is shown, and that there were others."""
    for number in range(100):
        window.outside.take((f"sip:anna{number}@office.example".encode(),))
    said, detail = banner_texts(window)
    assert "anna99@office.example" in said
    assert "99" in detail
    assert calls(scene) == []


def test_what_somebody_types_is_not_overwritten(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    """The link can be called all the same."""
    window.column.dial.edit.setText("bor")
    window.outside.take((b"sip:anna@new.example",))
    assert window.column.dial.edit.text() == "bor"
    answer(window, qtbot)
    assert calls(scene) == [("place_call", "sip:anna@new.example", None, False)]
    assert window.column.dial.edit.text() == "bor"


def test_what_is_typed_over_a_link_is_not_put_into_it(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    """The keys were in the empty field when the link came: half an address and a number would be a third one."""
    edit = window.column.dial.edit
    edit.setFocus()
    window.outside.take((b"sip:anna@new.example",))
    qtbot.keyClicks(edit, "200")
    assert edit.text() == "200"
    assert banner_texts(window)[0].startswith("A link asks to call anna@new.example")


def test_a_key_meant_for_something_else_does_not_call(scene: Scene, window: MainWindow) -> None:
    """Whoever was typing presses Enter once, perhaps; a second time they have seen what stands there."""
    window.column.dial.focus()
    window.outside.take((b"sip:anna@new.example",))
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert calls(scene) == []
    first = find(window, Button, "banner-link-action")
    assert not first.isEnabled()  # nor a click, in the first half second
    press_key(window.column.dial.edit, Qt.Key.Key_Return)
    assert calls(scene) == [("place_call", "sip:anna@new.example", None, False)]
    assert window.banners.shown("link") is None


def test_a_link_can_be_answered_with_the_keyboard(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    window.outside.take((b"sip:anna@new.example",))
    first = find(window, Button, "banner-link-action")
    qtbot.waitUntil(first.isEnabled)
    assert first.accessibleName() or first.text()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert len(calls(scene)) == 1


def test_a_link_during_a_call_says_what_calling_would_do(scene: Scene, window: MainWindow) -> None:
    view = CallView(
        attempt=7,
        direction=Direction.OUTGOING,
        phase=Phase.CONNECTED,
        party_name="Boris",
        party_uri="sip:boris@office.example",
        contact=None,
        account_id="a1",
        started_at=datetime.now(UTC),
    )
    scene.phone.say(CallChanged(view))
    window.outside.take((b"sip:anna@new.example",))
    assert "Calling puts Boris on hold." in banner_texts(window)[1]
    assert calls(scene) == []


def test_not_now_leaves_nothing_behind(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    window.outside.take((b"sip:anna@new.example",))
    answer(window, qtbot, 3)
    assert window.banners.shown("link") is None
    assert window.column.dial.edit.text() == ""
    assert calls(scene) == []


def test_a_link_can_be_written_to_instead(scene: Scene, window: MainWindow, qtbot: QtBot) -> None:
    window.outside.take((b"sip:anna@new.example",))
    answer(window, qtbot, 2)
    assert window.messages.is_reading("sip:anna@new.example")
    assert calls(scene) == []


def test_a_number_without_an_account_says_what_is_missing(scene: Scene, window: MainWindow) -> None:
    """It stands in the field, and can be called as soon as there is an account."""
    scene.phone._domain = None
    window.outside.take((b"tel:+74955550101",))
    assert window.column.dial.edit.text() == "tel:+74955550101"
    assert "account" in banner_texts(window)[1]
    assert window.findChild(Button, "banner-link-action-2") is None


def test_the_question_stays_when_the_window_speaks_another_language(scene: Scene, window: MainWindow) -> None:
    window.outside.take((b"sip:anna@new.example",))
    window._rebuild()
    assert window.banners.shown("link") is not None
    assert window.column.dial.edit.text() == "sip:anna@new.example"
