"""An address book of a thousand to a hundred thousand contacts: how long finding somebody takes, and what it costs."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from tests.bench.address_book import build
from tests.bench.figures import Figure
from tests.bench.peer import Peer
from tests.bench.phone import phone

_SIZES: Final = (1_000, 10_000, 100_000)
_STARTS: Final = 5
_WAIT_S: Final = 300

Samples = dict[str, list[float]]


def contacts(folder: Path, _peer: Peer) -> dict[str, Figure]:
    """Figures at a hundred thousand contacts; how they grow is printed."""
    found: Samples = {}
    for people in _SIZES:
        file = folder / f"people-{people}.db"
        started = perf_counter()
        build(file, people)
        built_s = perf_counter() - started
        found = _figures("tests.bench.contacts_typed", file)
        print(
            f"contacts: {people:>7,} people, {file.stat().st_size / 2**20:5.1f} MiB"
            f" (made in {built_s:.1f} s): {_said(found)}",
            flush=True,
        )
        shown = _figures("tests.bench.contacts_window", file)
        print(f"contacts: {people:>7,} people in the list: {_said_of_list(shown)}", flush=True)
    alone, many = _starts_ms(folder, None), _starts_ms(folder, file)
    return {
        "people-type": Figure(tuple(found["type"])),
        "people-caller": Figure(tuple(found["caller"])),
        "people-list": Figure(tuple(found["list"])),
        "people-lines": Figure(tuple(found["lines"])),
        "people-open": Figure(tuple(shown["open"])),
        "people-scroll": Figure((*shown["wheel"], *shown["pages"], *shown["drag"])),
        "people-memory": Figure(tuple(found["memory"])),
        "people-start": Figure((median(many) - median(alone),) if many and alone else ()),
    }


def _starts_ms(folder: Path, people: Path | None) -> list[float]:
    """Starts to a usable window, with a copy of that file or with nobody."""
    found = []
    for number in range(_STARTS):
        with phone(folder / f"start-{bool(people)}-{number}", people=people) as ours:
            usable_ns = ours.stamp("window-usable")
            if usable_ns is not None:
                found.append((usable_ns - ours.started_ns) / 1e6)
    return found


def _figures(module: str, file: Path) -> Samples:
    done = subprocess.run(
        [sys.executable, "-m", module, str(file)],
        stdout=subprocess.PIPE,
        timeout=_WAIT_S,
        check=True,
    )
    read: Samples = json.loads(done.stdout)
    return read


def _said_of_list(shown: Samples) -> str:
    """Each from the key, the wheel or the call to the painted list."""
    scrolled = Figure((*shown["wheel"], *shown["pages"], *shown["drag"]))
    typed = Figure(tuple(shown["typed"]))
    return (
        f"opened {shown['open'][0]:.0f} ms; scrolled {scrolled.typical:.1f}, p99 {scrolled.p99:.1f} ms;"
        f" narrowed by a letter {typed.typical:.1f}, p99 {typed.p99:.1f} ms; gone to a letter"
        f" {median(shown['letter']):.1f} ms; read again {shown['reload'][0]:.1f} ms; all selected"
        f" {shown['select-all'][0]:.1f} ms"
    )


def _said(found: Samples) -> str:
    typed, caller = Figure(tuple(found["type"])), Figure(tuple(found["caller"]))
    alone = Figure(tuple(found["type-processor"]))
    return (
        f"typed {typed.typical:.2f}, p99 {typed.p99:.2f} ms (processor {alone.typical:.2f}, p99 {alone.p99:.2f} ms);"
        f" caller {caller.typical:.3f}, p99 {caller.p99:.3f} ms;"
        f" in the first seconds at most {max(found['first']):.1f} ms;"
        f" first screen {found['list'][0]:.1f} ms; 64 lines {median(found['lines']):.2f} ms;"
        f" search ready in {found['ready'][0]:.0f} ms; {found['memory'][0]:.1f} MiB;"
        f" looked through for duplicates in {found['twice'][0] / 1000:.2f} s"
    )
