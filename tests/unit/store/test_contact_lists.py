"""Lists of people: groups, favourites, pictures, many at once."""

import sqlite3

import pytest

from softphone.calls.people import Contact, ContactDraft, ContactLine
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.member_rows import MAX_PICTURE
from tests.support.patience import PATIENCE_S

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
JPEG = b"\xff\xd8\xff" + b"picture"


def save(book: SqliteContactBook, name: str, *uris: str, **more: object) -> Contact:
    draft = ContactDraft(None, name, tuple((uri, "") for uri in uris), **more)  # type: ignore[arg-type]
    return book.save(draft).result(PATIENCE_S)


def revision(database: Database, contact_id: int) -> int:
    def query(connection: sqlite3.Connection) -> int:
        (found,) = connection.execute("SELECT revision FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return int(found)

    return database.read("revision", query)


def test_a_list_knows_its_favourites_and_shows_a_line_of_each(book: SqliteContactBook) -> None:
    """Ids in the order of the list, and of any of them what a row shows, in the order asked for."""
    anna = save(book, "Anna", "sip:anna@h", "sip:a@h", organisation="Office", picture=PNG)
    bob = save(book, "Bob", favourite=True)
    found = book.listing()
    assert (tuple(found.ids), found.favourites) == ((bob.id, anna.id), 1)
    assert book.lines([anna.id, 999, bob.id]) == (
        ContactLine(anna.id, "Anna", "sip:anna@h", "Office", has_picture=True),
        ContactLine(bob.id, "Bob", favourite=True),
    )
    assert book.count() == 2


def test_groups_are_one_in_any_case_and_keep_the_spelling_they_began_with(book: SqliteContactBook) -> None:
    """A group is there while somebody is in it."""
    anna = save(book, "Anna", groups=("Family", " family ", ""))
    bob = save(book, "Bob")
    book.set_group([bob.id, 999], "FAMILY", True).result(PATIENCE_S)
    book.set_group([bob.id], "Чёрный список", True).result(PATIENCE_S)
    assert book.groups() == (("Family", 2), ("Чёрный список", 1))
    assert anna.groups == ("Family",)
    assert tuple(book.listing(group="family").ids) == (anna.id, bob.id)
    assert tuple(book.listing(group="family", text="bo").ids) == (bob.id,)
    book.set_group([bob.id, anna.id], "family", False).result(PATIENCE_S)
    assert book.groups() == (("Чёрный список", 1),)


def test_a_group_renamed_into_another_becomes_one_with_it(book: SqliteContactBook) -> None:
    """Whoever was in both is in it once; a new spelling of its own name is taken as it is."""
    anna = save(book, "Anna", groups=("Work", "Team"))
    save(book, "Bob", groups=("Work",))
    book.rename_group("work", "TEAM").result(PATIENCE_S)
    assert book.groups() == (("Team", 2),)
    book.rename_group("team", "tEAM").result(PATIENCE_S)
    assert book.groups() == (("tEAM", 2),)
    again = book.contact(anna.id)
    assert again is not None
    assert again.groups == ("tEAM",)
    with pytest.raises(StoreError):
        book.rename_group("team", "  ").result(PATIENCE_S)


def test_a_picture_is_kept_as_it_came_and_what_is_none_is_refused(book: SqliteContactBook) -> None:
    """PNG and JPEG of bounded size; an edit that does not name it leaves it."""
    anna = save(book, "Anna", "sip:a@h", picture=PNG)
    assert anna.has_picture
    edited = book.save(ContactDraft(anna.id, "Anna P.", (("sip:a@h", ""),))).result(PATIENCE_S)
    assert edited.has_picture
    assert book.picture(anna.id) == PNG
    for image in (b"<svg/>", JPEG + bytes(MAX_PICTURE)):
        with pytest.raises(StoreError, match="picture"):
            book.save(ContactDraft(anna.id, "Lost", (), picture=image)).result(PATIENCE_S)
    assert book.contact(anna.id) == edited
    without = book.save(ContactDraft(anna.id, "Anna P.", (), picture=b"")).result(PATIENCE_S)
    assert not without.has_picture
    assert book.picture(anna.id) is None


def test_many_are_deleted_at_once_and_come_back_whole(book: SqliteContactBook, database: Database) -> None:
    """Groups, pictures, what they are called elsewhere, and that nothing has changed since."""
    anna = save(book, "Anna", "sip:a@h", groups=("Work",), picture=JPEG, uid="urn:uuid:1")
    bob = save(book, "Bob", "sip:b@h", favourite=True)
    before = revision(database, anna.id), revision(database, bob.id)
    gone = book.delete_all([anna.id, 999, bob.id]).result(PATIENCE_S)
    assert gone == (bob, anna)
    assert book.count() == 0
    assert book.groups() == ()
    assert book.restore_all(gone).result(PATIENCE_S) == (bob, anna)
    assert book.picture(anna.id) == JPEG
    assert (revision(database, anna.id), revision(database, bob.id)) == before
    assert [found.name for found in book.search("ann")] == ["Anna"]


def test_whoever_another_run_has_deleted_comes_back_as_far_as_it_is_shown(
    book: SqliteContactBook, database: Database
) -> None:
    """Groups and the uid are in the value, the picture is not."""
    anna = save(book, "Anna", "sip:a@h", groups=("Work",), uid="urn:uuid:1")
    book.delete(anna.id).result(PATIENCE_S)
    assert SqliteContactBook(database).restore(anna).result(PATIENCE_S) == anna


def test_favourites_are_set_for_several(book: SqliteContactBook, database: Database) -> None:
    """Those who were favourites already are not changed."""
    anna, bob = save(book, "Anna", favourite=True), save(book, "Bob")
    before = revision(database, anna.id)
    book.set_favourite([anna.id, bob.id, 999], True).result(PATIENCE_S)
    assert book.listing().favourites == 2
    assert revision(database, anna.id) == before
    book.set_favourite([anna.id], False).result(PATIENCE_S)
    assert tuple(book.listing().ids) == (bob.id, anna.id)


def test_every_change_of_a_contact_draws_a_new_revision(book: SqliteContactBook, database: Database) -> None:
    """Whoever keeps an older one sees that something has changed; an edit that changes nothing draws none."""
    anna = save(book, "Anna", "sip:a@h")
    same = ContactDraft(anna.id, "Anna", (("sip:a@h", ""),))
    seen = [revision(database, anna.id)]

    def changed() -> bool:
        seen.append(revision(database, anna.id))
        return seen[-1] not in seen[:-1]

    book.save(same).result(PATIENCE_S)
    assert not changed()
    for draft in (
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", ""),)),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),)),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),), notes="short"),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),), groups=("Team",)),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),), groups=()),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),), picture=PNG),
        ContactDraft(anna.id, "Anna P.", (("sip:a@h", "work"),), picture=JPEG),
    ):
        book.save(draft).result(PATIENCE_S)
        assert changed(), draft
    book.set_favourite([anna.id], True).result(PATIENCE_S)
    assert changed()
    book.set_group([anna.id], "Team", True).result(PATIENCE_S)
    assert changed()
