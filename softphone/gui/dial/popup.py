"""The list of suggestions below the dial field. It never takes the focus: one goes on typing."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from softphone.calls.company_events import PresenceState
from softphone.gui.dial.completion import Suggestion
from softphone.gui.look.components import column
from softphone.gui.look.people_list import Row, RowList

_ROWS_SHOWN = 6


class SuggestionPopup(QFrame):
    """Lies over the window below `anchor`. `picked(suggestion)` on a click."""

    picked = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.setObjectName("dial-suggestions-frame")
        self.setProperty("card", "plain")
        layout = column(self, margin=4)
        self._list = RowList(
            object_name="dial-suggestions", accessible_name=self.tr("Suggestions"), parent=self
        )
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.opened.connect(lambda row: self.picked.emit(row.value))
        layout.addWidget(self._list)
        self.hide()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        return tuple(row.value for row in self._list.rows.rows if isinstance(row.value, Suggestion))

    def set_presence(self, presence_of: Callable[[str], PresenceState]) -> None:
        """What is known of the people in it."""
        self._list.presence_of = presence_of

    def show_suggestions(self, suggestions: tuple[Suggestion, ...]) -> None:
        self._list.set_rows(
            Row(
                key=suggestion.uri,
                title=suggestion.name or suggestion.address,
                subtitle=suggestion.address if suggestion.name else "",
                right=suggestion.label,
                value=suggestion,
                uri=suggestion.uri,
            )
            for suggestion in suggestions
        )
        self._list.choose(None)
        if not suggestions:
            self.hide()
            return
        height = self._list.sizeHintForRow(0) * min(len(suggestions), _ROWS_SHOWN) + 10
        corner = self._anchor.mapTo(self._anchor.window(), QPoint(0, self._anchor.height() + 4))
        self.setGeometry(corner.x(), corner.y(), self._anchor.width(), height)
        self.show()
        self.raise_()

    def current(self) -> Suggestion | None:
        """The suggestion that is marked, None when none is or the popup is closed."""
        row = self._list.current_row() if self.isVisible() else None
        return row.value if row is not None and isinstance(row.value, Suggestion) else None

    def step(self, by: int) -> None:
        """Mark the next or previous suggestion; past either end none is marked."""
        keys = [row.key for row in self._list.rows.rows]
        current = self._list.current_key()
        number = keys.index(current) + by if current in keys else (0 if by > 0 else len(keys) - 1)
        if 0 <= number < len(keys):
            self._list.choose(keys[number])
            spoken = self._list.rows.rows[number].spoken
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._anchor, spoken))
        else:
            self._list.choose(None)
