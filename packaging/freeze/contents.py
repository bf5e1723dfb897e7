"""What goes into the frozen program and what stays out.

``python contents.py FOLDER`` names the libraries of the system in a frozen folder, which a Debian package leaves out.
The spec beside this file is PyInstaller's and cannot be checked by tools; what it decides is decided here.
"""

import sys
from pathlib import Path, PurePosixPath

DISTRIBUTION = "redirect-softphone"
# Versions of these are told under Settings; the phone asks for them by name at run time.
TOLD_VERSIONS = ("pjsua2-python", "PySide6-Essentials", "pywebrtc-audio", "msgspec")

HIDDEN_MODULES = (
    "pjsua2.pjsua2",  # its package loads these by name
    "pjsua2._pjsua2",
    "keyring.backends.SecretService",  # these are asked by name, and one of them is used
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

# Its files are loaded by name, one for each block of letters.
HIDDEN_PACKAGES = ("anyascii",)

EXCLUDED_MODULES = (
    # Development and other windows.
    "tkinter", "idlelib", "lib2to3", "pydoc_data", "ensurepip", "distutils", "setuptools", "pkg_resources", "pip",
    "curses", "readline", "doctest", "pdb", "test", "unittest", "pytest", "IPython", "matplotlib", "gi",
    # Of numpy the arrays are used.
    "numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.polynomial", "numpy.ma", "numpy.random", "numpy.fft",
    # Of Qt there are widgets, pictures and sound devices.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtMultimediaWidgets",
    "PySide6.QtWebEngineCore", "PySide6.QtCharts", "PySide6.Qt3DCore", "PySide6.QtDesigner", "PySide6.QtOpenGL",
)  # fmt: skip

_QT_PLUGINS = frozenset(
    {
        "platforms/qxcb", "platforms/qwayland", "platforms/qoffscreen", "platforms/qwindows", "platforms/qcocoa",
        "platformthemes/qgtk3", "platformthemes/qxdgdesktopportal",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "wayland-shell-integration/xdg-shell", "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient",
        "iconengines/qsvgicon", "imageformats/qsvg", "imageformats/qjpeg", "imageformats/qgif",
        "imageformats/qwebp", "imageformats/qico",
        "styles/qmodernwindowsstyle", "styles/qmacstyle",
    }
)  # fmt: skip
# Qt's sound devices need no media back end, and nothing here is made of QML.
_QT_LIBRARIES_OUT = (
    "Qt6Quick", "Qt6Qml", "Qt6VirtualKeyboard", "Qt6EglFS", "Qt6EglFs", "Qt6FFmpegStub", "Qt6Pdf",
    "Qt6MultimediaWidgets", "Qt6WlShellIntegration", "Qt6OpenGL",
    "avcodec", "avformat", "avutil", "swresample", "swscale",
)  # fmt: skip
_QT_LANGUAGES = ("ru",)

# What the portable folder brings of the system it was made on: libraries that a small desktop may not have, and
# those whose version the interpreter was built for. All else, from libc to GTK, belongs to the person's system.
_PORTABLE = (
    "libxcb-", "libxkbcommon", "libsqlite3.", "libssl.", "libcrypto.", "libffi.", "libbz2.", "liblzma.",
)  # fmt: skip


def modules(root: Path) -> list[str]:
    """Every module of the phone below `root`: many are loaded by name, when they are first needed."""
    return sorted(
        ".".join(
            (path.parent if path.name == "__init__.py" else path.with_suffix("")).relative_to(root).parts
        )
        for path in (root / "softphone").rglob("*.py")
    )


def own_metadata(version: str) -> str:
    """What `importlib.metadata` reads of the phone itself, which is not installed where it is frozen."""
    return f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: {version}\n"


def wanted_file(name: str) -> bool:
    """Whether a collected file, named by its place in the folder ("PySide6/Qt/lib/libQt6Core.so.6"), goes in."""
    path = PurePosixPath(name.replace("\\", "/"))
    bare = path.name.removeprefix("lib").split(".")[0]
    parts = path.parts
    if "plugins" in parts and "PySide6" in parts:
        return f"{path.parent.name}/{bare}" in _QT_PLUGINS
    if ("translations" in parts and "PySide6" in parts) or (
        path.name.startswith("qt") and path.suffix == ".qm"
    ):
        return path.name in {f"qtbase_{language}.qm" for language in _QT_LANGUAGES}
    if path.suffix == ".ts":
        return False  # what translators work on; the phone reads the .qm
    if any(part.endswith(".dist-info") for part in parts):
        return path.name == "METADATA"  # the rest names the places where it was built
    return not bare.startswith(_QT_LIBRARIES_OUT)


def wanted_script(name: str, platform: str) -> bool:
    """Whether a script that PyInstaller wants to run before the phone does run, on `platform` as in sys.platform.

    Its own hooks load 130 modules and Qt into each process, also into the engine and the commands, which takes 100 ms
    of the processor; and programs that the phone starts would inherit the place of our Qt's plugins. What the hooks
    are for (multiprocessing, lists of modules, sources in tracebacks, a Qt that does not know its place) is not asked
    for here, on Linux.
    """
    return platform != "linux" or not name.startswith("pyi_rth_")


def is_of_the_system(source: str) -> bool:
    """Whether a library was found among those of the system and not in Python's environment."""
    path = PurePosixPath(source)
    return path.is_relative_to("/lib") or path.is_relative_to("/lib64") or path.is_relative_to("/usr/lib")


def is_portable(name: str) -> bool:
    """Whether a library of the system is brought along in the portable folder (not in the Debian package)."""
    file = PurePosixPath(name).name
    return file.startswith((*_PORTABLE, "libpython"))


def brought_along(folder: Path) -> list[str]:
    """The libraries of the system that `is_portable` let into the frozen `folder`."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(_PORTABLE))


if __name__ == "__main__":
    print("\n".join(brought_along(Path(sys.argv[1]))))
