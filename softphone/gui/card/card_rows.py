"""The rows of a card: each address with its verb, then a reminder, and where the server says more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.offer import Option, RedirectOffer
from softphone.gui.card.extra_rows import InfoRow, RemindRow
from softphone.gui.card.guard import PressGuard
from softphone.gui.card.option_row import OptionRow
from softphone.gui.card.plan import Layout, leading_row, usable
from softphone.gui.desktop import Desktop
from softphone.gui.look.components import Button, Space, button
from softphone.sip.explanation import Kind

_ROWS_AT_FIRST = 9
_ROWS_MORE = 20


class CardRows(QWidget):
    """`taken`, `chosen` and `written` are those of the rows; `remind()` asks for a reminder, `call_other(uri)` for a
    call beside the offer. `lead` is the button that Enter presses, None for none.
    """

    taken = Signal(object)  # Option
    chosen = Signal(object)  # Option
    written = Signal(object, str)  # Option, text
    remind = Signal()
    call_other = Signal(str)

    def __init__(
        self,
        offer: RedirectOffer,
        layout: Layout,
        *,
        guard: PressGuard,
        desktop: Desktop,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card-rows")
        self._offer = offer
        self._layout = layout
        self._guard = guard
        self._desktop = desktop
        self._rows: list[OptionRow] = []
        self.lead: Button | None = None
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.S)
        if layout is not Layout.ACTIONS:
            self._add(_ROWS_AT_FIRST)
        self._add_extras()
        self.setVisible(self._list.count() > 0)

    def _add(self, count: int) -> None:
        start = len(self._rows)
        leading = leading_row(self._offer) if self._layout is Layout.ROWS else None
        for index, option in enumerate(self._offer.options[start : start + count], start=start + 1):
            row = OptionRow(
                option,
                number=index,
                selectable=self._layout is Layout.SELECT and usable(option) and option.callable,
                leads=option is leading,
                message=self._offer.message is not None,
                parent=self,
            )
            row.taken.connect(self.taken)
            row.written.connect(self.written)
            row.chosen.connect(self.chosen)
            if row.button is not None:
                self._guard.watch(row.button)
                if option is leading:
                    self.lead = row.button
            self._rows.append(row)
            self._list.insertWidget(len(self._rows) - 1, row)
        left = len(self._offer.options) - len(self._rows)
        if left > 0 and start == 0:
            self._more = button("", "quiet", object_name="card-more")
            self._more.clicked.connect(lambda: self._add(_ROWS_MORE))
            self._list.addWidget(self._more)
        if start or left > 0:
            self._more.setVisible(left > 0)
            text = self.tr("Show %n more", "", left)
            self._more.set_label(text)
            self._more.setAccessibleName(text)

    def _add_extras(self) -> None:
        explanation = self._offer.explanation
        extras: list[RemindRow | InfoRow] = []
        if explanation.retry_after:
            remind = RemindRow(explanation.retry_after, parent=self)
            remind.taken.connect(self.remind)
            extras.append(remind)
        for index, link in enumerate(explanation.info_links[:5], start=1):
            info = InfoRow(link, index, desktop=self._desktop, parent=self)
            info.call.connect(self.call_other)
            extras.append(info)
        for row in extras:
            for inner in row.findChildren(Button):
                self._guard.watch(inner)
            self._list.addWidget(row)

    def mark(self, option: Option | None) -> None:
        """Show which row is chosen."""
        for row in self._rows:
            row.set_chosen(option is not None and row.option.number == option.number)

    def row_of(self, number: int) -> OptionRow | None:
        """The row of an option that can be taken; an emergency is never found by its number."""
        rows = (row for row in self._rows if row.option.number == number and row.button is not None)
        return next((row for row in rows if row.option.kind is not Kind.EMERGENCY), None)

    def focus_row(self, row: OptionRow) -> None:
        """Mark `row` alone and put the focus on its verb."""
        for other in self._rows:
            other.set_chosen(other is row)
        if row.button is not None:
            row.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_not_opened(self, option: Option) -> None:
        for row in self._rows:
            if row.option.number == option.number:
                row.say_not_opened()

    def keys(self) -> str:
        """The digits that reach a row, as "2–4"; "" for none, and where there is one address and no choice."""
        reached = [row.option.number for row in self._rows[:9] if self.row_of(row.option.number) is row]
        if not reached or len(self._rows) < 2:
            return ""
        return f"{reached[0]}–{reached[-1]}" if len(reached) > 1 else str(reached[0])
