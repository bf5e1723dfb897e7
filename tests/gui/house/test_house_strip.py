"""A call is never out of sight: the strip on every page but its own."""

import itertools
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.call_events import TransferState
from softphone.calls.records import Ended
from softphone.calls.settings import Language
from softphone.calls.views import CallView, Phase, TransferView
from softphone.gui.frame.banners import Banner
from softphone.gui.frame.call_strip import CallStrip
from softphone.gui.frame.going_on import goes_on, out_of_sight, together
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.components import Button
from softphone.gui.settings.settings_list import Section
from softphone.gui.words.going_on_text import standing_text
from tests.gui.house.gallery_calls import call
from tests.gui.house.scene import WAIT_S, Scene, find, press_key


def strip_of(window: MainWindow) -> CallStrip | None:
    """The strip, if it is in sight."""
    QApplication.processEvents()
    strip = window.going_on.strip
    return strip if strip is not None and strip.isVisible() else None


def strip_in(window: MainWindow) -> CallStrip:
    strip = strip_of(window)
    assert strip is not None
    return strip


def press(window: MainWindow, name: str) -> None:
    find(window, Button, f"call-strip-{name}").click()


def settle_guard(strip: CallStrip, qtbot: QtBot) -> None:
    """Presses count again."""
    qtbot.waitUntil(lambda: not any(map(strip._too_soon, (strip._of_call, strip._of_state))))


LEAVING: tuple[tuple[str, Callable[[MainWindow], None]], ...] = (
    *(
        (view.value, lambda window, view=view: window.show_view(view))
        for view in View
        if view is not View.CALLS
    ),
    ("a form", lambda window: window.new_contact()),
    ("a section", lambda window: window.open_section(Section.SOUND)),
)
STANDINGS: dict[str, tuple[Phase, dict[str, object], str, set[str]]] = {
    "calling": (Phase.CALLING, {}, "Calling…", {"end"}),
    "ringing there": (Phase.RINGING, {}, "Ringing…", {"end"}),
    "ringing here": (Phase.INCOMING, {}, "is calling you", {"answer", "end"}),
    "a redirect": (Phase.CHOOSING, {}, "The call waits for your choice", {"end"}),
    "talking": (Phase.CONNECTED, {}, "In a call", {"mute", "hold", "end"}),
    "muted": (Phase.CONNECTED, {"muted": True}, "In a call · microphone off", {"mute", "hold", "end"}),
    "held": (Phase.CONNECTED, {"held": True}, "On hold", {"hold", "end"}),
    "held there": (Phase.CONNECTED, {"held_by_peer": True}, "Has put you on hold", {"mute", "hold", "end"}),
    "recorded": (Phase.CONNECTED, {"recording": "/a.wav"}, "In a call · recorded", {"mute", "hold", "end"}),
}


def test_a_call_is_seen_on_every_other_page(window: MainWindow, scene: Scene) -> None:
    """Wide and narrow; on its own page there is no strip, and none when it has ended."""
    for (page, leave), width in itertools.product(LEAVING, (1080, 420)):
        window.resize(width, 680)
        window.pages.show_call(call(scene, 1, "Anna"))
        assert strip_of(window) is None, page
        leave(window)
        strip = strip_in(window)
        assert strip.attempt == 1, page
        assert "Anna" in strip.summary.accessibleName()
        assert strip.width() == window.width(), page
        strip.summary.click()
        assert strip_of(window) is None, page
        assert window.call_in_sight() == 1
        leave(window)
        call(scene, 1, "Anna", Phase.ENDED, ended=Ended.ANSWERED)
        assert strip_of(window) is None, page


def test_a_narrow_list_of_calls_has_the_strip(window: MainWindow, scene: Scene) -> None:
    """There the page is folded away, though it is still the page of the call."""
    window.resize(420, 680)
    window.pages.show_call(call(scene, 1, "Anna"))
    assert strip_of(window) is None
    window.go_back()
    assert strip_in(window).attempt == 1
    window.resize(1080, 680)
    assert strip_of(window) is None


def test_it_says_how_the_call_stands_and_offers_what_fits(window: MainWindow, scene: Scene) -> None:
    """Words and buttons of each state; every button has a name and a tool tip with its key."""
    for name, (phase, fields, words, wanted) in STANDINGS.items():
        call(scene, 1, "Anna", phase, **fields)
        window.show_view(View.CALLS)
        window.show_view(View.CONTACTS)
        strip = strip_in(window)
        assert strip.state_text() == words
        assert words in strip.summary.accessibleName()
        shown = {made for made in strip._buttons() if not made.isHidden()}
        assert {made.objectName().removeprefix("call-strip-") for made in shown} == wanted, name
        for made in shown:
            assert made.accessibleName()
            assert made.accessibleName() in made.toolTip()
        assert bool(strip.summary.shown_time) == (phase is Phase.CONNECTED)


