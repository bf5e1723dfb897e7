"""A process that imports 3,000 people, for a test to kill: `python crashing_importer.py DATABASE`.

How many were read is printed as the import tells it, and the last number once more when all is on the disk.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from softphone.calls.cards import Card
from softphone.store.contact_book import SqliteContactBook
from softphone.store.opening import open_database

PEOPLE = 3_000


def cards() -> Iterator[Card]:
    for number in range(PEOPLE):
        addresses = tuple((f"sip:p{number}-{each}@h", "") for each in range(3))
        yield Card(f"Person {number}", addresses, notes="n" * 300)


def progress(read: int) -> bool:
    print(read if read < PEOPLE else PEOPLE - 1, flush=True)
    return True


def main(path: Path) -> None:
    database, _ = open_database(path)
    SqliteContactBook(database).import_cards(cards(), progress).result(60)
    print(PEOPLE, flush=True)
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
