"""Lists of any length: where rows stand, what is read of them, what stays when they change."""

from array import array
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from softphone.gui.look.lazy_rows import PORTION, LazyRows
from softphone.gui.look.people_list import Row, RowKind, RowList
from softphone.gui.look.row_heights import RowHeights

MANY = 200_000
HEIGHTS = {RowKind.PERSON: 54, RowKind.SECTION: 30, RowKind.LEG: 40}


@given(
    count=st.integers(0, 300),
    odd=st.dictionaries(st.integers(0, 299), st.sampled_from((RowKind.SECTION, RowKind.LEG)), max_size=40),
)
def test_heights_as_if_added_up(count: int, odd: dict[int, RowKind]) -> None:
    """Every row stands where it would if all heights were added up, and is found again at each of its pixels' ends."""
    there = sorted((number, kind) for number, kind in odd.items() if number < count)
    heights = RowHeights(count, there, HEIGHTS)
    top = 0
    for number in range(count):
        tall = HEIGHTS[odd.get(number, RowKind.PERSON)]
        assert (heights.top(number), heights.height(number)) == (top, tall)
        assert heights.row_at(top) == heights.row_at(top + tall - 1) == number
        top += tall
    assert heights.total == top
    assert heights.row_at(top) == heights.row_at(-1) == -1


