"""What a person downloads: the size of the Debian package, and how soon the phone in it starts."""

import subprocess
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.peer import Peer
from tests.bench.phone import phone, program

_ROOT = Path(__file__).parents[2]
_MIB = 2**20
_STARTS = 7
_BUILD_S = 900


def packaging(folder: Path, _peer: Peer) -> dict[str, Figure]:
    """Makes the package as `make deb` does; what was frozen before is used again when nothing has changed."""
    made = folder / "package"
    build = [str(_ROOT / "packaging/deb"), str(made)]
    done = subprocess.run(build, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=_BUILD_S)
    if done.returncode:
        problem = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        return {name: Figure(problem=problem) for name in ("package-size", "installed-size", "package-delay")}
    package = next(made.glob("*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "tree")], check=True)
    size = subprocess.run(
        ["dpkg-deb", "-f", str(package), "Installed-Size"], capture_output=True, text=True, check=True
    )
    frozen: list[float] = []
    source: list[float] = []
    for number in range(
        _STARTS + 1
    ):  # turn by turn: both meet the same machine; the first of each warms its files
        frozen += _start_ms(folder / f"frozen{number}", str(folder / "tree/usr/bin/softphone"))[
            : min(number, 1)
        ]
        source += _start_ms(folder / f"source{number}", program())[: min(number, 1)]
    later = tuple(ours - theirs for ours, theirs in zip(frozen, source, strict=False))
    return {
        "package-size": Figure((package.stat().st_size / _MIB,)),
        "installed-size": Figure((int(size.stdout) / 1024,)),
        "package-delay": Figure(later, "" if later else "the phone wrote no window-usable stamp"),
    }


def _start_ms(folder: Path, command: str) -> list[float]:
    with phone(folder, command=command) as started:
        usable_ns = started.stamp("window-usable")
        return [] if usable_ns is None else [(usable_ns - started.started_ns) / 1e6]
