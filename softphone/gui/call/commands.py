"""What the person does on the page of a call, handed to the phone or to the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from softphone.calls.notices import AlternativesSaved, MoveSaved, MovesShortened, RuleSaved
from softphone.calls.people import Contact
from softphone.calls.phone import Phone
from softphone.calls.records import Direction
from softphone.calls.views import CallView, FellBack
from softphone.gui.call.news_bar import Saved
from softphone.sip.uri import same_uri


def can_forget(view: CallView) -> bool:
    """Whether the move that led nowhere is still there: a newer one may have taken its place in this very call."""
    back = view.fell_back
    return back is not None and (bool(back.move_id) or _dead_move(view.contact, back) is not None)


def _dead_move(contact: Contact | None, back: FellBack) -> int | None:
    """The contact's move to the place where nobody is, as long as that is one of its addresses."""
    if contact is None:
        return None
    dead = [
        former
        for former in contact.former
        # A number is dialled in another spelling than the contact's.
        if (same_uri(former.moved_to, back.new_uri) or former.moved_to.lower().startswith("tel:"))
        and any(same_uri(address.uri, former.moved_to) for address in contact.addresses)
    ]
    dead.sort(key=lambda former: not same_uri(former.uri, back.old_uri))
    return dead[0].move_id if dead else None


class CallCommands(QObject):
    """All are about `view`, the newest one shown. Signals: see CallPage, which passes them on."""

    dial_requested = Signal(str)
    dismissed = Signal(int)
    message_requested = Signal(str, str)
    alternatives_undo = Signal(object, object)
    forget_move = Signal(int)
    rules_requested = Signal(object)
    diversions_requested = Signal(object)

    def __init__(self, phone: Phone, parent: QObject) -> None:
        super().__init__(parent)
        self._phone = phone
        self.view: CallView | None = None

    def _with_attempt(self, do: Callable[[int], None]) -> None:
        if self.view is not None:
            do(self.view.attempt)

    def answer(self) -> None:
        self._with_attempt(self._phone.answer)

    def reject(self) -> None:
        self._with_attempt(self._phone.reject)

    def hang_up(self) -> None:
        self._with_attempt(self._phone.hang_up)

    def set_muted(self, muted: bool) -> None:
        self._with_attempt(lambda attempt: self._phone.set_muted(attempt, muted))

    def set_silenced(self, silenced: bool) -> None:
        self._with_attempt(lambda attempt: self._phone.set_silenced(attempt, silenced))

    def hold(self, on: bool) -> None:
        self._with_attempt(self._phone.hold if on else self._phone.resume)

    def record(self, on: bool) -> None:
        self._with_attempt(lambda attempt: self._phone.record(attempt, on))

    def send_digit(self, digit: str) -> None:
        self._with_attempt(lambda attempt: self._phone.send_dtmf(attempt, digit))

    def call_again(self) -> None:
        """The same call, or the same message, once more."""
        view = self.view
        if view is None:
            return
        if view.message is not None and view.direction is Direction.OUTGOING:
            self.message_requested.emit(view.party_uri, view.message)
        else:
            self.dial_requested.emit(view.party_uri)

    def ask_again(self) -> None:
        """Call the address that was dialled, without the remembered move."""
        if self.view is not None and self.view.remembered_from is not None:
            self._phone.place_call(self.view.remembered_from, ask_again=True)

    def ask_this_time(self) -> None:
        """Call again and pass over the rule that ended the attempt."""
        if self.view is not None:
            account = self.view.account_id or None
            self._phone.place_call(self.view.party_uri, account_id=account, ask_again=True)

    def forget(self) -> None:
        """The move that led nowhere: a remembered one goes from the store, a contact's own one is undone."""
        back = self.view.fell_back if self.view is not None else None
        if self.view is None or back is None:
            return
        if back.move_id:
            self.forget_move.emit(back.move_id)
        elif (dead := _dead_move(self.view.contact, back)) is not None:
            self._phone.undo_move(dead)

    def change_rule(self) -> None:
        if self.view is not None and self.view.rule is not None:
            self.rules_requested.emit(self.view.rule)

    def change_diversion(self) -> None:
        if self.view is not None and self.view.diversion is not None:
            self.diversions_requested.emit(self.view.diversion)

    def take_back(self, saved: Saved) -> None:
        """Undo what was saved; of a rule, show where it can be changed."""
        match saved:
            case MoveSaved(move_id=move_id) | MovesShortened(move_id=move_id):
                self._phone.undo_move(move_id)
            case AlternativesSaved(before=before, contact=contact):
                self.alternatives_undo.emit(before, contact)
            case RuleSaved(rule=rule):
                self.rules_requested.emit(rule)

    def dismiss(self) -> None:
        if self.view is not None:
            attempt = self.view.attempt
            self._phone.dismiss(attempt)
            self.dismissed.emit(attempt)
