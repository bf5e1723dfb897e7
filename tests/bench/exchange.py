"""Import of vCards into an empty address book: time and memory at 1,000, 10,000 and 100,000, and how they grow.

Each size runs in a process of its own: `python -m tests.bench.exchange FOLDER PEOPLE` prints its figures as JSON.
"""

import json
import random
import subprocess
import sys
from concurrent.futures import Future, wait
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from softphone.calls.people import ImportReport
from softphone.exchange.files import Files
from softphone.exchange.vcard import read_cards
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.opening import open_database
from tests.bench.figures import Figure
from tests.bench.peer import Peer

SIZES: Final = (1_000, 10_000, 100_000)
_LIMIT_S: Final = 900
_BETWEEN_WRITES_S: Final = 0.05
_FIRST: Final = (
    "Anna",
    "Boris",
    "Clara",
    "Irina",
    "Анна",
    "Борис",
    "Вера",
    "Юлия",
    "Γιώργος",
    "Ελένη",
    "小明",
    "丽华",
)
_LAST: Final = (
    "Karlsson",
    "Müller",
    "Petrov",
    "Константинопольский",
    "Ёлкина",
    "Παπαδόπουλος",
    "王",
    "Lindner",
)
_FIRMS: Final = ("Office", "Ромашка", "Werkstatt", "Harbour", "Lindner")


def write_file(path: Path, people: int) -> None:
    """Cards as other programs write them, with what this phone does not know; the same each time."""
    chance = random.Random(5)
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(people):
            name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {number}"
            firm = chance.choice(_FIRMS)
            file.write(
                f"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Bench//EN\r\nN:;{name};;;\r\nFN:{name}\r\nORG:{firm};Sales\r\n"
                f"TEL;TYPE=WORK,VOICE:+7 495 {chance.randrange(10**7):07}\r\n"
                f"TEL;TYPE=CELL:8 (9{chance.randrange(100):02}) {chance.randrange(10**7):07}\r\n"
                f"EMAIL;TYPE=INTERNET:p{number}@{firm.lower()}.example\r\nIMPP:sip:p{number}@office.example\r\n"
                "ADR;TYPE=WORK:;;Street 1;City;;12345;Land\r\nCATEGORIES:Bench\r\n"
                "NOTE:A note of a line or so about what was said last time\\, and when.\r\n"
                f"UID:bench-{number}\r\n"
                "END:VCARD\r\n"
            )


def measure_one(folder: Path, people: int) -> dict[str, float]:
    path = folder / f"people-{people}.vcf"
    write_file(path, people)
    begun = perf_counter()
    with path.open("rb") as file:
        read = sum(1 for _ in read_cards(file))
    reading_s = perf_counter() - begun
    database, _ = open_database(folder / f"people-{people}.db")
    try:
        book = SqliteContactBook(database)
        files = Files()
        before = _peak_kib()
        begun, cpu = perf_counter(), process_time()
        future = book.import_cards(files.read(path, files.look(path)), lambda _: True)
        held_s = _longest_wait(database, future)
        report = future.result(_LIMIT_S)
        import_s, cpu_s = perf_counter() - begun, process_time() - cpu
        if report.added != people or read != people:
            raise RuntimeError(f"{report.added} of {people} came in")
        grown = _peak_kib() - before
        begun = perf_counter()
        with path.open("rb") as file:
            again = book.import_cards(read_cards(file)).result(_LIMIT_S)
        again_s = perf_counter() - begun
        if again.unchanged != people:
            raise RuntimeError(f"{again.unchanged} of {people} were known the second time")
        begun = perf_counter()
        files.write(folder / f"out-{people}.vcf", book.cards())
        export_s = perf_counter() - begun
    finally:
        database.close()
    size = (folder / f"people-{people}.db").stat().st_size
    return {
        "people": people,
        "import_s": import_s,
        "cpu_s": cpu_s,
        "reading_s": reading_s,
        "held_s": held_s,
        "again_s": again_s,
        "export_s": export_s,
        "memory_mib": grown / 1024,
        "file_mib": size / 2**20,
    }


def _longest_wait(database: Database, future: Future[ImportReport]) -> float:
    """Seconds that another write had to wait while the import went on, at most."""
    longest = 0.0
    while not future.done():
        begun = perf_counter()
        database.write("bench", lambda connection: connection.execute("DELETE FROM reminder")).result(
            _LIMIT_S
        )
        longest = max(longest, perf_counter() - begun)
        wait((future,), _BETWEEN_WRITES_S)
    return longest


def _peak_kib() -> int:
    """The most memory that this process has had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(each.split()[1]) for each in status.splitlines() if each.startswith("VmHWM"))


def exchange(folder: Path, _peer: Peer) -> dict[str, Figure]:
    """Printed for each size; the figures are those of 100,000."""
    rows: list[dict[str, float]] = []
    place = folder / "exchange"
    place.mkdir()
    for people in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.exchange", str(place), str(people)],
            capture_output=True,
            text=True,
            timeout=4 * _LIMIT_S,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
        row = json.loads(done.stdout)
        rows.append(row)
        print(
            f"exchange: {people:>7} vCards in {row['import_s']:.1f} s ({people / row['import_s']:.0f}/s, processor"
            f" {row['cpu_s']:.1f} s, reading alone {row['reading_s']:.1f} s), {row['memory_mib']:.0f} MiB more memory,"
            f" file {row['file_mib']:.0f} MiB, others waited {row['held_s']:.2f} s at most;"
            f" once more {row['again_s']:.1f} s, out again {row['export_s']:.1f} s",
            flush=True,
        )
    first, last = rows[0], rows[-1]
    print(
        f"exchange: from {first['people']:.0f} to {last['people']:.0f} the time grows"
        f" {last['import_s'] / first['import_s']:.0f} times, the memory by"
        f" {last['memory_mib'] - first['memory_mib']:.0f} MiB",
        flush=True,
    )
    return {
        "import-cards": Figure((last["import_s"],)),
        "import-memory": Figure((last["memory_mib"],)),
        "import-held": Figure((last["held_s"],)),
    }


if __name__ == "__main__":
    json.dump(measure_one(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
