"""Languages that show what is wrong with words, the region's dates and times, and motion that can be switched off."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.settings import Language
from softphone.gui.i18n import install_language
from softphone.gui.look.motion import Motion
from softphone.gui.look.sides import isolated
from softphone.gui.pseudo import expanded, mirrored
from softphone.gui.words.lists import joined
from softphone.gui.words.plain_text import clock_text

_WORDS = "Call {name} with %n message(s) & more"


@pytest.fixture(autouse=True)
def _in_english_afterwards(qapp: QApplication) -> object:
    yield
    install_language(qapp, Language.ENGLISH)


def test_the_long_language_keeps_what_is_filled_in_later() -> None:
    """Placeholders and ampersands stay, letters get accents, and there are two fifths more of them in brackets."""
    said = expanded(_WORDS)
    assert said.startswith("[")
    assert said.endswith("]")
    assert all(part in said for part in ("{name}", "%n", "&"))
    assert len(said) >= 1.4 * len(_WORDS)
    assert "Call" not in said
    assert expanded("…") == "…"
    assert "{name}" in mirrored(_WORDS)


def test_everything_comes_from_the_catalogue_in_the_long_language(qapp: QApplication) -> None:
    """Also what Qt itself says, and numbers are put in as ever."""
    install_language(qapp, Language.EXPANDED)
    said = QCoreApplication.translate("Rail", "%n new", "", 3)
    assert said.startswith("[3 ")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_the_window_turns_around_where_text_runs_to_the_left(qapp: QApplication) -> None:
    """And turns back with the language; an address keeps its own order meanwhile."""
    install_language(qapp, Language.MIRRORED)
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert isolated("+7495") == "\u2068+7495\u2069"
    install_language(qapp, Language.RUSSIAN)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert isolated("+7495") == "+7495"


def test_times_and_lists_are_those_of_the_language(qapp: QApplication) -> None:
    """Twelve hours in American English, twenty-four in Russian; names joined by the language's own word."""
    moment = datetime(2026, 5, 4, 18, 30, 5, tzinfo=UTC)
    install_language(qapp, Language.RUSSIAN)
    assert QLocale().language() is QLocale.Language.Russian
    assert clock_text(moment).endswith(":30:05")
    assert joined(("Анна", "Борис")) == "Анна и Борис"
    install_language(qapp, Language.ENGLISH)
    assert joined(("Anna", "Boris")) == "Anna and Boris"
    assert ":30:05" in clock_text(moment)


def test_nothing_blinks_where_no_motion_is_wanted(qapp: QApplication, qtbot: QtBot) -> None:
    """The text cursor stands still while the settings ask for it, and blinks again afterwards."""
    hints = qapp.styleHints()
    usual = hints.cursorFlashTime()
    motion = Motion()
    motion.reduce(True)
    assert hints.cursorFlashTime() == 0
    motion.reduce(False)
    assert hints.cursorFlashTime() == usual
