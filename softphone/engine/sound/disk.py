"""What every file of sound does with the disk."""

import os
from pathlib import Path


def write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def check_place(descriptor: int, path: str) -> None:
    """Raises FileNotFoundError when `path` is not that file any more: what is written now is lost."""
    here, there = os.fstat(descriptor), Path(path).stat()
    if (here.st_dev, here.st_ino) != (there.st_dev, there.st_ino):
        raise FileNotFoundError(2, "The file is not there any more")
