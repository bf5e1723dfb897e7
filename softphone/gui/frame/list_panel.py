"""The frame of every list: a heading with its commands, the rows, and a sentence when there are none."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from softphone.gui.look.components import ElidedLabel, Space, button, column, label
from softphone.gui.look.people_list import Row, RowList, RowModel

_ONE_ROW = 70


class EmptyState(QWidget):
    """A sentence and one thing to do about it."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        layout = column(self, margin=Space.L, spacing=Space.M)
        self._text = label("", "muted", wrap=True, object_name=f"{object_name}-text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = button("", "secondary", object_name=f"{object_name}-action")
        self.action.may_shrink()
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        self._act: Callable[[], None] | None = None
        self.action.clicked.connect(self._clicked)

    def say(self, text: str, action_text: str = "", action: Callable[[], None] | None = None) -> None:
        self._text.setText(text)
        self._act = action
        self.action.set_label(action_text)
        self.action.setAccessibleName(action_text)
        self.action.setVisible(action is not None)

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()


class ListPanel(QWidget):
    """`head` takes commands at the right of the heading, `tools` widgets between it and the rows, `middle` widgets
    beside the rows, and `foot` widgets below them."""

    def __init__(
        self, name: str, heading: str, parent: QWidget | None = None, *, rows: RowModel | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-panel")
        layout = column(self, spacing=0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(Space.M, Space.XS, Space.S, Space.XS)
        self.heading = ElidedLabel(heading, "title", object_name=f"{name}-heading")
        self.head.addWidget(self.heading, 1)
        layout.addLayout(self.head)
        self.tools = QVBoxLayout()
        self.tools.setContentsMargins(Space.M, 0, Space.M, Space.S)
        self.tools.setSpacing(Space.S)
        layout.addLayout(self.tools)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_ONE_ROW)  # filters above may take the rest of a low window
        self.list = RowList(object_name=f"{name}-list", accessible_name=heading, rows=rows)
        self.empty = EmptyState(f"{name}-empty")
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.stack, 1)
        layout.addLayout(self.middle, 1)
        self.foot = QVBoxLayout()
        layout.addLayout(self.foot)

    def set_rows(self, rows: Iterable[Row]) -> None:
        self.list.set_rows(rows)
        self.show_rows_or_empty()

    def show_rows_or_empty(self) -> None:
        self.stack.setCurrentWidget(self.list if self.list.rows.rowCount() else self.empty)
