"""A phone that is up all day emits signals without end."""

import subprocess
import sys

_PROGRAM = """
import softphone.gui
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

class Source(QObject):
    said = Signal()

app = QCoreApplication([])
source = Source()
for _ in range(20_000):
    source.said.emit()
    QCoreApplication.postEvent(source, QEvent(QEvent.Type.User))
    QTimer.singleShot(0, source, lambda: None)
app.processEvents()
print("alive")
"""


def test_signals_without_end_do_not_end_the_process() -> None:
    """Sixty thousand references that the library gives away too many, and a clean exit."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=50, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "alive\n"), ran.stderr
