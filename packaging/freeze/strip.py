"""Take the names that only a debugger reads out of the libraries below a folder: ``python strip.py FOLDER``.

They are a sixth of the frozen program. The libraries of some wheels were changed by patchelf, and `strip` (binutils
2.40) lays those out so that the loader refuses them; they stay as they came.
"""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

_ELF64 = b"\x7fELF\x02\x01"
_LOAD = 1


def loadable(library: bytes) -> bool:
    """Whether the segments of a little-endian 64-bit ELF file lie where the loader can map them.

    Source: System V ABI, program header: offset and address of a segment agree modulo its alignment.
    """
    if not library.startswith(_ELF64):
        return False
    try:
        (table,) = struct.unpack_from("<Q", library, 32)
        size, count = struct.unpack_from("<HH", library, 54)
        segments = [
            struct.unpack_from("<IIQQQQQQ", library, table + number * size) for number in range(count)
        ]
    except struct.error:
        return False
    return all(
        align < 2 or (offset - address) % align == 0
        for kind, _, offset, address, _, _, _, align in segments
        if kind == _LOAD
    )


def strip(library: Path) -> int:
    """How many bytes `library` has lost."""
    before = library.stat().st_size
    stripped = library.with_name(f"{library.name}.stripped")
    done = subprocess.run(
        ["strip", "--strip-unneeded", "-o", str(stripped), str(library)], check=False, capture_output=True
    )
    if done.returncode != 0 or not loadable(stripped.read_bytes()):
        stripped.unlink(missing_ok=True)
        return 0
    stripped.replace(library)
    return before - library.stat().st_size


def main(folder: Path) -> int:
    if shutil.which("strip") is None:
        return 0
    libraries = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    saved = sum(strip(library) for library in libraries)
    print(f"{saved / 2**20:.0f} MiB of debugging names taken out of {len(libraries)} libraries")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
