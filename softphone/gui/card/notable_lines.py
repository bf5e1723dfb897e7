"""The points a person should know, each with an icon and a short phrase; and what the server wrote."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.offer import Option, RedirectOffer
from softphone.gui.card.plan import notables
from softphone.gui.look.components import IconLabel, Space, label
from softphone.gui.words.kind_wording import notable_icon, notable_text
from softphone.sip.explanation import Notable
from softphone.sip.text import safe_paragraphs, safe_text

_QUOTE_LIMIT = 1200


class NotableLines(QWidget):
    """For the answer as a whole and for the chosen option; remade when another one is chosen."""

    def __init__(self, offer: RedirectOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notables")
        self._offer = offer
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._lines: list[QWidget] = []
        self.texts: list[str] = []

    def show_option(self, option: Option | None) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines.clear()
        self.texts.clear()
        if self._offer.tls_verified:
            text = QCoreApplication.translate(
                "NotableLines", "the answer came encrypted from a verified server"
            )
            self._add("shield", "positive-text", text)
        for notable in notables(self._offer, option):
            self._add(notable_icon(notable), "warning-text", _said(notable, option))
        if option is not None and option.headers:
            carried = ", ".join(
                f"{safe_text(k, 40)}: {safe_text(v, 80)}" for k, v in list(option.headers.items())[:4]
            )
            text = QCoreApplication.translate("NotableLines", "the call would carry along {headers}")
            self._add("info", "text-muted", text.format(headers=carried))
        self.setVisible(bool(self._lines))

    def _add(self, icon_name: str, role: str, text: str) -> None:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon_name, role, size=17))
        self.texts.append(text[:1].upper() + text[1:])
        said = label(self.texts[-1], wrap=True, object_name="notable")
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(said, 1)
        self._lines.append(line)
        self._column.addWidget(line)


def _said(notable: Notable, option: Option | None) -> str:
    if notable is Notable.HEADERS_STRIPPED and option is not None and option.ignored_headers:
        names = ", ".join(safe_text(name, 30) for name in option.ignored_headers[:6])
        text = QCoreApplication.translate("NotableLines", "tried to set {headers} of your call; removed")
        return text.format(headers=names)
    return notable_text(notable)


def words_of_server(offer: RedirectOffer) -> list[QWidget]:
    """The body's text and the Warnings, as quotes: nobody should take them for this phone's own words."""
    quotes = []
    body = safe_paragraphs(offer.explanation.body_text or "", _QUOTE_LIMIT)
    if body:
        quotes.append(_quote(f"“{body}”", QCoreApplication.translate("NotableLines", "The server wrote")))
    for warning in offer.explanation.warnings[:3]:
        said = safe_text(warning, 300)
        quotes.append(_quote(f"“{said}”", QCoreApplication.translate("NotableLines", "The server warns")))
    return quotes


def _quote(text: str, who: str) -> QWidget:
    frame = QFrame()
    frame.setProperty("card", "quote")
    frame.setObjectName("quote")
    frame.setAccessibleName(f"{who}: {text}")
    column = QVBoxLayout(frame)
    column.setContentsMargins(Space.M, 2, 0, 2)
    column.setSpacing(0)
    column.addWidget(label(who, "small"))
    said = label(text, "quote", wrap=True, object_name="quote-text")
    said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column.addWidget(said)
    return frame


def refused_lines(offer: RedirectOffer) -> list[QWidget]:
    """Values of the answer that are not offered, named so that nothing goes missing in silence."""
    rejected = offer.explanation.rejected
    if not rejected:
        return []
    named = ", ".join(safe_text(item.value, 60) for item in rejected[:3])
    text = QCoreApplication.translate("NotableLines", "%n entry(s) not offered: {named}", None, len(rejected))
    made = label(text.format(named=named), "small", wrap=True, object_name="refused")
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return [made]
