"""A link that is clicked anywhere on the desktop reaches the phone that is running, whatever is in it."""

import os
import queue
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from softphone.desktop.instance import ADDRESS_BYTES, FirstInstance, Handed, claim
from tests.support.packaging_tools import PACKAGING, ROOT

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is how Linux desktops open links"),
    pytest.mark.skipif(
        not all(map(shutil.which, ("xdg-open", "xdg-mime", "update-desktop-database"))),
        reason="xdg-open and xdg-mime (xdg-utils), update-desktop-database (desktop-file-utils) open the links",
    ),
]
_BOUND_S = 30
HOSTILE = (
    "sip:a@b.example?Route=%3Csip:evil.example%3E&Subject=x",
    "sip:--options@office.example",
    "tel:%2d%2dprofile",
    "sip:a%00b@office.example",
    "sip:a%0d%0aVia:x@office.example",
    "sip:anna\u202egro.elpmaxe@office.example",
    "sip:%s$(touch${IFS}gotcha)`touch${IFS}gotcha`;touch@office.example",
    "sip:" + "a" * 64 * 1024 + "@office.example",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's desktop with the phone installed, and what the phone that runs there has been handed."""

    environment: dict[str, str]
    handed: "queue.SimpleQueue[Handed]"

    def open(self, link: str) -> None:
        """As a browser or a mail program does."""
        command = ["xdg-open", link]
        subprocess.run(command, env=self.environment, check=True, timeout=_BOUND_S, capture_output=True)


@pytest.fixture(scope="module")
def portable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tarball, with the phone from source in the place of the frozen one."""
    folder = tmp_path_factory.mktemp("portable")
    program = folder / "softphone"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m softphone "$@"\n')
    program.chmod(0o755)
    subprocess.run([str(PACKAGING / "linux/share"), str(folder / "share"), sys.executable], check=True)
    for name in ("install", "uninstall"):
        shutil.copy(PACKAGING / "linux" / name, folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, portable: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Installed by the installer of the portable folder; this test is the phone that is running."""
    home, runtime = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_DIRS": "/usr/share",
        "DISPLAY": ":nowhere",  # xdg-open looks for handlers only on a desktop; the phone must not need it here
    }
    subprocess.run([str(portable / "install")], env=environment, check=True, capture_output=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    handed: queue.SimpleQueue[Handed] = queue.SimpleQueue()

    def take(what: Handed, taken: Callable[[], None]) -> None:
        handed.put(what)
        taken()

    phone = claim(home / ".local/share/softphone", Handed())
    assert isinstance(phone, FirstInstance)
    phone.serve(take)
    try:
        yield Desk(environment, handed)
    finally:
        phone.close()


def test_every_scheme_is_the_phones(desk: Desk) -> None:
    """Right after the installation, without a click."""
    for scheme in ("sip", "sips", "tel", "callto"):
        command = ["xdg-mime", "query", "default", f"x-scheme-handler/{scheme}"]
        asked = subprocess.run(command, env=desk.environment, check=True, capture_output=True, text=True)
        assert asked.stdout.strip() == "softphone.desktop"


@pytest.mark.parametrize(
    "link", ["sip:anna@office.example", "sips:anna@office.example", "tel:+4930123456", *HOSTILE]
)
def test_a_link_reaches_the_running_phone_as_it_is(desk: Desk, link: str) -> None:
    """Byte for byte up to its bound, as one address and nothing else: what it means is for the window to show."""
    desk.open(link)
    assert desk.handed.get(timeout=_BOUND_S).addresses == (os.fsencode(link)[:ADDRESS_BYTES],)
    assert desk.handed.empty()
    assert not list(Path(desk.environment["HOME"]).rglob("gotcha"))


def test_links_that_were_another_programs_stay_there(desk: Desk, portable: Path) -> None:
    """Installing again takes nothing from a program that the person has chosen since."""
    mime = ["xdg-mime", "default", "other.desktop", "x-scheme-handler/tel"]
    entry = Path(desk.environment["HOME"]) / ".local/share/applications/other.desktop"
    entry.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true %u\n")
    subprocess.run(mime, env=desk.environment, check=True, capture_output=True)
    subprocess.run([str(portable / "install")], env=desk.environment, check=True, capture_output=True)
    asked = subprocess.run(
        ["xdg-mime", "query", "default", "x-scheme-handler/tel"],
        env=desk.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == "other.desktop"


def test_what_is_taken_out_leaves_no_trace(tmp_path: Path, portable: Path) -> None:
    """Neither a file nor an empty folder, where there was nothing before; what is the person's own stays."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "XDG_DATA_DIRS": "/nowhere",
    }
    for own in (None, ".local/share/icons/hicolor/16x16/apps/other.png", ".config/mimeapps.list"):
        if own is not None:
            (home / own).parent.mkdir(parents=True)
            (home / own).write_text("[Default Applications]\ntext/plain=other.desktop\n")
        subprocess.run([str(portable / "install")], env=environment, check=True, capture_output=True)
        assert (home / ".local/bin/softphone").exists()
        subprocess.run([str(portable / "uninstall")], env=environment, check=True, capture_output=True)
        left = [str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir()]
        assert left == ([] if own is None else [own])
        if own is None:
            assert not list(home.iterdir())
        else:
            assert "text/plain=other.desktop" in (home / own).read_text()
            (home / own).unlink()
            shutil.rmtree(home / own.partition("/")[0])
