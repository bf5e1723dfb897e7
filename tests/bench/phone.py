"""Our phone as the bench sees it: a window on a screen, a file of time stamps, a SIP port."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, monotonic_ns

from softphone.store.profile import Profile
from tests.bench.processes import rest, running
from tests.support.ports import free_port

_LOOK_EVERY_S = 0.01


@dataclass(frozen=True, slots=True)
class Phone:
    process: subprocess.Popen[bytes]
    started_ns: int
    sip_port: int
    _stamps: Path

    def stamp(self, event: str, *, after_ns: int = 0, timeout_s: float = 10.0) -> int | None:
        """When the phone says `event` first happened after `after_ns` (CLOCK_MONOTONIC, ns); None if it does not."""
        give_up = monotonic() + timeout_s
        while True:
            for line in self._stamps.read_text().splitlines():
                at, _, name = line.partition(" ")
                if name == event and int(at) > after_ns:
                    return int(at)
            if monotonic() > give_up:
                return None
            rest(self.process, _LOOK_EVERY_S)

    def press(self, *keys: str) -> None:
        """Press keys in its window, by xdotool's names: "ctrl+l", "Return"."""
        _xdotool("key", "--delay", "0", *keys)

    def dial(self, uri: str) -> None:
        """Type `uri` into the dial field and press Enter."""
        self.press("ctrl+l", "ctrl+a")
        _xdotool("type", "--delay", "1", uri)
        self.press("Return")

    def focus(self) -> None:
        """There is no window manager on the virtual screen that would do it."""
        found = _xdotool("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)).split()
        if found:
            _xdotool("windowfocus", "--sync", found[-1])


def _xdotool(*arguments: str) -> str:
    asked = subprocess.run(["xdotool", *arguments], check=False, capture_output=True, text=True, timeout=20)
    return asked.stdout


@contextmanager
def phone(
    folder: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    people: Path | None = None,
    command: str = "",
) -> Iterator[Phone]:
    """Start the phone with a fresh profile in `folder`. `arguments` follow the options, e.g. a URI to dial; `people` is
    the data file that the profile begins with, `command` another `softphone` than that of this environment."""
    folder.mkdir()
    if people is not None:
        profile = Profile.at(folder / "profile")
        profile.make_folders()
        shutil.copy(people, profile.database)
    stamps = folder / "stamps.txt"
    stamps.touch()
    port = free_port()
    line = [command or program(), "--profile", str(folder / "profile"), "--local-port", str(port), *arguments]
    variables = {**os.environ, **(environment or {}), "SOFTPHONE_TIMESTAMPS": str(stamps)}
    started_ns = monotonic_ns()
    with running(line, environment=variables, folder=folder) as process:
        yield Phone(process, started_ns, port, stamps)


def program() -> str:
    """The `softphone` command of the environment that runs the bench."""
    return str(Path(sys.executable).parent / "softphone")
