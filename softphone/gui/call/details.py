"""The two quiet links and what they open, in place: what a code means, and what came over the wire."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.views import CallView, Phase
from softphone.gui.explain.explained import explained
from softphone.gui.look.components import Space, button
from softphone.gui.look.folding import FoldingRow

if TYPE_CHECKING:
    from softphone.calls.offer import RedirectOffer
    from softphone.gui.explain.panel import ExplanationPanel
    from softphone.gui.wire.inspector import Inspected, Inspector


class Details(QWidget):
    """Hidden while there is nothing to explain. `opened` carries what was just opened, to be scrolled to."""

    opened = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-details")
        self._status = 0
        self._raw = b""
        self._view: CallView | None = None
        self._offer: RedirectOffer | None = None
        self._panel: ExplanationPanel | None = None
        self._inspector: Inspector | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        links = FoldingRow()
        self._explain = button("", "quiet", object_name="link-explain", icon="question")
        self._explain.clicked.connect(self._toggle_panel)
        self._show_raw = button(
            self.tr("Show the SIP response"), "quiet", object_name="link-response", icon="code"
        )
        self._show_raw.clicked.connect(self._toggle_inspector)
        links.add(self._explain)
        links.add(self._show_raw)
        self._column.addWidget(links)
        self.hide()

    def show_view(self, view: CallView) -> None:
        choosing = view.phase is Phase.CHOOSING and view.offer is not None
        over = view.phase is Phase.ENDED
        offer = view.offer if choosing else None
        status = offer.status if offer is not None else view.status if over else 0
        raw = _newest_answer(view)
        if raw != self._raw or (offer is not None and self._offer not in (None, offer)):
            self.put_away()
        elif status != self._status:
            self._put_panel_away()
        self._status, self._raw, self._view = status, raw, view
        self._offer = offer or self._offer
        has_text = explained(status)
        text = self.tr("What does {status} mean?").format(status=status)
        self._explain.set_label(text)
        self._explain.setAccessibleName(text)
        self._explain.setVisible(has_text)
        shown = self.tr("Show the SIP response") if raw else self.tr("Show the SIP messages")
        self._show_raw.set_label(shown)
        self._show_raw.setAccessibleName(shown)
        self._show_raw.setVisible(bool(raw or view.messages))
        self.setVisible(has_text or bool(raw or view.messages))
        if self._inspector is not None:
            self._inspector.show_flow(view.messages, view.legs)

    def put_away(self) -> None:
        """Put away what is open."""
        self._put_panel_away()
        if self._inspector is not None:
            self._drop(self._inspector)
            self._inspector = None

    def _put_panel_away(self) -> None:
        if self._panel is not None:
            self._drop(self._panel)
            self._panel = None

    def _drop(self, opened: QWidget) -> None:
        self._column.removeWidget(opened)
        opened.hide()
        opened.deleteLater()

    def _toggle_panel(self) -> None:
        opened = self._panel is not None
        self.put_away()
        if opened:
            self._explain.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from softphone.gui.explain.panel import ExplanationPanel  # noqa: PLC0415 -- read on demand

        self._panel = ExplanationPanel(self._status, self)
        self._panel.closed.connect(self._toggle_panel)
        self._column.addWidget(self._panel)
        self._panel.show()
        self.opened.emit(self._panel)
        self._panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_inspector(self) -> None:
        opened = self._inspector is not None
        self.put_away()
        if opened or self._view is None:
            self._show_raw.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from softphone.gui.wire.inspector import Inspector  # noqa: PLC0415 -- read on demand

        self._inspector = Inspector(_inspected(self._view), self)
        self._inspector.closed.connect(self._toggle_inspector)
        self._column.addWidget(self._inspector)
        self._inspector.show()
        self.opened.emit(self._inspector)
        self._inspector.focus_first()


def _newest_answer(view: CallView) -> bytes:
    """The final response that the page is about: that of the offer, else the newest of any leg."""
    if view.phase is Phase.CHOOSING and view.offer is not None:
        return view.offer.raw
    return view.final_response or next(
        (leg.final_response for leg in reversed(view.legs) if leg.final_response), b""
    )


def _inspected(view: CallView) -> "Inspected":
    from softphone.calls.offer import Provenance  # noqa: PLC0415 -- read on demand
    from softphone.gui.wire.inspector import Inspected  # noqa: PLC0415 -- as above

    raw = _newest_answer(view)
    offer = view.offer if view.offer is not None and view.offer.raw == raw else None
    if offer is not None:
        known = offer.provenance
        provenance = (
            known if known.transport else Provenance(offer.transport, offer.source, offer.tls_verified)
        )
    else:
        provenance = view.provenance or Provenance()
    uri = next((leg.uri for leg in reversed(view.legs) if leg.final_response == raw), None)
    return Inspected(raw, offer, provenance, uri, view.messages, view.legs)
