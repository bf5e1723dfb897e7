"""The history when it is long: read while one looks, narrowed, exported, and removed."""

import csv
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from softphone.calls.history import HistoryFilter, Outcome, Redirected
from softphone.calls.notices import ContactsChanged, HistoryChanged
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.records import Direction, Ended
from softphone.exchange.history_file import write_history
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.history import retention
from softphone.gui.history.day_headings import DayHeadings
from softphone.gui.history.history_file import HistoryFile
from softphone.gui.history.history_list import HistoryList
from softphone.gui.history.history_page import HistoryPage
from softphone.gui.history.history_settings import HistorySettings
from softphone.gui.history.retention import Retention
from softphone.gui.look.components import Button
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.settings.settings_list import Section
from softphone.store.database import Database
from tests.gui.house.scene import WAIT_S, Scene, fill, find, press_key
from tests.support.long_history import RARE, make_history

LINES = 5_000
TIMEOUT_MS = 30_000


@pytest.fixture
def long_list(window: MainWindow, scene: Scene, qtbot: QtBot) -> HistoryList:
    """Five thousand lines, all of them read."""
    make_history(scene.store.profile.database, LINES, datetime.now(UTC))
    window.on_notice(HistoryChanged())
    history = window.column.history
    with qtbot.waitSignal(history.settled, timeout=TIMEOUT_MS):
        window.show_view(View.HISTORY)
    return history


def shown(history: HistoryList) -> list[Row]:
    return [history.lines.row_at(number) for number in history.list.rows_in_sight()]


def narrow(history: HistoryList, qtbot: QtBot, **boxes: object) -> None:
    """Choose in boxes of the filter, or type into its field, and wait for what is found."""
    with qtbot.waitSignal(history.settled, timeout=TIMEOUT_MS):
        for name, value in boxes.items():
            if name == "text":
                history.filter.search.setText(str(value))
            else:
                box = getattr(history.filter.boxes, name)
                box.setCurrentIndex(box.findData(value))
        history.filter.look()


def titles(history: HistoryList) -> list[str]:
    return [row.title for row in history.lines.rows if row.kind is RowKind.PERSON]


