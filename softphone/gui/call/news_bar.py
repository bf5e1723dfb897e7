"""The quiet bar at the foot of the call page: what was saved just now, with a way back."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.notices import AlternativesSaved, MoveSaved, MovesShortened, RuleSaved
from softphone.calls.rules import RedirectPolicy
from softphone.gui.look.components import QuietBar, Space
from softphone.gui.words.remark_text import rule_subject
from softphone.sip.text import safe_text

Saved = MoveSaved | AlternativesSaved | RuleSaved | MovesShortened


class NewsBar(QWidget):
    """One bar at a time; the newer takes the place of the older."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-news")
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self._bar: QuietBar | None = None
        self.hide()

    def say(self, saved: Saved, back: Callable[[], None]) -> str:
        """Show what was saved; `back` undoes it, or of a rule shows where it is changed. The text, to be spoken."""
        if self._bar is not None:
            self._bar.finish()
        text = self._text(saved)
        way_back = self.tr("Change") if isinstance(saved, RuleSaved) else self.tr("Undo")
        bar = QuietBar(text, way_back, back, parent=self)
        bar.closed.connect(self._gone)
        self._bar = bar
        self._place.addWidget(bar)
        bar.show()
        self.show()
        return text

    def _gone(self) -> None:
        self._bar = None
        self.hide()

    def _text(self, saved: Saved) -> str:
        if isinstance(saved, RuleSaved):
            text = (
                self.tr("From now on nothing is followed for {whom}")
                if saved.rule.policy is RedirectPolicy.NEVER
                else self.tr("From now on this is followed for {whom}")
            )
            return text.format(whom=rule_subject(saved.rule))
        if isinstance(saved, MoveSaved):
            text = (
                self.tr("{name} was added to your contacts")
                if saved.created
                else self.tr("The address of {name} was updated")
            )
        elif isinstance(saved, MovesShortened):
            text = self.tr("{name} is kept with the address that answered")
        else:
            text = (
                self.tr("{name} was added to your contacts")
                if saved.before is None
                else self.tr("{name} has further addresses now")
            )
        return text.format(name=safe_text(saved.contact.name, 80))
