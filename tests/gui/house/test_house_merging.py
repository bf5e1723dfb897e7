"""Duplicates found and merged, with a choice of what is kept, and back again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, ContactDraft, Duplicates, Likeness
from softphone.gui.contacts.duplicates_page import DuplicatesPage, is_sure
from softphone.gui.contacts.merge_page import MergePage
from softphone.gui.contacts.merge_view import MOST_MERGED, MergeView, shared_addresses
from softphone.gui.contacts.picker_page import PickerPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene, find, press_key
from tests.support.pictures import image_bytes

NUMBER = "tel:+74955550101"


@pytest.fixture
def book(scene: Scene) -> ContactBook:
    return scene.store.contact_book


def save(book: ContactBook, name: str, *uris: str, **more: object) -> Contact:
    draft = ContactDraft(id=None, name=name, addresses=tuple((uri, "") for uri in uris), **more)  # type: ignore[arg-type]  # real fields
    return book.save(draft).result(WAIT_S)


@pytest.fixture
def two(book: ContactBook) -> tuple[Contact, Contact]:
    """Anna twice, with one number, and different in everything else."""
    first = save(
        book,
        "Anna Karlsson",
        NUMBER,
        "sip:anna@office.example",
        organisation="North Wind",
        notes="Before noon.",
        groups=("Work",),
        picture=image_bytes(40, 40),
    )
    second = save(
        book,
        "Karlsson, A.",
        NUMBER,
        "sip:anna@home.example",
        notes="After noon.",
        groups=("Choir",),
        favourite=True,
    )
    return first, second


def press(parent: object, name: str) -> None:
    made = [each for each in parent.findChildren(QAbstractButton, name) if not each.isHidden()]  # type: ignore[attr-defined]
    made[-1].click()


def duplicates(window: MainWindow, qtbot: QtBot) -> DuplicatesPage:
    """The page after it has looked."""
    window.show_view(View.CONTACTS)
    window.column.contacts.duplicates_requested.emit()
    page = find(window, DuplicatesPage)
    qtbot.waitUntil(page.again_button.isEnabled)
    return page


def undo(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.quiet.bar
    assert bar is not None
    with qtbot.waitSignal(window.desk.several.people_changed):
        bar.action.click()


def test_chosen_side_by_side(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """What differs stands side by side; the one contact is what was chosen, and Undo makes it two again."""
    before = book.contacts()
    window.show_view(View.CONTACTS)
    window.pages.merge_contacts([each.id for each in two])
    page = find(window, MergePage)
    view = page.view
    assert find(view, QLabel, "merge-organisation-same").text() == "North Wind"
    press(view, "merge-name-2")
    press(view, "merge-notes-3")
    said = [box.text() for box in view._boxes]
    assert said == [
        "+74955550101 · in all of them",
        "anna@office.example · of Anna Karlsson",
        "anna@home.example · of Karlsson, A.",
    ]
    view._boxes[1].setChecked(False)
    with qtbot.waitSignal(window.desk.several.merged):
        press(view, "merge-do")
    (one,) = book.contacts()
    assert (one.name, one.organisation, one.notes, one.favourite) == (
        "Karlsson, A.",
        "North Wind",
        "After noon.",
        True,
    )
    assert [address.uri for address in one.addresses] == [NUMBER, "sip:anna@home.example"]
    assert set(one.groups) == {"Work", "Choir"}
    assert one.has_picture
    assert window.pages.shown_contact() == one
    assert window.column.contacts.list.current_key() == one.id
    undo(window, qtbot)
    assert book.contacts() == before


def test_notes_all_of_them(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """Notes are kept all of them unless one is chosen."""
    window.pages.merge_contacts([each.id for each in two])
    assert find(window, MergePage).view.draft().notes == "Before noon.\n\nAfter noon."


def test_with_somebody_one_looks_for(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """From the page of a contact: whom with is asked, then what is kept; Escape goes back and changes nothing."""
    window.show_view(View.CONTACTS)
    window.pages.show_contact(two[0])
    press(window, "contact-merge")
    picker = find(window, PickerPage)
    with qtbot.waitSignal(picker.picked):
        picker.list.activated_row.emit(picker.rows.row_at(0))
    page = find(window, MergePage)
    assert [each.id for each in page.view.contacts] == [two[0].id, two[1].id]
    press_key(page, Qt.Key.Key_Escape)
    assert window.pages.shown_contact() == two[0]
    assert len(book.contacts()) == 2


def test_found(window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot) -> None:
    """Who has one number, and who has one name, is found with why; merging one goes on to the next."""
    rosa = [save(book, "Rosa Blum", f"sip:rosa{n}@office.example") for n in range(2)]
    page = duplicates(window, qtbot)
    assert {each.likeness for each in page.found} == {Likeness.SAME_ADDRESS, Likeness.SAME_NAME}
    why = {row.title: row.subtitle for row in page.list.rows.rows}
    assert why["Rosa Blum"] == "the same name"
    assert "+74955550101" in next(text for title, text in why.items() if "Anna" in title)
    page.list.choose(next(row.key for row in page.list.rows.rows if row.title == "Rosa Blum"))
    page._compare()
    with qtbot.waitSignal(window.desk.several.merged):
        press(page.view, "merge-do")
    assert len(page.found) == 1
    assert {each.id for each in page.view.contacts} == {each.id for each in two}
    assert len([each for each in book.contacts() if each.name == "Rosa Blum"]) == 1
    undo(window, qtbot)
    qtbot.waitUntil(lambda: len(page.found) == 2)
    assert {each.id for each in book.contacts()} >= {each.id for each in rosa}


def test_not_the_same(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """Who is not the same person is taken out of what was found, and stays in the contacts."""
    page = duplicates(window, qtbot)
    press(page.view, "merge-leave")
    assert page.found == ()
    assert not page.view.isVisible()
    assert len(book.contacts()) == 2


def test_all_that_are_sure(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """One button merges those who share name and address; one Undo parts all of them."""
    for name in ("Rosa Blum", "Sven Berg"):
        save(book, name, f"sip:{name[0].lower()}@office.example")
        save(book, " ".join(reversed(name.split())), f"sip:{name[0].lower()}@office.example")
    before = book.contacts()
    page = duplicates(window, qtbot)
    assert len(page.found) == 3
    assert "2" in page.sure_button.text()
    page.sure_button.click()
    qtbot.waitUntil(lambda: len(page.found) == 1)
    assert len(book.contacts()) == 4
    qtbot.waitUntil(lambda: window.quiet.bar is not None)
    bar = window.quiet.bar
    assert bar is not None
    bar.action.click()
    qtbot.waitUntil(lambda: book.contacts() == before)
    qtbot.waitUntil(lambda: len(page.found) == 3)


def test_nobody_twice(window: MainWindow, book: ContactBook, qtbot: QtBot) -> None:
    """Where nobody is there twice, that is said."""
    save(book, "Anna", "sip:anna@office.example")
    page = duplicates(window, qtbot)
    assert page.said.text() == "Nobody is there more than once."
    assert not page.list.isVisible()


def test_a_crowd(window: MainWindow, book: ContactBook, qtbot: QtBot) -> None:
    """Of many with one name as many are compared as somebody can look at."""
    for number in range(MOST_MERGED + 5):
        save(book, "Rosa Blum", f"sip:rosa{number}@office.example", notes=f"Note {number}")
    page = duplicates(window, qtbot)
    assert all(len(each.contacts) <= MOST_MERGED for each in page.found)
    assert len(page.view.findChildren(QAbstractButton)) < 3 * MOST_MERGED


def test_refused(
    window: MainWindow,
    book: ContactBook,
    two: tuple[Contact, Contact],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A merge that cannot be written is said, changes nothing, and can be tried again."""
    window.pages.merge_contacts([each.id for each in two])
    view = find(window, MergeView)
    book.delete(two[1].id).result(WAIT_S)  # by somebody else, while it is looked at
    with qtbot.waitSignal(window.desk.several.merge_failed):
        press(view, "merge-do")
    assert window.banners.shown("failed") is not None
    assert view.merge_button.isEnabled()
    assert [each.id for each in book.contacts()] == [two[0].id]


