"""Take out of the libraries below a folder what only their makers need: ``python strip.py FOLDER``.

The names that a debugger reads are a sixth of the frozen program. And an interpreter that was built in somebody's home
names that home, also as a place of libraries: on another computer it may belong to anybody.

The libraries of some wheels were changed by patchelf, and `strip` (binutils 2.40) lays those out so that the loader
refuses them; they keep their names.
"""

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

_ELF64 = b"\x7fELF\x02\x01"
_LOAD, _DYNAMIC = 1, 2  # types of segments
_NULL, _STRINGS, _RPATH, _RUNPATH = 0, 5, 15, 29  # types of dynamic entries

_Segment = tuple[
    int, ...
]  # type, flags, offset, address, physical address, size in the file, in memory, alignment


def loadable(library: bytes) -> bool:
    """Whether the segments of a little-endian 64-bit ELF file lie where the loader can map them.

    Source: System V ABI, program header: offset and address of a segment agree modulo its alignment.
    """
    try:
        segments = _segments(library)
    except struct.error:
        return False
    return bool(segments) and all(
        align < 2 or (offset - address) % align == 0
        for kind, _, offset, address, _, _, _, align in segments
        if kind == _LOAD
    )


def without_foreign_places(library: bytes) -> bytes:
    """`library` without RPATH and RUNPATH that are not relative to itself; what is no ELF file stays as it is.

    Source: System V ABI, dynamic section: entries of 16 bytes, ended by one of type 0.
    """
    changed = bytearray(library)
    try:
        segments = _segments(library)
        for kind, _, offset, _, _, size, _, _ in segments:
            if kind != _DYNAMIC:
                continue
            entries = [struct.unpack_from("<QQ", library, at) for at in range(offset, offset + size, 16)]
            strings = _offset_of(dict(entries)[_STRINGS], segments)
            kept = [
                (tag, value)
                for tag, value in entries
                if tag not in {_RPATH, _RUNPATH} or _is_own_place(library, strings + value)
            ]
            kept += [(_NULL, 0)] * (len(entries) - len(kept))
            changed[offset : offset + size] = b"".join(struct.pack("<QQ", *entry) for entry in kept)
    except (struct.error, KeyError, ValueError):
        return library
    return bytes(changed)


def elsewhere(content: bytes, place: str) -> bytes:
    """`content`, as long as before, in which the folder `place` lies below /usr, under the name that it has.

    Its name stays because linkers let a string be the end of another: that of Python's version, in ".../3.11.7".
    """
    folder, _, name = os.fsencode(place).rpartition(b"/")
    moved = b"/usr".ljust(len(folder), b"/") + b"/" + name
    return re.sub(re.escape(os.fsencode(place)) + rb"(?=[\0/:])", moved, content)


def names_its_builder(place: str) -> bool:
    """Whether an interpreter in `place` was built by a person and not by a system."""
    return len(os.path.dirname(place)) >= len("/usr") and not place.startswith("/usr")  # noqa: PTH120 -- a name


def _segments(library: bytes) -> list[_Segment]:
    if not library.startswith(_ELF64):
        return []
    (table,) = struct.unpack_from("<Q", library, 32)
    size, count = struct.unpack_from("<HH", library, 54)
    return [struct.unpack_from("<IIQQQQQQ", library, table + number * size) for number in range(count)]


def _offset_of(address: int, segments: list[_Segment]) -> int:
    for kind, _, offset, start, _, size, _, _ in segments:
        if kind == _LOAD and start <= address < start + size:
            return address - start + offset
    raise ValueError(f"{address:#x} is in no segment")


def _is_own_place(library: bytes, at: int) -> bool:
    places = library[at : library.index(b"\0", at)].split(b":")
    return all(place.startswith((b"$ORIGIN", b"${ORIGIN}")) for place in places)


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
    """Exit status 0."""
    libraries = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    for library in libraries:
        before = library.read_bytes()
        after = without_foreign_places(before)
        if names_its_builder(sys.base_prefix):
            after = elsewhere(after, sys.base_prefix)
        if after != before:
            library.write_bytes(after)
    if shutil.which("strip") is not None:
        saved = sum(strip(library) for library in libraries)
        print(f"{saved / 2**20:.0f} MiB of debugging names taken out of {len(libraries)} libraries")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
