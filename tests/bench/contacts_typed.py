"""What an address book answers to somebody who types, and to calls that come in.

usage: python -m tests.bench.contacts_typed FILE

Prints milliseconds by name as JSON, of the processor where a name says so; "memory" is MiB that the process has
more once everybody can be searched.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep, thread_time
from typing import Final

from softphone.calls.people import Contact
from softphone.store.common_parts import FEWEST
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from tests.bench.processes import resident_mib

_PEOPLE: Final = 60
_SCREEN: Final = 20
_FIRST: Final = 20
_KEY_S: Final = 0.08  # between two keys of somebody who types fast
_SETTLED_S: Final = 60
_ANY: Final = (
    "a", "и", "z", "7", "an", "qz", "иш", "office", "example", "old.example", "8 (495) 555-01-01", "+7 812", "王",
    "小明", "tinela", "щщщ", "anna zoe petra", "Ромашка 12", "a e i o n r", "x" * 300, "Иван Петров " * 25,
    "Жанна Бел", "Janna", "Kseniya Sho", "Ulrich Мор", "Катарина Ульм", "Xenia", "Жук", "fyodor shen", "Щ", "щол",
)  # fmt: skip

Samples = dict[str, list[float]]


def main() -> None:
    chance = random.Random(3)
    before = resident_mib(os.getpid())
    database = Database(Path(sys.argv[1]))
    book = SqliteContactBook(database)
    found: Samples = {"list": [_timed(lambda: book.lines(book.listing().ids[:_SCREEN]))]}
    book.prepare_search()
    found["ready"] = [_timed(lambda: book.listing(text="first letter"))]
    people = [
        contact
        for each in chance.sample(list(book.listing().ids), _PEOPLE)
        if (contact := book.contact(each)) is not None
    ]
    found["memory"] = [resident_mib(os.getpid()) - before]
    found["first"] = []
    for text in _typed(people[:2], chance)[len(_ANY) * 2 :][:_FIRST]:
        found["first"].append(_timed(_searched(book, text)))
        sleep(_KEY_S)
    found["settled"] = [_timed(lambda: _settle(book))]
    found["type"], found["type-processor"] = [], []
    for text in _typed(people, chance):
        before_ms = thread_time() * 1000
        found["type"].append(_timed(_searched(book, text)))
        found["type-processor"].append(thread_time() * 1000 - before_ms)
    found["lines"] = [
        _timed(lambda start=start: book.lines(book.listing().ids[start : start + 64]))  # type: ignore[misc]
        for start in range(0, len(book.listing().ids), max(64, len(book.listing().ids) // 100))
    ]
    found["caller"] = [_timed(_called(book, uri)) for uri in _callers(people)]
    found["twice"] = [_timed(lambda: book.find_duplicates().result())]
    database.close()
    print(json.dumps(found))


def _typed(people: list[Contact], chance: random.Random) -> list[str]:
    """Names, numbers and addresses letter by letter, a correction, words from the middle, and things pasted."""
    texts = [*_ANY, *_ANY]
    for contact in people:
        whole = chance.choice([contact.name, *(each.uri.partition(":")[2] for each in contact.addresses)])
        texts += [whole[:length] for length in range(1, len(whole) + 1)]
        texts.append(whole[: len(whole) // 2])
        start = chance.randrange(len(whole))
        texts += [whole[start : start + 2], whole[start : start + 5], contact.organisation]
    return texts


def _settle(book: SqliteContactBook) -> None:
    """Until it is known what many have: after that nothing is done beside the searches."""
    until = perf_counter() + _SETTLED_S
    while perf_counter() < until:
        book.listing(text="first letter")
        index = book._finder._index
        if index is None or index.common is not None or len(index.ids) < FEWEST:
            return
        sleep(_KEY_S)


def _callers(people: list[Contact]) -> list[str]:
    """As gateways and servers write them: with a port, as a number of the country, former ones, strangers."""
    uris = []
    for contact in people:
        for address in contact.addresses:
            uris.append(address.uri)
            rest = address.uri.partition(":")[2]
            if rest.startswith("+7"):
                uris += [f"sip:8{rest[2:]}@gateway.example", f"sip:{rest}@gateway.example;user=phone"]
            elif "@" in rest:
                uris += [f"{address.uri}:5062;transport=tcp", f"sip:stranger.{rest}"]
        uris += [f"{former.uri}:5062" for former in contact.former]
    return uris * 3


def _searched(book: SqliteContactBook, text: str) -> Callable[[], object]:
    return lambda: book.listing(text=text)


def _called(book: SqliteContactBook, uri: str) -> Callable[[], object]:
    return lambda: book.find_caller(uri)


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
