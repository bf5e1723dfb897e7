"""Links that explain in place what the answers of a call that is over meant."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from softphone.gui.explain.explained import explained
from softphone.gui.look.components import Button, Space, button, column
from softphone.gui.look.folding import FoldingRow

if TYPE_CHECKING:
    from softphone.gui.explain.panel import ExplanationPanel


class ExplainLinks(QWidget):
    """One link for each different status that has a text; hidden when there is none."""

    def __init__(self, statuses: Iterable[int | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain-links")
        self._column = column(self, spacing=Space.M)
        self._panel: ExplanationPanel | None = None
        self._open_by: Button | None = None
        row = FoldingRow()
        different = [status for status in dict.fromkeys(statuses) if status and explained(status)]
        for status in different:
            row.add(self._link(status))
        self._column.addWidget(row)
        if not different:
            self.hide()

    def _link(self, status: int) -> Button:
        text = self.tr("What does {status} mean?").format(status=status)
        made = button(text, "quiet", object_name=f"explain-{status}", icon="question")
        made.clicked.connect(lambda: self._toggle(status, made))
        return made

    def _toggle(self, status: int, link: Button) -> None:
        before = self._open_by
        self._put_away()
        if before is link:
            return
        from softphone.gui.explain.panel import ExplanationPanel  # noqa: PLC0415 -- read on demand

        self._panel = ExplanationPanel(status, self)
        self._open_by = link
        self._panel.closed.connect(self._put_away)
        self._column.addWidget(self._panel)
        self._panel.show()
        self._panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        # When the layout has given it its place.
        QTimer.singleShot(0, self._panel, self._panel.reveal)

    def _put_away(self) -> None:
        if self._panel is None or self._open_by is None:
            return
        self._column.removeWidget(self._panel)
        self._panel.hide()
        self._panel.deleteLater()
        self._open_by.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel = self._open_by = None