def test_an_undo_that_came_too_late(
    window: MainWindow, book: ContactBook, two: tuple[Contact, Contact], qtbot: QtBot
) -> None:
    """What has been changed since is not undone: it is said, and nothing is lost."""
    window.pages.merge_contacts([each.id for each in two])
    with qtbot.waitSignal(window.desk.several.merged):
        press(find(window, MergeView), "merge-do")
    bar = window.quiet.bar
    assert bar is not None
    (one,) = book.contacts()
    book.save(
        ContactDraft(id=one.id, name="Anna Changed", addresses=tuple((a.uri, a.label) for a in one.addresses))
    ).result(WAIT_S)
    with qtbot.waitSignal(window.desk.several.failed):
        bar.action.click()
    (now,) = book.contacts()
    assert now.name == "Anna Changed"


def test_shared_addresses(two: tuple[Contact, Contact]) -> None:
    """Each address once, with everybody who has it."""
    first, second = two
    assert [(each.uri, each.owners) for each in shared_addresses(two)] == [
        (NUMBER, (first.id, second.id)),
        ("sip:anna@office.example", (first.id,)),
        ("sip:anna@home.example", (second.id,)),
    ]


def test_sure(two: tuple[Contact, Contact]) -> None:
    """A shared address alone may be a family's; with the same words of a name it is one person."""
    assert not is_sure(Duplicates(two, Likeness.SAME_ADDRESS))
    assert not is_sure(Duplicates((two[0], two[0]), Likeness.SAME_NAME))
    assert is_sure(Duplicates((two[0], two[0]), Likeness.SAME_ADDRESS))


def test_keys_are_for_what_was_found(window: MainWindow, two: tuple[Contact, Contact], qtbot: QtBot) -> None:
    """After a look the found sets have the keys, but not when somebody types meanwhile."""
    assert two
    window.show_view(View.CONTACTS, focus=True)
    page = duplicates(window, qtbot)
    qtbot.waitUntil(page.list.hasFocus)
    window.column.dial.focus()
    with qtbot.waitSignal(page.looked):
        page.look()
    assert window.column.dial.edit.hasFocus()
