"""A message as a bubble: laid out once for a width, painted, and asked what is under the pointer.

The text is what somebody else wrote: it is never read as markup. Web addresses in it are shown as links and lead
somewhere only on a click.
"""

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from softphone.gui.look.theme import Space, Theme
from softphone.gui.messages.states import Fate, Offer
from softphone.sip.text import safe_paragraphs

_LINK: Final = re.compile(r"https?://[^\s<>\"'«»“”]{3,1000}", re.IGNORECASE)
_AFTER_LINK: Final = ".,;:!?)]}…"
_MOST_LINKS: Final = 50
_LONGEST: Final = 16_000
_WIDEST: Final = 520
_RADIUS: Final = 12
RETRY, CHOOSE = "softphone:retry", "softphone:choose"


@dataclass(frozen=True, slots=True)
class BubbleText:
    """All that is seen of a message. `action` is the words of what `fate` offers."""

    text: str
    time: str
    mine: bool
    fate: Fate
    action: str = ""

    @property
    def meta(self) -> str:
        return " · ".join(part for part in (self.time, self.fate.text) if part)


def links_in(text: str) -> list[tuple[int, int]]:
    """Start and end of the web addresses in `text`."""
    found = []
    for match in _LINK.finditer(text):
        end = match.start() + len(match[0].rstrip(_AFTER_LINK))
        found.append((match.start(), end))
        if len(found) == _MOST_LINKS:
            break
    return found


class Bubble:
    """One bubble at one width of the view."""

    def __init__(self, said: BubbleText, width: int, font: QFont) -> None:
        self.said = said
        self._theme = Theme.current()
        self._text = self._document(font, width)
        self._fill(self._text, safe_paragraphs(said.text, _LONGEST), "text", links=True)
        small = QFont(font)
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
        self._meta = self._document(small, width)
        self._write_meta()
        inner = max(self._text.idealWidth(), self._meta.idealWidth())
        for document in (self._text, self._meta):
            document.setTextWidth(inner)
        height = self._text.size().height() + self._meta.size().height()
        self.size = QSizeF(inner + 2 * Space.M, height + 2 * Space.S)
        self._width = width

    @staticmethod
    def _document(font: QFont, width: int) -> QTextDocument:
        made = QTextDocument()
        made.setDefaultFont(font)
        made.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        made.setTextWidth(max(80, min(_WIDEST, int(width * 0.82)) - 2 * Space.M))
        return made

    def _format(self, role: str, href: str = "") -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.color(role))
        if href:
            made.setAnchor(True)
            made.setAnchorHref(href)
            made.setFontUnderline(True)
        return made

    def _fill(self, document: QTextDocument, text: str, role: str, *, links: bool) -> None:
        cursor = QTextCursor(document)
        done = 0
        for start, end in links_in(text) if links else ():
            cursor.insertText(text[done:start], self._format(role))
            cursor.insertText(text[start:end], self._format("accent-text", text[start:end]))
            done = end
        cursor.insertText(text[done:], self._format(role))

    def _write_meta(self) -> None:
        cursor = QTextCursor(self._meta)
        cursor.insertText(self.said.time, self._format("text-muted"))
        fate = self.said.fate
        if fate.text:
            cursor.insertText(" · ", self._format("text-muted"))
            cursor.insertText(fate.text, self._format(fate.color))
        if fate.offer is not Offer.NONE:
            cursor.insertText("  ", self._format("text-muted"))
            href = RETRY if fate.offer is Offer.RETRY else CHOOSE
            cursor.insertText(self.said.action, self._format("accent-text", href))

    def _place(self, row: QRectF) -> QRectF:
        left = row.right() - Space.M - self.size.width() if self.said.mine else row.left() + Space.M
        return QRectF(QPointF(left, row.top() + Space.XS), self.size)

    def paint(self, painter: QPainter, row: QRectF, *, chosen: bool, focused: bool) -> None:
        place = self._place(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent-soft" if self.said.mine else "surface"
        painter.setBrush(self._theme.color(ground))
        edge = "focus" if focused else "accent-border" if chosen or self.said.mine else "border"
        painter.setPen(self._theme.color(edge))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.translate(place.left() + Space.M, place.top() + Space.S)
        # The first letters of Arabic stand where those of others do; a bubble is at its writer's side.
        context = QAbstractTextDocumentLayout.PaintContext()
        self._text.documentLayout().draw(painter, context)
        painter.translate(0, self._text.size().height())
        self._meta.documentLayout().draw(painter, context)
        painter.restore()

    def anchor_at(self, row: QRectF, point: QPointF) -> str:
        """The link under `point`, "" for none."""
        inside = point - self._place(row).topLeft() - QPointF(Space.M, Space.S)
        found = self._text.documentLayout().anchorAt(inside)
        if found:
            return found
        return self._meta.documentLayout().anchorAt(inside - QPointF(0, self._text.size().height()))

    def holds(self, row: QRectF, point: QPointF) -> bool:
        return self._place(row).contains(point)
