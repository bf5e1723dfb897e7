"""What a process and its children take: memory and processor time, from /proc."""

import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_END_S = 5.0
_LAST_LINES = 5


@contextmanager
def running(
    command: list[str], *, environment: dict[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command`; its output goes to a file in `folder`. It is ended at the latest with the block."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        except RuntimeError as error:
            said = (folder / "output.txt").read_text(errors="replace").strip().splitlines()
            raise RuntimeError("\n    ".join([str(error), *said[-_LAST_LINES:]])) from error
        finally:
            process.terminate()
            try:
                process.wait(_END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdin is not None:
                process.stdin.close()


def family(pid: int) -> list[int]:
    """`pid` and all its living descendants."""
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in children.read_text().split())
            except OSError:  # the thread ended while we looked
                continue
    return found


def resident_mib(pid: int) -> float:
    """Resident memory of the whole family. Pages shared between its members count for each of them."""
    return sum(_field_kib(member, "VmRSS:") for member in family(pid)) / 1024


def _field_kib(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def _busy_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def processor_percent(process: subprocess.Popen[bytes], seconds: float) -> float:
    """Share of one core that the family of `process` takes over `seconds`, in per cent."""
    members = family(process.pid)
    before = sum(_busy_s(member) for member in members)
    started = monotonic()
    rest(process, seconds)
    taken = sum(_busy_s(member) for member in members) - before
    return 100 * taken / (monotonic() - started)


def rest(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Let time pass; raises when the process ends meanwhile."""
    handle = os.pidfd_open(process.pid)
    try:
        ended, _, _ = select.select([handle], [], [], seconds)
    finally:
        os.close(handle)
    if ended:
        raise RuntimeError(f"it ended with {process.wait()} while it was being measured")
