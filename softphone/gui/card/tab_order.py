"""Tab goes as the eye does: Qt would put what is made later after everything else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

# By name: "&" of two would have Python make a new member for each policy that it meets, at the first card.
_BY_TAB = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)


def follow(above: tuple[QWidget, ...], part: QWidget) -> None:
    """Put what can be gone to in `part` right after the last such thing in `above`.

    The chain itself is not walked: PySide 6 takes what `nextInFocusChain` returns for a child of who was asked, and a
    page that was met so loses its attributes.
    """
    before = next((stops[-1] for each in reversed(above) if (stops := _gone_to(each))), None)
    for widget in _gone_to(part):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _gone_to(part: QWidget) -> list[QWidget]:
    """What Tab stops at inside `part`, in the order in which it was put there; not what a box drops down, a window
    of its own.
    """
    window = part.window()
    return [
        widget
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() in _BY_TAB and widget.window() is window
    ]
