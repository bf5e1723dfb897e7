"""The SIP response as it came, made safe to look at."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from softphone.gui.look.components import Space, button, label
from softphone.sip.text import HIDDEN_CLASS

_HIDDEN = re.compile(f"(?!\\n)[{HIDDEN_CLASS}]")
_LIMIT = 64 * 1024


def visible(raw: bytes) -> str:
    """The message as text in which nothing hides: controls and bidi marks as escapes, odd bytes as \\xNN.

    Line ends become "\\n"; a carriage return that stands alone shows as an escape. Cut at 64 KiB.
    """
    text = raw[:_LIMIT].decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class ResponseView(QFrame):
    """Read-only, monospace, with a button that copies what is shown."""

    closed = Signal()

    def __init__(self, raw: bytes, source: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("response-view")
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.S)
        self.text = QPlainTextEdit(visible(raw))
        head = QHBoxLayout()
        head.addWidget(label(self.tr("The SIP response"), "title"), 1)
        copy = button(self.tr("Copy"), "quiet", object_name="response-copy", icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        head.addWidget(copy)
        self.close_button = button(
            "",
            "quiet",
            object_name="response-close",
            accessible_name=self.tr("Close the response"),
            icon="close",
        )
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button)
        column.addLayout(head)
        if source:
            column.addWidget(label(source, "small", wrap=True, object_name="response-source"))
        self.text.setObjectName("response-text")
        self.text.setAccessibleName(self.tr("Text of the SIP response"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        lines = min(24, max(6, self.text.document().blockCount() + 1))
        self.text.setFixedHeight(lines * self.text.fontMetrics().lineSpacing() + 2 * Space.M)
        column.addWidget(self.text)
