"""People of the company's directory in the dial field, below the contacts, and on their own page."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from softphone.calls.cards import Card
from softphone.calls.directory import DirectoryError, DirectoryTrouble, Found
from softphone.calls.settings import AddressBook
from softphone.gui.books.page import BooksPage
from softphone.gui.directory.page import DirectoryPage
from softphone.gui.directory.panel import DirectoryPanel
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import WAIT_S, Scene, find

WAIT_MS = WAIT_S * 1000
ANNA = Card(
    "Anna Directory",
    (("tel:+4685550101", "work"), ("mailto:anna@office.example", "")),
    organisation="Office",
    entry="cn=Anna",
)
BORIS = Card("Boris Mail", (("mailto:boris@office.example", ""),))


class Told:
    """Directories that answer with what a test has put into them."""

    def __init__(self) -> None:
        self.any = True
        self.asked: list[str] = []
        self.tried: list[tuple[str, str, str | None]] = []
        self.changed: list[str] = []
        self.answer: tuple[Found, ...] = (Found("o", "Office", (ANNA, BORIS), more=True),)

    def try_out(self, book: AddressBook, password: str | None) -> Future[Found]:
        self.tried.append((book.url, book.user, password))
        future: Future[Found] = Future()
        future.set_result(replace(self.answer[0], book_id=book.id))
        return future

    def password_changed(self, book_id: str) -> None:
        self.changed.append(book_id)

    def search(self, text: str) -> Future[tuple[Found, ...]]:
        self.asked.append(text)
        future: Future[tuple[Found, ...]] = Future()
        future.set_result(self.answer)
        return future


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def directory_window(scene: Scene, told: Told, qtbot: QtBot) -> MainWindow:
    window = scene.window(directories=told)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def searched(window: MainWindow, text: str, qtbot: QtBot) -> DirectoryPanel:
    window.show_view(View.CONTACTS)
    panel = find(window, DirectoryPanel)
    window.column.contacts.search.setText(text)
    qtbot.waitUntil(lambda: not panel.isHidden(), timeout=WAIT_MS)
    return panel


def test_who_is_found_is_shown_called_and_saved(
    directory_window: MainWindow, scene: Scene, told: Told, qtbot: QtBot
) -> None:
    """Below the contacts, under the directory's name; the page has every address; saving makes a contact."""
    panel = searched(directory_window, "anna", qtbot)
    assert told.asked == ["anna"]
    assert [row.title for row in panel.list.rows.rows] == [
        "Office · there are more",
        "Anna Directory",
        "Boris Mail",
    ]
    panel.list.activated_row.emit(panel.list.rows.rows[1])
    (called,) = [asked[1] for asked in scene.phone.asked if asked[0] == "place_call"]
    assert "+4685550101" in str(called)
    panel.list.opened.emit(panel.list.rows.rows[1])
    page = find(directory_window, DirectoryPage)
    assert page.card == ANNA
    page.save_button.click()
    qtbot.waitUntil(lambda: directory_window.pages.shown_contact() is not None, timeout=WAIT_MS)
    saved = directory_window.pages.shown_contact()
    assert saved is not None
    assert (saved.name, saved.organisation) == ("Anna Directory", "Office")
    assert [each.uri for each in saved.addresses] == ["tel:+4685550101", "mailto:anna@office.example"]


def test_where_there_is_little_room_the_directory_scrolls(directory_window: MainWindow, qtbot: QtBot) -> None:
    """Instead of going on below the edge, where nobody sees or reaches the last ones."""
    panel = searched(directory_window, "anna", qtbot)
    whole = panel.height()
    panel.setFixedHeight(whole - 40)
    qtbot.waitUntil(lambda: panel.list.geometry().bottom() <= panel.rect().bottom(), timeout=WAIT_MS)
    last = panel.list.model().index(panel.list.model().rowCount() - 1, 0)
    panel.list.scrollTo(last)
    assert panel.list.viewport().rect().contains(panel.list.visualRect(last))


