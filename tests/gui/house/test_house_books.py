"""Address books on a server in the window, with a real server."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from softphone.calls.people import ContactDraft
from softphone.calls.ports import PasswordStatus
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.exchange.carddav.service import CardDavBooks
from softphone.exchange.vcard import read_card
from softphone.gui.books.page import BooksPage
from softphone.gui.frame.window import MainWindow
from softphone.gui.post import QtPost
from softphone.gui.settings.settings_list import Section
from softphone.store.synced_cards import SqliteSyncedCards
from tests.gui.house.scene import Scene, find
from tests.support.radicale import Radicale
from tests.support.synced_phone import vcard

WAIT_MS = 60_000
SECRET = "only for the server"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale"), password=SECRET) as running:
        yield running


@pytest.fixture
def syncing(scene: Scene) -> Iterator[CardDavBooks]:
    """The syncs of the scene's store, wired as the program does it."""
    post = QtPost()
    database = scene.store.database
    books = CardDavBooks(
        SqliteSyncedCards(database),
        scene.passwords,
        post.post,
        lambda: datetime.now(UTC),
        after_change_s=0.1,
        first_retry_s=0.2,
    )
    database.written = books.written
    yield books
    books.close()


def opened(scene: Scene, syncing: CardDavBooks, qtbot: QtBot) -> tuple[MainWindow, BooksPage]:
    window = scene.with_account().window(books=syncing)
    with qtbot.waitExposed(window):
        window.show()
    window.open_section(Section.BOOKS)
    return window, find(window, BooksPage)


def with_book(scene: Scene, url: str, user: str, **more: object) -> AddressBook:
    """A book that is in the settings before the window comes."""
    book = AddressBook("b1", AddressBookKind.CARDDAV, "People", url, user, takes_new=True)
    book = replace(book, **more)  # type: ignore[arg-type]  # a test names real fields
    scene.store.settings_file.save(replace(scene.store.settings_file.load(), address_books=(book,)))
    scene.passwords.kept["b1/book"] = SECRET
    return book


def names(scene: Scene) -> list[str]:
    return sorted(contact.name for contact in scene.store.contact_book.contacts())


def on_server(server: Radicale, book: str) -> list[str]:
    return sorted(read_card(text).name for text in server.cards(book).values())


def in_step(syncing: CardDavBooks, book_id: str = "b1") -> bool:
    state = syncing.states()[book_id]
    return state.synced_at is not None and not state.syncing


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=WAIT_MS)


