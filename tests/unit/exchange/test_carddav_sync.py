"""Contacts in step with a real CardDAV server."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.address_books import BookError, BookTrouble, Keep
from softphone.calls.people import ContactDraft
from softphone.exchange.carddav.discovery import find_books
from softphone.exchange.carddav.http import Http
from softphone.exchange.vcard import read_card
from softphone.store.everything import stage_copy
from tests.support.radicale import Radicale
from tests.support.synced_phone import BOOK, SyncedPhone, vcard


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def url(server: Radicale, request: pytest.FixtureRequest) -> str:
    return server.make_book(request.node.name)


@pytest.fixture
def phone(tmp_path: Path, url: str) -> Iterator[SyncedPhone]:
    with SyncedPhone(tmp_path / "one", url) as made:
        yield made


@pytest.fixture
def other(tmp_path: Path, url: str) -> Iterator[SyncedPhone]:
    with SyncedPhone(tmp_path / "two", url) as made:
        yield made


def test_a_contact_goes_to_the_server_and_to_another_phone(phone: SyncedPhone, other: SyncedPhone) -> None:
    """What is new, changed and deleted on one phone is so on the other after both have synced."""
    phone.add("Anna", "sip:anna@a.example", "tel:+74955550101")
    assert phone.sync().trouble is None
    other.sync()
    assert other.uris("Anna") == phone.uris("Anna")

    other.change("Anna", name="Anna P.", favourite=True)
    other.sync()
    assert phone.sync().contacts_changed
    assert phone.named("Anna P.").favourite

    phone.delete("Anna P.")
    phone.sync()
    other.sync()
    assert other.names() == phone.names() == []


def test_syncing_again_does_nothing(
    phone: SyncedPhone, server: Radicale, request: pytest.FixtureRequest
) -> None:
    """In step is in step: no card is sent or changed a second time."""
    phone.add("Boris", "sip:boris@b.example")
    phone.sync()
    before = server.cards(request.node.name)
    again = phone.sync()
    assert (again.sent, again.contacts_changed, again.trouble) == (0, False, None)
    assert server.cards(request.node.name) == before


def test_a_301_saved_here_is_there_and_on_another_phone(phone: SyncedPhone, other: SyncedPhone) -> None:
    """The new address and the former one travel, and the other phone knows where calls to the old one go."""
    phone.add("Anna", "sip:anna@old.example")
    phone.sync()
    other.sync()
    phone.move("Anna", "sip:anna@old.example", "sip:anna@new.example")
    phone.sync()
    other.sync()
    assert other.uris("Anna") == ["sip:anna@new.example"]
    (former,) = other.named("Anna").former
    assert (former.uri, former.moved_to, former.status) == (
        "sip:anna@old.example",
        "sip:anna@new.example",
        301,
    )
    led = other.contacts.current_address("sip:anna@old.example")
    assert led is not None
    assert led.new_uri == "sip:anna@new.example"

    other.contacts.undo_move(former.move_id).result(30)
    other.sync()
    phone.sync()
    assert phone.uris("Anna") == ["sip:anna@old.example"]
    assert phone.named("Anna").former == ()


def test_what_the_phone_does_not_know_stays_on_the_card(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """An address, a birthday and a program's own property outlive a change that is made here."""
    more = "ADR;TYPE=home:;;Street 1;City;;1;Land\nBDAY:1990-01-01\nX-OTHER;X-P=1:kept"
    server.put(url, "c.vcf", vcard("c", "Clara", "sip:clara@c.example", more=more))
    phone.sync()
    phone.change("Clara", name="Clara N.")
    phone.sync()
    text = server.cards(request.node.name)["c.vcf"]
    assert "Clara N." in text
    for line in more.split("\n"):
        assert line.partition(":")[2] in text


