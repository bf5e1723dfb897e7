"""The list of the contacts in a process of its own; JSON: ``python -m tests.bench.contacts_window FILE``."""

import json
import os
import random
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.gui.contacts.contacts_list import ContactsList
from softphone.gui.look.theme import apply_theme
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database

_FRAMES: Final = 300
_SETTLE_MS: Final = 1_500  # after the list is shown, search makes itself ready beside the window
_TYPED: Final = ("anna", "дмитр", "555", "office", "小明", "nobody at all")


def settle(ms: int) -> None:
    deadline = QDeadlineTimer(ms)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


class Bench:
    def __init__(self, book: SqliteContactBook) -> None:
        self.figures: dict[str, list[float]] = {}
        started = perf_counter()
        self.contacts = ContactsList(book)
        self.contacts.resize(320, 620)
        self.contacts.show()
        self.contacts.reload()
        self.contacts.list.viewport().repaint()
        self._note("open", started)
        settle(_SETTLE_MS)

    def run(self) -> dict[str, list[float]]:
        self._scroll()
        self._type()
        self._select()
        return self.figures

    def _note(self, name: str, started: float) -> None:
        self.figures.setdefault(name, []).append((perf_counter() - started) * 1000)

    def _paint(self, name: str, started: float) -> None:
        self.contacts.list.viewport().repaint()
        self._note(name, started)

    def _scroll(self) -> None:
        bar = self.contacts.list.verticalScrollBar()
        draw = random.Random(5)
        for name, step in (
            ("wheel", lambda frame: frame * 60),
            ("pages", lambda frame: frame * 600),
            ("drag", lambda _frame: draw.randrange(bar.maximum() + 1)),
        ):
            for frame in range(_FRAMES):
                started = perf_counter()
                bar.setValue(step(frame))
                self._paint(name, started)

    def _type(self) -> None:
        """Letter by letter, from the key to the painted list."""
        for text in _TYPED:
            for end in range(1, len(text) + 1):
                started = perf_counter()
                self.contacts.search.setText(text[:end])
                self._paint("typed", started)
            self.contacts.search.clear()
            settle(20)
        self.contacts.list.setFocus()
        for letter in "aempsz":
            started = perf_counter()
            QTest.keyClicks(self.contacts.list, letter)
            self._paint("letter", started)

    def _select(self) -> None:
        listed = self.contacts.list
        for number in (5, 9, 500 % listed.rows.rowCount()):
            listed.selectionModel().select(
                listed.rows.index(number), QItemSelectionModel.SelectionFlag.Select
            )
        started = perf_counter()
        self.contacts.reload()
        self._paint("reload", started)
        started = perf_counter()
        QTest.keyClick(listed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._paint("select-all", started)


def main() -> None:
    app = QApplication([])
    apply_theme(app)
    database = Database(Path(sys.argv[1]))
    print(json.dumps(Bench(SqliteContactBook(database)).run()))
    database.close()


if __name__ == "__main__":
    main()
