"""All people in memory, as far as a search reads them: ids in the order of the list, and a line of text for each.

Measured with 100,000 contacts (Python 3.11, SQLite 3.40): looking at every text takes 4 to 9 ms when the loop runs in
C (`map`, `compress`) and the texts lie in memory one after another; three times as long where they do not. SQLite
needs 30 to 60 ms for the same; its full-text index is quick for three letters and more, but gives neither one or
two letters, nor the order of the list without reading everybody, and costs more to write than the rest of a contact.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress, repeat
from operator import contains

from softphone.store.columns import bounded, search_fold
from softphone.store.list_rows import LIST_ORDER
from softphone.store.search_form import Word, form

Key = tuple[bool, str, int]  # no favourite, sort_name, id

_SEPARATOR = "\x1e"  # in no text: `search_form.form` leaves no control characters
_AFTER_ALL = "\U0010ffff"  # sorts behind every letter
_MOST_NEWS = 500  # more changes than that are quicker read with everybody else
_MANY = 20_000  # more places than that take a millisecond to compare with something
_FEW = 4  # looking up one of so many texts takes as long as looking at all


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """Place n of `ids` and `texts` is one contact; a text begins with the name. `news` and `token` say how far the
    file's own list of changes had been read."""

    ids: "array[int]"
    favourites: int
    texts: list[str]
    news: int
    token: int

    def holding(self, words: Sequence[Word], among: bytes | None = None) -> bytes:
        """For each place 1 if every word is in the text, else 0. Only places that `among` has are looked at."""
        found = among
        for word in words:
            here = self._with(word.form, found)
            found = here if not word.else_ or any(here) else self._with(word.else_, found)
        return bytes(repeat(1, len(self.ids))) if found is None else found

    def ordered(self, found: bytes, begins: Iterable[int]) -> list[int]:
        """Ids of what was found: favourites, then who is at the places `begins`, then others; each as in the list."""
        end = self.favourites
        chosen = list(compress(self.ids[:end], found[:end]))
        rest = bytearray(found)
        rest[:end] = bytes(end)
        for place in begins:
            if rest[place]:
                chosen.append(self.ids[place])
                rest[place] = 0
        chosen.extend(compress(self.ids, rest))
        return chosen

    def beginning(self, connection: sqlite3.Connection, found: bytes, text: str) -> Iterable[int]:
        """Places of names that begin with `text`, favourites left out. Where very many were found, as by one letter,
        the spelling in the list decides, which is in its order already."""
        if found.count(1) <= _MANY:
            places = range(self.favourites, len(self.ids))
            here = list(compress(places, found[self.favourites :]))
            return compress(here, map(str.startswith, map(self.texts.__getitem__, here), repeat(form(text))))
        written = search_fold(bounded(text)).strip()
        first = self._place(connection, (True, written, 0))
        return range(first, max(first, self._place(connection, (True, written + _AFTER_ALL, 0))))

    def _place(self, connection: sqlite3.Connection, wanted: Key) -> int:
        """Where somebody sorted by `wanted` stands, or would."""
        return bisect_left(self.ids, wanted, key=lambda contact_id: _key(connection, contact_id))

    def _with(self, part: str, among: bytes | None) -> bytes:
        size = len(self.ids)
        if among is None or among.count(1) * _FEW > size:
            here = bytes(map(contains, self.texts, repeat(part)))
            return here if among is None else both(here, among)
        places = list(compress(range(size), among))
        found = bytearray(size)
        for place in compress(places, map(contains, map(self.texts.__getitem__, places), repeat(part))):
            found[place] = 1
        return bytes(found)


def load(connection: sqlite3.Connection) -> PeopleIndex:
    """Everybody, in the caller's transaction."""
    news, token = _newest(connection)
    rows = connection.execute(f"SELECT id, favourite FROM contact {LIST_ORDER}").fetchall()  # noqa: S608
    ids = array("q", (contact_id for contact_id, _ in rows))
    favourites = sum(bool(favourite) for _, favourite in rows)
    return PeopleIndex(ids, favourites, _texts(connection, ids), news, token)


def refreshed(connection: sqlite3.Connection, index: PeopleIndex) -> PeopleIndex:
    """`index` with what has changed since; itself when nothing has."""
    news, token = _newest(connection)
    if (news, token) == (index.news, index.token):
        return index
    row = connection.execute("SELECT token FROM contact_news WHERE seq = ?", (index.news,)).fetchone()
    changed = {
        contact_id
        for (contact_id,) in connection.execute(
            "SELECT contact_id FROM contact_news WHERE seq > ? LIMIT ?", (index.news, _MOST_NEWS + 1)
        )
    }
    # The row that was the newest then is gone, or another: a long time ago, or in another file (a backup came back).
    if row is None or row[0] != index.token or len(changed) > _MOST_NEWS:
        return load(connection)
    return _changed(connection, index, changed, news, token)


def _changed(
    connection: sqlite3.Connection, index: PeopleIndex, changed: set[int], news: int, token: int
) -> PeopleIndex:
    """Every one of `changed` taken out, and put back where it belongs now unless it is gone."""
    stay = [contact_id not in changed for contact_id in index.ids]
    favourites = sum(stay[: index.favourites])
    made = PeopleIndex(
        array("q", compress(index.ids, stay)), favourites, list(compress(index.texts, stay)), news, token
    )
    for contact_id in changed:
        row = connection.execute(
            "SELECT favourite, sort_name, search_text FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is not None:
            place = made._place(connection, (not row[0], row[1], contact_id))
            made.ids.insert(place, contact_id)
            made.texts.insert(place, row[2])
            favourites += bool(row[0])
    return replace(made, favourites=favourites)


def _key(connection: sqlite3.Connection, contact_id: int) -> Key:
    """What the list is sorted by."""
    favourite, name = connection.execute(
        "SELECT favourite, sort_name FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    return not favourite, name, contact_id


def _newest(connection: sqlite3.Connection) -> tuple[int, int]:
    row = connection.execute("SELECT seq, token FROM contact_news ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def _texts(connection: sqlite3.Connection, ids: Sequence[int]) -> list[str]:
    """The texts of `ids`, put together by SQLite: row by row takes three times as long."""
    (numbers, joined) = connection.execute(
        "SELECT group_concat(id, ?1), group_concat(search_text, ?1) FROM (SELECT id, search_text FROM contact)",
        (_SEPARATOR,),
    ).fetchone()
    if numbers is None:
        return []
    known = [int(number) for number in numbers.split(_SEPARATOR)]
    split = joined.split(_SEPARATOR)
    if len(split) != len(known):  # a text that is not ours
        by_id = dict(connection.execute("SELECT id, search_text FROM contact").fetchall())
    else:
        by_id = dict(zip(known, split, strict=True))
    # Joined and cut once more, they lie in memory in the order in which they will be looked at.
    there = [by_id[contact_id].replace(_SEPARATOR, " ") for contact_id in ids]
    return _SEPARATOR.join(there).split(_SEPARATOR)


def both(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")
