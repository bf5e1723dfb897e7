"""One phone runs: what is started after it hands its address over and ends. Real programs, a real window."""

import os
import queue
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from softphone.store.schema import MIGRATIONS, migrate, version_of

ROOT = Path(__file__).parents[2]
WAIT_S = 45
# The window itself, which says on the terminal what it asks the person about.
_TELLING = """
import sys
from softphone import launch
from softphone.gui.outside.links import Links
say = Links._say
def telling(self, link):
    say(self, link)
    field = self._window.column.dial.edit.text()
    print("asks", repr(link.address), repr(field), len(self._phone.views()), flush=True)
Links._say = telling
from softphone.gui.outside.outside import Outside
appear = Outside.appear
def appeared(self, **how):
    appear(self, **how)
    print("here", flush=True)
Outside.appear = appeared
sys.exit(launch.run(sys.argv[1:]))
"""
_WAITING = """
from softphone.long_opening import Opening
within = Opening.within
def begun(self, seconds):
    print("opens", flush=True)
    return within(self, seconds)
Opening.within = begun
from softphone.gui.keeping.waiting import WaitingWindow
shown = WaitingWindow.showEvent
def show_event(self, event):
    shown(self, event)
    print("waits", flush=True)
WaitingWindow.showEvent = show_event
came = WaitingWindow.came
def told(self, *arguments, **more):
    came(self, *arguments, **more)
    print("promises" if self.opened.isVisible() else "promises nothing", flush=True)
WaitingWindow.came = told
"""
_ENDING = """
from softphone.desktop.instance import claim
claim.__kwdefaults__["patience_s"] = 2.0
from softphone.gui.outside import hung
def ask_about_hung(pid):
    print("asked", flush=True)
    return True
hung.ask_about_hung = ask_about_hung
"""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere each start is a phone"
)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A person of our own; the folder of the socket has a short name."""
    with tempfile.TemporaryDirectory(prefix="run-") as runtime:
        made = {key: value for key, value in os.environ.items() if key != "DBUS_SESSION_BUS_ADDRESS"}
        made |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": runtime, "QT_QPA_PLATFORM": "offscreen"}
        yield made | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


class Running:
    """A phone and what it has said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def said(self) -> str:
        return self._lines.get(timeout=WAIT_S)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def phone(environment: dict[str, str], *arguments: str, script: str = _TELLING) -> Iterator[Running]:
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    running = Running(process)
    try:
        yield running
    finally:
        running.end()


