"""The page of one call. It shows the newest view and hands what the person does to the phone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from softphone.calls.notices import (
    CallChanged,
    CallView,
    LevelsChanged,
    MoveSaved,
    Notice,
    Phase,
    ReminderAdded,
    SaveFailed,
)
from softphone.calls.offer import Choice
from softphone.calls.phone import Phone
from softphone.gui.call.body import CallBody
from softphone.gui.call.controls import CallControls
from softphone.gui.call.redirect_card import RedirectCard
from softphone.gui.call.remarks import EndedCard, IncomingCard
from softphone.gui.desktop import Desktop
from softphone.gui.look.components import QuietBar, Space
from softphone.gui.words.plain_text import moment_text
from softphone.gui.words.wording import address_text
from softphone.sip.text import safe_text

_TYPED_INTO = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class CallPage(QWidget):
    """`dial_requested` asks for another call; `dismissed` says that an ended page was put away."""

    dial_requested = Signal(str)
    dismissed = Signal(int)

    def __init__(
        self,
        phone: Phone,
        parent: QWidget | None = None,
        *,
        desktop: Desktop | None = None,
        own_address: str = "",
    ) -> None:
        super().__init__(parent)
        self._phone = phone
        self._desktop = desktop or Desktop(self)
        self._own_address = own_address
        self._view: CallView | None = None
        self._card: RedirectCard | None = None
        self._outcome: EndedCard | IncomingCard | None = None
        self._bar: QuietBar | None = None
        self.setObjectName("call-page")
        self.setAccessibleName(self.tr("Call"))
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._outer = outer
        self._bar_place = QVBoxLayout()
        self._bar_place.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self._body, self._controls = self._build()
        self._speak_anew = QTimer(self)
        self._speak_anew.setSingleShot(True)
        self._speak_anew.setInterval(0)
        self._speak_anew.timeout.connect(self._rebuild)

    def _build(self) -> tuple[CallBody, CallControls]:
        """The parts that hold words, wired; made again when the language changes."""
        body, controls = CallBody(), CallControls()
        controls.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._outer.addWidget(body, 1)
        self._outer.addLayout(self._bar_place)
        self._outer.addWidget(controls)
        body.remarks.ask_again.connect(self._ask_again)
        body.keypad.pressed.connect(self._send_digit)
        controls.hang_up.connect(lambda: self._with_attempt(self._phone.hang_up))
        controls.answer.connect(lambda: self._with_attempt(self._phone.answer))
        controls.decline.connect(lambda: self._with_attempt(self._phone.reject))
        controls.mute.connect(lambda muted: self._with_attempt(lambda at: self._phone.set_muted(at, muted)))
        controls.keypad.connect(body.keypad.setVisible)
        controls.call_again.connect(self._call_again)
        controls.dismiss.connect(self._dismiss)
        return body, controls

    def _rebuild(self) -> None:
        """Everything anew in another language."""
        self._card = None
        self._outcome = None
        self._outer.removeItem(self._bar_place)
        for old in (self._body, self._controls):
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._body, self._controls = self._build()
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
        self._view = view
        if before is None or before.attempt != view.attempt:
            self._body.remarks.clear()
            self._body.details.put_away()
            self._body.keypad.clear()
            self._body.to_top()
        self._body.header.show_view(view)
        self._controls.show_view(view)
        self._body.remarks.show_view(view)
        self._body.levels.setVisible(view.phase is Phase.CONNECTED)
        self._show_card(view)
        self._show_outcome(view)
        self._body.details.show_view(view)
        self._controls.set_hint(self._hint(view))
        incoming = view.phase is Phase.INCOMING and (before is None or before.phase is not Phase.INCOMING)
        if incoming:
            self._announce(self.tr("{name} is calling you").format(name=safe_text(view.party_name, 80)))
            self._take_focus()

    def on_notice(self, notice: Notice) -> None:
        """Notices of other attempts are ignored, except that an undo is offered wherever the person is."""
        match notice:
            case CallChanged(view=view) if view.attempt == self.attempt:
                self.show_call(view)
            case LevelsChanged(attempt=attempt) if attempt == self.attempt:
                self._body.levels.microphone.set_level(notice.microphone)
                self._body.levels.loudspeaker.set_level(notice.loudspeaker)
            case MoveSaved(attempt=attempt) if attempt == self.attempt:
                self._show_saved(notice)
            case SaveFailed(attempt=attempt) if attempt == self.attempt:
                self._body.remarks.save_failed(notice.reason)
            case ReminderAdded(reminder=reminder):
                self._body.remarks.remind(
                    reminder.name or address_text(reminder.uri), moment_text(reminder.due_at)
                )
            case _:
                pass

    # Cards

    def _show_card(self, view: CallView) -> None:
        offer = view.offer if view.phase is Phase.CHOOSING else None
        if self._card is not None and (offer is None or self._card.offer != offer):
            if self._card.isAncestorOf(self.focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._body.unstage(self._card)
            self._card = None
        if offer is None or self._card is not None:
            return
        self._card = RedirectCard(
            offer, own_address=self._own_address, desktop=self._desktop, parent=self._body.widget()
        )
        self._card.answered.connect(self._answer_offer)
        self._card.call_other.connect(self.dial_requested)
        self._body.stage(self._card)
        self._body.to_top()
        self._announce(self._card.accessibleName())
        self._take_focus()

    def _show_outcome(self, view: CallView) -> None:
        if self._outcome is not None:
            self._body.unstage(self._outcome)
            self._outcome = None
        if view.phase in (Phase.ENDED, Phase.INCOMING):
            made = EndedCard if view.phase is Phase.ENDED else IncomingCard
            self._outcome = made(view)
            self._body.stage(self._outcome)

    def _hint(self, view: CallView) -> str:
        if self._card is not None:
            return self._card.key_hint()
        if view.phase is Phase.INCOMING:
            return self.tr("Enter: answer · Esc: decline")
        return ""

    def _show_saved(self, saved: MoveSaved) -> None:
        if self._bar is not None:
            self._bar.finish()
        name = safe_text(saved.contact.name, 80)
        text = (
            self.tr("{name} was added to your contacts")
            if saved.created
            else self.tr("The address of {name} was updated")
        ).format(name=name)
        bar = QuietBar(text, self.tr("Undo"), lambda: self._phone.undo_move(saved.move_id), parent=self)
        bar.closed.connect(self._bar_gone)
        self._bar = bar
        self._bar_place.addWidget(bar)
        bar.show()
        self._announce(text)

    def _bar_gone(self) -> None:
        self._bar = None

    def _take_focus(self) -> None:
        """Put the focus where Enter answers what is asked, unless the person is writing elsewhere."""
        if not self.isVisible() or _typing():
            return
        if self._card is not None:
            self._card.focus_lead()
        elif self._view is not None and self._view.phase is Phase.INCOMING:
            self._controls.focus_first()
        elif self._view is not None and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the person does

    def _with_attempt(self, do: Callable[[int], None]) -> None:
        if self._view is not None:
            do(self._view.attempt)

    def _answer_offer(self, choice: Choice) -> None:
        self._with_attempt(lambda attempt: self._phone.answer_offer(attempt, choice))

    def _send_digit(self, digit: str) -> None:
        self._with_attempt(lambda attempt: self._phone.send_dtmf(attempt, digit))

    def _call_again(self) -> None:
        if self._view is not None:
            self.dial_requested.emit(self._view.party_uri)

    def _ask_again(self) -> None:
        """Call the address that was dialled, without the remembered move."""
        if self._view is not None and self._view.remembered_from is not None:
            self._phone.place_call(self._view.remembered_from, ask_again=True)

    def _dismiss(self) -> None:
        if self._view is not None:
            attempt = self._view.attempt
            self._phone.dismiss(attempt)
            self.dismissed.emit(attempt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self._take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, digit = event.key(), event.text()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        view = self._view
        if view is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self._card is not None:
            if enter:
                self._card.take_lead()
            elif key == Qt.Key.Key_Escape:
                self._card.decline()
            else:
                return len(digit) == 1 and digit in "123456789" and self._card.choose_number(int(digit))
            return True
        if view.phase is Phase.INCOMING and (enter or key == Qt.Key.Key_Escape):
            self._with_attempt(self._phone.answer if enter else self._phone.reject)
            return True
        if (
            view.phase is Phase.CONNECTED
            and len(digit) == 1
            and digit in "0123456789*#"
            and self._body.keypad.isVisible()
        ):
            self._body.keypad.send(digit)
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._take_focus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak_anew.start()  # several catalogues are loaded in a row

    def _announce(self, text: str) -> None:
        """Have a screen reader say it at once."""
        if QAccessible.isActive():
            announcement = QAccessibleAnnouncementEvent(self, text)
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(announcement)


def _typing() -> bool:
    """Whether the focus is where a person writes; it is never taken from there."""
    return isinstance(QApplication.focusWidget(), _TYPED_INTO)
