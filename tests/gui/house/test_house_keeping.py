"""The page of backups: what a person brings back, carries away and takes over."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.keeping.page import KeepingPage
from softphone.gui.keeping.words import reason_text
from softphone.gui.settings.settings_list import Section
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.gui.house.scene import WAIT_S, Scene, find

WAIT_MS = WAIT_S * 1000


def page_of(window: MainWindow, qtbot: QtBot) -> KeepingPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.KEEPING)
    page = find(window, KeepingPage)
    with qtbot.waitSignal(page.listed, timeout=WAIT_MS):
        page.reload()
    return page


def banner(window: MainWindow) -> str:
    found = window.banners.shown("keeping")
    return found.text.text() if found is not None else ""


def test_a_copy_is_made_and_brought_back(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Somebody is deleted after it: he is there again, the list shows him, and the state before is a copy too."""
    boris = scene.person("Boris", ("sip:boris@h", ""))
    page = page_of(window, qtbot)
    assert page.list.isHidden()
    page.now_button.click()
    qtbot.waitUntil(page.list.isVisible, timeout=WAIT_MS)  # not the list of the moment before
    scene.store.contact_book.delete(boris.id).result(WAIT_S)
    page.restore_button.click()
    assert not page.question.isHidden()
    page.question.yes.click()
    qtbot.waitUntil(lambda: bool(banner(window)), timeout=WAIT_MS)
    assert scene.store.contact_book.contact(boris.id) is not None
    again = page_of(window, qtbot)
    assert [row.right for row in again.list.rows.rows] == ["before a change", ""]
    window.show_view(View.CONTACTS)
    qtbot.waitUntil(lambda: scene.store.contact_book.contacts()[0].name == "Boris", timeout=WAIT_MS)


def test_nothing_is_replaced_under_a_call(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The page says why; the question is not even asked."""
    scene.person("Boris")
    page = page_of(window, qtbot)
    page.now_button.click()
    qtbot.waitUntil(page.restore_button.isEnabled, timeout=WAIT_MS)  # not the list of the moment before
    scene.phone.place_call("sip:anna@h")
    page.restore_button.click()
    assert page.question.isHidden()
    assert any("End it first" in each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def test_a_profile_is_taken_over(window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """The file says what is in it before anything happens; then the other phone's people and account are here."""
    there = open_store(Profile.at(tmp_path / "there"))
    account = Account("x", "sip:x@there.example", registrar="sip:there.example")
    there.settings_file.save(replace(there.settings_file.load(), accounts=(account,), default_account="x"))
    file = tmp_path / "x.softphone"
    there.keeping.export_all(file).result(WAIT_S)
    there.close()
    page = page_of(window, qtbot)
    before = [each.id for each in window.settings.value.accounts]
    page.import_from(file)
    qtbot.waitUntil(lambda: not page.import_question.isHidden(), timeout=WAIT_MS)
    assert "1 account" in page.import_question.text.text()
    page.import_question.yes.click()
    qtbot.waitUntil(lambda: bool(banner(window)), timeout=WAIT_MS)
    assert [each.id for each in window.settings.value.accounts] == ["x"]
    assert scene.accounts_removed == before
    assert scene.applied[-1].accounts == (account,)


def test_a_file_that_is_none_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A picture chosen by mistake changes nothing, and the reason is on the page."""
    file = tmp_path / "x.softphone"
    file.write_bytes(b"\x89PNG")
    page = page_of(window, qtbot)
    page.import_from(file)
    qtbot.waitUntil(
        lambda: any(
            "no file of an export" in each.text() for each in page.findChildren(QLabel) if not each.isHidden()
        ),
        timeout=WAIT_MS,
    )


def test_everything_is_written(window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """The page says where; the file can be looked into."""
    scene.person("Boris")
    page = page_of(window, qtbot)
    file = tmp_path / "x.softphone"
    page.export_to(file)
    qtbot.waitUntil(
        lambda: any(str(file) in each.text() for each in page.findChildren(QLabel) if not each.isHidden()),
        timeout=WAIT_MS,
    )
    assert scene.store.keeping.look_into(file).result(WAIT_S).contacts == 1


def test_how_many_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    """The choice is a setting."""
    page = page_of(window, qtbot)
    page.kept.setCurrentIndex(page.kept.findData(30))
    page.kept.activated.emit(page.kept.currentIndex())
    assert window.settings.value.backups_kept == 30


@pytest.mark.parametrize("reason", ["the disk is full (x)", os.strerror(errno.ENOSPC)])
def test_a_full_disk_is_said_in_the_words_of_the_window(reason: str) -> None:
    """Whoever noticed it: the system, or the store before it was begun."""
    assert reason_text(StoreError("backup", reason)) == "the disk is full"
