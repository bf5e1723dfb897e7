"""What is typed while `softphone call` is connected, against a whole phone."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from softphone.calls.views import Phase
from tests.support.bare_phone import BarePhone, Until, started_phone
from tests.support.call_command import environment

pytestmark = pytest.mark.timeout(60)


class Command:
    """`softphone call` with its input open, as in front of a person. `told` are its events so far."""

    def __init__(self, folder: Path, uri: str) -> None:
        folder.mkdir()
        self.errors = folder / "errors.txt"
        self._output = folder / "output.txt"
        with self._output.open("w") as output, self.errors.open("w") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "softphone", "call", uri, "--json", "--profile", str(folder)],
                env=environment(folder),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=errors,
                text=True,
            )

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def told(self, event: str) -> list[dict[str, Any]]:
        lines = [line for line in self._output.read_text().splitlines(keepends=True) if line.endswith("\n")]
        return [found for found in map(json.loads, lines) if found["event"] == event]

    def is_over(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> int:
        """Its input is still open: it does not wait for one more line."""
        status = self._process.wait(timeout=20)
        assert self._process.stdin is not None
        self._process.stdin.close()
        return status

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()


def test_words_typed_in_a_call(tmp_path: Path) -> None:
    """Hold, resume, digits, what is not understood, hang up: each does what it says, and the end is clean."""
    with ExitStack() as closing:
        loop = Until()
        anna = started_phone(loop, "anna", tmp_path, closing)
        command = Command(tmp_path / "caller", anna.address)
        closing.callback(command.stop)
        loop.until(lambda: anna.is_in(Phase.INCOMING))
        anna.controller.answer(anna.newest().attempt)
        loop.until(lambda: bool(command.told("connected")))

        def after(line: str, holds: Callable[[], bool]) -> None:
            command.type(line)
            loop.until(holds)

        after("hold", lambda: anna.newest().held_by_peer)
        loop.until(lambda: any(each["held"] for each in command.told("hold")))
        after("resume", lambda: not anna.newest().held_by_peer)
        after("digits 12#", lambda: anna.newest().received_digits == "12#")
        after("digits call me", lambda: bool(command.told("problem")))
        after("transfer sip:bo b@x", lambda: len(command.told("problem")) == 2)
        after("Hang up", command.is_over)
        assert command.end() == 0
        assert command.errors.read_text() == ""
        assert command.told("ended")[0]["outcome"] == "answered"


def test_the_other_side_ends_the_call(tmp_path: Path) -> None:
    """The command ends too, though nothing was typed and its input is open."""
    with ExitStack() as closing:
        loop = Until()
        anna: BarePhone = started_phone(loop, "anna", tmp_path, closing)
        command = Command(tmp_path / "caller", anna.address)
        closing.callback(command.stop)
        loop.until(lambda: anna.is_in(Phase.INCOMING))
        anna.controller.answer(anna.newest().attempt)
        loop.until(lambda: bool(command.told("connected")))
        anna.controller.hang_up(anna.newest().attempt)
        loop.until(command.is_over)
        assert command.end() == 0
        assert command.errors.read_text() == ""
