"""Files of sound that grow: 16 kHz, 16 bit, mono; WAV, or FLAC by the ending of the name."""

import os
import struct
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from softphone.engine.sound.disk import check_place, write_all
from softphone.engine.sound.queues import SAMPLE_RATE_HZ

_SAMPLE_BYTES = 2
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MOST_WAV_BYTES = 0xFFFF_FFFF - _HEADER.size  # 37 hours


class SoundFile(AbstractContextManager["SoundFile"], Protocol):
    """Closed and complete at the end of the `with`. Every method raises OSError for what the disk cannot do."""

    def write(self, pcm: bytes) -> None:
        """int16 little-endian mono at 16 kHz."""

    def settle(self) -> None:
        """Make the file readable as it stands, and make sure that it is still there."""


def create_sound_file(path: str) -> SoundFile:
    """A new file; one that exists is left alone: FileExistsError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        if path.lower().endswith(".flac"):
            from softphone.engine.sound.flac_file import FlacFile  # noqa: PLC0415 - loads libsndfile and numpy

            return FlacFile(descriptor, path)
        return WavFile(descriptor, path)
    except BaseException:
        os.close(descriptor)
        raise


class WavFile:
    """RIFF WAVE (Microsoft's PCM, format 1). A process that ends by force leaves a header of at most a second ago."""

    def __init__(self, descriptor: int, path: str) -> None:
        self._descriptor = descriptor
        self._path = path
        self._length = 0
        self._put_header()
        os.lseek(descriptor, _HEADER.size, os.SEEK_SET)

    def write(self, pcm: bytes) -> None:
        if self._length + len(pcm) > _MOST_WAV_BYTES:
            raise OSError("The file cannot grow any more")
        write_all(self._descriptor, pcm)
        self._length += len(pcm)

    def settle(self) -> None:
        self._put_header()
        check_place(self._descriptor, self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._put_header()
        finally:
            os.close(self._descriptor)

    def _put_header(self) -> None:
        rate = SAMPLE_RATE_HZ
        header = _HEADER.pack(
            *(b"RIFF", _HEADER.size - 8 + self._length, b"WAVE"),
            *(b"fmt ", 16, 1, 1, rate, rate * _SAMPLE_BYTES, _SAMPLE_BYTES, 8 * _SAMPLE_BYTES),
            *(b"data", self._length),
        )
        at = os.lseek(self._descriptor, 0, os.SEEK_CUR)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        write_all(self._descriptor, header)
        os.lseek(self._descriptor, at, os.SEEK_SET)
