"""The main job, shown by the window itself: driven by keys, found by accessible names, each step said and checked.

`softphone --demo --tour DIR` runs it. A step is a condition with a bound in time; the first that fails ends the
tour with exit status 1. Pictures of what a person sees are left in DIR.
"""

import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from softphone.gui.look.theme import Scheme, Theme
from softphone.gui.tour.sound import EchoCheck, can_measure

_LOOK_EVERY_MS = 20
_MOST_TABS = 120
_STEP_S = 15.0
_MOMENT_S = 0.6
_WIDE, _NARROW = (1080, 680), (420, 680)
_ENOUGH_NOTES = 0.5


@dataclass(frozen=True, slots=True)
class Wait:
    """Go on when `ready` says so; after `seconds` the step has failed."""

    ready: Callable[[], bool]
    seconds: float = _STEP_S


Script = Generator[Wait, None, None]


class StepFailedError(Exception):
    """What a step expected did not come; the text says what."""


class Tour(QObject):
    """Runs the script in the event loop of `window` and quits the application, unless it is to `stay`."""

    def __init__(self, window: QWidget, folder: Path, *, stay: bool = False) -> None:
        super().__init__(window)
        self.exit_status = 1
        self._window = window
        self._folder = folder
        self._stay = stay
        self._step = ""
        self._number = 0
        self._since = self._waiting_since = time.monotonic()
        self._echo: float | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self._script = self._steps()
        self._wait = Wait(self._window.isVisible)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    # What is shown.

    def _steps(self) -> Script:
        yield from self._who_has_moved()
        yield from self._other_ways()
        yield from self._two_at_once()
        yield from self._say("The history tells the whole story")
        self._keys("Ctrl+3")
        yield self._named("History")
        self._picture("11-history")
        self._done_step()

    def _who_has_moved(self) -> Script:
        yield from self._say("The phone is registered at the demo exchange")
        self._window.activateWindow()
        yield Wait(self._window.isActiveWindow)
        yield self._shown_text("registered")
        self._picture("1-start")

        yield from self._say("Dial the contact who has moved")
        yield from self._dial("moved")
        yield self._named("Update contact & call")
        yield from self._moment()
        self._all_looks("2-moved")

        yield from self._say("Take “Update contact & call” by keyboard")
        self._press("Update contact & call")
        yield self._connected()
        yield from self._moment()
        self._picture("3-talking")

        yield from self._say("Hear the echo of a few notes")
        yield from self._measure_echo()

        yield from self._say("Hang up")
        yield from self._hang_up()

        yield from self._say("The contact has the new address, and the old one is kept as former")
        self._keys("Ctrl+2")
        yield self._named("Search contacts")
        self._focus("Search contacts")
        QTest.keyClicks(self._key_receiver(), "Anna")
        rows = self._focus("Contacts")
        yield Wait(lambda: isinstance(rows, QAbstractItemView) and rows.model().rowCount() == 1)
        QTest.keyClick(rows, Qt.Key.Key_Down)
        QTest.keyClick(rows, Qt.Key.Key_Space)
        yield Wait(lambda: self._find(lambda name: name.startswith("Former address")) is not None)
        self._picture("4-contact")

    def _other_ways(self) -> Script:
        yield from self._say("Dial the front desk and be offered other ways (380)")
        yield from self._dial("front-desk")
        yield self._named("Reach", prefix=True)
        yield from self._moment()
        self._all_looks("5-alternatives")

        yield from self._say("Choose the first alternative and talk")
        QTest.keyClick(self._key_receiver(), Qt.Key.Key_1)
        QTest.keyClick(self._key_receiver(), Qt.Key.Key_Return)
        yield self._connected()
        yield from self._moment()
        self._picture("6-talking-to-the-alternative")
        yield from self._hang_up()

        yield from self._say("Dial the help desk: a 380 in three parts, and what it looked like on the wire")
        yield from self._dial("helpdesk")
        yield self._named("Reach", prefix=True)
        yield from self._moment()
        self._all_looks("7-several-parts")
        self._press("Show the SIP response")
        tabs = self._focus("Views of the SIP response")
        QTest.keyClick(tabs, Qt.Key.Key_Right)
        QTest.keyClick(self._key_receiver(), Qt.Key.Key_Right)
        yield self._named("Call flow", prefix=True)
        yield from self._moment()
        self._picture("8-call-flow")
        self._press("Not now")

    def _two_at_once(self) -> Script:
        yield from self._say("Call the test tone, then Anna: the tone waits on hold")
        yield from self._dial("tone")
        yield self._connected()
        yield from self._dial("anna")
        yield self._connected()
        yield self._named("Merge")
        yield from self._moment()
        self._all_looks("9-one-on-hold")

        yield from self._say("Bring all together in a conference, and leave it")
        self._press("Merge")
        yield self._shown_text("conference")
        yield from self._moment()
        self._picture("10-conference")
        yield from self._hang_up()
        self._keys("Ctrl+1")
        rows = self._focus("Calls")
        QTest.keyClick(rows, Qt.Key.Key_Home)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        yield self._named("Hang up")
        yield from self._hang_up()

    def _dial(self, user: str) -> Script:
        self._keys("Ctrl+L")
        edit = QApplication.focusWidget()
        if edit is None:
            raise StepFailedError("the dial field does not take the keyboard")
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, f"{user}@{self._domain()}")
        yield Wait(lambda: True)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def _hang_up(self) -> Script:
        self._press("Hang up")
        yield Wait(lambda: self._find(lambda name: name == "Call again") is not None)

    def _moment(self) -> Script:
        """A little more than the half second in which a card takes no key; lists have settled by then too."""
        begun = time.monotonic()
        yield Wait(lambda: time.monotonic() - begun >= _MOMENT_S)

    def _measure_echo(self) -> Script:
        if not can_measure():
            print("      (not measured: this desktop has no virtual sound server)", flush=True)
            return
        self._echo = None
        check = EchoCheck(self._heard, self)
        yield Wait(lambda: self._echo is not None)
        check.deleteLater()
        share = self._echo or 0.0
        print(f"      {share:.0%} of what the loudspeaker played are the notes", flush=True)
        if share < _ENOUGH_NOTES:
            raise StepFailedError("the notes did not come back")

    def _heard(self, share: float) -> None:
        self._echo = share

    # What a person does.

    def _keys(self, shortcut: str) -> None:
        key = {"L": Qt.Key.Key_L, "1": Qt.Key.Key_1, "2": Qt.Key.Key_2, "3": Qt.Key.Key_3}[shortcut[-1]]
        QTest.keyClick(self._window, key, Qt.KeyboardModifier.ControlModifier)

    def _focus(self, name: str) -> QWidget:
        """Tab to the control called `name`, as somebody without a mouse does."""
        for _ in range(_MOST_TABS):
            focused = QApplication.focusWidget()
            if focused is not None and focused.accessibleName() == name:
                return focused
            QTest.keyClick(focused or self._window, Qt.Key.Key_Tab)
        raise StepFailedError(f"“{name}” cannot be reached with the Tab key")

    def _press(self, name: str) -> None:
        QTest.keyClick(self._focus(name), Qt.Key.Key_Space)

    def _key_receiver(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    # What a person finds.

    def _find(self, wanted: Callable[[str], bool]) -> QWidget | None:
        found = (
            w for w in self._window.findChildren(QWidget) if w.isVisible() and wanted(w.accessibleName())
        )
        return next(found, None)

    def _named(self, name: str, *, prefix: bool = False) -> Wait:
        def shown() -> bool:
            return self._find(lambda it: it.startswith(name) if prefix else it == name) is not None

        return Wait(shown)

    def _shown_text(self, text: str) -> Wait:
        return Wait(lambda: self._find(lambda name: text in name.lower()) is not None)

    def _connected(self) -> Wait:
        return self._named("Mute", prefix=True)

    def _domain(self) -> str:
        line = self._find(lambda name: "@127.0.0.1" in name)
        name = line.accessibleName() if line is not None else ""
        domain = name.partition("@")[2].split(" ")[0].rstrip(",;·")
        if not domain:
            raise StepFailedError("the account is not named in the window")
        return domain

    def _picture(self, name: str) -> None:
        QApplication.processEvents()
        path = self._folder / f"{name}.png"
        if not self._window.grab().save(str(path)):
            raise StepFailedError(f"{path} cannot be written")

    def _all_looks(self, name: str) -> None:
        """Light and dark, wide and narrow; then as it was."""
        before = self._window.size()
        looks: tuple[tuple[Scheme, tuple[int, int], str], ...] = (
            ("light", _WIDE, ""),
            ("light", _NARROW, "-narrow"),
            ("dark", _WIDE, "-dark"),
            ("dark", _NARROW, "-dark-narrow"),
        )
        for scheme, size, suffix in looks:
            Theme.current().set_scheme(scheme)
            self._window.resize(*size)
            self._picture(name + suffix)
        Theme.current().set_scheme(None)
        self._window.resize(before)
        QApplication.processEvents()

    # How it runs.

    def _say(self, step: str) -> Script:
        self._done_step()
        self._number += 1
        self._step = step
        self._since = time.monotonic()
        yield Wait(lambda: True)

    def _done_step(self) -> None:
        if self._step:
            print(f"  ok  {self._number}. {self._step} ({time.monotonic() - self._since:.1f} s)", flush=True)

    def _look(self) -> None:
        try:
            self._advance()
        except StopIteration:
            print(f"All {self._number} steps worked. Pictures are in {self._folder}.", flush=True)
            self._end(0)
        except StepFailedError as error:
            print(f"FAIL  {self._number}. {self._step}: {error}", file=sys.stderr, flush=True)
            self._window.grab().save(str(self._folder / "failed.png"))
            self._end(1)

    def _advance(self) -> None:
        if self._wait.ready():
            self._wait = next(self._script)
            self._waiting_since = time.monotonic()
        elif time.monotonic() - self._waiting_since > self._wait.seconds:
            raise StepFailedError("what should appear did not")

    def _end(self, status: int) -> None:
        self.exit_status = status
        self._timer.stop()
        if not (self._stay and status == 0):
            QApplication.quit()
