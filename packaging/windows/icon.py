"""Makes Windows' icon of the sizes in resources/icons/app: ``python icon.py FILE.ico``."""

import struct
import sys
from collections.abc import Mapping
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
_DRAWN = Path(__file__).resolve().parents[2] / "resources/icons/app"


def icon(pictures: Mapping[int, bytes]) -> bytes:
    """An .ico of PNG pictures by their size in pixels.

    Source: ICONDIR and ICONDIRENTRY of Windows; PNG in them since Vista, 256 is written as 0.
    """
    at = 6 + 16 * len(pictures)
    entries, data = b"", b""
    for size, picture in sorted(pictures.items()):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(data))
        data += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + data


if __name__ == "__main__":
    drawn = {size: (_DRAWN / f"softphone-{size}.png").read_bytes() for size in SIZES}
    Path(sys.argv[1]).write_bytes(icon(drawn))
