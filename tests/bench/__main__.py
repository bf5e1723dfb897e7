"""`make bench`: the phone's figures beside its aims and beside baresip's, measured in one run.

usage: python -m tests.bench [NAME…]

Only these measures: starting dialling cards idling talking listening cancelling parsing contacts history
exchange packaging baresip.

It measures and never fails on a time: a missed aim is printed as missed, with what was found out about why.
"""

import compileall
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import softphone
from tests.bench import beside
from tests.bench.aims import AIMS, WHY_MISSED
from tests.bench.figures import Figure, line
from tests.bench.measures import MEASURES, Figures
from tests.bench.peer import Peer

_FAILURES = (OSError, RuntimeError, subprocess.SubprocessError)
"""What a set-up that does not work raises; the others are still measured."""


def main(wanted: list[str]) -> int:
    ours: Figures = {}
    theirs: Figures = {}
    # As it is after an installation, also where Python may write no bytecode of its own accord.
    compileall.compile_dir(softphone.__path__[0], quiet=2)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run; medians", flush=True)
    with tempfile.TemporaryDirectory(prefix="softphone-bench-") as name:
        folder = Path(name)
        for measure in MEASURES:
            if wanted and measure.__name__ not in wanted:
                continue
            with Peer() as peer:
                try:
                    ours.update(measure(folder, peer))
                except _FAILURES as error:
                    print(f"{measure.__name__}: {error}", flush=True)
        if not wanted or "baresip" in wanted:
            with Peer() as peer:
                try:
                    beside.measure(folder, peer, theirs)
                except _FAILURES as error:
                    print(f"baresip: {error}", flush=True)
    for key, aim in AIMS.items():
        figure = ours.get(key, Figure(problem="its set-up did not run"))
        why = WHY_MISSED.get(key, "Not looked into yet.")
        print(line(aim, figure, theirs.get(key, Figure()), why))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
