"""Calls that go on while the person looks at something else: none of them is ever out of sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.phone import Phone
from softphone.calls.views import CallView, Phase
from softphone.gui.words.shortcut_keys import BACK_TO_CALL

if TYPE_CHECKING:
    from softphone.gui.frame.call_strip import CallStrip
    from softphone.gui.frame.window import MainWindow

_LIVE = (Phase.CALLING, Phase.RINGING, Phase.CHOOSING, Phase.INCOMING, Phase.CONNECTED)
# The page of a call that stands so tells of the others as well.
_TELLS_OF_OTHERS = (Phase.CALLING, Phase.RINGING, Phase.CONNECTED)

_ENDED_BY_NOTHING = (Phase.INCOMING, Phase.ENDED)


def goes_on(view: CallView) -> bool:
    """Whether there is something to hear, to wait for or to decide."""
    return view.phase is Phase.CHOOSING if view.message is not None else view.phase in _LIVE


def out_of_sight(
    views: Sequence[CallView], shown: CallView | None, announced: Sequence[int] = ()
) -> tuple[CallView, ...]:
    """What goes on and is not told by the page of `shown` nor by a banner (`announced`), the most urgent first."""
    left = [view for view in views if goes_on(view) and view.attempt not in announced]
    if shown is not None:
        left = [view for view in left if view.attempt != shown.attempt]
        if shown.phase in _TELLS_OF_OTHERS and shown.message is None:
            left = [view for view in left if view.phase is Phase.INCOMING or view.message is not None]
    return tuple(sorted(left, key=_urgency))


def together(calls: Sequence[CallView]) -> tuple[tuple[CallView, ...], tuple[CallView, ...]]:
    """The first call, with everybody who is in a conference with it; and the others."""
    first = calls[0]
    group = tuple(view for view in calls if view is first or (view.in_conference and first.in_conference))
    return group, tuple(view for view in calls if view not in group)


def _urgency(view: CallView) -> tuple[int, int]:
    """Whoever hears us stands before whoever waits; among equals the newest."""
    if view.phase is Phase.CONNECTED:
        rank = 4 if view.held else 0
    elif view.phase is Phase.CHOOSING:
        rank = 5 if view.message is not None else 1
    else:
        rank = 2 if view.phase is Phase.INCOMING else 3
    return rank, -view.attempt


class GoingOn(QObject):
    """Keeps the strip true, which is made with the first call that goes out of sight. Made anew with the window's
    widgets.
    """

    def __init__(self, window: "MainWindow", phone: Phone) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._place: QWidget = window.arrangement
        self.strip: CallStrip | None = None
        self._told: tuple[object, ...] = ()
        self._soon = QTimer(self)  # pages come and go in steps; what is between two of them is not shown
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)

    def changed(self) -> None:
        """A call stands otherwise, or another page is in sight."""
        if self.strip is not None or any(goes_on(view) for view in self._phone.views()):
            self._soon.start()

    def stop(self) -> None:
        self._soon.stop()

    def take_over(self, before: "GoingOn") -> None:
        """The window was made anew in another language."""
        before.stop()
        before.deleteLater()
        self.changed()

    def tells(self, attempt: int) -> bool:
        """Whether the strip is about this call first of all, or is going to be in a moment."""
        calls = self._out_of_sight()
        return bool(calls) and attempt in [view.attempt for view in together(calls)[0]]

    def open_first(self) -> None:
        """Back to the call, from wherever the person is."""
        calls = self._out_of_sight() or tuple(
            sorted((view for view in self._phone.views() if goes_on(view)), key=_urgency)
        )
        if calls:
            self._open(calls[0].attempt)

    def refresh(self) -> None:
        """Show what is so now."""
        calls = self._out_of_sight()
        if not calls:
            if self.strip is not None and not self.strip.isHidden():
                self.strip.put_away()
            self._told = ()
            return
        strip = self._made()
        group, others = together(calls)
        waits = self._window.news.announced()
        strip.show_calls(group, others, end_keys=not self._page_hangs_up(), answer_keys=not waits)
        self._tell(group, others, appears=strip.isHidden())
        strip.show()
        self._put_first(strip)

    def _page_hangs_up(self) -> bool:
        """Whether the page in sight has a call of its own that the same keys end."""
        attempt = self._window.call_in_sight()
        return any(
            view.attempt == attempt and view.phase not in _ENDED_BY_NOTHING for view in self._phone.views()
        )

    def _out_of_sight(self) -> tuple[CallView, ...]:
        views = self._phone.views()
        attempt = self._window.call_in_sight()
        shown = next((view for view in views if view.attempt == attempt), None)
        return out_of_sight(views, shown, self._window.news.announced())

    def _made(self) -> "CallStrip":
        if self.strip is None:
            from softphone.gui.frame.call_strip import CallStrip  # noqa: PLC0415 -- most calls stay in sight

            window = self._window
            self.strip = CallStrip(self._phone, window.column.pictures, self._place)
            self.strip.open_requested.connect(self._open)
            self.strip.focus_freed.connect(window.focus_what_is_shown)
            window.arrangement.lay_on_top(self.strip)
        return self.strip

    def _put_first(self, strip: "CallStrip") -> None:
        """Tab comes to the strip before everything else, also before pages that were made after it."""
        last = self._window.previousInFocusChain()
        if last is None or strip.isAncestorOf(last):
            return
        for each in strip.tab_stops():
            QWidget.setTabOrder(last, each)
            last = each

    def _open(self, attempt: int) -> None:
        self._window.back_to_call(attempt)
        self.refresh()  # at once: the page has some of the same keys

    def _tell(self, group: Sequence[CallView], others: Sequence[CallView], *, appears: bool) -> None:
        """Have a screen reader say what is new. What the page of a call says itself is not said twice."""
        view = group[0]
        told = (view.attempt, view.phase, view.held, view.held_by_peer, len(group), len(others))
        before, self._told = self._told, told
        if told == before or not QAccessible.isActive() or self.strip is None:
            return
        by_page = view.attempt == self._window.pages.call_attempt and view.phase is not Phase.CHOOSING
        if before and not appears and before[0] == view.attempt and before[1] is not view.phase and by_page:
            return
        text = self.strip.accessibleName()
        state = self.strip.state_text()
        if appears:
            back = QCoreApplication.translate("CallStrip", "{keys} leads back to it.")
            text = f"{text}, {state}. {back.format(keys=BACK_TO_CALL)}"
        else:
            text = f"{text}, {state}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.strip, text))
