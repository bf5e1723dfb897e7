"""All people in memory, as far as a search reads them: ids in the order of the list, and a line of text for each.

Measured with 100,000 contacts (Python 3.11, SQLite 3.40): looking at every text takes 6 to 10 ms when the loop runs in
C (`map`, `compress`) and the texts lie in memory one after another; three times as long where they do not. Who has
all the pairs of letters of a word is known before (`letter_pairs`), and what many have is known of everybody
(`common_parts`), so that few words need more than a part of that.
SQLite needs 30 to 60 ms for the same; its full-text index is quick for three letters and more, but gives neither one or
two letters, nor the order of the list without reading everybody, and costs more to write than the rest of a contact.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import compress, repeat

from softphone.store import letter_pairs
from softphone.store.columns import bounded, search_fold
from softphone.store.common_parts import CommonParts
from softphone.store.letter_pairs import LetterPairs
from softphone.store.list_rows import LIST_ORDER, PORTION, portions
from softphone.store.place_sets import flags_of, picked, places_of
from softphone.store.search_form import form

Key = tuple[bool, str, int]  # no favourite, sort_name, id

_SEPARATOR = "\x1e"  # in no text: `search_form.form` leaves no control characters
_AFTER_ALL = "\U0010ffff"  # sorts behind every letter
_MOST_NEWS = 500  # more changes than that are quicker read with everybody else
_FEW_NEWS = 20  # of more, what is common is counted anew: each takes some milliseconds there
_MANY = 4_000  # more places than that take over a millisecond to compare with something


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """Place n of `ids`, `texts` and `pairs` is one contact; a text begins with the name. `news` and `token` say how
    far the file's own list of changes had been read; `common` is None until it is counted."""

    ids: list[int]
    favourites: int
    texts: list[str]
    pairs: LetterPairs
    news: int
    token: int
    common: CommonParts | None = None

    def ordered(self, spelled: int, found: int, begins: Iterable[int]) -> list[int]:
        """Ids of what was found (sets of places): favourites, then the others; of each those at the places `begins`
        first, and those last who are not among the `spelled`."""
        end = self.favourites
        rest = flags_of(spelled, len(self.ids))
        first: list[int] = []
        then: list[int] = []
        for place in begins:
            if rest[place]:
                (first if place < end else then).append(self.ids[place])
                rest[place] = 0
        for chosen in (rest, flags_of(found ^ spelled, len(self.ids)) if found != spelled else None):
            if chosen is not None:
                first += picked(self.ids, chosen[:end])
                chosen[:end] = bytes(end)
                then += picked(self.ids, chosen)
        return first + then if first else then

    def favourites_in(self, found: int) -> int:
        return (found >> (len(self.ids) - self.favourites)).bit_count()

    def beginning(self, connection: sqlite3.Connection, found: int, text: str) -> Iterable[int]:
        """Places of names that begin with `text`, in order. Where very many were found, as by one letter, the spelling
        in the list decides, which is in its order already."""
        start = form(text)
        many = found.bit_count() > _MANY
        size = len(self.ids)
        here = (
            places_of(found >> (size - self.favourites), self.favourites) if many else places_of(found, size)
        )
        begins = list(compress(here, map(str.startswith, map(self.texts.__getitem__, here), repeat(start))))
        if many:
            written = search_fold(bounded(text)).strip()
            first = self._place(connection, (True, written, 0))
            begins += range(first, max(first, self._place(connection, (True, written + _AFTER_ALL, 0))))
        return begins

    def _place(self, connection: sqlite3.Connection, wanted: Key) -> int:
        """Where somebody sorted by `wanted` stands, or would."""
        return bisect_left(self.ids, wanted, key=lambda contact_id: _key(connection, contact_id))


def load(connection: sqlite3.Connection) -> PeopleIndex:
    """Everybody, in the caller's transaction."""
    news, token = _newest(connection)
    rows = connection.execute(f"SELECT id FROM contact {LIST_ORDER}")  # noqa: S608  our own words
    ids = [contact_id for (contact_id,) in rows]
    (favourites,) = connection.execute("SELECT count(*) FROM contact WHERE favourite > 0").fetchone()
    return PeopleIndex(
        ids, favourites, _texts(connection, ids), letter_pairs.load(connection, ids), news, token
    )


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
    ids, texts, pairs = index.ids[:], index.texts[:], index.pairs.copied()
    gone = [place for place, contact_id in enumerate(ids) if contact_id in changed]
    common = index.common if len(changed) <= _FEW_NEWS else None
    favourites = index.favourites - sum(place < index.favourites for place in gone)
    for place in reversed(gone):
        del ids[place], texts[place]
        pairs.remove(place)
        common = common and common.without(place)
    made = PeopleIndex(ids, favourites, texts, pairs, news, token)
    for contact_id in changed:
        row = connection.execute(
            "SELECT favourite, sort_name, search_text, search_pairs FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is not None:
            place = made._place(connection, (not row[0], row[1], contact_id))
            ids.insert(place, contact_id)
            texts.insert(place, row[2])
            pairs.insert(place, row[3])
            common = common and common.having_got(place, row[2])
            favourites += bool(row[0])
    return replace(made, favourites=favourites, common=common)


def _key(connection: sqlite3.Connection, contact_id: int) -> Key:
    """What the list is sorted by."""
    favourite, name = connection.execute(
        "SELECT favourite, sort_name FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    return not favourite, name, contact_id


def _newest(connection: sqlite3.Connection) -> tuple[int, int]:
    row = connection.execute("SELECT seq, token FROM contact_news ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def _texts(connection: sqlite3.Connection, ids: list[int]) -> list[str]:
    """SQLite puts a portion together while other threads go on; cut, they lie in memory one after another, as they will
    be looked at."""
    texts: list[str] = []
    for these in portions(ids):
        (joined,) = connection.execute(
            f"SELECT group_concat(search_text, ?) FROM ({PORTION.format('search_text')})",  # noqa: S608  our own words
            (_SEPARATOR, these),
        ).fetchone()
        cut = joined.split(_SEPARATOR)
        if len(cut) != these.count(",") + 1:  # a text that is not ours
            cut = [text for (text,) in connection.execute(PORTION.format("search_text"), (these,))]
        texts += cut
    return texts
