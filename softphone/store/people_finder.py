"""Keeps the index of people in memory as fresh as the file, and looks into it."""

import json
import sqlite3
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, replace

from softphone.calls.people import Listing
from softphone.store import common_parts, member_rows, people_index
from softphone.store.common_parts import CommonParts
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.list_rows import LIST_ORDER
from softphone.store.people_index import PeopleIndex
from softphone.store.people_search import Held, Known, PeopleSearch
from softphone.store.place_sets import of_flags
from softphone.store.search_form import Word, words_of

_MANY = 2_000  # people; fewer are read at the first search without a pause that anybody sees
_ANY_MORE = "SELECT 1 FROM contact LIMIT 1 OFFSET ?"


@dataclass(frozen=True, slots=True)
class _Group:
    index: PeopleIndex
    version: int
    group: str
    places: int


@dataclass(frozen=True, slots=True)
class _Counting:
    """What is common in `texts`, on its way."""

    texts: list[str]
    parts: Future[CommonParts | None]


class PeopleFinder:
    """On the owner's thread, but for `_loading`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index: PeopleIndex | None = None
        self._version = -1  # of the file, when the index was last compared with it
        self._loading: Future[PeopleIndex] | None = None
        self._counting: _Counting | None = None
        self._turn = (
            threading.Lock()
        )  # one looks at a time: two would take turns by Python's clock, every 5 ms
        self._known: Known | None = None
        self._group: _Group | None = None

    def prepare(self) -> None:
        """Read everybody on a thread of its own, so that the first letter typed need not wait for that. A few are not
        worth a thread."""
        if self._index is None and self._are_many():
            self._begin()

    def _begin(self) -> None:
        if self._loading is None:
            self._loading = self._database.apart.begin("people", people_index.load)

    def _are_many(self) -> bool:
        try:
            row = self._database.read(
                "count", lambda connection: connection.execute(_ANY_MORE, (_MANY,)).fetchone()
            )
        except StoreError:
            return False
        return row is not None

    def find(self, text: str, group: str, limit: int | None) -> Listing:
        with self._turn:
            return self._find(words_of(text), text, group, limit)

    def _find(self, words: tuple[Word, ...], text: str, group: str, limit: int | None) -> Listing:
        version = self._database.data_version()
        if not words and not group and self._index is None:
            return self._database.read("listing", lambda connection: self._plain(connection, limit))

        def query(connection: sqlite3.Connection) -> Listing:
            self._index = index = self._counted(self._fresh(connection, version))
            self._version = version
            if not words and not group:
                everybody = index.ids[:limit]
                return Listing(everybody, min(index.favourites, len(everybody)))
            held = self._held(index, words)
            if group:
                members = self._members(connection, index, group)
                held = Held(held.spelled & members, held.all & members)
            begins = index.beginning(connection, held.spelled, text) if words else ()
            favourites = index.favourites_in(held.all)
            return Listing(
                index.ordered(held.spelled, held.all, begins)[:limit],
                favourites if limit is None else min(favourites, limit),
            )

        return self._database.read("listing", query)

    def _members(self, connection: sqlite3.Connection, index: PeopleIndex, group: str) -> int:
        """The places of the group's members. A search in a group asks for the same with every letter."""
        last = self._group
        if last is not None and last.index is index and (last.version, last.group) == (self._version, group):
            return last.places
        members = member_rows.members(connection, group)
        places = of_flags(bytes(map(members.__contains__, index.ids)))
        self._group = _Group(index, self._version, group, places)
        return places

    def _held(self, index: PeopleIndex, words: tuple[Word, ...]) -> Held:
        search = PeopleSearch(index, self._known)
        held = search.held(words)
        self._known = search.known
        return held

    def _fresh(self, connection: sqlite3.Connection, version: int) -> PeopleIndex:
        index = self._index or self._loaded()
        if index is None:
            return people_index.load(connection)
        return index if version == self._version else people_index.refreshed(connection, index)

    def _counted(self, index: PeopleIndex) -> PeopleIndex:
        """With what is common among many, as soon as that is known."""
        if index.common is not None or len(index.ids) < common_parts.FEWEST:
            return index
        counting = self._counting
        if counting is not None and counting.texts is index.texts:
            if not counting.parts.done() or counting.parts.exception() is not None:
                return index
            self._counting = None
            return replace(index, common=counting.parts.result())
        if counting is None or counting.parts.done():  # of those who were there before: of no use any more
            parts = self._database.apart.begin("parts", lambda _: self._common(index))
            self._counting = _Counting(index.texts, parts)
        return index

    def _common(self, index: PeopleIndex) -> CommonParts | None:
        """On a thread of its own, which leaves half of the time to whoever types meanwhile."""
        search = PeopleSearch(index, None)
        who: dict[str, int] = {}
        for part in common_parts.commonest(index.texts):
            if self._database.apart.closed:
                return None
            with self._turn:
                began = time.monotonic()
                who[part] = search.who_has(part)
            time.sleep(time.monotonic() - began)
        return CommonParts(len(index.ids), who)

    def _loaded(self) -> PeopleIndex | None:
        """What the thread has read; it is waited for, as reading here would take as long."""
        loading, self._loading = self._loading, None
        self._version = -1  # it was read some time ago
        try:
            return None if loading is None else loading.result()
        except StoreError:
            return None

    def _plain(self, connection: sqlite3.Connection, limit: int | None) -> Listing:
        # As JSON, because 100,000 rows cost more time to be handed over one by one than to be found.
        (text,) = connection.execute(
            f"SELECT json_group_array(id) FROM (SELECT id FROM contact {LIST_ORDER} LIMIT ?)",  # noqa: S608
            (-1 if limit is None else limit,),
        ).fetchone()
        ids: list[int] = json.loads(text)
        (favourites,) = connection.execute("SELECT count(*) FROM contact WHERE favourite = 1").fetchone()
        if len(ids) > _MANY:
            self._begin()
        return Listing(ids, min(int(favourites), len(ids)))
