"""The inspector of a call that the history keeps: the final answers of its legs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.records import AttemptRecord
from softphone.gui.look.components import Space, button
from softphone.gui.look.folding import FoldingRow

if TYPE_CHECKING:
    from softphone.gui.wire.inspector import Inspector


class RecordInspector(QWidget):
    """A quiet link that opens it in place."""

    def __init__(self, record: AttemptRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record-inspector")
        self._record = record
        self._inspector: Inspector | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        row = FoldingRow()
        self._link = button(
            self.tr("Show the SIP response"), "quiet", object_name="record-response", icon="code"
        )
        self._link.clicked.connect(self._toggle)
        row.add(self._link)
        self._column.addWidget(row)

    def _toggle(self) -> None:
        if self._inspector is not None:
            self._column.removeWidget(self._inspector)
            self._inspector.hide()
            self._inspector.deleteLater()
            self._inspector = None
            self._link.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from softphone.gui.wire.inspector import Inspected, Inspector  # noqa: PLC0415 -- read on demand

        legs = self._record.legs
        # The redirect is what people look for; without one the answer that ended the call.
        answered = [leg for leg in legs if leg.final_response]
        leg = next((each for each in answered if 300 <= (each.status or 0) < 400), answered[-1])
        self._inspector = Inspector(Inspected(leg.final_response, request_uri=leg.uri, legs=legs), self)
        self._inspector.closed.connect(self._toggle)
        self._column.addWidget(self._inspector)
        self._inspector.show()
        self._inspector.focus_first()
