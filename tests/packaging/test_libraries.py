"""What is done to the libraries of the frozen program: made smaller, and still loaded."""

import ctypes
import shutil
import struct
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.packaging_tools import load

icu = load("freeze/icu.py")
strip = load("freeze/strip.py")

needs_ld = pytest.mark.skipif(
    shutil.which("ld") is None, reason="ld (binutils) makes the libraries of this test"
)


def _library(folder: Path, *options: str) -> Path:
    (folder / "data").write_bytes(b"softphone")
    made = folder / "libmade.so"
    subprocess.run(["ld", "-r", "-b", "binary", "data", "-o", "data.o"], cwd=folder, check=True)
    subprocess.run(["ld", "-shared", "data.o", *options, "-o", str(made)], cwd=folder, check=True)
    return made


@needs_ld
@pytest.mark.parametrize("tags", ["--enable-new-dtags", "--disable-new-dtags"])
def test_a_place_of_the_builders_is_taken_out(tmp_path: Path, tags: str) -> None:
    """It may be anybody's folder on another computer; the library is loaded as before."""
    made = _library(tmp_path, "-rpath", "/home/builder/lib", tags)
    before = made.read_bytes()
    after = strip.without_foreign_places(before)
    assert len(after) == len(before)
    assert strip.without_foreign_places(after) == after != before
    made.write_bytes(after)
    assert (
        "/home/builder"
        not in subprocess.run(["readelf", "-d", str(made)], capture_output=True, text=True, check=True).stdout
    )
    ctypes.CDLL(str(made))


@needs_ld
def test_the_home_of_the_builder_is_not_named(tmp_path: Path) -> None:
    """Not as a place of libraries, nor anywhere else; what only begins like it stays."""
    made = _library(tmp_path, "-rpath", "/home/anna/python/lib:$ORIGIN:/home/anna/python3")
    before = made.read_bytes()
    after = strip.elsewhere(before, "/home/anna/python")
    assert len(after) == len(before)
    assert after == before.replace(b"/home/anna/python/", b"/usr///////python/")
    assert b"/home/anna/python3" in after
    made.write_bytes(after)
    ctypes.CDLL(str(made))


@pytest.mark.parametrize(
    ("place", "named"),
    [("/home/anna/python", True), ("/usr", False), ("/usr/local", False), ("/opt", False), ("/", False)],
)
def test_a_systems_own_interpreter_names_nobody(place: str, named: bool) -> None:
    """Only one that a person has built does."""
    assert strip.names_its_builder(place) is named


@needs_ld
def test_a_place_beside_the_library_stays(tmp_path: Path) -> None:
    """Qt's libraries find each other by $ORIGIN."""
    before = _library(tmp_path, "-rpath", "$ORIGIN:$ORIGIN/../lib", "--enable-new-dtags").read_bytes()
    assert strip.without_foreign_places(before) == before


@needs_ld
@pytest.mark.skipif(shutil.which("strip") is None, reason="strip (binutils) is what is tested")
def test_a_stripped_library_is_still_loaded(tmp_path: Path) -> None:
    """Its names are gone, its data are there."""
    made = _library(tmp_path)
    assert strip.strip(made) > 0
    assert strip.loadable(made.read_bytes())
    ctypes.CDLL(str(made))


@needs_ld
def test_a_layout_that_the_loader_refuses_is_seen(tmp_path: Path) -> None:
    """As strip leaves it behind in libraries that patchelf has changed."""
    library = bytearray(_library(tmp_path).read_bytes())
    assert strip.loadable(bytes(library))
    (table,) = struct.unpack_from("<Q", library, 32)
    struct.pack_into("<Q", library, table + 8, 8)  # the offset of the first segment
    assert not strip.loadable(bytes(library))


@given(
    st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda tail: b"\x7fELF\x02\x01" + tail))
)
def test_what_is_no_library_stays_as_it_is(content: bytes) -> None:
    """Any bytes: no error, nothing changed, not loadable."""
    assert strip.without_foreign_places(content) == content
    assert not strip.loadable(content)


def _package(items: dict[str, bytes]) -> bytes:
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + struct.pack("<HHBBBB", 20, 0, 0, 0, 2, 0) + b"CmnD"
    header = header.ljust(32, b"\0")
    names, table, at = b"", b"", 4 + 8 * len(items)
    first = at + sum(len(name) + 1 for name in items)
    first += -(32 + first) % 16
    data = b""
    for name, item in items.items():
        table += struct.pack("<II", at + len(names), first + len(data))
        names += name.encode() + b"\0"
        data += item.ljust(-(-len(item) // 16) * 16, b"\0")
    body = struct.pack("<I", len(items)) + table + names
    return header + body.ljust(first, b"\0") + data


def test_icu_data_lose_the_folders_that_are_not_used() -> None:
    """What stays has its name, its bytes and its place at a multiple of 16."""
    items = {
        "icudt73l/coll/ru.res": b"Collation" * 9,
        "icudt73l/curr/ru.res": b"x" * 99,
        "icudt73l/ru.res": b"ru",
    }
    kept = {name: item for name, item in items.items() if "/curr/" not in name}
    assert icu.without(_package(items), frozenset({"curr"})) == _package(kept)
    assert icu.find_package(b"\x7fELF" + bytes(28) + _package(items)) == _package(items)


@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=300).map(lambda tail: _package({"a": b"b"})[:40] + tail)
    )
)
def test_what_is_no_icu_data_is_said(content: bytes) -> None:
    """Any bytes: a package, or NoIcuDataError, and nothing else."""
    for work in (icu.find_package, lambda package: icu.without(package, icu.UNUSED)):
        try:
            assert isinstance(work(content), bytes)
        except icu.NoIcuDataError:
            continue


@pytest.mark.skipif(
    not all(map(shutil.which, ("objcopy", "ld"))), reason="objcopy and ld (binutils) make the library anew"
)
def test_the_icu_data_of_qt_shrink_by_a_third_and_load(tmp_path: Path) -> None:
    """The library has its symbol, and in it the collation of the languages."""
    found = find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    theirs = next(iter((Path(found.origin).parent / "Qt/lib").glob("libicudata.so.*")), None)
    if theirs is None:
        pytest.skip("this Qt brings no ICU")
    ours = tmp_path / theirs.name
    shutil.copy(theirs, ours)
    assert icu.shrink(ours) > ours.stat().st_size / 2
    symbol = getattr(ctypes.CDLL(str(ours)), f"icudt{theirs.name.rpartition('.')[2]}_dat")
    assert ctypes.string_at(ctypes.cast(symbol, ctypes.c_void_p).value or 0, 16)[12:] == b"CmnD"
    small = ours.read_bytes()
    assert b"/coll/ru.res\0" in small
    assert b"/curr/ru.res\0" not in small
