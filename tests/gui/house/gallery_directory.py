"""Pictures of company directories, for `tests.gui.house.gallery`."""

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtTest import QTest

from softphone.calls.cards import Card
from softphone.calls.directory import DirectoryError, DirectoryTrouble, Found
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.gui.books.page import BooksPage
from softphone.gui.directory.words import trouble_text
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.error_line import say_error
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import Scene, find

_CARD = Card(
    "Maximiliana Konstantinopolskaya-Featherstonehaugh",
    (
        ("sip:maximiliana.konstantinopolskaya@office.example", "work"),
        ("tel:+74955550101", "work"),
        ("mailto:max@office.example", ""),
    ),
    organisation="Департамент по связям с очень важными партнёрами",
)
_BOOKS = (
    AddressBook("l1", AddressBookKind.LDAP, "North Wind", "ldaps://directory.office.example/dc=office"),
    AddressBook("l2", AddressBookKind.LDAP, "Старый каталог", "ldap://10.0.0.7/o=old", enabled=False),
)


class Pictured:
    """Directories that know one person, for the pictures."""

    any = True

    def search(self, text: str) -> Future[tuple[Found, ...]]:
        future: Future[tuple[Found, ...]] = Future()
        more = (_CARD, replace(_CARD, name="Анна из каталога"), replace(_CARD, name="Anna Karlsson"))
        future.set_result((Found("l1", "North Wind", more, more=True),))
        return future

    def try_out(self, book: AddressBook, password: str | None) -> Future[Found]:
        return Future()

    def password_changed(self, book_id: str) -> None:
        pass


def directory_page(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.pages.show_card(_CARD)


def directory_found(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.column.contacts.search.setText("an")
    QTest.qWait(400)  # a moment after the last letter


def directory_settings(window: MainWindow, _scene: Scene) -> None:
    window.settings.change(replace(window.settings.value, address_books=_BOOKS))
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.BOOKS)


def directory_form(window: MainWindow, scene: Scene) -> None:
    directory_settings(window, scene)
    page = find(window, BooksPage)
    page.directories.form_requested.emit(_BOOKS[0])
    error = DirectoryError(DirectoryTrouble.NOT_ENCRYPTED, "confidentiality required")
    say_error(page.directory_form.error, trouble_text("North Wind", error))
    page.directory_form.anyway_button.show()


DIRECTORY = {
    step.__name__: step for step in (directory_page, directory_found, directory_settings, directory_form)
}
