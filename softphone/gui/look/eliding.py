"""Text that is cut with an ellipsis and then fits."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def elided(text: str, metrics: QFontMetrics, mode: Qt.TextElideMode, room: int) -> str:
    """`text` in at most `room` pixels.

    Qt (6.12) measures the whole text, with its ligatures: cut within the "ffi" of an "office" it comes out up to
    15 pixels too wide, and what is painted loses its last letters without a sign of it.
    """
    shown = metrics.elidedText(text, mode, room)
    tried = room
    while shown != text and tried > 0 and (over := metrics.horizontalAdvance(shown) - room) > 0:
        tried -= over
        shown = metrics.elidedText(text, mode, tried)
    return shown