def test_a_long_history_is_there_as_a_whole(long_list: HistoryList) -> None:
    """Every line of every day has its place, the newest first, and what is in sight is read."""
    model = long_list.lines
    assert list(model.keys) == list(range(LINES, 0, -1))
    assert long_list.count.text() == "5,000"
    days = [
        row for row in (model.row_at(number) for number, _ in model.odd_rows()) if row.kind is RowKind.SECTION
    ]
    assert len(days) in (18, 19)  # five minutes apart
    bar = long_list.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    middle = [row.key for row in shown(long_list) if isinstance(row.key, int)]
    assert middle == list(range(middle[0], middle[0] - len(middle), -1))
    assert abs(middle[0] - LINES // 2) < 100
    bar.setValue(bar.maximum())
    assert shown(long_list)[-1].title == RARE
    assert all(row.title for row in shown(long_list))


def test_news_at_the_top_does_not_move_what_one_reads(
    long_list: HistoryList, window: MainWindow, scene: Scene
) -> None:
    """Who looks at the top sees the new line there; who has scrolled down goes on reading."""
    long_list.list.choose(long_list.lines.keys[0])
    scene.attempt("New", "sip:new@h.example", Ended.ANSWERED, ago=timedelta(0))
    long_list.reload()
    assert shown(long_list)[1].title == "New"
    long_list.list.verticalScrollBar().setValue(4_000)
    before = [(row.key, row.title) for row in shown(long_list)]
    for number in range(3):
        scene.attempt(f"Newer {number}", "sip:new@h.example", Ended.ANSWERED, ago=timedelta(0))
        long_list.reload()
    assert [(row.key, row.title) for row in shown(long_list)] == before
    assert len(long_list.lines.keys) == LINES + 4
    assert long_list.list.current_key() == LINES


def test_lines_that_have_gone_from_the_store_go_from_the_list(
    long_list: HistoryList, scene: Scene, qtbot: QtBot
) -> None:
    """Whoever removes them: they are noticed when they would be shown."""
    scene.store.call_log.remove_before(datetime.now(UTC) - timedelta(days=2)).result(WAIT_S)
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        long_list.list.verticalScrollBar().setValue(long_list.list.verticalScrollBar().maximum())
        long_list.list.viewport().repaint()
    assert len(long_list.lines.keys) == scene.store.call_log.count()
    assert all(row.title for row in shown(long_list))


def test_an_unfolded_line_stays_so(long_list: HistoryList, scene: Scene) -> None:
    """News and scrolling do not fold it; its legs stand above the heading of the next day."""
    moved = next(row for row in long_list.lines.rows if row.unfolds is False)
    long_list.list.fold_toggled.emit(moved)
    scene.attempt("New", "sip:new@h.example", Ended.ANSWERED, ago=timedelta(0))
    long_list.reload()
    rows = long_list.lines.rows
    place = next(number for number, row in enumerate(rows) if row.key == moved.key)
    assert rows[place].unfolds is True
    assert [row.kind for row in rows[place + 1 : place + 3]] == [RowKind.LEG] * 2
    long_list.list.fold_toggled.emit(rows[place])
    assert not [row for row in long_list.lines.rows if row.kind is RowKind.LEG]


def test_parts_of_a_filter_narrow_together_and_are_said(long_list: HistoryList, qtbot: QtBot) -> None:
    """A name, what came of it and the redirect; the line below says it, one click shows all again."""
    narrow(long_list, qtbot, text="дмитр")
    many = len(long_list.lines.keys)
    narrow(long_list, qtbot, outcome=Outcome.ANSWERED)
    narrow(long_list, qtbot, redirects=Redirected.MOVED)
    few = long_list.lines.keys
    assert 0 < len(few) < many < LINES
    assert long_list.filter.words.full_text() == "“дмитр” · Answered calls · Moved (301)"
    assert long_list.filter.more.text() == "2"
    assert all("Дмитр" in title for title in titles(long_list))
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        long_list.filter.clear_button.click()
    assert len(long_list.lines.keys) == LINES
    assert not long_list.filter.line.isVisible()


def test_escape_shows_all_again_and_then_is_the_windows(long_list: HistoryList, qtbot: QtBot) -> None:
    """From the list; from an open box it closes the boxes first."""
    narrow(long_list, qtbot, redirects=Redirected.ALTERNATIVES)
    assert len(long_list.lines.keys) == LINES // 500
    long_list.list.setFocus()
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        press_key(long_list.list, Qt.Key.Key_Escape)
    assert len(long_list.lines.keys) == LINES
    long_list.filter.more.click()
    assert long_list.filter.boxes.outcome.hasFocus()
    press_key(long_list.filter.boxes.outcome, Qt.Key.Key_Escape)
    assert not long_list.filter.boxes.isVisible()
    assert long_list.filter.more.hasFocus()


def test_what_is_nowhere_is_said(long_list: HistoryList, qtbot: QtBot) -> None:
    """With a way back to everything."""
    narrow(long_list, qtbot, text="nobody is called like that")
    assert long_list.empty.isVisible()
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        long_list.empty.action.click()
    assert long_list.list.isVisible()


def test_typing_asks_once_when_it_pauses(long_list: HistoryList, qtbot: QtBot) -> None:
    """And Enter opens the first line that is found."""
    field = long_list.filter.search
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        field.setFocus()
        qtbot.keyClicks(field, RARE)
    assert titles(long_list) == [RARE]
    with qtbot.waitSignal(long_list.chosen):
        press_key(field, Qt.Key.Key_Return)


def test_days_are_chosen_too(long_list: HistoryList, qtbot: QtBot) -> None:
    """A span that is named, or any two days in any order."""
    boxes = long_list.filter.boxes
    narrow(long_list, qtbot, span="week")
    week = len(long_list.lines.keys)
    assert 6 * 280 < week <= 7 * 290
    boxes.first.setDate(boxes.last.date().addDays(-2))
    narrow(long_list, qtbot, span="between")
    assert boxes.days.isVisible() is boxes.isVisible()
    assert 2 * 280 < len(long_list.lines.keys) <= 3 * 290
    first, last = boxes.first.date(), boxes.last.date()
    boxes.first.setDate(last)
    boxes.last.setDate(first)
    assert boxes.dates() == (first, last)


def test_all_calls_with_somebody_are_one_click_away(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """From a contact's page with all addresses, from a stranger's line with that one."""
    fill(scene)
    scene.attempt("Olga", "sip:olga@far.example", Ended.MISSED, direction=Direction.INCOMING)
    scene.attempt("", "tel:+74955550101", Ended.ANSWERED)
    window.show_view(View.HISTORY)
    history = window.column.history
    anna = scene.store.contact_book.search("anna")[0]
    window.show_view(View.CONTACTS)
    window.pages.show_contact(anna)
    with qtbot.waitSignal(history.settled, timeout=TIMEOUT_MS):
        find(window, QAbstractButton, "contact-history").click()
    assert window.column.is_showing(View.HISTORY)
    assert titles(history) == ["Anna Karlsson", "Anna Karlsson"]
    assert history.filter.words.full_text() == "With Anna Karlsson"
    history.filter.clear()
    olga = next(row for row in history.lines.rows if row.title == "Olga")
    history.list.choose(olga.key)
    history.list.opened.emit(olga)
    with qtbot.waitSignal(history.settled, timeout=TIMEOUT_MS):
        find(find(window, HistoryPage), QAbstractButton, "history-all").click()
    assert titles(history) == ["Olga"]
    menu = history.line_menu()
    assert menu is None or menu.actions()[1].text() == "All calls with Olga"


def test_lines_bear_the_names_of_now(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Whoever is renamed is called so in the history at once; after a deletion the old name is back."""
    fill(scene)
    window.show_view(View.HISTORY)
    history = window.column.history
    anna = scene.store.contact_book.search("anna")[0]
    scene.store.contact_book.save(_draft(anna, "Anna Lind")).result(WAIT_S)
    window.on_notice(ContactsChanged())
    window.desk.contact_changed.emit(anna)
    qtbot.waitUntil(lambda: "Anna Lind" in titles(history), timeout=TIMEOUT_MS)
    with qtbot.waitSignal(window.desk.contact_gone, timeout=TIMEOUT_MS):
        window.desk.delete(anna)
    qtbot.waitUntil(lambda: "Anna Karlsson" in titles(history), timeout=TIMEOUT_MS)


def _draft(contact: Contact, name: str) -> ContactDraft:
    return ContactDraft(contact.id, name, tuple((each.uri, each.label) for each in contact.addresses))


def test_what_is_listed_is_exported(
    long_list: HistoryList, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The filter counts; how many lines there are is said."""
    narrow(long_list, qtbot, redirects=Redirected.ALTERNATIVES)
    path = tmp_path / "out" / "history.csv"
    path.parent.mkdir()
    long_list.menu.actions()[0].trigger()
    dialog = find(window, QFileDialog, "history-file-dialog")
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: f"{LINES // 500} line" in said(window), timeout=TIMEOUT_MS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["redirect"] for row in csv.DictReader(file)] == ["380"] * (LINES // 500)


def said(window: MainWindow) -> str:
    banner = window.banners.shown("history-file")
    return "" if banner is None else banner.accessibleName()


def test_an_export_can_be_stopped(
    long_list: HistoryList, window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    """There is no file then; one that cannot be written says why."""
    file = HistoryFile(scene.store.call_log, write_history, window.banners, long_list)
    out = tmp_path / "out"
    out.mkdir()
    file.export_to(out / "history.jsonl", HistoryFilter())
    file.stop()
    qtbot.waitUntil(lambda: "stopped" in said(window), timeout=TIMEOUT_MS)
    assert not list(out.iterdir())
    file.export_to(out / "nowhere" / "history.csv", HistoryFilter())
    qtbot.waitUntil(lambda: "could not be written" in said(window), timeout=TIMEOUT_MS)
    assert "(No such file or directory)" in said(
        window
    )  # without the name of a file that is none of the person's


def test_an_export_can_be_stopped_when_another_was_asked_for_meanwhile(
    long_list: HistoryList, window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    """One after the other is said beside the first, whose way out stays, and only as long as it goes on."""
    file = HistoryFile(scene.store.call_log, write_history, window.banners, long_list)
    file.export_to(tmp_path / "one.jsonl", HistoryFilter())
    file.export_to(tmp_path / "two.jsonl", HistoryFilter())
    busy = window.banners.shown("history-file-busy")
    assert busy is not None
    assert "still being written" in busy.accessibleName()
    find(window, Button, "banner-history-file-action").click()
    qtbot.waitUntil(lambda: "stopped" in said(window), timeout=TIMEOUT_MS)
    assert window.banners.shown("history-file-busy") is None
    assert not list(tmp_path.glob("*.jsonl"))


def test_an_export_of_a_history_ends_with_the_program(
    long_list: HistoryList, scene: Scene, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """It would leave a half file behind."""
    window = long_list.window()
    assert isinstance(window, MainWindow)
    file = HistoryFile(scene.store.call_log, write_history, window.banners, long_list)
    out = tmp_path / "out"
    out.mkdir()
    file.export_to(out / "history.jsonl", HistoryFilter())
    qapp.aboutToQuit.emit()
    qtbot.waitUntil(lambda: "stopped" in said(window), timeout=TIMEOUT_MS)
    assert not list(out.iterdir())


def history_settings(window: MainWindow) -> HistorySettings:
    window.open_section(Section.HISTORY)
    return find(window, HistorySettings)


def choose_kept(page: HistorySettings, days: int) -> None:
    page.kept.setCurrentIndex(page.kept.findData(days))
    page.kept.activated.emit(page.kept.currentIndex())


def test_how_long_lines_are_kept_is_asked_when_some_would_go(
    long_list: HistoryList, window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """Leave it leaves the setting as it was; the lists follow what has gone."""
    page = history_settings(window)
    assert page.lines.text().startswith("There are 5000")
    choose_kept(page, 7)
    assert page.kept_question.isVisible()
    page.kept_question.no.click()
    assert (page.kept.currentData(), window.settings.value.history_days) == (0, 0)
    choose_kept(page, 365)
    assert not page.kept_question.isVisible()
    assert window.settings.value.history_days == 365
    choose_kept(page, 7)
    with qtbot.waitSignal(page.wiped, timeout=TIMEOUT_MS):
        page.kept_question.yes.click()
    assert window.settings.value.history_days == 7
    assert 7 * 280 < scene.store.call_log.count() < 7 * 290
    with qtbot.waitSignal(long_list.settled, timeout=TIMEOUT_MS):
        window.show_view(View.HISTORY)
    assert len(long_list.lines.keys) == scene.store.call_log.count()


def test_the_history_is_wiped_after_a_question(
    long_list: HistoryList, window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """All of it, and the page says how many lines that were."""
    page = history_settings(window)
    page.wipe_button.click()
    page.question.no.click()
    assert scene.store.call_log.count() == LINES
    page.wipe_button.click()
    with qtbot.waitSignal(page.wiped, timeout=TIMEOUT_MS):
        page.question.yes.click()
    assert page.said.text().startswith("5000")
    assert not page.wipe_button.isEnabled()
    assert scene.store.call_log.count() == 0
    window.show_view(View.HISTORY)
    assert long_list.empty.isVisible()


def test_what_takes_long_in_a_wipe_is_said_and_stops(
    long_list: HistoryList, window: MainWindow, scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines are gone by then; to write a large file anew takes many seconds."""
    enough = threading.Event()

    def shrink(_database: Database, go_on: Callable[[], bool]) -> None:
        while go_on() and not enough.wait(0.01):
            pass

    monkeypatch.setattr(Database, "_shrink", shrink)
    page = history_settings(window)
    page.wipe_button.click()
    try:
        page.question.yes.click()
        qtbot.waitUntil(lambda: "gets smaller" in page.lines.text(), timeout=TIMEOUT_MS)
        with qtbot.waitSignal(page.wiped, timeout=TIMEOUT_MS):
            page.stop_button.click()
            assert page.lines.text() == "Stopping…"
    finally:
        enough.set()
    assert page.said.text().startswith("5000")
    assert page.stop_button.isHidden()
    assert scene.store.call_log.count() == 0


def test_old_lines_go_by_themselves(scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some time after the start, when the person has said for how long they are kept; and not after the end."""
    monkeypatch.setattr(retention, "_AFTER_START_MS", 0)
    scene.attempt("Old", "sip:old@h.example", Ended.ANSWERED, ago=timedelta(days=40))
    scene.attempt("New", "sip:new@h.example", Ended.ANSWERED, ago=timedelta(days=20))
    window = scene.window()
    keeper = Retention(scene.store.call_log, window.settings)
    keeper.look()
    assert scene.store.call_log.count() == 2  # kept for ever
    window.settings.change(replace(window.settings.value, history_days=30))
    with qtbot.waitSignal(keeper.removed, timeout=TIMEOUT_MS) as removed:
        keeper.look()
    assert removed.args == [1]
    assert [record.party_name for record in scene.store.call_log.recent()] == ["New"]
    keeper.stop()


def test_a_clock_that_runs_ahead_at_the_start_costs_no_history(scene: Scene, qtbot: QtBot) -> None:
    """Every line is too old then: they stay until the next day, when the clock has been set, or was right."""
    scene.attempt("Anna", "sip:anna@h.example", Ended.ANSWERED, ago=timedelta(days=3000))
    window = scene.window()
    window.settings.change(replace(window.settings.value, history_days=30))
    keeper = Retention(scene.store.call_log, window.settings)
    keeper._timer.timeout.emit()
    scene.store.database.run_on_writer("settle", lambda: None).result(WAIT_S)
    assert scene.store.call_log.count() == 1
    with qtbot.waitSignal(keeper.removed, timeout=TIMEOUT_MS) as removed:
        keeper._timer.timeout.emit()
    assert removed.args == [1]
    keeper.stop()


def test_headings_follow_what_changes_at_the_top_and_in_the_middle() -> None:
    """However many lines come and go, they are those of a list that is read anew."""
    draw = random.Random(7)
    for _ in range(200):
        moments = sorted((draw.randrange(0, 12) * 43_200 for _ in range(draw.randrange(1, 12))), reverse=True)
        days = headings(moments)
        taken = draw.randrange(0, len(moments) + 1)
        head = sorted((draw.randrange(4, 14) * 43_200 for _ in range(draw.randrange(0, 4))), reverse=True)
        changed = [*head, *moments[taken:]]
        days = days.with_head(head, taken)
        assert spans(days) == spans(headings(changed)), (moments, head, taken)
        if changed:
            gone = draw.randrange(len(changed))
            without = headings(changed).without(gone)
            assert spans(without) == spans(headings(changed[:gone] + changed[gone + 1 :])), (changed, gone)


def headings(moments: list[int]) -> DayHeadings:
    made = DayHeadings()
    made.add(moments)
    return made


def spans(days: DayHeadings) -> list[tuple[int, int]]:
    return list(zip(days.positions, days.days, strict=True))
