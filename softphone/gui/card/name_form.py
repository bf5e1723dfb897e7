"""What a stranger's new address is saved as, or that no contact is wanted at all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from softphone.gui.look.components import Space, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import CheckBox
from softphone.sip.text import safe_text

_NAME_WIDTH = 240


class NameForm(QWidget):
    """`remember_toggled()` when the person wants the move remembered without a contact, or again with one."""

    remember_toggled = Signal()

    def __init__(self, suggested: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card-name-form")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        box = FoldingRow(spacing=Space.M)
        self._caption = label(self.tr("Save as"), "muted")
        box.add(self._caption)
        self._name = QLineEdit(safe_text(suggested, 80))
        self._name.setObjectName("card-name")
        self._name.setMaxLength(200)
        self._name.setCursorPosition(0)
        self._name.setMinimumWidth(_NAME_WIDTH)
        self._name.setAccessibleName(self.tr("Name of the new contact"))
        self._name.setPlaceholderText(self.tr("Name"))
        self._caption.setBuddy(self._name)
        box.add(self._name)
        column.addWidget(box)
        self._error = label(
            self.tr("A contact needs a name; nothing was saved yet."),
            "error",
            wrap=True,
            object_name="card-name-error",
        )
        self._error.hide()
        column.addWidget(self._error)
        self._remember = CheckBox(
            self.tr("Only remember the new address, make no contact"), "card-remember", self
        )
        self._remember.toggled.connect(self._on_remember)
        column.addWidget(self._remember)

    def name(self) -> str:
        return self._name.text().strip()

    def ask(self) -> None:
        """Say that a name is missing and put the focus there."""
        self._error.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember_only(self) -> bool:
        return self._remember.isChecked()

    def _on_remember(self) -> None:
        only = self.remember_only()
        self._name.setEnabled(not only)
        self._caption.setEnabled(not only)
        if only:
            self._error.hide()
        self.remember_toggled.emit()