def second(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Another start, without a screen: whoever hands something over needs none."""
    env = {key: value for key, value in environment.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "softphone", *arguments]
    return subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=WAIT_S
    )


def test_a_second_start_hands_its_address_to_the_window_that_runs(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It ends with 0; the window asks; hostile addresses are shown and do nothing; nobody is called."""
    profile = ("--profile", str(tmp_path / "profile"))
    with phone(environment, *profile, "sip:first@office.example") as running:
        assert running.said() == "here"
        assert running.said() == "asks 'sip:first@office.example' 'sip:first@office.example' 0"
        for link, address in (
            ("sip:anna@office.example?Route=%3Csip:evil%3E", "sip:anna@office.example"),
            ("sip:a\x01\x1b@b.example", ""),
            ("sip:" + "a" * 65_536 + "@b.example", ""),
            ("--options", "--options"),
            ("--version", "--version"),
            ("-h", "-h"),
            ("call", "call"),
            ("--engine-process", "--engine-process"),
        ):
            ended = second(environment, *profile, "--", link)
            assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
            said = running.said()
            assert said.startswith(f"asks {address!r} ")
            assert said.endswith(" 0")
        os.kill(running.process.pid, signal.SIGTERM)
        assert running.process.wait(timeout=WAIT_S) == 0


def test_a_phone_that_was_killed_is_started_anew(environment: dict[str, str], tmp_path: Path) -> None:
    profile = ("--profile", str(tmp_path / "profile"))
    for number in range(2):
        with phone(environment, *profile, f"sip:a{number}@b.example") as running:
            assert running.said() == "here"
            assert running.said().startswith(f"asks 'sip:a{number}@b.example'")


def test_a_phone_that_hangs_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    """With its process, after a bounded wait; what was started ends with 75 and leaves the other alone."""
    profile = ("--profile", str(tmp_path / "profile"))
    with phone(environment, *profile) as running:
        assert running.said() == "here"
        os.kill(running.process.pid, signal.SIGSTOP)
        ended = second(environment, *profile, "sip:anna@office.example")
        assert ended.returncode == 75
        assert f"process {running.process.pid}" in ended.stderr
        assert running.process.poll() is None
        # With a screen the person is asked; here they say that it is to be ended.
        with phone(environment, *profile, "sip:anna@office.example", script=_ENDING + _TELLING) as anew:
            assert anew.said() == "asked"
            assert anew.said() == "here"
            assert anew.said().startswith("asks 'sip:anna@office.example'")
            assert running.process.wait(timeout=WAIT_S) == -signal.SIGKILL


def test_another_profile_is_another_phone(environment: dict[str, str], tmp_path: Path) -> None:
    with phone(environment, "--profile", str(tmp_path / "one")) as one:
        assert one.said() == "here"
        with phone(environment, "--profile", str(tmp_path / "two"), "sip:two@office.example") as two:
            assert two.said() == "here"
            assert two.said().startswith("asks 'sip:two@office.example'")


@contextmanager
def busy_data(folder: Path) -> Iterator[None]:
    """Data of an earlier version, which nobody can bring up to date inside, since another program writes."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "softphone.db", isolation_level=None)) as other:
        migrate(other, MIGRATIONS[:4])
        other.execute("PRAGMA journal_mode = WAL").fetchone()
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_start_that_takes_long_shows_itself_and_takes_what_others_bring(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """There is a small window; a second start ends with 0, and its address is asked about when the phone is there."""
    profile = ("--profile", str(tmp_path / "profile"))
    with ExitStack() as busy:
        busy.enter_context(busy_data(tmp_path / "profile"))
        with phone(environment, *profile, "sip:first@office.example", script=_WAITING + _TELLING) as running:
            assert [running.said(), running.said()] == ["opens", "waits"]
            for link, promised in (("sip:second@office.example", "promises"), ("", "promises")):
                ended = second(environment, *profile, *([link] if link else []))
                assert (ended.returncode, ended.stderr) == (0, "")
                assert running.said() == promised
            busy.close()
            assert running.said() == "here"
            assert running.said().startswith("asks 'sip:first@office.example'")
            assert running.said().startswith("asks 'sip:second@office.example'")
            assert second(environment, *profile).returncode == 0
            os.kill(running.process.pid, signal.SIGTERM)
            assert running.process.wait(timeout=WAIT_S) == 0


def test_a_start_that_takes_long_can_be_ended(environment: dict[str, str], tmp_path: Path) -> None:
    """Begun at log-in it shows nothing until somebody wants to see the phone; the desktop ends it at once."""
    profile = ("--profile", str(tmp_path / "profile"))
    with (
        busy_data(tmp_path / "profile"),
        phone(environment, *profile, "--hidden", script=_WAITING + _TELLING) as running,
    ):
        assert running.said() == "opens"
        assert second(environment, *profile, "--hidden").returncode == 0
        assert running.said() == "promises nothing"
        assert second(environment, *profile).returncode == 0
        assert [running.said(), running.said()] == ["waits", "promises nothing"]
        os.kill(running.process.pid, signal.SIGTERM)
        assert running.process.wait(timeout=WAIT_S) == 0
    with closing(sqlite3.connect(tmp_path / "profile" / "softphone.db")) as connection:
        assert version_of(connection) == 4
