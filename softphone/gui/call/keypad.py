"""The twelve keys of a telephone, and what was pressed on either side."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from softphone.gui.look.components import Space, button, label
from softphone.sip.text import safe_text

DIGITS = "0123456789*#"
_KEYS = ("123", "456", "789", "*0#")
_LETTERS = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}
_SHOWN = 24


class Keypad(QFrame):
    """`pressed` carries the digit (RFC 4733 events 0-11)."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setProperty("card", "plain")
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setSpacing(Space.S)
        self._sent = label("", "title", object_name="keypad-sent")
        self._sent.setAccessibleName(self.tr("Digits sent"))
        grid.addWidget(self._sent, 0, 0, 1, 3)
        for row, keys in enumerate(_KEYS, start=1):
            for column, key in enumerate(keys):
                name = {"*": "star", "#": "hash"}.get(key, key)
                spoken = {"*": self.tr("Star"), "#": self.tr("Hash")}.get(key, key)
                letters = _LETTERS.get(key, "")
                made = button(
                    f"{key} {letters}".strip(), object_name=f"keypad-{name}", accessible_name=spoken
                )
                made.setProperty("tile", "true")
                made.setMinimumHeight(44)
                made.clicked.connect(lambda _checked=False, key=key: self.send(key))
                grid.addWidget(made, row, column)

    @property
    def sent(self) -> str:
        """The digits sent in this call, the newest."""
        return self._sent.text()

    def send(self, digit: str) -> None:
        self._sent.setText((self._sent.text() + digit)[-_SHOWN:])
        self.pressed.emit(digit)

    def clear(self) -> None:
        self._sent.clear()


def received_digits(digits: str) -> str:
    """The newest digits of the other side, safe to show."""
    return safe_text(digits, 200)[-_SHOWN:]
