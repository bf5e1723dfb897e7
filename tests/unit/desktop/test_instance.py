"""One phone for each folder of data."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.desktop import instance
from softphone.desktop.instance import (
    ADDRESS_BYTES,
    ADDRESSES_AT_ONCE,
    FirstInstance,
    Handed,
    InstanceNotAnsweringError,
    claim,
)

_ROOT = Path(__file__).parents[3]
_HOLD = """
import sys
from pathlib import Path
from softphone.desktop.instance import Handed, claim
first = claim(Path(sys.argv[1]), Handed())
print("first" if first else "second", flush=True)
sys.stdin.read()
"""
WAIT_S = 20

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="SO_PEERCRED and /proc are Linux's"
)


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder with a name as short as /run/user/1000: that of a socket holds a hundred characters."""
    with tempfile.TemporaryDirectory(prefix="run-") as made:
        yield Path(made)


@pytest.fixture(params=["menu", "su", "menu, nothing can be written", "su, nothing can be written"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder of data, with and without XDG_RUNTIME_DIR; or one that cannot be made."""
    where, _, unwritable = request.param.partition(", ")
    if where == "menu":
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    else:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    if not unwritable:
        return tmp_path / "data"
    (tmp_path / "file").touch()
    return tmp_path / "file" / "data"


class Served:
    """A first phone that takes what comes, at once or when told to."""

    def __init__(self, folder: Path, *, at_once: bool = True) -> None:
        first = claim(folder, Handed(), patience_s=WAIT_S)
        assert first is not None
        self.first: FirstInstance = first
        self.came: SimpleQueue[tuple[Handed, Callable[[], None]]] = SimpleQueue()
        self._at_once = at_once
        first.serve(self._take)

    def _take(self, handed: Handed, taken: Callable[[], None]) -> None:
        if self._at_once:
            taken()
        self.came.put((handed, taken))


@pytest.fixture
def served(place: Path) -> Iterator[Served]:
    made = Served(place)
    yield made
    made.first.close()


def holder(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


@contextmanager
def squatter(folder: Path) -> Iterator[None]:
    """Somebody has the name that a phone of `folder` would listen on where there is no XDG_RUNTIME_DIR."""
    found = claim(folder, Handed())
    assert found is not None
    assert found._listener is not None
    name = found._listener.getsockname()
    assert name[:1] == b"\0"
    found.close()
    with socket.socket(socket.AF_UNIX) as taken:
        taken.bind(name)
        yield


def test_the_second_hands_over_the_bytes_that_it_was_given(place: Path, served: Served) -> None:
    handed = Handed((b"sip:\xff\xfe\n@x", b"--options", b"\xd0\x90"), "token_TIME123")
    assert claim(place, handed) is None
    assert served.came.get(timeout=WAIT_S)[0] == handed


def test_a_second_that_nobody_sees_says_so(place: Path, served: Served) -> None:
    """A start at log-in must not bring up the window of the phone that runs."""
    assert claim(place, Handed(hidden=True)) is None
    assert served.came.get(timeout=WAIT_S)[0].hidden


def test_what_is_handed_over_is_bounded(place: Path, served: Served) -> None:
    assert claim(place, Handed((b"x" * 1_000_000,) * 100, "t" * 100_000)) is None
    came = served.came.get(timeout=WAIT_S)[0]
    assert [len(each) for each in came.addresses] == [ADDRESS_BYTES] * ADDRESSES_AT_ONCE
    assert came.token == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.binary(min_size=1, max_size=200).filter(lambda each: b"\0" not in each), max_size=8))
def test_any_arguments_come_through_unchanged(place: Path, served: Served, addresses: list[bytes]) -> None:
    assert claim(place, Handed(tuple(addresses))) is None
    assert served.came.get(timeout=WAIT_S)[0].addresses == tuple(addresses)


def test_other_folders_are_other_phones(place: Path, served: Served) -> None:
    other = claim(place.with_name("other"), Handed())
    assert other is not None
    other.close()


def test_after_the_first_has_ended_the_next_is_first(place: Path) -> None:
    for _ in range(3):
        made = claim(place, Handed())
        assert made is not None
        made.close()


def test_a_phone_that_was_killed_is_in_nobodys_way(place: Path) -> None:
    """Its lock is gone with it, and its socket is taken over."""
    killed = holder(place)
    try:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "first\n"
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait(timeout=WAIT_S)
        made = claim(place, Handed())
        assert made is not None
        made.close()
    finally:
        end(killed)


def test_of_several_that_start_at_once_one_is_first(place: Path) -> None:
    """The others wait for it to listen, and end when it has taken what they bring."""
    results: SimpleQueue[FirstInstance | None] = SimpleQueue()

    def start(number: int) -> None:
        made = claim(place, Handed((str(number).encode(),)), patience_s=WAIT_S)
        if made is not None:
            made.serve(lambda _handed, taken: taken())
        results.put(made)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    found = [results.get(timeout=WAIT_S) for _ in threads]
    for thread in threads:
        thread.join()
    firsts = [each for each in found if each is not None]
    assert len(firsts) == 1
    firsts[0].close()


def test_a_first_that_hangs_is_named_after_a_bounded_wait(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told which process it is."""
    monkeypatch.setattr(instance, "_STARTING_S", 0.0)
    hung = holder(place)
    try:
        assert hung.stdout is not None
        assert hung.stdout.readline() == "first\n"
        with pytest.raises(InstanceNotAnsweringError) as said:
            claim(place, Handed((b"sip:a@b",)), patience_s=0.3)
        assert said.value.pid == hung.pid
    finally:
        end(hung)


def test_a_first_that_still_loads_is_given_time(place: Path) -> None:
    """At log-in that can take longer than the patience with one that runs: it is waited for as long as it is young."""
    first = claim(place, Handed())
    assert first is not None
    results: SimpleQueue[FirstInstance | None] = SimpleQueue()
    waiting = threading.Thread(target=lambda: results.put(claim(place, Handed((b"x",)), patience_s=0.0)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(instance, "_STARTING_S", instance._age_s(os.getpid()) + 4 * WAIT_S)
        waiting.start()
        came: SimpleQueue[Handed] = SimpleQueue()
        with pytest.raises(Empty):
            results.get(timeout=0.3)

        def take(handed: Handed, taken: Callable[[], None]) -> None:
            taken()
            came.put(handed)

        first.serve(take)
        assert came.get(timeout=WAIT_S).addresses == (b"x",)
        assert results.get(timeout=WAIT_S) is None
        waiting.join()
    assert came.empty()
    first.close()


def test_whoever_comes_while_the_first_ends_is_the_next(place: Path) -> None:
    """It waits for the data to be written instead of opening them a second time."""
    ending = Served(place)
    ending.first.stop_listening()
    results: SimpleQueue[FirstInstance | None] = SimpleQueue()
    waiting = threading.Thread(target=lambda: results.put(claim(place, Handed(), patience_s=WAIT_S)))
    waiting.start()
    assert results.empty()
    ending.first.close()
    made = results.get(timeout=WAIT_S)
    waiting.join()
    assert made is not None
    made.close()


def test_whoever_is_not_answered_before_the_end_becomes_first(place: Path) -> None:
    """What was handed over and not taken is not lost: its bearer starts a phone of its own."""
    first = Served(place, at_once=False)
    results: SimpleQueue[FirstInstance | None] = SimpleQueue()
    waiting = threading.Thread(target=lambda: results.put(claim(place, Handed((b"x",)), patience_s=WAIT_S)))
    waiting.start()
    handed, taken = first.came.get(timeout=WAIT_S)
    assert handed.addresses == (b"x",)
    del taken  # nobody will ever say it
    first.first.close()
    made = results.get(timeout=WAIT_S)
    waiting.join()
    assert made is not None
    made.close()


def test_nonsense_in_the_socket_hurts_nobody(place: Path, served: Served) -> None:
    """Any process of the same person can write there."""
    listening = served.first._listener
    assert listening is not None
    address = listening.getsockname()
    for content in (b"", b"\0", b"x" * 100, b"a\0b", b"\0\0" + b"y" * 3_000_000):
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(address)
            try:
                peer.sendall(content)
                peer.shutdown(socket.SHUT_WR)
                assert peer.recv(10) in (b"", b"taken\n")
            except (BrokenPipeError, ConnectionResetError):
                pass  # it was told enough
    assert claim(place, Handed((b"still here",))) is None
    while served.came.get(timeout=WAIT_S)[0].addresses != (b"still here",):
        pass


def test_another_persons_process_gets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel says who is at the other end; a stranger's name is as good as none."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    (tmp_path / "file").touch()
    stranger = Served(tmp_path / "file/data")
    monkeypatch.setattr(instance, "_who", lambda _peer: (1, os.getuid() + 1))
    made = claim(tmp_path / "file/data", Handed((b"secret",)))
    assert made is not None
    made.close()
    stranger.first.close()
    assert stranger.came.empty()


def test_a_name_that_somebody_holds_and_does_not_serve_keeps_nobody_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder of one's own everybody on the machine can take the name: better two windows than no phone."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    (tmp_path / "file").touch()
    with squatter(tmp_path / "file/data"):
        made = claim(tmp_path / "file/data", Handed(), patience_s=0.1)
    assert made is not None
    made.close()


@pytest.mark.parametrize("mode", [0o755, 0o777])
def test_a_folder_that_others_can_look_into_is_not_used(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    (runtime / "softphone").mkdir()
    (runtime / "softphone").chmod(mode)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    made = claim(tmp_path / "data", Handed())
    assert made is not None
    made.close()
    assert list((runtime / "softphone").iterdir()) == []


def test_the_socket_is_for_its_owner_alone(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    made = claim(tmp_path / "data", Handed())
    assert made is not None
    assert (runtime / "softphone").stat().st_mode & 0o777 == 0o700
    made.close()
    assert [each.suffix for each in (runtime / "softphone").iterdir()] == [".lock"]


def test_a_runtime_folder_that_is_none_keeps_nobody_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given_folder in ("relative", str(tmp_path / "missing"), str(tmp_path / ("long" * 30)), "\udcff/x"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", given_folder)
        made = claim(tmp_path / "data", Handed())
        assert made is not None
        made.close()
