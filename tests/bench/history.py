"""The history of a thousand to a million lines: how long it takes to open, scroll and filter, and what it costs."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.bench.figures import Figure
from tests.bench.peer import Peer
from tests.support.long_history import make_history

_SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
_WAIT_S: Final = 300

Samples = dict[str, list[float]]


def history(folder: Path, _peer: Peer) -> dict[str, Figure]:
    """Figures at a million lines; how they grow is printed."""
    found: Samples = {}
    for lines in _SIZES:
        place = folder / f"history-{lines}"
        profile = Profile.at(place)
        open_store(profile).close()
        started = perf_counter()
        make_history(profile.database, lines, datetime.now(UTC))
        built_s = perf_counter() - started
        found = _measured(place)
        size = profile.database.stat().st_size / 2**20
        print(
            f"history: {lines:>9,} lines, {size:6.1f} MiB (made in {built_s:.1f} s): {_said(found)}",
            flush=True,
        )
        for file in place.rglob("*.db*"):
            file.unlink()
    return {
        "history-open": Figure(tuple(found["open"])),
        "history-page": Figure(tuple(found["page"])),
        "history-scroll": Figure((*found["wheel"], *found["pages"], *found["drag"])),
        "history-filter": Figure(tuple(found["filter"])),
        "history-news": Figure(tuple(found["news"])),
        "history-memory": Figure(tuple(found["memory"])),
    }


def _measured(place: Path) -> Samples:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.history_window", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what the offscreen platform cannot do
        timeout=_WAIT_S,
        check=True,
    )
    read: Samples = json.loads(done.stdout)
    return read


def _said(found: Samples) -> str:
    frames = [Figure(tuple(found[way])).p99 for way in ("wheel", "pages", "drag")]
    return (
        f"file opened {median(found['open']):.1f} ms, list {median(found['page']):.0f} ms,"
        f" all of it {median(found['all']):.0f} ms (window held up {max(found['held-up']):.0f} ms);"
        f" frame p99 wheel {frames[0]:.1f}, pages {frames[1]:.1f}, drag {frames[2]:.1f} ms;"
        f" filter {median(found['filter']):.0f} ms, at most {max(found['filter']):.0f} ms,"
        f" all that suits {max(found['filter-all']):.0f} ms; news {median(found['news']):.1f} ms;"
        f" memory {median(found['memory']):.0f} MiB"
    )
