"""The card that a redirect lays on the call page: what happened, the route, what is notable, and the choice."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from softphone.calls.offer import Action, Choice, Option, RedirectOffer
from softphone.gui.call.extra_rows import InfoRow, RemindRow
from softphone.gui.call.folding import FoldingRow
from softphone.gui.call.guard import PressGuard
from softphone.gui.call.notable_lines import NotableLines, refused_lines, words_of_server
from softphone.gui.call.option_row import OptionRow
from softphone.gui.call.plan import CardAction, Layout, actions, chosen_first, leading_row, plan, usable
from softphone.gui.call.route_picture import RoutePicture
from softphone.gui.call.stations import stations
from softphone.gui.desktop import Desktop
from softphone.gui.look.components import Button, Space, button, label
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_text

_ROWS_AT_FIRST = 9
_ROWS_MORE = 20
_NAME_WIDTH = 240


class RedirectCard(QFrame):
    """One offer. `answered` carries the person's choice, once; `call_other` an address to dial beside the offer."""

    answered = Signal(object)  # Choice
    call_other = Signal(str)

    def __init__(
        self, offer: RedirectOffer, *, own_address: str, desktop: Desktop, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.offer = offer
        self._plan = plan(offer)
        self._own_address = own_address
        self._desktop = desktop
        self._option: Option | None = None
        self._rows: list[OptionRow] = []
        self._done = False
        self.guard = PressGuard(self)
        self.setObjectName("redirect-card")
        self.setProperty("card", self._plan.tone.value)
        self.setAccessibleName(f"{self._plan.headline}. {self._plan.sentence}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        self._column.setSpacing(Space.M)
        self._name: QLineEdit | None = None
        self._lead: Button | None = None
        self._fill()

    def _fill(self) -> None:
        self._column.addWidget(label(self._plan.headline, "title", wrap=True, object_name="card-headline"))
        self._column.addWidget(label(self._plan.sentence, wrap=True, object_name="card-sentence"))
        if self._plan.after_failure:
            self._column.addWidget(
                label(self._plan.after_failure, "warning", wrap=True, object_name="card-after-failure")
            )
        for quote in words_of_server(self.offer):
            self._column.addWidget(quote)
        if self._plan.show_route:
            self._route: RoutePicture | None = RoutePicture(self)
            self._column.addWidget(self._route)
        else:
            self._route = None
        self._notables = NotableLines(self.offer, self)
        self._column.addWidget(self._notables)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.S)
        self._column.addLayout(self._list)
        if self._plan.layout is not Layout.ACTIONS:
            self._add_rows(_ROWS_AT_FIRST)
        self._add_extras()
        for said in refused_lines(self.offer):
            self._column.addWidget(said)
        if self._plan.ask_name:
            self._add_name()
        self._actions = FoldingRow()
        self._column.addWidget(self._actions)
        self._buttons = self._make_buttons()
        self._wanted: tuple[CardAction, ...] = ()
        self._choose(chosen_first(self.offer) if self._plan.layout is not Layout.ROWS else None)
        self._decline = button(
            self.tr("Not now"),
            "secondary" if self._plan.layout is Layout.ROWS else "quiet",
            object_name="card-decline",
        )
        self._decline.clicked.connect(self.decline)
        self.guard.watch(self._decline)
        self._actions.add(self._decline)

    # Rows

    def _add_rows(self, count: int) -> None:
        start = len(self._rows)
        leading = leading_row(self.offer) if self._plan.layout is Layout.ROWS else None
        for index, option in enumerate(self.offer.options[start : start + count], start=start + 1):
            selectable = self._plan.layout is Layout.SELECT and usable(option) and option.callable
            row = OptionRow(option, number=index, selectable=selectable, leads=option is leading, parent=self)
            row.taken.connect(self._take)
            row.chosen.connect(self._choose)
            if row.button is not None:
                self.guard.watch(row.button)
                if option is leading:
                    self._lead = row.button
            self._rows.append(row)
            self._list.insertWidget(len(self._rows) - 1, row)
        left = len(self.offer.options) - len(self._rows)
        if left > 0 and start == 0:
            self._more = button("", "quiet", object_name="card-more")
            self._more.clicked.connect(lambda: self._add_rows(_ROWS_MORE))
            self._list.addWidget(self._more)
        if start or left > 0:
            self._more.setVisible(left > 0)
            text = self.tr("Show %n more", "", left)
            self._more.set_label(text)
            self._more.setAccessibleName(text)

    def _add_extras(self) -> None:
        explanation = self.offer.explanation
        extras: list[RemindRow | InfoRow] = []
        if explanation.retry_after:
            remind = RemindRow(explanation.retry_after, parent=self)
            remind.taken.connect(lambda: self._answer(Choice(Action.REMIND)))
            extras.append(remind)
        for index, link in enumerate(explanation.info_links[:5], start=1):
            info = InfoRow(link, index, desktop=self._desktop, parent=self)
            info.call.connect(self.call_other)
            extras.append(info)
        for row in extras:
            for inner in row.findChildren(Button):
                self.guard.watch(inner)
            self._list.addWidget(row)

    def _choose(self, option: Option | None) -> None:
        self._option = option
        for row in self._rows:
            row.set_chosen(option is not None and row.option.number == option.number)
        if self._route is not None:
            self._route.set_stations(stations(self.offer, option, self._own_address))
        self._notables.show_option(option)
        self._show_actions()

    # Buttons below

    def _make_buttons(self) -> list[Button]:
        """At most three actions; each is told later what it does."""
        made = []
        for index in range(0 if self._plan.layout is Layout.ROWS else 3):
            action = button("", object_name=f"card-action-{index}")
            action.clicked.connect(lambda _checked=False, index=index: self._act(index))
            self.guard.watch(action)
            self._actions.add(action)
            made.append(action)
        return made

    def _show_actions(self) -> None:
        """Say on the buttons what can be done with the chosen address."""
        if self._plan.layout is Layout.ROWS:
            return
        self._wanted = wanted = actions(self.offer, self._option)
        for index, made in enumerate(self._buttons):
            made.setVisible(index < len(wanted))
            if index >= len(wanted):
                continue
            action = wanted[index]
            made.set_label(action.text)
            made.setObjectName(f"card-{action.action.value}")
            made.setAccessibleName(action.text)
            made.set_kind("primary" if action.leads else "secondary")
            if action.leads:
                self._lead = made
                if action.action is not Action.SAVE_ONLY:
                    made.set_icon("phone")

    def _act(self, index: int) -> None:
        action = self._wanted[index].action
        saving = action in (Action.SAVE_AND_CALL, Action.SAVE_ONLY)
        name = self._name.text().strip() if self._name is not None and saving else None
        if self._name is not None and saving and not name:
            self._name_error.show()
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        number = self._option.number if self._option is not None else None
        self._answer(Choice(action, number, name))

    def _add_name(self) -> None:
        box = FoldingRow(spacing=Space.M)
        caption = label(self.tr("Save as"), "muted")
        box.add(caption)
        self._name = QLineEdit(safe_text(self.offer.suggested_name, 80))
        self._name.setObjectName("card-name")
        self._name.setMaxLength(200)
        self._name.setCursorPosition(0)
        self._name.setMinimumWidth(_NAME_WIDTH)
        self._name.setAccessibleName(self.tr("Name of the new contact"))
        self._name.setPlaceholderText(self.tr("Name"))
        caption.setBuddy(self._name)
        box.add(self._name)
        self._column.addWidget(box)
        self._name_error: QLabel = label(
            self.tr("A contact needs a name; nothing was saved yet."),
            "error",
            wrap=True,
            object_name="card-name-error",
        )
        self._name_error.hide()
        self._column.addWidget(self._name_error)

    # What the person does

    def _take(self, option: Option) -> None:
        """A row's verb was pressed."""
        if not self.guard.armed():
            return
        if option.kind is Kind.CALLBACK:
            self._answer(Choice(Action.REMIND, option.number))
        elif option.callable:
            self._answer(Choice(Action.CALL, option.number))
        elif option.uri is not None and self._desktop.open_external(option.kind, option.uri):
            self._answer(Choice(Action.TOOK, option.number))
        else:
            row = next((row for row in self._rows if row.option.number == option.number), None)
            if row is not None:
                row.say_not_opened()

    def _answer(self, choice: Choice) -> None:
        if self._done or not self.guard.armed():
            return
        self._done = True
        self.answered.emit(choice)

    def decline(self) -> None:
        """Not now."""
        self._answer(Choice(Action.DECLINE))

    def take_lead(self) -> None:
        """What Enter does: the filled button, if there is one."""
        if self._lead is not None and self.guard.armed():
            self._lead.click()

    def choose_number(self, number: int) -> bool:
        """What a digit does: choose that row, so that Enter takes it. False when there is no such row."""
        if not self.guard.armed():
            return False
        row = next(
            (row for row in self._rows if row.option.number == number and row.button is not None), None
        )
        if row is None or row.button is None:
            return False
        if self._plan.layout is Layout.SELECT and row.option.callable:
            self._choose(row.option)
            if self._lead is not None:
                self._lead.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            for other in self._rows:
                other.set_chosen(other is row)
            row.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_lead(self) -> None:
        """Put the focus where Enter is safe: on the leading button, else on Not now."""
        (self._lead or self._decline).setFocus(Qt.FocusReason.OtherFocusReason)

    def key_hint(self) -> str:
        """Which keys answer, for the foot of the page."""
        parts = []
        count = min(9, len([row for row in self._rows if row.button is not None]))
        if count > 1:
            parts.append(self.tr("1–{count} choose").format(count=count))
        if self._lead is not None:
            parts.append(self.tr("Enter: {action}").format(action=self._lead.text().replace("&&", "&")))
        parts.append(self.tr("Esc: not now"))
        return " · ".join(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Counted from when the painting reaches the screen, after this event.
        QTimer.singleShot(0, self.guard.painted)
