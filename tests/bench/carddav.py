"""Cards on a real CardDAV server, taken over, looked at again, changed and sent: `python -m tests.bench.carddav`.

Server and phone are processes of their own on this machine; the memory is the phone's at its highest, above what it
had before the sync.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.support.radicale import Radicale
from tests.support.synced_phone import SyncedPhone, vcard

_SIZES: Final = (1_000, 10_000)


def main(sizes: tuple[int, ...] = _SIZES) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="softphone-bench-") as name:
            folder = Path(name)
            with Radicale(folder / "radicale") as server:
                url = server.make_book()
                there = server.folder_of("people")
                for number in range(size):
                    card = vcard(
                        f"c{number}",
                        f"Person {number}",
                        f"sip:p{number}@office.example",
                        f"tel:+7495{number:07}",
                    )
                    (there / f"c{number}.vcf").write_text(card, encoding="utf-8")
                server.ask("PROPFIND", url.removeprefix(server.host), "")  # it makes its own cache
                command = [sys.executable, "-m", "tests.bench.carddav", str(size), str(folder / "phone"), url]
                subprocess.run(command, check=True)


def measure(size: int, folder: Path, url: str) -> None:
    with SyncedPhone(folder, url) as phone:
        before = _peak_mb()
        _tell(size, "taken over", lambda: _expect(phone.sync().trouble is None))
        print(f"{size:>7} cards: memory at its highest {_peak_mb() - before:6.1f} MB above {before:.0f} MB")
        _expect(phone.contacts.count() == size)
        _tell(size, "looked at again, nothing new", lambda: _expect(phone.sync().sent == 0))
        ids = list(phone.contacts.listing().ids[: size // 10])
        phone.contacts.set_favourite(ids, True).result(600)
        _tell(size, f"{len(ids)} changed here and sent", lambda: _expect(phone.sync().sent == len(ids)))
        print(f"{size:>7} cards: memory at its highest {_peak_mb() - before:6.1f} MB above {before:.0f} MB")


def _tell(size: int, what: str, work: Callable[[], None]) -> None:
    start = time.monotonic()
    work()
    print(f"{size:>7} cards: {what:<32} {time.monotonic() - start:8.2f} s", flush=True)


def _expect(right: bool) -> None:
    if not right:
        raise RuntimeError("the sync did not do what was asked of it")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 3:
        measure(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    else:
        main()
