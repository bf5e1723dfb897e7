"""The index in memory, held to what the file says."""

import random
import sqlite3
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.people import Contact, ContactDraft
from softphone.store import common_parts, people_finder, people_index
from softphone.store.common_parts import CommonParts
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database, connect
from softphone.store.letter_pairs import pairs_of
from softphone.store.opening import open_database
from softphone.store.people_finder import PeopleFinder
from softphone.store.people_search import PeopleSearch
from softphone.store.schema import MIGRATIONS, migrate, version_of
from softphone.store.search_form import form
from tests.support.patience import PATIENCE_S

NAMES = ("Anna", "Анна", "Boris", "Борис", "Zoe", "Ёлкин", "王小明", "", "anna", "Hannah")


def add(book: SqliteContactBook, name: str, *uris: str, favourite: bool = False) -> int:
    draft = ContactDraft(None, name, tuple((uri, "") for uri in uris), favourite=favourite)
    return book.save(draft).result(PATIENCE_S).id


def named(book: SqliteContactBook, text: str) -> list[str]:
    return [contact.name for contact in book.search(text)]


def test_names_that_begin_with_it_come_before_others(book: SqliteContactBook) -> None:
    """Favourites first, whatever the letters are of."""
    for name in ("Hanna", "Ann", "Андрей", "Diana"):
        add(book, name)
    add(book, "Susan", favourite=True)
    assert named(book, "an") == ["Susan", "Ann", "Андрей", "Diana", "Hanna"]
    assert named(book, "ан") == ["Susan", "Ann", "Андрей", "Diana", "Hanna"]
    found = book.listing(text="an", limit=3)
    assert (len(found.ids), found.favourites) == (3, 1)


def test_typing_on_looks_among_what_was_found(book: SqliteContactBook) -> None:
    """With the same answer as when all of it is pasted; and back again, letter by letter."""
    for name in ("Anna Petrova", "Anna Pavlova", "Boris Petrov", "Hannah"):
        add(book, name)
    for typed in ("a", "an", "ann", "anna", "anna p", "anna pe", "anna p", "anna", "a", "petr anna"):
        fresh = SqliteContactBook(book._database)
        assert list(book.listing(text=typed).ids) == list(fresh.listing(text=typed).ids), typed
    assert named(book, "petr anna") == ["Anna Petrova"]


def test_a_number_is_looked_for_otherwise_when_nobody_who_has_the_rest_has_it(
    book: SqliteContactBook,
) -> None:
    """Whatever letters those have who have the number as it was typed."""
    add(book, "Anna", "tel:+74951112233")
    add(book, "Boris", "sip:84959998877@pbx.example")
    assert named(book, "8495 anna") == ["Anna"]
    add(book, "Fran Ona", "sip:84955554433@pbx.example")  # has all pairs of letters of the name
    assert named(book, "8495 anna") == ["Anna"]


def test_a_former_address_and_what_came_of_a_move_are_found(book: SqliteContactBook) -> None:
    """Before the move, after it, and after its undo."""
    add(book, "Anna", "sip:anna@old.example")
    _, move_id = book.move_address(
        old_uri="sip:anna@old.example",
        new_uri="sip:anna@new.example",
        status=301,
        name="",
        moved_at=book._now(),
    ).result(PATIENCE_S)
    assert (named(book, "old.ex"), named(book, "new.ex")) == (["Anna"], ["Anna"])
    book.undo_move(move_id).result(PATIENCE_S)
    assert (named(book, "old.ex"), named(book, "new.ex")) == (["Anna"], [])


@pytest.mark.parametrize("seed", range(4))
def test_the_index_follows_every_change(book: SqliteContactBook, database: Database, seed: int) -> None:
    """Contacts made, renamed, deleted, restored and made favourites: what is found is what the file says."""
    chance = random.Random(seed)
    ids: list[int] = []
    gone: list[Contact] = []
    for _ in range(40):
        for _ in range(chance.randint(1, 3)):
            change = chance.random()
            if change < 0.5 or not ids:
                ids.append(add(book, chance.choice(NAMES), favourite=chance.random() < 0.3))
            elif change < 0.65:
                name = chance.choice(NAMES)
                book.save(ContactDraft(chance.choice(ids), name, (), favourite=chance.random() < 0.3)).result(
                    PATIENCE_S
                )
            elif change < 0.75:
                book.set_favourite(chance.sample(ids, min(3, len(ids))), chance.random() < 0.5).result(
                    PATIENCE_S
                )
            elif change < 0.9 or not gone:
                gone.append(book.delete(ids.pop(chance.randrange(len(ids)))).result(PATIENCE_S))
            else:
                ids.append(book.restore(gone.pop()).result(PATIENCE_S).id)
        everybody = [contact.id for contact in book.contacts()]
        assert list(book.listing().ids) == everybody
        for typed in ("a", "анна", "bo", ""):
            found = book.listing(text=typed)
            assert sorted(found.ids) == sorted(
                contact.id for contact in book.contacts() if form(typed) in form(contact.name)
            )
            assert found.favourites == sum(
                contact.favourite and contact.id in found.ids for contact in book.contacts()
            )
    index = book._finder._index
    assert index is not None
    fresh = database.read("load", people_index.load)
    assert (index.ids, index.texts) == (fresh.ids, fresh.texts)
    assert (index.pairs.columns, index.favourites) == (fresh.pairs.columns, fresh.favourites)


