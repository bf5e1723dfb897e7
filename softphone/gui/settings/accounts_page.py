"""The accounts: a list with the state of each, and the form of the chosen one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from softphone.calls.values import Account
from softphone.gui.frame.list_panel import EmptyState
from softphone.gui.frame.page import Page
from softphone.gui.look.components import button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.registration_text import DOTS, state_of, state_text


class AccountsPage(QStackedWidget):
    """`removed(account)` after an account was taken out, so that the window can offer to bring it back."""

    removed = Signal(object)

    def __init__(self, desk: AccountDesk, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accounts-page")
        self._desk = desk
        self._settings = settings
        self._overview = Page("accounts-overview")
        self._overview.body.addWidget(label(self.tr("Accounts"), "heading"))
        self.list = RowList(object_name="accounts-list", accessible_name=self.tr("Accounts"))
        self.list.setProperty("ground", "canvas")
        self.list.activated_row.connect(lambda row: self.edit(row.value))
        self.list.removed.connect(lambda row: self._remove(row.value))
        self._overview.body.addWidget(self.list)
        self._empty = EmptyState("accounts-empty")
        self._empty.say(
            self.tr("No account yet. Calls to SIP addresses work without one; to be called, add one."),
            self.tr("Add an account"),
            lambda: self.edit(None),
        )
        self._overview.body.addWidget(self._empty)
        self._overview.body.addWidget(self._buttons())
        self.addWidget(self._overview)
        self.form = AccountForm(desk, settings)
        self.form.closed.connect(self.show_overview)
        self.addWidget(self.form)
        settings.changed.connect(self.reload)
        desk.state_changed.connect(lambda _: self.reload())
        self.list.selectionModel().currentChanged.connect(lambda _: self._enable())
        self.reload()

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.add_button = button(
            self.tr("Add an account"), "primary", object_name="accounts-add", icon="plus"
        )
        self.add_button.clicked.connect(lambda: self.edit(None))
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
        self.list.setFixedHeight(min(6, len(accounts)) * height + 2)
        self.list.setVisible(bool(accounts))
        self._empty.setVisible(not accounts)
        for made in (self.add_button, self.edit_button, self.remove_button):
            made.setVisible(bool(accounts))
        self._enable()

    def edit(self, account: object) -> None:
        """Show the form for `account`, None for a new one."""
        self.form.show_account(account if isinstance(account, Account) else None)
        self.setCurrentWidget(self.form)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_editing(self) -> bool:
        return self.currentWidget() is self.form

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
