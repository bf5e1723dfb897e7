"""The small parts that every page is made of: labels, lines, the undo bar; and the other parts under one name."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from softphone.gui.look.avatar import Avatar, paint_avatar
from softphone.gui.look.buttons import Button, button, restyle
from softphone.gui.look.eliding import elided
from softphone.gui.look.icons import grown, icon, icon_pixmap
from softphone.gui.look.person_delegate import PersonDelegate, PersonRole
from softphone.gui.look.sides import isolated, leading
from softphone.gui.look.theme import Space, Theme
from softphone.gui.look.wrapped_label import WrappedLabel

__all__ = [
    "Avatar",
    "Button",
    "ElidedLabel",
    "IconLabel",
    "PersonDelegate",
    "PersonRole",
    "QuietBar",
    "Space",
    "button",
    "clearable",
    "column",
    "icon",
    "icon_pixmap",
    "label",
    "line",
    "paint_avatar",
    "restyle",
]

TextRole = Literal[
    "body",
    "heading",
    "title",
    "strong",
    "muted",
    "small",
    "overline",
    "error",
    "warning",
    "positive",
    "struck",
    "quote",
]


def label(
    text: str = "",
    role: TextRole = "body",
    *,
    wrap: bool = False,
    object_name: str = "",
    parent: QWidget | None = None,
) -> QLabel:
    """Plain text in one of the text roles; never interprets markup, so that it can show what a peer wrote."""
    made = WrappedLabel(parent) if wrap else QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("text-role", role)
    made.setWordWrap(wrap)
    if object_name:
        made.setObjectName(object_name)
    return made


def line(*, upright: bool = False, parent: QWidget | None = None) -> QFrame:
    """A hair line between two parts."""
    made = QFrame(parent)
    made.setProperty("frame", "side" if upright else "line")
    return made


def clearable(field: QLineEdit) -> None:
    """Give `field` a button that empties it, with a name for who cannot see its cross."""
    field.setClearButtonEnabled(True)
    inside = field.findChild(QAbstractButton)
    if inside is not None:
        inside.setAccessibleName(QCoreApplication.translate("QLineEdit", "Clear"))


class IconLabel(QLabel):
    """One icon as decoration; what it means stands in words beside it."""

    def __init__(self, name: str, color_role: str, *, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = color_role
        self._size = grown(size)
        self.setFixedSize(self._size, self._size)
        Theme.current().changed.connect(self._draw)
        self._draw()

    def set_icon(self, name: str, color_role: str) -> None:
        self._name, self._role = name, color_role
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(icon_pixmap(self._name, self._role, self._size, self.devicePixelRatioF()))


class ElidedLabel(QLabel):
    """Plain text on one line, cut with an ellipsis; whole in the tool tip and for a screen reader."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Arabic words in a row of Latin ones begin where the others do, not at the far end beside the button.
        self.setAlignment(leading() | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("text-role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if object_name:
            self.setObjectName(object_name)
        self.set_text(text)

    def full_text(self) -> str:
        return self._full

    def set_text(self, text: str) -> None:
        self._full = " ".join(text.split())
        self.setAccessibleName(self._full)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def _cut(self) -> None:
        shown = elided(self._full, self.fontMetrics(), self._mode, max(0, self.width()))
        if isolated(shown) != self.text():
            self.setText(isolated(shown))
        self.setToolTip(self._full if shown != self._full else "")


class QuietBar(QFrame):
    """What has just been done, with one way back. Goes by itself, but never under a pointer or the focus."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        action_text: str,
        callback: Callable[[], None],
        *,
        timeout_ms: int = 10_000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._callback = callback
        self._finished = False
        self.setObjectName("quiet-bar")
        self.setProperty("bar", "quiet")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        said = label(text, wrap=True, object_name="quiet-bar-text")
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(said, 1)
        self.action = button(action_text, object_name="quiet-bar-action")
        self.action.clicked.connect(self._act)
        row.addWidget(self.action)
        close_text = QCoreApplication.translate("QuietBar", "Close")
        self.close_button = button("", object_name="quiet-bar-close", accessible_name=close_text)
        self.close_button.set_icon("close", "canvas")
        self.close_button.clicked.connect(self.finish)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(timeout_ms)
        self._timer.timeout.connect(self._time_out)
        self._timer.start()

    def finish(self) -> None:
        """Take the bar away; `closed` is sent once."""
        if self._finished:
            return
        self._finished = True
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _act(self) -> None:
        self._callback()
        self.finish()

    def _time_out(self) -> None:
        if self.underMouse() or self.action.hasFocus() or self.close_button.hasFocus():
            self._timer.start()
        else:
            self.finish()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._finished:
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()


def column(parent: QWidget, *, margin: int = 0, spacing: int = Space.S) -> QVBoxLayout:
    """A vertical layout with one margin all round."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made
