"""The program at a terminal: what is missing is said in a sentence, and a reader may go away."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.support.call_command import call, environment, named, run_softphone
from tests.support.ports import free_port
from tests.support.sipp import SippPeer, accept, expect, refusal, say


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


def test_a_folder_that_cannot_hold_data_keeps_nobody_from_calling(tmp_path: Path) -> None:
    """A profile below a file: said before the call, which goes out all the same."""
    (tmp_path / "file").write_text("")
    with SippPeer(tmp_path, refusal("404 Not Found")) as peer:
        uri = f"sip:x@127.0.0.1:{peer.port}"
        ran = run_softphone(tmp_path / "file" / "profile", "call", uri, env=environment(tmp_path))
        peer.wait_for(b"INVITE")
    assert ran.returncode == 4
    assert "cannot be opened" in ran.stderr
    assert "404" in ran.stdout


def _unopenable(profile: Path, uri: str) -> None:
    """Anna at `uri`, in a database whose shared memory cannot be made: as on a disk that is full."""
    assert run_softphone(profile, "contacts", "add", "Anna", uri).returncode == 0
    (profile / "softphone.db-shm").mkdir()


def test_people_can_be_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    """Reading works on a copy, writing says why it does not, and the file stays as it was."""
    profile = tmp_path / "profile"
    _unopenable(profile, "sip:anna@old.example")
    before = (profile / "softphone.db").read_bytes()
    assert "anna@old.example" in run_softphone(profile, "contacts", "show", "Anna").stdout
    refused = run_softphone(profile, "contacts", "add", "Boris", "sip:b@example.com")
    assert (refused.returncode, "could not be used" in refused.stderr) == (1, True)
    assert (profile / "softphone.db").read_bytes() == before


def test_nobody_is_said_to_be_there_when_nobody_could_be_read(tmp_path: Path) -> None:
    """A database of a newer program: an error, not an empty list."""
    profile = tmp_path / "profile"
    assert run_softphone(profile, "contacts", "add", "Anna", "sip:anna@old.example").returncode == 0
    with closing(sqlite3.connect(profile / "softphone.db")) as database:
        database.execute("PRAGMA user_version = 9999")
    ran = run_softphone(profile, "contacts", "list")
    assert (ran.returncode, "newer" in ran.stderr) == (1, True)


def test_a_move_that_cannot_be_kept_is_not_said_to_be_saved(tmp_path: Path) -> None:
    """`save` on such a disk: the call goes to the new address, and nothing is claimed to be kept."""
    profile = tmp_path / "profile"
    answers = (expect("INVITE"), accept(), expect("ACK"), expect("BYE"), say("200 OK"))
    with SippPeer(tmp_path, answers) as new:
        contact = f"Contact: <sip:b@127.0.0.1:{new.port}>"
        with SippPeer(tmp_path, refusal("301 Moved Permanently", contact)) as old:
            uri = f"sip:anna@127.0.0.1:{old.port}"
            _unopenable(profile, uri)
            status, events = call(profile, uri, "--on-redirect", "save")
    assert (status, named(events, "saved")) == (0, [])
    assert [problem["text"] for problem in named(events, "problem")][-1].startswith(
        "The contact could not be saved"
    )


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
        assert window.wait(timeout=30) == 0
    assert (profile / "softphone.db").read_bytes() == before
