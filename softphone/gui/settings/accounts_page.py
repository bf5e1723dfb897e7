"""The accounts: a list with the state of each, the form of the chosen one, and the way to a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from softphone.calls.accounts import Account
from softphone.calls.notices import NetworkTestNotice, Notice, ServersNotice
from softphone.calls.reach_events import CertificateRefused
from softphone.gui.frame.list_panel import EmptyState
from softphone.gui.frame.page import Page
from softphone.gui.look.components import button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row
from softphone.gui.services import Services
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.account_wizard import AccountWizard
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.certificate_page import CertificatePage
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.switch_list import SwitchList
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.registration_text import DOTS, state_of, state_text


class AccountsPage(QStackedWidget):
    """`removed(account)` after an account was taken out, so that the window can offer to bring it back."""

    removed = Signal(object)

    def __init__(
        self, desk: AccountDesk, settings: SettingsModel, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("accounts-page")
        self._desk = desk
        self._settings = settings
        self._overview = Page("accounts-overview")
        self._overview.body.addWidget(label(self.tr("Accounts"), "heading", wrap=True))
        self.list = SwitchList(object_name="accounts-list", accessible_name=self.tr("Accounts"))
        self.list.setProperty("ground", "canvas")
        self.list.activated_row.connect(lambda row: self.edit(row.value))
        self.list.removed.connect(lambda row: self._remove(row.value))
        self.list.switched.connect(lambda row: desk.set_enabled(row.value.id, not row.value.enabled))
        self._overview.body.addWidget(self.list)
        self._empty = EmptyState("accounts-empty")
        self._empty.say(
            self.tr("No account yet. Calls to SIP addresses work without one; to be called, add one."),
            self.tr("Add an account"),
            self.begin,
        )
        self._overview.body.addWidget(self._empty)
        self._overview.body.addWidget(self._buttons())
        self.addWidget(self._overview)
        self.form = AccountForm(desk, settings, services)
        self.form.closed.connect(self.show_overview)
        self.form.certificate_requested.connect(self.show_certificate)
        self.addWidget(self.form)
        self.wizard = AccountWizard(desk, services)
        self.wizard.closed.connect(self.show_overview)
        self.wizard.form_requested.connect(self.edit)
        self.wizard.certificate_requested.connect(self.show_certificate)
        self.addWidget(self.wizard)
        self.certificate = CertificatePage(desk, settings)
        self.certificate.closed.connect(self._certificate_done)
        self.addWidget(self.certificate)
        self._came_from: QWidget = self._overview
        settings.changed.connect(self.reload)
        desk.state_changed.connect(lambda _: self.reload())
        self.list.selectionModel().currentChanged.connect(lambda _: self._enable())
        self.reload()

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.add_button = button(
            self.tr("Add an account"), "primary", object_name="accounts-add", icon="plus"
        )
        self.add_button.clicked.connect(self.begin)
        row.add(self.add_button)
        self.edit_button = button(self.tr("Change"), object_name="accounts-edit", icon="edit")
        self.edit_button.clicked.connect(lambda: self.edit(self._chosen()))
        row.add(self.edit_button)
        self.remove_button = button(self.tr("Remove"), "quiet", object_name="accounts-remove", icon="trash")
        self.remove_button.clicked.connect(lambda: self._remove(self._chosen()))
        row.add(self.remove_button)
        return row

    def reload(self) -> None:
        accounts = self._settings.value.accounts
        self.list.set_rows(self._row(account) for account in accounts)
        if accounts and self.list.current_row() is None:
            self.list.choose(accounts[0].id)
        height = self.list.sizeHintForRow(0) if accounts else 0
        self.list.set_on(frozenset(account.id for account in accounts if account.enabled))
        self.list.setFixedHeight(min(6, len(accounts)) * height + 2)
        self.list.setVisible(bool(accounts))
        self._empty.setVisible(not accounts)
        for made in (self.add_button, self.edit_button, self.remove_button):
            made.setVisible(bool(accounts))
        self._enable()

    def begin(self) -> None:
        """A new account: address and password first."""
        self.wizard.show_empty()
        self.setCurrentWidget(self.wizard)
        self.wizard.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, account: object) -> None:
        """Show the form for `account`, None for a new one whose server is set by hand."""
        known = self._settings.account(account.id) if isinstance(account, Account) else None
        typed = self.wizard.address.text() if account is None else ""
        self.form.show_account(known)
        if typed:
            self.form.address.setText(typed)
        self.setCurrentWidget(self.form)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_editing(self) -> bool:
        return self.currentWidget() is not self._overview

    def show_certificate(self, refused: CertificateRefused) -> None:
        """What is wrong with a server's certificate; closing it leads back to where the person came from."""
        current = self.currentWidget()
        if current is not None and current is not self.certificate:
            self._came_from = current
        self.certificate.show_refused(refused)
        self.setCurrentWidget(self.certificate)
        self.certificate.later_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _certificate_done(self) -> None:
        self.setCurrentWidget(self._came_from)

    def on_notice(self, notice: Notice) -> None:
        """What came of a look-up or a test that was asked for here."""
        if isinstance(notice, ServersNotice):
            self.wizard.on_servers(notice.found)
        elif isinstance(notice, NetworkTestNotice):
            self.form.on_network_tested(notice.test)

    def show_overview(self) -> None:
        self.reload()
        self.setCurrentWidget(self._overview)

    def _chosen(self) -> Account | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, Account) else None

    def _enable(self) -> None:
        chosen = self._chosen() is not None
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _remove(self, account: object) -> None:
        if isinstance(account, Account):
            self._desk.remove(account.id)
            self.removed.emit(account)

    def _row(self, account: Account) -> Row:
        notice = self._desk.notice(account.id)
        color = {"positive": "positive-text", "danger": "danger-text"}
        is_default = self._settings.default_account() == account
        return Row(
            key=account.id,
            title=short_address(account.uri),
            subtitle=f"{state_text(account, notice)} · {account.transport.value.upper()}",
            right=self.tr("calls go out here") if is_default else "",
            avatar=account.display_name or short_address(account.uri),
            icon="account",
            icon_color=color.get(DOTS[state_of(account, notice)], "text-muted"),
            value=account,
        )
