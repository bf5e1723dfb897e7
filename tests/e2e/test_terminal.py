"""The program at a terminal: what is missing is said in a sentence, and a reader may go away."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.support.call_command import environment, run_softphone
from tests.support.sipp import free_port


def test_without_a_display_there_is_a_sentence(tmp_path: Path) -> None:
    """No X, no Wayland: no abort of Qt's, status 1."""
    env = environment(tmp_path)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        env.pop(name, None)
    ran = run_softphone(tmp_path, env=env)
    assert (ran.returncode, "no display" in ran.stderr) == (1, True)


def test_a_reader_that_goes_away_ends_the_call(tmp_path: Path) -> None:
    """`softphone call … | head -1`: no traceback, and no process is left behind."""
    command = [
        sys.executable,
        "-m",
        "softphone",
        "call",
        f"sip:x@127.0.0.1:{free_port()}",
        "--json",
        "--for",
        "1",
    ]
    with subprocess.Popen(
        [*command, "--profile", str(tmp_path / "p")],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith('{"event": "calling"')
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=30) == 141
    assert "Traceback" not in said


def test_a_folder_that_cannot_hold_data_is_said(tmp_path: Path) -> None:
    """A profile below a file: status 4 of a call that could not be placed, with the reason."""
    (tmp_path / "file").write_text("")
    ran = run_softphone(tmp_path / "file" / "profile", "call", "sip:x@127.0.0.1:9", env=environment(tmp_path))
    assert ran.returncode == 4
    assert "cannot be opened" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_data_of_a_newer_program_is_left_alone_and_the_window_opens(tmp_path: Path) -> None:
    """A database that this program must not touch: there is a phone all the same, and the file is as it was."""
    profile, stamps = tmp_path / "profile", tmp_path / "stamps"
    assert run_softphone(profile, "contacts", "add", "Anna", "sip:anna@old.example").returncode == 0
    with closing(sqlite3.connect(profile / "softphone.db")) as database:
        database.execute("PRAGMA user_version = 9999")
    before = (profile / "softphone.db").read_bytes()
    env = {**environment(tmp_path), "QT_QPA_PLATFORM": "offscreen", "SOFTPHONE_TIMESTAMPS": str(stamps)}
    command = [sys.executable, "-m", "softphone", "--profile", str(profile)]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as window:
        deadline = time.monotonic() + 20
        while not (stamps.exists() and "window-usable" in stamps.read_text()):
            assert window.poll() is None, window.stderr and window.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)  # the stamp is a line in a file
        window.terminate()
        assert window.wait(timeout=10) == 0
    assert (profile / "softphone.db").read_bytes() == before
