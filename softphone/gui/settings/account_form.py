"""The form of one account: where it is, how to sign in, and whether that works."""

import uuid
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from softphone.calls.values import Account, Transport
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Space, button, column, label, restyle
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.address_reasons import address_error_text
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.registration_text import state_sentence
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

_TEXT_LENGTH = 200


class AccountForm(Page):
    """`closed()` when the person is done with it. Saving stays here and shows how the registration goes.

    `divert_requested(account)` leads to how callers of this account are redirected.
    """

    closed = Signal()
    divert_requested = Signal(object)

    def __init__(self, desk: AccountDesk, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("account-form", parent)
        self._desk = desk
        self._settings = settings
        self._account: Account | None = None
        self._heading = label("", "heading", object_name="account-form-heading")
        self.body.addWidget(self._heading)
        self.state = label("", "muted", wrap=True, object_name="account-state")
        self.body.addWidget(self.state)
        self.address = AddressEdit(object_name="account-address", accessible_name="")
        self.address.setPlaceholderText("anna@office.example")
        self.body.addLayout(field(self.tr("SIP address"), self.address, "account-address"))
        self._address_error = label("", "error", wrap=True, object_name="account-address-error")
        self._address_error.hide()
        self.address.textChanged.connect(lambda: self._clear(self.address, self._address_error))
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
        self.transport = ChoiceBox()
        self.transport.addItem("UDP", Transport.UDP)
        self.transport.addItem("TCP", Transport.TCP)
        self.transport.addItem(self.tr("TLS (encrypted)"), Transport.TLS)
        self.body.addLayout(field(self.tr("Transport"), self.transport, "account-transport"))
        self.register = CheckBox(self.tr("Register, so that I can be called"), "account-register")
        self.body.addWidget(self.register, 0, Qt.AlignmentFlag.AlignLeft)
        self.more_button = button(self.tr("More settings"), "quiet", object_name="account-more")
        self.more_button.set_icon("chevron-right")
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._show_more)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._more = self._build_more()
        self.body.addWidget(self._more)
        self.body.addWidget(self._buttons())
        desk.state_changed.connect(self._state_changed)
        desk.password_not_kept.connect(self._not_kept)

    def _build_more(self) -> QWidget:
        made = QWidget()
        made.setProperty("ground", "none")
        layout = column(made, spacing=Space.M)
        self.registrar = AddressEdit(object_name="account-registrar", accessible_name="")
        self.registrar.setPlaceholderText(self.tr("the server of the address"))
        layout.addLayout(field(self.tr("Registrar"), self.registrar, "account-registrar"))
        self.auth_user = QLineEdit()
        self.auth_user.setMaxLength(_TEXT_LENGTH)
        self.auth_user.setPlaceholderText(self.tr("the name before the @"))
        layout.addLayout(field(self.tr("Name for signing in"), self.auth_user, "account-auth-user"))
        self.proxy = AddressEdit(object_name="account-proxy", accessible_name="")
        self.proxy.setPlaceholderText(self.tr("none"))
        layout.addLayout(field(self.tr("Outbound proxy"), self.proxy, "account-proxy"))
        self._server_error = label("", "error", wrap=True, object_name="account-server-error")
        self._server_error.hide()
        for edit in (self.registrar, self.proxy):
            edit.textChanged.connect(lambda _text, target=edit: self._clear(target, self._server_error))
        layout.addWidget(self._server_error)
        self.verify = CheckBox(self.tr("Check the server's certificate (TLS)"), "account-verify-tls")
        self.transport.currentIndexChanged.connect(
            lambda: self.verify.setEnabled(self.transport.currentData() is Transport.TLS)
        )
        layout.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignLeft)
        self.strict_proxy = CheckBox(
            self.tr("Only believe answers that come from the proxy"), "account-strict-proxy"
        )
        self.proxy.textChanged.connect(lambda text: self.strict_proxy.setVisible(bool(text.strip())))
        self.strict_proxy.hide()
        layout.addWidget(self.strict_proxy, 0, Qt.AlignmentFlag.AlignLeft)
        self.enabled = CheckBox(self.tr("Use this account"), "account-enabled")
        layout.addWidget(self.enabled, 0, Qt.AlignmentFlag.AlignLeft)
        made.hide()
        return made

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
        self.close_button.clicked.connect(self.closed)
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
        self.register.setChecked(bool(shown.registrar))
        usual = account is None or shown.registrar == _usual_registrar(shown.uri)
        self.registrar.setText("" if usual else shown.registrar)
        self.auth_user.setText(shown.auth_user)
        self.proxy.setText(shown.proxy)
        self.transport.setCurrentIndex(list(Transport).index(shown.transport))
        self.strict_proxy.setChecked(shown.strict_proxy)
        self.strict_proxy.setVisible(bool(shown.proxy))
        self.verify.setChecked(shown.verify_tls)
        self.verify.setEnabled(shown.transport is Transport.TLS)
        self.enabled.setChecked(shown.enabled)
        unusual = bool(self.registrar.text() or shown.auth_user or shown.proxy)
        self.more_button.setChecked(unusual)
        self.retry_button.setVisible(account is not None)
        self.divert_button.setVisible(account is not None)
        self._show_state()

    def save(self) -> None:
        """Check, keep and connect; a mistake is shown at its letter."""
        uri = self._read(self.address, self._address_error)
        if uri is None:
            return
        parsed = parse_uri(uri)
        if not isinstance(parsed, SipUri) or not parsed.user:
            self._wrong(self.address, self._address_error, self.tr("An account has a name before the @."), 0)
            return
        registrar = self._server(self.registrar, _usual_registrar(uri)) if self.register.isChecked() else ""
        proxy = self._server(self.proxy, "")
        if registrar is None or proxy is None:
            return
        account = replace(
            self._account or Account(id=uuid.uuid4().hex, uri=uri),
            uri=uri,
            display_name=self.display_name.text().strip(),
            registrar=registrar,
            auth_user=self.auth_user.text().strip(),
            proxy=proxy,
            transport=Transport(self.transport.currentData()),
            enabled=self.enabled.isChecked(),
            verify_tls=self.verify.isChecked(),
            strict_proxy=self.strict_proxy.isChecked(),
        )
        is_new = self._account is None
        self._account = account
        typed = self.password.text()
        self._desk.save(account, typed if typed or is_new else None)
        self.password.clear()
        self.password.setPlaceholderText(self.tr("unchanged"))
        self.retry_button.show()
        self.divert_button.show()
        self._show_state()

    def _server(self, edit: AddressEdit, otherwise: str) -> str | None:
        if not edit.text().strip():
            return otherwise
        read = self._read(edit, self._server_error)
        if read is None:
            self.more_button.setChecked(True)
        return read

    def _read(self, edit: AddressEdit, error_label: QLabel) -> str | None:
        """The URI in `edit`, or None after showing what is wrong."""
        text = edit.text()
        try:
            return parse_dialled(text)
        except SipParseError as error:
            if error.offset >= len(text) and "@" not in text and text.strip():
                said = self.tr("The server is missing: an address looks like anna@office.example.")
            else:
                said = address_error_text(error, text)
            self._wrong(edit, error_label, said, error.offset)
            return None

    def _wrong(self, edit: AddressEdit, error_label: QLabel, text: str, offset: int) -> None:
        error_label.setText(text)
        error_label.show()
        restyle(edit, "wrong", "true")
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.mark(offset)

    @staticmethod
    def _clear(edit: AddressEdit, error_label: QLabel) -> None:
        error_label.hide()
        restyle(edit, "wrong", "")

    def _show_more(self, shown: bool) -> None:
        self._more.setVisible(shown)
        self.more_button.set_icon("chevron-down" if shown else "chevron-right")

    def _divert(self) -> None:
        if self._account is not None:
            self.divert_requested.emit(self._account)

    def _retry(self) -> None:
        if self._account is not None:
            self._desk.retry(self._account.id)

    def _state_changed(self, account_id: str) -> None:
        if self._account is not None and self._account.id == account_id:
            self._show_state()

    def _show_state(self) -> None:
        account = self._account
        known = account is not None and self._settings.account(account.id) is not None
        self.state.setVisible(known)
        if account is not None and known:
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
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)


def _usual_registrar(uri: str) -> str:
    """The registrar that an address of record implies (RFC 3261 section 10.2): its host."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return ""
    return f"sip:{parsed.hostport}" if isinstance(parsed, SipUri) else ""
