"""What scrolls on the call page, from the header down to the explanations."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from softphone.gui.call.details import Details
from softphone.gui.call.header import CallHeader
from softphone.gui.call.keypad import Keypad
from softphone.gui.call.levels import Levels
from softphone.gui.call.outcome_cards import MessageQuote
from softphone.gui.call.remarks import Remarks
from softphone.gui.card.tab_order import follow
from softphone.gui.look.theme import Space

_WIDEST = 860
_NARROW = 560
_SETTLED_MS = 150


class CallBody(QScrollArea):
    """Parts in order: `header`, `remarks`, what is said of the talk, `message`, the stage for a card, `keypad`, what
    shows and sets the sound, `levels`, `details`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-scroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._reveal: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._inside = _Inside()
        self._inside.setProperty("ground", "none")
        self.setWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(Space.L)
        self.header = CallHeader()
        self.remarks = Remarks()
        self.message = MessageQuote()
        self._stage = QVBoxLayout()
        self._stage.setSpacing(Space.L)
        self.levels = Levels()
        self.keypad = Keypad()
        self.keypad.hide()
        self.details = Details()
        self.details.opened.connect(self._scroll_to)
        self._talk = QVBoxLayout()
        self._talk.setSpacing(Space.S)
        self._sound = QVBoxLayout()
        self._sound.setSpacing(Space.L)
        self._column.addWidget(self.header)
        self._column.addWidget(self.remarks)
        self._column.addLayout(self._talk)
        self._column.addWidget(self.message)
        self._column.addLayout(self._stage)
        self._column.addWidget(
            self.keypad
        )  # whole in a low window, too: the sound may be scrolled away instead
        self._column.addLayout(self._sound)
        for part in (self.levels, self.details):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def stage(self, card: QWidget) -> None:
        """Put `card` on the page, visible at once and not with the layout's next pass."""
        self._stage.addWidget(card)
        card.show()
        follow((self.header, self.remarks), card)

    def add_talk(self, part: QWidget) -> None:
        """What is to be said about the talk, between the remarks and the card."""
        self._talk.addWidget(part)
        follow((self.header, self.remarks), part)

    def add_sound(self, part: QWidget) -> None:
        """What shows or sets the sound, above the loudness of both sides."""
        self._sound.addWidget(part)
        follow((self.header, self.remarks, self.keypad), part)

    def unstage(self, card: QWidget) -> None:
        """Take `card` away for good."""
        self._stage.removeWidget(card)
        card.hide()
        card.deleteLater()

    def reveal(self, opened: QWidget) -> None:
        """Bring something that was just unfolded into view."""
        self._scroll_to(opened)

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        margin = Space.L if width < _NARROW else Space.XXL
        right = max(margin, width - _WIDEST - margin)
        self._column.setContentsMargins(margin, Space.L if margin == Space.L else Space.XL, right, Space.L)

    def _scroll_to(self, opened: QWidget) -> None:
        """Bring what was opened into view, its top first."""
        self._reveal = opened
        # The layout settles in several passes of the event loop; each tells a new range.
        QTimer.singleShot(_SETTLED_MS, self, self._settled)

    def _settled(self) -> None:
        self._reveal = None

    def _on_range(self) -> None:
        opened = self._reveal
        if opened is None or not isValid(opened):  # it may be put away before the layout has settled
            return
        top = opened.mapTo(self._inside, opened.rect().topLeft()).y()
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        hidden = top + min(opened.height(), room) - room
        bar.setValue(max(bar.value(), min(top - Space.M, max(hidden + Space.M, 0))))


class _Inside(QWidget):
    """Its height follows from its width alone, so that no scroll bar shows where all fits."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
