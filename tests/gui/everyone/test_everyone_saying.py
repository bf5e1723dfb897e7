"""What happens is told to a screen reader, wherever the focus is."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.support.accessibility import desktop, missing

ROOT = Path(__file__).resolve().parents[3]
ASSERTIVE = 2


@pytest.mark.timeout(300)
@pytest.mark.skipif(bool(missing()), reason="no accessibility bus here")
def test_calls_cards_states_and_errors_are_announced_on_the_bus(tmp_path: Path) -> None:
    """A call, its answer and end, a redirect, a waiting message and mistakes are heard; a ringing call at once."""
    out = tmp_path / "heard.json"
    with desktop(tmp_path / "desktop") as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.gui.everyone.saying", str(out)],
            env={**environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    told = msgspec.json.decode(out.read_bytes())
    assert told["missed"] == [], told["heard"]
    at_once = [words for words, politeness in told["heard"] if politeness == ASSERTIVE]
    assert any("is calling you" in words for words in at_once)
    assert any("has moved" in words for words in at_once)
    assert not any("In a call" in words for words in at_once)
