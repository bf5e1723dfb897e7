"""Notifications by a server that others wrote, on a screen and a bus of the test's own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAEMON = Path("/usr/lib/notification-daemon/notification-daemon")
_SCRIPT = f"""
import queue, subprocess, time
from softphone.calls.outside import Note, NoteKind
from softphone.desktop.bus import Bus
from softphone.desktop.notifications import NAME, BusNotifier
closed, owners = queue.SimpleQueue(), queue.SimpleQueue()
with subprocess.Popen([{str(DAEMON)!r}], stderr=subprocess.DEVNULL) as daemon:
    bus = Bus()
    bus.start()
    bus.watch(NAME, owners.put)
    bus.listen(NAME, "NotificationClosed", closed.put)
    while not owners.get(timeout=30):
        pass
    notifier = BusNotifier(bus, lambda action: action())
    notifier.start(lambda *what: None, lambda note: print("unshown"))
    buttons = (("answer", "Answer"), ("decline", "Decline"))
    for number in range(3):
        notifier.show(Note("call-1", NoteKind.RINGING, "Anna <b>& co</b> is calling", "<i>&", buttons))
        until = time.monotonic() + 30
        while not any(each.id for each in list(notifier._shown.values())) and time.monotonic() < until:
            time.sleep(0.02)  # nobody says when the server has answered
        notifier.withdraw("call-1")
        print("closed", closed.get(timeout=30).body)
    bus.close()
    daemon.kill()
"""


@pytest.mark.skipif(not DAEMON.exists(), reason="notification-daemon is not installed")
@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="Xvfb is not installed")
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus is not installed")
def test_a_ringing_call_is_shown_and_taken_away_by_the_servers_own_hand() -> None:
    """3: closed by CloseNotification, which is how a note ends whose call is over."""
    command = ["xvfb-run", "-a", "dbus-run-session", "--", sys.executable, "-c", _SCRIPT]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=50)
    said = [line for line in ran.stdout.splitlines() if line.startswith(("closed", "unshown"))]
    assert said == [f"closed ({number}, 3)" for number in (1, 2, 3)], ran.stderr
