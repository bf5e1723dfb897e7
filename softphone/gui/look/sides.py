"""Left and right for what is painted by hand: where text runs from right to left, everything changes sides."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

# What stands between them runs as its own first letter does, a number from left to right: whatever is around it.
_ISOLATE, _END = "\u2068", "\u2069"


def leftwards() -> bool:
    """Whether the window's text runs from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored_rect(widget: QWidget, rect: QRectF) -> QRectF:
    """`rect` of `widget` on the other side where text runs from right to left, else as it is."""
    return sided(rect, QRectF(widget.rect()))


def sided(rect: QRectF, inside: QRectF) -> QRectF:
    """`rect` at the same distance from the other side of `inside` where text runs from right to left."""
    if not leftwards():
        return rect
    return QRectF(inside.left() + inside.right() - rect.right(), rect.top(), rect.width(), rect.height())


def leading() -> Qt.AlignmentFlag:
    """Where a line begins, for a painter, which knows left and right only."""
    side = Qt.AlignmentFlag.AlignRight if leftwards() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute  # else Qt turns it around once more


def trailing() -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if leftwards() else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


def isolated(text: str) -> str:
    """`text`, an address or a name, so that its marks stay on their side where lines run the other way."""
    return f"{_ISOLATE}{text}{_END}" if leftwards() and text else text
