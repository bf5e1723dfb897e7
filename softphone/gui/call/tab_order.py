"""Tab goes as the eye does: Qt would put what is made later after everything else."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(above: tuple[QWidget, ...], part: QWidget) -> None:
    """Put what can be gone to in `part` right after the last such thing in `above`."""
    before: QWidget | None = None
    for widget in above:
        for before in _gone_to(widget, but=part):  # noqa: B007 -- the last one is wanted
            pass
    if before is None:
        return
    for widget in list(_gone_to(part)):
        QWidget.setTabOrder(before, widget)
        before = widget


def _gone_to(part: QWidget, but: QWidget | None = None) -> Iterator[QWidget]:
    """What Tab stops at inside `part`, in its order."""
    widget: QWidget | None = part
    while widget is not None:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and (but is None or not but.isAncestorOf(widget)):
            yield widget
        widget = widget.nextInFocusChain()
        if widget is part or (widget is not None and not part.isAncestorOf(widget)):
            return
