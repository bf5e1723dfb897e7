"""Starts the engine's process, and nothing else: light to import, so that the phone can do this before all else."""

import os
import subprocess
import sys
from pathlib import Path


def spawn() -> subprocess.Popen[bytes]:
    """A process that gets ready and waits for its first command. Raises OSError if it cannot be started.

    It ends by itself when its standard input is closed.
    """
    return subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
        _command_line(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=_environment(),
    )


def discard(process: subprocess.Popen[bytes]) -> None:
    """End `process` now and leave nothing of it behind; nothing happens when that is done already."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _command_line() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-process"]
    return [sys.executable, "-P", "-m", "softphone.engine"]  # -P: the current folder is nobody's library


def _environment() -> dict[str, str]:
    """Ours, with this very package first on the child's path, wherever it is and whatever the current folder."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