def test_the_buttons_do_what_they_say(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Mute and unmute, hold and resume, hang up; answer and decline."""
    window.show_view(View.HISTORY)
    call(scene, 1, "Anna")
    window.show_view(View.CONTACTS)
    strip = strip_in(window)
    press(window, "mute")
    call(scene, 1, "Anna", muted=True)
    QApplication.processEvents()
    press(window, "mute")
    press(window, "hold")
    call(scene, 1, "Anna", held=True)
    QApplication.processEvents()
    press(window, "hold")
    press(window, "end")
    call(scene, 1, "Anna", Phase.ENDED, ended=Ended.ANSWERED)
    call(scene, 2, "Boris", Phase.INCOMING)
    window.show_view(View.HISTORY)
    QApplication.processEvents()
    settle_guard(strip, qtbot)
    press(window, "answer")
    press(window, "end")
    assert scene.phone.asked == [
        ("set_muted", 1, True),
        ("set_muted", 1, False),
        ("hold", 1),
        ("resume", 1),
        ("hang_up", 1),
        ("answer", 2),
        ("reject", 2, 486),
    ]


def test_keys_count_on_every_page_and_lead_back(window: MainWindow, scene: Scene) -> None:
    """Also where somebody writes, who keeps the keys until going back to the call."""
    window.show_view(View.HISTORY)
    call(scene, 1, "Anna")
    window.show_view(View.CONTACTS)
    strip_in(window)
    window.focus_dial()
    edit = find(window, QLineEdit, "dial-edit")
    assert QApplication.focusWidget() is edit
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press_key(edit, Qt.Key.Key_M, control)
    press_key(edit, Qt.Key.Key_H, control)
    press_key(edit, Qt.Key.Key_E, control | shift)
    assert scene.phone.asked == [("set_muted", 1, True), ("hold", 1), ("hang_up", 1)]
    assert QApplication.focusWidget() is edit
    press_key(edit, Qt.Key.Key_B, control)
    assert window.call_in_sight() == 1
    assert window.pages.call_page().isAncestorOf(QApplication.focusWidget() or edit) or (
        QApplication.focusWidget() is window.pages.call_page()
    )
    # On the page of the call the same keys are the page's: once, not twice.
    press_key(window.pages.call_page(), Qt.Key.Key_M, control)
    press_key(window.pages.call_page(), Qt.Key.Key_E, control | shift)
    assert scene.phone.asked[3:] == [("set_muted", 1, True), ("hang_up", 1)]


def test_a_caller_out_of_sight_is_answered_by_the_keys_of_second_callers(
    window: MainWindow, scene: Scene
) -> None:
    """Ctrl+Return answers and Ctrl+Shift+D declines, wherever one is."""
    call(scene, 1, "Anna", Phase.INCOMING)
    window.show_view(View.HISTORY)
    strip_in(window)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press_key(window, Qt.Key.Key_Return, control)
    press_key(window, Qt.Key.Key_D, control | shift)
    assert scene.phone.asked == [("answer", 1), ("reject", 1, 486)]


def test_no_key_of_a_call_has_two_meanings(window: MainWindow, scene: Scene) -> None:
    """Qt fires none of two shortcuts with the same keys: of those in force each is there once."""
    for page in (1, 2, 3, 4, None):
        call(scene, 1, "Anna")
        call(scene, 2, "Boris", Phase.CHOOSING)
        call(scene, 3, "Vera", Phase.INCOMING)
        call(scene, 4, "Gleb", Phase.ENDED, ended=Ended.ANSWERED)
        if page is None:
            window.show_view(View.HISTORY)
        else:
            window.news.show_attempt(page)
        QApplication.processEvents()
        inside = [
            each.key().toString()
            for each in window.findChildren(QShortcut)
            if each.isEnabled() and _is_in_force(each, window)
        ]
        assert len(inside) == len(set(inside)), (page, sorted(inside))


def _is_in_force(shortcut: QShortcut, window: MainWindow) -> bool:
    owner = shortcut.parent()
    return owner is window or (isinstance(owner, QWidget) and owner.isVisible())


def test_several_calls_are_counted_and_each_is_reached(window: MainWindow, scene: Scene) -> None:
    """Whoever is talked with stands on the strip; the menu has everybody, with how they stand."""
    call(scene, 1, "Anna", held=True)
    call(scene, 2, "Boris")
    call(scene, 3, "Vera", Phase.RINGING)
    window.show_view(View.HISTORY)
    strip = strip_in(window)
    assert strip.attempt == 2
    assert "3" in strip.count.accessibleName()
    press(window, "count")
    menu = find(window, QMenu, "call-strip-menu")
    said = {each.objectName(): each.text() for each in menu.actions()}
    assert said == {
        "call-strip-show-2": "Boris · In a call",
        "call-strip-show-3": "Vera · Ringing…",
        "call-strip-show-1": "Anna · On hold",
    }
    next(each for each in menu.actions() if each.objectName() == "call-strip-show-1").trigger()
    menu.close()
    assert window.call_in_sight() == 1


def test_a_conference_is_one_call_and_ends_as_one(window: MainWindow, scene: Scene) -> None:
    """Everybody in it is named; hanging up here is for all of them, and says so."""
    call(scene, 1, "Anna", in_conference=True)
    call(scene, 2, "Boris", in_conference=True)
    window.show_view(View.HISTORY)
    strip = strip_in(window)
    assert "Boris and Anna" in strip.summary.accessibleName()
    assert strip.count.isHidden()
    assert strip.end.accessibleName() == "End the conference"
    press(window, "end")
    assert scene.phone.asked == [("hang_up", 2), ("hang_up", 1)]


def test_what_the_page_of_one_call_does_not_tell_of_another_is_on_the_strip(
    window: MainWindow, scene: Scene
) -> None:
    """A card and an ended call take the whole page; a talk tells of the others itself."""
    call(scene, 1, "Anna")
    call(scene, 2, "Boris", Phase.CHOOSING)
    window.news.show_attempt(2)
    assert strip_in(window).attempt == 1
    window.news.show_attempt(1)
    assert strip_of(window) is None
    call(scene, 1, "Anna", Phase.ENDED, ended=Ended.ANSWERED)
    assert strip_in(window).attempt == 2


def test_a_second_caller_whose_banner_was_shut_is_still_there(window: MainWindow, scene: Scene) -> None:
    """While the banner is there the strip tells of nobody twice; afterwards it has the caller."""
    window.pages.show_call(call(scene, 1, "Anna"))
    call(scene, 2, "Boris", Phase.INCOMING)
    assert strip_of(window) is None
    banner = window.banners.shown(("second", 2))
    assert isinstance(banner, Banner)
    banner.closed.emit()
    assert strip_in(window).attempt == 2
    press(window, "answer")
    assert scene.phone.asked == [("answer", 2)]


def test_who_calls_stands_above_all_other_news(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """However much there is to say and however narrow the window is, the buttons that answer and decline are seen."""
    window.resize(420, 680)
    window.pages.show_call(call(scene, 1, "Anna"))
    for number in range(5):
        window.banners.say(("news", number), "Something that takes two lines of the window to be said. " * 2)
    window.go_back()
    QApplication.processEvents()
    shelf = find(window, QScrollArea, "banner-shelf")
    shelf.verticalScrollBar().setValue(shelf.verticalScrollBar().maximum())
    for attempt in (2, 3):
        call(scene, attempt, "Виктория Дмитриевна Константинопольская", Phase.INCOMING)
    first, second = (window.banners.shown(("second", attempt)) for attempt in (2, 3))
    assert first is not None
    assert second is not None
    qtbot.waitUntil(lambda: shelf.height() > 200 and shelf.verticalScrollBar().value() == 0, timeout=5000)
    QApplication.processEvents()
    assert (first.y(), second.y()) == (0, first.height())
    for made in first.findChildren(Button):
        assert shelf.rect().contains(made.rect().translated(made.mapTo(shelf, made.rect().topLeft()))), (
            made.objectName()
        )
    names = [made.text() for made in first.side.findChildren(Button)]
    assert names == ["Answer", "Decline", "End && answer"]


def test_a_message_that_waits_for_a_choice_is_on_the_strip(window: MainWindow, scene: Scene) -> None:
    """One that is on its way is not: the conversation tells of it."""
    call(scene, 1, "Anna", Phase.CALLING, message="Hello")
    window.show_view(View.HISTORY)
    assert strip_of(window) is None
    call(scene, 1, "Anna", Phase.CHOOSING, message="Hello")
    window.show_view(View.SETTINGS)
    strip = strip_in(window)
    assert strip.state_text() == "The message waits for your choice"
    assert strip.end.isHidden()


def test_a_second_press_does_not_end_the_next_call(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A double click on Hang up meant one call; the one that takes its place has half a second of peace."""
    call(scene, 1, "Anna", held=True)
    call(scene, 2, "Boris")
    window.show_view(View.HISTORY)
    strip = strip_in(window)
    press(window, "end")
    call(scene, 2, "Boris", Phase.ENDED, ended=Ended.ANSWERED)
    QApplication.processEvents()
    assert strip.attempt == 1
    press(window, "end")
    assert scene.phone.asked == [("hang_up", 2)]
    settle_guard(strip, qtbot)
    press(window, "end")
    assert scene.phone.asked == [("hang_up", 2), ("hang_up", 1)]


def test_neither_its_coming_nor_a_click_takes_the_keys(window: MainWindow, scene: Scene) -> None:
    """Whoever is writing goes on writing; whoever was in the strip when it goes is in the list."""
    window.new_contact()
    field = QApplication.focusWidget()
    call(scene, 1, "Anna", Phase.CALLING)
    strip = strip_in(window)
    assert QApplication.focusWidget() is field
    QTest.mouseClick(strip.end, Qt.MouseButton.LeftButton)
    assert scene.phone.asked == [("hang_up", 1)]
    assert QApplication.focusWidget() is field
    strip.end.setFocus()
    call(scene, 1, "Anna", Phase.ENDED, ended=Ended.CANCELLED)
    assert strip_of(window) is None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()


def test_tab_comes_to_it_first_and_by_itself(window: MainWindow, scene: Scene) -> None:
    """Before the rail, in the order in which one reads."""
    call(scene, 1, "Anna")
    call(scene, 2, "Boris", held=True)
    window.show_view(View.HISTORY)
    window.open_section(Section.SOUND)  # a page that was made after the strip
    strip = strip_in(window)
    strip.summary.setFocus(Qt.FocusReason.TabFocusReason)
    names = []
    for _ in range(5):
        press_key(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
    assert names[:4] == ["call-strip-count", "call-strip-mute", "call-strip-hold", "call-strip-end"]
    assert names[4].startswith("rail-")


def test_long_names_leave_the_buttons_where_they_are(window: MainWindow, scene: Scene) -> None:
    """The name gives way, whole in the tool tip; the window stays as narrow as it is."""
    name = "Maximiliana Aleksandrovna Konstantinopolskaya-Featherstonehaugh the Younger"
    call(scene, 1, name, recording="/a.wav", muted=True)
    call(scene, 2, name, held=True)
    window.show_view(View.HISTORY)
    strip = strip_in(window)
    assert name in strip.summary.toolTip()
    for width in (1080, 420, 360):
        window.resize(width, 640)
        QApplication.processEvents()
        assert window.width() == width
        assert strip.width() - strip.end.geometry().right() <= 12
        assert strip.summary.width() >= strip.summary.minimumSizeHint().width()


def test_another_language_finds_the_call_again(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The strip is made anew with the window's widgets."""
    call(scene, 1, "Anna")
    window.show_view(View.SETTINGS)
    before = strip_in(window)
    window.settings.change(replace(window.settings.value, language=Language.RUSSIAN))
    qtbot.waitUntil(lambda: window.going_on.strip not in (None, before), timeout=WAIT_S * 1000)
    assert strip_in(window).attempt == 1


def test_what_is_out_of_sight(scene: Scene) -> None:
    """By the page that is looked at; whoever hears us stands first, then what waits for an answer."""
    talk = call(scene, 1, "Anna")
    held = call(scene, 2, "Boris", held=True)
    asks = call(scene, 3, "Vera", Phase.CHOOSING)
    rings = call(scene, 4, "Gleb", Phase.INCOMING)
    calls = call(scene, 5, "Dina", Phase.CALLING)
    ends = call(scene, 6, "Egor", Phase.ENDING)
    views = (ends, held, asks, rings, calls, talk)

    def left(shown: CallView | None, *announced: int) -> list[int]:
        return [view.attempt for view in out_of_sight(views, shown, announced)]

    assert left(None) == [1, 3, 4, 5, 2]
    assert left(None, 4) == [1, 3, 5, 2]
    assert left(talk) == [4]
    assert left(asks) == [1, 4, 5, 2]
    assert left(ends) == [1, 3, 4, 5, 2]
    assert not goes_on(ends)
    assert together((talk, held)) == ((talk,), (held,))
    assert standing_text(replace(talk, held=True, held_by_peer=True)) == "On hold on both sides"
    transfer = TransferView("sip:vera@office.example", "Vera", TransferState.TRYING)
    handed = replace(held, transfer=transfer)
    assert standing_text(handed) == "On hold · Boris is calling Vera now…"
    failed = replace(held, transfer=replace(transfer, state=TransferState.FAILED, status=486))
    assert "Vera is busy (486)." in standing_text(failed)
