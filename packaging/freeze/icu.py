"""Make Qt's copy of the ICU data smaller: ``python icu.py FOLDER`` rewrites libicudata.so.* below FOLDER.

Half of its 31 MiB are names of currencies, languages and units, spelled numbers, transliterations and rules for
breaking lines, which Qt has in tables of its own. What Qt asks ICU for stays: collation, time zones, encodings, and
the properties of characters. Needs objcopy and ld, and x86-64;
elsewhere the file stays as it came.
"""

import platform
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

UNUSED = frozenset({"brkitr", "curr", "lang", "rbnf", "region", "translit", "unit"})

_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD"
_SYMBOL = "icudt{}_dat"
_ALIGNED = 16


class NoIcuDataError(Exception):
    """The bytes hold no package of ICU data."""


def find_package(library: bytes) -> bytes:
    """The package of data inside a library, with what follows it there. Raises NoIcuDataError.

    Source: ICU's udata.h (header) and ucmndata.h (table of contents): a header with its length in front, the number
    of items, then for each the offset of its name and of its data, both from the number, names in order.
    """
    at = library.find(_FORMAT) - 12
    if at < 0 or library[at + 2 : at + 4] != _MAGIC:
        raise NoIcuDataError("no header")
    return library[at:]


def without(package: bytes, folders: frozenset[str]) -> bytes:
    """`package` without the items in `folders` of it. Raises NoIcuDataError for what is cut off or no package."""
    try:
        (header,) = struct.unpack_from("<H", package)
        (count,) = struct.unpack_from("<I", package, header)
        table = [struct.unpack_from("<II", package, header + 4 + 8 * item) for item in range(count)]
        names = [package[header + name : package.index(b"\0", header + name)] for name, _ in table]
    except (struct.error, ValueError) as error:
        raise NoIcuDataError(str(error)) from error
    starts = [data for _, data in table]
    ends = [*starts[1:], len(package) - header]
    kept = [
        (name, package[header + start : header + end])
        for name, start, end in zip(names, starts, ends, strict=True)
        if name.count(b"/") < 2 or name.split(b"/")[1].decode("latin-1") not in folders
    ]
    at = 4 + 8 * len(kept)
    toc, text, data = bytearray(), bytearray(), bytearray()
    after_names = at + sum(len(name) + 1 for name, _ in kept)
    first = -(-(header + after_names) // _ALIGNED) * _ALIGNED - header
    for name, item in kept:
        toc += struct.pack("<II", at + len(text), first + len(data))
        text += name + b"\0"
        data += item + bytes(-len(item) % _ALIGNED)
    body = struct.pack("<I", len(kept)) + toc + text
    return bytes(package[:header] + body + bytes(first - len(body)) + data)


def shrink(library: Path) -> int:
    """How many bytes `library` has lost."""
    before = library.read_bytes()
    try:
        package = find_package(before)
        small = without(package, UNUSED)
    except NoIcuDataError:
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dat").write_bytes(small)
        symbol = _SYMBOL.format(library.name.rpartition(".")[2])
        to_object = ["objcopy", "-I", "binary", "-O", "elf64-x86-64"]
        to_object += ["--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"]
        to_object += ["--set-section-alignment", f".data={_ALIGNED}"]
        to_object += ["--redefine-sym", f"_binary_dat_start={symbol}"]
        to_object += [
            "--strip-symbol",
            "_binary_dat_end",
            "--strip-symbol",
            "_binary_dat_size",
            "dat",
            "dat.o",
        ]
        to_library = ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "--build-id"]
        to_library += ["dat.o", "-o", "made"]
        for command in (to_object, to_library):
            done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
            if done.returncode != 0:
                print(f"{library.name} stays as it is: {done.stderr.strip()}", file=sys.stderr)
                return 0
        library.write_bytes((folder / "made").read_bytes())
    return len(before) - library.stat().st_size


def main(folder: Path) -> int:
    if platform.machine() != "x86_64" or not all(map(shutil.which, ("objcopy", "ld"))):
        return 0
    saved = sum(shrink(path) for path in folder.rglob("libicudata.so.*") if not path.is_symlink())
    print(f"{saved / 2**20:.0f} MiB of ICU data that Qt does not ask for taken out")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
