"""The whole address, before another program on this computer is given it."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from softphone.gui.card.host_label import around_host
from softphone.gui.desktop import may_open
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.words.kind_wording import verb
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_text


class Confirmation(QWidget):
    """`confirmed()` when the person has seen the address and wants it opened, `cancelled()` otherwise."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, kind: Kind, uri: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confirmation")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        allowed = may_open(kind, uri)
        self._said = label(
            self.tr("Another program on this computer will be given this address:")
            if allowed
            else self.tr("This phone hands no such address to other programs:"),
            "small",
            wrap=True,
            object_name="confirm-text",
        )
        column.addWidget(self._said)
        address = label(breakable(safe_text(uri, 1000)), wrap=True, object_name="confirm-address")
        address.setAccessibleName(safe_text(uri, 1000))
        address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(address)
        host = around_host(uri)[1]
        if kind is Kind.WEB and host:
            site = label(breakable(self.tr("The page is at {host}").format(host=host)), "strong", wrap=True)
            site.setObjectName("confirm-host")
            site.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(site)
        row = FoldingRow()
        self._first = button(verb(kind), "primary", object_name="confirm-open")
        self._first.clicked.connect(self.confirmed)
        copy = button(self.tr("Copy address"), object_name="confirm-copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(uri))
        if allowed:
            row.add(self._first)
        else:
            self._first.deleteLater()
            self._first = copy
        row.add(copy)
        back = button(self.tr("Cancel"), "quiet", object_name="confirm-cancel")
        back.clicked.connect(self.cancelled)
        row.add(back)
        self._order = (self._first, copy, back) if allowed else (copy, back)
        column.addWidget(row)

    def follow(self, widget: QWidget) -> None:
        """The Tab key comes here after `widget`, beside which this was unfolded."""
        for before, after in pairwise((widget, *self._order)):
            QWidget.setTabOrder(before, after)

    def focus_first(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_not_opened(self) -> None:
        """No program took the address."""
        self._said.setText(
            self.tr("No program on this computer opens this address. Copy it to use it elsewhere.")
        )


def breakable(text: str) -> str:
    """`text` with places where a line may break, so that a long address wraps."""
    for mark in "@/;?&=.":
        text = text.replace(mark, f"{mark}\u200b")
    return text
