"""The history: one line an attempt, unfolding to its legs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame
from pytestqt.qtbot import QtBot

from softphone.calls.notices import HistoryChanged
from softphone.calls.values import Ended
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.history.history_page import HistoryPage
from softphone.gui.look.people_list import Row, RowKind
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
    history.clear_button.click()
    assert history.confirm.isVisible()
    history.confirm_no.click()
    assert not history.confirm.isVisible()
    assert len(scene.store.call_log.recent()) == 6
    history.clear_button.click()
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
