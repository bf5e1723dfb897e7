"""The small window of a start that takes long."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.settings import Language
from softphone.gui.i18n import install_language
from softphone.gui.keeping.waiting import WaitingWindow, wait
from softphone.gui.look.theme import apply_theme


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> WaitingWindow:
    apply_theme(qapp)
    install_language(qapp, Language.ENGLISH)
    made = WaitingWindow()
    qtbot.addWidget(made, before_close_func=lambda each: each.hide())
    with qtbot.waitExposed(made):
        made.show()
    return made


def after(number: int, then: Callable[[], None]) -> Callable[[], bool]:
    """Over when it was asked so many times; `then` happens one before."""
    asked = 0

    def is_over() -> bool:
        nonlocal asked
        asked += 1
        if asked == number - 1:
            then()
        return asked >= number

    return is_over


def test_it_says_what_takes_so_long_and_how_far_it_is(window: WaitingWindow, qapp: QApplication) -> None:
    """First that something is opened, then what is done to it; the bar never goes back; all words are to be seen."""
    fractions = iter([None, 0.25, 0.2, 0.5, 0.5, 0.5])
    assert window.heading.text() == "Opening your data…"
    assert not window.bar.isVisible()
    assert wait(qapp, window, after(4, lambda: None), lambda: next(fractions))
    assert window.heading.text() == "Bringing your data up to date…"
    assert window.bar.value() == 500
    assert window.said.height() >= window.said.heightForWidth(window.said.width())
    assert window.bar.accessibleName()


@pytest.mark.parametrize("way", ["close", "key", "quit"])
def test_whoever_does_not_want_to_wait_may_leave(
    window: WaitingWindow, qapp: QApplication, qtbot: QtBot, way: str
) -> None:
    """With the cross of the window, its button by keyboard, or because the desktop ends the session."""

    def leave() -> None:
        if way == "close":
            window.close()
        elif way == "quit":
            qapp.quit()
        else:
            window.leave_button.setFocus()
            qtbot.keyClick(window.leave_button, Qt.Key.Key_Space)

    QTimer.singleShot(0, window, leave)
    assert not wait(qapp, window, lambda: False, lambda: None)


def test_what_another_start_brings_is_promised(window: WaitingWindow) -> None:
    """A start without an address says nothing, and one that nobody sees brings up no window."""
    window.came(0, "", hidden=False)
    assert not window.opened.isVisible()
    window.came(2, "", hidden=False)
    assert window.opened.isVisible()
    window.hide()
    window.came(0, "", hidden=True)
    assert not window.isVisible()
    window.came(0, "", hidden=False)
    assert window.isVisible()
