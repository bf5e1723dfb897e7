"""Tab goes as the eye does: Qt would put what is made later after everything else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(above: tuple[QWidget, ...], part: QWidget) -> None:
    """Put what can be gone to in `part` right after the last such thing in `above`.

    The chain itself is not walked: PySide 6 takes what `nextInFocusChain` returns for a child of who was asked, and a
    page that was met so loses its attributes.
    """
    before = [widget for each in above for widget in _gone_to(each)][-1:]
    for widget in _gone_to(part):
        if before:
            QWidget.setTabOrder(before[0], widget)
        before = [widget]


def _gone_to(part: QWidget) -> list[QWidget]:
    """What Tab stops at inside `part`, in the order in which it was put there."""
    return [widget for widget in part.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
