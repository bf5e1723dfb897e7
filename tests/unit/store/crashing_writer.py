"""A process that writes without end, for a test to kill: `python crashing_writer.py DATABASE NAME`.

Each transaction has several parts: a contact with `PARTS` addresses, or the `PARTS` legs of an attempt. The id of
the contact is printed after the futures of both are done, as a promise that they are on the disk.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from softphone.calls.people import ContactDraft
from softphone.calls.records import Direction, LegRecord
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.opening import open_database

PARTS = 5
MOST = 100_000


def main(path: Path, name: str, most: int = MOST) -> None:
    database, report = open_database(path)
    assert report.sound, report
    book, log = SqliteContactBook(database), SqliteCallLog(database)
    print("ready", flush=True)
    for number in range(most):
        addresses = tuple((f"sip:{name}{number}-{part}@h", "") for part in range(PARTS))
        contact = book.save(ContactDraft(None, f"{name}{number}", addresses)).result(30)
        started = datetime.now(UTC)
        attempt = log.begin(
            direction=Direction.OUTGOING,
            party_uri=addresses[0][0],
            party_name=contact.name,
            contact_id=contact.id,
            account_id="",
            started_at=started,
        )
        log.write_legs(attempt, [LegRecord(uri, started) for uri, _ in addresses]).result(30)
        print(contact.id, flush=True)
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *(int(each) for each in sys.argv[3:4]))
