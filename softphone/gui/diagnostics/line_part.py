"""*Test my line*: one button for one account, and a report in plain words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.accounts import Account
from softphone.calls.notices import Notice
from softphone.gui.diagnostics.line_test import LineTest
from softphone.gui.frame.page import field
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.findings import Findings
from softphone.gui.words.plain_text import short_address


class LinePart(QWidget):
    """`account_requested(account)` leads to the settings of the tested account."""

    account_requested = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: AccountDesk,
        accounts: Callable[[], tuple[Account, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("line-part")
        self._accounts = accounts
        layout = column(self, spacing=Space.M)
        said = self.tr("Looks at the network, signs in once more, and lets you hear yourself. Half a minute.")
        layout.addWidget(label(said, "muted", wrap=True))
        self.account = ChoiceBox()
        layout.addLayout(field(self.tr("Account"), self.account, "line-account"))
        row = FoldingRow()
        self.test_button = button(self.tr("Test my line"), "primary", object_name="line-test")
        self.test_button.clicked.connect(self._pressed)
        row.add(self.test_button)
        self.copy_button = button(self.tr("Copy"), "quiet", object_name="line-copy", icon="copy")
        self.copy_button.setAccessibleName(self.tr("Copy the report"))
        self.copy_button.clicked.connect(self._copy)
        row.add(self.copy_button)
        self.account_button = button(
            self.tr("Settings of the account"), "quiet", object_name="line-account-settings"
        )
        self.account_button.clicked.connect(self._show_account)
        row.add(self.account_button)
        layout.addWidget(row)
        self.findings = Findings("line-findings")
        layout.addWidget(self.findings)
        self.test = LineTest(services, desk, self)
        self.test.changed.connect(self._show)
        self.test.finished.connect(self._show)
        self._none = label(
            self.tr("There is no account to test. Add one under Accounts."), "muted", wrap=True
        )
        layout.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        self.reload()

    def reload(self) -> None:
        chosen, accounts = self.account.currentData(), self._accounts()
        self.account.clear()
        for account in accounts:
            self.account.addItem(short_address(account.uri), account.id)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))
        self._none.setVisible(not accounts)
        self._show()

    def report(self) -> str:
        return self.findings.text()

    def on_notice(self, notice: Notice) -> None:
        self.test.on_notice(notice)

    def _chosen(self) -> Account | None:
        return next((each for each in self._accounts() if each.id == self.account.currentData()), None)

    def _pressed(self) -> None:
        account = self._chosen()
        if self.test.running:
            self.test.stop()
        elif account is not None:
            self.test.start(account)
        self._show()

    def _show(self) -> None:
        running = self.test.running
        self.test_button.set_label(self.tr("Stop") if running else self.tr("Test my line"))
        self.test_button.setAccessibleName(self.tr("Stop") if running else self.tr("Test my line"))
        self.test_button.setEnabled(bool(self._accounts()))
        self.account.setEnabled(not running)
        self.findings.show_findings(self.test.findings)
        self.copy_button.setVisible(bool(self.test.findings) and not running)
        self.account_button.setVisible(bool(self.test.findings) and not running)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())

    def _show_account(self) -> None:
        account = self._chosen()
        if account is not None:
            self.account_requested.emit(account)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Nobody would hear what is recorded of the room.
        if self.test.running and not event.spontaneous():
            self.test.stop()
            self._show()