def test_a_directory_that_gives_nothing_says_why(
    directory_window: MainWindow, told: Told, qtbot: QtBot
) -> None:
    """The reason with its cure, and an emptied field takes it away."""
    error = DirectoryError(DirectoryTrouble.PASSWORD, "invalid credentials")
    told.answer = (Found("o", "Office", error=error),)
    panel = searched(directory_window, "anna", qtbot)
    assert "does not take this name and password" in panel.trouble.text()
    directory_window.column.contacts.search.clear()
    assert panel.isHidden()


def test_suggestions_of_the_directory_come_below_those_one_knows(
    directory_window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """With the directory's name at the right; only who can be called."""
    scene.person("Anna Known", ("sip:anna@known.example", ""))
    field = directory_window.column.dial
    field.focus()
    qtbot.waitUntil(field.edit.hasFocus, timeout=WAIT_MS)
    qtbot.keyClicks(field.edit, "anna")
    popup = field._popup
    assert popup is not None
    assert [each.name for each in popup.suggestions] == ["Anna Known"]
    qtbot.waitUntil(lambda: len(popup.suggestions) == 2, timeout=WAIT_MS)
    assert (popup.suggestions[1].name, popup.suggestions[1].label) == ("Anna Directory", "Office")
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    marked = popup.current()
    assert marked is not None
    assert marked.uri == "tel:+4685550101"


def test_nobody_is_asked_for_one_letter(directory_window: MainWindow, told: Told, qtbot: QtBot) -> None:
    """A letter finds half a company: the directory is left alone."""
    directory_window.show_view(View.CONTACTS)
    panel = find(directory_window, DirectoryPanel)
    directory_window.column.contacts.search.setText("a")
    assert panel.isHidden()
    assert told.asked == []


def form_of(window: MainWindow) -> BooksPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.BOOKS)
    page = find(window, BooksPage)
    page.directories.add_button.click()
    return page


def test_a_directory_is_tried_and_saved(
    directory_window: MainWindow, scene: Scene, told: Told, qtbot: QtBot
) -> None:
    """Its password goes to the keyring, and it can be switched off, changed and removed."""
    page = form_of(directory_window)
    form = page.directory_form
    form.url.setText("ldaps://directory.example/dc=office")
    form.user.setText("cn=me")
    form.password.setText("secret")
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(directory_window.settings.value.address_books), timeout=WAIT_MS)
    (book,) = directory_window.settings.value.address_books
    assert (book.name, book.url, book.user) == (
        "directory.example",
        "ldaps://directory.example/dc=office",
        "cn=me",
    )
    assert told.tried == [(book.url, "cn=me", "secret")]
    assert scene.passwords.kept[f"{book.id}/book"] == "secret"
    assert page.currentWidget() is page.overview
    page.directories.list.switched.emit(page.directories.list.rows.rows[0])
    assert not directory_window.settings.value.address_books[0].enabled
    page.directories.change_button.click()
    form.name.setText("Office")
    form.save_button.click()
    qtbot.waitUntil(
        lambda: directory_window.settings.value.address_books[0].name == "Office", timeout=WAIT_MS
    )
    assert scene.passwords.kept[f"{book.id}/book"] == "secret"
    page.directories.remove_button.click()
    assert directory_window.settings.value.address_books == ()
    qtbot.waitUntil(lambda: f"{book.id}/book" not in scene.passwords.kept, timeout=WAIT_MS)


def test_a_directory_that_does_not_answer_can_be_saved_all_the_same(
    directory_window: MainWindow, told: Told, qtbot: QtBot
) -> None:
    """The reason is said first; whoever knows better saves it as it is."""
    told.answer = (Found("o", "Office", error=DirectoryError(DirectoryTrouble.UNREACHABLE)),)
    form = form_of(directory_window).directory_form
    form.url.setText("ldaps://directory.example/dc=office")
    form.save_button.click()
    qtbot.waitUntil(lambda: "cannot be reached" in form.error.text(), timeout=WAIT_MS)
    assert directory_window.settings.value.address_books == ()
    form.anyway_button.click()
    qtbot.waitUntil(lambda: bool(directory_window.settings.value.address_books), timeout=WAIT_MS)
