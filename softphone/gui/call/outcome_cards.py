"""Cards that say who rings, how a call came to its end, and what a message says."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.records import Ended
from softphone.calls.views import CallView, Stopped
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.words.ending import ended_sentence
from softphone.gui.words.quality_text import summary_text
from softphone.gui.words.wording import address_text, status_text
from softphone.sip.text import safe_paragraphs

_MESSAGE_LIMIT = 4000
_ALARMING = (Ended.FAILED, Ended.LOST, Ended.MISSED)


class IncomingCard(QFrame):
    """Who rings, and whether the name is this phone's or only the caller's word."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incoming-card")
        self.setProperty("card", "positive")
        column = _column(self)
        column.addWidget(label(self.tr("Incoming call"), "title", wrap=True))
        known = view.contact is not None
        text = (
            self.tr("{address} is in your contacts.")
            if known
            else self.tr("{address} is not in your contacts; the name is what the caller's phone says.")
        ).format(address=address_text(view.party_uri))
        column.addWidget(label(text, wrap=True, object_name="incoming-who"))
        self.setAccessibleName(text)


class EndedCard(QFrame):
    """How the call came to its end, in words. `ask_this_time()` when a rule is to be passed over once."""

    ask_this_time = Signal()

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence = ended_sentence(view)
        by_rule = view.stopped is Stopped.BY_RULE
        kept_away = view.by_itself is not None and view.answered_at is None
        calm = by_rule or kept_away or (view.ended not in _ALARMING and view.stopped is None)
        self.setObjectName("ended-card")
        self.setProperty("card", "plain" if calm else "notice")
        self.setAccessibleName(f"{sentence.headline}. {sentence.advice}")
        column = _column(self)
        column.addWidget(label(sentence.headline, "title", wrap=True, object_name="ended-headline"))
        column.addWidget(label(sentence.advice, wrap=True, object_name="ended-advice"))
        if view.quality_summary is not None:
            sound = label(summary_text(view.quality_summary), "small", wrap=True, object_name="ended-quality")
            sound.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(sound)
        answers = [
            f"{address_text(leg.uri)} · {status_text(leg.status, leg.reason)}"
            for leg in view.legs[-6:]
            if leg.status is not None and leg.status >= (200 if len(view.legs) > 1 else 300)
        ]
        for text in answers:
            said = label(text, "small", wrap=True, object_name="ended-leg")
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(said)
        if by_rule:
            row = FoldingRow()
            ask = button(self.tr("Ask this time"), object_name="ended-ask", icon="phone")
            ask.clicked.connect(self.ask_this_time)
            row.add(ask)
            column.addWidget(row)


class MessageQuote(QFrame):
    """The text of a message, as text and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-quote")
        self.setProperty("card", "plain")
        column = _column(self)
        self._who = label("", "overline", object_name="message-who")
        column.addWidget(self._who)
        self._text = label("", wrap=True, object_name="message-text")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._text)
        self.hide()

    def show_view(self, view: CallView) -> None:
        text = safe_paragraphs(view.message or "", _MESSAGE_LIMIT)
        received = view.ended is Ended.RECEIVED
        who = self.tr("Their message") if received else self.tr("Your message")
        self._who.setText(who)
        self._text.setText(text)
        self.setAccessibleName(f"{who}: {text}")
        self.setVisible(view.message is not None)


def _column(frame: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(frame)
    column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
    column.setSpacing(Space.S)
    return column
