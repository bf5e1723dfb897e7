"""What the window does when the phone has news."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from softphone.calls.notices import (
    AlternativesSaved,
    CallChanged,
    CallsTurnedAway,
    CertificateNotice,
    ContactsChanged,
    DevicesNotice,
    EngineNotice,
    HistoryChanged,
    HoldFailed,
    LevelsChanged,
    MoveSaved,
    MovesShortened,
    NetworkNotice,
    NetworkTestNotice,
    Notice,
    PresenceNotice,
    QualityChanged,
    RecordingNotice,
    RegistrarMoved,
    RegistrationNotice,
    ReminderAdded,
    RuleSaved,
    SaveFailed,
    ServersNotice,
    SoundTestNotice,
    TransferDeclined,
    VoicemailNotice,
    WireNotice,
)
from softphone.calls.phone import Phone
from softphone.calls.records import Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.banners import Manner
from softphone.gui.frame.phone_news import PhoneNews
from softphone.gui.frame.rail import View
from softphone.gui.words.engine_text import engine_text
from softphone.gui.words.lists import joined
from softphone.gui.words.plain_text import short_address
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.frame.second_caller import SecondCaller
    from softphone.gui.frame.window import MainWindow

_NAME_SHOWN = 60
_TEXT_SHOWN = 160
_BEGINNING_SHOWN = 80  # of a message: the conversation has it whole
_SENDERS_SHOWN = 3
_MANY = "messages"


class News(QObject):
    """Hands each notice to who is concerned, pages before lists."""

    def __init__(self, window: "MainWindow", phone: Phone) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self.phone = PhoneNews(window, phone)
        self._second: SecondCaller | None = None
        self._rang: set[int] = set()
        self._received: set[int] = set()
        self._senders: list[tuple[str, str]] = []
        self._uncounted = 0

    def on_notice(self, notice: Notice) -> None:
        window = self._window
        match notice:
            case CallChanged(view=view):
                self._call_changed(view)
                window.messages.on_notice(notice)
                window.pages.tell_call_page(notice)
                window.lists.calls_changed()
                window.going_on.changed()
            case LevelsChanged() | SaveFailed():
                window.pages.tell_call_page(notice)
            case QualityChanged():
                window.pages.tell_call_page(notice)
                window.pages.tell_settings(notice)
            case HoldFailed():
                self.phone.hold_failed(notice)
            case RecordingNotice():
                window.pages.tell_call_page(notice)
                self.phone.recording(notice)
            case RuleSaved():
                window.pages.tell_call_page(notice)
                window.redirects.rules_changed.emit()
            case MoveSaved() | AlternativesSaved() | MovesShortened():
                window.pages.tell_call_page(notice)
                self._contacts_changed()
            case TransferDeclined():
                self._transfer(notice)
            case CallsTurnedAway():
                self.phone.turned_away(notice)
                window.lists.history_changed()
            case ReminderAdded():
                window.lists.reminder_added()
            case _:
                self._about_the_phone(notice)

    def _about_the_phone(self, notice: Notice) -> None:
        window = self._window
        match notice:
            case NetworkNotice():
                self.phone.network(notice)
            case RegistrationNotice():
                window.accounts.on_notice(notice)
                window.pages.tell_settings(notice)
            case RegistrarMoved():
                window.account_news.registrar_moved(notice)
            case CertificateNotice(refused=refused):
                window.accounts.on_refused(refused)
                window.account_news.certificate_refused(refused, lambda: window.open_certificate(refused))
            case SoundTestNotice() | NetworkTestNotice() | ServersNotice() | WireNotice():
                window.pages.tell_settings(notice)
            case EngineNotice():
                self._engine(notice)
            case DevicesNotice():
                window.pages.on_devices(notice)
                window.pages.tell_call_page(notice)
            case ContactsChanged():
                self._contacts_changed()
            case HistoryChanged():
                window.lists.history_changed()
            case _:
                self._people(notice)

    def _people(self, notice: Notice) -> None:
        """What people do beside calls: they write, they come and go; and the voicemail."""
        window = self._window
        window.messages.on_notice(notice)
        if isinstance(notice, VoicemailNotice):
            self.phone.voicemail(notice)
        elif isinstance(notice, PresenceNotice):
            window.column.presence_changed()
            window.pages.on_presence(notice)

    def take_over(self, before: "News") -> None:
        """The window was made anew; what has been told is not told again."""
        self._rang, self._received = before._rang, before._received
        self.phone.take_over(before.phone)
        if before._second is not None:
            self._second_caller().take_over(before._second)

    def repeat(self) -> None:
        """After the widgets were made anew: lists read everything again."""
        self._window.lists.history_changed()
        self._window.lists.contacts_changed()

    def announced(self) -> tuple[int, ...]:
        """Callers who have a banner of their own."""
        return self._second.waiting() if self._second is not None else ()

    def show_attempt(self, attempt: int) -> None:
        for view in self._phone.views():
            if view.attempt == attempt:
                self._window.pages.show_call(view)

    def _call_changed(self, view: CallView) -> None:
        pages = self._window.pages
        if view.ended is Ended.RECEIVED and view.attempt not in self._received:
            self._received.add(view.attempt)
            self._message(view)
        elif view.phase is Phase.INCOMING and view.attempt not in self._rang:
            self._rang.add(view.attempt)
            if not self._second_caller().take_in(view):
                self._ring(view)
        elif view.ended is Ended.MISSED:
            self.phone.missed(view)
        elif view.phase is Phase.CHOOSING and not pages.is_showing_call(view.attempt):
            self._offer(view)
        if view.phase is not Phase.CHOOSING:
            self._window.banners.take(("offer", view.attempt))
        self.phone.call_changed(view)
        waiting = self._second.changed(view) if self._second is not None else None
        if waiting is not None:
            self._ring(waiting)

    def _second_caller(self) -> "SecondCaller":
        if self._second is None:
            from softphone.gui.frame.second_caller import SecondCaller  # noqa: PLC0415 -- not before the window

            self._second = SecondCaller(self._window, self._phone)
        return self._second

    def _ring(self, view: CallView) -> None:
        """A ringing call is the one thing that may come to the front by itself; the keys stay where they are."""
        self._window.pages.show_call(view)
        self._window.outside.come_up()

    def _offer(self, view: CallView) -> None:
        """A card for a call that is not on the screen: shown, but never over a form that is being filled in."""
        window = self._window
        if not window.pages.is_editing() and not window.pages.is_showing_call():
            window.pages.show_call(view)
            return
        if window.going_on.tells(view.attempt):
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

    def _message(self, view: CallView) -> None:
        """A message that has come: quiet, and the newest of one sender takes the place of the one before."""
        window = self._window
        if window.pages.is_showing_call(view.attempt):
            return
        if window.isActiveWindow() and window.messages.is_reading(view.party_uri):
            return
        key = ("message", view.party_uri)
        waiting = [each for each in self._senders if each != key and window.banners.shown(each) is not None]
        if len(waiting) >= _SENDERS_SHOWN or window.banners.shown(_MANY) is not None:
            self._many_messages(waiting)
            return
        self._senders = [*waiting, key]
        text = QCoreApplication.translate("News", "Message from {name}: {text}")
        name = safe_text(view.party_name or short_address(view.party_uri), _NAME_SHOWN)
        window.banners.say(
            key,
            text.format(name=name, text=safe_text(view.message or "", _BEGINNING_SHOWN)),
            (QCoreApplication.translate("News", "Show"), lambda: window.messages.show(view.party_uri)),
            manner=Manner(icon="message", warns=False),
        )

    def _many_messages(self, waiting: list[tuple[str, str]]) -> None:
        """Whoever writes under many names gets one banner for all of them."""
        window = self._window
        if window.banners.shown(_MANY) is None:
            self._uncounted = len(waiting)
        for each in waiting:
            window.banners.take(each)
        self._senders = []
        self._uncounted += 1
        text = QCoreApplication.translate("News", "Messages have come: {number}")
        window.banners.say(
            _MANY,
            text.format(number=self._uncounted),
            (QCoreApplication.translate("News", "Show"), lambda: window.show_view(View.MESSAGES)),
            manner=Manner(icon="message", warns=False),
        )

    def _transfer(self, notice: TransferDeclined) -> None:
        asking = next((view for view in self._phone.views() if view.attempt == notice.attempt), None)
        who = safe_text(asking.party_name, _NAME_SHOWN) if asking is not None else ""
        to = safe_text(notice.name or short_address(notice.uri), _NAME_SHOWN)
        if who:
            text = QCoreApplication.translate("News", "{name} wants to transfer you to {to}.").format(
                name=who, to=to
            )
        else:
            text = QCoreApplication.translate("News", "You are to be transferred to {to}.").format(to=to)
        self._window.banners.say(
            ("transfer", notice.attempt),
            text,
            (
                QCoreApplication.translate("News", "Call {to}").format(to=to),
                lambda: self._window.dial(notice.uri),
            ),
            (QCoreApplication.translate("News", "No"), lambda: None),
            manner=Manner(icon="outgoing", warns=False, detail=safe_text(notice.uri, _TEXT_SHOWN)),
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
            banners.say("engine-problems", text.format(problems="; ".join(map(engine_text, notice.problems))))


def _lost_text(lost: tuple[str, ...]) -> str:
    if not lost:
        return ""
    if len(lost) == 1:
        text = QCoreApplication.translate("News", "The call with {name} was lost; it can be called again.")
        return text.format(name=lost[0])
    text = QCoreApplication.translate("News", "These calls were lost: {names}.")
    return text.format(names=joined(lost))
