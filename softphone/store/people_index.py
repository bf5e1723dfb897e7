"""All people in memory, as far as a search reads them: ids in the order of the list, and a line of text for each.

Measured with 100,000 contacts (Python 3.11, SQLite 3.40): looking at every text takes 4 to 9 ms when the loop runs in
C (`map`, `compress`) and the texts lie in memory one after another; three times as long where they do not. SQLite
needs 30 to 60 ms for the same; its full-text index is quick for three letters and more, but gives neither one or
two letters, nor the order of the list without reading everybody, and costs more to write than the rest of a contact.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from operator import contains

from softphone.store.list_rows import LIST_ORDER
from softphone.store.search_form import Word

_SEPARATOR = "\x1e"  # in no text: `search_form.form` leaves no control characters
_AFTER_ALL = "\x7f"  # sorts behind every letter of a text
_MOST_NEWS = 500  # more changes than that are quicker read with everybody else
_FEW = 4  # looking up one of so many texts takes as long as looking at all


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """Place n of `ids` and `texts` is one contact. `by_text` are the places in the order of the texts, which begin with
    the name. `news` and `token` say how far the file's own list of changes had been read."""

    ids: "array[int]"
    favourites: int
    texts: list[str]
    by_text: "array[int]"
    news: int
    token: int

    def holding(self, words: Sequence[Word], among: bytes | None = None) -> bytes:
        """For each place 1 if every word is in the text, else 0. Only places that `among` has are looked at."""
        found = among
        for word in words:
            here = self._with(word.form, found)
            found = here if not word.else_ or any(here) else self._with(word.else_, found)
        return bytes(repeat(1, len(self.ids))) if found is None else found

    def ordered(self, found: bytes, beginning: str) -> list[int]:
        """Ids of what was found: favourites, then names that begin with it, then the others; each as in the list."""
        end = self.favourites
        chosen = list(compress(self.ids[:end], found[:end]))
        rest = bytearray(found)
        rest[:end] = bytes(end)
        for place in self._beginning(beginning):
            if rest[place]:
                chosen.append(self.ids[place])
                rest[place] = 0
        chosen.extend(compress(self.ids, rest))
        return chosen

    def _with(self, form: str, among: bytes | None) -> bytes:
        size = len(self.ids)
        if among is None or among.count(1) * _FEW > size:
            here = bytes(map(contains, self.texts, repeat(form)))
            return here if among is None else _both(here, among)
        places = list(compress(range(size), among))
        found = bytearray(size)
        for place in compress(places, map(contains, map(self.texts.__getitem__, places), repeat(form))):
            found[place] = 1
        return bytes(found)

    def _beginning(self, form: str) -> list[int]:
        first = bisect_left(self.by_text, form, key=self.texts.__getitem__)
        end = bisect_right(self.by_text, form + _AFTER_ALL, lo=first, key=self.texts.__getitem__)
        return sorted(self.by_text[first:end])


def load(connection: sqlite3.Connection) -> PeopleIndex:
    """Everybody, in the caller's transaction."""
    news, token = _newest(connection)
    rows = connection.execute(f"SELECT id, favourite FROM contact {LIST_ORDER}").fetchall()  # noqa: S608
    ids = array("q", (contact_id for contact_id, _ in rows))
    favourites = sum(bool(favourite) for _, favourite in rows)
    texts = _texts(connection, ids)
    by_text = array("l", sorted(range(len(texts)), key=texts.__getitem__))
    return PeopleIndex(ids, favourites, texts, by_text, news, token)


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
    ids = list(compress(index.ids, stay))
    texts = list(compress(index.texts, stay))
    favourites = sum(stay[: index.favourites])

    def key(contact_id: int) -> tuple[bool, str, int]:
        row = connection.execute(
            "SELECT favourite, sort_name FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        return not row[0], row[1], contact_id

    came: list[int] = []
    for contact_id in changed:
        row = connection.execute(
            "SELECT favourite, sort_name, search_text FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is not None:
            place = bisect_left(ids, (not row[0], row[1], contact_id), key=key)
            ids.insert(place, contact_id)
            texts.insert(place, row[2])
            favourites += bool(row[0])
            came = [each + (each >= place) for each in came]
            came.append(place)
    by_text = _renumbered(index, stay, came, texts)
    return PeopleIndex(array("q", ids), favourites, texts, by_text, news, token)


def _renumbered(index: PeopleIndex, stay: list[bool], came: list[int], texts: list[str]) -> "array[int]":
    """`by_text` after those who do not `stay` are gone and others `came` to these places."""
    new_places = iter(sorted(set(range(len(texts))).difference(came)))
    moved = [next(new_places) if stays else -1 for stays in stay]
    by_text = [place for old in index.by_text if (place := moved[old]) >= 0]
    for place in came:
        insort(by_text, place, key=texts.__getitem__)
    return array("l", by_text)


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


def _both(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")
