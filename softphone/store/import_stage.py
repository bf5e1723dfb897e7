"""People of a file put together beside the address book, in tables of their own, before anything of it is touched.

The tables are those of the address book, without their triggers, in a file that SQLite makes for this connection alone
and that is gone with it, however the program ends. Whoever is in the address book and is to be completed is copied
there under their id; ids of new ones lie above `BASE`. Statements of this room that name no database mean these tables.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from softphone.calls.cards import Card
from softphone.calls.people import RejectedEntry
from softphone.sip.text import safe_text
from softphone.store import card_matching, card_rows, member_rows, people_rows
from softphone.store.database import WRITER_PATIENCE_MS

BASE: Final = 1 << 40
CHILDREN: Final = ("address", "number", "membership", "picture", "move")
_TABLES: Final = ("contact", *CHILDREN)
CACHE_KIB: Final = 16 * 1024  # indexes are written all over: with SQLite's 2 MB their pages would come and go
_OWN: Final = (
    # What each contact of the address book was when the reading began.
    "CREATE TABLE seen (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, uid TEXT NOT NULL) STRICT",
    "CREATE TABLE stale (id INTEGER PRIMARY KEY) STRICT",
    # The cards that have completed somebody of the address book, to do it again when that contact has changed since.
    "CREATE TABLE said (contact_id INTEGER NOT NULL, card BLOB NOT NULL) STRICT",
    "CREATE INDEX said_contact ON said (contact_id)",
)
_STALE: Final = """
    INSERT INTO stale
    SELECT now.id FROM book.contact AS now LEFT JOIN seen ON seen.id = now.id
        WHERE seen.id IS NULL OR (seen.revision, seen.uid) IS NOT (now.revision, now.uid)
    UNION SELECT seen.id FROM seen LEFT JOIN book.contact AS now ON now.id = seen.id WHERE now.id IS NULL
"""
# Completed ones that have changed or gone; new ones who may be somebody that has come or changed.
_DOUBTFUL: Final = """
    SELECT contact.id FROM stale CROSS JOIN contact ON contact.id = stale.id
    UNION SELECT contact.id FROM stale CROSS JOIN book.contact AS now ON now.id = stale.id
        CROSS JOIN contact ON contact.uid = now.uid
    UNION SELECT contact.id FROM stale CROSS JOIN book.contact AS now ON now.id = stale.id
        CROSS JOIN contact ON contact.favourite IN (0, 1) AND contact.sort_name = now.sort_name
