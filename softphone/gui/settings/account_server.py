"""Of an account's form: which server, by which way, and the name for signing in."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.accounts import Account, Transport
from softphone.gui.frame.page import field
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.fold import Fold
from softphone.gui.settings.typed_address import WrongAddressError, clear, read_address, show_wrong
from softphone.gui.words.plain_text import short_address
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

_TEXT_LENGTH = 200


class ServerGroup(Fold):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("server", parent)
        self.set_heading(self.tr("Server"))
        self.transport = ChoiceBox()
        self.transport.addItem("UDP", Transport.UDP)
        self.transport.addItem("TCP", Transport.TCP)
        self.transport.addItem(self.tr("TLS (encrypted)"), Transport.TLS)
        self.body.addLayout(field(self.tr("Transport"), self.transport, "account-transport"))
        self.register = CheckBox(self.tr("Register, so that I can be called"), "account-register")
        self.body.addWidget(self.register, 0, Qt.AlignmentFlag.AlignLeft)
        self.registrar = AddressEdit(object_name="account-registrar", accessible_name="")
        self.registrar.setPlaceholderText(self.tr("the server of the address"))
        self.body.addLayout(field(self.tr("Registrar"), self.registrar, "account-registrar"))
        self.auth_user = QLineEdit()
        self.auth_user.setMaxLength(_TEXT_LENGTH)
        self.auth_user.setPlaceholderText(self.tr("the name before the @"))
        self.body.addLayout(field(self.tr("Name for signing in"), self.auth_user, "account-auth-user"))
        self.proxy = AddressEdit(object_name="account-proxy", accessible_name="")
        self.proxy.setPlaceholderText(self.tr("none"))
        self.body.addLayout(field(self.tr("Outbound proxy"), self.proxy, "account-proxy"))
        self._error = error_line(object_name="account-server-error")
        for edit in (self.registrar, self.proxy):
            edit.textChanged.connect(lambda _text, target=edit: clear(target, self._error))
        self.body.addWidget(self._error)
        self.strict_proxy = CheckBox(
            self.tr("Only believe answers that come from the proxy"), "account-strict-proxy"
        )
        self.proxy.textChanged.connect(lambda text: self.strict_proxy.setVisible(bool(text.strip())))
        self.strict_proxy.hide()
        self.body.addWidget(self.strict_proxy, 0, Qt.AlignmentFlag.AlignLeft)
        for box in (self.transport.currentIndexChanged, self.registrar.textChanged, self.proxy.textChanged):
            box.connect(lambda _: self._summarize())

    def show_account(self, account: Account, *, is_new: bool) -> None:
        self.register.setChecked(bool(account.registrar))
        usual = is_new or account.registrar == usual_registrar(account.uri)
        self.registrar.setText("" if usual else account.registrar)
        self.auth_user.setText(account.auth_user)
        self.proxy.setText(account.proxy)
        self.transport.setCurrentIndex(list(Transport).index(account.transport))
        self.strict_proxy.setChecked(account.strict_proxy)
        self.strict_proxy.setVisible(bool(account.proxy))
        self._summarize()
        self.set_open(bool(self.registrar.text() or account.auth_user or account.proxy))

    def put_into(self, account: Account) -> Account | None:
        """None after showing what is wrong."""
        registrar = self._server(self.registrar, usual_registrar(account.uri))
        proxy = self._server(self.proxy, "")
        if registrar is None or proxy is None:
            return None
        return replace(
            account,
            registrar=registrar if self.register.isChecked() else "",
            auth_user=self.auth_user.text().strip(),
            proxy=proxy,
            transport=Transport(self.transport.currentData()),
            strict_proxy=self.strict_proxy.isChecked(),
        )

    def _server(self, edit: AddressEdit, otherwise: str) -> str | None:
        if not edit.text().strip():
            return otherwise
        try:
            return read_address(edit)
        except WrongAddressError as wrong:
            self.set_open(True)
            say_error(self._error, str(wrong))
            show_wrong(edit, wrong.offset)
            return None

    def _summarize(self) -> None:
        parts = [self.transport.currentText().partition(" ")[0]]
        if self.registrar.text().strip():
            parts.append(short_address(self.registrar.text().strip()))
        if self.proxy.text().strip():
            parts.append(short_address(self.proxy.text().strip()))
        self.set_summary(" · ".join(parts))


def usual_registrar(uri: str) -> str:
    """The registrar that an address of record implies (RFC 3261 section 10.2): its host."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return ""
    return f"sip:{parsed.hostport}" if isinstance(parsed, SipUri) else ""
