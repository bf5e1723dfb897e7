"""The form of one account: where it is, how to sign in, whether that works, and all the rest in closed groups."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from softphone.calls.accounts import Account, DiallingRule, Reachability, Transport
from softphone.calls.reach_events import NetworkTested
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.services import Services
from softphone.gui.settings.account_answering import AnsweringGroup, MailboxGroup
from softphone.gui.settings.account_dialling import DiallingGroup
from softphone.gui.settings.account_reachability import ReachabilityGroup
from softphone.gui.settings.account_security import SecurityGroup
from softphone.gui.settings.account_server import ServerGroup
from softphone.gui.settings.account_sound import SoundGroup
from softphone.gui.settings.account_trials import AccountTrials
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.typed_address import WrongAddressError, clear, read_account_address, show_wrong
from softphone.gui.words.certificate_text import refused_sentence
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.registration_text import state_sentence

_TEXT_LENGTH = 200


class AccountForm(Page):
    """`closed()` when the person is done with it. Saving stays here and shows how the registration goes.

    `divert_requested(account)` leads to how callers of this account are redirected, `certificate_requested(refused)`
    to what is wrong with its server's certificate.
    """

    closed = Signal()
    divert_requested = Signal(object)
    certificate_requested = Signal(object)

    def __init__(
        self, desk: AccountDesk, settings: SettingsModel, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__("account-form", parent)
        self._desk = desk
        self._settings = settings
        self._trials = AccountTrials(desk, services, self)
        self._account: Account | None = None
        self._heading = label("", "heading", wrap=True, object_name="account-form-heading")
        self.body.addWidget(self._heading)
        self.state = label("", "muted", wrap=True, object_name="account-state")
        self.body.addWidget(self.state)
        self.certificate_button = button(
            self.tr("Look at the certificate"), object_name="account-certificate", icon="shield-question"
        )
        self.certificate_button.clicked.connect(self._show_certificate)
        self.body.addWidget(self.certificate_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_identity()
        self.server = ServerGroup()
        self.security = SecurityGroup()
        self.reachability = ReachabilityGroup(self._test_network)
        self.sound = SoundGroup()
        self.dialling = DiallingGroup(self._example)
        self.answering = AnsweringGroup(self._trials.ring if services.play_tone is not None else None)
        self.mailbox = MailboxGroup()
        for group in (
            self.server,
            self.security,
            self.reachability,
            self.sound,
            self.dialling,
            self.answering,
            self.mailbox,
        ):
            self.body.addWidget(group)
        self.transport, self.registrar, self.proxy = (
            self.server.transport,
            self.server.registrar,
            self.server.proxy,
        )
        self.transport.currentIndexChanged.connect(
            lambda _: self.security.set_transport(Transport(self.transport.currentData()))
        )
        self.body.addWidget(self._buttons())
        desk.state_changed.connect(self._state_changed)
        desk.password_not_kept.connect(self._not_kept)

    def _add_identity(self) -> None:
        self.address = AddressEdit(object_name="account-address", accessible_name="")
        self.address.setPlaceholderText("anna@office.example")
        self.body.addLayout(field(self.tr("SIP address"), self.address, "account-address"))
        self._address_error = error_line(object_name="account-address-error")
        self.address.textChanged.connect(lambda: clear(self.address, self._address_error))
        self.body.addWidget(self._address_error)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(_TEXT_LENGTH)
        kept = self.tr("Kept in the system's keyring, never in a file.")
        self.body.addLayout(field(self.tr("Password"), self.password, "account-password", hint=kept))
        self.display_name = QLineEdit()
        self.display_name.setMaxLength(_TEXT_LENGTH)
        shown = self.tr("What others see when you call.")
        self.body.addLayout(field(self.tr("Your name"), self.display_name, "account-name", hint=shown))
        self.enabled = CheckBox(self.tr("Use this account"), "account-enabled")
        self.body.addWidget(self.enabled, 0, Qt.AlignmentFlag.AlignLeft)

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.save_button = button(self.tr("Save and connect"), "primary", object_name="account-save")
        self.save_button.clicked.connect(self.save)
        row.add(self.save_button)
        self.retry_button = button(self.tr("Test again"), object_name="account-test")
        self.retry_button.clicked.connect(self._retry)
        row.add(self.retry_button)
        self.divert_button = button(
            self.tr("Redirect callers…"), "quiet", object_name="account-divert", icon="arrow-right"
        )
        self.divert_button.clicked.connect(self._divert)
        row.add(self.divert_button)
        self.close_button = button(self.tr("Close"), "quiet", object_name="account-close")
        self.close_button.clicked.connect(self._close)
        row.add(self.close_button)
        return row

    def show_account(self, account: Account | None) -> None:
        """The form for `account`, or an empty one."""
        self._account = account
        shown = account or Account(id="", uri="", registrar="default")
        self._heading.setText(self.tr("Account") if account else self.tr("New account"))
        self.address.setText(short_address(shown.uri))
        self.password.clear()
        self.password.setPlaceholderText(self.tr("unchanged") if account else "")
        self.display_name.setText(shown.display_name)
        self.enabled.setChecked(shown.enabled)
        self.server.show_account(shown, is_new=account is None)
        self.security.show_account(shown)
        self.reachability.show_account(shown, is_new=account is None)
        for group in (self.sound, self.dialling, self.answering, self.mailbox):
            group.show_account(shown)
        self.retry_button.setVisible(account is not None)
        self.divert_button.setVisible(account is not None)
        self._show_state()
        self.verticalScrollBar().setValue(0)

    def save(self) -> None:
        """Check, keep and connect; a mistake is shown at its letter."""
        uri = self._uri()
        if uri is None:
            return
        account = self._with_groups(
            replace(
                self._account or Account(id=uuid.uuid4().hex, uri=uri),
                uri=uri,
                display_name=self.display_name.text().strip(),
                enabled=self.enabled.isChecked(),
            )
        )
        if account is None:
            return
        is_new = self._account is None
        self._account = account
        typed = self.password.text()
        turn = self.reachability.typed_password()
        self._desk.save(account, typed if typed or is_new else None, turn)
        for edit in (self.password, *((self.reachability.turn_password,) if turn else ())):
            edit.clear()
            edit.setPlaceholderText(self.tr("unchanged"))
        self.retry_button.show()
        self.divert_button.show()
        self._show_state()

    def _with_groups(self, account: Account) -> Account | None:
        """`account` with what the groups say, None after one of them has shown what is wrong."""
        made: Account | None = account
        groups: tuple[Callable[[Account], Account | None], ...] = (
            self.server.put_into,
            self.security.put_into,
            self.reachability.put_into,
            self.sound.put_into,
            self.dialling.put_into,
            self.answering.put_into,
            self.mailbox.put_into,
        )
        for put_into in groups:
            if made is None:
                return None
            made = put_into(made)
        return made

    def _uri(self) -> str | None:
        """The address of record, or None after showing what is wrong."""
        try:
            return read_account_address(self.address)
        except WrongAddressError as wrong:
            say_error(self._address_error, str(wrong))
            show_wrong(self.address, wrong.offset)
            return None

    def on_network_tested(self, tested: NetworkTested) -> None:
        self.reachability.on_tested(tested)

    def _test_network(self, number: int, reachability: Reachability, turn_password: str | None) -> bool:
        return self._trials.test_network(self._account, number, reachability, turn_password)

    def _example(self, rule: DiallingRule, typed: str) -> str:
        return self._trials.example(self._account, self.address.text(), rule, typed)

    def _close(self) -> None:
        self._trials.stop_ringing()
        self.closed.emit()

    def _divert(self) -> None:
        if self._account is not None:
            self.divert_requested.emit(self._account)

    def _show_certificate(self) -> None:
        refused = self._desk.refused(self._account.id) if self._account is not None else None
        if refused is not None:
            self.certificate_requested.emit(refused)

    def _retry(self) -> None:
        if self._account is not None:
            self._desk.retry(self._account.id)

    # How it stands

    def _state_changed(self, account_id: str) -> None:
        if self._account is not None and self._account.id == account_id:
            self._show_state()

    def _show_state(self) -> None:
        account = self._account
        known = account is not None and self._settings.account(account.id) is not None
        refused = self._desk.refused(account.id) if account is not None and known else None
        self.state.setVisible(known)
        self.certificate_button.setVisible(refused is not None)
        if refused is not None:
            self.state.setText(refused_sentence(refused))
        elif account is not None and known:
            self.state.setText(state_sentence(account, self._desk.notice(account.id)))

    def _not_kept(self, account_id: str) -> None:
        if self._account is not None and self._account.id == account_id:
            self.state.show()
            self.state.setText(
                f"{self.state.text()} "
                + self.tr(
                    "No keyring answered: the password is held until the phone is closed and asked for at "
                    "each start. It is never written to a file."
                )
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)
