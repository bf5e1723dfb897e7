"""Many contacts: search, letters, groups, several at once, and back again."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu
from pytestqt.qtbot import QtBot

from softphone.calls.people import ContactDraft
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import Ended
from softphone.gui.contacts.contact_form import ContactForm
from softphone.gui.contacts.contacts_list import ContactsList
from softphone.gui.contacts.groups_field import GroupsField
from softphone.gui.contacts.groups_page import GroupsPage
from softphone.gui.contacts.people_rows import letter_of
from softphone.gui.contacts.picker_page import PickerPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene, find, press_key, write
from tests.support.pictures import image_bytes

NAMES = ("Anna", "Boris", "Clara", "Дарья", "Егор")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ids(scene: Scene) -> dict[str, int]:
    """Five people; Anna is a favourite, Boris and Clara are in a group."""
    made: dict[str, int] = {}
    for name in NAMES:
        draft = ContactDraft(
            id=None,
            name=name,
            addresses=((f"sip:{len(made)}@office.example", ""),),
            favourite=name == "Anna",
            groups=("Work",) if name in ("Boris", "Clara") else (),
        )
        made[name] = scene.store.contact_book.save(draft).result(WAIT_S).id
    return made


@pytest.fixture
def contacts(window: MainWindow, ids: dict[str, int]) -> ContactsList:
    assert ids
    window.lists.contacts_changed()
    window.show_view(View.CONTACTS)
    return window.column.contacts


def listed(contacts: ContactsList) -> list[str]:
    return [row.title for row in contacts.list.rows.rows]


def select(contacts: ContactsList, *names: str) -> None:
    """With Ctrl and a click, one after the other."""
    shown = listed(contacts)
    for number, name in enumerate(names):
        index = contacts.list.rows.index(shown.index(name))
        place = contacts.list.visualRect(index).center()
        modifier = CTRL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(contacts.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def choose(menu: QMenu | None, text: str) -> None:
    """Take the line of a menu, or of a menu below it, that reads so."""
    assert menu is not None
    found = [action for action in menu.findChildren(QAction) if action.text() == text]
    assert found, text
    found[0].trigger()


def test_sections_and_count(contacts: ContactsList) -> None:
    """Favourites stand first, everybody once, and how many there are is said."""
    assert listed(contacts) == ["Favourites", "Anna", "Everyone else", "Boris", "Clara", "Дарья", "Егор"]
    assert contacts.count.text() == "5"
    assert "5" in contacts.count.accessibleName()


def test_search_as_one_types(contacts: ContactsList) -> None:
    """The list narrows with each letter, without sections, and Escape brings everybody back."""
    write(contacts.search, "дар")
    assert listed(contacts) == ["Дарья"]
    press_key(contacts.search, Qt.Key.Key_Return)
    assert contacts.list.current_key() is not None
    press_key(contacts.search, Qt.Key.Key_Escape)
    assert len(listed(contacts)) == 7


def test_a_search_shows_its_first(window: MainWindow, scene: Scene) -> None:
    """Whoever is found stands in sight from the first on, also when the list was scrolled down before."""
    for number in range(60):
        draft = ContactDraft(id=None, name=f"Name {number:02}", addresses=())
        scene.store.contact_book.save(draft).result(WAIT_S)
    window.show_view(View.CONTACTS)
    contacts = window.column.contacts
    contacts.list.scrollToBottom()
    write(contacts.search, "name")
    assert contacts.list.rows_in_sight()[0] == 0
    contacts.list.scrollToBottom()
    window.lists.contacts_changed()
    assert contacts.list.rows_in_sight()[0] > 0


def test_from_the_search_to_the_list(contacts: ContactsList, window: MainWindow) -> None:
    """The arrow down goes from the search to the list, to the first who was found."""
    contacts.search.setFocus()
    write(contacts.search, "cla")
    press_key(contacts.search, Qt.Key.Key_Down)
    assert contacts.list.hasFocus()
    row = contacts.list.current_row()
    assert row is not None
    assert row.title == "Clara"
    press_key(contacts.list, Qt.Key.Key_Space)
    shown = window.pages.shown_contact()
    assert shown is not None
    assert shown.name == "Clara"


def test_letters_typed_in_the_list(contacts: ContactsList, window: MainWindow) -> None:
    """A letter goes to the first name with it, and opens it."""
    contacts.list.setFocus()
    press_key(contacts.list, Qt.Key.Key_C)
    row = contacts.list.current_row()
    assert row is not None
    assert row.title == "Clara"
    shown = window.pages.shown_contact()
    assert shown is not None
    assert shown.name == "Clara"


def test_letters_of_many(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """From some dozens of people on letters stand beside the list; each leads to its first name."""
    for number in range(60):
        name = f"{'ABCDEЖЗ'[number % 7]}name {number:02}"
        scene.store.contact_book.save(ContactDraft(id=None, name=name, addresses=())).result(WAIT_S)
    window.show_view(View.CONTACTS)
    contacts = window.column.contacts
    qtbot.waitUntil(lambda: bool(contacts.letters.letters))
    assert [letter for letter, _ in contacts.letters.letters] == list("ABCDEЖЗ")
    for letter, number in contacts.letters.letters:
        assert letter_of(contacts.people.row_at(number).title) == letter
        assert letter_of(contacts.people.row_at(number - 1).title if number else "?") != letter
    contacts.letters.wanted.emit(contacts.letters.letters[3][1])
    assert contacts.list.rows_in_sight()[0] == contacts.letters.letters[3][1]
    write(contacts.search, "name")
    assert contacts.letters.isHidden()


def test_letter_of() -> None:
    """Under which letter a name stands, in every script."""
    assert [letter_of(name) for name in ("anna", "Ёлка", "Ｂob", "42", "", "😀", "张伟")] == list("AЕB###字")


def test_one_group(contacts: ContactsList, scene: Scene) -> None:
    """The box above the list narrows it to a group or the favourites, search looks within, and back to everybody."""
    assert [contacts.groups.itemText(n) for n in range(contacts.groups.count())] == [
        "Everybody",
        "Favourites",
        "Work (2)",
    ]
    contacts.show_group("Work")
    assert listed(contacts) == ["Boris", "Clara"]
    contacts.search.setText("anna")
    assert contacts.empty.isVisible()
    contacts.empty.action.click()
    assert listed(contacts) == ["Anna"]
    contacts.search.clear()
    contacts.groups.setCurrentIndex(1)
    contacts.groups.activated.emit(1)
    assert listed(contacts) == ["Anna"]


def test_several_deleted_and_back(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """Delete takes everybody away who is selected, and Undo brings them back as they were."""
    before = scene.store.contact_book.contacts()
    select(contacts, "Boris", "Дарья", "Егор")
    assert contacts.bar.isVisible()
    assert contacts.selected() == (ids["Boris"], ids["Дарья"], ids["Егор"])
    with qtbot.waitSignal(window.desk.several.contacts_gone):
        press_key(contacts.list, Qt.Key.Key_Delete)
    assert listed(contacts) == ["Favourites", "Anna", "Everyone else", "Clara"]
    assert contacts.bar.isHidden()
    bar = window.quiet.bar
    assert bar is not None
    with qtbot.waitSignal(window.desk.several.people_changed):
        bar.action.click()
    assert scene.store.contact_book.contacts() == before


def test_all_by_keyboard(contacts: ContactsList, window: MainWindow) -> None:
    """Ctrl+A selects everybody, Shift with an arrow the next one too, Escape goes back to one."""
    contacts.list.setFocus()
    press_key(contacts.list, Qt.Key.Key_A, CTRL)
    assert len(contacts.selected()) == 5
    press_key(contacts.list, Qt.Key.Key_Escape)
    assert len(contacts.selected()) <= 1
    assert contacts.bar.isHidden()
    press_key(contacts.list, Qt.Key.Key_Home)
    press_key(contacts.list, Qt.Key.Key_Down, SHIFT)
    assert len(contacts.selected()) == 2
    assert "2" in find(contacts.bar, QLabel, "contacts-selected").text()


def test_selection_stays_over_a_reload(contacts: ContactsList, window: MainWindow, scene: Scene) -> None:
    """Somebody new in the book does not change who is selected."""
    select(contacts, "Boris", "Егор")
    chosen = contacts.selected()
    scene.person("Bella", ("sip:bella@office.example", ""))
    contacts.reload()
    assert contacts.selected() == chosen
    assert contacts.bar.isVisible()


def test_several_favourites(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """The star makes all of them favourites; Undo leaves those alone who were before."""
    select(contacts, "Anna", "Boris")
    with qtbot.waitSignal(window.desk.several.people_changed):
        find(contacts.bar, QAbstractButton, "contacts-selected-favourite").click()
    assert listed(contacts)[:3] == ["Favourites", "Anna", "Boris"]
    bar = window.quiet.bar
    assert bar is not None
    with qtbot.waitSignal(window.desk.several.people_changed):
        bar.action.click()
    found = scene.store.contact_book.listing()
    assert list(found.ids[: found.favourites]) == [ids["Anna"]]
    with qtbot.waitSignal(window.desk.several.people_changed):
        choose(contacts.person_menu(), "Add to favourites")
    with qtbot.waitSignal(window.desk.several.people_changed):
        choose(contacts.person_menu(), "Remove from favourites")
    assert scene.store.contact_book.listing().favourites == 0


def test_into_a_group_and_out(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """The menu puts a selection into a group that there is, or a new one; Undo takes out who came."""
    book = scene.store.contact_book
    select(contacts, "Anna", "Boris")
    with qtbot.waitSignal(window.desk.several.people_changed):
        choose(contacts.person_menu(), "Work")
    assert dict(book.groups()) == {"Work": 3}
    bar = window.quiet.bar
    assert bar is not None
    with qtbot.waitSignal(window.desk.several.people_changed):
        bar.action.click()
    assert {contact.name for contact in book.contacts() if contact.groups} == {"Boris", "Clara"}
    choose(contacts.person_menu(), "New group…")
    assert contacts.group_choice.name.isVisible()
    write(contacts.group_choice.name.edit, "  Old   friends ")
    with qtbot.waitSignal(window.desk.several.people_changed):
        press_key(contacts.group_choice.name.edit, Qt.Key.Key_Return)
    assert dict(book.groups()) == {"Old friends": 2, "Work": 2}
    with qtbot.waitSignal(window.desk.several.people_changed):
        choose(contacts.person_menu(), "Old friends")
    assert dict(book.groups()) == {"Work": 2}


def test_of_many_groups_one_is_found_by_typing(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """A menu of fifty would not fit: a bar says who is in which, stays for the next one, and makes new ones."""
    book = scene.store.contact_book
    for number in range(50):
        book.set_group((ids["Boris" if number % 2 else "Clara"],), f"Team {number:02}", True).result(WAIT_S)
    select(contacts, "Anna", "Boris")
    choose(contacts.person_menu(), "Groups…")
    picker = contacts.group_choice.picker
    assert picker.search.hasFocus()
    write(picker.search, "eam 4")
    rows = picker.list.rows
    assert [rows.row_at(number).title for number in range(rows.rowCount())] == [
        *(f"Team {number}" for number in range(40, 50)),
        "New group “eam 4”",
    ]
    press_key(picker.search, Qt.Key.Key_Down)

    def current() -> tuple[object, str]:
        row = picker.list.current_row()
        assert row is not None
        return row.key, row.subtitle

    assert current() == ("Team 41", "Some of them")
    with qtbot.waitSignal(window.desk.several.people_changed):
        press_key(picker.search, Qt.Key.Key_Return)
    assert current() == ("Team 41", "In this group")
    assert dict(book.groups_among((ids["Anna"], ids["Clara"])))["Team 41"] == 1
    with qtbot.waitSignal(window.desk.several.people_changed):
        press_key(picker.search, Qt.Key.Key_Return)
    assert "Team 41" not in dict(book.groups())
    book.set_group((ids["Clara"],), "Anew", True).result(WAIT_S)
    contacts.reload()
    picker.search.clear()
    write(picker.search, "new")
    assert [rows.row_at(number).title for number in range(rows.rowCount())] == ["Anew", "New group “new”"]
    book.set_group((ids["Clara"],), "Алёна", True).result(WAIT_S)
    contacts.reload()
    for typed in ("алена", "Алёна", "Але\u0308"):  # as one types, and as other systems write
        picker.search.setText(typed)
        assert [rows.row_at(0).title, rows.rowCount()] == ["Алёна", 2 if len(typed) < 5 else 1]
    picker.search.clear()
    write(picker.search, "  Old   friends ")
    with qtbot.waitSignal(window.desk.several.people_changed):
        press_key(picker.search, Qt.Key.Key_Return)
    assert dict(book.groups())["Old friends"] == 2
    press_key(picker.search, Qt.Key.Key_Escape)
    assert picker.isHidden()
    assert contacts.list.hasFocus()


def test_the_form_of_a_contact_knows_more_groups_than_it_has_boxes_for(qtbot: QtBot) -> None:
    """Those of the contact have boxes; the line for another one completes what is typed, as it is written."""
    form = GroupsField()
    qtbot.addWidget(form)
    form.show()
    names = [*(f"Team {number:02}" for number in range(50)), "Алёна"]
    form.show_groups(("Team 49",), names)
    assert list(form.groups) == ["Team 49"]
    assert len(form.boxes) < len(names)
    form.new_button.click()
    completer = form.name.edit.completer()
    assert completer is not None
    write(form.name.edit, "M 47")
    assert [completer.currentCompletion(), completer.completionCount()] == ["Team 47", 1]
    form.name.edit.setText("team 47")
    press_key(form.name.edit, Qt.Key.Key_Return)
    form.new_button.click()
    form.name.edit.setText("алена")
    press_key(form.name.edit, Qt.Key.Key_Return)
    assert list(form.groups) == ["Team 49", "Team 47", "Алёна"]


def test_group_renamed_and_removed(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """Groups are renamed and removed on their page, also into one that there is, and Undo parts them again."""
    book = scene.store.contact_book
    book.set_group((ids["Anna"], ids["Boris"]), "Friends", True).result(WAIT_S)
    contacts.groups_requested.emit()
    page = find(window, GroupsPage)

    def press(name: str) -> None:
        find(page, QAbstractButton, name).click()

    def undo() -> None:
        bar = window.quiet.bar
        assert bar is not None
        bar.action.click()

    def wait(groups: dict[str, int]) -> None:
        """Until they are so, the page shows it, and there is a way back."""
        qtbot.waitUntil(lambda: dict(book.groups()) == groups)
        qtbot.waitUntil(lambda: page.list.rows.rowCount() == len(groups))

    page.list.choose("Friends")
    press("groups-rename")
    page.name.edit.setText("Work")
    press("group-name-ok")
    wait({"Work": 3})
    qtbot.waitUntil(lambda: window.quiet.bar is not None)
    undo()
    wait({"Friends": 2, "Work": 2})
    qtbot.waitUntil(lambda: window.quiet.bar is None)
    page.list.choose("Work")
    press("groups-remove")
    wait({"Friends": 2})
    qtbot.waitUntil(lambda: window.quiet.bar is not None)
    undo()
    wait({"Friends": 2, "Work": 2})
    page.list.choose("Work")
    press("groups-show")
    assert listed(contacts) == ["Boris", "Clara"]


def test_export_of_the_selected(contacts: ContactsList, ids: dict[str, int], qtbot: QtBot) -> None:
    """The ids of the selection go to whoever exports; from the menu of the list everybody does."""
    select(contacts, "Boris", "Clara")
    contacts.export_requested.disconnect()
    with qtbot.waitSignal(contacts.export_requested) as asked:
        find(contacts.bar, QAbstractButton, "contacts-selected-export").click()
    assert asked.args == [(ids["Boris"], ids["Clara"])]
    with qtbot.waitSignal(contacts.export_requested) as asked:
        choose(contacts.menu, "Export contacts…")
    assert asked.args == [None]


def test_groups_and_picture_on_the_form(
    contacts: ContactsList, window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """A contact is put into groups, and gets a picture, on its form; both are there when it is opened again."""
    book = scene.store.contact_book
    clara = book.contact(ids["Clara"])
    assert clara is not None
    window.pages.edit_contact(clara)
    form = find(window, ContactForm)
    form.groups.new_button.click()
    write(form.groups.name.edit, "Choir")
    press_key(form.groups.name.edit, Qt.Key.Key_Return)
    assert form.groups.groups == ("Work", "Choir")
    file = scene.store.profile.settings.parent / "clara.png"
    file.write_bytes(image_bytes(400, 300))
    with qtbot.waitSignal(form.picture.chosen):
        form.picture.take(file)
    with qtbot.waitSignal(form.saved):
        form.save()
    now = book.contact(clara.id)
    assert now is not None
    assert set(now.groups) == {"Work", "Choir"}
    assert now.has_picture
    qtbot.waitUntil(lambda: window.column.pictures.of(clara.id) is not None)
    window.pages.edit_contact(now)
    assert form.picture.avatar.picture is not None
    form.picture.remove_button.click()
    with qtbot.waitSignal(form.saved):
        form.save()
    after = book.contact(clara.id)
    assert after is not None
    assert not after.has_picture
    assert set(after.groups) == {"Work", "Choir"}


def test_stranger_added_to_somebody(
    window: MainWindow, scene: Scene, ids: dict[str, int], qtbot: QtBot
) -> None:
    """The address of a call goes to a contact that one searches for, after a look at the form."""
    scene.attempt("", "sip:boris.home@private.example", Ended.MISSED)
    (record,) = scene.store.call_log.recent(limit=1)
    window.show_view(View.HISTORY)
    window.pages.show_record(record)
    made = [each for each in window.findChildren(QAbstractButton, "history-add-to") if each.isVisible()]
    made[0].click()
    picker = find(window, PickerPage)
    write(picker.search, "bor")
    with qtbot.waitSignal(picker.picked):
        press_key(picker.search, Qt.Key.Key_Return)
    form = find(window, ContactForm)
    assert [row.address.text() for row in form.rows.rows] == [
        "1@office.example",
        "boris.home@private.example",
    ]
    with qtbot.waitSignal(form.saved):
        form.save()
    boris = scene.store.contact_book.contact(ids["Boris"])
    assert boris is not None
    assert boris.addresses[1].uri == "sip:boris.home@private.example"
    assert boris.groups == ("Work",)


def test_picker_by_keyboard(
    contacts: ContactsList, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    """Whoever is to be merged is not offered; arrows go through the others while one types; Escape goes back."""
    anna = window.services.contacts.contact(ids["Anna"])
    assert anna is not None
    window.pages.merge_with(anna)
    picker = find(window, PickerPage)
    assert [row.title for row in picker.rows.rows] == ["Boris", "Clara", "Дарья", "Егор"]
    press_key(picker.search, Qt.Key.Key_Down)
    press_key(picker.search, Qt.Key.Key_Down)
    row = picker.list.current_row()
    assert row is not None
    assert row.title == "Clara"
    write(picker.search, "zzz")
    assert not picker.list.isVisible()
    press_key(picker.search, Qt.Key.Key_Escape)
    assert picker.list.isVisible()
    press_key(picker.search, Qt.Key.Key_Escape)
    assert window.pages.shown_contact() == anna


def test_a_store_that_cannot_be_read(
    contacts: ContactsList, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searching says what is wrong, and the list stays as it was."""

    def refuse(**_more: object) -> None:
        raise StoreFailedError("the disk is gone")

    monkeypatch.setattr(type(window.services.contacts), "listing", lambda _self, **more: refuse(**more))
    contacts.search.setText("anna")
    assert window.banners.shown("failed") is not None
    assert len(listed(contacts)) == 7


