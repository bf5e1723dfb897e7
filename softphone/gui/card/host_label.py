"""An address on one line that is cut without ever hiding who it belongs to."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from softphone.gui.look.eliding import elided
from softphone.sip.text import safe_text

_LONGEST = 400


def around_host(uri: str) -> tuple[str, str, str]:
    """`uri` without scheme and query, safe to show: what stands before its host, the host, what follows.

    Of "mailto:anna@hotel.example?subject=x" it is ("anna@", "hotel.example", "").
    """
    scheme, colon, rest = uri.partition(":")
    if not colon:
        return "", safe_text(uri, _LONGEST), ""
    scheme, after = scheme.lower(), ""
    shown = rest.partition("?")[0] or rest
    if scheme in ("http", "https"):
        # The host ends at the first of these and nowhere later, however the rest is made up.
        authority, after = _cut(shown.removeprefix("//"))
        before, at, host = authority.rpartition("@")
    else:
        if scheme in ("xmpp", "im"):
            # An account may stand before it ("xmpp://me@here/you@there") and a resource behind.
            shown = shown[2:].partition("/")[2] if shown.startswith("//") else shown
            shown = shown.partition("/")[0]
        before, at, host = shown.rpartition("@")
    return safe_text(before + at, _LONGEST), safe_text(host, _LONGEST), safe_text(after.rstrip("/"), _LONGEST)


def _cut(text: str) -> tuple[str, str]:
    end = min((text.index(mark) for mark in "/#\\" if mark in text), default=len(text))
    return text[:end], text[end:]


class HostLabel(QLabel):
    """Plain text. The suffix goes first. The host stays as long as there is room for it at all, and then loses its
    beginning: whom a domain belongs to stands at its end.
    """

    def __init__(self, uri: str, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._host, self._after = around_host(uri)
        self._full = self._before + self._host + self._after + suffix
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("text-role", "small")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._full)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def _cut(self) -> None:
        metrics, room = self.fontMetrics(), max(0, self.width())
        shown = self._full
        if metrics.horizontalAdvance(shown) > room:
            shown = self._before + self._host + self._after
        if metrics.horizontalAdvance(shown) > room:
            shown = elided(self._host, metrics, Qt.TextElideMode.ElideLeft, room)
            left = room - metrics.horizontalAdvance(shown)
            behind = min(metrics.horizontalAdvance(self._after), left if not self._before else left // 2)
            after = elided(self._after, metrics, Qt.TextElideMode.ElideRight, behind) if behind > 0 else ""
            left -= metrics.horizontalAdvance(after)
            before = elided(self._before, metrics, Qt.TextElideMode.ElideRight, left) if left > 0 else ""
            shown = before + shown + after
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
