"""`softphone call --json` as another program runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Event = dict[str, Any]


def environment(profile: Path) -> dict[str, str]:
    """The environment of a program that must find neither a keyring nor a sound server of this machine."""
    lost = {"DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER", "DISPLAY"}
    kept = {name: value for name, value in os.environ.items() if name not in lost}
    home = profile / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {**kept, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}


def run_softphone(
    profile: Path,
    *arguments: str,
    answers: str = "",
    timeout_s: float = 40,
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command of the phone to its end. `answers` are the lines typed at its prompts."""
    command = [sys.executable, "-m", "softphone", *arguments, "--profile", str(profile)]
    return subprocess.run(
        command,
        env=env or environment(profile),
        input=answers,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )


def call(
    profile: Path,
    uri: str,
    *arguments: str,
    answers: str = "",
    seconds: float = 0.3,
    env: dict[str, str] | None = None,
) -> tuple[int, list[Event]]:
    """Exit status and events of one call, hung up `seconds` after it connected."""
    ran = run_softphone(
        profile, "call", uri, "--json", "--for", str(seconds), *arguments, answers=answers, env=env
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()]


def named(events: Sequence[Event], *names: str) -> list[Event]:
    return [event for event in events if event["event"] in names]


def called(events: Sequence[Event]) -> list[str]:
    """The addresses that INVITEs were sent to."""
    return [event["uri"] for event in named(events, "calling")]