def test_what_takes_long_is_said(contacts: ContactsList, window: MainWindow, qtbot: QtBot) -> None:
    """A writing that is not done at once is said until it is."""
    several = window.desk.several
    going_on: Future[None] = Future()
    several._write(going_on)
    qtbot.waitUntil(lambda: window.banners.shown("contacts-busy") is not None)
    going_on.set_result(None)
    qtbot.waitUntil(lambda: window.banners.shown("contacts-busy") is None)


def test_several_are_not_called(contacts: ContactsList, window: MainWindow, scene: Scene) -> None:
    """Enter and Space do nothing while several are selected: nobody could tell whom they are for."""
    select(contacts, "Boris", "Clara")
    contacts.list.setFocus()
    shown = window.pages.shown_contact()
    press_key(contacts.list, Qt.Key.Key_Return)
    press_key(contacts.list, Qt.Key.Key_Space)
    assert not scene.phone.views()
    assert window.pages.shown_contact() == shown
    assert len(contacts.selected()) == 2


def test_a_selection_ends_with_its_bar(contacts: ContactsList, window: MainWindow) -> None:
    """Who comes back to the contacts finds nobody selected, and no commands for nobody."""
    select(contacts, "Boris", "Clara")
    assert contacts.bar.isVisible()
    window.show_view(View.HISTORY)
    window.show_view(View.CONTACTS)
    assert not contacts.selected()
    assert contacts.bar.isHidden()