def test_changes_of_both_sides_come_together(phone: SyncedPhone, server: Radicale, url: str) -> None:
    """A number that was added here and a note that was written there are both kept, without a question."""
    server.put(url, "d.vcf", vcard("d", "Dina", "sip:dina@d.example"))
    phone.sync()
    phone.change("Dina", addresses=(("sip:dina@d.example", ""), ("tel:+74955550102", "")))
    server.put(url, "d.vcf", vcard("d", "Dina", "sip:dina@d.example", more="NOTE:from there"))
    assert phone.sync().trouble is None
    assert phone.cards.conflicts() == ()
    assert phone.uris("Dina") == ["sip:dina@d.example", "tel:+74955550102"]
    assert phone.named("Dina").notes == "from there"


@pytest.mark.parametrize(
    ("keep", "here", "there"),
    [
        (Keep.HERE, ["Ella here"], ["Ella here"]),
        (Keep.THERE, ["Ella there"], ["Ella there"]),
        (Keep.BOTH, ["Ella here", "Ella there"], ["Ella here", "Ella there"]),
    ],
)
def test_a_conflict_is_solved_by_the_person(
    tmp_path: Path, server: Radicale, keep: Keep, here: list[str], there: list[str]
) -> None:
    """A name that was changed on both sides waits for the person, and both sides are then as they chose."""
    book = f"conflict-{keep.value}"
    url = server.make_book(book)
    server.put(url, "e.vcf", vcard("e", "Ella", "sip:ella@e.example"))
    with SyncedPhone(tmp_path / "phone", url) as phone:
        phone.sync()
        phone.change("Ella", name="Ella here")
        server.put(url, "e.vcf", vcard("e", "Ella there", "sip:ella@e.example"))
        phone.sync()
        (conflict,) = phone.cards.conflicts()
        assert phone.sync().sent == 0, "nothing moves while it is open"
        assert conflict.card.contact is not None
        assert conflict.card.contact.name == "Ella here"
        phone.solve(keep, read_card(conflict.card.conflict_text or ""))
        phone.sync()
        assert phone.names() == here
        assert sorted(read_card(text).name for text in server.cards(book).values()) == there
        assert phone.sync().sent == 0
        assert phone.cards.conflicts() == ()


