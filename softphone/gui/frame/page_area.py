"""Where pages stand: at the right of the list, or in its place when the window is narrow."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from softphone.gui.look.components import Space, button, column, label, line

W = TypeVar("W", bound=QWidget)


class NothingPage(QWidget):
    """What stands there while nothing is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nothing-page")
        layout = column(self, margin=Space.XL)
        self._text = label("", "muted", wrap=True, object_name="nothing-text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addStretch(1)

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)  # it has the focus where a list is empty


class PageArea(QWidget):
    """Pages are made at first use. `back_pressed()` from the button that stands on top when folded, `page_changed()`
    when another page is in sight."""

    back_pressed = Signal()
    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-area")
        layout = column(self, spacing=0)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.back_button = button(self.tr("Back"), "quiet", object_name="page-back", icon="back")
        self.back_button.clicked.connect(self.back_pressed)
        top.addWidget(self.back_button)
        top.addStretch(1)
        layout.addWidget(self._top)
        self._rule = line()
        layout.addWidget(self._rule)
        self._stack = QStackedWidget()
        self._stack.currentChanged.connect(lambda _: self.page_changed.emit())
        self._nothing = NothingPage()
        self._stack.addWidget(self._nothing)
        layout.addWidget(self._stack, 1)
        self._made: dict[str, QWidget] = {}
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        self._top.setVisible(folded)
        self._rule.setVisible(folded)

    def page(self, name: str, make: Callable[[], W]) -> W:
        """The page called `name`, made by `make` when it is not there yet. A name stands for one kind of page."""
        known = self._made.get(name)
        if known is not None:
            return cast("W", known)
        made = make()
        self._made[name] = made
        self._stack.addWidget(made)
        return made

    def made(self, name: str) -> QWidget | None:
        return self._made.get(name)

    def show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)

    def show_nothing(self, text: str) -> None:
        self._nothing.say(text)
        self._stack.setCurrentWidget(self._nothing)

    def current(self) -> QWidget | None:
        return self._stack.currentWidget()

    def is_showing(self, name: str) -> bool:
        return self._made.get(name) is self._stack.currentWidget()
