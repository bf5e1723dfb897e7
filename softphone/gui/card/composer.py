"""A short message, written where it is offered."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from softphone.gui.look.components import Space, button, label
from softphone.gui.look.folding import FoldingRow

# A MESSAGE stays below 1300 bytes as a whole (RFC 3428 section 8); its headers take some 500 of them.
LARGEST: Final = 800
_LINES: Final = 3


class MessageComposer(QWidget):
    """`sent(text)` with what was written, never empty and at most `LARGEST` bytes of UTF-8; `cancelled()`."""

    sent = Signal(str)
    cancelled = Signal()

    def __init__(self, whom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.text = _Text(self)
        self.text.setObjectName("composer-text")
        self.text.setAccessibleName(self.tr("Message to {whom}").format(whom=whom))
        self.text.setPlaceholderText(self.tr("Write a message"))
        self.text.textChanged.connect(self._count)
        self.text.enter.connect(self._send)
        self.text.escape.connect(self.cancelled)
        column.addWidget(self.text)
        self._counter = label("", "small", wrap=True, object_name="composer-counter")
        self._counter.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._counter)
        row = FoldingRow()
        self._take = button(self.tr("Send"), "primary", object_name="composer-send")
        self._take.clicked.connect(self._send)
        row.add(self._take)
        self._back = button(self.tr("Cancel"), "quiet", object_name="composer-cancel")
        self._back.clicked.connect(self.cancelled)
        row.add(self._back)
        column.addWidget(row)
        self._count()

    def follow(self, widget: QWidget) -> None:
        """The Tab key comes here after `widget`, beside which the field was unfolded."""
        for before, after in pairwise((widget, self.text, self._take, self._back)):
            QWidget.setTabOrder(before, after)

    def focus_first(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> int:
        return LARGEST - len(self.text.toPlainText().encode("utf-8", "replace"))

    def _count(self) -> None:
        left = self._left()
        self._take.setEnabled(left >= 0 and bool(self.text.toPlainText().strip()))
        self._counter.setText(
            self.tr("Room for {left} more · Enter sends, Shift+Enter begins a line").format(left=left)
            if left >= 0
            else self.tr("Too long by {over}: shorten it, or write an e-mail.").format(over=-left)
        )

    def _send(self) -> None:
        if self._take.isEnabled():
            self._take.setEnabled(False)
            self.sent.emit(self.text.toPlainText().strip())


class _Text(QPlainTextEdit):
    """Enter sends, as people are used to; Tab leaves the field."""

    enter = Signal()
    escape = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * Space.M)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.enter.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escape.emit()
            return
        super().keyPressEvent(event)
