"""A slim strip on top of every page but the call's own: who is on the line, for how long, and what one does most."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QWidget

from softphone.calls.phone import Phone
from softphone.calls.views import CallView, Phase
from softphone.gui.call.actions import KEYS as CALL_KEYS
from softphone.gui.frame.call_summary import CallSummary
from softphone.gui.look.components import Button, Space, button, icon, restyle
from softphone.gui.words.going_on_text import menu_text, standing_text, who_text
from softphone.gui.words.plain_text import duration_text
from softphone.gui.words.shortcut_keys import ANSWER, BACK_TO_CALL, DECLINE, HANG_UP

if TYPE_CHECKING:
    from softphone.gui.contacts.pictures import Pictures

_GUARD_MS = 500  # as on a card: what was pressed was meant for what stood there before
_TICK_MS = 500
_WORDS_PART = 0.5  # of the strip, at most, for buttons with words
_LEAST = 300


class CallStrip(QFrame):
    """Told by `show_calls`. `open_requested(attempt)` when somebody goes back to a call; `focus_freed()` when the strip
    goes while the focus is in it.
    """

    open_requested = Signal(int)
    focus_freed = Signal()

    def __init__(self, phone: Phone, pictures: "Pictures", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self._pictures = pictures
        self._group: tuple[CallView, ...] = ()
        self._others: tuple[CallView, ...] = ()
        self._menu: QMenu | None = None
        self._of_call, self._of_state = QElapsedTimer(), QElapsedTimer()
        self.setObjectName("call-strip")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        row.setSpacing(Space.XS)
        self.summary = CallSummary()
        self.summary.set_keys(native(BACK_TO_CALL))
        self.summary.clicked.connect(self._open)
        row.addWidget(self.summary, 1)
        self.count = self._button("call-strip-count", "chevron-down", "quiet", self._show_menu)
        self.answer = self._button("call-strip-answer", "phone", "positive", self._answer)
        self.mute = self._button("call-strip-mute", "microphone", "quiet", self._mute)
        self.hold = self._button("call-strip-hold", "pause", "quiet", self._hold)
        self.end = self._button("call-strip-end", "hang-up", "danger", self._end)
        for made in self._buttons():
            row.addWidget(made)
        self._shortcuts = {
            made: self._shortcut(keys, made)
            for made, keys in (
                (self.mute, CALL_KEYS["mute"]),
                (self.hold, CALL_KEYS["hold"]),
                (self.answer, ANSWER),
            )
        }
        self._end_keys = {keys: self._shortcut(keys, self.end) for keys in (HANG_UP, DECLINE)}
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        pictures.changed.connect(self._picture_read)
        self.hide()

    def _button(self, name: str, icon_name: str, kind: str, act: Callable[[], None]) -> Button:
        made = button("", kind, object_name=name, icon=icon_name)  # type: ignore[arg-type]  # literals above
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see CallSummary
        made.setProperty("strip", "true")
        made.clicked.connect(lambda _checked=False: act())
        return made

    def _shortcut(self, keys: str, made: Button) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(False)
        shortcut.activated.connect(lambda: made.click() if made.isVisibleTo(self) else None)
        return shortcut

    def _buttons(self) -> tuple[Button, ...]:
        return self.count, self.answer, self.mute, self.hold, self.end

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        return self.summary, *self._buttons()

    # What it tells

    @property
    def attempt(self) -> int | None:
        """Which call the buttons are for."""
        return self._group[0].attempt if self._group else None

    def state_text(self) -> str:
        return standing_text(self._group[0]) if self._group else ""

    def show_calls(
        self, group: Sequence[CallView], others: Sequence[CallView], *, end_keys: bool, answer_keys: bool
    ) -> None:
        """`group` is one call, or all of a conference; `others` are in the menu. `end_keys`, `answer_keys`: whether
        the keys that hang up and answer are for this strip and not for something else in the window.
        """
        before, self._group, self._others = self._group, tuple(group), tuple(others)
        view = self._group[0]
        if before and self.isVisible():
            if before[0].attempt != view.attempt:
                self._of_call.start()
            if (before[0].attempt, before[0].phase) != (view.attempt, view.phase):
                self._of_state.start()
        self.setAccessibleName(self.tr("A call goes on: {name}").format(name=who_text(self._group)))
        icon_name, tone, role = _look(view)
        restyle(self, "tone", tone)
        self.summary.say(who_text(self._group), standing_text(view), icon_name, role)
        self._show_picture()
        self._show_buttons(view)
        ringing = view.phase is Phase.INCOMING
        self._end_keys[HANG_UP].setEnabled(end_keys and not ringing)
        self._end_keys[DECLINE].setEnabled(answer_keys and ringing)
        for made, shortcut in self._shortcuts.items():
            shortcut.setEnabled(answer_keys if made is self.answer else True)
        self._show_time()
        self._fit()

    def _show_buttons(self, view: CallView) -> None:
        talking, ringing = view.phase is Phase.CONNECTED, view.phase is Phase.INCOMING
        focused = QApplication.focusWidget()
        for made, wanted in (
            (self.count, bool(self._others)),
            (self.answer, ringing),
            (self.mute, talking and not view.held),
            (self.hold, talking),
            (self.end, view.message is None),
        ):
            if not wanted and made is focused:
                self.summary.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would hand it to the next button
            made.setVisible(wanted)
        muting = self.tr("Unmute the microphone") if view.muted else self.tr("Mute the microphone")
        self._name(self.mute, muting, CALL_KEYS["mute"])
        self.mute.set_icon(
            "microphone-off" if view.muted else "microphone", "danger-text" if view.muted else "text"
        )
        self._name(self.hold, self.tr("Resume") if view.held else self.tr("Hold"), CALL_KEYS["hold"])
        self.hold.set_icon("play" if view.held else "pause", "text")
        self._name(self.answer, self.tr("Answer"), ANSWER)
        if ringing:
            self._name(self.end, self.tr("Decline"), DECLINE)
        elif len(self._group) > 1:
            self._name(self.end, self.tr("End the conference"), HANG_UP)
        else:
            self._name(self.end, self.tr("Hang up"), HANG_UP)
        number = len(self._group) + len(self._others)
        said = self.tr("%n call(s)", None, number)
        self.count.setAccessibleName(self.tr("{calls}: show them").format(calls=said))
        self.count.setToolTip(self.count.accessibleName())

    def _name(self, made: Button, words: str, keys: str) -> None:
        made.setAccessibleName(words)
        made.setToolTip(f"{words} ({native(keys)})")

    def _show_time(self) -> None:
        view = self._group[0] if self._group else None
        since = view.answered_at if view is not None and view.phase is Phase.CONNECTED else None
        self.summary.set_time(duration_text(since, datetime.now(UTC)) if since is not None else "")
        if since is not None and self.isVisible():
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()

    def _show_picture(self) -> None:
        contact = self._group[0].contact if len(self._group) == 1 else None
        known = contact.id if contact is not None and contact.has_picture else None
        self.summary.set_picture(self._pictures.of(known) if known is not None else None)

    def _picture_read(self, contact_id: int) -> None:
        if self._group and self._group[0].contact is not None and self._group[0].contact.id == contact_id:
            self._show_picture()

    # Room

    def _fit(self) -> None:
        """Words on the buttons where they leave half of the strip, and all that is needed, to who is on the line."""
        number = len(self._group) + len(self._others)
        words = {self.count: self.tr("%n call(s)", None, number)}
        words |= {made: made.accessibleName() for made in (self.answer, self.end)}
        shown = [made for made in self._buttons() if not made.isHidden()]
        wanted = sum(made.fontMetrics().horizontalAdvance(words.get(made, "")) + 48 for made in shown)
        long = wanted <= min(self.width() * _WORDS_PART, self.width() - self.summary.whole_width())
        for made, text in words.items():
            said = text if long else str(number) if made is self.count else ""
            made.set_label(said)
            restyle(made, "strip", "wide" if said else "true")

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._group:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._of_call.invalidate()
        self._of_state.invalidate()
        self._show_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def put_away(self) -> None:
        """Nothing is out of sight any more."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._group = self._others = ()
        self.hide()
        if self._menu is not None:
            self._menu.close()
        if inside:
            self.focus_freed.emit()

    # What is done

    def _too_soon(self, since: QElapsedTimer) -> bool:
        return since.isValid() and not since.hasExpired(_GUARD_MS)

    def _open(self) -> None:
        if self._group:
            self.open_requested.emit(self._group[0].attempt)

    def _answer(self) -> None:
        if self._group and not self._too_soon(self._of_state):
            self._phone.answer(self._group[0].attempt)

    def _mute(self) -> None:
        if self._group and not self._too_soon(self._of_state):
            self._phone.set_muted(self._group[0].attempt, not self._group[0].muted)

    def _hold(self) -> None:
        if self._group and not self._too_soon(self._of_state):
            view = self._group[0]
            (self._phone.resume if view.held else self._phone.hold)(view.attempt)

    def _end(self) -> None:
        """Whatever the call has become meanwhile, it is this one that is ended; but never the one after it."""
        if self._too_soon(self._of_call):
            return
        for view in self._group:
            if view.phase is Phase.INCOMING:
                self._phone.reject(view.attempt)
            else:
                self._phone.hang_up(view.attempt)

    def _show_menu(self) -> None:
        """All calls, each leading to its page."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = QMenu(self)
        menu.setObjectName("call-strip-menu")
        menu.setAccessibleName(self.count.accessibleName())
        for view in (*self._group, *self._others):
            entry = menu.addAction(icon(_look(view)[0], "text"), menu_text(view).replace("&", "&&"))
            entry.setObjectName(f"call-strip-show-{view.attempt}")
            entry.triggered.connect(
                lambda _checked=False, attempt=view.attempt: self.open_requested.emit(attempt)
            )
        menu.ensurePolished()
        right = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        across = self.count.width() - menu.sizeHint().width() if right else 0
        menu.popup(self.count.mapToGlobal(QPoint(across, self.count.height() + Space.XS)))


def _look(view: CallView) -> tuple[str, str, str]:
    """Icon, tone of the strip, colour of its words."""
    match view.phase:
        case Phase.CHOOSING:
            return "moved", "waits", "warning-text"
        case Phase.INCOMING:
            return "incoming", "talks", "positive-text"
        case Phase.CONNECTED if view.held or view.held_by_peer:
            return "pause", "waits", "warning-text"
        case Phase.CONNECTED if view.recording:
            return "record", "talks", "danger-text"
        case Phase.CONNECTED if view.in_conference:
            return "conference", "talks", "positive-text"
        case Phase.CONNECTED:
            return "phone", "talks", "positive-text"
        case _:
            return "outgoing", "calls", "accent-text"


def native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
