"""The small button beside the actions of a card that makes an answer a standing one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from softphone.gui.call.standing import Standing
from softphone.gui.look.components import Button


class AlwaysButton(Button):
    """Opens a menu. `picked(standing)`; hidden while there is nothing to pick."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", parent=parent)
        text = self.tr("Always…")
        self.set_label(text)
        self.setAccessibleName(self.tr("Always or never do this"))
        self.setObjectName("card-always")
        self.set_icon("chevron-down")
        self._menu = QMenu(self)
        self._menu.setObjectName("card-always-menu")
        self._menu.setAccessibleName(self.accessibleName())
        self.clicked.connect(self._open)
        self.hide()

    def set_standing(self, rows: Sequence[Standing]) -> None:
        """Offer `rows`, a line between what is followed and what never is."""
        self._menu.clear()
        for before, row in zip((None, *rows), rows, strict=False):
            if before is not None and before.follow and not row.follow:
                self._menu.addSeparator()
            action = QAction(row.text.replace("&", "&&"), self._menu)
            action.setObjectName(f"always-{row.scope.value}-{'follow' if row.follow else 'never'}")
            action.triggered.connect(lambda _checked=False, row=row: self.picked.emit(row))
            self._menu.addAction(action)
        self.setVisible(bool(rows))

    def _open(self) -> None:
        # popup and not exec: nothing waits for it, a call that ends takes it away with the card.
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        first = next((action for action in self._menu.actions() if not action.isSeparator()), None)
        if first is not None:
            self._menu.setActiveAction(first)
