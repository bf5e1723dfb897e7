"""Where a message is written: grows with the text, Enter sends, Shift+Enter begins a line."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from softphone.gui.look.components import Space, button, column, label

# Over UDP a MESSAGE stays below 1300 bytes as a whole (RFC 3428 section 8); its headers take some 500 of them. Over
# TCP and TLS the engine can send 3000 of text.
MOST_BY_DATAGRAM: Final = 800
MOST_BY_STREAM: Final = 3000
_MOST_LINES: Final = 6


class Writing(QWidget):
    """`sent(text)` with what was written, never empty; `typed(has_text)` at each change by the person."""

    sent = Signal(str)
    typed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writing")
        self._most = MOST_BY_DATAGRAM
        self._setting = False
        layout = column(self, spacing=Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.text = _Text(self)
        self.text.setObjectName("writing-text")
        self.text.setPlaceholderText(self.tr("Write a message"))
        self.text.textChanged.connect(self._changed)
        self.text.enter.connect(self.send)
        row.addWidget(self.text, 1)
        self.button = button(self.tr("Send"), "primary", object_name="writing-send")
        self.button.setToolTip(self.tr("Send (Enter); Shift+Enter begins a line"))
        self.button.clicked.connect(self.send)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)
        self.problem = label("", "error", wrap=True, object_name="writing-problem")
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problem.hide()
        layout.addWidget(self.problem)
        self._changed()

    def set_whom(self, name: str) -> None:
        self.text.setAccessibleName(self.tr("Message to {whom}").format(whom=name))

    def set_most(self, most: int) -> None:
        """How many bytes of UTF-8 one message may have."""
        self._most = most
        self._changed()

    def set_text(self, text: str) -> None:
        self._setting = True
        self.text.setPlainText(text)
        self._setting = False
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)

    def written(self) -> str:
        return self.text.toPlainText()

    def say(self, text: str) -> None:
        """What is wrong, "" for nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def send(self) -> None:
        if self.button.isEnabled():
            text = self.written().strip()
            self.set_text("")
            self.sent.emit(text)

    def _changed(self) -> None:
        written = self.written()
        over = len(written.strip().encode("utf-8", "replace")) - self._most
        self.button.setEnabled(over <= 0 and bool(written.strip()))
        self.say(self.tr("Too long for one message: shorten it a little.") if over > 0 else "")
        self.text.fit(_MOST_LINES)
        if not self._setting:
            self.typed.emit(bool(written.strip()))


class _Text(QPlainTextEdit):
    enter = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def fit(self, most_lines: int) -> None:
        """As high as the text, up to so many lines."""
        written = max(1, round(self.document().size().height()))
        lines = min(written, most_lines)
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if written > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)
        height = lines * self.fontMetrics().lineSpacing() + 2 * Space.S + 6
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.enter.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # back to the list
            return
        super().keyPressEvent(event)
