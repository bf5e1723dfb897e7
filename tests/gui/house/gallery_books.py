"""Pictures of address books on servers, for `tests.gui.house.gallery`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QRadioButton

from softphone.calls.address_books import (
    BookError,
    BookState,
    BookTrouble,
    CardConflict,
    CardField,
    FoundBook,
    Trouble,
)
from softphone.calls.cards import Card
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.gui.books.page import BooksPage
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import Scene, find

Step = Callable[[MainWindow, Scene], None]
_BOOKS = (
    AddressBook(
        "b1",
        AddressBookKind.CARDDAV,
        "People",
        "https://cloud.example/dav/anna/people/",
        "anna",
        takes_new=True,
    ),
    AddressBook(
        "b2",
        AddressBookKind.CARDDAV,
        "Контакты отдела по связям с очень важными партнёрами",
        "https://carddav.department-of-redundancy.company.example:8443/a/b/c/d/",
        "anna",
    ),
    AddressBook("b3", AddressBookKind.CARDDAV, "Home", "https://nas.example/home/", "anna", enabled=False),
)
_HERE = Card(
    "Maximiliana Konstantinopolskaya-Featherstonehaugh",
    (("sip:max@new-office.example", "Work"), ("tel:+74955550102", "Mobile")),
    organisation="North Wind",
    notes="Prefers to be called before noon.",
)
_THERE = replace(
    _HERE,
    name="Max Konstantinopolskaya",
    addresses=(("sip:max@other-office.example;transport=tls", "Work"), ("tel:+74955550102", "Mobile")),
    notes="На этой неделе в отпуске, звонить только по важным делам; потом перейдёт в другой отдел, номер сообщит.",
)


def open_books(window: MainWindow, scene: Scene, trouble: Trouble | None = None) -> BooksPage:
    settings = window.settings.value
    window.settings.change(replace(settings, address_books=_BOOKS))
    window.open_section(Section.BOOKS)
    then = datetime.now(UTC) - timedelta(minutes=7)
    scene.books.say(
        BookState("b1", synced_at=then, contacts=1234, trouble=trouble),
        BookState("b2", syncing=True),
        BookState("b3"),
    )
    return find(window, BooksPage)


def books(window: MainWindow, scene: Scene) -> None:
    open_books(window, scene)


def books_trouble(window: MainWindow, scene: Scene) -> None:
    open_books(window, scene, Trouble(BookTrouble.MANY_GONE_THERE, "", 1180))


def books_password(window: MainWindow, scene: Scene) -> None:
    open_books(window, scene, Trouble(BookTrouble.PASSWORD))


def books_remove(window: MainWindow, scene: Scene) -> None:
    open_books(window, scene).overview.remove_button.click()


def books_form(window: MainWindow, scene: Scene) -> None:
    scene.books.found = BookError(BookTrouble.PASSWORD)
    page = open_books(window, scene)
    page.begin()
    page.form.address.setText("cloud.example")
    page.form.user.setText("anna")
    page.form.password.setText("secret")
    page.form.look()


def books_found(window: MainWindow, scene: Scene) -> None:
    scene.books.found = (
        FoundBook("http://cloud.example/dav/anna/family/", "Family", encrypted=False),
        FoundBook(
            "http://cloud.example/dav/shared/company-wide-directory/",
            "Company",
            writable=False,
            encrypted=False,
        ),
    )
    page = open_books(window, scene)
    page.begin()
    page.form.address.setText("http://cloud.example")
    page.form.look()


def books_conflicts(window: MainWindow, scene: Scene) -> None:
    fields = (CardField.NAME, CardField.NOTES, CardField.ADDRESSES)
    when = datetime.now(UTC)
    conflicts = (
        CardConflict("b1", "/a", _HERE, _THERE, fields, when),
        CardConflict("b1", "/b", None, _THERE, (), when),
        CardConflict("b1", "/c", _HERE, None, (), when),
    )
    page = open_books(window, scene)
    scene.books.say(BookState("b1", synced_at=when, contacts=12, conflicts=3), conflicts=conflicts)
    page.show_conflicts()
    page.conflicts.show_conflicts(conflicts)
    find(page.conflicts.cards[0], QRadioButton, "conflict-name-there").click()


BOOKS: dict[str, Step] = {
    step.__name__: step
    for step in (
        books,
        books_trouble,
        books_password,
        books_remove,
        books_form,
        books_found,
        books_conflicts,
    )
}
