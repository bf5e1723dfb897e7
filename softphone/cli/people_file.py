"""The file that `softphone contacts export` writes and `import` reads; "-" is standard output or input."""

import os
import sys
from pathlib import Path

from softphone.store.portable import MAX_BYTES


def write_people(content: bytes, place: str) -> None:
    """Whole or not at all, for the person alone to read. Raises OSError."""
    if place == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    target = Path(place)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def read_people(place: str) -> bytes:
    """One byte more than is taken, so that a file without an end is refused and not read. Raises OSError."""
    if place == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(place).open("rb") as file:
        return file.read(MAX_BYTES + 1)
