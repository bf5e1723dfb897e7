"""Files of people in the window: looked at first, taken over with a way to stop and a way back, and written."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.cards import Card
from softphone.calls.people import RejectedEntry
from softphone.calls.people_files import Look
from softphone.exchange.files import Files
from softphone.gui.exchange.import_page import ImportPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene, find

WAIT_MS = WAIT_S * 1000
ANNA = "BEGIN:VCARD\nVERSION:4.0\nUID:a\nFN:Anna\nTEL:+7 495 555-01-01\nEND:VCARD\n"
BORIS = "BEGIN:VCARD\nVERSION:4.0\nFN:Boris\nTEL:ask him\nIMPP:sip:boris@h\nEND:VCARD\n"


def names(scene: Scene) -> list[str]:
    return [contact.name for contact in scene.store.contact_book.contacts()]


def look(window: MainWindow, qtbot: QtBot, path: Path) -> ImportPage:
    window.show_view(View.CONTACTS)
    page = window.pages.import_page()
    with qtbot.waitSignal(page.looked, timeout=WAIT_MS):
        window.pages.show_import(path)
    return page


def take(page: ImportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.ended, timeout=WAIT_MS):
        page.preview.import_button.click()


def test_a_file_is_looked_at_before_it_is_taken_over(
    window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    """How many, who is there already, what cannot be read; after it every line that was left out, and the list has
    the new ones."""
    scene.person("Anna", ("tel:+74955550101", ""))
    path = tmp_path / "people.vcf"
    path.write_text(ANNA + BORIS)
    page = look(window, qtbot, path)
    assert page.isVisible()
    assert page.preview.import_button.hasFocus()
    assert [(row.title, row.right) for row in page.preview.people.rows.rows] == [
        ("Anna", "is there"),
        ("Boris", ""),
    ]
    assert "· vCard file · 1 of them" in page.preview.said.text()
    assert page.preview.columns.isHidden()
    assert names(scene) == ["Anna"]
    take(page, qtbot)
    assert names(scene) == ["Anna", "Boris"]
    assert page.report.said.text().endswith("added · 1 had all of it already")
    (row,) = page.report.list.rows.rows
    assert (row.title, row.right, row.subtitle) == ("Boris", "line 7", "TEL ask him: is no telephone number")
    qtbot.waitUntil(lambda: window.column.contacts.people.rowCount() >= 2, timeout=WAIT_MS)
    page.report.copy_button.click()
    assert QGuiApplication.clipboard().text() == "line 7 Boris: TEL ask him: is no telephone number\n"
    page.report.save_to(tmp_path / "list.txt")
    qtbot.waitUntil(lambda: "list.txt" in page.report.saved.text(), timeout=WAIT_MS)
    assert (tmp_path / "list.txt").read_text(encoding="utf-8") == page.report.text()
    page.report.done_button.setFocus()
    page.report.done_button.click()
    assert not page.isVisible()
    assert window.column.contacts.list.hasFocus()


def test_an_import_is_taken_back(window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """All who were added are gone; the way back is offered once."""
    scene.person("Zoë", ("sip:zoe@h", ""))
    path = tmp_path / "people.vcf"
    path.write_text(ANNA + BORIS)
    page = look(window, qtbot, path)
    take(page, qtbot)
    assert page.report.undo_button.isVisible()
    with qtbot.waitSignal(page.ended, timeout=WAIT_MS):
        page.report.undo_button.click()
    assert names(scene) == ["Zoë"]
    assert page.report.undo_button.isHidden()
    assert "taken back" in page.report.said.text()


class SlowFiles(Files):
    """Gives one person, and then another for as long as the test wants."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def read(self, path: Path, look: Look) -> Iterator[Card | RejectedEntry]:
        if threading.current_thread().name == "people-file":
            yield from super().read(path, look)
            return
        for number in range(100_000):
            yield Card(f"Person {number}")
            if number == 60:
                self.go_on.wait(WAIT_S)


