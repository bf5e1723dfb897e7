"""Tab through a page as a person without a mouse does, and say what stands in their way."""

from collections.abc import Iterator

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateTimeEdit, QRadioButton, QWidget

from softphone.gui.card.redirect_card import RedirectCard
from tests.gui.everyone.findings import described, in_sight

_MOST = 150
_PARTS_OF_A_DAY = 3


def _press_tab(window: QWidget) -> None:
    """As from the keyboard: whatever has the focus gets the key first."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)


def stops(window: QWidget) -> list[QWidget]:
    """What Tab comes to, until it is back where it began or stands still (then that is the last twice)."""
    QApplication.processEvents()
    found: list[QWidget] = []
    for _ in range(_MOST):
        _press_tab(window)
        widget = QApplication.focusWidget()
        if widget is None:
            break
        if found and widget is found[0]:
            return found
        if widget in found:
            return [*found, widget]
        found.append(widget)
    return found


def _looks(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def ready(window: QWidget) -> None:
    """Close what hangs over the page, and wait for the half second in which a card and a caller take no key."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    deadline = QDeadlineTimer(5000)
    cards = [each for each in window.findChildren(RedirectCard) if each.isVisible()]
    callers = [
        each
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and each.objectName().startswith("banner-second-")
    ]
    while not deadline.hasExpired():
        if all(card.guard.armed() for card in cards) and all(each.isEnabled() for each in callers):
            return
        QApplication.processEvents()


def hindrances(window: QWidget) -> Iterator[str]:
    """Traps, controls out of reach, and a focus that cannot be seen."""
    ready(window)
    visited: list[QWidget] = []
    before: QWidget | None = None
    seen: QImage | None = None
    inside = 0
    for _ in range(_MOST):
        _press_tab(window)
        widget = QApplication.focusWidget()
        left = before if before is not None and before is not widget and before.isVisible() else None
        if left is not None and _looks(left) == seen:
            yield f"{described(left)}: its focus cannot be seen"
        if widget is None:
            yield "Tab leads nowhere"
            break
        if widget is before and isinstance(widget, QDateTimeEdit) and inside < _PARTS_OF_A_DAY:
            inside += 1  # Tab goes through day, month and year first
            continue
        inside = 0
        if widget is before:
            yield f"{described(widget)}: Tab does not leave it"
            break
        if visited and widget is visited[0]:
            break
        if widget in visited:
            yield f"Tab comes back to {described(widget)} before it was everywhere"
            break
        if not widget.isVisible():
            yield f"{described(widget)} has the focus out of sight"
        visited.append(widget)
        before, seen = widget, _looks(widget)
    for widget in in_sight(window):
        reachable = widget.isEnabled() and Qt.FocusPolicy.TabFocus.value & widget.focusPolicy().value
        if (
            reachable
            and widget.focusProxy() is None
            and widget not in visited
            and not _of_a_group(widget, visited)
        ):
            yield f"{described(widget)}: Tab does not come to it"


def _of_a_group(widget: QWidget, visited: list[QWidget]) -> bool:
    """Arrows go on inside of a group of choices that exclude each other."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    exclusive = group is not None and group.exclusive()
    if exclusive and any(isinstance(each, QAbstractButton) and each.group() is group for each in visited):
        return True
    return isinstance(widget, QRadioButton) or widget.autoExclusive()
