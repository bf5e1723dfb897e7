"""The design system: contrast, icons, following the scheme, small parts."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.gui.call.page import CallPage
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.look.avatar import avatar_color, initials
from softphone.gui.look.components import ElidedLabel, QuietBar, button
from softphone.gui.look.icons import icon
from softphone.gui.look.palette import AVATARS, DARK, LIGHT
from softphone.gui.look.stylesheet import stylesheet
from softphone.gui.look.theme import Theme
from softphone.resources import resource_path
from tests.gui.call.samples import STATES

GROUNDS = (
    "canvas",
    "surface",
    "rail",
    "hover",
    "accent-soft",
    "warning-soft",
    "danger-soft",
    "positive-soft",
)


def contrast(first: str, second: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(name: str) -> float:
        color = QColor(name)
        parts = (color.redF(), color.greenF(), color.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_letters_can_be_read_on_every_ground(scheme: dict[str, str]) -> None:
    """Text roles reach 4.5:1 wherever they stand, letters on fills too."""
    for ground in GROUNDS:
        assert contrast(scheme["text"], scheme[ground]) >= 7, ground
        assert contrast(scheme["text-muted"], scheme[ground]) >= 4.5, ground
    for family in ("accent", "positive", "warning", "danger"):
        for ground in ("canvas", "surface", f"{family}-soft"):
            assert contrast(scheme[f"{family}-text"], scheme[ground]) >= 4.5, (family, ground)
    for fill in ("accent", "accent-hover", "positive", "positive-hover", "danger", "danger-hover"):
        assert contrast(scheme["on-fill"], scheme[fill]) >= 4.5, fill
    for ground in ("canvas", "surface"):
        assert contrast(scheme["focus"], scheme[ground]) >= 3
        assert contrast(scheme["border-strong"], scheme[ground]) >= 3
    for disc in AVATARS:
        assert contrast("#ffffff", disc) >= 4.5, disc


def test_both_schemes_have_the_same_roles() -> None:
    """A role that one scheme lacks would fail only at night."""
    assert LIGHT.keys() == DARK.keys()
    assert "@" not in stylesheet(LIGHT, 10, 16) + stylesheet(DARK, 10, 32)


def test_no_colour_is_written_outside_the_palette() -> None:
    """Modules of the GUI name roles; only the palette and the white initials hold a value."""
    folder = Path(resource_path()).parent / "softphone" / "gui"
    allowed = {"palette.py", "avatar.py"}
    found = [
        path.name
        for path in folder.rglob("*.py")
        if path.name not in allowed
        and re.search(r"[\"'(: ]#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_icon_is_one_colour_line_art_and_draws(theme: Theme) -> None:
    """Each file is recoloured through currentColor and gives a pixmap that is not empty."""
    files = sorted(resource_path("icons").glob("*.svg"))
    assert files
    for path in files:
        if path.stem == "softphone":
            continue
        text = path.read_text(encoding="utf-8")
        assert "currentColor" in text and "#" not in text, path.name
        image = icon(path.stem, "text").pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path.name


def test_icons_of_buttons_follow_the_scheme(theme: Theme, qtbot: QtBot) -> None:
    """When the scheme changes while the program runs, icons change with it."""
    made = button("Call", object_name="b", icon="phone")
    qtbot.addWidget(made)
    light = made.icon().pixmap(24, 24).toImage()
    theme.set_scheme("dark")
    dark = made.icon().pixmap(24, 24).toImage()
    assert light != dark
    theme.set_scheme("light")


def test_the_system_scheme_is_followed_live(theme: Theme, qapp: QApplication) -> None:
    """Without an override the colours are those of the system, also after it changed."""
    theme.set_scheme(None)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    system_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.scheme == ("dark" if system_dark else "light")
    qapp.styleHints().unsetColorScheme()
    theme.set_scheme("light")


@given(st.text(max_size=40))
def test_any_name_has_initials_and_a_steady_colour(name: str) -> None:
    """One or two characters, and the same colour each time."""
    assert 1 <= len(initials(name)) <= 4
    assert avatar_color(name) == avatar_color(name)


def test_initials_are_those_of_the_first_and_last_word() -> None:
    """Any script; a number keeps its first characters."""
    assert initials("Анна Мария Карлссон") == "АК"
    assert initials("echo") == "E"
    assert initials("+74955550101") == "+7"
    assert initials("") == "?"


def test_a_cut_label_keeps_its_whole_text_for_tool_tip_and_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    """The ellipsis is for the eye only."""
    made = ElidedLabel("a very long name that does not fit at all")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    assert made.text().endswith("…")
    assert made.toolTip() == made.accessibleName() == made.full_text()


def test_words_that_run_from_right_to_left_begin_where_the_others_do(theme: Theme, qtbot: QtBot) -> None:
    """The name of an alternative stands beside its icon in every script."""
    made = ElidedLabel("بمكتب الاستقبال")
    qtbot.addWidget(made)
    made.resize(600, 20)
    made.show()
    image = made.grab().toImage()
    ground = image.pixelColor(599, 0)
    inked = [x for x in range(image.width()) for y in range(20) if image.pixelColor(x, y) != ground]
    assert inked and max(inked) < 300


def test_an_ampersand_in_a_button_is_an_ampersand(theme: Theme, qtbot: QtBot) -> None:
    """Update contact & call makes no shortcut of the blank."""
    made = button("Update contact & call", object_name="b")
    qtbot.addWidget(made)
    assert made.shortcut().isEmpty()
    assert made.accessibleName() == "Update contact & call"


def test_the_quiet_bar_waits_for_who_has_the_focus_in_it(theme: Theme, qtbot: QtBot) -> None:
    """It goes after its time, but not from under the keyboard."""
    bar = QuietBar("Saved", "Undo", lambda: None)
    bar.move(300, 300)  # away from where the pointer rests
    bar.show()
    bar.activateWindow()
    bar.action.setFocus()
    qtbot.waitUntil(bar.action.hasFocus)
    timer = bar.findChild(QTimer)
    assert timer is not None
    with qtbot.waitSignal(timer.timeout):
        timer.start(30)  # only now: however slow the machine is, the focus was there first
    assert bar.isVisible()
    with qtbot.waitSignal(bar.closed):
        bar.action.clearFocus()


def test_the_scheme_may_change_under_an_open_card_and_after_it_has_gone(
    page: CallPage, theme: Theme, qtbot: QtBot
) -> None:
    """Icons of a card follow the scheme while it is there; one that has gone is not asked any more."""
    page.show_call(STATES["380"])
    theme.set_scheme("dark")
    page.show_call(STATES["calling"])
    qtbot.waitUntil(lambda: page.findChild(RedirectCard) is None)
    theme.set_scheme("light")
    theme.set_scheme("dark")
    assert page.palette().window().color() == theme.color("canvas")
    theme.set_scheme("light")
