"""What is wrong with a page by its widgets and its tree: sentences, none when it is well."""

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from softphone.gui.look.buttons import Button
from softphone.gui.look.wrapped_label import WrappedLabel
from softphone.gui.settings.choices import ChoiceBox
from tests.support.accessibility import Node

# A SIP message is shown as it was sent, line by line, and the ladder as wide as it is.
_WIDE_BY_NATURE = ("message-text", "wire-text", "parsed-text", "log-text", "ladder", "code-text")
INTERACTIVE = {
    "push button",
    "button",
    "check box",
    "radio button",
    "toggle button",
    "combo box",
    "text",
    "entry",
    "password text",
    "spin button",
    "slider",
    "page tab",
    "list",
    "list item",
    "tree",
    "table",
    "menu item",
    "link",
}
_FRAME = 7  # frame and padding of a field
_LONG_WORD = 16  # a longer word, a name perhaps, may go on in the next line
_WORDS = re.compile(r"[^\s\u200b-]+")
_ROLES_WITHOUT_MEANING = {"unknown", "invalid", ""}


def described(widget: QWidget) -> str:
    """How a finding calls a widget."""
    name = widget.objectName() or type(widget).__name__
    parent = widget.parentWidget()
    while not widget.objectName() and parent is not None:
        if parent.objectName() and not parent.objectName().startswith("qt_"):
            return f"{parent.objectName()} > {name}"
        parent = parent.parentWidget()
    return name


