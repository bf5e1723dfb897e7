"""The tray as a desktop sees it: a StatusNotifierItem with a menu, on a bus and a screen of the test's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SCRIPT = """
import os, queue, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QTimer
from softphone.calls.outside import Ways
from softphone.calls.settings import Language
from softphone.desktop.bus import Bus, Object
from softphone.gui.application import make_application
from tests.gui.house.scene import make_scene
from tests.support.session_bus import Program

NAME = "org.kde.StatusNotifierWatcher"
values = {"IsStatusNotifierHostRegistered": ("b", True), "ProtocolVersion": ("i", 0)}
replies = {
    "Get": lambda body: ("v", (values.get(body[1], ("as", [])),)),
    "GetAll": lambda _: ("a{sv}", (values,)),
    "RegisterStatusNotifierItem": lambda _: ("", ()),
}
watcher = Program(os.environ["DBUS_SESSION_BUS_ADDRESS"], (NAME,), replies)
with watcher, tempfile.TemporaryDirectory() as folder:
    app = make_application(Language.ENGLISH, "light")
    scene = make_scene(Path(folder))
    scene.person("Anna", ("sip:anna@office.example", ""), favourite=True)
    window = scene.with_account().window()
    window.show()
    window.outside.start(Ways())
    layouts = queue.SimpleQueue()
    bus = Bus()
    bus.start()
    def ask():
        item = Object(watcher.next("RegisterStatusNotifierItem").sender, "/MenuBar", "com.canonical.dbusmenu")
        bus.call(item, "GetLayout", "iias", (0, -1, ["label"]), answer=layouts.put, timeout_s=20)
    QTimer.singleShot(0, ask)
    until = time.monotonic() + 30
    while layouts.empty() and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    print("menu", layouts.get(timeout=1))
    bus.close()
    window.close()
    scene.close()
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="Xvfb is not installed")
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus is not installed")
def test_the_tray_has_its_menu_on_the_bus() -> None:
    """Desktops draw it themselves: what they read holds the quick dial and the way out."""
    command = ["xvfb-run", "-a", "dbus-run-session", "--", sys.executable, "-c", _SCRIPT]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=50
    )
    menu = next((line for line in ran.stdout.splitlines() if line.startswith("menu")), "")
    for words in ("Show the phone", "Call", "Anna", "My state: Available", "Do not disturb", "Quit"):
        assert repr(words) in menu, ran.stderr
