"""A ringtone from a file of the person's: int16 little-endian mono at 16 kHz."""

from functools import lru_cache
from pathlib import Path

from softphone.engine.sound.queues import SAMPLE_RATE_HZ

_LONGEST_S = 30
_MOST_RATE_HZ = 192_000


def ringtone_loop(path: str) -> bytes:
    """At most half a minute of a file of any rate and channels.

    Raises OSError, RuntimeError or ValueError when there is no such sound.
    """
    changed = Path(path).stat()
    return _load(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=4)
def _load(path: str, _changed_ns: int, _size: int) -> bytes:
    # Loads libsndfile and numpy, for those who have such a file.
    import numpy as np  # noqa: PLC0415
    import soundfile  # type: ignore[import-untyped]  # noqa: PLC0415

    with soundfile.SoundFile(path) as file:
        rate = file.samplerate
        if not 1000 <= rate <= _MOST_RATE_HZ:
            raise ValueError(f"{rate} samples a second")
        pcm = file.read(_LONGEST_S * rate, dtype="float32", always_2d=True).mean(axis=1)
    wanted = round(len(pcm) * SAMPLE_RATE_HZ / rate)
    if wanted == 0:
        raise ValueError("there is no sound in it")
    # Resampled by its spectrum: what 16 kHz cannot hold is left out, so that nothing is mirrored down.
    spectrum = np.fft.rfft(pcm)
    kept = np.zeros(wanted // 2 + 1, dtype=spectrum.dtype)
    size = min(len(kept), len(spectrum))
    kept[:size] = spectrum[:size]
    resampled = np.nan_to_num(np.fft.irfft(kept, wanted) * (wanted / len(pcm)))
    return bytes((np.clip(resampled, -1.0, 1.0) * 32767).astype("<i2").tobytes())
