"""A SIP message as it came, made safe to look at."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from softphone.gui.look.components import Space
from softphone.gui.look.theme import base_points
from softphone.gui.wire.blanking import blanked
from softphone.sip.text import HIDDEN_CLASS

_HIDDEN = re.compile(f"(?!\\n)[{HIDDEN_CLASS}]")
_LIMIT = 64 * 1024
_FEWEST_LINES = 6
_MOST_LINES = 24


def visible(raw: bytes) -> str:
    """The message as text in which nothing hides: controls and bidi marks as escapes, odd bytes as \\xNN.

    Line ends become "\\n"; a carriage return that stands alone shows as an escape. Cut at 64 KiB.
    """
    text = raw[:_LIMIT].decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class MessageText(QPlainTextEdit):
    """Read-only, monospace, as high as its text within bounds, credentials blanked."""

    def __init__(
        self, text: str = "", *, object_name: str, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(
            max(font.pointSizeF(), 0.9 * base_points())
        )  # who enlarged letters means these, too
        self.setFont(font)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._fit()

    def set_raw(self, raw: bytes, *, instead: str = "") -> None:
        """Show a message; `instead` when there are no bytes of it."""
        self.setPlainText(visible(blanked(raw)) if raw else instead)
        self._fit()

    def _fit(self) -> None:
        lines = min(_MOST_LINES, max(_FEWEST_LINES, self.document().blockCount() + 1))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * Space.M)
