"""What keys do on the page of a call, when no field has them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

from softphone.calls.views import CallView, Phase
from softphone.gui.call.commands import CallCommands
from softphone.gui.call.keypad import DIGITS, Keypad
from softphone.gui.call.stage import CallStage
from softphone.gui.call.talk import Talk

_TYPED_INTO = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class CallKeys:
    """Enter and Escape answer what is asked; digits choose on a card and are sent while people talk."""

    def __init__(self, commands: CallCommands, stage: CallStage, talk: Talk, keypad: Keypad) -> None:
        self._do = commands
        self._stage = stage
        self._talk = talk
        self._keypad = keypad

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        view = self._do.view
        if view is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self._stage.card is not None:
            return self._on_card(event)
        if _is_enter(event) or event.key() == Qt.Key.Key_Escape:
            return self._answer(view, enter=_is_enter(event))
        digit = event.text()
        if len(digit) == 1 and digit in DIGITS and _takes_digits(view):
            self._keypad.send(digit)
            self._talk.show_view(view)
            return True
        return False

    def _on_card(self, event: QKeyEvent) -> bool:
        card, digit = self._stage.card, event.text()
        if card is None:
            return False
        if _is_enter(event):
            card.take_lead()
        elif event.key() == Qt.Key.Key_Escape:
            card.decline()
        else:
            return len(digit) == 1 and digit in "123456789" and card.choose_number(int(digit))
        return True

    def _answer(self, view: CallView, *, enter: bool) -> bool:
        """Enter belongs to an open form: a slip must not answer."""
        if self._stage.deflect is not None:
            if not enter:
                self._stage.close_deflect()
            return True
        if self._talk.form is not None:
            if not enter:
                self._talk.close_form()
            return True
        if view.phase is not Phase.INCOMING:
            return False
        if enter:
            self._do.answer()
        else:
            self._do.reject()
        return True


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _takes_digits(view: CallView) -> bool:
    """Whether keys are digits for the other side: of the whole call, and of what speaks before an answer."""
    talking = view.phase is Phase.CONNECTED or (view.phase is Phase.RINGING and view.early_media)
    return talking and view.message is None


def is_typing() -> bool:
    """Whether the focus is where a person writes; it is never taken from there."""
    return isinstance(QApplication.focusWidget(), _TYPED_INTO)
