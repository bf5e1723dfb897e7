"""FLAC by libsndfile. Importing this loads it, and numpy: some 100 ms and 20 MiB, so it is done late."""

import os
from types import TracebackType
from typing import Self

import soundfile  # type: ignore[import-untyped]  # it has no stubs

from softphone.engine.sound.disk import check_place, write_all
from softphone.engine.sound.queues import SAMPLE_RATE_HZ


class FlacFile:
    """A `softphone.engine.sound.sound_file.SoundFile`."""

    def __init__(self, descriptor: int, path: str) -> None:
        self._descriptor = descriptor
        self._path = path
        self._disk = _Disk(descriptor)
        self._file = soundfile.SoundFile(
            self._disk, "w", samplerate=SAMPLE_RATE_HZ, channels=1, subtype="PCM_16", format="FLAC"
        )

    def write(self, pcm: bytes) -> None:
        try:
            self._file.buffer_write(pcm, dtype="int16")
        except (AssertionError, RuntimeError):  # how it says that not everything was taken
            self._disk.check()
            raise
        self._disk.check()

    def settle(self) -> None:
        check_place(self._descriptor, self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            self._disk.check()
        finally:
            os.close(self._descriptor)


class _Disk:
    """A file as libsndfile wants it. It calls from C, where an exception would be printed and lost."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._problem: OSError | None = None

    def check(self) -> None:
        if self._problem is not None:
            raise self._problem

    def write(self, data: bytes) -> int:
        if self._problem is not None:
            return 0
        try:
            write_all(self._descriptor, data)
        except OSError as error:
            self._problem = error
            return 0
        return len(data)

    def read(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        return os.lseek(self._descriptor, 0, os.SEEK_CUR)

    def flush(self) -> None:
        """Nothing is kept back."""
