"""Which news leave the window as notifications, and what a click on one does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from softphone.calls.notices import CallChanged, Notice, VoicemailNotice
from softphone.calls.outside import Note, Notifier
from softphone.calls.phone import Phone
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord, ByItself, Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.rail import View
from softphone.gui.outside import note_words
from softphone.gui.outside.activation import CLICKED, bring_forward

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_BREATH_MS = 2000  # a note is not replaced more often than this: each time it may pop up anew
_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class _Told:
    """A note, and whom it tells of, who is the last of `count`: the next may have called before it is replaced."""

    note: Note
    about: CallView | None = None
    count: int = 1


class Notes(QObject):
    """Notes only while the window is not in front; what they tell is seen when it comes there.

    `fallback(note)` shows a note where the desktop has nobody for it. A ringing call is never held back for others.
    """

    def __init__(
        self, window: "MainWindow", phone: Phone, notifier: Notifier | None, fallback: Callable[[Note], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._notifier = notifier
        self._fallback = fallback
        self._ended = False
        self._shown: dict[str, _Told] = {}
        self._told: dict[int, None] = {}
        self._counts = {note_words.MISSED: 0, note_words.MESSAGES: 0}
        self._voicemail: dict[str, int] = {}
        self._later: dict[str, _Told] = {}
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH_MS)
        self._breath.timeout.connect(self._show_later)
        if notifier is not None:
            notifier.start(self._acted, fallback)
        window.installEventFilter(self)

    def on_notice(self, notice: Notice) -> None:
        match notice:
            case CallChanged(view=view):
                self._call(view)
            case VoicemailNotice():
                self._new_voicemail(notice)
            case _:
                pass

    def seen(self) -> None:
        """The window is in front: everything but ringing calls has been told by it."""
        self._counts = dict.fromkeys(self._counts, 0)
        self._later.clear()
        for key in [each for each in self._shown if not each.startswith("call-")]:
            self._withdraw(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowDeactivate:
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def _left(self) -> None:
        """The person looks elsewhere: who rings is told there, which nobody needed as long as the window did it."""
        for view in self._phone.views():
            if view.phase is Phase.INCOMING:
                self._call(view)

    def withdraw_all(self) -> None:
        """The phone ends."""
        self._ended = True
        for key in list(self._shown):
            self._withdraw(key)

    def act(self, key: str, action: str, token: str) -> None:
        """What the person chose, on a note or on what took its place."""
        self._acted(key, action, token)

    def _call(self, view: CallView) -> None:
        ringing = view.phase is Phase.INCOMING and view.message is None
        if not ringing:
            self._withdraw(note_words.call_key(view.attempt))
        if view.phase is not Phase.CHOOSING:
            self._withdraw(note_words.decision_key(view.attempt))
        if not self._is_wanted():
            return
        if ringing:
            if self._is_first(view.attempt):
                self._show(_Told(note_words.ringing(view)))
        elif view.phase is Phase.CHOOSING:
            key = note_words.decision_key(view.attempt)
            if key not in self._shown:
                self._show(_Told(note_words.decision(view)))
        elif view.ended is Ended.MISSED and view.by_itself in (None, ByItself.AUTO_ANSWERED):
            if self._is_first(-view.attempt):
                self._counted(note_words.MISSED, view, note_words.missed)
        elif view.ended is Ended.RECEIVED and self._is_first(-view.attempt):
            self._counted(note_words.MESSAGES, view, note_words.message)

    def _is_wanted(self) -> bool:
        settings = self._window.settings.value
        if self._ended or settings.do_not_disturb or not settings.desktop.notifications:
            return False
        return not self._window.isActiveWindow()

    def _is_first(self, number: int) -> bool:
        """Whether this has not been told yet; views come again with each small change."""
        if number in self._told:
            return False
        self._told[number] = None
        if len(self._told) > _REMEMBERED:
            del self._told[next(iter(self._told))]
        return True

    def _counted(self, key: str, view: CallView, make: Callable[[CallView, int], Note]) -> None:
        self._counts[key] += 1
        told = _Told(make(view, self._counts[key]), view, self._counts[key])
        if self._breath.isActive():
            self._later[key] = told
        else:
            self._show(told)
            self._breath.start()

    def _show_later(self) -> None:
        waiting, self._later = self._later, {}
        for told in waiting.values():
            self._show(told)
        if waiting:
            self._breath.start()

    def _new_voicemail(self, notice: VoicemailNotice) -> None:
        before = self._voicemail.get(notice.account_id)
        self._voicemail[notice.account_id] = notice.new if notice.waiting else 0
        if not notice.waiting:
            self._withdraw(note_words.VOICEMAIL)
        elif (before is None or notice.new > before) and self._is_wanted():
            self._show(_Told(note_words.voicemail(notice.new)))

    def _show(self, told: _Told) -> None:
        self._shown[told.note.key] = told
        if self._notifier is not None:
            self._notifier.show(told.note)
        else:
            self._fallback(told.note)

    def _withdraw(self, key: str) -> None:
        self._later.pop(key, None)
        if self._shown.pop(key, None) is not None and self._notifier is not None:
            self._notifier.withdraw(key)

    # What the person chose

    def _acted(self, key: str, action: str, token: str) -> None:
        """A note may be older than what it tells of: each choice is looked at against what is so now.

        Servers older than version 1.2 of the specification give no token; a click it was all the same.
        """
        token = token or CLICKED
        told = self._shown.pop(key, None)
        kind, _, number = key.rpartition("-")
        view = self._view(int(number)) if kind in ("call", "decision") and number.isdigit() else None
        if kind == "call":
            self._of_call(view, action, token)
            return
        bring_forward(self._window, token)
        if kind == "decision":
            if view is not None:
                self._window.news.show_attempt(view.attempt)
        elif key == note_words.MISSED:
            self._of_missed(told, action)
        elif key == note_words.MESSAGES:
            if told is not None and told.about is not None and told.count == 1:
                self._window.messages.show(told.about.party_uri)
            else:
                self._window.show_view(View.MESSAGES)

    def _of_call(self, view: CallView | None, action: str, token: str) -> None:
        rings = view is not None and view.phase is Phase.INCOMING
        if view is not None and rings and action == note_words.DECLINE:
            self._phone.reject(view.attempt)
            return
        bring_forward(self._window, token)
        if view is not None and rings and action == note_words.ANSWER:
            self._phone.answer(view.attempt)
        if view is not None:
            self._window.news.show_attempt(view.attempt)

    def _of_missed(self, told: _Told | None, action: str) -> None:
        view = told.about if told is not None else None
        if view is not None and action == note_words.CALL_BACK:
            self._window.news.phone.called_back(view.party_uri)
            self._window.dial(view.party_uri)
            return
        self._window.show_view(View.HISTORY)
        line = self._line(view) if told is not None and view is not None and told.count == 1 else None
        if line is not None:
            self._window.column.history.list.choose(line.id)
            self._window.pages.show_record(line)

    def _line(self, view: CallView) -> AttemptRecord | None:
        """Of the history, if it has been written by now."""
        log = self._window.services.log
        for each in self._window.lists.recent():
            if (each.party_uri, each.started_at) == (view.party_uri, view.started_at):
                try:
                    return log.attempt(each.id)
                except StoreFailedError:
                    return None
        return None

    def _view(self, attempt: int) -> CallView | None:
        return next((each for each in self._phone.views() if each.attempt == attempt), None)
