"""A group of fields that stays closed until somebody wants it, and says meanwhile what is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.gui.look.components import ElidedLabel, Space, button, column


class Fold(QWidget):
    """`body` takes the fields. `set_summary` says beside the heading what is set, while it is closed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"fold-{name}")
        layout = column(self, spacing=Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        self.toggle = button("", "quiet", object_name=f"fold-{name}-toggle")
        self.toggle.setCheckable(True)
        self.toggle.set_icon("chevron-right")
        self.toggle.toggled.connect(self._show)
        self.toggle.may_shrink()
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignVCenter)
        self._summary = ElidedLabel("", "small", object_name=f"fold-{name}-summary")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._summary, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(0)  # keeps the heading at the left where the summary is not shown
        layout.addLayout(head)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        self.body: QVBoxLayout = column(self._inner, spacing=Space.M)
        self.body.setContentsMargins(Space.XL, 0, 0, Space.M)
        layout.addWidget(self._inner)
        self._inner.hide()

    def set_heading(self, text: str) -> None:
        self.toggle.set_label(text)
        self.toggle.setAccessibleName(text)

    def is_open(self) -> bool:
        return self.toggle.isChecked()

    def set_open(self, on: bool) -> None:
        self.toggle.setChecked(on)

    def set_summary(self, text: str) -> None:
        self._summary.set_text(text)
        self.toggle.setAccessibleDescription(text)

    def _show(self, on: bool) -> None:
        self._inner.setVisible(on)
        self._summary.setVisible(not on)
        self.toggle.set_icon("chevron-down" if on else "chevron-right")