def test_a_file_of_before_is_found_by_sound_after_its_first_start(tmp_path: Path) -> None:
    """What they are found by is written anew at once, or not at all when that is cut short, and then the next time."""
    file = tmp_path / "people.db"
    with closing(connect(file)) as connection:
        migrate(connection, MIGRATIONS[:5])
        connection.execute(
            "INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text)"
            " VALUES ('Müller', '', '', 0, 'müller', 'muler')"
        )
        connection.execute(
            "INSERT INTO address (contact_id, position, uri, uri_key, label)"
            " VALUES (1, 0, 'tel:+74955550101', '', '')"
        )
        before = list(connection.execute("SELECT * FROM contact"))
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*MIGRATIONS, ("SELECT * FROM cut_short",)))
        assert version_of(connection) == 5
        assert list(connection.execute("SELECT * FROM contact")) == before
    opened, report = open_database(file)
    with closing(opened):
        assert report.sound
        assert named(SqliteContactBook(opened), "мюллер") == ["Müller"]
        assert named(SqliteContactBook(opened), "8 (495) 555-01") == ["Müller"]
        row = opened.read(
            "row",
            lambda reading: reading.execute(
                "SELECT revision, search_text, search_pairs FROM contact"
            ).fetchone(),
        )
    assert row[0] == before[0][8]
    assert row[2] == pairs_of(row[1])


def test_whoever_writes_no_pairs_is_found_all_the_same(book: SqliteContactBook, database: Database) -> None:
    """Or pairs that are none: then the texts are looked at."""
    add(book, "Anna")
    add(book, "Boris")

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE contact SET search_pairs = x'' WHERE name = 'Anna'")
        connection.execute("UPDATE contact SET search_pairs = x'0102', favourite = 1 WHERE name = 'Boris'")

    database.write("spoil", spoil).result(PATIENCE_S)
    for typed, name in (("ann", "Anna"), ("an", "Anna"), ("бор", "Boris"), ("r", "Boris")):
        assert name in named(SqliteContactBook(database), typed)


def test_what_another_process_writes_is_found(book: SqliteContactBook, database: Database) -> None:
    """The command line may add contacts while the window is open; a thousand at once too."""
    add(book, "Anna")
    assert named(book, "ann") == ["Anna"]
    with closing(Database(database.path)) as other:
        there = SqliteContactBook(other)
        boris = add(there, "Boris")
        assert named(book, "bor") == ["Boris"]

        def many(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text)"
                " VALUES (:name, '', '', 0, :name, :name)",
                [{"name": f"bulk{number}"} for number in range(1200)],
            )

        other.write("many", many).result(PATIENCE_S)
        there.delete(boris).result(PATIENCE_S)
    assert len(book.listing(text="bulk").ids) == 1200
    assert named(book, "bor") == []


def test_another_file_in_the_place_of_this_one_is_read_anew(
    book: SqliteContactBook, database: Database
) -> None:
    """A backup that came back has changes of its own under the same numbers."""
    add(book, "Anna")
    add(book, "Boris")
    assert named(book, "bor") == ["Boris"]
    copy = database.path.with_name("copy.db")
    with closing(connect(copy)) as target:
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
        database.read("copy", lambda connection: connection.backup(target))
        target.execute(
            "UPDATE contact SET name = 'Clara', search_text = 'klara', search_pairs = x'' WHERE name = 'Boris'"
        )
        target.execute("UPDATE contact_news SET token = token + 1")
    database.replace_content("restore", copy, lambda *_: None).result(PATIENCE_S)
    assert (named(book, "clara"), named(book, "bor")) == (["Clara"], [])


