"""The card that a redirect lays on the call page: what happened, the route, what is notable, and the choice."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.calls.offer import Action, Choice, Option, RedirectOffer
from softphone.calls.rules import RuleScope
from softphone.gui.call.standing import Standing, standing_action, standing_answers
from softphone.gui.card.always_menu import AlwaysButton
from softphone.gui.card.card_rows import CardRows
from softphone.gui.card.guard import PressGuard
from softphone.gui.card.name_form import NameForm
from softphone.gui.card.notable_lines import NotableLines, refused_lines, words_of_server
from softphone.gui.card.option_row import message_uri
from softphone.gui.card.plan import (
    CardAction,
    Layout,
    actions,
    chosen_first,
    keepable,
    plan,
)
from softphone.gui.card.route_picture import RoutePicture
from softphone.gui.card.stations import stations
from softphone.gui.card.trust_fold import TrustFold
from softphone.gui.desktop import Desktop
from softphone.gui.look.components import Button, Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.sip.explanation import Kind


class RedirectCard(QFrame):
    """One offer. `answered` carries the person's choice, once; `kept` one that leaves the offer open, once;
    `message_written` a text for another address before it is answered; `call_other` an address to dial beside the
    offer; `opened` what was unfolded.
    """

    answered = Signal(object)  # Choice
    kept = Signal(object)  # Choice
    message_written = Signal(str, str)  # URI, text
    call_other = Signal(str)
    opened = Signal(QWidget)

    def __init__(
        self,
        offer: RedirectOffer,
        *,
        own_address: str,
        desktop: Desktop,
        has_account: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.offer = offer
        self._has_account = has_account
        self._plan = plan(offer)
        self._own_address = own_address
        self._desktop = desktop
        self._option: Option | None = None
        self._done = False
        self.guard = PressGuard(self)
        self.setObjectName("redirect-card")
        self.setProperty("card", self._plan.tone.value)
        self.setAccessibleName(f"{self._plan.headline}. {self._plan.sentence}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        self._column.setSpacing(Space.M)
        self._name: NameForm | None = None
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
        self._trust = TrustFold(self.offer, self)
        self._trust.opened.connect(self.opened)
        self._rows = self._make_rows()
        self._column.addWidget(self._rows)
        for said in refused_lines(self.offer):
            self._column.addWidget(said)
        if self._plan.ask_name:
            self._name = NameForm(self.offer.suggested_name, self)
            self._name.remember_toggled.connect(self._show_actions)
            self._column.addWidget(self._name)
        self._actions = FoldingRow()
        self._column.addWidget(self._actions)
        self._buttons = self._make_buttons()
        self._always = AlwaysButton(self)
        self._always.picked.connect(self._answer_always)
        self.guard.watch(self._always)
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
        self._actions.add(self._always)
        self.setTabOrder(self._decline, self._always)
        self._add_quiet_line()

    def _make_rows(self) -> CardRows:
        rows = CardRows(self.offer, self._plan.layout, guard=self.guard, desktop=self._desktop, parent=self)
        rows.taken.connect(self._take)
        rows.chosen.connect(self._choose)
        rows.written.connect(self._write)
        rows.remind.connect(lambda: self._answer(Choice(Action.REMIND)))
        rows.call_other.connect(self.call_other)
        self._lead = rows.lead
        return rows

    def _add_quiet_line(self) -> None:
        """What is there for those who look for it, below everything else."""
        line = FoldingRow()
        line.add(self._trust.toggle)
        if keepable(self.offer):
            self._keep = button("", "quiet", object_name="card-keep", icon="contacts")
            known = self.offer.contact is not None
            text = (
                self.tr("Save these as further addresses")
                if known
                else self.tr("Save these as a new contact")
            )
            self._keep.set_label(text)
            self._keep.setAccessibleName(text)
            self._keep.clicked.connect(self._keep_all)
            self.guard.watch(self._keep)
            line.add(self._keep)
        self._column.addWidget(line)
        self._column.addWidget(self._trust)

    # Choosing

    def _choose(self, option: Option | None) -> None:
        self._option = option
        self._rows.mark(option)
        if self._route is not None:
            self._route.set_stations(stations(self.offer, option, self._own_address))
        self._notables.show_option(option)
        self._trust.show_option(option or self._only_option())
        self._always.set_standing(
            standing_answers(self.offer, option or self._only_option(), has_account=self._has_account)
        )
        self._show_actions()

    def spoken(self) -> str:
        """What is to be heard before a key is pressed: what happened, where it would go, and what is wrong with it."""
        return " ".join(filter(None, (self.accessibleName(), self._plan.after_failure, self._where_to())))

    def _where_to(self) -> str:
        """The address that would be called, and all that is notable about it."""
        option = self._option
        ahead = stations(self.offer, option, self._own_address)[
            -2 if option is not None and option.proxy else -1 :
        ]
        places = (f"{station.caption}: {station.text}" for station in ahead)
        return " ".join(f"{text}." for text in (*places, *self._notables.texts))

    def _only_option(self) -> Option | None:
        return self.offer.options[0] if len(self.offer.options) == 1 else None

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
        self._wanted = wanted = actions(self.offer, self._option, remember_only=self._remember_only())
        for index, made in enumerate(self._buttons):
            made.setVisible(index < len(wanted))
            if index >= len(wanted):
                continue
            action = wanted[index]
            made.set_label(action.text)
            made.setObjectName(f"card-{action.action.value}")
            made.setAccessibleName(action.text)
            made.setAccessibleDescription(self._where_to())
            made.set_kind("primary" if action.leads else "secondary")
            if action.leads:
                self._lead = made
                if action.action is not Action.SAVE_ONLY:
                    made.set_icon("phone" if self.offer.message is None else "message")

    def _remember_only(self) -> bool:
        return self._name is not None and self._name.remember_only()

    def _act(self, index: int) -> None:
        self._act_on(self._wanted[index].action)

    def _act_on(self, action: Action, *, always_for: RuleScope | None = None) -> None:
        name = None
        if self._name is not None and action in (Action.SAVE_AND_CALL, Action.SAVE_ONLY):
            name = self._name.name()
            if not name:
                self._name.ask()
                return
        option = self._option or self._only_option()
        self._answer(Choice(action, option.number if option is not None else None, name, always_for))

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
            self._rows.say_not_opened(option)

    def _write(self, option: Option, text: str) -> None:
        """A message for this address: it is sent on its own, and the offer is answered."""
        uri = message_uri(option)
        if uri is not None and not self._done and self.guard.armed():
            self.message_written.emit(uri, text)
            self._answer(Choice(Action.TOOK, option.number))

    def _answer_always(self, standing: Standing) -> None:
        option = self._option or self._only_option()
        if not standing.follow:
            self._answer(Choice(Action.DECLINE, always_for=standing.scope))
        elif option is not None:
            action = standing_action(self.offer, option, remember_only=self._remember_only())
            self._act_on(action, always_for=standing.scope)

    def _keep_all(self) -> None:
        """Save the alternatives; the offer stays open."""
        if self._done or not self.guard.armed():
            return
        self._keep.setEnabled(False)
        name = self.offer.suggested_name if self.offer.contact is None else None
        self.kept.emit(Choice(Action.SAVE_ALTERNATIVES, name=name))

    def say_kept(self, *, kept: bool) -> None:
        """The alternatives are saved, or could not be."""
        if keepable(self.offer):
            self._keep.setEnabled(not kept)

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
        row = self._rows.row_of(number)
        if row is None:
            return False
        if self._plan.layout is Layout.SELECT and row.option.callable:
            self._choose(row.option)
            if self._lead is not None:
                self._lead.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._rows.focus_row(row)
        return True

    def focus_lead(self) -> None:
        """Put the focus where Enter is safe: on the leading button, else on Not now."""
        (self._lead or self._decline).setFocus(Qt.FocusReason.OtherFocusReason)

    def key_hint(self) -> str:
        """Which keys answer, for the foot of the page."""
        parts = []
        if keys := self._rows.keys():
            parts.append(self.tr("{keys}: choose").format(keys=keys))
        if self._lead is not None:
            parts.append(self.tr("Enter: {action}").format(action=self._lead.text().replace("&&", "&")))
        parts.append(self.tr("Esc: not now"))
        return " · ".join(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Counted from when the painting reaches the screen, after this event.
        QTimer.singleShot(0, self.guard.painted)