def test_an_import_is_cancelled(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """How far it is can be seen, and nobody is there after it was cancelled; the file can be taken over again."""
    files = SlowFiles()
    window = scene.window(people_files=lambda: files)
    qtbot.addWidget(window)
    window.show()
    path = tmp_path / "people.vcf"
    path.write_text(ANNA)
    page = look(window, qtbot, path)
    page.preview.import_button.click()
    assert page.progress.isVisible()
    page.look_at(tmp_path / "other.vcf")  # another file has to wait
    assert page.progress.isVisible()
    qtbot.waitUntil(lambda: page.progress.bar.value() == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(page.ended, timeout=WAIT_MS):
        page.progress.cancel_button.click()
        files.go_on.set()
    assert names(scene) == []
    assert page.preview.isVisible()
    assert "cancelled" in page._error.text()


def test_the_person_says_what_a_column_holds(
    window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    """The people above show it at once, and so it is taken over."""
    path = tmp_path / "people.csv"
    path.write_text("Nick;Something;Phone\nAnna;anna@office.example;123\nBoris;;456\n")
    page = look(window, qtbot, path)
    boxes = page.preview.columns.boxes
    assert [boxes[at].currentText() for at in boxes] == ["Leave out", "Leave out", "Number"]
    for at, text in ((0, "Whole name"), (1, "SIP address")):
        box = page.preview.columns.boxes[at]
        with qtbot.waitSignal(page.looked, timeout=WAIT_MS):
            box.setCurrentIndex(box.findText(text))
            box.activated.emit(box.currentIndex())
    assert [row.title for row in page.preview.people.rows.rows] == ["Anna", "Boris"]
    with qtbot.waitSignal(page.looked, timeout=WAIT_MS):
        page.preview.columns.header_box.click()
    assert page.preview.said.text().startswith("3 ")
    with qtbot.waitSignal(page.looked, timeout=WAIT_MS):
        page.preview.columns.header_box.click()
    take(page, qtbot)
    anna, boris = scene.store.contact_book.contacts()
    assert [each.uri for each in anna.addresses] == ["sip:anna@office.example", "tel:123"]
    assert [each.uri for each in boris.addresses] == ["tel:456"]


@pytest.mark.parametrize("content", [b"", b"nothing of people", None])
def test_a_file_without_people_is_said_to_have_none(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, content: bytes | None
) -> None:
    """And one that is gone: a sentence, and a way out."""
    path = tmp_path / "people.vcf"
    if content is not None:
        path.write_bytes(content)
    page = look(window, qtbot, path)
    assert page._error.isVisible()
    assert page._error.text().startswith("people.vcf could not be read")
    page.close_button.click()
    assert not page.isVisible()


@pytest.mark.parametrize("suffix", ["vcf", "csv", "json"])
def test_what_is_exported_comes_in_again(
    window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    """Everybody, in each kind of file."""
    scene.person("Anna", ("sip:anna@h", "work"))
    window.show_view(View.CONTACTS)
    file = window.lists.people_file
    assert file is not None
    path = tmp_path / f"people.{suffix}"
    with qtbot.waitSignal(file.exported, timeout=WAIT_MS):
        file.export_to(path)
    scene.store.contact_book.delete(scene.store.contact_book.contacts()[0].id).result(WAIT_S)
    page = look(window, qtbot, path)
    take(page, qtbot)
    (anna,) = scene.store.contact_book.contacts()
    assert [(each.uri, each.label) for each in anna.addresses] == [("sip:anna@h", "work")]


def test_some_are_exported(window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """Those who were chosen in the list."""
    people = [scene.person(name) for name in ("Anna", "Boris", "Vera")]
    window.show_view(View.CONTACTS)
    file = window.lists.people_file
    assert file is not None
    path = tmp_path / "some.vcf"
    with qtbot.waitSignal(file.exported, timeout=WAIT_MS):
        file.export_to(path, [people[2].id, people[0].id], version="3.0")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("FN")] == ["FN:Vera", "FN:Anna"]
    assert "VERSION:3.0" in lines


class WaitingFiles(Files):
    """Writes when the test wants."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def write(self, path: Path, cards: Iterable[Card], **options: Any) -> int:
        self.go_on.wait(WAIT_S)
        return super().write(path, cards, **options)


def test_an_export_is_stopped(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """One that takes a while can be seen, and leaves no file when it is stopped."""
    files = WaitingFiles()
    window = scene.window(people_files=lambda: files)
    qtbot.addWidget(window)
    book = scene.store.contact_book
    book.import_cards(Card(f"Person {number}") for number in range(150)).result(WAIT_S)
    window.show_view(View.CONTACTS)
    file = window.lists.people_file
    assert file is not None
    path = tmp_path / "people.vcf"
    file.export_to(path)
    qtbot.waitUntil(lambda: window.banners.shown("people-file") is not None, timeout=WAIT_MS)
    banner = window.banners.shown("people-file")
    assert banner is not None
    find(banner, QAbstractButton, "banner-people-file-action").click()
    with qtbot.waitSignal(file.exported, timeout=WAIT_MS):
        files.go_on.set()
    assert not path.exists()
    assert list(tmp_path.glob(".*.vcf*")) == []


def test_an_export_leaves_nothing_half_when_the_program_ends(
    scene: Scene, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Nobody waits for it then: the half file goes."""
    files = WaitingFiles()
    window = scene.window(people_files=lambda: files)
    qtbot.addWidget(window)
    scene.store.contact_book.import_cards(Card(f"Person {each}") for each in range(150)).result(WAIT_S)
    window.show_view(View.CONTACTS)
    file = window.lists.people_file
    assert file is not None
    file.export_to(tmp_path / "people.vcf")
    qapp.aboutToQuit.emit()
    with qtbot.waitSignal(file.exported, timeout=WAIT_MS):
        files.go_on.set()
    assert list(tmp_path.glob("*.vcf*")) == []
    assert list(tmp_path.glob(".*.vcf*")) == []


def test_a_dropped_file_is_looked_into(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """On the list of contacts; a file of another kind is not taken."""
    window.show_view(View.CONTACTS)
    page = window.pages.import_page()
    file = window.lists.people_file
    assert file is not None
    path = tmp_path / "people.vcf"
    path.write_text(ANNA)

    def drop(name: Path) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(name))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, buttons, keys)
        return file.eventFilter(window.column.contacts, event)

    assert window.column.contacts.acceptDrops()
    assert not drop(tmp_path / "people.exe")
    with qtbot.waitSignal(page.looked, timeout=WAIT_MS):
        assert drop(path)
    assert page.preview.isVisible()
