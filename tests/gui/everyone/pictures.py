"""Pictures of every page as everybody may see it: ``python -m tests.gui.everyone.pictures OUT [NAME…]``.

English and Russian, light and dark, 1080 and 420 pixels wide, letters as usual and twice as large; and of each page
in each language what a screen reader reads of it on the accessibility bus, as text. With NAMEs only the pages that
have one of them in their names. What is cut, pale or unnamed is listed at the end and in OUT/findings.txt.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import msgspec

from tests.gui.everyone.survey import NARROW, WIDE, Plan, found_in
from tests.support.accessibility import desktop, missing

_AT_ONCE = 2


def _run(plan: Plan, environment: dict[str, str], scratch: Path) -> str:
    """Carry out one plan; what went wrong, if anything did."""
    named = f"{plan.language}-{plan.scheme}-{round(plan.scale * 100)}-{plan.part}"
    file = scratch / f"{named}.json"
    file.write_bytes(msgspec.json.encode(plan))
    command = [sys.executable, "-m", "tests.gui.everyone.survey", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return f"{named}: {done.stderr}" if done.returncode else ""


def main(arguments: Sequence[str]) -> int:
    if not arguments or missing():
        print(__doc__ if not arguments else f"These are missing: {', '.join(missing())}")
        return 64
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    (out / "findings.jsonl").unlink(missing_ok=True)
    plans = [
        Plan(
            out=str(out),
            language=language,
            scheme=scheme,
            scale=scale,
            widths=(WIDE, NARROW),
            checks=("cut", "pale", "names"),
            names=tuple(arguments[1:]),
            pictures=True,
            trees=scheme == "light" and scale == 1.0,
            part=part,
            parts=2,
        )
        for language, scheme, scale, part in product(("en", "ru"), ("light", "dark"), (1.0, 2.0), (0, 1))
    ]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)

        def run_one(number: int) -> str:
            # A bus for each: a screen reader would else hear of the pages of another.
            with desktop(scratch / f"desktop-{number}") as environment:
                return _run(plans[number], {**environment, "PYTHONPATH": str(Path.cwd())}, scratch)

        with ThreadPoolExecutor(_AT_ONCE) as workers:
            failed = [said for said in workers.map(run_one, range(len(plans))) if said]
    lines = sorted({f"{found.page}: {each}" for found in found_in(out) for each in found.findings})
    (out / "findings.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    print("\n".join([*lines, *failed]))
    pictures = len(list(out.glob("*.png")))
    print(f"{pictures} pictures in {time.monotonic() - began:.0f} s; {len(lines)} findings")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
