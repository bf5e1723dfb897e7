"""One sentence on the call page with an icon, perhaps with what can be done about it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from softphone.gui.look.components import Button, IconLabel, Space, button, label
from softphone.gui.look.folding import FoldingRow
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
        self._ways = FoldingRow(spacing=Space.XS, wraps=True)
        self._ways.keep_natural_width(keep=True)
        self._ways.hide()
        self._line.addWidget(self._ways)
        self.ways: list[Button] = []
        self.hide()

    @property
    def action(self) -> Button | None:
        """The first of what can be done."""
        return self.ways[0] if self.ways else None

    def add_action(self, text: str, name: str = "action") -> Button:
        made = button(text, "quiet", object_name=f"{self.objectName()}-{name}")
        self.ways.append(made)
        self._ways.add(made)
        self._ways.show()
        self._fit_ways()
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_ways()

    def _fit_ways(self) -> None:
        """Beside the sentence, as wide as they are; or below, on as many lines as they need."""
        shown = [made for made in self.ways if not made.isHidden()]
        if not shown:
            return
        ways = sum(made.sizeHint().width() for made in shown)
        beside = self.width() - ways >= _BESIDE_ACTION and self._is_lower_beside(ways)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            self._ways.keep_natural_width(keep=beside)
            self.updateGeometry()

    def _is_lower_beside(self, ways: int) -> bool:
        """A remark that grew with more width would switch the page's scroll bar on and off without end."""
        room = self.width() - self.icon.width() - 2 * Space.M - Space.S
        folded = self.text.heightForWidth(room - ways - Space.XS * len(self.ways))
        return folded <= self.text.heightForWidth(room) + Space.XS + self._ways.heightForWidth(room)

    def say(self, text: str) -> None:
        self.text.setText(breakable_words(text))
        self.text.setAccessibleName(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
