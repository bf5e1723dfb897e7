"""A line for a SIP address that can point at the letter that is wrong."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.gui.look.theme import Theme

MAX_LENGTH = 2000  # longer than any address that fits a datagram together with its headers


class AddressEdit(QLineEdit):
    """`mark(offset)` underlines one letter and puts the cursor there; typing removes the mark."""

    def __init__(self, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setMaxLength(MAX_LENGTH)
        self.marked: int | None = None
        self.textChanged.connect(self.unmark)

    def mark(self, offset: int) -> None:
        """Point at the letter at `offset`; at the last one when the text ends too early."""
        length = len(self.text())
        if length == 0:
            return
        self.marked = max(0, min(offset, length - 1))
        self.setCursorPosition(min(offset, length))
        wrong = QTextCharFormat()
        colour = QColor(Theme.current().color("danger"))
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(colour)
        wrong.setForeground(colour)
        wash = QColor(colour)
        wash.setAlpha(110)
        wrong.setBackground(wash)
        self._format(self.marked, wrong)

    def unmark(self) -> None:
        if self.marked is not None:
            self.marked = None
            self._format(0, None)

    def _format(self, start: int, wrong: QTextCharFormat | None) -> None:
        # QLineEdit takes formats only by way of an input method: positions are relative to the cursor.
        attributes = []
        if wrong is not None:
            attributes.append(
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat, start - self.cursorPosition(), 1, wrong
                )
            )
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))
