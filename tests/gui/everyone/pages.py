"""Every page of the window by name, each with what brings it up."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.calls.notices import CallChanged, LevelsChanged, MoveSaved, RegistrationNotice
from softphone.calls.reach_events import RegistrationState
from softphone.calls.settings import Language
from softphone.gui.frame.window import MainWindow
from softphone.gui.preload import Preload
from softphone.gui.settings.settings_list import Section
from tests.gui.call.samples import ANNA, NEW, OLD, STATES
from tests.gui.call.samples_talk import TALKS, quality
from tests.gui.gallery import OPENED, open_part
from tests.gui.house.gallery import EMPTY, FULL, Step
from tests.gui.house.gallery_directory import Pictured
from tests.gui.house.scene import ACCOUNT, PASSWORD, Scene, fill, make_scene

_VIEWS = {**{name: (view,) for name, view in STATES.items()}, **TALKS}


def settle(ms: int = 120) -> None:
    """Let timers that belong to a page run and its layouts come to rest."""
    QTest.qWait(ms)  # sleeps between the events; nothing else tells that a layout has come to rest
    QApplication.sendPostedEvents()


def _call(name: str, opened: str) -> Step:
    def step(window: MainWindow, scene: Scene) -> None:
        views = _VIEWS[name]
        for view in views:
            scene.phone.say(CallChanged(view))
        window.pages.show_call(views[0])
        settle(20)
        page = window.pages.call_page()
        if name in ("talk-quality", "talk-poor"):
            for second in range(120):
                page.on_notice(quality(second, bad=name == "talk-poor"))
        if opened:
            open_part(page, opened)
        if name == "connected":
            page.on_notice(LevelsChanged(1, 0.6, 0.3))
            page.on_notice(MoveSaved(1, ANNA, 7, OLD, NEW, False))

    return step


def _section(section: Section) -> Step:
    return lambda window, _scene: window.open_section(section)


def all_pages() -> dict[str, Step]:
    """Name and step of every page: what the galleries know, each state of a call, each section of the settings."""
    calls = {
        "-".join(filter(None, ("call", name, opened))): _call(name, opened)
        for name in _VIEWS
        for opened in OPENED.get(name, ("",))
    }
    sections = {f"settings-{section.value}": _section(section) for section in Section}
    return {**EMPTY, **FULL, **sections, **calls}


class Stage:
    """Opens pages, each in a window of its own; the people and calls in it are made once and copied."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder
        self._language = language
        self._steps = all_pages()
        self._number = 0
        for name in ("full", "empty"):
            scene = make_scene(folder / name)
            settings = scene.store.settings_file.load()
            scene.store.settings_file.save(replace(settings, language=language))
            if name == "full":
                scene.with_account()
                fill(scene)
            scene.close()

    @contextmanager
    def open(self, name: str, size: tuple[int, int]) -> Iterator[MainWindow]:
        """The page `name` in a window that is in sight."""
        with self.open_scene(name, size) as (window, _scene):
            yield window

    @contextmanager
    def open_scene(self, name: str, size: tuple[int, int]) -> Iterator[tuple[MainWindow, Scene]]:
        """The same with what is around it."""
        self._number += 1
        folder = self._folder / f"page-{self._number}"
        shutil.copytree(self._folder / ("empty" if name in EMPTY else "full"), folder)
        scene = make_scene(folder)
        scene.passwords.kept[ACCOUNT.id] = PASSWORD
        try:
            window = scene.window(directories=Pictured())
            window.findChildren(Preload)[
                0
            ].deleteLater()  # each page makes what it needs; a fifth of the time
            window.resize(*size)
            window.show()
            window.activateWindow()
            settle(60)
            if name not in EMPTY:
                window.on_notice(RegistrationNotice("a1", RegistrationState.REGISTERED, 200, "OK", b""))
            self._steps[name](window, scene)
            settle()
            yield window, scene
        finally:
            scene.close()
            settle(5)
            shutil.rmtree(folder, ignore_errors=True)


Visit = Callable[[str, MainWindow], None]
