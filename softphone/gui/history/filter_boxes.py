"""The boxes of the filter: what came of it, redirects, account, days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from softphone.calls.accounts import Account
from softphone.calls.history import HistoryFilter, Outcome, Redirected
from softphone.gui.history.day_edit import DayEdit
from softphone.gui.history.filter_words import outcome_name, redirect_name, span_name
from softphone.gui.look.components import Space, label
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.words.plain_text import short_address

_BETWEEN = "between"
_ROOM_FOR_DAYS = 200  # pixels for the figures of two days beside each other
_DAYS = (("today", 1), ("week", 7), ("month", 30), ("year", 365))


class FilterBoxes(QWidget):
    """`changed()` when something else is chosen in one of them."""

    changed = Signal()

    def __init__(self, accounts: Callable[[], Sequence[Account]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history-filter-boxes")
        self._accounts = accounts
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        self.outcome = self._box("history-outcome", self.tr("What is listed"))
        for outcome in (None, *Outcome):
            self.outcome.addItem(outcome_name(outcome), outcome)
        self.redirects = self._box("history-redirected", self.tr("Redirects"))
        for redirected in (None, *Redirected):
            self.redirects.addItem(redirect_name(redirected), redirected)
        self.account = self._box("history-account", self.tr("Account"))
        self.span = self._box("history-span", self.tr("When"))
        for name, text in (
            ("", span_name(None, None)),
            ("today", self.tr("Today")),
            ("week", self.tr("The last 7 days")),
            ("month", self.tr("The last 30 days")),
            ("year", self.tr("The last 12 months")),
            (_BETWEEN, self.tr("Between two days…")),
        ):
            self.span.addItem(text, name)
        self.days = QWidget()
        row = QGridLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.first = self._day(row, 0, self.tr("From"), "history-first")
        self.last = self._day(row, 1, self.tr("To"), "history-last")
        self.first.setDate(QDate.currentDate().addDays(-7))
        for number, box in enumerate((self.outcome, self.redirects, self.span, self.account)):
            grid.addWidget(box, number, 0)
        grid.addWidget(self.days, 4, 0)
        self.show_accounts()
        self._show_days()

    def _box(self, object_name: str, accessible_name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setObjectName(object_name)
        box.setAccessibleName(accessible_name)
        box.setMinimumWidth(0)
        box.activated.connect(self._chosen)
        return box

    def _day(self, row: QGridLayout, place: int, text: str, object_name: str) -> DayEdit:
        edit = DayEdit(object_name, text)
        edit.dateChanged.connect(self._chosen)
        # Large letters put one day below the other.
        below = 2 * edit.fontMetrics().horizontalAdvance("00.00.0000") > _ROOM_FOR_DAYS
        line, side = (2 * place, 0) if below else (0, place)
        row.addWidget(label(text, "small"), line, side)
        row.addWidget(edit, line + 1, side)
        row.setColumnStretch(side, 1)
        return edit

    def _chosen(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        self.days.setVisible(self.span.currentData() == _BETWEEN)

    def show_accounts(self) -> None:
        """The accounts of now; the box is there when there is a choice."""
        chosen = self.account.currentData()
        self.account.clear()
        self.account.addItem(self.tr("Every account"), "")
        for account in self._accounts():
            self.account.addItem(account.display_name or short_address(account.uri), account.id)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))
        self.account.setVisible(self.account.count() > 2)

    def dates(self) -> tuple[QDate | None, QDate | None]:
        """The first and the last day, None for no end."""
        name = self.span.currentData()
        today = QDate.currentDate()
        if name == _BETWEEN:
            first, last = self.first.date(), self.last.date()
            return (first, last) if first <= last else (last, first)
        days = dict(_DAYS).get(name)
        return (None, None) if days is None else (today.addDays(1 - days), today)

    def narrow(self, wanted: HistoryFilter) -> HistoryFilter:
        first, last = self.dates()
        outcome, redirected = self.outcome.currentData(), self.redirects.currentData()
        return replace(
            wanted,
            outcome=Outcome(outcome) if outcome else None,
            redirected=Redirected(redirected) if redirected else None,
            account_id=str(self.account.currentData() or ""),
            since=_moment(first),
            until=_moment(None if last is None else last.addDays(1)),
        )

    def said(self) -> list[str]:
        """What they ask for, each in a few words."""
        boxes = (self.outcome, self.redirects, self.account)
        words = [box.currentText() for box in boxes if box.currentIndex() > 0]
        if self.span.currentData():
            words.append(span_name(*self.dates()))
        return words

    def clear(self) -> None:
        for box in (self.outcome, self.redirects, self.account, self.span):
            box.setCurrentIndex(0)
        self._show_days()


def _moment(day: QDate | None) -> datetime | None:
    """The beginning of a day here, None for no end."""
    if day is None:
        return None
    return datetime.fromtimestamp(day.startOfDay().toSecsSinceEpoch(), UTC)
