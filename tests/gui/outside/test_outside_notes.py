"""Which news leave the window as notifications, and what comes of a click on one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged, HistoryChanged, VoicemailNotice
from softphone.calls.outside import Note, NoteKind, Ways
from softphone.calls.records import ByItself, Direction, Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.window import MainWindow
from tests.gui.house.conftest import shown
from tests.gui.house.scene import Scene


class Desk:
    """A desktop's notifications: what stands there now, and all that was ever shown."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.ever: list[Note] = []

    def start(self, acted: object, unshown: object) -> None:
        assert callable(acted)
        self.acted = acted

    def show(self, note: Note) -> None:
        self.notes[note.key] = note
        self.ever.append(note)

    def withdraw(self, key: str) -> None:
        self.notes.pop(key, None)

    def click(self, key: str, action: str = "default", leave: str = "") -> None:
        self.notes.pop(key, None)
        self.acted(key, action, leave)


class Music:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def pause(self) -> None:
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def music() -> Music:
    return Music()


@pytest.fixture
def window(scene: Scene, qtbot: QtBot, desk: Desk, music: Music) -> Iterator[MainWindow]:
    """A window that is not in front, on a desktop with notifications."""
    made = shown(scene.with_account(), qtbot)
    made.outside.start(Ways(notifier=desk, players=music))
    made.isActiveWindow = lambda: False  # type: ignore[method-assign]  # another program's window is in front
    yield made
    made.outside.stop()


def call(number: int, phase: Phase = Phase.INCOMING, **more: object) -> CallView:
    view = CallView(
        attempt=number,
        direction=Direction.INCOMING,
        phase=phase,
        party_name=f"Anna {number}",
        party_uri=f"sip:anna{number}@office.example",
        contact=None,
        account_id="a1",
        started_at=datetime.now(UTC),
    )
    return replace(view, **more)  # type: ignore[arg-type]  # a test names real fields


def missed(number: int, **more: object) -> CallView:
    return call(number, Phase.ENDED, ended=Ended.MISSED, **more)


def wrote(number: int) -> CallView:
    return call(number, Phase.ENDED, ended=Ended.RECEIVED, message="the secret is 1234")


def test_a_ringing_call_is_told_by_name_and_taken_away(scene: Scene, window: MainWindow, desk: Desk) -> None:
    """Each change of the call tells it once; answered elsewhere, it goes."""
    for _ in range(3):
        scene.phone.say(CallChanged(call(1)))
    (note,) = desk.ever
    assert (note.kind, note.title, note.body) == (NoteKind.RINGING, "Anna 1 is calling", "")
    assert [name for name, _ in note.actions] == ["answer", "decline"]
    scene.phone.say(CallChanged(call(1, Phase.ENDED, ended=Ended.REJECTED)))
    assert desk.notes == {}


@pytest.mark.parametrize(("action", "asked"), [("answer", ("answer", 1)), ("decline", ("reject", 1, 486))])
def test_a_note_answers_and_declines(
    scene: Scene, window: MainWindow, desk: Desk, action: str, asked: tuple[object, ...]
) -> None:
    scene.phone.say(CallChanged(call(1)))
    desk.click("call-1", action)
    assert asked in scene.phone.asked


def test_a_click_on_the_note_itself_only_shows_the_call(scene: Scene, window: MainWindow, desk: Desk) -> None:
    scene.phone.say(CallChanged(call(1)))
    desk.click("call-1")
    assert not [each for each in scene.phone.asked if each[0] in ("answer", "reject", "hang_up")]
    assert window.pages.is_showing_call(1)


