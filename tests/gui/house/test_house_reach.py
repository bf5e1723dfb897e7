"""Every control of the settings can be reached by Tab, has a name of its own, and says what it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.gui.frame.page import Page
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.fold import Fold
from softphone.gui.settings.settings_list import Section
from tests.gui.house.gallery_accounts import REFUSED
from tests.gui.house.scene import ACCOUNT, Scene, find, press_key


def wizard(window: MainWindow) -> None:
    window.pages.new_account()


def form(window: MainWindow) -> None:
    window.accounts.save(replace(ACCOUNT, pinned_certificate=REFUSED.sha256), None)
    window._open_account()
    for fold in find(window, AccountForm).findChildren(Fold):
        fold.set_open(True)


def certificate(window: MainWindow) -> None:
    window.open_certificate(REFUSED)


def section(which: Section) -> Callable[[MainWindow], None]:
    def step(window: MainWindow) -> None:
        window.show_view(View.SETTINGS)
        window.pages.show_section(which)

    return step


STEPS: dict[str, Callable[[MainWindow], None]] = {
    "wizard": wizard,
    "form": form,
    "certificate": certificate,
    **{
        which.value: section(which)
        for which in (Section.ACCOUNTS, Section.SOUND, Section.CALLS, Section.DIAGNOSTICS)
    },
}


def shown_page(window: MainWindow) -> Page:
    return next(page for page in window.findChildren(Page) if page.isVisible())


def controls(page: QWidget) -> list[QWidget]:
    """What takes the focus by Tab; the inner parts of a control are not counted."""
    made = []
    for each in page.findChildren(QWidget):
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes or not each.isVisible() or not each.isEnabled() or each.focusProxy() is not None:
            continue
        inner = isinstance(each.parentWidget(), QAbstractScrollArea) and not isinstance(
            each.parentWidget(), Page
        )
        if not inner:
            made.append(each)
    return made


@pytest.mark.parametrize("step", STEPS)
def test_names_and_tab(window: MainWindow, scene: Scene, qtbot: QtBot, step: str) -> None:
    """Tab goes through all of them, each once, and each says what it is."""
    STEPS[step](window)
    page = shown_page(window)
    wanted = controls(page)
    assert wanted
    for each in wanted:
        assert each.objectName(), each
        assert each.accessibleName(), each.objectName()
    names = [each.objectName() for each in wanted]
    assert len(set(names)) == len(names), names
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached: set[str] = set()
    for _ in range(4 * len(wanted) + 40):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused.objectName())
        press_key(focused, Qt.Key.Key_Tab)
    assert set(names) <= reached, set(names) - reached


def test_wide_enough(window: MainWindow, qtbot: QtBot) -> None:
    """At 420 pixels no page is wider than the window."""
    window.resize(420, 680)
    for step in STEPS.values():
        step(window)
        page = shown_page(window)
        inner = page.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= 420, page.objectName()
        for each in page.findChildren(QAbstractButton):
            if each.isVisible():
                right = each.mapTo(page, each.rect().topRight()).x()
                assert right <= 420, (page.objectName(), each.objectName(), right)
