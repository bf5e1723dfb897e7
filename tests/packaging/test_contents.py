"""What goes into the frozen program: all of the phone, of Qt what it uses, of the system next to nothing."""

import ast
from pathlib import Path

import pytest

from tests.support.packaging_tools import ROOT, load

contents = load("freeze/contents.py")
LIB = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"


def test_every_module_of_the_phone_goes_in() -> None:
    """Many are loaded by name when they are first needed, which no tool can see."""
    found = contents.modules(ROOT)
    assert {"softphone", "softphone.__main__", "softphone.sip.body.vcard", "softphone.engine.host"} <= set(
        found
    )
    assert len(found) == len(list((ROOT / "softphone").rglob("*.py")))


@pytest.mark.parametrize(
    "name",
    [
        f"{LIB}/libQt6Core.so.6",
        f"{LIB}/libQt6Concurrent.so.6",
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/imageformats/libqjpeg.so",
        r"PySide6\plugins\platforms\qwindows.dll",
        "PySide6/Qt/translations/qtbase_ru.qm",
        "softphone/_resources/translations/softphone_ru.qm",
        "softphone/_resources/icons/phone.svg",
        "redirect_softphone-0.1.0.dist-info/METADATA",
        "pjsua2_python.libs/libssl-cd1d6220.so.1.0.2k",
    ],
)
def test_what_is_used_goes_in(name: str) -> None:
    """Widgets, pictures, the window on X11, Wayland and Windows, Russian."""
    assert contents.wanted_file(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{LIB}/libQt6Qml.so.6",
        f"{LIB}/libQt6Quick.so.6",
        f"{LIB}/libavcodec.so.63",
        "libavcodec.so.63",
        f"{PLUGINS}/multimedia/libffmpegmediaplugin.so",
        f"{PLUGINS}/imageformats/libqtiff.so",
        f"{PLUGINS}/platforms/libqlinuxfb.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_ru.qm",
        "softphone/_resources/translations/softphone_ru.ts",
        "redirect_softphone-0.1.0.dist-info/direct_url.json",
        "cryptography-50.0.2.dist-info/RECORD",
    ],
)
def test_what_is_not_used_stays_out(name: str) -> None:
    """QML, films, languages that the phone does not speak, and where something was built."""
    assert not contents.wanted_file(name)


def test_nothing_is_loaded_before_the_phone() -> None:
    """The freezer's own scripts take longer than the phone's first sight of its arguments; ours are two, and short."""
    wanted = [
        name
        for name in ("hold_archive", "clean_environment", "pyi_rth_inspect", "pyi_rth_pyside6", "__main__")
        if contents.wanted_script(name, "linux")
    ]
    assert wanted == ["hold_archive", "clean_environment", "__main__"]
    assert contents.wanted_script("pyi_rth_pyside6", "win32")


def test_the_system_keeps_its_libraries() -> None:
    """Only what a small desktop may lack is brought along, and Debian's package leaves that out again."""
    assert contents.is_of_the_system("/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0")
    assert not contents.is_of_the_system("/home/anna/venv/lib/python3.11/site-packages/numpy.libs/libx.so")
    assert contents.is_portable("libxcb-cursor.so.0")
    assert contents.is_portable("libpython3.11.so.1.0")
    for name in (
        "libglib-2.0.so.0",
        "libgtk-3.so.0",
        "libpulse.so.0",
        "libc.so.6",
        "libstdc++.so.6",
        "libGL.so.1",
    ):
        assert not contents.is_portable(name)


def test_debian_leaves_out_what_was_brought_along(tmp_path: Path) -> None:
    """By name, and never the interpreter or a library that came with a wheel."""
    for name in (
        "libssl.so.3",
        "libxcb-cursor.so.0",
        "libssl-cd1d6220.so.1.0.2k",
        "libpython3.11.so.1.0",
        "PySide6",
    ):
        (tmp_path / name).touch()
    assert contents.brought_along(tmp_path) == ["libssl.so.3", "libxcb-cursor.so.0"]


def test_the_phone_imports_nothing_that_is_left_out() -> None:
    """A module that is excluded would be missed only when somebody needs it."""
    left_out = tuple(contents.EXCLUDED_MODULES)
    for path in (ROOT / "softphone").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                assert not any(f"{name}.".startswith(f"{each}.") for each in left_out), (path, name)
