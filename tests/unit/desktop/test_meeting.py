"""One phone for one person and folder of data, however it is started: from a menu, a terminal, `su` or cron."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from softphone.desktop import instance
from softphone.desktop.instance import FirstInstance, Handed, InstanceNotAnsweringError, claim
from softphone.desktop.meeting import LOCK

_ROOT = Path(__file__).parents[3]
_HOLD = """
import sys
from pathlib import Path
from softphone.desktop.instance import Handed, claim
first = claim(Path(sys.argv[1]), Handed())
print("first" if first else "second", flush=True)
if first and "stop" in sys.argv:
    first.stop_listening()
    print("stopped", flush=True)
sys.stdin.read()
"""
WAIT_S = 20

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="SO_PEERCRED and /proc are Linux's"
)


@pytest.fixture
def runtime() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="run-") as made:
        yield Path(made)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(params=["menu first", "su first"])
def turns(
    request: pytest.FixtureRequest, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], None]]:
    """Called, it makes this the environment of the other start: with XDG_RUNTIME_DIR, then without, or in turn."""
    menu = request.param == "menu first"

    def turn() -> None:
        nonlocal menu
        if menu:
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        else:
            monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        menu = not menu

    turn()
    yield turn


def served(folder: Path) -> tuple[FirstInstance, "SimpleQueue[Handed]"]:
    first = claim(folder, Handed())
    assert first is not None
    came: SimpleQueue[Handed] = SimpleQueue()

    def take(handed: Handed, taken: Callable[[], None]) -> None:
        taken()
        came.put(handed)

    first.serve(take)
    return first, came


def holder(folder: Path, *more: str) -> "subprocess.Popen[str]":
    made = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )
    assert made.stdout is not None
    for expected in ("first\n", "stopped\n")[: 2 if more else 1]:
        assert made.stdout.readline() == expected
    return made


def test_starts_of_different_environments_are_one_phone(data: Path, turns: Callable[[], None]) -> None:
    first, came = served(data)
    turns()
    assert claim(data, Handed((b"sip:anna@office.example",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"sip:anna@office.example",)
    first.close()
    now_first = claim(data, Handed())
    assert now_first is not None
    now_first.close()


def test_the_same_folder_by_another_name_is_the_same_phone(data: Path, turns: Callable[[], None]) -> None:
    data.mkdir()
    other_name = data.with_name("other name")
    other_name.symlink_to(data)
    first, came = served(data)
    turns()
    assert claim(other_name, Handed((b"x",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"x",)
    first.close()


def test_a_phone_that_takes_long_to_end_is_waited_for_and_named(
    data: Path, turns: Callable[[], None]
) -> None:
    """Nobody opens the data a second time, whatever its environment is; the person is told which process it is."""
    ending = holder(data, "stop")
    try:
        turns()
        with pytest.raises(InstanceNotAnsweringError) as said:
            claim(data, Handed(), patience_s=0.1)
        assert said.value.pid == ending.pid
    finally:
        ending.kill()
        ending.communicate()


def test_what_a_killed_phone_leaves_is_in_nobodys_way(data: Path, turns: Callable[[], None]) -> None:
    killed = holder(data)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    turns()
    first, came = served(data)
    turns()
    assert claim(data, Handed((b"x",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"x",)
    first.close()


def test_data_deleted_under_a_phone_make_no_second_one(
    data: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    first, came = served(data)
    shutil.rmtree(data)
    assert claim(data, Handed((b"x",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"x",)
    first.close()


def test_a_full_disk_keeps_nobody_from_meeting(
    data: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place of the socket cannot be written down: it is where others look first."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with monkeypatch.context() as patched:
        patched.setattr("os.pwrite", full)
        first, came = served(data)
    assert claim(data, Handed((b"x",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"x",)
    first.close()


def test_a_name_that_a_stranger_holds_makes_no_second_phone(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can take a name in the abstract namespace; the lock then says another."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    found = claim(data, Handed())
    assert found is not None
    assert found._listener is not None
    name = found._listener.getsockname()
    found.close()
    with socket.socket(socket.AF_UNIX) as squatter:
        squatter.bind(name)
        first, came = served(data)
        assert claim(data, Handed((b"x",))) is None
        assert came.get(timeout=WAIT_S).addresses == (b"x",)
        first.close()


def test_a_stranger_in_the_place_of_a_phone_that_ends_is_told_nothing(
    data: Path, turns: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, came = served(data)
    monkeypatch.setattr(instance, "_who", lambda _peer: (1, os.getuid() + 1))
    turns()
    with pytest.raises(InstanceNotAnsweringError) as said:
        claim(data, Handed((b"secret",)), patience_s=0.1)
    assert said.value.pid == os.getpid()
    first.close()
    assert came.empty()


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"7\0", b"x\0/y\0", b"1\0@\0", b"1\0\xff\0", b"9" * 5000, b"1\0/\0"]
)
def test_any_bytes_in_the_lock_hurt_nobody(
    data: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a phone that has ended they count for nothing; of one that runs they lead nowhere."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    data.mkdir()
    (data / LOCK).write_bytes(content)
    first = claim(data, Handed())
    assert first is not None
    (data / LOCK).write_bytes(content)
    monkeypatch.setattr(instance, "_STARTING_S", 0.0)
    with pytest.raises(InstanceNotAnsweringError):
        claim(data, Handed(), patience_s=0.0)
    first.close()


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "link to nowhere"])
def test_what_is_no_file_in_the_place_of_the_lock_keeps_nobody_from_starting(
    data: Path, runtime: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock in XDG_RUNTIME_DIR is then the only one; a link is not followed."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    data.mkdir()
    aside = data / "aside"
    match kind:
        case "pipe":
            os.mkfifo(data / LOCK)
        case "folder":
            (data / LOCK).mkdir()
        case _:
            if kind == "link":
                aside.write_bytes(b"precious")
            (data / LOCK).symlink_to(aside)
    first, came = served(data)
    assert claim(data, Handed((b"x",))) is None
    assert came.get(timeout=WAIT_S).addresses == (b"x",)
    first.close()
    assert aside.exists() == (kind == "link")


def test_the_lock_is_for_its_owner_alone(data: Path) -> None:
    first = claim(data, Handed())
    assert first is not None
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / LOCK).stat().st_mode & 0o777 == 0o600
    first.close()
