"""What is made for the first redirect while nobody waits for it."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.look.theme import apply_theme
from softphone.gui.preload import Preload


def cards() -> list[RedirectCard]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, RedirectCard)]


def test_the_page_of_calls_is_made_and_no_card_is_left(qtbot: QtBot, qapp: QApplication) -> None:
    """The card that warms the fonts and icons is on no window, and gone afterwards."""
    apply_theme(qapp)
    of_other_tests = cards()
    page = QWidget()
    qtbot.addWidget(page)
    asked: list[bool] = []

    def call_page() -> QWidget:
        asked.append(True)
        return page

    preload = Preload(call_page, page)
    qtbot.waitUntil(lambda: preload.done)
    qtbot.waitUntil(lambda: all(card in of_other_tests for card in cards()))
    assert asked


def test_a_window_that_closes_at_once_is_not_held_up(qtbot: QtBot, qapp: QApplication) -> None:
    """The work ends with its parent, wherever it is."""
    apply_theme(qapp)
    parent = QWidget()
    Preload(lambda: parent, parent)
    with qtbot.waitSignal(parent.destroyed):
        parent.deleteLater()
