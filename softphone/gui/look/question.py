"""A question below what it is about, with what would be done and a way out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from softphone.gui.look.components import Button, Space, button, column, label
from softphone.gui.look.folding import FoldingRow

Answer = tuple[str, Callable[[], None]]


class Question(QFrame):
    """Hidden until `ask`; "Leave it" means no. `asked()` when it can be seen."""

    asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("bar", "banner")
        layout = column(self, margin=Space.M)
        self.text = label("", wrap=True, object_name=f"{name}-text")
        layout.addWidget(self.text)
        row = FoldingRow()
        self.mild = button("", "primary", object_name=f"{name}-mild")
        self.yes = button("", "danger", object_name=f"{name}-yes")
        self.no = button(self.tr("Leave it"), object_name=f"{name}-no")
        for each in (self.mild, self.yes, self.no):
            row.add(each)
        layout.addWidget(row)
        self._then: dict[Button, Callable[[], None]] = {}
        for asked in (self.mild, self.yes):
            asked.clicked.connect(lambda _checked=False, asked=asked: self._said(asked))
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, text: str, yes: Answer, mild: Answer | None = None) -> None:
        """`mild`: what can be done instead, and loses less."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._then.clear()
        for asked, answer in ((self.mild, mild), (self.yes, yes)):
            asked.setVisible(answer is not None)
            if answer is not None:
                words, self._then[asked] = answer
                asked.set_label(words)
                asked.setAccessibleName(words)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.asked.emit)  # laid out by then

    def _said(self, asked: Button) -> None:
        self.hide()
        self._then.pop(asked)()