class Reading:
    """Counts what is read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, keys: Sequence[int]) -> Mapping[int, Row]:
        self.read += len(keys)
        return {key: Row(key=key, title=f"Row {key}", subtitle="below") for key in keys}


def section(key: str) -> Row:
    return Row(key=key, title=key, kind=RowKind.SECTION)


Shown = Callable[..., RowList]  # keys, extras


@pytest.fixture
def reading() -> Reading:
    return Reading()


@pytest.fixture
def shown(qtbot: QtBot, reading: Reading) -> Shown:
    def make(keys: Sequence[int], extras: Sequence[tuple[int, Row]] = ()) -> RowList:
        rows = LazyRows(reading)
        listed = RowList(object_name="some-list", accessible_name="Some", rows=rows)
        listed.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        qtbot.addWidget(listed)
        listed.resize(300, 400)
        with qtbot.waitExposed(listed):
            listed.show()
        rows.setParent(listed)
        listed.keep_place(lambda: rows.show_keys(keys, extras))
        listed.repaint()
        return listed

    return make


def lazy(listed: RowList) -> LazyRows:
    assert isinstance(listed.rows, LazyRows)
    return listed.rows


def test_reads_what_it_shows(shown: Shown, reading: Reading) -> None:
    """Of 200,000 rows those in sight are read, in portions, and the scroll bar knows them all."""
    listed = shown(array("q", range(MANY)), [(0, section("first")), (10, section("second"))])
    assert reading.read <= 2 * PORTION
    bar = listed.verticalScrollBar()
    assert bar.maximum() == listed.heights.total - listed.viewport().height()
    bar.setValue(bar.maximum() // 2)
    listed.repaint()
    assert reading.read <= 4 * PORTION
    in_sight = [listed.rows.row_at(number).title for number in listed.rows_in_sight()]
    assert len(in_sight) < 20
    assert all(title.startswith(("Row 9", "Row 1000")) for title in in_sight)


def test_extras_stand_between(shown: Shown) -> None:
    """Headings stand before their key, cannot be chosen, and numbers of rows lead to keys and back."""
    listed = shown([7, 5, 3, 9], [(0, section("a")), (2, section("b"))])
    rows = lazy(listed)
    assert [row.key for row in rows.rows] == ["a", 7, 5, "b", 3, 9]
    assert [rows.find(key).row() for key in ("a", 7, 5, "b", 3, 9, 8)] == [0, 1, 2, 3, 4, 5, -1]
    assert list(rows.keys_between(0, 5)) == [7, 5, 3, 9]
    assert list(rows.keys_between(2, 4)) == [5, 3]
    assert list(rows.keys_between(3, 3)) == []
    listed.setFocus()
    for key in (7, 5, 3):
        QTest.keyClick(listed, Qt.Key.Key_Down)
        assert listed.current_key() == key
    QTest.keyClick(listed, Qt.Key.Key_Home)
    assert listed.current_key() == 7
    QTest.keyClick(listed, Qt.Key.Key_End)
    assert listed.current_key() == 9


def test_what_is_chosen_stays(shown: Shown) -> None:
    """After others came and went the same rows are selected, and the row on top of the sight stays where it was."""
    listed = shown(list(range(1000)))
    rows = lazy(listed)
    for number in (500, 501, 503):
        listed.selectionModel().select(rows.index(number), QItemSelectionModel.SelectionFlag.Select)
    listed.verticalScrollBar().setValue(listed.heights.top(490) + 7)
    before = listed.visualRect(rows.find(490)).top()
    keys = [*range(2000, 2100), *(key for key in range(1000) if key != 501)]
    listed.keep_place(lambda: rows.show_keys(keys))
    assert listed.visualRect(rows.find(490)).top() == before
    chosen = [key for first, last in listed.chosen_ranges() for key in rows.keys_between(first, last)]
    assert chosen == [500, 503]


def test_the_top_stays_the_top(shown: Shown) -> None:
    """Who looks at the top of the list sees what is new above."""
    listed = shown(list(range(100)))
    listed.keep_place(lambda: lazy(listed).show_keys([500, *range(100)]))
    assert listed.rows.row_at(listed.rows_in_sight()[0]).key == 500


def test_several_by_mouse_and_keys(shown: Shown) -> None:
    """Ctrl and Shift select several, by mouse and by keys; nothing is opened while there are several."""
    listed = shown(list(range(100)))
    opened: list[object] = []
    listed.opened.connect(lambda row: opened.append(row.key))
    listed.setFocus()

    def click(number: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = listed.visualRect(listed.rows.index(number)).center()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(1)
    assert opened[-1] == 1
    opened.clear()
    click(3, Qt.KeyboardModifier.ShiftModifier)
    assert listed.chosen_ranges() == [(1, 3)]
    click(5, Qt.KeyboardModifier.ControlModifier)
    assert listed.chosen_ranges() == [(1, 3), (5, 5)]
    assert opened == []
    click(2)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert listed.chosen_ranges() == [(2, 3)]
    QTest.keyClick(listed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert listed.chosen_ranges() == [(0, 99)]
    listed.keep_only_current()
    assert len(listed.chosen_ranges()) == 1


def test_menu_key(shown: Shown) -> None:
    """The menu is asked for at the chosen row by keyboard, and where the pointer is by mouse."""
    listed = shown(list(range(100)))
    listed.choose(2)
    asked: list[QPoint] = []
    listed.menu_wanted.connect(asked.append)
    listed.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    QTest.keyClick(
        listed, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier
    )  # where the keyboard has no such key
    listed.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(), QPoint(3, 4)))
    row = listed.visualRect(listed.rows.index(2))
    at_row = listed.viewport().mapToGlobal(row.center())
    assert asked == [at_row, at_row, QPoint(3, 4)]


def test_the_same_is_read_again_in_place(shown: Shown, reading: Reading) -> None:
    """Other words in the same rows are read, without losing place or choice."""
    listed = shown(list(range(1000)))
    listed.choose(3)
    before = reading.read
    listed.keep_place(lambda: lazy(listed).show_keys(list(range(1000))))
    listed.repaint()
    assert reading.read > before
    assert listed.current_key() == 3


def test_what_cannot_be_read() -> None:
    """A row that is gone, or could not be read, is painted empty."""
    rows = LazyRows(lambda _: {})
    rows.show_keys([1, 2])
    assert [row.title for row in rows.rows] == ["", ""]


def test_nothing_at_all(shown: Shown) -> None:
    """An empty list can be painted, clicked and walked through."""
    listed = shown([])
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        QTest.keyClick(listed, key)
    assert listed.current_key() is None
    assert not listed.rows_in_sight()


def test_what_assistive_technology_sees(shown: Shown) -> None:
    """The list is a list with as many items as there are rows, each with its words and where it is painted."""
    listed = shown(list(range(MANY)), [(0, section("first"))])
    whole = QAccessible.queryAccessibleInterface(listed)
    assert whole.role() is QAccessible.Role.List
    assert whole.childCount() == MANY + 1
    item = whole.child(5)
    assert item.role() is QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name) == "Row 4, below"
    assert item.rect().height() == listed.visualRect(listed.rows.index(5)).height()
    listed.setFocus()
    listed.choose(4)
    assert item.state().selected