def test_a_click_brings_the_window_where_the_server_gives_no_leave(
    scene: Scene, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers of before version 1.2 of the specification: it was a click of the person's all the same."""
    taken: list[bool] = []
    monkeypatch.setattr(window, "activateWindow", lambda: taken.append(True))
    scene.phone.say(CallChanged(call(1)))
    desk.click("call-1", leave="")
    assert taken == [True]


def test_a_note_that_is_too_late_answers_nothing(scene: Scene, window: MainWindow, desk: Desk) -> None:
    """The call is over, or this is another one."""
    scene.phone.say(CallChanged(call(1)))
    scene.phone.say(CallChanged(missed(1)))
    for key in ("call-1", "call-99", "call-x", "", "call--1"):
        desk.click(key, "answer")
        desk.click(key, "decline")
    assert not [each for each in scene.phone.asked if each[0] in ("answer", "reject")]


def test_missed_calls_are_one_note(scene: Scene, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """The first at once, the others counted; a flood does not pop up once for each."""
    for number in range(1, 31):
        scene.phone.say(CallChanged(missed(number)))
    assert desk.notes["missed"].title == "Missed call from Anna 1"
    qtbot.waitUntil(lambda: desk.notes["missed"].title.startswith("30 missed call"))
    assert len(desk.ever) == 2
    desk.click("missed", "show")
    assert window.rail.badge(window._view) == 0


def test_a_missed_call_can_be_called_back(scene: Scene, window: MainWindow, desk: Desk) -> None:
    scene.phone.say(CallChanged(missed(1)))
    desk.click("missed", "call-back")
    assert ("place_call", "sip:anna1@office.example", None, False) in scene.phone.asked


def test_who_is_called_back_is_who_the_note_names(scene: Scene, window: MainWindow, desk: Desk) -> None:
    """Another was missed since, and the note that will say so is held back for a moment."""
    scene.phone.say(CallChanged(missed(1)))
    scene.phone.say(CallChanged(missed(2)))
    assert desk.notes["missed"].title == "Missed call from Anna 1"
    desk.click("missed", "call-back")
    called = [each[1] for each in scene.phone.asked if each[0] == "place_call"]
    assert called == ["sip:anna1@office.example"]


def test_a_click_on_one_missed_call_opens_its_line(scene: Scene, window: MainWindow, desk: Desk) -> None:
    """Of several, the list of all of them is what helps."""
    number = scene.attempt("A", "sip:anna1@office.example", Ended.MISSED, direction=Direction.INCOMING)
    line = scene.store.call_log.attempt(number)
    assert line is not None
    scene.phone.say(HistoryChanged())
    scene.phone.say(CallChanged(missed(1, started_at=line.started_at)))
    desk.click("missed")
    assert window.pages.shown_record() == line
    assert window.column.history.list.current_key() == line.id


def test_who_was_kept_away_is_no_missed_call(scene: Scene, window: MainWindow, desk: Desk) -> None:
    scene.phone.say(CallChanged(missed(1, by_itself=ByItself.BLOCKED)))
    assert desk.ever == []


def test_messages_are_told_by_name_alone(scene: Scene, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """A lock screen shows notes to everybody."""
    scene.phone.say(CallChanged(wrote(1)))
    (note,) = desk.ever
    assert note.title == "Message from Anna 1"
    assert "1234" not in str(note)
    desk.click("messages", "show")
    assert window.messages.is_reading("sip:anna1@office.example")


def test_a_redirect_waits_for_its_decision(scene: Scene, window: MainWindow, desk: Desk) -> None:
    scene.phone.say(CallChanged(call(1, Phase.RINGING, direction=Direction.OUTGOING)))
    scene.phone._views[1] = call(1, Phase.CHOOSING, direction=Direction.OUTGOING)
    window.outside.on_notice(CallChanged(scene.phone._views[1]))
    assert desk.notes["decision-1"].title == "The call to Anna 1 was redirected"
    window.outside.on_notice(CallChanged(call(1, Phase.CALLING, direction=Direction.OUTGOING)))
    assert desk.notes == {}


def test_voicemail_is_told_when_there_is_more_of_it(scene: Scene, window: MainWindow, desk: Desk) -> None:
    for new in (0, 2, 2, 3):
        window.outside.on_notice(VoicemailNotice("a1", new > 0, new, 1, "sip:voice@office.example"))
    assert [note.title[:19] for note in desk.ever] == ["2 new voice message", "3 new voice message"]
    window.outside.on_notice(VoicemailNotice("a1", False, 0, 4, ""))
    assert desk.notes == {}


@pytest.mark.parametrize("setting", ["off", "disturb", "front"])
def test_nobody_is_told_who_does_not_want_to_be(
    scene: Scene, window: MainWindow, desk: Desk, setting: str
) -> None:
    """Switched off, not to be disturbed, or looking at the window."""
    value = window.settings.value
    if setting == "off":
        window.settings.change(replace(value, desktop=replace(value.desktop, notifications=False)))
    elif setting == "disturb":
        window.settings.change(replace(value, do_not_disturb=True))
    else:
        window.isActiveWindow = lambda: True  # type: ignore[method-assign]  # as above
    scene.phone.say(CallChanged(call(1)))
    scene.phone.say(CallChanged(missed(2)))
    scene.phone.say(CallChanged(wrote(3)))
    assert desk.ever == []


def test_a_call_that_rings_follows_whoever_looks_elsewhere(
    scene: Scene, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """Once, however often they come and go."""
    window.isActiveWindow = lambda: True  # type: ignore[method-assign]  # as above
    scene.phone.say(CallChanged(call(1)))
    assert desk.ever == []
    window.isActiveWindow = lambda: False  # type: ignore[method-assign]  # as above
    for _ in range(2):
        QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
        qtbot.waitUntil(lambda: set(desk.notes) == {"call-1"})
    assert len(desk.ever) == 1


def test_what_the_window_shows_needs_no_note(scene: Scene, window: MainWindow, desk: Desk) -> None:
    """Ringing calls keep theirs: their buttons are quicker than the way to the page."""
    scene.phone.say(CallChanged(missed(1)))
    scene.phone.say(CallChanged(call(2)))
    window.outside.window_active()
    assert set(desk.notes) == {"call-2"}
    window.outside.stop()
    assert desk.notes == {}


def test_a_ringing_call_takes_no_keys_from_another_window(
    scene: Scene, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bool] = []
    monkeypatch.setattr(window, "activateWindow", lambda: taken.append(True))
    scene.phone.say(CallChanged(call(1)))
    window.outside.take((b"sip:anna@new.example",))
    assert taken == []
    window.outside.take((), "the desktop's leave")
    assert taken == [True]


def test_music_stops_for_calls_and_goes_on_after_the_last(
    scene: Scene, window: MainWindow, music: Music
) -> None:
    scene.phone.say(CallChanged(call(1)))
    assert music.asked == []  # it only rings
    scene.phone.say(CallChanged(call(1, Phase.CONNECTED)))
    scene.phone.say(CallChanged(call(1, Phase.CONNECTED, held=True)))
    scene.phone.say(CallChanged(call(2, Phase.CALLING)))
    scene.phone.say(CallChanged(call(1, Phase.ENDED, ended=Ended.ANSWERED)))
    assert music.asked == ["pause", "pause"]
    scene.phone.say(CallChanged(call(2, Phase.ENDED, ended=Ended.ANSWERED)))
    assert music.asked == ["pause", "pause", "resume"]
    scene.phone.say(CallChanged(wrote(3)))
    scene.phone.say(CallChanged(missed(4)))
    assert len(music.asked) == 3


def test_music_goes_on_when_the_phone_ends_in_a_call(scene: Scene, window: MainWindow, music: Music) -> None:
    scene.phone.say(CallChanged(call(1, Phase.CONNECTED)))
    window.outside.stop()
    window.outside.stop()
    assert music.asked == ["pause", "resume"]


def test_music_plays_on_where_that_is_wanted(scene: Scene, window: MainWindow, music: Music) -> None:
    value = window.settings.value
    window.settings.change(replace(value, desktop=replace(value.desktop, pause_players=False)))
    scene.phone.say(CallChanged(call(1, Phase.CONNECTED)))
    scene.phone.say(CallChanged(call(1, Phase.ENDED, ended=Ended.ANSWERED)))
    assert music.asked == []
