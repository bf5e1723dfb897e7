"""The demo's tour: the real window, engine, exchange, sound server and screen, driven by keys."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.call_command import ROOT


@pytest.mark.timed
def test_the_tour_of_the_demo_works(tmp_path: Path) -> None:
    """Every step succeeds, the echo is heard at the sound server, and the pictures are there."""
    pictures = tmp_path / "pictures"
    command = [sys.executable, str(ROOT / "packaging/virtual_desktop.py"), "--"]
    command += [sys.executable, "-m", "softphone", "--demo", "--tour", str(pictures), "--language", "en"]
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment.update(PYTHONPATH=str(ROOT), HOME=str(tmp_path))
    ran = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=55, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "are the notes" in ran.stdout
    assert "not measured" not in ran.stdout
    names = {path.name for path in pictures.iterdir()}
    assert {
        "2-moved.png",
        "2-moved-dark-narrow.png",
        "5-alternatives.png",
        "8-call-flow.png",
        "10-conference.png",
        "11-history.png",
    } <= names
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures.iterdir())
