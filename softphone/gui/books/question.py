"""A question below what it is about, with two things that can be done and a way out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from softphone.gui.look.components import Button, Space, button, column, label
from softphone.gui.look.folding import FoldingRow

Answer = tuple[str, Callable[[], None]]


class ChoiceQuestion(QFrame):
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
        self.harsh = button("", "danger", object_name=f"{name}-harsh")
        self.no = button(self.tr("Leave it"), object_name=f"{name}-no")
        for each in (self.mild, self.harsh, self.no):
            row.add(each)
        layout.addWidget(row)
        self._answers: dict[Button, Callable[[], None]] = {}
        for asked in (self.mild, self.harsh):
            asked.clicked.connect(lambda _checked=False, asked=asked: self._said(asked))
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, text: str, mild: Answer, harsh: Answer) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        for asked, (words, then) in ((self.mild, mild), (self.harsh, harsh)):
            asked.set_label(words)
            asked.setAccessibleName(words)
            self._answers[asked] = then
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.asked.emit)  # laid out by then

    def _said(self, asked: Button) -> None:
        self.hide()
        self._answers[asked]()
