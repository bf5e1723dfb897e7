"""The small button beside the actions of a card that makes an answer a standing one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from softphone.gui.call.standing import Standing
from softphone.gui.look.components import Button


class AlwaysButton(Button):
    """Opens a menu. `picked(standing)`; hidden while there is nothing to pick."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", parent=parent)
        self.setObjectName("card-always")
        self.set_icon("chevron-down")
        self._rows: Sequence[Standing] = ()
        self.clicked.connect(self._open)
        self.hide()

    def set_standing(self, rows: Sequence[Standing]) -> None:
        """Offer `rows`: what is followed, then what never is."""
        self._rows = rows
        text = self.tr("Always…") if any(row.follow for row in rows) else self.tr("Never…")
        self.set_label(text)
        self.setAccessibleName(self.tr("Make this the answer from now on: {text}").format(text=text))
        self.setVisible(bool(rows))

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("card-always-menu")
        menu.setAccessibleName(self.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for before, row in zip((None, *self._rows), self._rows, strict=False):
            if before is not None and before.follow and not row.follow:
                menu.addSeparator()
            action = QAction(row.text.replace("&", "&&"), menu)
            action.setObjectName(f"always-{row.scope.value}-{'follow' if row.follow else 'never'}")
            action.triggered.connect(lambda _checked=False, row=row: self.picked.emit(row))
            menu.addAction(action)
        # popup and not exec: nothing waits for it, and a call that ends takes it away with the card.
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
