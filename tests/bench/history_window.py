"""The list of the history in a process of its own; JSON: ``python -m tests.bench.history_window PROFILE``."""

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from softphone.calls.history import Outcome, Redirected
from softphone.gui.history.history_list import HistoryList
from softphone.gui.look.theme import apply_theme
from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.support.fake_phone import FakePhone
from tests.support.long_history import RARE

_FRAMES: Final = 300
_WAIT_MS: Final = 120_000
_BEAT_MS: Final = 5
_TYPED: Final = ("anna", "дмитр", "555", "host7", "user1234", RARE, "nobody at all")


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def wait_for(done: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(_WAIT_MS)
    while not done():
        if deadline.hasExpired():
            raise RuntimeError("the list did not settle")
        QApplication.processEvents(
            QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50
        )  # and not the processor


class Bench:
    def __init__(self, folder: Path) -> None:
        started = perf_counter()
        self.store = open_store(Profile.at(folder))
        self.figures: dict[str, list[float]] = {"open": [(perf_counter() - started) * 1000]}
        self.before = resident_mib()
        self.settled = False
        started = perf_counter()
        self.list = HistoryList(self.store.call_log, FakePhone(), self.store.contact_book)
        self.list.resize(320, 620)
        self.list.settled.connect(self._settle)
        self.list.show()
        self.list.reload()
        QApplication.processEvents()
        self.list.list.viewport().repaint()
        self._note("page", started)
        # How long the window does not answer while a million lines come in.
        late: list[float] = []
        beat = QTimer()
        last = perf_counter()

        def tick() -> None:
            nonlocal last
            late.append((perf_counter() - last) * 1000 - _BEAT_MS)
            last = perf_counter()

        beat.timeout.connect(tick)
        beat.start(_BEAT_MS)
        wait_for(lambda: self.settled)
        self._note("all", started)
        beat.stop()
        self.figures["held-up"] = [max(late, default=0.0)]

    def run(self) -> dict[str, list[float]]:
        self._scroll()
        for typed in _TYPED:
            self.list.filter.search.setText(typed)
            self._filter()
        boxes = self.list.filter.boxes
        for box, value in ((boxes.outcome, Outcome.MISSED), (boxes.redirects, Redirected.ALTERNATIVES)):
            box.setCurrentIndex(box.findData(value))
            self._filter()
        self._news()
        self.figures["memory"] = [resident_mib() - self.before]
        self.list.stop()
        self.store.close()
        return self.figures

    def _settle(self) -> None:
        self.settled = True

    def _note(self, name: str, started: float) -> None:
        self.figures.setdefault(name, []).append((perf_counter() - started) * 1000)

    def _scroll(self) -> None:
        view, bar = self.list.list, self.list.list.verticalScrollBar()
        draw = random.Random(5)
        for name, step in (
            ("wheel", lambda frame: frame * 60),
            ("pages", lambda frame: frame * 600),
            ("drag", lambda _frame: draw.randrange(bar.maximum() + 1)),
        ):
            for frame in range(_FRAMES):
                started = perf_counter()
                bar.setValue(step(frame))
                view.viewport().repaint()
                self._note(name, started)

    def _filter(self) -> None:
        """From the look to the first lines of it, painted, and to all of them; then everything is shown again."""
        self.settled = False
        shown: list[float] = []
        view = self.list.list

        def first() -> None:
            if not shown:
                view.viewport().repaint()
                shown.append((perf_counter() - started) * 1000)

        self.list.listed.connect(first)
        started = perf_counter()  # without the pause in which more may be typed
        self.list.filter.look()
        wait_for(lambda: self.settled)
        self.list.listed.disconnect(first)
        self.figures.setdefault("filter", []).append(shown[0])
        self._note("filter-all", started)
        self.settled = False
        self.list.filter.clear()
        wait_for(lambda: self.settled)

    def _news(self) -> None:
        """A call that ends while somebody looks at the middle."""
        from softphone.calls.records import Direction  # noqa: PLC0415

        self.list.list.verticalScrollBar().setValue(self.list.list.verticalScrollBar().maximum() // 2)
        for number in range(20):
            self.store.call_log.begin(
                direction=Direction.OUTGOING,
                party_uri=f"sip:new{number}@h.example",
                party_name="",
                contact_id=None,
                account_id="",
                started_at=datetime.now(UTC),
            ).result(30)
            started = perf_counter()
            self.list.reload()
            self.list.list.viewport().repaint()
            self._note("news", started)


def main() -> None:
    app = QApplication([])
    apply_theme(app)
    print(json.dumps(Bench(Path(sys.argv[1])).run()))


if __name__ == "__main__":
    main()
