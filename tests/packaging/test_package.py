"""The Debian package, made and looked into, and the frozen program in it run: once, because freezing takes a minute.

`make check-deb` goes further: it installs the package into a fresh system and makes the demo call there.
"""

import fnmatch
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from softphone import __version__
from tests.support.packaging_tools import PACKAGING, ROOT

pytestmark = [
    pytest.mark.package,
    pytest.mark.timeout(900),  # on a machine that has not built it before, and is slow
    pytest.mark.skipif(
        not all(map(shutil.which, ("dpkg-deb", "dpkg-shlibdeps"))),
        reason="dpkg-deb and dpkg-shlibdeps (dpkg-dev) make Debian packages",
    ),
]
_LARGEST_MIB = 180
_START_S = 30.0
_MOVED = b"SIP/2.0 301 Moved Permanently\r\nContact: <sip:anna@new.example>\r\n\r\n"


@pytest.fixture(scope="module")
def package() -> Iterator[Path]:
    """The .deb. What was frozen is kept in build/ and made anew when something has changed that goes in."""
    with tempfile.TemporaryDirectory(prefix="softphone-deb-") as name:
        made = subprocess.run(
            [str(PACKAGING / "deb"), "--quick", name], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
        yield next(Path(name).glob("*.deb"))


@pytest.fixture(scope="module")
def tree(package: Path) -> Path:
    """What the package lays down."""
    folder = package.parent / "tree"
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return folder


@pytest.fixture
def person(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has nothing but the package: no Python of ours, no screen."""
    return {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def _field(package: Path, name: str) -> str:
    asked = subprocess.run(["dpkg-deb", "-f", str(package), name], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def _run(tree: Path, person: dict[str, str], *arguments: str, said: bytes = b"") -> str:
    done = subprocess.run(
        [str(tree / "usr/bin/softphone"), *arguments],
        env=person,
        input=said,
        capture_output=True,
        check=False,
        timeout=_START_S,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_package_says_what_it_is_and_needs(package: Path) -> None:
    """Version, size and the libraries of the system: those that it links with, and those it loads by name."""
    assert _field(package, "Version") == f"{__version__}-1"
    assert int(_field(package, "Installed-Size")) < _LARGEST_MIB * 1024
    needed = {re.split(r"[ (|]", each.strip())[0] for each in _field(package, "Depends").split(",")}
    listed = subprocess.run(
        [str(PACKAGING / "system-packages"), "run", "--list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(listed.stdout.split()) <= needed
    assert {"libc6", "libsqlite3-0", "libssl3"} <= {re.sub(r"t64$", "", name) for name in needed}
    assert not any("gtk" in name for name in needed)


def test_everything_lies_where_debian_wants_it(tree: Path) -> None:
    """The program in a folder of its own, what the desktop reads in /usr/share, nothing else and nothing of root's."""
    assert {path.name for path in tree.iterdir()} == {"usr"}
    assert {str(path.relative_to(tree)) for path in tree.glob("usr/*/*")} == {
        "usr/bin/softphone",
        "usr/lib/redirect-softphone",
        *(f"usr/share/{name}" for name in ("applications", "doc", "icons", "lintian", "man", "metainfo")),
    }
    assert (tree / "usr/bin/softphone").resolve() == tree / "usr/lib/redirect-softphone/softphone"
    for path in tree.rglob("*"):
        assert path.is_symlink() or not path.stat().st_mode & 0o6022, path


def test_no_library_of_the_system_is_brought_along(tree: Path) -> None:
    """Their security updates come from Debian."""
    names = {path.name for path in tree.rglob("*.so*")}
    assert any(name.startswith("libQt6Widgets") for name in names)
    for begin in (
        "libssl.",
        "libsqlite3.",
        "libglib-",
        "libX11.",
        "libxcb-",
        "libpulse.",
        "libstdc++.",
        "libc.so",
    ):
        assert not {name for name in names if name.startswith(begin)}


def test_nothing_names_the_place_where_it_was_built(tree: Path) -> None:
    """Neither the checkout nor the home of whoever built it, nor their interpreter."""
    own = {str(ROOT), f"{Path.home()}/"} - {"/root/"}  # others were root, too
    places = {os.fsencode(place) for place in own | ({sys.base_prefix} - {"/usr", "/usr/local"})}
    for path in tree.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            assert not [place for place in places if place in content], path


def test_the_copyright_file_tells_of_every_file(tree: Path) -> None:
    """What is not ours stands under the name of a paragraph, and no paragraph is about nothing."""
    text = (tree / "usr/share/doc/redirect-softphone/copyright").read_text(encoding="utf-8")
    told = [
        name for field in re.findall(r"^Files: (.*(?:\n .*)*)", text, re.MULTILINE) for name in field.split()
    ]
    told.remove("*")
    files = {
        str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file() and not path.is_symlink()
    }
    assert not [name for name in told if not fnmatch.filter(files, name)]
    inside = "usr/lib/redirect-softphone/_internal/"
    ours = {f"{inside}softphone/*", f"{inside}redirect_softphone-*"}
    theirs = fnmatch.filter(files, f"{inside}*")
    assert not [
        name for name in theirs if not any(fnmatch.fnmatchcase(name, each) for each in (*told, *ours))
    ]


def test_the_commands_work_frozen(tree: Path, person: dict[str, str]) -> None:
    """Version, explanations in every script, an address book that transliterates."""
    assert _run(tree, person, "--version") == f"softphone {__version__}\n"
    assert "sip:anna@new.example" in _run(tree, person, "explain", "-", said=_MOVED)
    _run(tree, person, "contacts", "add", "Анна Иванова", "sip:anna@office.example")
    assert "Анна Иванова" in _run(tree, person, "contacts", "list")
    assert "sip:anna@office.example" in _run(tree, person, "contacts", "show", "Анна")
    assert "Deleted." in _run(tree, person, "purge", "--yes")
    assert not (Path(person["HOME"]) / ".local/share/softphone").exists()


def test_the_window_and_its_engine_start_frozen(tree: Path, person: dict[str, str], tmp_path: Path) -> None:
    """Both processes come up without a Python of the system, say so, and go again."""
    stamps = tmp_path / "stamps"
    os.mkfifo(stamps)
    reader = os.open(stamps, os.O_RDWR)  # so that the phone finds somebody who reads
    process = subprocess.Popen(
        [str(tree / "usr/bin/softphone"), "--profile", str(tmp_path / "profile"), "--local-port", "0"],
        env={**person, "SOFTPHONE_TIMESTAMPS": str(stamps)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _wait_for({b"window-usable", b"engine-ready"}, reader, process)
        (engine,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        handed_on = Path(f"/proc/{engine}/environ").read_bytes().split(b"\0")
    finally:
        os.close(reader)
        process.terminate()
        _, said = process.communicate(timeout=_START_S)
    assert process.returncode in {0, -15}
    assert b"Traceback" not in said
    own = (b"_PYI_", b"PYTHONPATH=", b"SOFTPHONE_")  # for the engine; no other program reads these
    named = [each for each in handed_on if os.fsencode(tree) in each and not each.startswith(own)]
    assert not named, "a browser that the phone opens would load libraries of the phone"


def _wait_for(events: set[bytes], stamps: int, process: subprocess.Popen[bytes]) -> None:
    seen, until = b"", monotonic() + _START_S
    while not events <= set(seen.split()):
        assert process.poll() is None, process.communicate()[1].decode()
        assert monotonic() < until, seen
        if select.select([stamps], [], [], 0.1)[0]:
            seen += os.read(stamps, 4096)


def test_an_upgrade_does_not_trip_up_what_runs(tree: Path, person: dict[str, str], tmp_path: Path) -> None:
    """The program's file is another one by the time the keyring is loaded."""
    folder = tmp_path / "installed"
    shutil.copytree(tree / "usr/lib/redirect-softphone", folder, symlinks=True, copy_function=os.link)
    newer = tmp_path / "newer"
    newer.write_bytes(b"\x7fELF" + bytes(4096))
    settings = tmp_path / ".config/softphone/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[[accounts]]\nid = "work"\nuri = "sip:anna@office.example"\n')
    ours, theirs = pty.openpty()
    program = subprocess.Popen(  # it asks on the standard error, as Python does
        [str(folder / "softphone"), "purge"], env=person, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        asked = _until(ours, b"to delete: ")
        assert b"to delete: " in asked
        opened = {link.readlink() for link in Path(f"/proc/{program.pid}/fd").iterdir()}
        assert folder / "softphone" in opened, "what is still to be loaded would be read from another file"
        newer.replace(folder / "softphone")
        os.write(ours, b"yes\n")
        said = _until(ours, b"Deleted.")
    finally:
        os.close(ours)  # it is told that the terminal has gone, should it still ask
        program.wait(_START_S)
    assert b"Deleted." in said, said
    assert not settings.exists()


def _until(terminal: int, words: bytes) -> bytes:
    """What is said there up to `words`, or all of it."""
    said = b""
    while words not in said and select.select([terminal], [], [], _START_S)[0]:
        try:
            said += os.read(terminal, 4096)
        except OSError:  # nobody is at the other end any more
            break
    return said
