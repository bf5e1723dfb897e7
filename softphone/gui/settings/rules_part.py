"""The list of standing rules, with the box that changes the chosen one, and a form for a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.rules import RedirectPolicy, RedirectRule, RuleScope
from softphone.gui.frame.page import field
from softphone.gui.look.components import button, column, label, restyle
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.address_reasons import address_error_text
from softphone.gui.words.plain_text import date_text, short_address
from softphone.gui.words.redirect_words import policy_text, rule_subject
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

_ROWS_SHOWN = 5
_ICONS = {
    RuleScope.CONTACT: "person",
    RuleScope.ADDRESS: "link",
    RuleScope.DOMAIN: "domain",
    RuleScope.ACCOUNT: "account",
}


def policy_box(object_name: str, accessible_name: str) -> ChoiceBox:
    """A box with every policy."""
    made = ChoiceBox()
    made.setObjectName(object_name)
    made.setAccessibleName(accessible_name)
    for policy in RedirectPolicy:
        made.addItem(policy_text(policy), policy)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


class RulesPart(QWidget):
    def __init__(self, desk: RedirectDesk, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "none")
        self._desk = desk
        self._settings = settings
        layout = column(self)
        self._none = label(
            self.tr(
                "No rule yet: the phone asks at every redirect. A card can make one, and so can you here."
            ),
            "muted",
            wrap=True,
            object_name="rules-none",
        )
        layout.addWidget(self._none)
        self.list = RowList(object_name="rules-list", accessible_name=self.tr("Standing rules"))
        self.list.setProperty("ground", "canvas")
        self.list.removed.connect(lambda row: self._remove(row.value))
        self.list.selectionModel().currentChanged.connect(lambda _: self._show_chosen())
        layout.addWidget(self.list)
        self.change = QWidget()
        below = column(self.change)
        self.policy = policy_box("rules-policy", "")
        self.policy.activated.connect(self._change)
        self._policy_field = field(self.tr("What happens"), self.policy, "rules-policy")
        below.addLayout(self._policy_field)
        layout.addWidget(self.change)
        layout.addWidget(self._buttons())
        self.form = RuleForm(desk, settings)
        self.form.closed.connect(self._form_closed)
        self.form.hide()
        layout.addWidget(self.form)
        desk.rules_changed.connect(self.reload)

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.add_button = button(self.tr("Add a rule"), object_name="rules-add", icon="plus")
        self.add_button.clicked.connect(self._open_form)
        row.add(self.add_button)
        self.remove_button = button(self.tr("Remove"), "quiet", object_name="rules-remove", icon="trash")
        self.remove_button.clicked.connect(lambda: self._remove(self._chosen()))
        row.add(self.remove_button)
        return row

    def reload(self) -> None:
        rules = self._desk.rules()
        self.list.set_rows(self._row(rule) for rule in rules)
        if rules and self.list.current_row() is None:
            self.list.choose(self.list.rows.row_at(0).key)
        if rules:
            self.list.setFixedHeight(min(_ROWS_SHOWN, len(rules)) * self.list.sizeHintForRow(0) + 2)
        for widget in (self.list, self.change, self.remove_button):
            widget.setVisible(bool(rules))
        self._none.setVisible(not rules)
        self._show_chosen()

    def choose(self, rule: RedirectRule) -> None:
        self.list.choose((rule.scope, rule.subject))
        self.policy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, rule: RedirectRule) -> Row:
        return Row(
            # A changed rule has another id; whom it is about stays.
            key=(rule.scope, rule.subject),
            title=self._title(rule),
            subtitle=policy_text(rule.policy),
            right=self.tr("since {date}").format(date=date_text(rule.made_at)),
            avatar="",
            icon=_ICONS[rule.scope],
            value=rule,
        )

    def _title(self, rule: RedirectRule) -> str:
        whom = rule_subject(rule, self._settings.value)
        if rule.scope in (RuleScope.DOMAIN, RuleScope.ACCOUNT):
            return whom[:1].upper() + whom[1:]
        return whom

    def _chosen(self) -> RedirectRule | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, RedirectRule) else None

    def _show_chosen(self) -> None:
        rule = self._chosen()
        if rule is not None:
            self.policy.setCurrentIndex(list(RedirectPolicy).index(rule.policy))
            whom = rule_subject(rule, self._settings.value)
            self.policy.setAccessibleName(self.tr("What happens for {whom}").format(whom=whom))

    def _change(self) -> None:
        rule = self._chosen()
        policy = RedirectPolicy(self.policy.currentData())
        if rule is not None and rule.policy is not policy:
            self._desk.set_rule(rule.scope, rule.subject, policy)

    def _remove(self, rule: object) -> None:
        if isinstance(rule, RedirectRule):
            self._desk.remove_rule(rule, rule_subject(rule, self._settings.value))

    def _open_form(self) -> None:
        self.form.start()
        self.form.show()
        self.add_button.hide()
        self.form.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_closed(self) -> None:
        self.form.hide()
        self.add_button.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)


class RuleForm(QWidget):
    """A new rule for a domain or an account. People get theirs on their own page. `closed()` when it is done."""

    closed = Signal()

    def __init__(self, desk: RedirectDesk, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "none")
        self._desk = desk
        self._settings = settings
        layout = column(self)
        self.who = ChoiceBox()
        self.who.currentIndexChanged.connect(self._who_changed)
        layout.addLayout(field(self.tr("For whom"), self.who, "rule-who"))
        self._domain_place = QWidget()
        place = column(self._domain_place)
        self.domain = AddressEdit(object_name="rule-domain", accessible_name="")
        self.domain.setPlaceholderText("office.example")
        self.domain.textChanged.connect(self._clear)
        place.addLayout(field(self.tr("Domain, what stands behind the @"), self.domain, "rule-domain"))
        self._error = error_line(object_name="rule-error")
        place.addWidget(self._error)
        layout.addWidget(self._domain_place)
        self.policy = policy_box("rule-policy", self.tr("What happens"))
        layout.addLayout(field(self.tr("What happens"), self.policy, "rule-policy"))
        row = FoldingRow()
        self.save_button = button(self.tr("Add"), "primary", object_name="rule-save")
        self.save_button.clicked.connect(self.save)
        self.domain.returnPressed.connect(self.save)
        row.add(self.save_button)
        self.cancel_button = button(self.tr("Cancel"), "quiet", object_name="rule-cancel")
        self.cancel_button.clicked.connect(self.closed)
        row.add(self.cancel_button)
        layout.addWidget(row)

    def start(self) -> None:
        self.who.clear()
        self.who.addItem(self.tr("Everybody at a domain"), "")
        for account in self._settings.value.accounts:
            self.who.addItem(
                self.tr("Calls from {account}").format(account=short_address(account.uri)), account.id
            )
        self.domain.clear()
        self.policy.setCurrentIndex(list(RedirectPolicy).index(RedirectPolicy.FOLLOW_SAME_DOMAIN))
        self._clear()

    def save(self) -> None:
        policy = RedirectPolicy(self.policy.currentData())
        account_id = self.who.currentData()
        if account_id:
            self._desk.set_rule(RuleScope.ACCOUNT, str(account_id), policy)
        else:
            domain = self._read_domain()
            if domain is None:
                return
            self._desk.set_rule(RuleScope.DOMAIN, domain, policy)
        self.closed.emit()

    def _read_domain(self) -> str | None:
        typed = self.domain.text().strip().removeprefix("@")
        before = self.domain.text().find(typed) if typed else 0
        try:
            uri = parse_uri(f"sip:{typed}")
        except SipParseError as error:
            offset = max(0, error.offset - len("sip:")) + before
            self._wrong(address_error_text(SipParseError(error.reason, offset), self.domain.text()), offset)
            return None
        if not isinstance(uri, SipUri) or uri.user or uri.params or uri.headers or uri.port:
            self._wrong(self.tr("Only the domain is wanted here, such as office.example."), before)
            return None
        return uri.host.lower()

    def _wrong(self, text: str, offset: int) -> None:
        restyle(self.domain, "wrong", "true")
        self.domain.setFocus(Qt.FocusReason.OtherFocusReason)
        self.domain.mark(offset)
        say_error(self._error, text)

    def _clear(self) -> None:
        self._error.hide()
        restyle(self.domain, "wrong", "")

    def _who_changed(self) -> None:
        self._domain_place.setVisible(not self.who.currentData())
