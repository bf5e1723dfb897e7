"""Several calls at once in the window: who rings while one talks, what the list shows, who was missed."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.notices import (
    CallChanged,
    CallsTurnedAway,
    HoldFailed,
    NetworkNotice,
    RecordingNotice,
    VoicemailNotice,
)
from softphone.calls.records import ByItself, Direction, Ended
from softphone.calls.settings import Language, Presence
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.banners import Banner
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.components import Button
from tests.gui.house.conftest import shown
from tests.gui.house.scene import ACCOUNT, Scene, find, press_key

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def talking(scene: Scene, attempt: int = 1, name: str = "Anna", **fields: object) -> CallView:
    view = CallView(
        attempt=attempt,
        direction=Direction.OUTGOING,
        phase=Phase.CONNECTED,
        party_name=name,
        party_uri=f"sip:{name.lower()}@office.example",
        contact=None,
        account_id="",
        started_at=datetime.now(UTC),
        answered_at=datetime.now(UTC),
    )
    view = replace(view, **fields)  # type: ignore[arg-type]  # a test names real fields
    scene.phone.say(CallChanged(view))
    return view


def ringing(scene: Scene, attempt: int = 2, name: str = "Boris", **fields: object) -> CallView:
    more = {"direction": Direction.INCOMING, "phase": Phase.INCOMING, "answered_at": None}
    return talking(scene, attempt, name, **(more | fields))


def in_a_call(window: MainWindow, scene: Scene) -> None:
    """Anna is talked with, and her page is shown."""
    view = talking(scene)
    window.pages.show_call(view)


def banner_of(window: MainWindow, key: object) -> Banner:
    banner = window.banners.shown(key)
    assert banner is not None, key
    return banner


def armed(window: MainWindow, attempt: int, qtbot: QtBot) -> Banner:
    """The banner of a second caller, once presses count."""
    banner = banner_of(window, ("second", attempt))
    qtbot.waitUntil(lambda: find(banner, Button, f"banner-second-{attempt}-action").isEnabled())
    return banner


def press(banner: Banner, words: str) -> None:
    (made,) = [each for each in banner.findChildren(QAbstractButton) if each.accessibleName() == words]
    made.click()


def done(scene: Scene) -> list[tuple[object, ...]]:
    """What was asked of calls."""
    kinds = {"answer", "hang_up", "reject", "resume", "hold", "place_call", "hear_voicemail"}
    return [asked for asked in scene.phone.asked if asked[0] in kinds]


def test_a_second_caller_leaves_page_and_focus_alone(window: MainWindow, scene: Scene) -> None:
    """Whoever types goes on typing, and the page of the running call stays."""
    in_a_call(window, scene)
    window.column.dial.edit.setFocus()
    ringing(scene)
    assert banner_of(window, ("second", 2)).text.text() == "Boris is calling you."
    assert window.pages.is_showing_call(1)
    assert window.column.dial.edit.hasFocus()
    press_key(window.column.dial.edit, Qt.Key.Key_5)
    assert window.column.dial.edit.text() == "5"
    assert done(scene) == []


def test_a_press_meant_for_what_stood_there_before_answers_nobody(window: MainWindow, scene: Scene) -> None:
    """No key and no click counts in the first half second."""
    in_a_call(window, scene)
    ringing(scene)
    press_key(window, Qt.Key.Key_Return, CONTROL)
    press(banner_of(window, ("second", 2)), "Answer")
    assert done(scene) == []


def test_a_second_caller_is_answered_and_the_first_held(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """The core holds the first; the page of the second is shown and the banner goes."""
    in_a_call(window, scene)
    ringing(scene)
    press(armed(window, 2, qtbot), "Answer")
    assert done(scene) == [("answer", 2)]
    assert window.pages.is_showing_call(2)
    assert window.banners.shown(("second", 2)) is None


def test_a_second_caller_is_answered_by_keys_while_one_types(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Ending the first, holding it, declining: each has keys that also count in a field."""
    in_a_call(window, scene)
    window.column.dial.edit.setFocus()
    ringing(scene)
    armed(window, 2, qtbot)
    press_key(window.column.dial.edit, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert done(scene) == [("hang_up", 1), ("answer", 2)]
    ringing(scene, 3, "Clara")
    armed(window, 3, qtbot)
    window.column.dial.edit.setFocus()
    press_key(window.column.dial.edit, Qt.Key.Key_D, CONTROL | SHIFT)
    assert done(scene)[-1] == ("reject", 3, 486)
    ringing(scene, 4, "Dora")
    armed(window, 4, qtbot)
    press_key(window.column.dial.edit, Qt.Key.Key_Return, CONTROL)
    assert done(scene)[-1] == ("answer", 4)


def test_keys_of_a_second_caller_end_with_it(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Once nobody waits, the keys do nothing."""
    in_a_call(window, scene)
    view = ringing(scene)
    armed(window, 2, qtbot)
    scene.phone.say(CallChanged(replace(view, phase=Phase.ENDED, ended=Ended.MISSED)))
    assert window.banners.shown(("second", 2)) is None
    press_key(window, Qt.Key.Key_Return, CONTROL)
    assert done(scene) == []


def test_the_second_caller_gets_the_page_when_the_first_call_ends(window: MainWindow, scene: Scene) -> None:
    """A phone that rings alone asks in full."""
    in_a_call(window, scene)
    ringing(scene)
    scene.phone.change(1, phase=Phase.ENDED, ended=Ended.ANSWERED, ended_at=datetime.now(UTC))
    assert window.banners.shown(("second", 2)) is None
    assert window.pages.is_showing_call(2)


def test_every_call_stands_in_the_list_with_its_state(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """On hold, held by them, in the conference, ringing: four calls, each told in words."""
    in_a_call(window, scene)
    talking(scene, 2, "Boris", held=True)
    talking(scene, 3, "Clara", held_by_peer=True)
    talking(scene, 4, "Dora", in_conference=True)

    def states() -> dict[str, str]:
        return {row.title: row.subtitle for row in window.column.calls.list.rows.rows}

    qtbot.waitUntil(lambda: len(states()) == 4)
    assert states() == {
        "Anna": "in a call",
        "Boris": "on hold · Enter: go on",
        "Clara": "has put you on hold",
        "Dora": "in the conference",
    }


def test_enter_in_the_list_goes_on_with_a_held_call(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """One key swaps: the core holds the other one."""
    in_a_call(window, scene)
    talking(scene, 2, "Boris", held=True)
    rows = window.column.calls.list
    qtbot.waitUntil(lambda: len(rows.rows.rows) == 2)
    rows.choose(("call", 2))
    rows.setFocus()
    press_key(rows, Qt.Key.Key_Return)
    assert ("resume", 2) in scene.phone.asked
    assert window.pages.is_showing_call(2)


def test_a_missed_call_is_called_back_with_one_click(window: MainWindow, scene: Scene) -> None:
    """The history's button counts it until it is called back."""
    view = ringing(scene, 1)
    scene.phone.say(CallChanged(replace(view, phase=Phase.ENDED, ended=Ended.MISSED)))
    assert window.rail.badge(View.HISTORY) == 1
    banner = banner_of(window, "missed")
    assert banner.text.text().startswith("Missed call from Boris,")
    press(banner, "Call back")
    assert done(scene)[-1][:2] == ("place_call", "sip:boris@office.example")
    assert window.rail.badge(View.HISTORY) == 0
    assert window.banners.shown("missed") is None


def test_several_missed_calls_share_a_banner_until_the_history_is_looked_at(
    window: MainWindow, scene: Scene
) -> None:
    """Two missed calls, one sentence; a late word about one of them counts it once only."""
    for attempt, name in ((1, "Boris"), (2, "Clara")):
        view = replace(ringing(scene, attempt, name), phase=Phase.ENDED, ended=Ended.MISSED)
        scene.phone.say(CallChanged(view))
    assert window.rail.badge(View.HISTORY) == 2
    assert "the last from Clara" in banner_of(window, "missed").text.text()
    window.show_view(View.HISTORY)
    assert window.rail.badge(View.HISTORY) == 0
    scene.phone.say(CallChanged(view))
    assert window.rail.badge(View.HISTORY) == 0


def test_who_was_kept_away_on_purpose_is_no_missed_call(window: MainWindow, scene: Scene) -> None:
    """A blocked caller makes no banner of its own; a flood of them makes one that counts."""
    view = replace(
        ringing(scene, 1), phase=Phase.ENDED, ended=Ended.MISSED, by_itself=ByItself.DO_NOT_DISTURB
    )
    window.banners.take("missed")
    scene.phone.say(CallChanged(view))
    assert window.banners.shown("missed") is None
    for _ in range(3):
        scene.phone.say(CallsTurnedAway(100, ByItself.FLOOD, "sip:x@spam.example", "X"))
    assert banner_of(window, "turned-away").text.text().startswith("300 ")


def test_voicemail_is_heard_with_one_click(window: MainWindow, scene: Scene) -> None:
    """A line says how many wait and calls; it goes when none are left."""
    line = window.column.voicemail
    scene.phone.say(VoicemailNotice("a1", True, 2, 5, "sip:vm@example.org"))
    assert line.isVisible()
    assert line.text.full_text().startswith("2 new")
    line.action.click()
    assert done(scene) == [("hear_voicemail", "a1")]
    scene.phone.say(VoicemailNotice("a1", False, 0, 5, "sip:vm@example.org"))
    assert line.isHidden()


def test_a_network_that_is_gone_is_said_until_it_is_back(window: MainWindow, scene: Scene) -> None:
    """No network is one banner; it goes by itself."""
    scene.phone.say(NetworkNotice(()))
    assert "no network" in banner_of(window, "network").text.text()
    scene.phone.say(NetworkNotice(("192.0.2.7",)))
    assert window.banners.shown("network") is None


def test_a_recording_that_stopped_elsewhere_is_said(window: MainWindow, scene: Scene) -> None:
    """Not on the page that is looked at: that one says it itself."""
    in_a_call(window, scene)
    scene.phone.say(RecordingNotice(1, "/calls/a.wav", "disk full"))
    assert window.banners.shown(("recording", 1)) is None
    scene.phone.say(RecordingNotice(9, "/calls/b.wav", "disk full"))
    assert "disk full" in banner_of(window, ("recording", 9)).text.text()


def test_a_hold_that_failed_says_who_hears_whom(window: MainWindow, scene: Scene) -> None:
    """Three ends: they hear you, they are muted instead, they are still on hold."""
    view = talking(scene)
    said = []
    for notice, now in (
        (HoldFailed(1, held=True), view),
        (HoldFailed(1, held=True), replace(view, muted=True, silenced=True)),
        (HoldFailed(1, held=False), replace(view, held=True)),
        (HoldFailed(99, held=True), replace(view, held=True)),
    ):
        scene.phone.say(CallChanged(now))
        scene.phone.say(notice)
        said.append(banner_of(window, ("hold", 1)).text.text())
    assert "hears you" in said[0]
    assert "muted instead" in said[1]
    assert "still on hold" in said[2]
    assert said[3] == said[2]


def test_a_hold_that_failed_is_told_as_long_as_it_is_so(window: MainWindow, scene: Scene) -> None:
    """The bar goes when the other side is on hold after all, or gone; not for news of something else."""
    view = talking(scene)
    for last in (replace(view, held=True), replace(view, phase=Phase.ENDED, ended=Ended.ANSWERED)):
        scene.phone.say(CallChanged(view))
        scene.phone.say(HoldFailed(1, held=True))
        scene.phone.say(CallChanged(replace(view, received_digits="5")))
        assert window.banners.shown(("hold", 1)) is not None
        scene.phone.say(CallChanged(last))
        assert window.banners.shown(("hold", 1)) is None


def test_do_not_disturb_is_seen_and_switched_off(window: MainWindow, scene: Scene) -> None:
    """The menu sets it, a line reminds of it, the phone hears of it."""
    chosen = next(
        entry
        for entry in window.column.availability.menu_now().actions()
        if entry.objectName() == "do-not-disturb"
    )
    assert window.column.disturb.isHidden()
    chosen.trigger()
    assert window.settings.value.do_not_disturb
    assert window.column.disturb.isVisible()
    assert window.column.availability.accessibleName() == "Your state: Do not disturb"
    assert ("settings_changed",) in scene.phone.asked
    window.column.disturb.action.click()
    assert not window.settings.value.do_not_disturb
    assert window.column.disturb.isHidden()


def test_what_others_are_told_is_chosen_beside_the_account(window: MainWindow, scene: Scene) -> None:
    """Available, away or busy."""
    entry = next(
        each
        for each in window.column.availability.menu_now().actions()
        if each.objectName() == "presence-away"
    )
    entry.trigger()
    assert window.settings.value.presence is Presence.AWAY
    assert window.column.availability.accessibleName() == "Your state: Away"


def test_the_dial_field_says_which_account_calls_and_lets_one_change_it(scene: Scene, qtbot: QtBot) -> None:
    """The rules choose, the person may choose otherwise for this call."""
    scene.with_account().with_account(replace(ACCOUNT, id="b2", uri="sip:me@work.example"))
    scene.phone.accounts["anna@office.example"] = "b2"
    window = shown(scene, qtbot)
    chip = find(window, Button, "dial-account")
    assert not chip.isVisible()
    window.column.dial.edit.setText("anna@office.example")
    assert chip.text() == "Calls as me@work.example"
    chip.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    first, second = menu.actions()
    assert (first.isChecked(), second.isChecked()) == (False, True)
    first.trigger()
    menu.close()
    assert chip.text() == "Calls as me@example.org"
    window.column.dial.call()
    assert done(scene)[-1] == ("place_call", "sip:anna@office.example", "a1", False)
    window.column.dial.edit.setText("anna@office.example")
    assert chip.text() == "Calls as me@work.example"


def test_enter_in_the_empty_field_brings_back_whom_one_called_last(window: MainWindow, scene: Scene) -> None:
    """The first Enter fills in, the second calls."""
    scene.attempt("Anna", "sip:anna@office.example", Ended.FAILED)
    dial = window.column.dial
    dial.focus()
    press_key(dial.edit, Qt.Key.Key_Return)
    assert dial.edit.text() == "anna@office.example"
    assert done(scene) == []
    press_key(dial.edit, Qt.Key.Key_Return)
    assert done(scene)[-1][:2] == ("place_call", "sip:anna@office.example")


def test_ending_a_conference_for_a_second_caller_ends_all_of_it(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Who is on hold stays there."""
    view = talking(scene, 1, "Anna", in_conference=True)
    talking(scene, 2, "Boris", in_conference=True)
    talking(scene, 3, "Clara", held=True)
    window.pages.show_call(view)
    ringing(scene, 4, "Dora")
    press(armed(window, 4, qtbot), "End & answer")
    assert done(scene) == [("hang_up", 1), ("hang_up", 2), ("answer", 4)]


def test_another_language_keeps_what_stands(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Who rings, who was missed, what waits and that nobody may disturb: none of it is lost with the old widgets."""
    in_a_call(window, scene)
    missed = replace(ringing(scene, 5, "Emil"), phase=Phase.ENDED, ended=Ended.MISSED)
    scene.phone.say(CallChanged(missed))
    scene.phone.say(VoicemailNotice("a1", True, 2, 0, "sip:vm@example.org"))
    scene.phone.say(NetworkNotice(()))
    ringing(scene)
    before = window.column
    window.settings.change(
        replace(window.settings.value, language=Language.RUSSIAN, do_not_disturb=True, presence=Presence.AWAY)
    )
    qtbot.waitUntil(lambda: window.column is not before)
    assert window.pages.is_showing_call(1)
    assert window.rail.badge(View.HISTORY) == 1
    for key in (("second", 2), "missed", "network"):
        assert window.banners.shown(key) is not None, key
    assert not window.column.voicemail.isHidden()
    assert not window.column.disturb.isHidden()
    armed(window, 2, qtbot)
    press_key(window, Qt.Key.Key_Return, CONTROL)
    assert done(scene) == [("answer", 2)]
