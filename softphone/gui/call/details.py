"""The two quiet links and what they open, in place: what a code means, and the response itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.notices import CallView, Phase
from softphone.gui.call.explained import explained
from softphone.gui.call.folding import FoldingRow
from softphone.gui.look.components import Space, button
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.call.explanation_panel import ExplanationPanel
    from softphone.gui.call.response_view import ResponseView


class Details(QWidget):
    """Hidden while there is nothing to explain. `opened` carries what was just opened, to be scrolled to."""

    opened = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-details")
        self._status = 0
        self._raw = b""
        self._source = ""
        self._panel: ExplanationPanel | None = None
        self._response: ResponseView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        links = FoldingRow()
        self._explain = button("", "quiet", object_name="link-explain", icon="question")
        self._explain.clicked.connect(self._toggle_panel)
        self._show_raw = button(
            self.tr("Show the SIP response"), "quiet", object_name="link-response", icon="code"
        )
        self._show_raw.clicked.connect(self._toggle_response)
        links.add(self._explain)
        links.add(self._show_raw)
        self._column.addWidget(links)
        self.hide()

    def show_view(self, view: CallView) -> None:
        choosing = view.phase is Phase.CHOOSING and view.offer is not None
        over = view.phase is Phase.ENDED
        offer = view.offer if choosing else None
        status = offer.status if offer is not None else view.status if over else 0
        raw = offer.raw if offer is not None else view.final_response if over else b""
        if (status, raw) != (self._status, self._raw):
            self.put_away()
        self._status, self._raw = status, raw
        self._source = self._where_from(offer.transport, offer.source) if offer is not None else ""
        has_text = explained(status)
        text = self.tr("What does {status} mean?").format(status=status)
        self._explain.set_label(text)
        self._explain.setAccessibleName(text)
        self._explain.setVisible(has_text)
        self._show_raw.setVisible(bool(raw))
        self.setVisible(has_text or bool(raw))

    def _where_from(self, transport: str, source: str) -> str:
        if not source:
            return ""
        text = self.tr("Received over {transport} from {source}")
        return text.format(transport=safe_text(transport, 10).upper(), source=safe_text(source, 60))

    def put_away(self) -> None:
        """Put away what is open."""
        for opened in (self._panel, self._response):
            if opened is not None:
                self._column.removeWidget(opened)
                opened.hide()
                opened.deleteLater()
        self._panel = None
        self._response = None

    def _toggle_panel(self) -> None:
        opened = self._panel is not None
        self.put_away()
        if opened:
            self._explain.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from softphone.gui.call.explanation_panel import ExplanationPanel  # noqa: PLC0415 -- read on demand

        self._panel = ExplanationPanel(self._status, self)
        self._panel.closed.connect(self._toggle_panel)
        self._column.addWidget(self._panel)
        self._panel.show()
        self.opened.emit(self._panel)
        self._panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_response(self) -> None:
        opened = self._response is not None
        self.put_away()
        if opened:
            self._show_raw.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from softphone.gui.call.response_view import ResponseView  # noqa: PLC0415 -- read on demand

        self._response = ResponseView(self._raw, self._source, self)
        self._response.closed.connect(self._toggle_response)
        self._column.addWidget(self._response)
        self._response.show()
        self.opened.emit(self._response)
        self._response.text.setFocus(Qt.FocusReason.OtherFocusReason)
