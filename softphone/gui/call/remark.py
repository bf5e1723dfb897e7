"""One sentence on the call page with an icon, perhaps with what can be done about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from softphone.gui.look.components import Button, IconLabel, Space, button, label
from softphone.gui.words.breakable import breakable_words

# Pixels for icon and sentence; with less the actions go below, so that a sentence is no column of words.
_BESIDE_ACTION = 240


class Remark(QFrame):
    """Hidden while it has nothing to say. `role` colours the icon; "warning-text" and "danger-text" the frame too."""

    def __init__(self, name: str, icon_name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("card", {"warning-text": "notice", "danger-text": "danger"}.get(role, "info"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.S)
        self.icon = IconLabel(icon_name, role, size=18)
        row.addWidget(self.icon)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(Space.XS)
        row.addLayout(self._line, 1)
        self.text = label("", wrap=True, object_name=f"{name}-text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._line.addWidget(self.text, 1)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(Space.XS)
        self._line.addLayout(self._ways)
        self.ways: list[Button] = []
        self.hide()

    @property
    def action(self) -> Button | None:
        """The first of what can be done."""
        return self.ways[0] if self.ways else None

    def add_action(self, text: str, name: str = "action") -> Button:
        made = button(text, "quiet", object_name=f"{self.objectName()}-{name}")
        made.may_shrink()
        self.ways.append(made)
        self._ways.addWidget(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [made for made in self.ways if not made.isHidden()]
        if not shown:
            return
        beside = self.width() - sum(made.sizeHint().width() for made in shown) >= _BESIDE_ACTION
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            left = Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeft
            self._line.setAlignment(self._ways, left)
            self.updateGeometry()

    def say(self, text: str) -> None:
        self.text.setText(breakable_words(text))
        self.text.setAccessibleName(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