def in_sight(window: QWidget) -> list[QWidget]:
    """Widgets of the window that are shown, whether scrolled into view or not."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.window() is window and each.width() > 0 and each.height() > 0
    ]


# Room


def cut(window: QWidget) -> Iterator[str]:
    """Words that are not there in full and cannot be had in full, and widgets that leave the window."""
    for widget in in_sight(window):
        yield from _outside(widget, window)
        if isinstance(widget, QLabel):
            yield from _cut_label(widget)
        elif isinstance(widget, QCheckBox | QRadioButton | QPushButton):
            yield from _cut_button(widget)
        elif isinstance(widget, QComboBox):
            yield from _low(widget)
            yield from _cut_choice(widget)
        elif isinstance(widget, QLineEdit):
            yield from _low(widget)
            yield from _cut_figures(widget)
            yield from _cut_hint(widget)
        elif isinstance(widget, QTabBar):
            if widget.sizeHint().width() > widget.width() + 1 and not widget.usesScrollButtons():
                yield f"{described(widget)}: tabs need {widget.sizeHint().width()} of {widget.width()} px"
        elif isinstance(widget, QAbstractScrollArea):
            bar = widget.horizontalScrollBar()
            if bar.maximum() > 0 and not any(part in widget.objectName() for part in _WIDE_BY_NATURE):
                yield f"{described(widget)}: scrolls sideways by {bar.maximum()} px"
    yield from _overlapping(window)


def _outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    rect = widget.geometry()
    scrolled = isinstance(parent.parentWidget(), QScrollArea)
    if rect.left() < 0 or rect.right() > parent.width():
        yield f"{described(widget)}: {rect.getRect()} leaves {described(parent)} of {parent.width()} px"
    elif not scrolled and (rect.top() < 0 or rect.bottom() > parent.height()) and widget is not window:
        inside_list = isinstance(parent.parentWidget(), QAbstractScrollArea)
        if not inside_list and not widget.objectName().startswith("qt_"):
            yield f"{described(widget)}: {rect.getRect()} leaves {described(parent)}, {parent.height()} px high"


def _cut_label(widget: QLabel) -> Iterator[str]:
    text = widget.text()
    if not text or not widget.pixmap().isNull() or widget.textFormat() is Qt.TextFormat.RichText:
        return
    if text.endswith("…") and widget.toolTip():
        return
    room = widget.contentsRect()
    metrics = QFontMetrics(widget.font())
    if not widget.wordWrap():
        wide = max(metrics.horizontalAdvance(each) for each in text.split("\n"))
        if wide > room.width() + 1 and not widget.toolTip():
            yield f"{described(widget)}: “{text}” needs {wide} of {room.width()} px"
        high = metrics.height() * (text.count("\n") + 1)
        if high > room.height() + 2:
            yield f"{described(widget)}: “{text}” needs {high} of {room.height()} px in height"
        return
    wrapped = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), Qt.TextFlag.TextWordWrap, text)
    if isinstance(widget, WrappedLabel):
        longest = max((word for word in _WORDS.findall(text)), key=metrics.horizontalAdvance, default="")
        if metrics.horizontalAdvance(longest) > room.width() and len(longest) <= _LONG_WORD:
            yield f"{described(widget)}: “{longest}” does not fit in a line of {room.width()} px"
    elif wrapped.width() > room.width() + 1 and not widget.toolTip():
        yield f"{described(widget)}: a word of “{text}” needs {wrapped.width()} of {room.width()} px"
    high = widget.heightForWidth(widget.width())
    if high > widget.height() + 2:
        yield f"{described(widget)}: “{text}” needs {high} of {widget.height()} px in height"


def _cut_button(widget: QAbstractButton) -> Iterator[str]:
    if not widget.text() or widget.property("rail"):
        return
    wanted, has = widget.sizeHint(), widget.size()
    if widget.hasHeightForWidth():
        high = widget.heightForWidth(has.width())
        if high > has.height() + 2:
            yield f"{described(widget)}: “{widget.text()}” needs {high} of {has.height()} px in height"
        return
    letters = QFontMetrics(widget.font()).height()
    if wanted.width() > has.width() + 1:
        if not isinstance(widget, Button) or not (widget.is_whole() or _is_one_long_word(widget)):
            yield f"{described(widget)}: “{widget.text()}” needs {wanted.width()} of {has.width()} px"
    elif letters * 0.9 > has.height():  # the last tenth is the room between lines
        yield f"{described(widget)}: “{widget.text()}” needs {letters} of {has.height()} px in height"


def _is_one_long_word(widget: QAbstractButton) -> bool:
    """An address as a label of a button: nothing but its end can go, and the tool tip has all of it."""
    return max(map(len, widget.text().split())) > _LONG_WORD and widget.text() in widget.toolTip()


def _low(widget: QWidget) -> Iterator[str]:
    """A field whose letters lose their feet."""
    letters, around = QFontMetrics(widget.font()).height(), widget.minimumSizeHint().height()
    if widget.height() < min(letters + 2 * _FRAME, around) - 2:
        yield f"{described(widget)} is {widget.height()} px high, its letters {letters}"


def _cut_choice(widget: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    place = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )
    wide = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
    if isinstance(widget, ChoiceBox):
        return  # it ends with an ellipsis and is whole in the tool tip once it is painted
    if wide > place.width() + 2 and not widget.toolTip():
        yield f"{described(widget)}: “{widget.currentText()}” needs {wide} of {place.width()} px"


def _cut_figures(widget: QLineEdit) -> Iterator[str]:
    """A number or a day that one chooses; what one types scrolls with the cursor."""
    box = widget.parentWidget()
    if not isinstance(box, QAbstractSpinBox) or box.toolTip():
        return
    wide = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
    if wide > widget.width() + 2:
        yield f"{described(box)}: “{widget.text()}” needs {wide} of {widget.width()} px"


def _cut_hint(widget: QLineEdit) -> Iterator[str]:
    if widget.text() or not widget.placeholderText():
        return
    wide = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
    whole = widget.toolTip() or widget.accessibleName() + widget.accessibleDescription()
    if wide > widget.width() - 16 and widget.placeholderText() not in whole:
        yield f"{described(widget)}: hint “{widget.placeholderText()}” needs {wide} of {widget.width() - 16} px"


def _overlapping(window: QWidget) -> Iterator[str]:
    """Words or controls that stand on each other."""
    shown = [
        each
        for each in in_sight(window)
        if isinstance(each, QLabel | QAbstractButton | QLineEdit | QComboBox | QAbstractScrollArea)
    ]
    by_parent: dict[QWidget, list[QWidget]] = {}
    for each in shown:
        parent = each.parentWidget()
        if parent is not None:
            by_parent.setdefault(parent, []).append(each)
    for siblings in by_parent.values():
        for number, first in enumerate(siblings):
            for second in siblings[number + 1 :]:
                common = first.geometry().intersected(second.geometry())
                if common.width() > 2 and common.height() > 2:
                    yield f"{described(first)} and {described(second)} overlap in {common.getRect()}"


# Names and roles


def unspoken(tree: Node) -> Iterator[str]:
    """Controls that a screen reader cannot name, or not tell apart."""
    for node in tree.walk():
        if node.role in INTERACTIVE and not node.name.strip():
            # An empty list says by its own name what it would hold; its rows have theirs.
            yield f"{node.role} {node.object_name or '?'} has no name"
        if node.role in _ROLES_WITHOUT_MEANING and "focusable" in node.states:
            yield f"{node.name or node.object_name} has no role"
        if "focusable" in node.states and node.role in ("filler", "panel", "label") and not node.name.strip():
            yield f"{node.role} {node.object_name} takes the focus and says nothing"
        if node.role == "combo box" and not node.labelled and not node.description:
            yield f"combo box {node.object_name} says what is chosen, not what for"
        names = Counter(
            (child.role, child.name)
            for child in node.children
            if child.role in INTERACTIVE - {"list item", "combo box"} and "enabled" in child.states
        )
        for (role, name), count in names.items():
            if count > 1 and name:
                yield f"{count} of {role} “{name}” beside each other"


def unnamed(window: QWidget) -> Iterator[str]:
    """Controls whose name is only what is in them just now, which says what but not which."""
    for widget in in_sight(window):
        inner = isinstance(widget.parentWidget(), QComboBox | QAbstractScrollArea)
        if widget.objectName().startswith("qt_") or inner or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        holds = isinstance(widget, QComboBox | QLineEdit | QPlainTextEdit | QTextEdit)
        if holds and not widget.accessibleName():
            yield f"{described(widget)} has no accessible name of its own"
        elif not widget.objectName() and isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
            yield f"{described(widget)} has no object name"


def middle_of(widget: QWidget, window: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())
