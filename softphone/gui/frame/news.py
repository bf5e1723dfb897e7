"""What the window does when the phone has news."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QApplication

from softphone.calls.notices import (
    CallChanged,
    CallView,
    ContactsChanged,
    DevicesNotice,
    EngineNotice,
    HistoryChanged,
    LevelsChanged,
    MoveSaved,
    Notice,
    Phase,
    RegistrationNotice,
    ReminderAdded,
    SaveFailed,
)
from softphone.calls.phone import Phone

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow


class News(QObject):
    """Hands each notice to who is concerned, pages before lists."""

    def __init__(self, window: "MainWindow", phone: Phone) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._rang: set[int] = set()

    def on_notice(self, notice: Notice) -> None:
        window = self._window
        match notice:
            case CallChanged(view=view):
                self._call_changed(view)
                window.pages.tell_call_page(notice)
                window.lists.calls_changed()
            case LevelsChanged() | SaveFailed():
                window.pages.tell_call_page(notice)
            case MoveSaved():
                window.pages.tell_call_page(notice)
                self._contacts_changed()
            case RegistrationNotice():
                window.accounts.on_notice(notice)
            case EngineNotice():
                self._engine(notice)
            case DevicesNotice():
                window.pages.on_devices(notice)
            case ContactsChanged():
                self._contacts_changed()
            case HistoryChanged():
                window.lists.history_changed()
            case ReminderAdded():
                window.lists.reminder_added()

    def repeat(self) -> None:
        """After the widgets were made anew: lists read everything again."""
        self._window.lists.history_changed()
        self._window.lists.contacts_changed()

    def show_attempt(self, attempt: int) -> None:
        for view in self._phone.views():
            if view.attempt == attempt:
                self._window.pages.show_call(view)

    def _call_changed(self, view: CallView) -> None:
        pages = self._window.pages
        if view.phase is Phase.INCOMING and view.attempt not in self._rang:
            self._rang.add(view.attempt)
            self._ring(view)
        elif view.phase is Phase.CHOOSING and not pages.is_showing_call(view.attempt):
            self._offer(view)
        if view.phase is not Phase.CHOOSING:
            self._window.banners.take(("offer", view.attempt))

    def _ring(self, view: CallView) -> None:
        """A ringing call is the one thing that may come to the front by itself."""
        window = self._window
        window.pages.show_call(view)
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)

    def _offer(self, view: CallView) -> None:
        """A card for a call that is not on the screen: shown, but never over a form that is being filled in."""
        window = self._window
        if not window.pages.is_editing() and not window.pages.is_showing_call():
            window.pages.show_call(view)
            return
        text = QCoreApplication.translate(
            "News", "The call to {name} was redirected. It waits for your choice."
        )
        window.banners.say(
            ("offer", view.attempt),
            text.format(name=view.party_name),
            (
                QCoreApplication.translate("News", "Show"),
                lambda: self.show_attempt(view.attempt),
            ),
        )

    def _contacts_changed(self) -> None:
        window = self._window
        window.lists.contacts_changed()
        window.pages.reread_moves()
        shown = window.pages.shown_contact()
        if shown is not None:
            window.pages.reread_contact(shown.id)

    def _engine(self, notice: EngineNotice) -> None:
        banners = self._window.banners
        if not notice.ready:
            text = QCoreApplication.translate("News", "The call engine stopped and is being started again.")
            banners.say("engine", f"{text} {_lost_text(notice.lost)}".strip())
            return
        if banners.shown("engine") is not None:
            text = QCoreApplication.translate("News", "The call engine works again. Calls can be made.")
            banners.say("engine", text)
        if notice.problems:
            text = QCoreApplication.translate("News", "Not everything works: {problems}")
            banners.say("engine-problems", text.format(problems="; ".join(notice.problems)))


def _lost_text(lost: tuple[str, ...]) -> str:
    if not lost:
        return ""
    if len(lost) == 1:
        text = QCoreApplication.translate("News", "The call with {name} was lost; it can be called again.")
        return text.format(name=lost[0])
    text = QCoreApplication.translate("News", "These calls were lost: {names}.")
    return text.format(names=", ".join(lost))
