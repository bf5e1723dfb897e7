"""A real Secret Service for tests: gnome-keyring on a D-Bus of its own, with its files in a folder of the test."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_LIMIT_S = 20
KEYRING_PASSWORD = "opens the test keyring"

# dbus-run-session ends the bus when its command ends, and `read` ends when the pipe from the test is closed.
_UNLOCKED = "gnome-keyring-daemon --foreground --unlock --components=secrets"
_LOCKED = "gnome-keyring-daemon --foreground --start --components=secrets"


@contextmanager
def bus(folder: Path, *, keyring: bool = True, locked: bool = False) -> Iterator[dict[str, str]]:
    """The environment of a session bus of our own, with a Secret Service on it or without.

    `locked`: the keyring that an unlocked session made before in the same `folder` is there and stays locked; nobody
    answers its prompt.
    """
    # A socket's path has 107 bytes; a test's folder has more.
    with (
        tempfile.TemporaryDirectory(prefix="bus-") as sockets,
        _bus(folder, sockets, keyring=keyring, locked=locked) as environment,
    ):
        yield environment


@contextmanager
def _bus(folder: Path, sockets: str, *, keyring: bool, locked: bool) -> Iterator[dict[str, str]]:
    environment = os.environ | {
        "HOME": str(_made(folder / "home")),
        "XDG_DATA_HOME": str(_made(folder / "data")),
        "XDG_CONFIG_HOME": str(_made(folder / "config")),
        "XDG_CACHE_HOME": str(_made(folder / "cache")),
        "XDG_RUNTIME_DIR": sockets,
        "GNOME_KEYRING_CONTROL": "",
    }
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    # A bus without service files starts nothing by itself: no prompter, no other keyring of the machine.
    config = folder / "bus.conf"
    config.write_text(_BUS_CONFIG.format(folder=sockets), encoding="utf-8")
    daemon = _LOCKED if locked else f"{_UNLOCKED} < <(printf %s {shlex.quote(KEYRING_PASSWORD)})"
    script = f"{daemon} >/dev/null 2>&1 &\n" if keyring else ""
    script += 'echo "$DBUS_SESSION_BUS_ADDRESS"; read -r _; kill $(jobs -p) 2>/dev/null; wait'
    session = subprocess.Popen(
        ["dbus-run-session", f"--config-file={config}", "--", "bash", "-c", script],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert session.stdin is not None
    assert session.stdout is not None
    try:
        address = session.stdout.readline().strip()
        assert address, "the session bus did not start"
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        if keyring:
            _wait_for_service(environment)
        yield environment
    finally:
        session.stdin.close()
        try:
            session.wait(START_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(session.pid, signal.SIGKILL)
            session.wait()
        session.stdout.close()


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _wait_for_service(environment: dict[str, str]) -> None:
    """Ask the bus for the owner of the name until there is one."""
    subprocess.run(
        ["bash", "-c", _WAIT],
        env=environment,
        check=True,
        timeout=START_LIMIT_S,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


_WAIT = """
for _ in $(seq 200); do
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner \
    string:org.freedesktop.secrets && exit 0
  sleep 0.05
done
exit 1
"""

_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
