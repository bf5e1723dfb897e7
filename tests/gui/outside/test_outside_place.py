"""The window stands where it stood, if there is still a screen there."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from softphone.calls.place import WindowPlace
from softphone.gui.frame.rail import View
from softphone.gui.outside.place import KeptPlace
from softphone.store.window_place import WindowPlaceFile
from tests.gui.house.scene import Scene

_ANY = st.integers(-(2**40), 2**40)


class Kept:
    """Places in memory."""

    def __init__(self, place: WindowPlace | None = None) -> None:
        self.place = place
        self.saved: list[WindowPlace] = []

    def load(self) -> WindowPlace | None:
        return self.place

    def save(self, place: WindowPlace) -> None:
        self.saved.append(place)


def test_size_place_and_view_come_back(scene: Scene, qtbot: QtBot) -> None:
    before, after, kept = scene.window(), scene.window(), Kept()
    place = KeptPlace(before, kept)
    place.restore()
    before.resize(700, 500)
    before.move(20, 30)
    before.show_view(View.CONTACTS)
    place.save()
    KeptPlace(after, Kept(kept.saved[-1])).restore()
    assert (after.size(), after.pos()) == (before.size(), before.pos())
    qtbot.waitUntil(lambda: after.column.is_showing(View.CONTACTS))


def test_what_is_moved_is_kept_a_moment_later(scene: Scene, qtbot: QtBot) -> None:
    """A crash costs the last two seconds of it."""
    window, kept = scene.window(), Kept()
    place = KeptPlace(window, kept)
    place._soon.setInterval(10)
    place.restore()
    window.show()
    window.resize(640, 520)
    qtbot.waitUntil(lambda: bool(kept.saved) and kept.saved[-1].width == 640)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.builds(WindowPlace, _ANY, _ANY, _ANY, _ANY, st.booleans(), st.text(max_size=10)))
def test_whatever_was_kept_the_window_can_be_reached(scene: Scene, place: WindowPlace) -> None:
    """A screen was taken away, or somebody has written into the file."""
    window = scene.windows[0] if scene.windows else scene.window()
    KeptPlace(window, Kept(place)).restore()
    room = QGuiApplication.primaryScreen().availableGeometry()
    seen = room.intersected(window.frameGeometry())
    assert seen.width() >= 100
    assert seen.height() >= 30
    assert room.top() - 10 <= window.pos().y() <= room.bottom()  # but for the frame
    assert window.width() <= max(room.width(), window.minimumWidth())


def test_a_window_of_a_larger_screen_stands_whole_on_this_one(scene: Scene) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window = scene.window()
    window.setMinimumSize(100, 100)
    place = WindowPlace(room.left() + 50, room.top() + 40, 3 * room.width(), 3 * room.height())
    KeptPlace(window, Kept(place)).restore()
    assert room.contains(QRect(window.pos(), window.size()))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff" * 100, b"[]", b'{"x":1}', b'{"x":"a"}', b"[" * 5000, b"x" * 10**6]
)
def test_a_file_that_is_none_of_ours_is_no_matter(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "window.json").write_bytes(content)
    file = WindowPlaceFile(tmp_path)
    assert file.load() is None
    place = WindowPlace(1, 2, 3, 4, True, "history")
    file.save(place)
    assert file.load() == place
    assert [each.name for each in tmp_path.iterdir()] == ["window.json"]


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    file = WindowPlaceFile(tmp_path / "missing")
    file.save(WindowPlace(1, 2, 3, 4))
    assert file.load() is None
