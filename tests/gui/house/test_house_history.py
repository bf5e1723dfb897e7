"""The history: one line an attempt, unfolding to its legs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from softphone.calls.notices import HistoryChanged
from softphone.calls.records import AttemptRecord, ByItself, Direction, Ended, QualitySummary
from softphone.gui.desktop import Desktop
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.history.history_page import HistoryPage
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.words.history_text import outcome_text
from tests.gui.house.scene import Scene, fill, find, press_key


def open_history(window: MainWindow, scene: Scene) -> list[Row]:
    fill(scene)
    window.on_notice(HistoryChanged())
    window.show_view(View.HISTORY)
    return list(window.column.history.list.rows.rows)


def moved_row(rows: list[Row]) -> Row:
    return next(row for row in rows if row.unfolds is not None)


def test_one_line_an_attempt(window: MainWindow, scene: Scene) -> None:
    """A call that was moved and then answered is one line that says both."""
    rows = open_history(window, scene)
    people = [row for row in rows if row.kind is RowKind.PERSON]
    assert len(people) == 6
    row = moved_row(rows)
    assert (row.title, row.subtitle) == ("Anna Karlsson", "Moved · answered 2:13")
    busy = next(row for row in people if row.title == "+74955550102")
    assert busy.subtitle == "Busy"


def test_unfolds_to_the_chain(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Right unfolds an attempt to every address with its code, Left folds it again."""
    rows = open_history(window, scene)
    history = window.column.history.list
    history.setFocus()
    history.choose(moved_row(rows).key)
    press_key(history, Qt.Key.Key_Right)
    legs = [row for row in history.rows.rows if row.kind is RowKind.LEG]
    assert [(leg.title, leg.subtitle, leg.struck) for leg in legs] == [
        ("anna@old-office.example", "301 Moved Permanently", True),
        ("anna.k@new-office.example", "answered 2:13", False),
    ]
    press_key(history, Qt.Key.Key_Left)
    assert not [row for row in history.rows.rows if row.kind is RowKind.LEG]


def test_page_shows_the_way(window: MainWindow, scene: Scene) -> None:
    """The page of an attempt shows each leg, and offers to call again."""
    row = moved_row(open_history(window, scene))
    window.column.history.list.opened.emit(row)
    page = window.findChild(HistoryPage)
    assert page is not None
    assert page.isVisible()
    assert page.findChild(QFrame, "history-leg-2") is not None
    find(page, QAbstractButton, "history-call").click()
    assert scene.phone.asked[-1][:2] == ("place_call", "sip:anna@old-office.example")


def test_remove_and_undo(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A removed line is gone at once and comes back with Undo; without it the log forgets it."""
    rows = open_history(window, scene)
    history = window.column.history.list
    key = moved_row(rows).key
    history.choose(key)
    press_key(history, Qt.Key.Key_Delete)
    assert not history.rows.find(key).isValid()
    assert window.quiet.bar is not None
    window.quiet.bar.action.click()
    assert history.rows.find(key).isValid()
    history.choose(key)
    press_key(history, Qt.Key.Key_Delete)
    with qtbot.waitSignal(window.desk.history_changed):
        window.quiet.finish()
    assert len(scene.store.call_log.recent()) == 5


def test_clear_asks_in_place(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Clearing asks in the list itself; Keep keeps, Remove all removes."""
    open_history(window, scene)
    history = window.column.history
    history.ask()
    assert history.confirm.isVisible()
    history.confirm_no.click()
    assert not history.confirm.isVisible()
    assert len(scene.store.call_log.recent()) == 6
    history.ask()
    with qtbot.waitSignal(history.cleared):
        history.confirm_yes.click()
    assert scene.store.call_log.recent() == ()
    assert history.empty.isVisible()


def test_unknown_party_can_be_added(window: MainWindow, scene: Scene) -> None:
    """A caller who is nobody in contacts can be added from the page."""
    scene.attempt("Olga", "sip:olga@far.example", Ended.MISSED)
    window.on_notice(HistoryChanged())
    window.show_view(View.HISTORY)
    rows = [row for row in window.column.history.list.rows.rows if row.kind is RowKind.PERSON]
    window.column.history.list.opened.emit(rows[0])
    page = window.findChild(HistoryPage)
    assert page is not None
    find(page, QAbstractButton, "history-add").click()
    assert window.pages.is_editing()


def heard_record(scene: Scene, recording: str = "") -> AttemptRecord:
    """A call of poor sound, answered."""
    scene.attempt("Anna", "sip:anna@office.example", Ended.ANSWERED, talked_s=60)
    quality = QualitySummary(2.6, 2.0, 7.5, 0.4, 44.0, 310.0, "PCMA")
    return replace(scene.store.call_log.recent()[0], quality=quality, recording=recording)


def test_how_a_call_sounded_is_kept_in_the_history(window: MainWindow, scene: Scene) -> None:
    """A word in the row where it was not good, the figures on the page."""
    record = heard_record(scene)
    assert outcome_text(record) == "Answered 1:00 · poor sound"
    assert outcome_text(replace(record, quality=None)) == "Answered 1:00"
    window.show_view(View.HISTORY)
    window.pages.show_record(record)
    said = find(window, QLabel, "history-page-remark").text()
    assert said.startswith("Sound quality: Poor (2.6 of 4.5) · lost 7.5 % in, 0.4 % out")


def test_a_recording_is_played_from_the_history(
    window: MainWindow, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the system's player, and only a sound file; one that was moved away is said to be gone."""
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    file = tmp_path / "Anna.wav"
    file.write_bytes(b"RIFF")
    record = heard_record(scene, str(file))
    window.show_view(View.HISTORY)
    window.pages.show_record(record)
    find(window, QPushButton, "history-play").click()
    find(window, QPushButton, "history-folder").click()
    assert opened == ["Anna.wav", tmp_path.name]
    assert not Desktop().play(str(tmp_path / "script.sh"))
    file.unlink()
    window.pages.show_record(record)
    assert any(
        each.text() == "The recording is not there any more: Anna.wav" and not each.isHidden()
        for each in window.findChildren(QLabel)
    )


@pytest.mark.parametrize("why", [each for each in ByItself if each is not ByItself.AUTO_ANSWERED])
def test_why_a_caller_did_not_ring_is_in_the_history(scene: Scene, why: ByItself) -> None:
    """Instead of "missed", which would be blamed on the person."""
    scene.attempt("Anna", "sip:anna@office.example", Ended.MISSED, direction=Direction.INCOMING)
    record = replace(scene.store.call_log.recent()[0], by_itself=why)
    assert outcome_text(record).startswith("Did not ring: ")


def test_whom_a_caller_was_connected_with_is_in_the_history(scene: Scene) -> None:
    """The talk of the others is not ours, who was connected with whom is."""
    scene.attempt("Anna", "sip:anna@office.example", Ended.ANSWERED, talked_s=5)
    record = replace(scene.store.call_log.recent()[0], transferred_to="sip:boris@office.example")
    assert outcome_text(record) == "Answered 0:05 · connected with boris@office.example"
