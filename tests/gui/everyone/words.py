"""Words on a page that did not come from the catalogue, found in the language of long words and brackets."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from tests.gui.everyone.findings import described, in_sight

_WORD = re.compile(r"[A-Za-z]{3,}")
# An address, a name of a host, a file, a header, a time: it is the same in every language.
_DATA = re.compile(r"\S*[@./:=_\\]\S*|\S*\d\S*|\b[A-Z]{2,}\b|\bSIP\b")
_CUT = re.compile(r"\w*…\w*")
_ENDLESS = re.compile(r"\w{30,}")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
# Names of things, which are not translated: of the program, of standards, of languages and of keys.
_NAMES = frozenset(
    (
        *("Redirect", "Softphone", "English", "Ctrl", "Esc", "Enter", "Alt", "Shift", "Tab", "Del", "Space"),
        *(
            "Retry",
            "Speex",
            "After",
            "opus",
            "Opus",
            "speex",
            "iLBC",
            "law",
            "Call-ID",
            "python",
            "Debian",
            "Linux",
        ),
    )
)
_SCENES = ("tests/gui/house", "tests/gui/call", "tests/support", "tests/gui/everyone")
_ROOT = Path(__file__).resolve().parents[3]


@cache
def words_of_scenes() -> frozenset[str]:
    """What the people in the scenes are called and write: no catalogue has it."""
    found: set[str] = set(_NAMES)
    for folder in _SCENES:
        for path in (_ROOT / folder).glob("*.py"):
            if path.name.startswith("test_"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                    text = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
                    found.update(_WORD.findall(text))
    # What the answers mean is read from there, not from the catalogue.
    found.update(_WORD.findall((_ROOT / "resources" / "texts" / "en.toml").read_text(encoding="utf-8")))
    locale = QLocale("en")
    for month in range(1, 13):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            found.update(_WORD.findall(locale.monthName(month, form)))
    for day in range(1, 8):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            found.update(_WORD.findall(locale.dayName(day, form)))
    return frozenset(found)


def texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """All that a person can read or hear on the page."""
    yield window, window.windowTitle()
    for widget in in_sight(window):
        if widget.objectName().startswith("qt_"):
            continue
        yield widget, widget.toolTip()
        yield widget, widget.accessibleName()
        yield widget, widget.accessibleDescription()
        match widget:
            case QLabel() | QAbstractButton():
                yield widget, widget.text()
            case QLineEdit():
                yield widget, widget.placeholderText()
            case QPlainTextEdit() | QTextEdit():
                yield widget, widget.placeholderText()
            case QComboBox():
                for number in range(widget.count()):
                    yield widget, widget.itemText(number)
            case QGroupBox():
                yield widget, widget.title()
            case QTabWidget():
                for number in range(widget.count()):
                    yield widget, widget.tabText(number)
            case QAbstractItemView():
                model = widget.model()
                for number in range(min(model.rowCount(), 50) if model is not None else 0):
                    yield widget, str(model.index(number, 0).data() or "")


def untranslated(window: QWidget) -> Iterator[str]:
    """Words outside of brackets that none of the people in the scene has or wrote."""
    for widget, text in texts(window):
        left = text.replace("\u200b", "")  # where a line may end
        while _BRACKETS.search(left):
            left = _BRACKETS.sub(" ", left)
        plain = _ENDLESS.sub(" ", _CUT.sub(" ", _DATA.sub(" ", left)))
        strange = set(_WORD.findall(plain)) - words_of_scenes()
        if strange:
            yield f"{described(widget)}: {', '.join(sorted(strange))} in “{text[:90]}”"
