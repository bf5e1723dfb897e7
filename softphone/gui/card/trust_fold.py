""" "Where this answer came from": how far it can be trusted, what was removed, and what is different."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.offer import Option, Provenance, RedirectOffer
from softphone.gui.card.compared_address import ComparedAddress
from softphone.gui.look.components import Button, IconLabel, Space, button, label
from softphone.gui.words.trust_text import (
    changed_text,
    removed_text,
    sender_is_doubtful,
    sender_text,
    source_text,
)
from softphone.sip.text import safe_text


class TrustFold(QWidget):
    """What `toggle` opens, which stands wherever the card wants it. Told which option it is about.

    `opened(widget)` when it has been unfolded.
    """

    opened = Signal(QWidget)

    def __init__(self, offer: RedirectOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trust-fold")
        self._offer = offer
        self._option: Option | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._column = column
        self._content: QFrame | None = None
        self.toggle: Button = button(
            self.tr("Where this answer came from"), "quiet", object_name="trust-toggle", icon="chevron-right"
        )
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._show)
        self.hide()

    def show_option(self, option: Option | None) -> None:
        self._option = option
        if self._content is not None:
            self._show(shown=True)

    def _show(self, shown: bool) -> None:
        self.setVisible(shown)
        self.toggle.set_icon("chevron-down" if shown else "chevron-right")
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        if shown:
            self._content = _content(self._offer, self._option, self)
            self._column.addWidget(self._content)
            self._content.show()
            self.opened.emit(self)


def _content(offer: RedirectOffer, option: Option | None, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName("trust-content")
    frame.setProperty("row", "plain")
    column = QVBoxLayout(frame)
    column.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
    column.setSpacing(Space.S)
    provenance = _provenance(offer)
    verified = provenance.transport.lower() == "tls" and provenance.tls_verified
    _line(
        column, "shield" if verified else "shield-question", verified, source_text(provenance), "trust-source"
    )
    doubtful = sender_is_doubtful(provenance)
    _line(column, "warning" if doubtful else "proxy", not doubtful, sender_text(provenance), "trust-sender")
    options = (option,) if option is not None else offer.options
    removed = dict.fromkeys(name for each in options for name in each.ignored_headers)
    _line(column, "cut", False, removed_text(removed), "trust-removed")
    if option is not None:
        _compare(column, offer, option)
    return frame


def _provenance(offer: RedirectOffer) -> Provenance:
    """The offer's own, or what it says in its older fields."""
    if offer.provenance.transport:
        return offer.provenance
    return Provenance(offer.transport, offer.source, offer.tls_verified)


def _line(column: QVBoxLayout, icon_name: str, good: bool, text: str, name: str) -> None:
    if not text:
        return
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(IconLabel(icon_name, "positive-text" if good else "warning-text", size=17))
    said = label(text, wrap=True, object_name=name)
    said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    row.addWidget(said, 1)
    column.addLayout(row)


def _compare(column: QVBoxLayout, offer: RedirectOffer, option: Option) -> None:
    """The address before and the new one; for a 305 the proxy, which stands beside no old address."""
    new = option.proxy or option.dial_uri or option.uri
    if not new or not offer.old_uri or option.proxy or not option.changed:
        return
    said = changed_text(option.changed)
    column.addWidget(label(said, "small", wrap=True, object_name="trust-changed"))
    before = QCoreApplication.translate("TrustFold", "Before")
    after = QCoreApplication.translate("TrustFold", "New")
    for caption, uri, name in ((before, offer.old_uri, "trust-before"), (after, new, "trust-new")):
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        shown = label(caption, "small")
        shown.setMinimumWidth(52)
        row.addWidget(shown)
        address = ComparedAddress(uri, option.changed, spoken=f"{caption}: {safe_text(uri, 1000)}. {said}")
        address.setObjectName(name)
        row.addWidget(address, 1)
        column.addLayout(row)
