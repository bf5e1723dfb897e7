"""Somebody rings while a call goes on: a compact banner over it, which takes no focus and no page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from softphone.calls.phone import Phone
from softphone.calls.views import CallView, Phase
from softphone.gui.call.keys import is_typing
from softphone.gui.frame.banners import Manner
from softphone.gui.look.components import Button
from softphone.gui.words.lists import joined
from softphone.gui.words.shortcut_keys import ANSWER, DECLINE, END_AND_ANSWER
from softphone.gui.words.talk_text import party_name
from softphone.gui.words.wording import address_text

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_GUARD_MS = 500  # as on a card
_GOES_ON = (Phase.CALLING, Phase.RINGING, Phase.CHOOSING, Phase.CONNECTED)


class SecondCaller(QObject):
    """One banner for each caller that waits; its keys are for the one who rings longest."""

    def __init__(self, window: "MainWindow", phone: Phone) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._waiting: list[int] = []
        self._armed: set[int] = set()
        self._keys: tuple[QShortcut, ...] = ()

    def waiting(self) -> tuple[int, ...]:
        return tuple(self._waiting)

    def take_in(self, view: CallView) -> bool:
        """Show the banner; False when no other call goes on, so that the caller may have the page."""
        if self._running() is None:
            return False
        if view.attempt in self._waiting:
            return True
        self._waiting.append(view.attempt)
        self._say(view)
        QTimer.singleShot(_GUARD_MS, self, lambda: self._arm(view.attempt))
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
        return True

    def changed(self, view: CallView) -> CallView | None:
        """News of any call. The caller who may have the page now, since no other call goes on any more."""
        if view.attempt in self._waiting and view.phase is not Phase.INCOMING:
            self._drop(view.attempt)
        if not self._waiting or self._running() is not None:
            return None
        attempt = self._waiting[0]
        self._drop(attempt)
        return self._view(attempt)

    def take_over(self, before: "SecondCaller") -> None:
        """The window was made anew, in another language: whoever waited still does."""
        waiting, before._waiting = before._waiting, []
        before._armed.clear()
        for shortcut in before._keys:  # two of the same keys, and neither would count
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        before._keys = ()
        for attempt in waiting:
            view = self._view(attempt)
            if view is not None and view.phase is Phase.INCOMING:
                self.take_in(view)

    def _running(self) -> CallView | None:
        """The call that goes on: the active one before those on hold."""
        going = sorted(self._going(), key=lambda view: (view.held, view.phase is not Phase.CONNECTED))
        return next(iter(going), None)

    def _going(self) -> list[CallView]:
        return [view for view in self._phone.views() if view.message is None and view.phase in _GOES_ON]

    def _view(self, attempt: int) -> CallView | None:
        return next((view for view in self._phone.views() if view.attempt == attempt), None)

    def _arm(self, attempt: int) -> None:
        """From now on presses count: until here they may have been meant for what stood there before."""
        banner = self._window.banners.shown(("second", attempt))
        if attempt not in self._waiting or banner is None:
            return
        self._armed.add(attempt)
        for made in banner.findChildren(Button):
            made.setEnabled(True)
        self._set_keys()

    def _say(self, view: CallView) -> None:
        attempt = view.attempt
        text = QCoreApplication.translate("SecondCaller", "{name} is calling you.").format(
            name=party_name(view)
        )
        held = joined(party_name(each) for each in self._going() if not each.held)
        holds = QCoreApplication.translate("SecondCaller", "Answering puts {name} on hold.").format(name=held)
        who = address_text(view.party_uri) if view.contact is None else ""
        # The two short ones stand beside each other where there is little room.
        keyed = (ANSWER, DECLINE, END_AND_ANSWER)
        words = (
            QCoreApplication.translate("SecondCaller", "Answer"),
            QCoreApplication.translate("SecondCaller", "Decline"),
            QCoreApplication.translate("SecondCaller", "End & answer"),
        )
        acts = (self._answer, self._decline, self._end_and_answer)
        banner = self._window.banners.say(
            ("second", attempt),
            text,
            *((word, lambda act=act: act(attempt)) for word, act in zip(words, acts, strict=True)),
            manner=Manner(
                icon="bell",
                warns=False,
                detail=who,
                more=holds if held else "",
                keys=" · ".join(map(_native, keyed)),
                urgent=True,
            ),
        )
        for number, keys in enumerate(keyed):
            name = f"banner-second-{attempt}-action" + (f"-{number + 1}" if number else "")
            made = banner.findChild(Button, name)
            if made is not None:
                made.setToolTip(f"{words[number]} ({_native(keys)})")
                made.set_kind("secondary" if number else "positive")
                made.setEnabled(False)
        # What was shut is only out of sight: it rings on, and stands in the list of calls.
        banner.closed.connect(lambda: self._drop(attempt))

    def _drop(self, attempt: int) -> None:
        if attempt in self._waiting:
            self._waiting.remove(attempt)
        self._armed.discard(attempt)
        self._window.banners.take(("second", attempt))
        self._set_keys()
        self._window.going_on.changed()

    def _answer(self, attempt: int) -> None:
        self._drop(attempt)
        self._phone.answer(attempt)
        self._show(attempt)

    def _show(self, attempt: int) -> None:
        """Keys are for the new call, unless somebody is writing."""
        self._window.news.show_attempt(attempt)
        if not is_typing():
            self._window.pages.focus_call()

    def _end_and_answer(self, attempt: int) -> None:
        ended = [view for view in self._going() if not view.held]
        self._drop(attempt)
        for view in ended:  # of a conference all
            self._phone.hang_up(view.attempt)
        self._phone.answer(attempt)
        self._show(attempt)

    def _decline(self, attempt: int) -> None:
        self._drop(attempt)
        self._phone.reject(attempt)

    def _set_keys(self) -> None:
        """They count while somebody waits, also where one types."""
        if self._armed and not self._keys:
            doing = ((ANSWER, self._answer), (END_AND_ANSWER, self._end_and_answer), (DECLINE, self._decline))
            made = []
            for keys, act in doing:
                shortcut = QShortcut(QKeySequence(keys), self._window)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda act=act: self._press(act))
                made.append(shortcut)
            self._keys = tuple(made)
        for shortcut in self._keys:
            shortcut.setEnabled(bool(self._armed))

    def _press(self, act: Callable[[int], None]) -> None:
        first = next((attempt for attempt in self._waiting if attempt in self._armed), None)
        if first is not None:
            act(first)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