"""


class Stage:
    """Of the address book in the file `path`. `reader` reads that file, in a transaction of the caller's."""

    def __init__(self, path: Path, reader: sqlite3.Connection, now: datetime) -> None:
        self._reader = reader
        reader.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._now = now
        self.taken = card_rows.Taken()
        self._copied: set[int] = set()
        self.connection = _beside(path)
        try:
            self._make_tables()
            (self._version,) = self.connection.execute("PRAGMA book.data_version").fetchone()
            self._see()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self, how: str = "DEFERRED") -> Iterator[None]:
        """IMMEDIATE also keeps everybody else from writing to the address book."""
        self.connection.execute(f"BEGIN {how}")
        try:
            yield
            self.connection.execute("COMMIT")
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def take(self, card: Card) -> None:
        """Add whom the card describes, or complete them when they are there: the same uid, or the same name and an
        address in common, current or former. Nothing of somebody who is there is changed."""
        if why := self.taken.refuses(card):
            self._reject(card, why)
            return
        if card.groups:
            card = replace(card, groups=member_rows.spelled(self._reader, card.groups))
        contact_id = self._whose(card)
        if contact_id is None:
            card_rows.insert(self.connection, card, self._now)
            return
        if not self.taken.met_again(contact_id):
            self._reject(card, "this person is in the file too often")
            return
        added = contact_id > BASE
        place = self.connection if added or contact_id in self._copied else self._reader
        contact = people_rows.known(place, contact_id, "import_cards")
        new = card_rows.lacking(contact, card)
        if new.nothing:
            self.taken.unchanged += 1
            return
        if not added:
            self._copy(contact_id)
            self.connection.execute("INSERT INTO said VALUES (?, ?)", (contact_id, pickle.dumps(card)))
        self.taken.complete(card_rows.complete(self.connection, contact, new, self._now), added=added)

    def look_afresh(self) -> None:
        """Read the address book as it is now: nobody else's log or file has to be kept for this one reading. Whoever
        has changed since the beginning is found to be `doubtful` in any case."""
        self._reader.execute("COMMIT")
        self._reader.execute("BEGIN")

    def doubtful(self) -> list[int]:
        """Who is not known to be right any more, as the address book was written to since; inside a transaction."""
        (version,) = self.connection.execute("PRAGMA book.data_version").fetchone()
        if version == self._version:
            return []
        self.connection.execute("DELETE FROM stale")
        self.connection.execute(_STALE)
        return [contact_id for (contact_id,) in self.connection.execute(_DOUBTFUL)]

    def take_again(self, contact_ids: Sequence[int]) -> None:
        """Look at the address book as it is now, and decide about these anew; inside a transaction."""
        self.look_afresh()
        (self._version,) = self.connection.execute("PRAGMA book.data_version").fetchone()
        self._see()
        cards: list[Card] = []
        for contact_id in contact_ids:
            cards += self._withdrawn(contact_id)
        for card in cards:
            self.take(card)

    def _whose(self, card: Card) -> int | None:
        for find in (card_matching.by_uid, card_matching.by_name):
            for place in (self._reader, self.connection):
                found = find(place, card)
                if found is not None:
                    return found
        return None

    def _reject(self, card: Card, why: str) -> None:
        self.taken.reject(RejectedEntry(card.entry or safe_text(card.name), why))

    def _copy(self, contact_id: int) -> None:
        if contact_id in self._copied:
            return
        self._copied.add(contact_id)
        for table in _TABLES:
            owner = "id" if table == "contact" else "contact_id"
            rows = self._reader.execute(f"SELECT * FROM {table} WHERE {owner} = ?", (contact_id,)).fetchall()  # noqa: S608
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def _withdrawn(self, contact_id: int) -> Iterable[Card]:
        """The cards that made somebody what they are here, taken out."""
        if contact_id > BASE:
            cards = card_rows.load_cards(self.connection, [contact_id])
            self.taken.withdraw(contact_id, 0)
        else:
            rows = self.connection.execute(
                "SELECT card FROM said WHERE contact_id = ? ORDER BY rowid", (contact_id,)
            ).fetchall()
            cards = [pickle.loads(card) for (card,) in rows]  # noqa: S301  written above, by this run
            self.taken.withdraw(contact_id, len(cards))
            self.connection.execute("DELETE FROM said WHERE contact_id = ?", (contact_id,))
            self._copied.discard(contact_id)
        for table in CHILDREN:
            self.connection.execute(f"DELETE FROM {table} WHERE contact_id = ?", (contact_id,))  # noqa: S608
        self.connection.execute("DELETE FROM contact WHERE id = ?", (contact_id,))
        return cards

    def _make_tables(self) -> None:
        marks = ", ".join("?" * len(_TABLES))
        made = self.connection.execute(
            f"SELECT sql FROM book.sqlite_master WHERE tbl_name IN ({marks}) AND type IN ('table', 'index')"  # noqa: S608
            " AND sql IS NOT NULL ORDER BY type DESC",
            _TABLES,
        ).fetchall()
        for (sql,) in made:
            self.connection.execute(sql)
        for sql in _OWN:
            self.connection.execute(sql)
        for table in ("contact", "address", "move"):
            # Above those of the address book, too, where an undo has put back an address with an id of a stage.
            self.connection.execute(
                "INSERT INTO main.sqlite_sequence SELECT :table, max(:base, coalesce((SELECT seq FROM"
                " book.sqlite_sequence WHERE name = :table), 0))",
                {"table": table, "base": BASE},
            )

    def _see(self) -> None:
        self.connection.execute("DELETE FROM seen")
        self.connection.executemany(
            "INSERT INTO seen VALUES (?, ?, ?)", self._reader.execute("SELECT id, revision, uid FROM contact")
        )


def _beside(path: Path) -> sqlite3.Connection:
    """A connection to an empty file of its own, with the address book beside it as `book`.

    Foreign keys are not watched: who moves in brings their rows along, before themselves (`import_moving`).
    """
    connection = sqlite3.connect(
        "", timeout=WRITER_PATIENCE_MS / 1000, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        connection.execute("ATTACH ? AS book", (f"{path.as_uri()}?mode=rw",))
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA main.synchronous = OFF")
        connection.execute("PRAGMA book.synchronous = FULL")
        connection.execute("PRAGMA book.secure_delete = ON").fetchone()
        # A hundred megabytes are copied from the log into the file after all is written, not while others wait.
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
        for place in ("main", "book"):
            connection.execute(f"PRAGMA {place}.cache_size = -{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection
