"""The language of the window: English in the source, other languages from compiled catalogues.

Dates, times and numbers are those of the person's region where it speaks the language of the window.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from softphone.calls.settings import Language
from softphone.resources import resource_path

LANGUAGES = ("en", "ru")
_current = "en"
# Each translator with the catalogue that it reads from and does not copy.
_installed: list[tuple[QTranslator, bytes]] = []


def resolve(language: Language) -> str:
    """ "en" or "ru": what `language` means on this system."""
    if language is not Language.SYSTEM:
        return language.value
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def current_language() -> str:
    """The language that was installed last, "en" or "ru"."""
    return _current


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def install_language(app: QCoreApplication, language: Language) -> str:
    """Load the catalogues of `language` and set the locale of dates; widgets made afterwards speak it."""
    global _current  # noqa: PLW0603 -- Qt's translators are global to the process, so is this
    wanted = resolve(language)
    pseudo = language in (Language.EXPANDED, Language.MIRRORED)
    _current = "en" if pseudo else wanted
    for translator, _ in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(_locale(_current))
    if isinstance(app, QGuiApplication):
        leftwards = (
            language is Language.MIRRORED or QLocale().textDirection() is Qt.LayoutDirection.RightToLeft
        )
        app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
    if pseudo:
        from softphone.gui.pseudo import PseudoTranslator  # noqa: PLC0415 -- for who tests the window

        made = PseudoTranslator(mirror=language is Language.MIRRORED)
        app.installTranslator(made)
        _installed.append((made, b""))
        return _current
    folders = (
        (f"softphone_{_current}", str(resource_path("translations"))),
        (f"qtbase_{_current}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    for name, folder in folders:
        translator = QTranslator()
        # Qt maps a file that it loads itself; an update under a running phone would pull it from under its feet.
        content = _content(Path(folder, f"{name}.qm"))
        if content and translator.load(content):
            app.installTranslator(translator)
            _installed.append((translator, content))
    return _current


def _locale(code: str) -> QLocale:
    """The language `code` as it is written where the person lives: the order of a date and the hours of a day."""
    system = QLocale.system()
    if system.name().partition("_")[0] == code:
        return system  # with what the person has set beside the region
    return QLocale(QLocale(code).language(), system.territory())
