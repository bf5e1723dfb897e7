"""What is loaded when, and the engine's process that is started ahead of everything."""

import os
import queue
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone import launch
from softphone.calls.engine_events import EngineEvent, EngineReady
from softphone.calls.settings import Language
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from softphone.engine.spawn import discard, spawn

_ROOT = Path(__file__).parents[2]


def loaded_by(module: str) -> set[str]:
    """The modules that a fresh interpreter has after `import module`."""
    script = f"import sys, {module}; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True, timeout=30
    )
    return set(ran.stdout.split())


def test_the_engine_is_started_before_anything_heavy_is_loaded() -> None:
    """Until then there is neither Qt nor a store, nor what the protocol needs."""
    assert not loaded_by("softphone.launch") & {"PySide6", "msgspec", "sqlite3", "softphone.calls.people"}


def test_what_the_first_sight_of_the_window_does_not_need_is_loaded_later() -> None:
    """The demo exchange, the keyring, the writing of settings and the reading of redirects."""
    late = {"softphone.demo", "asyncio", "keyring", "tomlkit", "softphone.sip.redirect", "xml", "PySide6"}
    assert not loaded_by("softphone.app") & late


def test_every_language_of_the_settings_can_be_asked_for() -> None:
    """The command line repeats the names, because the settings are loaded later."""
    assert list(Language) == list(launch.LANGUAGES)


@pytest.mark.parametrize("argv", [["--language", "tlh"], ["--local-port", "x"], ["--no-such-option"]])
def test_wrong_use_ends_with_64(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what was wrong, before anything is started."""
    with pytest.raises(SystemExit) as ended:
        launch.run(argv)
    assert ended.value.code == 64
    assert "softphone: " in capsys.readouterr().err


def test_the_client_takes_over_a_process_that_was_started_ahead() -> None:
    """It is the same process that then answers, and it ends with the client."""
    ahead = spawn()
    said: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    events: list[EngineEvent] = []
    config = EngineConfig(bind_address="127.0.0.1", sound=SoundMode.NONE)
    client = EngineClient(post=said.put, config=config, spawned=ahead)
    client.subscribe(events.append)
    client.start()
    try:
        said.get(timeout=30)()
        assert isinstance(events[0], EngineReady)
        assert client.pid == ahead.pid
    finally:
        client.close()
    assert ahead.poll() is not None
    discard(ahead)  # may be said again


def test_a_process_that_was_started_ahead_for_nothing_can_be_ended() -> None:
    """So that nothing stays when the data of the phone cannot be opened."""
    ahead = spawn()
    discard(ahead)
    assert ahead.returncode is not None
    assert ahead.stdin is not None
    assert ahead.stdin.closed


def test_the_collector_of_garbage_works_again_once_the_window_is_there(tmp_path: Path) -> None:
    """It rests only while everything is being loaded."""
    script = (
        "import gc\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from softphone import app, launch\n"
        "seen = []\n"
        "def look():\n"
        "    seen.append(gc.isenabled() and gc.get_freeze_count() > 0)\n"
        "    QApplication.quit()\n"
        "put_back = app._collect_garbage_again\n"
        "app._collect_garbage_again = lambda: (put_back(), look())\n"
        f"status = launch.run(['--profile', {str(tmp_path)!r}])\n"
        "assert seen == [True] and status == 0, (seen, status)\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
