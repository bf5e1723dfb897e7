"""A new account from an address and a password: the rest is found, tried and told."""

import uuid
from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from softphone.calls.accounts import Account, Transport
from softphone.calls.notices import RegistrationNotice
from softphone.calls.reach_events import FoundServer, RegistrationState, ServersFound
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Button, button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.services import Services
from softphone.gui.settings.account_server import usual_registrar
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.findings import Findings
from softphone.gui.settings.typed_address import WrongAddressError, clear, read_account_address, show_wrong
from softphone.gui.words.certificate_text import refused_sentence
from softphone.gui.words.network_text import Finding
from softphone.gui.words.registration_text import failure_sentence, state_sentence
from softphone.gui.words.servers_text import closed_ways, server_finding, server_problem

_TEXT_LENGTH = 200
_LOOKING_MS: Final = 15_000  # the engine answers within ten seconds
_TRYING_MS: Final = 35_000  # a transaction without an answer ends after 32 seconds
_BY_SAFETY: Final = (Transport.TLS, Transport.TCP, Transport.UDP)
_numbers = count(1)


class AccountWizard(Page):
    """`closed()` when the person is done, `form_requested(account)` for all the settings; None for an empty form.

    `certificate_requested(refused)` as in the form.
    """

    closed = Signal()
    form_requested = Signal(object)
    certificate_requested = Signal(object)

    def __init__(self, desk: AccountDesk, services: Services, parent: QWidget | None = None) -> None:
        super().__init__("account-wizard", parent)
        self._desk = desk
        self._services = services
        self._account: Account | None = None
        self._request = 0
        self._way: tuple[Finding, ...] = ()  # what was found out about the servers
        self.body.addWidget(label(self.tr("New account"), "heading", wrap=True))
        said = self.tr(
            "Address and password are enough; the phone finds the server and the safest way to it."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self.address = AddressEdit(object_name="wizard-address", accessible_name="")
        self.address.setPlaceholderText("anna@office.example")
        self.body.addLayout(field(self.tr("SIP address"), self.address, "wizard-address"))
        self._error = error_line(object_name="wizard-address-error")
        self.address.textChanged.connect(lambda: clear(self.address, self._error))
        self.body.addWidget(self._error)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(_TEXT_LENGTH)
        kept = self.tr("Kept in the system's keyring, never in a file.")
        self.body.addLayout(field(self.tr("Password"), self.password, "wizard-password", hint=kept))
        self.body.addWidget(self._buttons())
        self.findings = Findings("wizard-findings")
        self.body.addWidget(self.findings)
        self.certificate_button = button(
            self.tr("Look at the certificate"), object_name="wizard-certificate", icon="shield-question"
        )
        self.certificate_button.clicked.connect(self._show_certificate)
        self.certificate_button.hide()
        self.body.addWidget(self.certificate_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._too_long)
        desk.state_changed.connect(self._state_changed)

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.connect_button = button(self.tr("Connect"), "primary", object_name="wizard-connect")
        self.connect_button.clicked.connect(self.connect_account)
        row.add(self.connect_button)
        self.form_button = button(self.tr("Set everything by hand"), "quiet", object_name="wizard-form")
        self.form_button.clicked.connect(self._by_hand)
        row.add(self.form_button)
        self.close_button = button(self.tr("Close"), "quiet", object_name="wizard-close")
        self.close_button.clicked.connect(self._close)
        row.add(self.close_button)
        return row

    def show_empty(self) -> None:
        self._account = None
        self._stop()
        self.address.clear()
        self.password.clear()
        self.password.setPlaceholderText("")
        self._tell([])
        self.certificate_button.hide()
        self.close_button.set_label(self.tr("Close"))
        self._lead_with(self.connect_button, self.close_button)
        self.form_button.set_label(self.tr("Set everything by hand"))

    def connect_account(self) -> None:
        """Find the servers of the address's domain, then register at the best."""
        uri = self._uri()
        if uri is None or self._request:
            return
        tried = self._account
        before = self._desk.account(tried.id) or tried if tried is not None else None
        self._account = replace(
            before or Account(id=uuid.uuid4().hex, uri=uri),
            uri=uri,
            registrar=usual_registrar(uri),
            transport=Transport.UDP,
        )
        self.certificate_button.hide()
        self._way = ()
        domain = uri.partition("@")[2].partition(";")[0]
        self._tell([Finding(None, self.tr("Looking for the server of {domain}…").format(domain=domain))])
        find = self._services.find_servers
        if find is None:
            self._register()
            return
        self._request = next(_numbers)
        self.connect_button.setEnabled(False)
        self._timer.start(_LOOKING_MS)
        find(self._request, domain)

    def on_servers(self, found: ServersFound) -> None:
        """What the look-up brought. A server that answers over TLS is best; one that does not may still register."""
        if found.request_id != self._request or self._account is None:
            return
        self._stop()
        best = sorted(
            (each for each in found.servers if each.transport in _BY_SAFETY),
            # Of those that answer the safest; of the others the one that the engine thinks best.
            key=lambda each: (
                not each.answers,
                _BY_SAFETY.index(Transport(each.transport)) if each.answers else 0,
            ),
        )
        if not best:
            self._tell([server_problem(found), self._what_now()])
            return
        self._way = (server_finding(best[0], found.domain), *closed_ways(best))
        self._take(best[0], found.domain)

    def _take(self, server: FoundServer, domain: str) -> None:
        account = self._account
        if account is None:
            return
        self._account = replace(
            account,
            transport=Transport(server.transport),
            registrar=usual_registrar(account.uri),
            proxy=_explicit(server, domain),
        )
        self._register()

    def _register(self) -> None:
        if self._account is None:
            return
        self._tell_signing_in()
        self._desk.save(self._account, self.password.text() or None)

    def _tell_signing_in(self) -> None:
        self.certificate_button.hide()
        self._tell([*self._way, Finding(None, self.tr("Signing in…"))])
        self.connect_button.setEnabled(False)
        self._timer.start(_TRYING_MS)

    def _state_changed(self, account_id: str) -> None:
        account = self._account
        if account is None or account.id != account_id or self._request:
            return
        refused, notice = self._desk.refused(account_id), self._desk.notice(account_id)
        if not self._timer.isActive():
            if notice is not None and notice.state is RegistrationState.REGISTERING and self.isVisible():
                self._tell_signing_in()  # once more: a certificate was trusted, perhaps
            return
        if refused is not None:
            self._done(Finding(False, refused_sentence(refused)))
            self.certificate_button.show()
        elif notice is not None and notice.state is RegistrationState.REGISTERED:
            self._registered(account, notice)
        elif notice is not None and notice.state is RegistrationState.FAILED:
            self._done(Finding(False, failure_sentence(account, notice)))
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _registered(self, account: Account, notice: RegistrationNotice) -> None:
        self._done(Finding(True, state_sentence(account, notice)))
        self.certificate_button.hide()
        self.password.clear()
        self.password.setPlaceholderText(self.tr("unchanged"))
        self.close_button.set_label(self.tr("Done"))
        self._lead_with(self.close_button, self.connect_button)
        self.form_button.set_label(self.tr("More settings"))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead_with(self, next_step: Button, other: Button) -> None:
        next_step.set_kind("primary")
        other.set_kind("quiet")

    def _done(self, finding: Finding) -> None:
        self._stop()
        self._tell([*self._way, finding])

    def _too_long(self) -> None:
        looking = bool(self._request)
        self._stop()
        if looking:
            # Who looks up names may be at fault and not the server: it is tried as it is usual.
            self._register()
        else:
            self._done(Finding(False, self.tr("The server did not answer."), self._what_now().text))

    def _what_now(self) -> Finding:
        return Finding(
            None,
            self.tr(
                "Check the address for typing mistakes. If your provider names a server, set it by hand under Server."
            ),
        )

    def _tell(self, findings: list[Finding]) -> None:
        self.findings.show_findings(findings)

    def _stop(self) -> None:
        self._request = 0
        self._timer.stop()
        self.connect_button.setEnabled(True)

    def _uri(self) -> str | None:
        try:
            return read_account_address(self.address)
        except WrongAddressError as wrong:
            say_error(self._error, str(wrong))
            show_wrong(self.address, wrong.offset)
            return None

    def _show_certificate(self) -> None:
        refused = self._desk.refused(self._account.id) if self._account is not None else None
        if refused is not None:
            self.certificate_requested.emit(refused)

    def _by_hand(self) -> None:
        self._stop()
        self.form_requested.emit(self._account)

    def _close(self) -> None:
        self._stop()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.connect_account()
        else:
            super().keyPressEvent(event)


def _explicit(server: FoundServer, domain: str) -> str:
    """The proxy that has to be named: "" where the address alone leads to `server`.

    The engine finds servers by SRV and addresses itself, and checks a certificate against the domain (RFC 5922).
    """
    host = domain if domain.startswith("[") or domain.count(":") != 1 else domain.partition(":")[0]
    named = host.strip("[]").lower()
    if server.found_by in ("naptr", "srv") or server.host.rstrip(".").strip("[]").lower() == named:
        return ""
    return f"sip:{server.host}:{server.port}"
