"""A question below what it is about, with what would be done and a way out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow


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
        self.yes = button("", "danger", object_name=f"{name}-yes")
        self.yes.clicked.connect(self._said_yes)
        row.add(self.yes)
        self.no = button(self.tr("Leave it"), object_name=f"{name}-no")
        self.no.clicked.connect(self.hide)
        row.add(self.no)
        layout.addWidget(row)
        self._then: Callable[[], None] | None = None
        self.hide()

    def ask(self, text: str, yes: str, then: Callable[[], None]) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self.yes.set_label(yes)
        self.yes.setAccessibleName(yes)
        self._then = then
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.asked.emit)  # laid out by then

    def _said_yes(self) -> None:
        self.hide()
        then, self._then = self._then, None
        if then is not None:
            then()
