"""Where the window stood, in a small file beside the database: worth keeping, and not worth a word when it is lost."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from softphone.calls.place import WindowPlace

_LONGEST = 4096


class WindowPlaceFile:
    """Implements `calls.place.Places`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "window.json"

    def load(self) -> WindowPlace | None:
        """None for a file that is not there, or is none of ours."""
        try:
            with self._path.open("rb") as file:
                return msgspec.json.decode(file.read(_LONGEST), type=WindowPlace)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def save(self, place: WindowPlace) -> None:
        """Not synced to the disk: a power cut costs the place, nothing else."""
        fresh = self._path.with_suffix(f".{os.getpid()}")
        try:
            fresh.write_bytes(msgspec.json.encode(place))
            fresh.replace(self._path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
