"""Backups and moving to another computer, for the gallery."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.keeping.page import KeepingPage
from softphone.gui.settings.settings_list import Section
from softphone.store.backup import keep_before, make_backup
from softphone.store.opening import backup_path
from tests.gui.house.scene import WAIT_S, Scene, find

_DAY_S = 24 * 3600


def keeping_empty(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.KEEPING)


def keeping(window: MainWindow, scene: Scene) -> None:
    """Three days of copies, one that cannot be read, one from before a change."""
    path = scene.store.profile.database
    for day in (4, 3, 2, 1):
        make_backup(path, now=True)
        made = time.time() - day * _DAY_S
        os.utime(backup_path(path), (made, made))
    next(path.parent.glob("*.backup-2*")).write_bytes(b"noise")
    keep_before(path)
    keeping_empty(window, scene)


def keeping_asked(window: MainWindow, scene: Scene) -> None:
    """A profile from elsewhere is chosen, and what it holds is said."""
    keeping(window, scene)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "phone.softphone"
        scene.store.keeping.export_all(file).result(WAIT_S)
        page = find(window, KeepingPage)
        page.import_from(file)
        scene.store.keeping.backups().result(WAIT_S)  # after the file was looked into
    page.ensureWidgetVisible(page.import_question)


KEEPING = {step.__name__: step for step in (keeping, keeping_asked)}
