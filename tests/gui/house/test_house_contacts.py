"""Contacts: add, change, delete, undo, and moves taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.gui.contacts.contact_address import contact_uri
from softphone.gui.contacts.contact_form import ContactForm
from softphone.gui.contacts.contact_page import ContactPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.sip.errors import SipParseError
from tests.gui.house.scene import Scene, fill, find, press_key, write


def form_of(window: MainWindow) -> ContactForm:
    form = window.findChild(ContactForm)
    assert form is not None
    return form


def press(window: MainWindow, name: str) -> None:
    made = [button for button in window.findChildren(QAbstractButton, name) if button.isVisible()]
    assert len(made) == 1, name
    made[0].click()


def test_add(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Ctrl+N opens an empty form; what is typed and saved stands in the list and on the page."""
    press_key(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = form_of(window)
    write(form.name, "Вера  Павловна")
    write(form.rows.rows[0].address, "vera@office.example")
    write(form.rows.rows[0].label, "Work")
    with qtbot.waitSignal(form.saved):
        press_key(form.rows.rows[0].label, Qt.Key.Key_Return)
    (vera,) = scene.store.contact_book.contacts()
    assert vera.name == "Вера Павловна"
    assert [(address.uri, address.label) for address in vera.addresses] == [
        ("sip:vera@office.example", "Work")
    ]
    assert window.pages.shown_contact() == vera
    assert window.column.contacts.list.current_key() == vera.id


def test_wrong_address_is_shown_at_its_letter(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A mistake in an address stops the saving and is marked; nothing is written."""
    window.new_contact()
    form = form_of(window)
    form.name.setText("Vera")
    form.rows.rows[0].address.setText("vera@@office")
    form.save()
    row = form.rows.rows[0]
    assert not row.error.isHidden()
    assert row.address.marked == 5
    assert scene.store.contact_book.contacts() == ()


def test_name_and_address_are_asked_for(window: MainWindow, scene: Scene) -> None:
    """A form without a name, or without any address, says so."""
    window.new_contact()
    form = form_of(window)
    form.save()
    assert not find(form, QLabel, "contact-name-error").isHidden()
    form.name.setText("Vera")
    form.save()
    assert not find(form, QLabel, "contact-form-error").isHidden()
    assert scene.store.contact_book.contacts() == ()


def test_edit_keeps_the_whole_uri(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """An address line that is not touched keeps the parameters that are not shown; the star changes the order."""
    contact = scene.person(
        "Vera", ("sip:vera@office.example;transport=tls", ""), ("sip:v@home.example", "Home")
    )
    window.show_view(View.CONTACTS)
    window.pages.edit_contact(contact)
    form = form_of(window)
    assert form.rows.rows[0].address.text() == "vera@office.example"
    form.rows.rows[1].raise_button.click()
    with qtbot.waitSignal(form.saved):
        form.save()
    now = scene.store.contact_book.contact(contact.id)
    assert now is not None
    assert [address.uri for address in now.addresses] == [
        "sip:v@home.example",
        "sip:vera@office.example;transport=tls",
    ]


def test_delete_and_undo(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Delete takes a contact away at once, and the quiet bar brings everything of it back."""
    fill(scene)
    window.show_view(View.CONTACTS)
    anna = scene.store.contact_book.search("anna")[0]
    window.column.contacts.list.choose(anna.id)
    with qtbot.waitSignal(window.desk.contact_gone):
        press_key(window.column.contacts.list, Qt.Key.Key_Delete)
    assert scene.store.contact_book.contact(anna.id) is None
    bar = window.quiet.bar
    assert bar is not None
    with qtbot.waitSignal(window.desk.contact_changed):
        bar.action.click()
    back = scene.store.contact_book.search("anna")[0]
    assert back.name == anna.name
    assert [address.uri for address in back.addresses] == [address.uri for address in anna.addresses]
    assert [former.uri for former in back.former] == ["sip:anna@old-office.example"]


def test_former_address_and_undo(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A former address stands struck through with where it went, and Undo brings it back."""
    fill(scene)
    anna = scene.store.contact_book.search("anna")[0]
    window.show_view(View.CONTACTS)
    window.pages.show_contact(anna)
    page = window.findChild(ContactPage)
    assert page is not None
    former = find(page, QLabel, "contact-former-1")
    assert former.property("text-role") == "struck"
    said = [text.text() for text in page.findChildren(QLabel) if "moved to" in text.text()]
    assert said
    assert "anna.k@new-office.example" in said[0]
    with qtbot.waitSignal(window.desk.contact_changed):
        press(window, "contact-undo-1")
    now = window.pages.shown_contact()
    assert now is not None
    assert now.addresses[0].uri == "sip:anna@old-office.example"
    assert now.former == ()


def test_search_finds_nobody(window: MainWindow, scene: Scene) -> None:
    """A search without a match offers to add whom one looked for."""
    fill(scene)
    window.show_view(View.CONTACTS)
    contacts = window.column.contacts
    contacts.search.setText("БОРИС")
    assert [row.title for row in contacts.list.rows.rows] == ["Борис Дмитриев"]
    contacts.search.setText("nobody of this name")
    assert contacts.empty.isVisible()
    contacts.empty.action.click()
    assert form_of(window).name.text() == "nobody of this name"


def test_favourite(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The star puts a contact among the favourites."""
    echo = scene.person("Echo", ("sip:echo@demo.invalid", ""))
    window.show_view(View.CONTACTS)
    window.pages.show_contact(echo)
    with qtbot.waitSignal(window.desk.contact_changed):
        press(window, "contact-star")
    now = scene.store.contact_book.contact(echo.id)
    assert now is not None
    assert now.favourite


@pytest.mark.parametrize(
    ("typed", "domain", "uri"),
    [
        ("anna@office.example", None, "sip:anna@office.example"),
        ("+7 (495) 555-01-01", None, "tel:+74955550101"),
        ("tel:+74955550101", "example.org", "tel:+74955550101"),
        ("1020", "example.org", "sip:1020@example.org;user=phone"),
        ("10.0.0.5", None, "sip:10.0.0.5"),
        (" mailto:vera@office.example", None, "mailto:vera@office.example"),
        ("https://office.example/vera", None, "https://office.example/vera"),
        ("im:vera@office.example", "example.org", "im:vera@office.example"),
    ],
)
def test_contact_uri(typed: str, domain: str | None, uri: str) -> None:
    """An international number is kept as tel:, a local one with the account's domain."""
    assert contact_uri(typed, domain) == uri


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "urn:service:sos", "mailto:vera", "file:///etc/passwd"]
)
def test_what_is_no_address_of_a_person(typed: str) -> None:
    """Schemes that nobody is reached at, and halves of addresses, are not kept."""
    with pytest.raises(SipParseError):
        contact_uri(typed, "example.org")


def test_a_call_needs_an_address_to_call() -> None:
    """Where only a call will do, an e-mail address is wrong at its first letter."""
    with pytest.raises(SipParseError) as wrong:
        contact_uri("mailto:vera@office.example", None, calls_only=True)
    assert wrong.value.offset == 0


def test_local_number_needs_a_domain() -> None:
    """A local number cannot be kept without an account that it belongs to."""
    with pytest.raises(SipParseError):
        contact_uri("1020", None)