def test_a_deletion_here_against_a_change_there_is_a_conflict(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """Nothing is deleted on a server that somebody has just changed, and the contact can come back."""
    server.put(url, "f.vcf", vcard("f", "Fred", "sip:fred@f.example"))
    phone.sync()
    phone.delete("Fred")
    server.put(url, "f.vcf", vcard("f", "Fred new", "sip:fred@f.example"))
    phone.sync()
    (conflict,) = phone.cards.conflicts()
    assert conflict.card.contact is None
    assert "Fred new" in server.cards(request.node.name)["f.vcf"]
    phone.solve(Keep.THERE, read_card(conflict.card.conflict_text or ""))
    phone.sync()
    assert phone.names() == ["Fred new"]
    assert list(server.cards(request.node.name)) == ["f.vcf"]


def test_a_deletion_there_against_a_change_here_is_a_conflict(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """What was changed here does not go because it was deleted there; kept, it stands there again."""
    server.put(url, "g.vcf", vcard("g", "Gina", "sip:gina@g.example", more="BDAY:1990-01-01"))
    phone.sync()
    phone.change("Gina", notes="written here")
    server.delete(url, "g.vcf")
    phone.sync()
    assert phone.names() == ["Gina"]
    phone.solve(Keep.HERE)
    phone.sync()
    (text,) = server.cards(request.node.name).values()
    assert "written here" in text
    assert "1990-01-01" in text


def test_whoever_is_there_already_is_not_there_twice(phone: SyncedPhone, server: Radicale, url: str) -> None:
    """A contact that was typed in here and stands on the server under the same name and address is one person."""
    phone.add("Hans", "sip:hans@h.example", "tel:+74955550103")
    server.put(url, "h.vcf", vcard("h", "Hans", "sip:hans@h.example", more="NOTE:known there"))
    phone.sync()
    assert phone.names() == ["Hans"]
    assert phone.named("Hans").notes == "known there"
    assert phone.uris("Hans") == ["sip:hans@h.example", "tel:+74955550103"]


def test_many_deletions_are_asked_about(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """A server that has lost everybody does not make this phone forget them too, until the person says so."""
    for number in range(4):
        server.put(url, f"i{number}.vcf", vcard(f"i{number}", f"Ida {number}", f"sip:ida{number}@i.example"))
    phone.sync()
    for number in range(4):
        server.delete(url, f"i{number}.vcf")
    trouble = phone.sync().trouble
    assert trouble is not None
    assert (trouble.kind, trouble.count) == (BookTrouble.MANY_GONE_THERE, 4)
    assert len(phone.names()) == 4
    assert phone.sync(delete_many=True).trouble is None
    assert phone.names() == []


def test_many_deletions_here_are_asked_about(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """A data file that was lost and found half does not empty the server."""
    for number in range(4):
        phone.add(f"Jan {number}", f"sip:jan{number}@j.example")
    phone.sync()
    for name in phone.names():
        phone.delete(name)
    trouble = phone.sync().trouble
    assert trouble is not None
    assert (trouble.kind, trouble.count) == (BookTrouble.MANY_GONE_HERE, 4)
    assert len(server.cards(request.node.name)) == 4
    phone.sync(delete_many=True)
    assert server.cards(request.node.name) == {}


def test_a_contact_that_comes_back_by_undo_is_there_again(
    phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """Deleted, synced, and restored: the card is there again with what the phone does not know of it."""
    server.put(url, "k.vcf", vcard("k", "Kira", "sip:kira@k.example", more="BDAY:1990-01-01"))
    phone.sync()
    gone = phone.delete("Kira")
    phone.sync(takes_new=False)
    assert server.cards(request.node.name) == {}
    phone.contacts.restore(gone).result(30)
    phone.sync(takes_new=False)
    (text,) = server.cards(request.node.name).values()
    assert "1990-01-01" in text


def test_contacts_of_this_phone_alone_stay_here(
    phone: SyncedPhone, server: Radicale, request: pytest.FixtureRequest
) -> None:
    """A book that takes no new contacts gets none."""
    phone.add("Lena", "sip:lena@l.example")
    phone.sync(takes_new=False)
    assert server.cards(request.node.name) == {}


def test_a_password_is_asked_for_and_opens_the_book(tmp_path: Path) -> None:
    """Discovery finds both books with the right password, and says so when it is the wrong one."""
    with Radicale(tmp_path / "radicale", password="secret") as server:
        server.make_book("people")
        server.make_book("work")
        found = find_books(server.host, server.user, "secret", Http)
        assert [book.name for book in found] == ["People", "Work"]
        assert not found[0].encrypted
        with pytest.raises(BookError) as refused:
            find_books(server.host, server.user, "wrong", Http)
        assert refused.value.trouble.kind is BookTrouble.PASSWORD


def test_a_backup_that_is_brought_back_deletes_nobody(
    tmp_path: Path, phone: SyncedPhone, server: Radicale, url: str, request: pytest.FixtureRequest
) -> None:
    """Whoever was deleted since the backup comes back with it, and whoever came since is not deleted on the server."""
    for name in ("Mara", "Nora"):
        phone.add(name, f"sip:{name.lower()}@m.example")
    phone.sync()
    kept = tmp_path / "kept.db"
    with closing(sqlite3.connect(kept)) as copy:
        phone.database.run_on_writer("copy", lambda: phone.database._writer.backup(copy)).result(30)
    phone.delete("Mara")
    phone.add("Olaf", "sip:olaf@m.example")
    phone.sync()
    staged = tmp_path / "staged.db"
    stage_copy(kept, staged)
    phone.database.replace_content("restore", staged, lambda *_: None).result(30)
    assert phone.sync().trouble is None
    assert phone.names() == ["Mara", "Nora", "Olaf"]
    assert sorted(read_card(text).name for text in server.cards(request.node.name).values()) == phone.names()
    assert phone.sync().sent == 0


def test_uids_of_any_program_are_sent_and_known_again(phone: SyncedPhone, other: SyncedPhone) -> None:
    """Whoever was imported with a URN, a URL or a sentence for a uid goes to the server once, and changes there."""
    uids = (
        "urn:uuid:4fbe8971-0bc3",
        "https://a.example/people/12",
        "a/b",
        "..",
        "тест" * 60,
        "x" * 400,
        "a\\b #?",
    )
    for number, uid in enumerate(uids):
        draft = ContactDraft(None, f"P{number}", ((f"sip:p{number}@a.example", ""),), uid=uid)
        phone.contacts.save(draft).result(30)
    everybody = [f"P{number}" for number in range(len(uids))]

    for _ in range(2):
        assert phone.sync().trouble is None
        assert other.sync().trouble is None
        assert phone.names() == other.names() == everybody

    for name in everybody:
        other.change(name, notes="changed")
    other.sync()
    assert phone.sync().trouble is None
    assert [phone.named(name).notes for name in everybody] == ["changed"] * len(uids)


@pytest.mark.parametrize("keep", [Keep.HERE, Keep.THERE])
def test_a_conflict_about_a_card_that_was_given_another_name(
    server: Radicale, phone: SyncedPhone, url: str, keep: Keep
) -> None:
    """What was decided is sent to where the card stands now."""
    server.put(url, "old.vcf", vcard("anna", "Anna", "sip:anna@a.example"))
    phone.sync()
    phone.change("Anna", notes="here")
    server.delete(url, "old.vcf")
    server.put(url, "new.vcf", vcard("anna", "Anna", "sip:anna@a.example", more="NOTE:there"))
    phone.sync()

    (conflict,) = phone.cards.conflicts()
    phone.solve(keep, None if keep is Keep.HERE else read_card(conflict.card.conflict_text or ""))
    assert phone.sync().trouble is None

    (text,) = server.cards(url.split("/")[-2]).values()
    assert read_card(text).notes == phone.named("Anna").notes == keep.value
    assert phone.sync().sent == 0


def test_a_card_that_left_its_place_unnoticed_is_found_by_looking_at_all(
    server: Radicale, phone: SyncedPhone, url: str
) -> None:
    """A token that does not tell of a move leaves no contact behind that is never sent."""
    server.put(url, "anna.vcf", vcard("anna", "Anna", "sip:anna@a.example"))
    phone.sync()
    phone.database.write(
        "lose",
        lambda connection: connection.execute("UPDATE card SET href = replace(href, 'anna.vcf', 'lost.vcf')"),
    ).result(30)
    phone.change("Anna", notes="here")
    for _ in range(3):
        phone.sync()

    (text,) = server.cards(url.split("/")[-2]).values()
    assert read_card(text).notes == "here"
    assert phone.names() == ["Anna"]


@pytest.mark.parametrize("answered", [True, False])
def test_a_server_that_puts_a_new_card_elsewhere(
    server: Radicale, phone: SyncedPhone, url: str, answered: bool
) -> None:
    """The card is known again by its uid, whether the answer to it has arrived or not, and nobody is there twice."""
    phone.sync()
    token = phone.cards.token(BOOK, url)
    phone.add("Anna", "sip:anna@a.example")
    phone.sync()
    book = url.split("/")[-2]
    ((name, text),) = server.cards(book).items()
    server.delete(url, name)
    server.put(url, "elsewhere.vcf", text)

    def forget(connection: sqlite3.Connection) -> None:
        """As it was before the answer, or at least before the next look at the server."""
        connection.execute("UPDATE card_book SET token = ?", (token,))
        if not answered:
            connection.execute("UPDATE card SET etag = '', sent = text, text = '', revision = 0")

    phone.database.write("forget", forget).result(30)
    phone.change("Anna", notes="changed")
    for _ in range(2):
        assert phone.sync().trouble is None

    assert phone.names() == ["Anna"]
    assert [read_card(each).notes for each in server.cards(book).values()] == ["changed"]