def test_everybody_is_read_on_a_thread_when_that_is_asked_for(book: SqliteContactBook) -> None:
    """And whatever changed between that and the first letter is found too."""
    add(book, "Anna")
    book.prepare_search()
    add(book, "Annika")
    assert named(book, "ann") == ["Anna", "Annika"]


@pytest.mark.parametrize("seed", range(2))
def test_what_many_have_is_known_and_stays_true(
    book: SqliteContactBook, database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Of everybody at once, and as people come, change and go: with the same answers as from the texts alone."""
    chance = random.Random(seed)
    for number in range(30):
        name = " ".join(chance.sample(NAMES, 2))
        add(book, name, f"sip:{chance.choice(NAMES[:3])}.{number}@office{number % 3}.example")
    monkeypatch.setattr(common_parts, "FEWEST", 10)
    book.listing(text="ann")
    counting = book._finder._counting
    assert counting is not None
    counting.parts.result(PATIENCE_S)
    book.listing(text="ann")
    monkeypatch.undo()
    typed = ("ann", "ampl", "@office1", "nna.", "e1.e", ".", "+", "петр", "boris ann", "ari", "zo", "@of 2")
    for _ in range(8):
        fresh = SqliteContactBook(database)
        for text in typed:
            assert list(book.listing(text=text).ids) == list(fresh.listing(text=text).ids), text
        index = book._finder._index
        assert index is not None
        assert index.common is not None
        assert {"@ofike1.example", "."} <= index.common.who.keys()
        anew = PeopleSearch(database.read("load", people_index.load), None)
        for part, who in index.common.who.items():
            assert who == anew.who_has(part), part
        gone, changed = chance.sample(list(book.listing().ids), 2)
        book.delete(gone).result(PATIENCE_S)
        add(book, "Zoe Marianne", "sip:zoe@office2.example", favourite=chance.random() < 0.5)
        book.save(ContactDraft(changed, "Anna Borisova", ())).result(PATIENCE_S)
    database.write("many", _many_new).result(PATIENCE_S)
    book.listing(text="ann")
    assert book._finder._index is not None
    assert book._finder._index.common is None


def test_what_was_counted_of_those_before_is_not_taken_for_those_now(
    book: SqliteContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the counting ends at the moment when it is asked whether it has ended."""
    monkeypatch.setattr(common_parts, "FEWEST", 3)
    for name in ("Anna", "Hannah", "Boris"):
        add(book, name)
    ending = _EndsWhenAsked()
    book._finder._counting = people_finder._Counting([], ending)
    assert named(book, "ann") == ["Anna", "Hannah"]
    assert named(book, "ann") == ["Anna", "Hannah"]
    assert book._finder._counting is not None
    assert book._finder._counting.parts is not ending
    book._finder._counting.parts.result(PATIENCE_S)
    assert named(book, "ann") == ["Anna", "Hannah"]


class _EndsWhenAsked(Future[CommonParts | None]):
    """Nobody has an "a", it says."""

    def done(self) -> bool:
        before = super().done()
        if not before:
            self.set_result(CommonParts(0, {"an": 0}))
        return before


def _many_new(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text)"
        " VALUES (:name, '', '', 0, :name, :name)",
        [{"name": f"bulk{number}"} for number in range(50)],
    )


def test_groups_and_words_together(book: SqliteContactBook) -> None:
    """Only members of the group, in the order of a search."""
    one, two, three = add(book, "Hanna"), add(book, "Ann"), add(book, "Anna", favourite=True)
    book.set_group([one, three], "Team", True).result(PATIENCE_S)
    assert list(book.listing(text="ann", group="team").ids) == [three, one]
    assert list(book.listing(group="team").ids) == [three, one]
    assert book.listing(text="ann", group="team", limit=1).favourites == 1
    assert list(book.listing(text="ann", group="nobody").ids) == []
    assert two in book.listing(text="ann").ids


def test_many_are_read_ahead(book: SqliteContactBook, database: Database) -> None:
    """As soon as they are listed, or before; what has changed meanwhile is not missed."""

    def many(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO contact (name, organisation, notes, favourite, sort_name, search_text)"
            " VALUES (:name, '', '', :star, :name, :name)",
            [{"name": f"bulk{number}", "star": number % 1000 == 0} for number in range(2500)],
        )

    database.write("many", many).result(PATIENCE_S)
    for ask in (book.prepare_search, book.listing):
        finder = book._finder = PeopleFinder(database)
        ask()
        assert finder._loading is not None
        made = add(book, "bulkhead")
        found = book.listing(text="bulk")
        assert (len(found.ids), found.favourites) == (2501, 3)
        assert made in found.ids
        book.delete(made).result(PATIENCE_S)
