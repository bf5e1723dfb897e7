"""The page of one call. It shows the newest view and hands what the person does to the phone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.notices import (
    AlternativesSaved,
    CallChanged,
    DevicesNotice,
    LevelsChanged,
    MoveSaved,
    MovesShortened,
    Notice,
    QualityChanged,
    RecordingNotice,
    ReminderAdded,
    RuleSaved,
    SaveFailed,
)
from softphone.calls.phone import Phone
from softphone.calls.records import AttemptRecord, Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.call.body import CallBody
from softphone.gui.call.commands import CallCommands
from softphone.gui.call.controls import CallControls
from softphone.gui.call.keys import CallKeys, is_typing
from softphone.gui.call.memory import TalkMemory
from softphone.gui.call.news_bar import NewsBar, Saved
from softphone.gui.call.stage import CallStage
from softphone.gui.call.talk import Talk
from softphone.gui.desktop import Desktop
from softphone.gui.words.ending import ended_sentence
from softphone.gui.words.plain_text import moment_text
from softphone.gui.words.wording import address_text, state_sentence
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.call.choice_of_sound import CallSound
    from softphone.gui.contacts.pictures import Pictures


class CallPage(QWidget):
    """`dial_requested` asks for another call; `dismissed` says that an ended page was put away.

    `message_requested(uri, text)` asks for a message, `alternatives_undo(before, now)` for a contact as it was
    (None: there was none), `forget_move(move_id)` for a remembered move to go, `rules_requested(rule)` and
    `diversions_requested(diversion)` for the settings. `contacts` and `recent` complete the addresses that a
    ringing caller can be sent to and a call handed over to; without them nobody is. `show_requested(attempt)` asks for
    the page of another call. `sound` lets devices be chosen in a call.
    """

    dial_requested = Signal(str)
    dismissed = Signal(int)
    message_requested = Signal(str, str)
    alternatives_undo = Signal(object, object)  # Contact | None, Contact
    forget_move = Signal(int)
    rules_requested = Signal(object)  # RedirectRule
    diversions_requested = Signal(object)  # Diversion
    show_requested = Signal(int)

    def __init__(
        self,
        phone: Phone,
        parent: QWidget | None = None,
        *,
        desktop: Desktop | None = None,
        own_address: str = "",
        contacts: ContactBook | None = None,
        recent: Callable[[], tuple[AttemptRecord, ...]] = tuple,
        sound: "CallSound | None" = None,
        pictures: "Pictures | None" = None,
    ) -> None:
        super().__init__(parent)
        self._phone = phone
        self._desktop = desktop or Desktop(self)
        self._own_address = own_address
        self._do = CallCommands(phone, self)
        for own, handed_on in (
            (self._do.dial_requested, self.dial_requested),
            (self._do.dismissed, self.dismissed),
            (self._do.message_requested, self.message_requested),
            (self._do.alternatives_undo, self.alternatives_undo),
            (self._do.forget_move, self.forget_move),
            (self._do.rules_requested, self.rules_requested),
            (self._do.diversions_requested, self.diversions_requested),
        ):
            own.connect(handed_on)
        self._view: CallView | None = None
        self._contacts = contacts
        self._recent = recent
        self._sound = sound
        self._pictures = pictures
        self._memory = TalkMemory()
        self.setObjectName("call-page")
        self.setAccessibleName(self.tr("Call"))
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._outer = outer
        self._body, self._stage, self._talk, self._news, self._controls = self._build()
        self._speak_anew = QTimer(self)
        self._speak_anew.setSingleShot(True)
        self._speak_anew.setInterval(0)
        self._speak_anew.timeout.connect(self._rebuild)

    def _build(self) -> tuple[CallBody, CallStage, Talk, NewsBar, CallControls]:
        """The parts that hold words, wired; made again when the language changes."""
        body, news, controls = CallBody(), NewsBar(), CallControls()
        if self._pictures is not None:
            body.header.show_pictures(self._pictures)
        stage = CallStage(
            body, self._do, self._phone, self._desktop, contacts=self._contacts, recent=self._recent
        )
        stage.card_shown.connect(self._card_shown)
        stage.focus_freed.connect(self._free_focus)
        stage.changed.connect(self._show_hint)
        controls.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._outer.addWidget(body, 1)
        self._outer.addWidget(news)
        self._outer.addWidget(controls)
        do, remarks = self._do, body.remarks
        remarks.ask_again.connect(do.ask_again)
        remarks.forget_move.connect(do.forget)
        remarks.change_rule.connect(do.change_rule)
        remarks.change_diversion.connect(do.change_diversion)
        body.keypad.pressed.connect(do.send_digit)
        controls.hang_up.connect(do.hang_up)
        controls.answer.connect(do.answer)
        controls.decline.connect(do.reject)
        controls.deflect.connect(stage.toggle_deflect)
        if self._contacts is not None:
            controls.allow_deflecting()
        controls.call_again.connect(do.call_again)
        controls.dismiss.connect(do.dismiss)
        talk = self._build_talk(body, controls)
        self._keys = CallKeys(do, stage, talk, body.keypad)
        return body, stage, talk, news, controls

    def _build_talk(self, body: CallBody, controls: CallControls) -> Talk:
        """What people do and are told while they talk."""
        talk = Talk(
            body,
            self._do,
            self._phone,
            self._memory,
            contacts=self._contacts,
            recent=self._recent,
            sound=self._sound,
        )
        talk.show_requested.connect(self.show_requested)
        talk.focus_freed.connect(self._free_focus)
        talk.changed.connect(self._show_hint)
        talk.folder_requested.connect(self._desktop.show_in_folder)
        tiles = controls.actions_row
        talk.sound_open.connect(tiles.set_sound_open)
        tiles.mute.connect(self._do.set_muted)
        tiles.hold.connect(self._do.hold)
        tiles.record.connect(self._do.record)
        tiles.silence.connect(self._do.set_silenced)
        tiles.transfer.connect(lambda: talk.toggle_form(adding=False))
        tiles.add.connect(lambda: talk.toggle_form(adding=True))
        tiles.sound.connect(talk.toggle_sound)
        tiles.keypad.connect(self._show_keypad)
        if self._contacts is not None:
            tiles.allow_handing_over()
        return talk

    def _rebuild(self) -> None:
        """Everything anew in another language."""
        for old in (self._body, self._news, self._controls):
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._body, self._stage, self._talk, self._news, self._controls = self._build()
        self._body.show()
        self._controls.show()
        if self._view is not None:
            self.show_call(self._view)

    # What the window tells

    @property
    def attempt(self) -> int | None:
        """Which attempt the page shows."""
        return self._view.attempt if self._view is not None else None

    def set_own_address(self, uri: str) -> None:
        """Who "you" is in the route picture; "" for a phone without an account."""
        self._own_address = uri

    def show_call(self, view: CallView) -> None:
        """Show `view`, whole; called for each change, keeps what did not change."""
        before = self._view
        self._view = self._do.view = view
        if before is None or before.attempt != view.attempt:
            self._body.remarks.clear()
            self._body.details.put_away()
            self._stage.close_deflect()
            self._body.keypad.clear()
            self._body.to_top()
        self._memory.note(view)
        self._body.header.show_view(view, self._memory.recording_since(view.attempt))
        self._show_controls(view)
        self._body.remarks.show_view(view)
        self._body.message.show_view(view)
        self._body.levels.setVisible(view.phase is Phase.CONNECTED)
        self._stage.show_view(view, self._own_address)
        self._talk.show_view(view)
        self._body.details.show_view(view)
        self._show_hint()
        incoming = view.phase is Phase.INCOMING and (before is None or before.phase is not Phase.INCOMING)
        if incoming:
            self._announce(self.tr("{name} is calling you").format(name=safe_text(view.party_name, 80)))
            self._take_focus()
        elif before is not None and _goes_on(before, view):
            self._announce(_spoken_state(view), at_once=False)

    def on_notice(self, notice: Notice) -> None:
        """Notices of other attempts are ignored, except that an undo is offered wherever the person is."""
        match notice:
            case CallChanged(view=view) if view.attempt == self.attempt:
                self.show_call(view)
            case CallChanged(view=view):
                self._memory.note(view)
                self._other_changed()
            case QualityChanged():
                self._talk.add_quality(notice)
            case RecordingNotice():
                self._memory.recording_ended(notice)
                self._other_changed()
            case DevicesNotice():
                self._talk.devices_changed()
            case LevelsChanged(attempt=attempt) if attempt == self.attempt:
                self._body.levels.microphone.set_level(notice.microphone)
                self._body.levels.loudspeaker.set_level(notice.loudspeaker)
            case MoveSaved() | MovesShortened() | RuleSaved() | AlternativesSaved() if (
                notice.attempt == self.attempt
            ):
                self._show_saved(notice)
            case SaveFailed(attempt=attempt) if attempt == self.attempt:
                self._body.remarks.save_failed(notice.reason)
                self._stage.say_kept(kept=False)
            case ReminderAdded(reminder=reminder):
                self._body.remarks.remind(
                    reminder.name or address_text(reminder.uri), moment_text(reminder.due_at)
                )
            case _:
                pass

    def _other_changed(self) -> None:
        """What is told about another call stands on this one's page."""
        if self._view is not None:
            self._talk.show_view(self._view)

    def _show_keypad(self, shown: bool) -> None:
        self._body.keypad.setVisible(shown)
        if shown:
            self._body.reveal(self._body.keypad)
        self._other_changed()  # the digits stand on the keypad or in a line

    def _show_saved(self, saved: Saved) -> None:
        def take_back() -> None:
            self._do.take_back(saved)
            self._stage.say_kept(kept=False)

        if isinstance(saved, AlternativesSaved):
            self._stage.say_kept(kept=True)
        self._announce(self._news.say(saved, take_back))

    def _show_controls(self, view: CallView) -> None:
        focused = QApplication.focusWidget()
        self._controls.show_view(view)
        if focused is not None and self._controls.isAncestorOf(focused):
            lost = focused.isHidden() or not focused.isEnabled()
            if lost:
                self._free_focus()  # Qt would hand it to the next button, which may be Undo

    def _show_hint(self) -> None:
        if self._view is not None:
            self._controls.set_hint(self._stage.hint(self._view))

    def _card_shown(self) -> None:
        if self._stage.card is not None:
            self._announce(self._stage.card.spoken())
            self._take_focus()

    def _free_focus(self) -> None:
        """Keys still reach the page when what had the focus has gone."""
        if self._view is not None and self._view.phase is Phase.INCOMING:
            self._controls.focus_first()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_focus(self) -> None:
        """Put the focus where Enter answers what is asked, unless the person is writing elsewhere."""
        if self.isVisible() and not is_typing():
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where Enter answers what is asked."""
        if self._stage.card is not None:
            self._stage.card.focus_lead()
        elif self._view is not None and self._view.phase is Phase.INCOMING:
            self._controls.focus_first()
        elif self._view is not None and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self._keys.take(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._take_focus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak_anew.start()  # several catalogues are loaded in a row

    def _announce(self, text: str, *, at_once: bool = True) -> None:
        """Have a screen reader say it, `at_once` or after what it is saying."""
        if QAccessible.isActive():
            announcement = QAccessibleAnnouncementEvent(self, text)
            if at_once:
                announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(announcement)


def _spoken_state(view: CallView) -> str:
    """The line below the name; of a call that failed why it did, which stands on its card."""
    if view.message is None and (view.ended in (Ended.FAILED, Ended.LOST) or view.stopped is not None):
        sentence = ended_sentence(view)
        return f"{sentence.headline}. {sentence.advice}"
    return state_sentence(view)


def _goes_on(before: CallView, view: CallView) -> bool:
    """Whether the same call stands otherwise now; a card speaks for itself."""
    changed = before.attempt == view.attempt and before.phase is not view.phase
    return changed and view.phase is not Phase.CHOOSING
