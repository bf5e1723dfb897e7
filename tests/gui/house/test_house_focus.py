"""The keyboard's way through the window: nothing takes the focus away, and Tab goes as the eye does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.explain.side_by_side import SideBySide
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.diversion_form import DiversionForm, blank_diversion
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import WAIT_S, Scene, find


class Strays(QObject):
    """Widgets shown as windows of their own although they belong into a page: they flash and take the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            plain = watched.windowType() == Qt.WindowType.Window
            if plain and not isinstance(watched, MainWindow):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    watching = Strays()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


def tab_order(first: QWidget, count: int) -> list[str]:
    """Names of what Tab comes to from `first` on."""
    QApplication.processEvents()  # layouts show what they were given
    first.setFocus()
    names = [first.objectName()]
    while len(names) < count:
        QTest.keyClick(first.window(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
    return names


def test_pages_open_inside_the_window_only(window: MainWindow, strays: Strays, qtbot: QtBot) -> None:
    """No part of a page is ever a window of its own, not even for a moment."""
    window.show_view(View.SETTINGS)
    for section in Section:
        window.pages.show_section(section)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: window.findChild(SideBySide) is not None, timeout=WAIT_S * 1000)
    assert strays.seen == []


def test_a_message_field_comes_right_after_the_button_that_unfolds_it(
    window: MainWindow, scene: Scene
) -> None:
    """Not after everything else on the page, though it is made later."""
    vera = scene.person("Vera", ("sip:vera@office.example", ""), ("sip:vera@home.example", ""))
    window.show_view(View.CONTACTS)
    window.pages.show_contact(vera)
    find(window, QAbstractButton, "contact-message-1").click()
    text = find(window, QPlainTextEdit, "composer-text")
    text.setPlainText("Hello")
    names = tab_order(find(window, QWidget, "contact-call-1"), 5)
    assert names[:4] == ["contact-call-1", "composer-text", "composer-send", "composer-cancel"]


def test_what_a_banner_offers_comes_before_closing_it(window: MainWindow) -> None:
    """A person who tabs to the news does not first meet the button that takes them away."""
    banner = window.banners.ask_password("a1", "The password is missing.", lambda _: None)
    edit = banner.findChild(QLineEdit)
    assert edit is not None
    names = tab_order(edit, 3)
    assert [name.rpartition("-")[2] for name in names] == ["edit", "connect", "close"]


def test_what_is_wrong_in_a_form_is_heard(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The focus goes to the field with the mistake, so the line below it must be told by itself."""
    heard: list[str] = []
    monkeypatch.setattr(
        "softphone.gui.look.error_line.QAccessibleAnnouncementEvent", lambda _line, text: heard.append(text)
    )
    monkeypatch.setattr("softphone.gui.look.error_line.QAccessible", _Deaf)
    window.show_view(View.SETTINGS)
    window.pages.edit_diversion(blank_diversion())
    find(window, QLineEdit, "target-address-1").setText("anna@of fice.example")
    find(window, DiversionForm).save()
    assert find(window, QLineEdit, "target-address-1").hasFocus()
    assert heard == [find(window, QLabel, "target-error-1").text()]


class _Deaf:
    """Takes announcements and does nothing with them."""

    @staticmethod
    def updateAccessibility(_event: object) -> None:  # noqa: N802 -- Qt's name
        return
