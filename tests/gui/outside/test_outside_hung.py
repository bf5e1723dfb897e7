"""A phone that does not answer: what the next start asks, and what it does."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from softphone import hung_phone
from softphone.gui.outside.hung import ask_about_hung

_DEAF = "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); sys.stdin.read()"


def press(name: str) -> None:
    """Press a button of the question as soon as it stands there."""

    def look() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                button = box.findChild(QPushButton, name)
                assert button is not None
                button.click()
                return
        QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


@pytest.mark.parametrize(("name", "answer"), [("hung-wait", False), ("hung-end", True), ("hung-leave", None)])
def test_the_person_decides(qtbot: QtBot, name: str, answer: bool | None) -> None:
    press(name)
    assert ask_about_hung(4711) is answer


@pytest.mark.parametrize("deaf", [False, True])
def test_the_phone_that_hangs_is_ended(deaf: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kindly first; then it must."""
    monkeypatch.setattr(hung_phone, "_PATIENCE_MS", 300 if deaf else 20_000)
    script = _DEAF if deaf else "print('here', flush=True); import sys; sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        hung_phone.end(process.pid)
        assert process.wait(timeout=20) == (-9 if deaf else -15)


def test_a_process_that_has_ended_by_itself_is_no_trouble() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        hung_phone.end(process.pid)
