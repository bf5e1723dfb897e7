"""What the window says about the phone itself: missed and unwanted callers, the network, recordings, voicemail."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from softphone.calls.notices import (
    CallsTurnedAway,
    HoldFailed,
    NetworkNotice,
    RecordingNotice,
    VoicemailNotice,
)
from softphone.calls.phone import Phone
from softphone.calls.records import ByItself
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.banners import Manner
from softphone.gui.frame.rail import View
from softphone.gui.words.engine_text import engine_text
from softphone.gui.words.plain_text import when_text
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_TEXT_SHOWN = 160


class PhoneNews(QObject):
    """Counts go on when the window is made anew in another language: `take_over` the one before."""

    def __init__(self, window: "MainWindow", phone: Phone) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._missed: dict[int, CallView] = {}
        self._told: set[int] = set()
        self._turned_away = 0
        self._voicemail: dict[str, VoicemailNotice] = {}
        self._no_network = False
        self._hold_failed: dict[int, tuple[bool, bool]] = {}  # how the call then was

    def take_over(self, before: "PhoneNews") -> None:
        self._missed, self._told = before._missed, before._told
        self._voicemail = before._voicemail
        self._no_network = before._no_network
        self._say_missed()
        for notice in self._voicemail.values():
            self._window.column.voicemail.show_notice(notice)
        if self._no_network:
            self._say_no_network()

    # Missed calls

    def missed(self, view: CallView) -> None:
        """Nobody answered; callers that were kept away on purpose are only in the history."""
        if view.attempt in self._told or view.by_itself not in (None, ByItself.AUTO_ANSWERED):
            return
        self._told.add(view.attempt)
        self._missed[view.attempt] = view
        self._say_missed()

    def seen(self) -> None:
        """The person has looked at the history."""
        self._missed.clear()
        self._say_missed()

    def called_back(self, uri: str) -> None:
        """Whoever is called back is not missed any more."""
        for attempt in [number for number, view in self._missed.items() if view.party_uri == uri]:
            del self._missed[attempt]
        self._say_missed()

    def _say_missed(self) -> None:
        window, count = self._window, len(self._missed)
        window.rail.set_badge(View.HISTORY, count)
        if not count:
            window.banners.take("missed")
            return
        from softphone.gui.words.talk_text import party_name  # noqa: PLC0415 -- not before the window

        newest = list(self._missed.values())[-1]
        calling = QCoreApplication.translate("PhoneNews", "Call back")
        if count == 1:
            text = QCoreApplication.translate("PhoneNews", "Missed call from {name}, {time}.").format(
                name=party_name(newest), time=when_text(newest.started_at)
            )
            action = (calling, lambda: self._call_back(newest))
        else:
            text = QCoreApplication.translate(
                "PhoneNews", "%n missed call(s), the last from {name}.", None, count
            )
            text = text.format(name=party_name(newest))
            action = (QCoreApplication.translate("PhoneNews", "Show"), self._show_history)
        banner = window.banners.say("missed", text, action, manner=Manner(icon="missed", warns=False))
        banner.closed.connect(self.seen)

    def _call_back(self, view: CallView) -> None:
        self.called_back(view.party_uri)
        self._window.dial(view.party_uri)

    def _show_history(self) -> None:
        self.seen()
        self._window.show_view(View.HISTORY)

    def turned_away(self, notice: CallsTurnedAway) -> None:
        """One bar for all of them, however many there are."""
        from softphone.gui.words.talk_text import turned_away_text  # noqa: PLC0415 -- as above

        banners = self._window.banners
        if banners.shown("turned-away") is None:
            self._turned_away = 0
        self._turned_away += max(1, notice.count)
        banners.say(
            "turned-away",
            turned_away_text(self._turned_away, notice.why, notice.party_uri, notice.party_name),
            (QCoreApplication.translate("PhoneNews", "Show"), self._show_history),
            manner=Manner(icon="shield", warns=False),
        )

    # The way to the world

    def network(self, notice: NetworkNotice) -> None:
        if notice.addresses:
            self._no_network = False
            self._window.banners.take("network")
        elif not self._no_network:
            self._no_network = True
            self._say_no_network()

    def _say_no_network(self) -> None:
        text = QCoreApplication.translate(
            "PhoneNews", "There is no network. This phone signs in again by itself when it is back."
        )
        self._window.banners.say("network", text, manner=Manner(icon="no-network"))

    def voicemail(self, notice: VoicemailNotice) -> None:
        self._voicemail[notice.account_id] = notice
        self._window.column.voicemail.show_notice(notice)

    def hear_voicemail(self, account_id: str) -> None:
        attempt = self._phone.hear_voicemail(account_id)
        if attempt is not None:
            self._window.news.show_attempt(attempt)

    def hold_failed(self, notice: HoldFailed) -> None:
        """The other side did not take part; `CallView` says what was done instead."""
        view = next((each for each in self._phone.views() if each.attempt == notice.attempt), None)
        if view is None:
            return
        from softphone.gui.words.talk_text import party_name  # noqa: PLC0415 -- as above

        if not notice.held:
            text = QCoreApplication.translate(
                "PhoneNews", "{name} is still on hold: resuming failed. Try again."
            )
        elif view.muted and view.silenced:
            text = QCoreApplication.translate(
                "PhoneNews",
                "{name} could not be put on hold and is muted instead: you do not hear each other.",
            )
        else:
            text = QCoreApplication.translate("PhoneNews", "{name} could not be put on hold and hears you.")
        self._hold_failed[view.attempt] = _hearing(view)
        self._window.banners.say(("hold", view.attempt), text.format(name=party_name(view)))

    def call_changed(self, view: CallView) -> None:
        """What was said of a hold holds no longer than the call is so."""
        before = self._hold_failed.get(view.attempt)
        if before is not None and (view.phase is Phase.ENDED or _hearing(view) != before):
            del self._hold_failed[view.attempt]
            self._window.banners.take(("hold", view.attempt))

    def recording(self, notice: RecordingNotice) -> None:
        """Why a recording stopped, when the page of its call is not the one that is looked at."""
        if not notice.problem or self._window.pages.is_showing_call(notice.attempt):
            return
        text = QCoreApplication.translate("PhoneNews", "A recording stopped by itself ({reason}).")
        self._window.banners.say(
            ("recording", notice.attempt),
            text.format(reason=safe_text(engine_text(notice.problem), _TEXT_SHOWN)),
        )


def _hearing(view: CallView) -> tuple[bool, bool]:
    """Whether the other side is on hold, and whether it is muted and silenced instead."""
    return view.held, view.muted and view.silenced
