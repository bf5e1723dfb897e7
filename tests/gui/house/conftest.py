"""A scene for each test of the window: a real store in a folder of its own and a fake phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.settings import Language
from softphone.gui.frame.window import MainWindow
from softphone.gui.i18n import install_language
from softphone.gui.look.theme import apply_theme
from tests.gui.house.scene import Scene, make_scene


@pytest.fixture
def scene(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Scene]:
    apply_theme(qapp)
    install_language(qapp, Language.ENGLISH)
    made = make_scene(tmp_path)
    yield made
    made.close()
    install_language(qapp, Language.ENGLISH)


@pytest.fixture
def window(scene: Scene, qtbot: QtBot) -> MainWindow:
    """A wide window with an account, shown."""
    scene.with_account()
    return shown(scene, qtbot)


def shown(scene: Scene, qtbot: QtBot) -> MainWindow:
    made = scene.window()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made