def test_a_book_is_found_and_added(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """Server, name and password are enough: the book is found, its contacts come, and ours go there."""
    url = server.make_book("found")
    server.put(url, "olga.vcf", vcard("olga", "Olga", "sip:olga@there.example"))
    scene.person("Peter", ("sip:peter@here.example", ""))
    _, page = opened(scene, syncing, qtbot)
    page.begin()
    page.form.address.setText(server.host)
    page.form.user.setText(server.user)
    page.form.password.setText("wrong")
    page.form.look()
    wait(qtbot, page.form.error.isVisible)
    assert "password" in page.form.error.text()
    page.form.password.setText(SECRET)
    page.form.look()
    wait(qtbot, page.form.list.isVisible)
    assert page.form.open_to_all.isVisible(), "http is not encrypted, and that is said"
    page.form.list.choose(url)
    page.form.add()
    wait(qtbot, lambda: names(scene) == ["Olga", "Peter"] and on_server(server, "found") == ["Olga", "Peter"])
    (book,) = scene.store.settings_file.load().address_books
    assert scene.passwords.kept == {"a1": scene.passwords.kept["a1"], f"{book.id}/book": SECRET}
    assert SECRET not in Path(scene.store.profile.settings).read_text()
    wait(qtbot, lambda: in_step(syncing, book.id) and syncing.states()[book.id].contacts == 2)
    wait(qtbot, lambda: "2 contact" in page.overview.list.rows.rows[0].subtitle)


def test_a_301_saved_in_the_window_is_on_the_server(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """Nobody has to press anything: what is saved here is sent a moment later."""
    url = server.make_book("moved")
    server.put(url, "anna.vcf", vcard("anna", "Anna", "sip:anna@old.example"))
    with_book(scene, url, server.user)
    opened(scene, syncing, qtbot)
    wait(qtbot, lambda: names(scene) == ["Anna"])
    scene.store.contact_book.move_address(
        old_uri="sip:anna@old.example",
        new_uri="sip:anna@new.example",
        status=301,
        name="Anna",
        moved_at=datetime.now(UTC),
    ).result(30)
    wait(qtbot, lambda: "sip:anna@new.example" in server.cards("moved")["anna.vcf"])
    (former,) = read_card(server.cards("moved")["anna.vcf"]).former
    assert (former.uri, former.moved_to) == ("sip:anna@old.example", "sip:anna@new.example")


def test_a_conflict_is_said_and_solved_field_by_field(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """A banner says it; both sides are shown, and what the person takes of each is on both sides afterwards."""
    url = server.make_book("conflict")
    server.put(url, "ivan.vcf", vcard("ivan", "Ivan", "sip:ivan@i.example", more="NOTE:old"))
    with_book(scene, url, server.user, every_min=0)
    window, page = opened(scene, syncing, qtbot)
    wait(qtbot, lambda: names(scene) == ["Ivan"])
    server.put(url, "ivan.vcf", vcard("ivan", "Ivan there", "sip:ivan@i.example", more="NOTE:note there"))
    contact = scene.store.contact_book.contacts()[0]
    addresses = tuple((each.uri, each.label) for each in contact.addresses)
    scene.store.contact_book.save(ContactDraft(contact.id, "Ivan here", addresses, notes="note here")).result(
        5
    )
    wait(qtbot, lambda: window.banners.shown("book-conflicts") is not None)
    find(window, QAbstractButton, "banner-book-conflicts-action").click()
    wait(qtbot, lambda: bool(page.conflicts.cards))
    (card,) = page.conflicts.cards
    assert find(card, QLabel, "conflict-name").text() == "Ivan here"
    find(card, QRadioButton, "conflict-name-there").click()
    assert card.chosen_button.isHidden(), "a field is still open"
    find(card, QRadioButton, "conflict-notes-here").click()
    card.chosen_button.click()
    wait(qtbot, lambda: names(scene) == ["Ivan there"])
    wait(qtbot, lambda: read_card(server.cards("conflict")["ivan.vcf"]).notes == "note here")
    wait(qtbot, lambda: window.banners.shown("book-conflicts") is None)


def test_a_book_goes_and_its_contacts_stay(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """Removing asks first; the contacts stay when the person wants that, and the server keeps its cards."""
    url = server.make_book("removed")
    server.put(url, "vera.vcf", vcard("vera", "Vera", "sip:vera@v.example"))
    with_book(scene, url, server.user)
    _, page = opened(scene, syncing, qtbot)
    wait(qtbot, lambda: names(scene) == ["Vera"])
    page.overview.remove_button.click()
    assert page.overview.question.isVisible()
    page.overview.question.mild.click()
    wait(qtbot, lambda: "b1/book" not in scene.passwords.kept)
    wait(qtbot, lambda: scene.store.settings_file.load().address_books == ())
    assert names(scene) == ["Vera"]
    assert on_server(server, "removed") == ["Vera"]


def test_a_server_that_comes_back_is_used_again(
    scene: Scene, syncing: CardDavBooks, qtbot: QtBot, tmp_path: Path
) -> None:
    """Offline nothing is said loudly; changes wait and are sent when the server answers again."""
    with Radicale(tmp_path / "radicale") as own:
        url = own.make_book("away")
        with_book(scene, url, own.user)
        own.stop()
        window, page = opened(scene, syncing, qtbot)
        wait(qtbot, page.overview.trouble.isVisible)
        assert window.banners.shown(("book", "b1")) is None
        scene.person("Waiting", ("sip:waiting@w.example", ""))
        own.start()
        wait(qtbot, lambda: on_server(own, "away") == ["Waiting"])
        wait(qtbot, page.overview.trouble.isHidden)


def test_nothing_syncs_under_a_form(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """While a contact is being written at, no sync changes it under the person's hands; it goes on afterwards."""
    url = server.make_book("held")
    with_book(scene, url, server.user)
    window, _ = opened(scene, syncing, qtbot)
    wait(qtbot, lambda: in_step(syncing))
    window.pages.new_contact()
    server.put(url, "zoe.vcf", vcard("zoe", "Zoe", "sip:zoe@z.example"))
    syncing.sync_now()
    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: names(scene) == ["Zoe"], timeout=300)
    window.go_back()
    window.open_section(Section.BOOKS)
    wait(qtbot, lambda: names(scene) == ["Zoe"])


def test_a_locked_keyring_is_said_and_asked_again(
    scene: Scene, syncing: CardDavBooks, server: Radicale, qtbot: QtBot
) -> None:
    """Without its password a book waits; once the keyring answers, it syncs without a further hand."""
    url = server.make_book("locked")
    server.put(url, "lia.vcf", vcard("lia", "Lia", "sip:lia@l.example"))
    with_book(scene, url, server.user)
    scene.passwords.status = PasswordStatus.LOCKED
    window, page = opened(scene, syncing, qtbot)
    wait(qtbot, lambda: window.banners.shown(("book", "b1")) is not None)
    assert page.overview.password_button.isVisible()
    scene.passwords.status = PasswordStatus.OK
    wait(qtbot, lambda: names(scene) == ["Lia"])
    wait(qtbot, lambda: window.banners.shown(("book", "b1")) is None)
